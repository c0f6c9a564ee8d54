// Where a selection snaps to.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextBorder, snapped } from '../../www/js/snap.js';

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

test('an edge goes by letters with their marks, and by words', () => {
  const text = 'مُحَمَّد بن';
  assert.equal(nextBorder(text, 0, 1, false), 2);
  assert.equal(nextBorder(text, text.length, -1, false), text.length - 1);
  assert.equal(nextBorder(text, 0, 1, true), text.indexOf(' '));
  assert.equal(nextBorder(text, text.indexOf(' '), 1, true), text.length);
  assert.equal(nextBorder(text, text.length, -1, true), text.indexOf('ب'));
  assert.equal(nextBorder(text, text.length, 1, true), text.length);
});
