// Where else the same words stand, and what to do there that was done here. No DOM here.

import { cross, spanAt } from './corrections.js';
import { intervalsIn } from './intervals.js';
import { snapped } from './snap.js';

/** @typedef {import('./corrections.js').Span} Span */
/** @typedef {{ from: Span | null, to: Span | null }} Change */

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
    // Enough of the text around it to see whether a word goes on.
    const from = Math.max(0, at - 24);
    const around = text.slice(from, at + words.length + 24);
    const span = snapped(around, at - from, at - from + words.length, false);
    if (span && from + span[0] === at && from + span[1] === at + words.length) starts.push(at);
  }
  return starts;
}

/**
 * The same change wherever else the same words stand. Nothing where the reader has said something already.
 * @param {import('./pack.js').Found} found as it is after the change
 * @param {import('./intervals.js').Intervals} intervals
 * @param {readonly { id: string }[]} labels
 * @param {Change} change
 * @returns {Change[]}
 */
export function elsewhere(found, intervals, labels, { from, to }) {
  const here = to ?? from;
  if (!here) return [];
  const { start: hereStart } = here;
  const words = found.text.slice(here.start, here.end);
  return occurrences(found.text, words).flatMap((start) => changeAt(start));

  /**
   * @param {number} start
   * @returns {Change[]}
   */
  function changeAt(start) {
    const end = start + words.length;
    if (start === hereStart) return [];
    const there = intervalsIn(intervals, start, end).filter((at) => found.ends[at] > start && found.starts[at] < end);
    const spans = there.map((at) => ({ ...spanAt(found, labels, at), confirmed: found.confirmed[at] === 1 }));
    const same = spans.filter((span) => span.start === start && span.end === end);
    if (!to) {
      const gone = same.find(({ type, confirmed }) => type === from?.type && !confirmed);
      return gone ? [{ from: plain(gone), to: null }] : [];
    }
    const wanted = { start, end, type: to.type };
    if (same.some(({ type, confirmed }) => type === to.type || confirmed)) return [];
    if (spans.some((span) => span.confirmed && cross(span, wanted))) return [];
    // What was of the old type here is of the new one there; else what stands there alone gives way.
    const old = same.find(({ type }) => type === from?.type) ?? (same.length === 1 ? same[0] : undefined);
    return [{ from: old ? plain(old) : null, to: wanted }];
  }
}

/**
 * @param {Span} span
 * @returns {Span}
 */
function plain({ start, end, type }) {
  return { start, end, type };
}
