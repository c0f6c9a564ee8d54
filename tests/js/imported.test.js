import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctedDocument } from '../../www/js/corrected-document.js';
import { edited, optionsFor, takenIn, withKnownTypes } from '../../www/js/imported.js';
import { pairedFiles } from '../../www/js/open-files.js';
import { initialState, reduce } from '../../www/js/state.js';

const TEXT = '😀 زار لافروف بيروت';

/** @param {[start: number, end: number, type: string, state: string][]} spans in code points */
function fileWith(spans) {
  const points = [...TEXT];
  const annotations = spans.map(([start, end, type, state], i) => ({
    id: `a${i + 1}`,
    start,
    end,
    type,
    text: points.slice(start, end).join(''),
    head: [start, end],
    confidence: 1,
    source: 'user',
    state,
    note: 'ملاحظة',
  }));
  const json = JSON.stringify({ format: 'wassam-document/1', text: TEXT, annotations, entities: [] });
  return { json, text: TEXT, title: null, annotations: spans.length, reports: [] };
}

const READ = fileWith([
  [6, 12, 'PERS', 'confirmed'],
  [6, 12, 'ORG', 'rejected'],
  [13, 18, 'GPE', 'suggested'],
]);

test('what was rejected is a correction, and is rejected again in the file', () => {
  const { corrections, imported } = takenIn(READ, 'x.json', 'wassam');
  assert.deepEqual(corrections, [{ was: { start: 7, end: 13, type: 'ORG' }, now: null }]);
  const document = JSON.parse(imported.document ?? '');
  assert.deepEqual(correctedDocument(document, corrections), JSON.parse(READ.json));
});

test('what has nothing rejected and nothing twice is kept as it was read, letter for letter', () => {
  const read = fileWith([[6, 12, 'PERS', 'confirmed']]);
  assert.equal(takenIn(read, 'x', 'brat').imported.document, read.json);
  const twice = fileWith([
    [6, 12, 'PERS', 'confirmed'],
    [6, 12, 'PERS', 'confirmed'],
  ]);
  const { imported } = takenIn(twice, 'x', 'brat');
  assert.equal(JSON.parse(imported.document ?? '').annotations.length, 1);
  assert.deepEqual(imported.reports, [{ key: 'reportTwice', params: { count: 1 } }]);
});

test('an edited text keeps what was certain at its words', () => {
  const taken = takenIn(READ, 'x', 'wassam');
  let state = reduce(initialState(), { type: 'text', from: 'file', ...taken });
  assert.equal(optionsFor(state).suggestions, false);
  state = reduce(state, { type: 'text', text: `ثم ${TEXT}`, from: 'typing' });
  assert.deepEqual(
    state.corrections.flatMap(({ now }) => (now ? [[state.text.slice(now.start, now.end), now.type]] : [])),
    [['لافروف', 'PERS']],
  );
  assert.equal(state.imported?.document, null);
  assert.equal(state.imported?.suggestions, true, 'what was suggested is suggested again');
  assert.deepEqual(optionsFor(state), {});
  state = reduce(state, { type: 'undo' });
  assert.equal(state.imported, taken.imported);
  assert.equal(edited(state).corrections.length, 2);
});

test('where nothing is suggested an edited text has no tags but the reader’s', () => {
  const taken = takenIn(fileWith([[6, 12, 'PERS', 'confirmed']]), 'x', 'brat');
  let state = reduce(initialState(), { type: 'text', from: 'file', ...taken });
  state = reduce(state, { type: 'text', text: `${TEXT}.`, from: 'typing' });
  const options = optionsFor(state);
  assert.equal(JSON.parse(options.document ?? '').text, `${TEXT}.`);
  assert.equal(options.suggestions, false);
});

test('the switch is a step, and another text has none', () => {
  let state = reduce(initialState(), { type: 'text', from: 'file', ...takenIn(READ, 'x', 'wassam') });
  state = reduce(state, { type: 'suggestions', on: true });
  assert.equal(state.imported?.suggestions, true);
  assert.equal(state.past.at(-1)?.name.key, 'step suggesting');
  state = reduce(state, { type: 'undo' });
  assert.equal(state.imported?.suggestions, false);
  state = reduce(state, { type: 'text', text: 'آخر', from: 'paste' });
  assert.equal(state.imported, null);
});

