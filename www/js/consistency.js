// The same words tagged in more than one way. No DOM here.

import { keyOf, spanAt } from './corrections.js';
import { hitsOf } from './find.js';
import { fold } from './fold.js';
import { intervalsIn } from './intervals.js';

/** @typedef {import('./corrections.js').Span} Span */

/**
 * @typedef {object} Variant
 * @property {readonly string[]} types of the words, none where they are untagged
 * @property {readonly (readonly Span[])[]} tags what stands at each place
 * @property {readonly import('./find.js').Hit[]} places
 */

/**
 * @typedef {object} Inconsistency
 * @property {string} words as they stand at their first place
 * @property {readonly Variant[]} variants the most frequent first
 */

/** How many letters are looked through at most, all forms together: some tenths of a second. */
const MOST_LETTERS = 400_000_000;

/**
 * The forms that are tagged differently at different places, those with the most places first. Where a form is part of
 * a longer tag, it says nothing.
 * @param {import('./pack.js').Found} found
 * @param {import('./intervals.js').Intervals} intervals
 * @param {readonly { id: string }[]} labels
 * @returns {Inconsistency[]}
 */
export function inconsistencies(found, intervals, labels) {
  const { text, starts, ends } = found;
  /** @type {Map<string, string>} */
  const forms = new Map();
  for (let at = 0; at < starts.length; at += 1) {
    const words = text.slice(starts[at], ends[at]);
    const form = fold(words);
    if (/\p{L}{2}/u.test(form) && !forms.has(form)) forms.set(form, words);
  }
  /** @type {Inconsistency[]} */
  const all = [];
  let letters = 0;
  for (const words of forms.values()) {
    letters += text.length;
    if (letters > MOST_LETTERS) break;
    const variants = variantsOf(words);
    if (variants.length > 1) all.push({ words, variants });
  }
  const count = (/** @type {Inconsistency} */ { variants }) =>
    variants.reduce((sum, { places }) => sum + places.length, 0);
  return all.sort((a, b) => count(b) - count(a));

  /**
   * @param {string} words
   * @returns {Variant[]}
   */
  function variantsOf(words) {
    /** @type {Map<string, { types: string[], tags: Span[][], places: import('./find.js').Hit[] }>} */
    const variants = new Map();
    for (const place of hitsOf(text, words, true)) {
      const there = intervalsIn(intervals, place.start, place.end).filter(
        (at) => ends[at] > place.start && starts[at] < place.end,
      );
      const tags = there.map((at) => spanAt(found, labels, at)).filter((span) => isAt(span, place));
      const inside = there.some((at) => starts[at] <= place.start && ends[at] >= place.end);
      if (tags.length === 0 && inside) continue;
      const types = tags.map(({ type }) => type).sort();
      const variant = variants.get(types.join(' ')) ?? { types, tags: [], places: [] };
      variant.tags.push(tags);
      variant.places.push(place);
      variants.set(types.join(' '), variant);
    }
    return [...variants.values()].sort((a, b) => b.places.length - a.places.length);
  }
}

/**
 * What makes all places of a form the same.
 * @param {Inconsistency} inconsistency
 * @param {Variant} wanted the way in which all are to be tagged
 * @returns {import('./occurrences.js').Change[]}
 */
export function madeSame({ variants }, wanted) {
  return variants
    .filter((variant) => variant !== wanted)
    .flatMap(({ tags, places }) =>
      places.flatMap((place, i) => {
        const goal = wanted.types.map((type) => ({ ...place, type }));
        const missing = goal.filter((span) => !tags[i].some((tag) => keyOf(tag) === keyOf(span)));
        const extra = tags[i].filter((tag) => !goal.some((span) => keyOf(tag) === keyOf(span)));
        return Array.from({ length: Math.max(missing.length, extra.length) }, (_, k) => ({
          from: extra[k] ?? null,
          to: missing[k] ?? null,
        }));
      }),
    );
}

/**
 * @param {Span} span
 * @param {import('./find.js').Hit} place
 */
function isAt(span, place) {
  return span.start === place.start && span.end === place.end;
}
