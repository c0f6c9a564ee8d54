// Two sets of tags: how far they agree, where they differ, and another annotator's file.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreement, compared, differences, readTags } from '../../www/js/compare.js';
import { corrected, correctedAll } from '../../www/js/corrections.js';

const TEXT = '😀 زار سيرغي لافروف بيروت أمس.';

/** @param {string} quote @param {string} type */
function span(quote, type) {
  const start = TEXT.indexOf(quote);
  return { start, end: start + quote.length, type };
}
const PERSON = span('سيرغي لافروف', 'PERS');
const FAMILY = span('لافروف', 'PERS');
const CITY = span('بيروت', 'GPE');
const DAY = span('أمس', 'DATE');

test('the same tags agree wholly, in any order', () => {
  const { f1, kappa, types } = agreement([PERSON, CITY], [CITY, PERSON], TEXT);
  assert.equal(f1, 1);
  assert.equal(kappa, 1);
  assert.deepEqual(types, [
    { type: 'PERS', both: 1, mine: 0, theirs: 0, f1: 1 },
    { type: 'GPE', both: 1, mine: 0, theirs: 0, f1: 1 },
  ]);
  assert.deepEqual(differences([PERSON, CITY], [CITY, PERSON]), []);
});

test('where nothing is tagged there is nothing to count', () => {
  assert.deepEqual(agreement([], [], TEXT), { f1: null, kappa: null, types: [] });
});

test('agreement is counted by type over tags, and over words beyond chance', () => {
  const org = { ...CITY, type: 'ORG' };
  const { f1, kappa, types } = agreement([PERSON, CITY, DAY], [PERSON, org], TEXT);
  assert.equal(f1, 2 / 5);
  assert.deepEqual(
    types.map((one) => [one.type, one.both, one.mine, one.theirs, one.f1]),
    [
      ['PERS', 1, 0, 0, 1],
      ['GPE', 0, 1, 0, 0],
      ['ORG', 0, 0, 1, 0],
      ['DATE', 0, 1, 0, 0],
    ],
  );
  // Seven words: 😀 زار سيرغي لافروف بيروت أمس and the stop. Five agree; by chance (3·4 + 2·2) / 49.
  assert.ok(kappa !== null && Math.abs(kappa - (5 / 7 - 16 / 49) / (1 - 16 / 49)) < 1e-12);
});

test('a word has all the types that lie on it', () => {
  const inner = { ...FAMILY, type: 'OCC' };
  const { kappa } = agreement([PERSON, inner], [PERSON], TEXT);
  // Of seven words six agree; by chance (5·5 + 1·2) / 49.
  assert.ok(kappa !== null && Math.abs(kappa - (6 / 7 - 27 / 49) / (1 - 27 / 49)) < 1e-12);
});

test('what is meant for the same stands side by side', () => {
  const org = { ...CITY, type: 'ORG' };
  const crossing = { start: PERSON.start - 4, end: FAMILY.start - 1, type: 'OCC' };
  assert.deepEqual(differences([PERSON, CITY, DAY], [FAMILY, org]), [
    { mine: PERSON, theirs: FAMILY },
    { mine: CITY, theirs: org },
    { mine: DAY, theirs: null },
  ]);
  assert.deepEqual(differences([PERSON], [crossing]), [{ mine: PERSON, theirs: crossing }]);
  // What lies inside another is something else.
  const inside = { ...FAMILY, type: 'OCC' };
  assert.deepEqual(differences([PERSON], [inside]), [
    { mine: PERSON, theirs: null },
    { mine: null, theirs: inside },
  ]);
});

test('every tag of either that is not in both stands in one difference', () => {
  let seed = 7;
  const random = (/** @type {number} */ below) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % below;
  };
  const some = () =>
    Array.from({ length: random(12) }, () => {
      const start = random(20);
      return { start, end: start + 1 + random(8), type: ['A', 'B', 'C'][random(3)] };
    });
  const keys = (/** @type {({ start: number, end: number, type: string } | null)[]} */ spans) =>
    [...spans].map((one) => JSON.stringify(one)).sort();
  for (let round = 0; round < 500; round += 1) {
    const [mine, theirs] = [some(), some()].map((all) => [
      ...new Map(all.map((one) => [JSON.stringify(one), one])).values(),
    ]);
    const found = differences(mine, theirs);
    const both = new Set(keys(mine).filter((key) => keys(theirs).includes(key)));
    for (const [side, all] of /** @type {const} */ ([
      ['mine', mine],
      ['theirs', theirs],
    ])) {
      const told = keys(found.map((one) => one[side])).filter((key) => key !== 'null');
      assert.deepEqual(
        told,
        keys(all).filter((key) => !both.has(key)),
      );
    }
    // Taking all of the other's leaves what the other has.
    const changes = found.map((one) => ({ from: one.mine, to: one.theirs }));
    const after = correctedAll(
      mine.map((now) => ({ was: null, now })),
      changes,
    );
    assert.deepEqual(keys(after.flatMap(({ now }) => (now ? [now] : []))), keys(theirs));
  }
});

