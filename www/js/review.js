// Going through what is suggested, the least certain first. No DOM here.

import { keyOf, spanAt } from './corrections.js';

/**
 * @typedef {object} Review
 * @property {ReadonlySet<string>} skipped suggestions left for later
 * @property {number} total how many there were to begin with
 */

/**
 * @typedef {object} Filter which annotations are shown, beside their types
 * @property {number} below only those less certain than this, from 0 to 1; more than 1: any
 * @property {string} source only those that this has proposed; '': any
 * @property {'' | 'suggested' | 'confirmed'} state
 */

/** @type {Filter} */
export const NO_FILTER = Object.freeze({ below: 2, source: '', state: '' });

/**
 * @param {Filter} filter
 * @param {import('./pack.js').Found} found
 * @param {number} at
 * @returns {boolean} whether the annotation passes
 */
export function passes(filter, found, at) {
  if (filter === NO_FILTER) return true;
  return (
    found.confidences[at] < filter.below &&
    (filter.source === '' || found.sources[at] === filter.source) &&
    (filter.state === '' || (filter.state === 'confirmed') === (found.confirmed[at] === 1))
  );
}

/**
 * The suggestions that are shown and not yet decided, in reading order.
 * @param {import('./state.js').State} state
 * @param {(state: import('./state.js').State, at: number) => boolean} isShown
 * @returns {number[]}
 */
export function undecided(state, isShown) {
  const { result, review, labels } = state;
  if (!result) return [];
  const { found } = result;
  /** @type {number[]} */
  const all = [];
  for (let at = 0; at < found.starts.length; at += 1) {
    if (found.confirmed[at] || !isShown(state, at)) continue;
    if (review && review.skipped.size > 0 && review.skipped.has(keyOf(spanAt(found, labels, at)))) continue;
    all.push(at);
  }
  return all;
}

/**
 * The least certain of some annotations, the first of them where several are as uncertain; -1 for none.
 * @param {import('./pack.js').Found} found
 * @param {readonly number[]} all in reading order
 * @returns {number}
 */
export function leastCertain({ confidences }, all) {
  return all.reduce((least, at) => (least < 0 || confidences[at] < confidences[least] ? at : least), -1);
}
