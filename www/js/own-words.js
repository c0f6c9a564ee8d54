// The reader's own words: forms that always have a type, or never a tag. They are laid over what the engine finds, and
// under what the reader has said of a single place. No DOM here.

import { cross, keyOf, spanAt } from './corrections.js';
import { hitsOf } from './find.js';
import { fold } from './fold.js';
import { intervalsIn } from './intervals.js';
import { tagging } from './occurrences.js';

/** @typedef {import('./corrections.js').Correction} Correction */
/** @typedef {import('./corrections.js').Span} Span */

/**
 * @typedef {object} Word
 * @property {string} form however it is spelled in a text
 * @property {string | null} type null: it is never tagged
 */

/** The most words that are kept. */
const MOST_WORDS = 20_000;

/** @type {WeakMap<import('./pack.js').Found, { words: readonly Word[], made: readonly Correction[] }>} */
const madeOf = new WeakMap();

/**
 * The reader's corrections, with what the words say where the reader has said nothing.
 * @param {readonly Word[]} words
 * @param {import('./pack.js').Found} base as the engine gave it
 * @param {import('./intervals.js').Intervals} intervals of it
 * @param {readonly { id: string }[]} labels
 * @param {import('./corrections.js').Corrections} corrections
 * @returns {import('./corrections.js').Corrections}
 */
export function withWords(words, base, intervals, labels, corrections) {
  if (words.length === 0) return corrections;
  const before = madeOf.get(base);
  const made = before?.words === words ? before.made : correctionsOf(words, base, intervals, labels);
  if (before?.words !== words) madeOf.set(base, { words, made });
  if (corrections.length === 0) return made;
  const touched = new Set(
    corrections.flatMap(({ was, now }) => [was, now].flatMap((span) => (span ? placeKey(span) : []))),
  );
  const removed = new Set(corrections.flatMap(({ was }) => (was ? [keyOf(was)] : [])));
  const mine = corrections.flatMap(({ now }) => now ?? []);
  const rest = made.flatMap(({ was, now }) => {
    // What the reader has made of a word's tag stands for it: that which the word had replaced stays away.
    if (now && removed.has(keyOf(now))) return was && keyOf(was) !== keyOf(now) ? [{ was, now: null }] : [];
    const place = /** @type {Span} */ (now ?? was);
    if (touched.has(placeKey(place)) || (now && mine.some((span) => cross(span, now)))) return [];
    return [{ was, now }];
  });
  return [...rest, ...corrections];
}

/** @param {Span} span */
function placeKey({ start, end }) {
  return `${start} ${end}`;
}

/**
 * @param {readonly Word[]} words
 * @param {import('./pack.js').Found} base
 * @param {import('./intervals.js').Intervals} intervals
 * @param {readonly { id: string }[]} labels
 * @returns {Correction[]}
 */
function correctionsOf(words, base, intervals, labels) {
  const known = new Set(labels.map(({ id }) => id));
  /** @type {Correction[]} */
  const made = [];
  /** @type {Span[]} */
  const given = [];
  // Longer ones first: what is part of them is not another's.
  for (const { form, type } of words.toSorted((a, b) => b.form.length - a.form.length)) {
    if (type !== null && !known.has(type)) continue;
    for (const place of hitsOf(base.text, form, true)) {
      if (given.some((span) => span.start < place.end && place.start < span.end)) continue;
      const there = intervalsIn(intervals, place.start, place.end)
        .map((at) => spanAt(base, labels, at))
        .filter((span) => span.start === place.start && span.end === place.end);
      if (type === null) {
        made.push(...there.map((was) => ({ was, now: null })));
        continue;
      }
      const wanted = { ...place, type };
      given.push(wanted);
      const same = there.find((span) => span.type === type);
      const change = same ? { from: same, to: same } : tagging(base, intervals, labels, wanted);
      if (change) made.push({ was: change.from, now: change.to });
    }
  }
  return made;
}

/**
 * The words with one more; what was said of the same form gives way.
 * @param {readonly Word[]} words
 * @param {Word} word
 * @returns {readonly Word[]}
 */
export function withWord(words, word) {
  const form = word.form.trim().replace(/\s+/gu, ' ');
  const folded = fold(form);
  if (folded.trim() === '') return words;
  return [{ ...word, form }, ...words.filter((one) => fold(one.form) !== folded)].slice(0, MOST_WORDS);
}

/**
 * The words of a table: a form, a tab, and a type or `-`; a line that begins with `#` is a remark.
 * @param {string} table
 * @param {readonly { id: string }[]} labels
 * @returns {{ words: Word[], faults: number[] }} faults: the lines that say nothing that is understood, from 1
 */
export function readWords(table, labels) {
  const known = new Set(labels.map(({ id }) => id));
  /** @type {Word[]} */
  const words = [];
  /** @type {number[]} */
  const faults = [];
  table
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .forEach((line, i) => {
      if (line.trim() === '' || line.startsWith('#')) return;
      const [form, type, ...more] = line.split('\t');
      const fine = fold(form).trim() !== '' && (type === '-' || known.has(type)) && more.length === 0;
      if (fine) words.push({ form: form.trim(), type: type === '-' ? null : type });
      else faults.push(i + 1);
    });
  return { words, faults };
}

/**
 * @param {readonly Word[]} words
 * @returns {string} a table that {@link readWords} reads
 */
export function writeWords(words) {
  return words.map(({ form, type }) => `${form}\t${type ?? '-'}\n`).join('');
}

/**
 * Words as they were kept; what is none is left out.
 * @param {string | null} kept JSON
 * @returns {readonly Word[]}
 */
export function keptWords(kept) {
  try {
    const all = JSON.parse(kept ?? '[]');
    return all
      .filter(
        (/** @type {any} */ one) =>
          typeof one?.form === 'string' && (one.type === null || typeof one.type === 'string'),
      )
      .slice(0, MOST_WORDS);
  } catch {
    return [];
  }
}
