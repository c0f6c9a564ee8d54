import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildIntervals } from '../../www/js/intervals.js';
import { keptWords, readWords, withWord, withWords, writeWords } from '../../www/js/own-words.js';
import { packView } from '../../www/js/pack.js';
import { initialState, reduce } from '../../www/js/state.js';
import { LABELS, TEXT, VIEW } from './found.js';

const base = packView(
  structuredClone(VIEW),
  LABELS.map(({ id }) => id),
);
const intervals = buildIntervals(base.starts, base.ends);
/** @param {readonly import('../../www/js/own-words.js').Word[]} words @param {any} [corrections] */
const laid = (words, corrections = []) => withWords(words, base, intervals, LABELS, corrections);

test('a word is tagged wherever it stands, whatever was found there, and never where it is not to be', () => {
  assert.deepEqual(laid([{ form: 'لافروف', type: 'OCC' }]), [
    { was: { start: 14, end: 20, type: 'PERS' }, now: { start: 14, end: 20, type: 'OCC' } },
  ]);
  assert.deepEqual(laid([{ form: 'الوزير', type: 'OCC' }]), [{ was: null, now: { start: 0, end: 6, type: 'OCC' } }]);
  assert.deepEqual(
    laid([{ form: 'الروسى', type: null }]).map(({ was, now }) => [was?.start, now]),
    [[7, null]],
    'however it is spelled',
  );
  assert.deepEqual(laid([{ form: 'وزير', type: 'OCC' }]), [], 'a piece of a word is none');
  assert.deepEqual(laid([{ form: 'لافروف', type: 'NO SUCH' }]), []);
});

test('what the reader has said of a place stands over the words', () => {
  const words = [{ form: 'لافروف', type: 'OCC' }];
  const [made] = laid(words);
  const removed = { was: made.now, now: null };
  // Neither the word's tag nor what it had replaced comes back.
  assert.deepEqual(laid(words, [removed]), [{ was: made.was, now: null }, removed]);
  const other = { was: made.was, now: { start: 14, end: 20, type: 'NORP' } };
  assert.deepEqual(laid(words, [other]), [other]);
});

test('longer words go before what is part of them', () => {
  const made = laid([
    { form: 'لافروف', type: 'NORP' },
    { form: 'الروسي لافروف', type: 'OCC' },
  ]);
  assert.deepEqual(
    made.flatMap(({ now }) => (now ? [TEXT.slice(now.start, now.end)] : [])),
    ['الروسي لافروف'],
  );
});

test('a table is read line by line, and told of where it cannot be', () => {
  const { words, faults } = readWords(
    '\ufeff# remark\r\nلافروف\tPERS\r\n\nداعش\t-\nbad\nx\tNONE\na\tPERS\tb\n',
    LABELS,
  );
  assert.deepEqual(words, [
    { form: 'لافروف', type: 'PERS' },
    { form: 'داعش', type: null },
  ]);
  assert.deepEqual(faults, [5, 6, 7]);
  assert.deepEqual(readWords(writeWords(words), LABELS), { words, faults: [] });
  assert.deepEqual(keptWords(JSON.stringify(words)), words);
  assert.deepEqual(keptWords('{"no":"list"}'), []);
});

test('one form has one meaning, the last that was given', () => {
  const words = withWord(withWord([], { form: ' أحمد ', type: 'PERS' }), { form: 'احمد', type: null });
  assert.deepEqual(words, [{ form: 'احمد', type: null }]);
  assert.equal(withWord(words, { form: ' \u064b ', type: 'PERS' }), words);
});

test('words are applied at once to the text that is shown', () => {
  let state = reduce(initialState(), { type: 'engine started', labels: LABELS, version: '1' });
  state = reduce(state, { type: 'text', text: TEXT, from: 'paste' });
  state = reduce(state, { type: 'annotated', source: TEXT, found: base, elapsed: 1 });
  state = reduce(state, { type: 'words', words: [{ form: 'الوزير', type: 'NORP' }] });
  const found = /** @type {any} */ (state.result).found;
  assert.equal(found.starts.length, base.starts.length + 1);
  state = reduce(state, { type: 'words', words: [] });
  assert.equal(/** @type {any} */ (state.result).found.starts.length, base.starts.length);
});
