// Where the reader's corrections stand in a text that has changed: by what lies around the change, else by their words
// and what stands beside them. Those whose words are gone are kept apart, and come back with their words. No DOM here.

import { keyOf } from './corrections.js';
import { occurrences } from './occurrences.js';

/** @typedef {import('./corrections.js').Span} Span */
/** @typedef {import('./corrections.js').Correction} Correction */
/** @typedef {import('./corrections.js').Corrections} Corrections */

/**
 * @typedef {object} Astray a correction whose words are no longer in the text
 * @property {Correction} correction with the offsets that it had where its words last stood
 * @property {string} quote its words
 * @property {string} prefix what stood before them
 * @property {string} suffix what stood after them
 */

/** How much of the text beside a quote is kept to know it again, in UTF-16 code units. */
const CONTEXT = 32;
/** Outside what was changed a quote is taken for the same one only where this much beside it is as it was. */
const SURE = 10;
/** @type {readonly Astray[]} */
export const NONE_ASTRAY = [];

/**
 * @param {Corrections} corrections
 * @param {readonly Astray[]} astray
 * @param {string} before the text that they are of
 * @param {string} after the text as it is now
 * @returns {{ corrections: Corrections, astray: readonly Astray[] }}
 */
export function anchored(corrections, astray, before, after) {
  if (before === after || (corrections.length === 0 && astray.length === 0)) return { corrections, astray };
  const { head, tail } = changedPart(before, after);
  const moved = after.length - before.length;
  /** @param {Span | null} span @returns {Span | null | undefined} undefined: it is in what was changed */
  const beside = (span) => {
    if (!span || span.end <= head) return span;
    if (span.start >= before.length - tail) return { ...span, start: span.start + moved, end: span.end + moved };
    return undefined;
  };
  /** @type {Correction[]} */
  const kept = [];
  /** @type {Astray[]} */
  const loose = [];
  for (const correction of corrections) {
    const [was, now] = [beside(correction.was), beside(correction.now)];
    if (was !== undefined && now !== undefined) kept.push({ was, now });
    else loose.push(remembered(correction, before));
  }
  const taken = new Set(kept.map((one) => keyOf(/** @type {Span} */ (one.now ?? one.was))));
  /** @type {Astray[]} */
  const left = [];
  for (const one of [...loose, ...astray]) {
    const found = again(one, after, head, after.length - tail);
    const key = found && keyOf(/** @type {Span} */ (found.now ?? found.was));
    if (found && key && !taken.has(key)) {
      taken.add(key);
      kept.push(found);
    } else {
      left.push(one);
    }
  }
  return { corrections: kept, astray: left.length === 0 ? NONE_ASTRAY : left };
}

/**
 * How much of two texts is the same at the head and at the tail.
 * @param {string} before
 * @param {string} after
 * @returns {{ head: number, tail: number }} in UTF-16 code units; they do not overlap in either text
 */
function changedPart(before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { head, tail };
}

/**
 * @param {Correction} correction
 * @param {string} text
 * @returns {Astray}
 */
function remembered(correction, text) {
  const { start, end } = /** @type {Span} */ (correction.now ?? correction.was);
  return {
    correction,
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
  };
}

/**
 * The correction where its words stand again: in what was changed, or, with the same words beside them, anywhere.
 * @param {Astray} astray
 * @param {string} text
 * @param {number} from where what was changed begins
 * @param {number} to where it ends
 * @returns {Correction | null}
 */
function again({ correction, quote, prefix, suffix }, text, from, to) {
  const margin = quote.length;
  const near = occurrences(text.slice(Math.max(0, from - margin), to + margin), quote);
  const inside = near.map((at) => at + Math.max(0, from - margin)).filter((at) => at < to && at + margin > from);
  const start = inside.length === 1 ? inside[0] : likest(inside.length > 1 ? inside : occurrences(text, quote));
  if (start === null) return null;
  const by = start - /** @type {Span} */ (correction.now ?? correction.was).start;
  /** @param {Span | null} span */
  const shifted = (span) => span && { ...span, start: span.start + by, end: span.end + by };
  const now = shifted(correction.now);
  const was = shifted(correction.was);
  // What the engine had found there may have had other borders, which need not lie in the text of now.
  return { now, was: now && was && (was.start < 0 || was.end > text.length) ? null : was };

  /**
   * The one with most of what stood beside it.
   * @param {readonly number[]} starts
   * @returns {number | null}
   */
  function likest(starts) {
    let best = null;
    let most = SURE - 1;
    for (const at of starts) {
      const likeness = sameAtEnd(text.slice(Math.max(0, at - CONTEXT), at), prefix) + sameAtStart(at + quote.length);
      if (likeness > most) [best, most] = [at, likeness];
    }
    return best;
  }

  /** @param {number} end */
  function sameAtStart(end) {
    let count = 0;
    while (count < suffix.length && text[end + count] === suffix[count]) count += 1;
    return count;
  }
}

/**
 * @param {string} a
 * @param {string} b
 * @returns {number} how many code units are the same at the ends of both
 */
function sameAtEnd(a, b) {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}
