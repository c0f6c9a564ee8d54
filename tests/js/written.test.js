import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesInZip } from '../../www/js/unzip.js';
import { shelfInZip } from '../../www/js/written.js';

const CHOICE = /** @type {const} */ ({ format: 'brat', schema: 'wojood', confirmedOnly: false });

/** @param {string} name @returns {import('../../www/js/storage.js').Summary} */
const summary = (name, id = name) => ({
  id,
  name,
  named: false,
  status: 'new',
  created: 0,
  updated: 0,
  corrections: 0,
  deleted: null,
});

/** An engine that writes what it is given, and dies of one text. */
const client = /** @type {any} */ ({
  /** @param {string} text */
  json: async (text) => JSON.stringify({ text, annotations: [], entities: [] }),
  /** @param {{ name: string, json: string }[]} documents */
  async write([{ name, json }]) {
    const { text } = JSON.parse(json);
    if (text === 'deadly') throw new Error('unreachable');
    const losses = [{ part: 'Head', count: 2 }];
    return { files: [{ name: `${name}.ann`, content: text }], losses, seen: { labels: [text], subtypes: [] } };
  },
  /** @param {string} _ @param {{ labels: string[] }[]} seen */
  configuration: async (_, seen) => [
    { name: 'annotation.conf', content: seen.flatMap(({ labels }) => labels).join(' ') },
  ],
});

const shelf = {
  documents: [summary('خبر', '1'), summary('خبر', '2'), summary('deadly'), summary('lost'), summary('آخر')],
  /** @param {string} id */
  load: async (id) => (id === 'lost' ? null : { text: id, editing: false }),
  words: [],
  labels: [],
  own: [],
};

test('a document that cannot be written is named, and the others are in the archive under names of their own', async () => {
  /** @type {[number, string][]} */
  const told = [];
  const next = (/** @type {number} */ done, /** @type {string} */ name) => told.push([done, name]) > 0;
  const all = await shelfInZip(client, shelf, CHOICE, { created: '2026-01-01T00:00:00Z', next });
  assert.ok(all);
  assert.equal(all.count, 3);
  assert.deepEqual(all.losses, [{ part: 'Head', count: 6 }]);
  assert.deepEqual(
    all.failed.map(({ name, problem }) => [name, problem.key, problem.params?.message]),
    [
      ['deadly', 'exportFailed', 'unreachable'],
      ['lost', 'documentUnreadable', undefined],
    ],
  );
  assert.deepEqual(told.at(-1), [4, 'آخر']);
  const found = await filesInZip(new File([all.zip.blob()], 'a.zip'));
  assert.ok(found && 'files' in found);
  const files = await Promise.all(
    found.files.map(async (file) => [file.name, Buffer.from(await file.arrayBuffer()).toString()]),
  );
  assert.deepEqual(files, [
    ['خبر.ann', '1'],
    ['خبر (2).ann', '2'],
    ['آخر.ann', 'آخر'],
    ['annotation.conf', '1 2 آخر'],
  ]);
});

test('who calls it off gets nothing', async () => {
  const next = (/** @type {number} */ done) => done < 2;
  assert.equal(await shelfInZip(client, shelf, CHOICE, { created: '', next }), null);
});
