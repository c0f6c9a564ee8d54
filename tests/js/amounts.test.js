import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paragraphNumbers, valueParts } from '../../www/js/amounts.js';
import { datedMoments, snippetAround } from '../../www/js/dated.js';
import { packView } from '../../www/js/pack.js';
import { initialState, reduce } from '../../www/js/state.js';

/** @type {import('../../www/js/pack.js').Label[]} */
const LABELS = ['PERS', 'DATE', 'TIME', 'MONEY', 'PERCENT', 'QUANTITY', 'CARDINAL'].map((id) => ({
  id,
  ar: id,
  en: id,
  shortAr: id,
  shortEn: id,
}));

/**
 * The state after a text was tagged that has these values, one a word.
 * @param {[type: string, value: object | null][]} tags
 */
function stateWith(tags) {
  const text = tags.map((_, i) => `w${i}`).join(' ');
  let end = -1;
  const annotations = tags.map(([type, value], i) => {
    const start = end + 1;
    end = start + `w${i}`.length;
    const rest = { confidence: 1, source: 'grammar', state: 'suggested', depth: 0 };
    return {
      id: `a${i}`,
      start,
      end,
      head: /** @type {[number, number]} */ ([start, end]),
      type,
      text: `w${i}`,
      value,
      ...rest,
    };
  });
  const view = { text, paragraphs: [{ start: 0, end: text.length, rtl: false }], annotations, entities: [] };
  const found = packView(
    view,
    LABELS.map(({ id }) => id),
  );
  const started = reduce(initialState(), { type: 'engine started', labels: LABELS, version: '1' });
  const written = reduce(started, { type: 'text', text, from: 'paste' });
  return reduce(written, { type: 'annotated', source: text, found, elapsed: 1 });
}

/** @param {string} timex @param {string} [begin] @param {string} [end] */
const day = (timex, begin, end) => ({ timex, type: 'DATE', ...(begin ? { begin, end } : {}) });

const state = stateWith([
  ['CARDINAL', { number: 5 }],
  ['DATE', day('2015-11-20', '2015-11-20', '2015-11-21')],
  ['PERS', null],
  ['MONEY', { amount: 7, currency: 'USD' }],
  ['DATE', { timex: 'P2W', type: 'DURATION' }],
  ['DATE', day('XXXX-XX-XX')],
  ['MONEY', { amount: 90, currency: 'EUR' }],
  ['DATE', day('BC0146', '-0145-01-01', '-0144-01-01')],
  ['CARDINAL', { min: 3, max: 9 }],
  ['DATE', { timex: 'P1D', type: 'DURATION' }],
  ['TIME', null],
]);

test('the table has what has a value, in the order of the text', () => {
  assert.deepEqual(valueParts(state), [{ type: -1, rows: [0, 1, 3, 4, 5, 6, 7, 8, 9] }]);
  const down = reduce(state, { type: 'sort', by: 'place' });
  assert.equal(valueParts(down)[0].rows[0], 9);
});

test('by value: type by type, dates before lengths, one currency after the other', () => {
  const sorted = reduce(state, { type: 'sort', by: 'value' });
  assert.deepEqual(valueParts(sorted), [
    { type: 1, rows: [7, 1, 9, 4, 5] },
    { type: 3, rows: [6, 3] },
    { type: 6, rows: [8, 0] },
  ]);
  const down = reduce(sorted, { type: 'sort', by: 'value' });
  assert.deepEqual(valueParts(down)[2], { type: 6, rows: [0, 8] });
});

test('hidden types are in neither', () => {
  const hidden = reduce(state, { type: 'toggle type', id: 'DATE' });
  assert.deepEqual(valueParts(hidden)[0].rows, [0, 3, 6, 8]);
  assert.deepEqual(datedMoments(hidden), { moments: [], undated: 0 });
});

test('the timeline goes by time, and puts the same day together', () => {
  const dated = stateWith([
    ['DATE', day('2015-11-20', '2015-11-20', '2015-11-21')],
    ['DATE', day('2015', '2015-01-01', '2016-01-01')],
    ['DATE', day('XXXX-WXX-3')],
    ['TIME', { timex: '2015-11-20T05:00', type: 'TIME', begin: '2015-11-20T05:00', end: '2015-11-20T05:01' }],
    ['DATE', day('2015-11-20', '2015-11-20', '2015-11-21')],
    ['DATE', day('BC0146', '-0145-01-01', '-0144-01-01')],
    ['DATE', { timex: 'P1D', type: 'DURATION' }],
  ]);
  const { moments, undated } = datedMoments(dated);
  assert.deepEqual(
    moments.map(({ mentions }) => mentions),
    [[5], [1], [0, 4], [3]],
  );
  assert.equal(undated, 1);
});

test('the words around a mention stay within its line, and whole', () => {
  const text = 'سطر قبله\nأعلن الوزير في بيروت يوم الأربعاء أن الاجتماع سيعقد لاحقاً\nوسطر بعده';
  const start = text.indexOf('يوم');
  const words = snippetAround(text, start, start + 12, 30);
  assert.ok(words.includes('يوم الأربعاء'));
  assert.ok(words.length <= 34 && words.startsWith('… ') && words.endsWith(' …'), words);
  assert.ok(!words.includes('\n'));
  assert.equal(snippetAround('أمس', 0, 3, 30), 'أمس');
  assert.equal(snippetAround(text, start, start + 12, 3), '… يوم الأربعاء …');
});

test('paragraphs are counted without blank lines', () => {
  const text = 'a\n\nbb\nc';
  const found = packView(
    {
      text,
      paragraphs: [
        { start: 0, end: 1, rtl: false },
        { start: 2, end: 2, rtl: false },
        { start: 3, end: 5, rtl: false },
        { start: 6, end: 7, rtl: false },
      ],
      annotations: [],
      entities: [],
    },
    [],
  );
  const numberOf = paragraphNumbers(found);
  assert.deepEqual([0, 3, 4, 6].map(numberOf), [1, 2, 2, 3]);
});
