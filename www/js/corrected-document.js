// The reader's corrections in the document as a file holds it. No DOM here.

import { cross, keyOf } from './corrections.js';

/**
 * @typedef {object} DocumentAnnotation an annotation of `wassam-document/1`: offsets in code points
 * @property {string} id
 * @property {number} start
 * @property {number} end
 * @property {string} type
 * @property {string} text
 * @property {[number, number]} head
 * @property {string | null} [entity]
 * @property {number} confidence
 * @property {string} source
 * @property {string} state
 *
 * @typedef {object} FileDocument as far as corrections touch it
 * @property {string} text
 * @property {DocumentAnnotation[]} annotations in order of start, longest first
 * @property {{ id: string }[]} entities
 */

/** @typedef {import('./corrections.js').Span} Span */

/**
 * Code points before each of some offsets.
 * @param {string} text
 * @param {Iterable<number>} offsets in UTF-16 code units
 * @returns {Map<number, number>}
 */
function codePointsBefore(text, offsets) {
  const counts = new Map();
  let unit = 0;
  let points = 0;
  for (const offset of [...new Set(offsets)].sort((a, b) => a - b)) {
    while (unit < offset) {
      unit += /** @type {number} */ (text.codePointAt(unit)) > 0xffff ? 2 : 1;
      points += 1;
    }
    counts.set(offset, points);
  }
  return counts;
}

/**
 * A document as a file holds it.
 * @param {string} json as the engine gives it
 * @param {import('./corrections.js').Corrections} corrections
 * @param {readonly import('./own-types.js').OwnType[]} own types of the reader
 * @returns {string}
 */
export function finishedJson(json, corrections, own) {
  if (corrections.length === 0 && own.length === 0) return `${json}\n`;
  return `${JSON.stringify({ ...correctedDocument(JSON.parse(json), corrections), types: own })}\n`;
}

/**
 * The engine's document with the corrections in it: what the reader has removed is there as rejected, so that it does
 * not come back. An entity of which nothing is left goes too.
 * @template {FileDocument} D
 * @param {D} document
 * @param {import('./corrections.js').Corrections} corrections offsets in UTF-16 code units
 * @returns {D}
 */
export function correctedDocument(document, corrections) {
  if (corrections.length === 0) return document;
  const spans = corrections.flatMap(({ was, now }) => [was, now].filter((span) => span !== null));
  const points = codePointsBefore(
    document.text,
    spans.flatMap(({ start, end }) => [start, end]),
  );
  /** @param {Span} span @returns {Span} */
  const inPoints = ({ start, end, type }) => ({
    start: points.get(start) ?? start,
    end: points.get(end) ?? end,
    type,
  });
  const taken = new Set(document.annotations.map(({ id }) => id));
  const byKey = new Map(document.annotations.map((annotation) => [keyOf(annotation), annotation]));
  const mine = corrections.flatMap(({ was, now }) => {
    if (!now) return [];
    const before = was ? byKey.get(keyOf(inPoints(was))) : undefined;
    return [corrected(now, byKey.get(keyOf(inPoints(now))), before)];
  });
  const gone = new Set(corrections.flatMap(({ was }) => (was ? [keyOf(inPoints(was))] : [])));
  const said = new Set(mine.map(keyOf));
  const others = document.annotations.filter(
    (annotation) =>
      !gone.has(keyOf(annotation)) && !said.has(keyOf(annotation)) && !mine.some((one) => cross(one, annotation)),
  );
  // Of the same letters: as the page has them, what is new before what the engine has found.
  const places = new Map(document.annotations.map(({ id }, i) => [id, i]));
  const placeOf = (/** @type {DocumentAnnotation} */ { id }) => places.get(id) ?? -1;
  const rejected = corrections.flatMap(({ was, now }) => {
    const removed = was && !now ? byKey.get(keyOf(inPoints(was))) : undefined;
    return removed && !said.has(keyOf(removed)) ? [{ ...removed, state: 'rejected' }] : [];
  });
  const annotations = [...others, ...mine, ...rejected].sort(
    (a, b) => a.start - b.start || b.end - a.end || placeOf(a) - placeOf(b),
  );
  const named = new Set(annotations.map(({ entity }) => entity));
  const entities = document.entities.filter(({ id }) => named.has(id));
  return { ...document, annotations, entities };

  /**
   * @param {Span} now in UTF-16 code units
   * @param {DocumentAnnotation | undefined} same the engine's, of the same span and type
   * @param {DocumentAnnotation | undefined} before the engine's that it was made of
   * @returns {DocumentAnnotation}
   */
  function corrected(now, same, before) {
    if (same) {
      const { alternatives: _, ...kept } = /** @type {DocumentAnnotation & { alternatives?: unknown }} */ (same);
      return { ...kept, confidence: 1, state: 'confirmed' };
    }
    const { start, end, type } = inPoints(now);
    return {
      id: before?.id ?? newId(),
      start,
      end,
      type,
      text: document.text.slice(now.start, now.end),
      head: [start, end],
      confidence: 1,
      source: 'user',
      state: 'confirmed',
    };
  }

  /** An id that no annotation has. */
  function newId() {
    let number = 1;
    while (taken.has(`u${number}`)) number += 1;
    taken.add(`u${number}`);
    return `u${number}`;
  }
}
