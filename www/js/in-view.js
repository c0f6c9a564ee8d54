// Which annotations of a paragraph are worth drawing: all of a usual one, and of a very long one
// those near the window.

import { countBelow, intervalsIn } from './intervals.js';
import { rangeIn } from './text-layer.js';

/** A paragraph with more annotations than this is drawn in part. */
const DRAWN_WHOLE = 150;
/** How far beyond the window's edges annotations are drawn, in pixels. */
const BEYOND = 500;

/**
 * @param {import('./text-layer.js').Paragraph} paragraph
 * @param {import('./state.js').Result} result
 * @returns {boolean} whether what is drawn of it depends on where the window is
 */
export function isDrawnInPart(paragraph, result) {
  const { starts } = result.found;
  return countBelow(starts, paragraph.end) - countBelow(starts, paragraph.start) > DRAWN_WHOLE;
}

/**
 * The annotations to draw, in their order: by start, then longest first.
 * @param {import('./text-layer.js').Paragraph} paragraph
 * @param {import('./state.js').Result} result
 * @returns {number[]}
 */
export function annotationsToDraw(paragraph, result) {
  if (!isDrawnInPart(paragraph, result)) {
    return intervalsIn(result.intervals, paragraph.start, paragraph.end);
  }
  const from = offsetBelow(paragraph, -BEYOND);
  const to = offsetBelow(paragraph, innerHeight + BEYOND);
  return intervalsIn(result.intervals, from, to);
}

/**
 * The first offset of the paragraph whose line ends below `y`. Lines go down as offsets go up.
 * @param {import('./text-layer.js').Paragraph} paragraph
 * @param {number} y
 * @returns {number}
 */
export function offsetBelow(paragraph, y) {
  let low = paragraph.start;
  let high = paragraph.end;
  while (high - low > 64) {
    const middle = (low + high) >>> 1;
    if (rangeIn(paragraph, middle, middle + 1).getBoundingClientRect().bottom < y) low = middle;
    else high = middle;
  }
  return y < 0 ? low : high;
}