test('what was rejected and is taken again is no longer rejected', () => {
  const rejected = [{ was: CITY, now: null }];
  const again = [{ was: CITY, now: CITY }];
  assert.deepEqual(corrected(rejected, null, CITY), again);
  assert.deepEqual(correctedAll(rejected, [{ from: null, to: CITY }]), again);
  assert.deepEqual(corrected(again, CITY, null), rejected);
});

/** @param {object} [changed] */
function file(changed = {}) {
  const annotations = [
    { id: 'a1', start: 6, end: 18, type: 'PERS', text: 'سيرغي لافروف', state: 'confirmed' },
    { id: 'a2', start: 19, end: 24, type: 'GPE', text: 'بيروت', state: 'suggested' },
    { id: 'a3', start: 25, end: 28, type: 'DATE', text: 'أمس', state: 'rejected' },
  ];
  return JSON.stringify({
    format: 'wassam-document/1',
    offset_unit: 'code-point',
    text: TEXT,
    annotations,
    ...changed,
  });
}

test('another annotator’s tags are read, in the page’s offsets; what they rejected is not theirs', () => {
  assert.deepEqual(readTags('b.json', file(), TEXT), { spans: [PERSON, CITY] });
});

test('a file that is no document, is of another text or is broken is refused as a whole', () => {
  /** @param {string} json */
  const refused = (json) => {
    const read = readTags('b.json', json, TEXT);
    return 'problem' in read ? [read.problem.key, read.problem.params] : read;
  };
  for (const json of ['', 'null', '[]', '{', file({ format: 'other' }), file({ offset_unit: 'byte' })]) {
    assert.deepEqual(refused(json), ['compareNotDocument', { name: 'b.json' }]);
  }
  assert.deepEqual(refused(file({ text: TEXT.replace('بيروت', 'بغداد') })), [
    'compareOtherText',
    { name: 'b.json', text: 'بيروت أمس.' },
  ]);
  const good = { id: 'x', start: 19, end: 24, type: 'GPE', text: 'بيروت' };
  for (const bad of [
    // Shifted, as by counting the emoji twice.
    { ...good, start: 20, end: 25 },
    { ...good, start: '19' },
    { ...good, start: 'length' },
    { ...good, start: 24, end: 19, text: '' },
    { ...good, end: 900 },
    { ...good, start: -1 },
    { ...good, start: 19.5 },
    { ...good, type: 3 },
    { ...good, type: 'a b' },
    { id: 'x' },
  ]) {
    assert.deepEqual(refused(file({ annotations: [good, bad] })), ['compareBroken', { name: 'b.json', tag: 'x' }]);
  }
  const deep = Array.from({ length: 80 }, (_, i) => ({ ...good, type: `T${i}` }));
  assert.deepEqual(refused(file({ annotations: deep })), ['compareNotDocument', { name: 'b.json' }]);
});

test('another’s tags stay until the text is another', () => {
  const other = { name: 'b.json', spans: [CITY] };
  let comparison = compared(null, TEXT, { type: 'compare', open: true });
  comparison = compared(comparison, TEXT, { type: 'compare with', other });
  comparison = compared(comparison, TEXT, { type: 'keep', difference: { mine: null, theirs: CITY } });
  comparison = compared(comparison, TEXT, { type: 'compare', open: false });
  assert.equal(compared(comparison, TEXT, { type: 'compare', open: true })?.other, other);
  assert.equal(comparison?.kept.size, 1);
  const elsewhere = compared(comparison, 'نص آخر', { type: 'compare', open: true });
  assert.deepEqual(elsewhere, { open: true, text: 'نص آخر', other: null, kept: new Set() });
});
