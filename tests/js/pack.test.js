import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupMentions, itemAt } from '../../www/js/groups.js';
import { packedBuffers } from '../../www/js/pack.js';
import { FOUND, LABELS } from './found.js';

test('columns hold what the view holds', () => {
  assert.deepEqual([...FOUND.starts], [0, 7, 14, 21]);
  assert.deepEqual([...FOUND.types], [1, 2, 0, 0]);
  assert.deepEqual([...FOUND.depths], [0, 1, 0, 0]);
  assert.deepEqual([...FOUND.entities], [-1, -1, 0, 0]);
  assert.deepEqual(FOUND.subtypes, [null, 'nisba', null, null]);
  assert.deepEqual(FOUND.values, [null, null, null, '{"kind":"country","country":"RU"}']);
  assert.deepEqual(FOUND.alternatives, [null, [{ start: 7, end: 20, type: 0, confidence: 0.25 }], null, null]);
  assert.deepEqual([...FOUND.paragraphRtl], [1, 1]);
  assert.equal(FOUND.words, 4);
});

test('what is not likely enough is unsure until somebody confirms it', () => {
  // The third is just likely enough, the fourth is confirmed.
  assert.deepEqual([...FOUND.unsure], [1, 1, 0, 0]);
});

test('every buffer is handed over once', () => {
  const buffers = packedBuffers(FOUND);
  assert.equal(new Set(buffers).size, buffers.length);
  const copy = structuredClone(FOUND, { transfer: [] });
  assert.deepEqual(copy, FOUND);
});

test('mentions of one entity are one item, the others go by their text', () => {
  const all = groupMentions(FOUND, LABELS.length);
  const { groups } = all;
  assert.deepEqual(FOUND.groups, all);
  assert.deepEqual(
    groups.map(({ count }) => count),
    [2, 1, 1],
  );
  assert.deepEqual(
    groups[0].items.map(({ name, mentions }) => ({ name, mentions })),
    [{ name: 'سيرغي لافروف', mentions: [2, 3] }],
  );
  assert.equal(itemAt(all, 2), itemAt(all, 3));
  assert.equal(itemAt(all, 1)?.name, 'الروسي');
  assert.equal(itemAt(all, 4), undefined);
});
