// How densely tagged each part of a text is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { densityOf, partOf } from '../../www/js/density.js';
import { FOUND, LABELS } from './found.js';

test('every annotation is counted once, in the part where it begins, by its type', () => {
  const { counts, most } = densityOf(FOUND, () => true, 3, LABELS.length);
  // At 0, 7, 14 and 21 of 27 letters.
  assert.deepEqual([...counts], [0, 1, 1, 1, 0, 0, 1, 0, 0]);
  assert.equal(most, 2);
});

test('what is not shown is not counted', () => {
  const { counts, most } = densityOf(FOUND, (at) => at === 3, 3, LABELS.length);
  assert.deepEqual([...counts], [0, 0, 0, 0, 0, 0, 1, 0, 0]);
  assert.equal(most, 1);
});

test('every offset lies in a part', () => {
  assert.equal(partOf(0, 0, 5), 0);
  assert.equal(partOf(99, 100, 5), 4);
  assert.equal(partOf(100, 100, 5), 4);
});
