import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anchored, NONE_ASTRAY } from '../../www/js/anchor.js';
import { initialState, reduce } from '../../www/js/state.js';
import { LABELS } from './found.js';

const TEXT = '😀 زار سيرغي لافروف بيروت أمس.\nثم عاد لافروف إلى موسكو.\nوقال لافروف إنه راضٍ.';

/**
 * The correction that gives words a type.
 * @param {string} text
 * @param {string} words
 * @param {number} [nth] which of their occurrences, from 0
 * @returns {import('../../www/js/corrections.js').Correction}
 */
function tagging(text, words, nth = 0) {
  let start = -1;
  for (let i = 0; i <= nth; i += 1) start = text.indexOf(words, start + 1);
  assert.ok(start >= 0);
  return { was: null, now: { start, end: start + words.length, type: 'PERS' } };
}

/**
 * @param {import('../../www/js/corrections.js').Corrections} corrections
 * @param {string} text
 */
const quotes = (corrections, text) =>
  corrections.map(({ was, now }) => text.slice((now ?? was)?.start, (now ?? was)?.end)).sort();

test('corrections beside a change move with their words', () => {
  const corrections = [tagging(TEXT, 'بيروت'), tagging(TEXT, 'موسكو')];
  const after = TEXT.replace('أمس', 'صباح أمس 😀');
  const moved = anchored(corrections, NONE_ASTRAY, TEXT, after);
  assert.deepEqual(moved.corrections, [tagging(after, 'بيروت'), tagging(after, 'موسكو')]);
  assert.deepEqual(moved.astray, []);
});

test('a paragraph that is cut and put elsewhere takes its corrections along', () => {
  const [first, second, third] = TEXT.split('\n');
  const corrections = [tagging(TEXT, 'لافروف', 1), tagging(TEXT, 'موسكو')];
  const cut = [first, third].join('\n');
  const between = anchored(corrections, NONE_ASTRAY, TEXT, cut);
  assert.deepEqual(between.corrections, []);
  assert.equal(between.astray.length, 2);
  const put = [first, third, second].join('\n');
  const back = anchored(between.corrections, between.astray, cut, put);
  assert.deepEqual(back.astray, []);
  assert.deepEqual(new Set(back.corrections), new Set([tagging(put, 'لافروف', 2), tagging(put, 'موسكو')]));
});

test('words that are spoiled and mended have their tag again, at their own place', () => {
  const corrections = [tagging(TEXT, 'لافروف', 1)];
  const spoiled = TEXT.replace('عاد لافروف', 'عاد لافرف');
  const without = anchored(corrections, NONE_ASTRAY, TEXT, spoiled);
  assert.deepEqual(without.corrections, []);
  assert.deepEqual(
    without.astray.map(({ quote }) => quote),
    ['لافروف'],
  );
  assert.deepEqual(anchored([], without.astray, spoiled, TEXT), { corrections, astray: [] });
});

test('the same words at another place are not taken for them', () => {
  const corrections = [tagging(TEXT, 'لافروف', 1)];
  const without = TEXT.replace('ثم عاد لافروف إلى موسكو.\n', '');
  const { corrections: kept, astray } = anchored(corrections, NONE_ASTRAY, TEXT, without);
  assert.deepEqual(kept, []);
  assert.equal(astray.length, 1);
});

test('whatever is edited, a correction stands at its words or is told of', () => {
  const words = ['لافروف', 'بيروت', 'موسكو', 'سيرغي', '😀'];
  const text = fc.array(fc.constantFrom(...words, ' ', '\n', 'و', 'قال'), { maxLength: 30 }).map((all) => all.join(''));
  fc.assert(
    fc.property(text, text, text, text, fc.nat(), (head, middle, tail, put, pick) => {
      const before = `${head} لافروف ${middle} بيروت ${tail}`;
      const corrections = [tagging(before, 'لافروف'), tagging(before, 'بيروت')].slice(pick % 2);
      const after = `${head} ${put} ${tail}`;
      const result = anchored(corrections, NONE_ASTRAY, before, after);
      assert.equal(result.corrections.length + result.astray.length, corrections.length);
      assert.deepEqual(
        [...quotes(result.corrections, after), ...result.astray.map(({ quote }) => quote)].sort(),
        quotes(corrections, before),
      );
      const keys = result.corrections.map(({ now }) => now?.start);
      assert.equal(new Set(keys).size, keys.length);
    }),
    { numRuns: 500 },
  );
});

test('what lost its words is let go of, and taken back, as one step', () => {
  let state = reduce(initialState(), { type: 'engine started', labels: LABELS, version: '1' });
  const corrections = [tagging(TEXT, 'بيروت')];
  state = reduce(state, { type: 'text', text: TEXT, from: 'shelf', corrections });
  state = reduce(state, { type: 'text', text: TEXT.replace('بيروت', 'صيدا'), from: 'typing' });
  assert.equal(state.astray.length, 1);
  assert.equal(state.said?.key, 'astrayText');
  const without = reduce(state, { type: 'forget astray' });
  assert.deepEqual(without.astray, []);
  assert.deepEqual(reduce(without, { type: 'undo' }).astray, state.astray);
  const undone = reduce(reduce(without, { type: 'undo' }), { type: 'undo' });
  assert.deepEqual([undone.corrections, undone.astray], [corrections, []]);
});
