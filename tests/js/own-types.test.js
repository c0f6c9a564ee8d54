import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  groupOf,
  guidelineFrom,
  NO_TYPES,
  readTypes,
  TYPE_ID,
  typeIdFor,
  typesOfDocument,
  withTypes,
  withTypesOf,
  writeTypes,
} from '../../www/js/own-types.js';
import { packView } from '../../www/js/pack.js';
import { initialState, reduce } from '../../www/js/state.js';
import { LABELS, TEXT, VIEW } from './found.js';

const SET = {
  own: [{ id: 'WEAPON', ar: 'سلاح حربي', en: 'Weapon', hue: 40, group: 'حرب' }],
  changed: { PERS: { ar: 'عَلَم', hue: 120, group: 'حرب' } },
};

test('own types come after the engine’s, which keep their places under their new names', () => {
  const labels = withTypes(LABELS, SET);
  assert.deepEqual(
    labels.map(({ id, ar, shortAr }) => [id, ar, shortAr]),
    [
      ['PERS', 'عَلَم', 'عَلَم'],
      ['OCC', 'لقب', 'لقب'],
      ['NORP', 'جنسية', 'جنسية'],
      ['WEAPON', 'سلاح حربي', 'سلاح'],
    ],
  );
  assert.deepEqual(
    ['WEAPON', 'PERS', 'OCC', 'DATE', 'MONEY'].map((id) => groupOf(SET, id)),
    ['حرب', 'حرب', 'names', 'time', 'amounts'],
  );
});

test('a set is read as it was written, and a file that is none is told of by its fault', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(readTypes(writeTypes(SET)))), SET);
  assert.equal(readTypes(writeTypes(NO_TYPES)), NO_TYPES);
  for (const [text, fault] of [
    ['{', 'JSON'],
    ['{"own":[]}', 'format'],
    ['{"format":"wassam-types/1","own":[{"id":"x y","ar":"ا","en":"a","hue":1}]}', 'own[0]'],
    ['{"format":"wassam-types/1","own":[{"id":"A","ar":"ا","en":"a","hue":400}]}', 'own[0]'],
    ['{"format":"wassam-types/1","own":[],"changed":{"PERS":{"hue":"red"}}}', 'changed.PERS'],
  ]) {
    assert.deepEqual(readTypes(text), { fault }, text);
  }
});

test('what is written of an own type is read as it was written, and no more of it than there may be', () => {
  const guideline = guidelineFrom({
    ar: ' سلاح له اسم ',
    en: '',
    yes: '\nأطلق [صاروخاً]\n\n<b>[x]</b>\n3\n4',
    no: 'أ\nب\nج',
  });
  assert.deepEqual(guideline, { ar: 'سلاح له اسم', en: '', yes: ['أطلق [صاروخاً]', '<b>[x]</b>', '3'], no: ['أ', 'ب'] });
  assert.equal(guidelineFrom({ ar: ' ', en: '', yes: '\n', no: '' }), undefined);
  const [weapon] = SET.own;
  const set = { own: [{ ...weapon, guideline }], changed: {} };
  assert.deepEqual(JSON.parse(JSON.stringify(readTypes(writeTypes(set)))), set);
  for (const wrong of [
    7,
    {},
    { ...guideline, ar: 'ا'.repeat(601) },
    { ...guideline, yes: ['', '', '', ''] },
    { ...guideline, no: [7] },
  ]) {
    const file = JSON.stringify({ format: 'wassam-types/1', own: [{ ...weapon, guideline: wrong }] });
    assert.deepEqual(readTypes(file), { fault: 'own[0]' });
  }
});

test('a file’s types keep their names where these can be ids, and none is more than an id', () => {
  const ids = ['Weapon', 'سلاح', 'سلاح ثقيل', 'war-zone', 'Event:Attack', '3D', '😀', 'x'.repeat(99)].map(typeIdFor);
  assert.deepEqual(ids.slice(0, -1), ['Weapon', 'سلاح', 'سلاح_ثقيل', 'War_zone', 'Event_Attack', 'T_3D', 'T_']);
  for (const id of ids) assert.match(id, TYPE_ID);
  // What begins with a small letter is the page's own.
  for (const id of ['ink', '-x', 'a b', 'A}', 'أ;', '']) assert.doesNotMatch(id, TYPE_ID);
});

test('as many types are taken from a file as there is room for, each once, and as it tells them', () => {
  const told = typesOfDocument(JSON.stringify({ text: '', types: SET.own }));
  assert.deepEqual(told, SET.own);
  assert.deepEqual(typesOfDocument('{"types":[{"id":"x"}]}'), []);
  assert.deepEqual(typesOfDocument('{"types":[]}\n{"types":[]}'), []);
  const { own } = withTypesOf(NO_TYPES, ['WEAPON', 'a b', 'a-b'], told);
  assert.deepEqual(
    own.map(({ id, en }) => [id, en]),
    [
      ['WEAPON', 'Weapon'],
      ['A_b', 'a b'],
    ],
  );
  const many = Array.from({ length: 300 }, (_, i) => `T${i}`);
  assert.equal(withTypesOf(NO_TYPES, many, []).own.length, 100);
});

test('tags of an own type are shown as long as there is the type, and come back with it', () => {
  const base = packView(
    structuredClone(VIEW),
    LABELS.map(({ id }) => id),
  );
  let state = reduce(initialState(), { type: 'types', types: SET });
  state = reduce(state, { type: 'engine started', labels: LABELS, version: '1' });
  state = reduce(state, { type: 'text', text: TEXT, from: 'paste' });
  state = reduce(state, { type: 'annotated', source: TEXT, found: base, elapsed: 1 });
  const to = { start: 0, end: 6, type: 'WEAPON' };
  state = reduce(state, { type: 'correct', from: null, to, name: { key: 'saidAdded' } });
  const count = () => /** @type {any} */ (state.result).found.starts.length;
  assert.equal(count(), base.starts.length + 1);
  state = reduce(state, { type: 'types', types: NO_TYPES });
  assert.equal(count(), base.starts.length);
  state = reduce(state, { type: 'types', types: SET });
  assert.equal(count(), base.starts.length + 1);
  state = reduce(state, { type: 'toggle group', group: 'حرب' });
  assert.deepEqual([...state.hidden].sort(), ['PERS', 'WEAPON']);
});
