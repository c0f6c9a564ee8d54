// What the reader looks for in the text: spellings of a word are one, as they are for the engine. No DOM here.

import { fold, folded, sourceOf } from './fold.js';
import { ATTACHED, snapped } from './snap.js';

/**
 * @typedef {object} Wanted what is looked for
 * @property {string} query
 * @property {boolean} whole whole words only, attached letters left out
 * @property {boolean} regex the query is a regular expression: the engine looks for it
 */

/**
 * @typedef {Wanted & {
 *   hits: readonly Hit[],
 *   at: number,
 *   waiting: boolean,
 *   problem: import('./state.js').Message | null,
 * }} Find where it is: `at` is the hit that the reader is at, -1 for none; `waiting`: the engine is still looking
 */

/** @typedef {{ start: number, end: number }} Hit offsets in UTF-16 code units */

/** The most hits that are looked for. */
export const MOST_HITS = 10_000;
/** Enough of the text around a hit to see whether a word goes on. */
const AROUND_HIT = 24;

/** How much of the text is said on either side of a hit. */
const SAID_AROUND = 40;

/** Spaces and signs that surely are no part of a word, and letters and digits that surely are. */
const BESIDE_WORDS = /[\s.,:;!?()[\]«»"“”،؛؟…]/;
const WORD_LETTER = /[\p{L}\p{N}]/u;

/** @type {{ source: string, form: import('./fold.js').Folded } | null} the last text that was folded */
let lastForm = null;

/**
 * @param {string} source
 * @returns {import('./fold.js').Folded}
 */
function formOf(source) {
  if (lastForm?.source !== source) lastForm = { source, form: folded(source) };
  return lastForm.form;
}

/**
 * Where words are in a text, whichever way they are spelled.
 * @param {string} text
 * @param {string} words
 * @param {boolean} whole as words of their own, or after attached letters
 * @returns {Hit[]} from left to right, at most {@link MOST_HITS}
 */
export function hitsOf(text, words, whole) {
  const wanted = fold(words);
  /** @type {Hit[]} */
  const hits = [];
  if (wanted.trim() === '') return hits;
  const form = formOf(text);
  for (
    let at = form.text.indexOf(wanted);
    at >= 0 && hits.length < MOST_HITS;
    at = form.text.indexOf(wanted, at + wanted.length)
  ) {
    const [start, end] = sourceOf(text, form, at, at + wanted.length);
    if (!whole || isWhole(text, start, end)) hits.push({ start, end });
  }
  return hits;
}

/**
 * Whether a piece of text is made of whole words, attached letters left out or not.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {boolean}
 */
export function isWhole(text, start, end) {
  // Most are told by their neighbours alone: of a common word there are thousands.
  if (WORD_LETTER.test(text.charAt(end))) return false;
  const ahead = text.charAt(start - 1);
  if (WORD_LETTER.test(ahead) && !ATTACHED.test(ahead)) return false;
  const apart = (/** @type {string} */ sign) => sign === '' || BESIDE_WORDS.test(sign);
  const letters = WORD_LETTER.test(text.charAt(start)) && WORD_LETTER.test(text.charAt(end - 1));
  if (letters && apart(ahead) && apart(text.charAt(end))) return true;
  const [first, last] = wholeWords(text, { start, end });
  return first === start && last === end;
}

/**
 * The words that a hit is in, without letters attached to the first where it begins after them.
 * @param {string} text
 * @param {Hit} hit
 * @returns {[start: number, end: number]}
 */
export function wholeWords(text, { start, end }) {
  const from = Math.max(0, start - AROUND_HIT);
  const span = snapped(text.slice(from, end + AROUND_HIT), start - from, end - from, false);
  return span ? [from + span[0], from + span[1]] : [start, end];
}

/**
 * What is looked for, found; a regular expression is left to the engine.
 * @param {Wanted} wanted
 * @param {string | undefined} text
 * @param {number} place where the reader is: the first hit from there on is the one to go to
 * @returns {Find}
 */
export function sought({ query, whole, regex }, text, place) {
  const waiting = regex && query !== '' && text !== undefined;
  const hits = regex || text === undefined ? [] : hitsOf(text, query, whole);
  return { query, whole, regex, hits, at: firstFrom(hits, place), waiting, problem: null };
}

/**
 * The first hit from a place on, else the first of all; -1 for none.
 * @param {readonly Hit[]} hits
 * @param {number} place
 */
export function firstFrom(hits, place) {
  if (hits.length === 0) return -1;
  return Math.max(
    0,
    hits.findIndex(({ start }) => start >= place),
  );
}

/**
 * A hit with the words around it in its paragraph, for who hears it.
 * @param {string} text
 * @param {Hit} hit
 * @returns {string}
 */
export function heardAround(text, { start, end }) {
  const before =
    text
      .slice(Math.max(0, start - SAID_AROUND), start)
      .split('\n')
      .at(-1) ?? '';
  const after = text.slice(end, end + SAID_AROUND).split('\n')[0];
  const cutBefore = before.length < SAID_AROUND ? before : before.replace(/^\S*/, '');
  const cutAfter = after.length < SAID_AROUND ? after : after.replace(/\S*$/, '');
  return (cutBefore + text.slice(start, end) + cutAfter).trim();
}

/**
 * How many hits begin before an offset.
 * @param {readonly Hit[]} hits
 * @param {number} offset
 * @returns {number}
 */
export function countHitsBelow(hits, offset) {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hits[middle].start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
