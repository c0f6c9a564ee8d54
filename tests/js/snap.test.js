// Where a selection snaps to.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cliticBorders, nextBorder, nextWord, snapped } from '../../www/js/snap.js';

/** @param {string} text @param {string} part @param {boolean} [exactly] */
function snap(text, part, exactly = false) {
  const from = text.indexOf(part);
  const span = snapped(text, from, from + part.length, exactly);
  return span && text.slice(...span);
}

test('a part of a word is the word, and what is no word is left out', () => {
  assert.equal(snap('زار سيرغي لافروف بيروت', 'يرغي لافر'), 'سيرغي لافروف');
  assert.equal(snap('قال: «بيروت»، ثم', ' «بيروت»، '), 'بيروت');
  assert.equal(snap('قال: «بيروت»، ثم', ': «'), null);
  assert.equal(snap('😀 محمد', '😀 مح'), 'محمد');
});

test('a start after attached letters stays there', () => {
  assert.equal(snap('من وبيروت', 'بيروت'), 'بيروت');
  assert.equal(snap('من وببيروت', 'بيروت'), 'بيروت');
  assert.equal(snap('من دمشق', 'مشق'), 'دمشق');
});

test('exactly means letters, each with its marks', () => {
  assert.equal(snap('من دمشق', 'مش', true), 'مش');
  assert.equal(snap('قالَ مُحَمَّد', 'مُحَم', true), 'مُحَمَّ');
});

test('letters may be attached one after another, with their marks, and leave two of the word', () => {
  const rests = (/** @type {string} */ word) => cliticBorders(word).map((border) => word.slice(border));
  assert.deepEqual(rests('وبيروت'), ['بيروت', 'يروت']);
  assert.deepEqual(rests('للرئيس'), ['لرئيس']);
  assert.deepEqual(rests('وَبِمُحَمَّد'), ['بِمُحَمَّد', 'مُحَمَّد']);
  assert.deepEqual(rests('وـبيروت'), ['بيروت', 'يروت']);
  assert.deepEqual(rests('سيرغي'), []);
  assert.deepEqual(rests('لك'), []);
});

test('an edge goes by letters with their marks, also in a text with signs of two units', () => {
  const text = '😀 مُحَمَّد بن';
  const word = text.indexOf('م');
  assert.equal(nextBorder(text, word, 1, false), word + 2);
  assert.equal(nextBorder(text, 2, -1, false), 0);
  assert.equal(nextBorder(text, 0, -1, false), 0);
  assert.equal(nextBorder(text, text.length, 1, false), text.length);
});

test('by words, an end stands behind one and a start before one, or after what is attached to it', () => {
  const text = 'زار محمد بن زايد، وبيروت';
  /** @type {(from: string, step: 1 | -1, edge: 'start' | 'end') => string} */
  const after = (from, step, edge) => text.slice(nextBorder(text, text.indexOf(from), step, true, edge));
  assert.equal(after(' محمد', 1, 'end'), ' بن زايد، وبيروت');
  assert.equal(after(' زايد', -1, 'end'), ' بن زايد، وبيروت');
  assert.equal(after('، وبيروت', -1, 'end'), ' زايد، وبيروت');
  assert.equal(after('بن', -1, 'start'), 'محمد بن زايد، وبيروت');
  assert.equal(after('محمد', 1, 'start'), 'بن زايد، وبيروت');
  assert.equal(after('زايد', 1, 'start'), 'وبيروت');
  assert.equal(after('وبيروت', 1, 'start'), 'بيروت');
  assert.equal(nextBorder(text, text.length, -1, true, 'start'), text.indexOf('يروت'));
  assert.equal(nextBorder(text, text.length, 1, true), text.length);
});

test('from word to word, over signs and line ends, and out of a word', () => {
  const text = 'زار «بيروت»،\nودمشق.';
  const word = (/** @type {number} */ at, /** @type {1 | -1} */ step) => {
    const span = nextWord(text, at, step);
    return span && text.slice(...span);
  };
  assert.equal(word(0, 1), 'زار');
  assert.equal(word(3, 1), 'بيروت');
  assert.equal(word(text.indexOf('»'), 1), 'ودمشق');
  assert.equal(word(text.indexOf('دمشق'), -1), 'بيروت');
  assert.equal(word(text.indexOf('بيروت') + 2, 1), 'ودمشق');
  assert.equal(word(text.length, 1), null);
  assert.equal(word(0, -1), null);
});