/** @param {string} id */
const ownType = (id) => ({ id, ar: id, en: id, hue: 1, group: '' });
const WITH_UNKNOWN = {
  ...fileWith([
    [6, 18, 'sci-fi', 'confirmed'],
    [6, 12, 'PERS', 'confirmed'],
    [9, 18, 'Weapon', 'confirmed'],
    [13, 18, 'Weapon', 'confirmed'],
  ]),
  reports: [
    { key: 'reportUnknownType', params: { label: 'sci-fi', count: 1 } },
    { key: 'reportUnknownType', params: { label: 'Weapon', count: 2 } },
  ],
};

test('annotations of types that become known are shown, and are in the file as they were', () => {
  const work = takenIn(WITH_UNKNOWN, 'x', 'brat');
  assert.deepEqual(work.imported.unknown, [
    { label: 'sci-fi', count: 1 },
    { label: 'Weapon', count: 2 },
  ]);
  assert.deepEqual(work.imported.reports, []);
  assert.equal(withKnownTypes(work, [ownType('OTHER')]).imported, work.imported);
  const { corrections, imported } = withKnownTypes(work, [ownType('Weapon')]);
  assert.ok(imported);
  // The one that crosses PERS is not shown, since it would take that away; it is told of.
  const span = { start: 14, end: 19, type: 'Weapon' };
  assert.deepEqual(corrections, [{ was: span, now: span }]);
  assert.deepEqual(imported.unknown, [{ label: 'sci-fi', count: 1 }]);
  assert.deepEqual(imported.reports, [{ key: 'reportCrosses', params: { label: 'Weapon', count: 1 } }]);
  assert.equal(imported.document, WITH_UNKNOWN.json);
  assert.deepEqual(correctedDocument(JSON.parse(imported.document), corrections), JSON.parse(WITH_UNKNOWN.json));
});

test('a type whose name can be no id is called otherwise, and that is said', () => {
  const work = takenIn(WITH_UNKNOWN, 'x', 'brat');
  const { corrections, imported } = withKnownTypes(work, [ownType('Sci_fi')]);
  assert.deepEqual(imported?.reports, [{ key: 'reportRenamed', params: { from: 'sci-fi', to: 'Sci_fi', count: 1 } }]);
  const document = correctedDocument(JSON.parse(imported?.document ?? ''), corrections);
  assert.deepEqual(
    document.annotations.map((/** @type {any} */ { type, note }) => [type, note]),
    [
      ['Sci_fi', 'ملاحظة'],
      ['PERS', 'ملاحظة'],
      ['Weapon', 'ملاحظة'],
      ['Weapon', 'ملاحظة'],
    ],
  );
});

test('the types of a file are taken in as a step; an edited text keeps their tags too', () => {
  let state = reduce(initialState(), { type: 'text', from: 'file', ...takenIn(WITH_UNKNOWN, 'x', 'brat') });
  state = reduce(state, { type: 'take types' });
  assert.deepEqual(
    state.types.own.map(({ id }) => id),
    ['Sci_fi', 'Weapon'],
  );
  assert.equal(state.corrections.length, 2);
  assert.equal(reduce(state, { type: 'undo' }).corrections.length, 0);
  const typed = reduce(state, { type: 'text', text: `ثم ${TEXT}`, from: 'typing' });
  assert.ok(typed.corrections.some(({ now }) => now?.type === 'Sci_fi'));
  // The next file with such types has them at once.
  state = reduce(state, { type: 'text', from: 'file', ...takenIn(WITH_UNKNOWN, 'y', 'brat') });
  assert.equal(state.corrections.length, 2);
  assert.deepEqual(state.imported?.unknown, []);
});

test('files that belong together are opened together', () => {
  const files = ['b.txt', 'a.ann', 'a.txt', 'c.ann', 'annotation.conf'].map((name) => new File(['x'], name));
  assert.deepEqual(
    pairedFiles(files).map(({ file, beside }) => [file.name, beside?.name ?? null]),
    [
      ['b.txt', null],
      ['a.ann', 'a.txt'],
      ['c.ann', null],
    ],
  );
});
