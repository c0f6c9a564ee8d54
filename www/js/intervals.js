// Index of half-open intervals: which annotations hold this offset, which touch this range?
// Intervals are sorted by start; `reach[i]` is the greatest end among intervals 0..=i, so a walk to
// the left can stop as soon as nothing before it reaches the offset.

/**
 * @typedef {object} Intervals
 * @property {ArrayLike<number>} starts UTF-16 offsets, ascending
 * @property {ArrayLike<number>} ends UTF-16 offsets, one per start
 * @property {Int32Array} reach greatest end of this interval and all before it
 */

/**
 * Builds the index. The arrays are kept, not copied.
 * @param {ArrayLike<number>} starts ascending
 * @param {ArrayLike<number>} ends
 * @returns {Intervals}
 */
export function buildIntervals(starts, ends) {
  const reach = new Int32Array(starts.length);
  let greatest = -1;
  for (let i = 0; i < starts.length; i += 1) {
    greatest = Math.max(greatest, ends[i]);
    reach[i] = greatest;
  }
  return { starts, ends, reach };
}

/**
 * How many of the ascending `values` are less than `limit`: the place of the first that is not.
 * @param {ArrayLike<number>} values
 * @param {number} limit
 * @returns {number}
 */
export function countBelow(values, limit) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The intervals that hold the code unit at `offset`, smallest first.
 * @param {Intervals} index
 * @param {number} offset
 * @returns {number[]}
 */
export function intervalsAt(index, offset) {
  const { starts, ends, reach } = index;
  /** @type {number[]} */
  const found = [];
  for (let i = countBelow(starts, offset + 1) - 1; i >= 0 && reach[i] > offset; i -= 1) {
    if (ends[i] > offset) found.push(i);
  }
  // The sort is stable: of two equal spans the later one, which is the inner one, stays first.
  return found.sort((a, b) => ends[a] - starts[a] - (ends[b] - starts[b]));
}

/**
 * The intervals that share at least one code unit with [from, to), in their own order.
 * @param {Intervals} index
 * @param {number} from
 * @param {number} to
 * @returns {number[]}
 */
export function intervalsIn(index, from, to) {
  const { starts, ends, reach } = index;
  /** @type {number[]} */
  const found = [];
  for (let i = countBelow(starts, to) - 1; i >= 0 && reach[i] > from; i -= 1) {
    if (ends[i] > from) found.push(i);
  }
  return found.reverse();
}
