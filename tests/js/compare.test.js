// Two sets of tags: how far they agree, where they differ, and another annotator's file.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreement, compared, differences, otherTags } from '../../www/js/compare.js';
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

/**
 * A document of a file, as the engine reads it.
 * @param {string} text
 * @param {[quote: string, type: string, state?: string][]} tags
 */
function fileOf(text, tags) {
  const annotations = tags.map(([quote, type, state = 'suggested'], i) => {
    const start = [...text.slice(0, text.indexOf(quote))].length;
    return { id: `a${i}`, start, end: start + [...quote].length, type, text: quote, state };
  });
  const json = JSON.stringify({ format: 'wassam-document/1', offset_unit: 'code-point', text, annotations });
  return { json, text, title: null, annotations: tags.length, reports: [{ key: 'reportRelations' }] };
}

/** @type {[string, string, string?][]} */
const THEIRS = [
  ['سيرغي لافروف', 'PERS', 'confirmed'],
  ['بيروت', 'GPE'],
  ['أمس', 'DATE', 'rejected'],
];

test('another annotator’s tags are read, in the page’s offsets; what they rejected is not theirs', () => {
  const document = fileOf(TEXT, THEIRS);
  const spans = [PERSON, CITY];
  assert.deepEqual(otherTags('b', [fileOf('نص آخر', []), document], TEXT), {
    name: 'b',
    spans,
    apart: null,
    reports: document.reports,
  });
});

test('where only spaces differ all of theirs are here, each at its words', () => {
  const spaced = fileOf(TEXT.replaceAll(' ', '\n').replace('بيروت', 'بيروت '), [['بيروت', 'GPE']]);
  const other = otherTags('b', [spaced], TEXT);
  assert.ok('spans' in other);
  assert.deepEqual(other.spans, [CITY]);
  assert.equal(other.apart?.key, 'compareSpaces');
});

test('of another text those on the same words are here, and it is said how many', () => {
  const other = otherTags(
    'b',
    [
      fileOf(TEXT.replace('زار', 'لقي في').replace('بيروت', 'بغداد'), [
        ['سيرغي لافروف', 'PERS'],
        ['بغداد', 'GPE'],
      ]),
    ],
    TEXT,
  );
  assert.ok('spans' in other);
  assert.deepEqual(other.spans, [PERSON]);
  assert.equal(other.apart?.key, 'compareSomeText');
  assert.deepEqual([other.apart?.params?.count, other.apart?.params?.of], [1, 2]);
});

test('what has nothing to do with the text is refused', () => {
  /** @param {ReturnType<typeof fileOf>[]} documents */
  const refused = (documents) => {
    const read = otherTags('b', documents, TEXT);
    return 'problem' in read ? read.problem.key : read;
  };
  const elsewhere = fileOf('وصل محمد إلى دمشق', [['دمشق', 'GPE']]);
  assert.equal(refused([elsewhere]), 'compareOtherText');
  assert.equal(refused([elsewhere, elsewhere]), 'compareNoneSame');
  const deep = Array.from({ length: 80 }, (_, i) => /** @type {[string, string]} */ (['بيروت', `T${i}`]));
  assert.equal(refused([fileOf(TEXT, deep)]), 'compareTooDeep');
});

test('another’s tags stay until the text is another', () => {
  const other = { name: 'b.json', spans: [CITY], apart: null, reports: [] };
  let comparison = compared(null, TEXT, { type: 'compare', open: true });
  comparison = compared(comparison, TEXT, { type: 'compare with', other });
  comparison = compared(comparison, TEXT, { type: 'keep', difference: { mine: null, theirs: CITY } });
  comparison = compared(comparison, TEXT, { type: 'compare', open: false });
  assert.equal(compared(comparison, TEXT, { type: 'compare', open: true })?.other, other);
  assert.equal(comparison?.kept.size, 1);
  const elsewhere = compared(comparison, 'نص آخر', { type: 'compare', open: true });
  assert.deepEqual(elsewhere, { open: true, text: 'نص آخر', other: null, kept: new Set() });
});
