// Where else the same words stand, and what to do there that was done here. No DOM here.

import { cross, keyOf, spanAt } from './corrections.js';
import { hitsOf, isWhole } from './find.js';
import { intervalsIn } from './intervals.js';

/** @typedef {import('./corrections.js').Span} Span */
/** @typedef {{ from: Span | null, to: Span | null }} Change */
/** @typedef {{ left: readonly Change[], total: number, name: import('./state.js').Message }} Each changes to be asked about one by one */

/**
 * The starts of a string in a text, where it stands as words of its own, or after attached letters.
 * @param {string} text
 * @param {string} words
 * @returns {number[]}
 */
export function occurrences(text, words) {
  /** @type {number[]} */
  const starts = [];
  if (words === '') return starts;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    if (isWhole(text, at, at + words.length)) starts.push(at);
  }
  return starts;
}

/**
 * The same change wherever else the same words stand, whichever way they are spelled. Nothing where the reader has said
 * something already.
 * @param {import('./pack.js').Found} found as it is after the change
 * @param {import('./intervals.js').Intervals} intervals
 * @param {readonly { id: string }[]} labels
 * @param {Change} change
 * @returns {Change[]}
 */
export function elsewhere(found, intervals, labels, { from, to }) {
  const here = to ?? from;
  if (!here) return [];
  const words = found.text.slice(here.start, here.end);
  return hitsOf(found.text, words, true).flatMap((there) => {
    const change = there.start < here.end && here.start < there.end ? null : changeAt(there);
    return change ? [change] : [];
  });

  /**
   * @param {import('./find.js').Hit} there
   * @returns {Change | null}
   */
  function changeAt(there) {
    if (to) return tagging(found, intervals, labels, { ...there, type: to.type }, from?.type);
    const gone = spansAt(found, intervals, labels, there).find(
      ({ start, end, type, confirmed }) =>
        start === there.start && end === there.end && type === from?.type && !confirmed,
    );
    return gone ? { from: plain(gone), to: null } : null;
  }
}

/**
 * The same move of an edge wherever else the same words stand around a suggestion of the same type.
 * @param {import('./pack.js').Found} found as it is after the change
 * @param {import('./intervals.js').Intervals} intervals
 * @param {readonly { id: string }[]} labels
 * @param {{ from: Span, to: Span }} change
 * @returns {Change[]}
 */
export function resizedElsewhere(found, intervals, labels, { from, to }) {
  const start = Math.min(from.start, to.start);
  const end = Math.max(from.end, to.end);
  return hitsOf(found.text, found.text.slice(start, end), false).flatMap((there) => {
    // Spelled with other marks, edges inside the words lie elsewhere.
    if (there.start === start || there.end - there.start !== end - start) return [];
    const by = there.start - start;
    const old = { start: from.start + by, end: from.end + by, type: from.type };
    const tag = spansAt(found, intervals, labels, old).find((span) => keyOf(span) === keyOf(old));
    return tag && !tag.confirmed ? [{ from: old, to: { start: to.start + by, end: to.end + by, type: to.type } }] : [];
  });
}

/**
 * The change that gives a piece of text a type; null where it has it, or where the reader has said something else.
 * @param {import('./pack.js').Found} found
 * @param {import('./intervals.js').Intervals} intervals
 * @param {readonly { id: string }[]} labels
 * @param {Span} wanted
 * @param {string} [old] the type that gives way to it
 * @returns {Change | null}
 */
export function tagging(found, intervals, labels, wanted, old) {
  const spans = spansAt(found, intervals, labels, wanted);
  const same = spans.filter(({ start, end }) => start === wanted.start && end === wanted.end);
  if (same.some(({ type, confirmed }) => type === wanted.type || confirmed)) return null;
  if (spans.some((span) => span.confirmed && cross(span, wanted))) return null;
  // What was of the old type here is of the new one there; else what stands there alone gives way.
  const given = same.find(({ type }) => type === old) ?? (same.length === 1 ? same[0] : undefined);
  return { from: given ? plain(given) : null, to: wanted };
}

/**
 * The annotations that share something with a piece of text.
 * @param {import('./pack.js').Found} found
 * @param {import('./intervals.js').Intervals} intervals
 * @param {readonly { id: string }[]} labels
 * @param {{ start: number, end: number }} piece
 * @returns {(Span & { confirmed: boolean })[]}
 */
function spansAt(found, intervals, labels, { start, end }) {
  return intervalsIn(intervals, start, end)
    .filter((at) => found.ends[at] > start && found.starts[at] < end)
    .map((at) => ({ ...spanAt(found, labels, at), confirmed: found.confirmed[at] === 1 }));
}

/**
 * @param {Span} span
 * @returns {Span}
 */
function plain({ start, end, type }) {
  return { start, end, type };
}
