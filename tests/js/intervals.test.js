import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildIntervals, countBelow, intervalsAt, intervalsIn } from '../../www/js/intervals.js';

/** Any intervals, crossing ones too, in the engine's order: by start, then longest first. */
const anyIntervals = fc
  .array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 })), { maxLength: 40 })
  .map((pairs) => pairs.map(([start, length]) => ({ start, end: start + length })))
  .map((spans) => spans.sort((a, b) => a.start - b.start || b.end - a.end));

/** @param {{ start: number, end: number }[]} spans */
function indexOf(spans) {
  return buildIntervals(
    Int32Array.from(spans, (span) => span.start),
    Int32Array.from(spans, (span) => span.end),
  );
}

test('countBelow finds the place of the first that is not less', () => {
  assert.equal(countBelow([1, 3, 3, 7], 3), 1);
  assert.equal(countBelow([1, 3, 3, 7], 4), 3);
  assert.equal(countBelow([], 4), 0);
});

test('intervals at an offset are all that hold it, smallest first', () => {
  fc.assert(
    fc.property(anyIntervals, fc.nat(90), (spans, offset) => {
      const found = intervalsAt(indexOf(spans), offset);
      const expected = spans.flatMap(({ start, end }, i) => (start <= offset && offset < end ? [i] : []));
      assert.deepEqual(
        [...found].sort((a, b) => a - b),
        expected,
      );
      const lengths = found.map((i) => spans[i].end - spans[i].start);
      assert.deepEqual(
        lengths,
        [...lengths].sort((a, b) => a - b),
      );
    }),
  );
});

test('of two equal spans the inner one comes first', () => {
  const spans = [
    { start: 2, end: 6 },
    { start: 2, end: 6 },
  ];
  assert.deepEqual(intervalsAt(indexOf(spans), 3), [1, 0]);
});

test('intervals in a range are all that share a code unit with it, in order', () => {
  fc.assert(
    fc.property(anyIntervals, fc.nat(80), fc.nat(20), (spans, from, length) => {
      const to = from + length;
      const expected = spans.flatMap(({ start, end }, i) => (start < to && end > from ? [i] : []));
      assert.deepEqual(intervalsIn(indexOf(spans), from, to), expected);
    }),
  );
});
