// When two taps are one gesture.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { follows } from '../../www/js/double-tap.js';

const FIRST = { x: 100, y: 200, time: 1000 };

test('the second tap comes soon and near', () => {
  assert.ok(follows(FIRST, { x: 100, y: 200, time: 1180 }, 32));
  assert.ok(follows(FIRST, { x: 118, y: 224, time: 1350 }, 32), 'as fingers do, not quite there');
});

test('slow taps, and taps on two words, are two', () => {
  assert.ok(!follows(FIRST, { x: 100, y: 200, time: 1500 }, 32));
  assert.ok(!follows(FIRST, { x: 160, y: 200, time: 1180 }, 32));
  assert.ok(!follows(FIRST, { x: 100, y: 250, time: 1180 }, 32), 'the line below');
});
