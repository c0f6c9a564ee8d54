import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nestingHeights, placeChips } from '../../www/js/chips.js';

const LINE = 400;

const anyWishes = fc.array(
  fc
    .record({
      line: fc.nat(2),
      from: fc.nat(LINE - 1),
      length: fc.integer({ min: 1, max: 200 }),
      atFarEnd: fc.boolean(),
      width: fc.integer({ min: 15, max: 45 }),
    })
    .map(({ line, from, length, atFarEnd, width }) => ({
      line,
      from,
      to: Math.min(LINE, from + length),
      atFarEnd,
      width,
      shortWidth: 12,
    })),
  { maxLength: 30 },
);

test('chips never collide and never leave the line', () => {
  fc.assert(
    fc.property(anyWishes, (wishes) => {
      const places = placeChips(wishes, LINE);
      const boxes = places.flatMap((place, i) => {
        if (!place) return [];
        const width = place.short ? wishes[i].shortWidth : wishes[i].width;
        return [{ line: wishes[i].line, from: place.at, to: place.at + width }];
      });
      for (const box of boxes) assert.ok(box.from >= 0 && box.to <= LINE + 0.5, JSON.stringify(box));
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1)) {
          assert.ok(a.line !== b.line || a.to <= b.from || b.to <= a.from, JSON.stringify([a, b]));
        }
      }
    }),
  );
});

/**
 * @param {number} from
 * @param {number} to
 * @param {boolean} [atFarEnd]
 */
const wish = (from, to, atFarEnd = false) => ({ line: 0, from, to, atFarEnd, width: 30, shortWidth: 12 });

test('a chip stands at the start of its span', () => {
  assert.deepEqual(placeChips([wish(50, 150)], LINE), [{ at: 50, short: false }]);
});

test('a span that reads against the line has its chip at the far edge', () => {
  assert.deepEqual(placeChips([wish(50, 150, true)], LINE), [{ at: 120, short: false }]);
});

test('a nested chip at the same place goes on above its own span', () => {
  assert.deepEqual(placeChips([wish(50, 250), wish(50, 150)], LINE), [
    { at: 50, short: false },
    { at: 83, short: false },
  ]);
});

test('without room for the whole label it is abbreviated, without any it is left out', () => {
  const places = placeChips([wish(50, 250), wish(50, 96), wish(50, 62)], LINE);
  assert.deepEqual(places, [{ at: 50, short: false }, { at: 83, short: true }, null]);
});

test('heights count the levels inside', () => {
  // (0 (1 2)) and (3 inside a second one of the same length), 4 alone
  const starts = [0, 0, 5, 20, 20, 30];
  const ends = [10, 4, 8, 28, 28, 33];
  assert.deepEqual(nestingHeights([0, 1, 2, 3, 4, 5], starts, ends), [1, 0, 0, 1, 0, 0]);
  assert.deepEqual(nestingHeights([0, 2, 5], starts, ends), [1, 0, 0]);
  assert.deepEqual(nestingHeights([], starts, ends), []);
});
