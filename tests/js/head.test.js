import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headOf, overWhole } from '../../www/js/head.js';
import { FOUND, TEXT } from './found.js';

test('the head of a long text ends with a paragraph, or with a word', () => {
  assert.equal(headOf('كلام '.repeat(1000)), null, 'not long');
  const line = 'زار لافروف موسكو أمس. '.repeat(20).trim();
  const text = Array.from({ length: 200 }, () => line).join('\n');
  const head = headOf(text);
  assert.ok(head && head.length > 5000 && head.length < 20_000);
  assert.ok(text.startsWith(`${head}\n`));
  const words = headOf(text.replaceAll('\n', ' '));
  assert.ok(words && words.length > 5000 && text.replaceAll('\n', ' ').startsWith(`${words} `));
  assert.equal(headOf('ك'.repeat(100_000)), null, 'nowhere to cut');
  assert.equal(headOf(text.replaceAll('\n', '\r\n')), null);
});

test('what was found in the head lies over the whole text', () => {
  const text = `${TEXT}\n\n12 Moscow موسكو\n12`;
  const whole = overWhole(FOUND, text);
  assert.equal(whole.text, text);
  assert.deepEqual([...whole.paragraphStarts.slice(0, 2)], [...FOUND.paragraphStarts]);
  assert.deepEqual(
    Array.from(whole.paragraphStarts, (start, i) => text.slice(start, whole.paragraphEnds[i])),
    text.split('\n'),
  );
  assert.deepEqual([...whole.paragraphRtl], [1, 1, 1, 0, 1]);
  assert.deepEqual(whole.starts, FOUND.starts);
});
