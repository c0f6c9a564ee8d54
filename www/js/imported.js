// What was annotated elsewhere: a document that stands in the place of what the engine finds, or beside it. It is kept
// as it was read, so that what the page does not show, such as notes and links, is there again in what is downloaded.
// The reader's corrections are laid over it. No DOM here.

import { cross, keyOf } from './corrections.js';
import { buildIntervals, intervalsIn } from './intervals.js';
import { typeIdFor } from './own-types.js';

/**
 * @typedef {object} Imported
 * @property {string} name of the file
 * @property {string} format
 * @property {string | null} document as `wassam-document/1`; null: its text has been edited since, and what was certain of
 *   it is among the corrections
 * @property {boolean} suggestions whether what the engine finds is shown beside it
 * @property {number} annotations how many there were
 * @property {readonly import('./state.js').Message[]} reports what is not as it stood in the file
 * @property {readonly Unknown[]} [unknown] its types that are not known here: their annotations are kept, and not shown
 * @property {readonly OwnType[]} [types] what the file tells of types of its maker's own
 */

/** @typedef {import('./own-types.js').OwnType} OwnType */
/** @typedef {{ label: string, count: number }} Unknown a type and the number of its annotations */

/** @typedef {import('./corrections.js').Corrections} Corrections */
/** @typedef {import('./corrections.js').Span} Span */
/** @typedef {import('./corrected-document.js').FileDocument} FileDocument */

/** Reports that are kept of one document. */
const REPORTS = 50;

/**
 * The engine's options for what is read.
 * @param {{ text: string, reference: string, imported: Imported | null }} work
 * @returns {{ referenceDate?: string, document?: string, suggestions?: boolean }}
 */
export function optionsFor({ text, reference, imported }) {
  const options = reference === '' ? {} : { referenceDate: reference };
  if (!imported || (imported.document === null && imported.suggestions)) return options;
  const empty = { format: 'wassam-document/1', offset_unit: 'code-point', text };
  return { ...options, document: imported.document ?? JSON.stringify(empty), suggestions: imported.suggestions };
}

/**
 * The spans of annotations in UTF-16 code units.
 * @param {FileDocument} document
 * @returns {Span[]}
 */
export function unitSpans({ text, annotations }) {
  /** @type {number[]} */
  const units = [];
  let unit = 0;
  for (const point of text) {
    units.push(unit);
    unit += point.length;
  }
  units.push(unit);
  return annotations.map(({ start, end, type }) => ({ start: units[start], end: units[end], type }));
}

/**
 * A document of a file as work: what its maker has rejected is among the corrections, with all else left as it is.
 * @param {import('./engine-worker.js').ReadDocument} read
 * @param {string} name of the file
 * @param {string} format
 * @param {readonly OwnType[]} [types] what the file tells of types of its maker's own
 * @returns {{ text: string, corrections: Corrections, imported: Imported }}
 */
export function takenIn({ json, text, reports: given }, name, format, types = []) {
  /** @type {FileDocument} */
  const document = JSON.parse(json);
  const spans = unitSpans(document);
  /** @type {Map<string, number>} */
  const first = new Map();
  spans.forEach((span, i) => {
    if (!first.has(keyOf(span))) first.set(keyOf(span), i);
  });
  const kept = spans.map((span, i) => first.get(keyOf(span)) === i);
  const twice = kept.filter((one) => !one).length;
  const isRejected = document.annotations.map(({ state }) => state === 'rejected');
  const changed = twice > 0 || isRejected.includes(true);
  const annotations = document.annotations
    .map((annotation, i) => (isRejected[i] ? { ...annotation, state: 'suggested' } : annotation))
    .filter((_, i) => kept[i]);
  const unknown = given.flatMap(({ key, params }) => {
    const label = String(params?.label);
    const count = annotations.filter(({ type }) => type === label).length;
    return key === 'reportUnknownType' && count > 0 ? [{ label, count }] : [];
  });
  // What is told of types is kept, and unknown ones are told of where they can be taken in.
  const isSaid = (/** @type {import('./state.js').Message} */ { key, params }) =>
    key === 'reportUnknownType' || (key === 'reportNotKept' && params?.part === 'types' && types.length > 0);
  const reports = given.filter((one) => !isSaid(one));
  const all = [...reports, ...(twice > 0 ? [{ key: 'reportTwice', params: { count: twice } }] : [])];
  const more = all.length - REPORTS;
  return {
    text,
    corrections: spans.flatMap((was, i) => (kept[i] && isRejected[i] ? [{ was, now: null }] : [])),
    imported: {
      name,
      format,
      document: changed ? JSON.stringify({ ...document, annotations }) : json,
      suggestions: false,
      annotations: annotations.length,
      reports: more > 0 ? [...all.slice(0, REPORTS), { key: 'reportMore', params: { count: more } }] : all,
      ...(unknown.length > 0 ? { unknown } : {}),
      ...(types.length > 0 ? { types } : {}),
    },
  };
}

/**
 * A work with what it has of types that have become known: their annotations are as if the reader had said yes to
 * each, and are still in the document with all that the page does not show of them. One that crosses another is left as
 * it is, since of two that cross the page shows one.
 * @template {{ corrections: Corrections, imported: Imported | null }} W
 * @param {W} work
 * @param {readonly OwnType[]} own
 * @returns {{ corrections: Corrections, imported: Imported | null }}
 */
export function withKnownTypes({ corrections, imported }, own) {
  const known = new Set(own.map(({ id }) => id));
  const taken = (imported?.unknown ?? []).filter(({ label }) => known.has(typeIdFor(label)));
  if (!imported || taken.length === 0) return { corrections, imported };
  const ids = new Map(taken.map(({ label }) => [label, typeIdFor(label)]));
  /** @template {{ type: string }} T @param {T} one @returns {T} */
  const renamed = (one) => ({ ...one, type: ids.get(one.type) ?? one.type });
  /** @type {import('./corrections.js').Correction[]} */
  const all = corrections.map(({ was, now }) => ({ was: was && renamed(was), now: now && renamed(now) }));
  /** @type {Map<string, number>} */
  const crossing = new Map();
  let { document } = imported;
  if (document !== null) {
    /** @type {FileDocument & { entities: { id: string, type: string }[] }} */
    const whole = JSON.parse(document);
    const spans = unitSpans(whole);
    const others = spans.filter(({ type }) => !ids.has(type));
    const [starts, ends] = [others.map(({ start }) => start), others.map(({ end }) => end)];
    const index = buildIntervals(Int32Array.from(starts), Int32Array.from(ends));
    const isCrossed = (/** @type {Span} */ span) =>
      intervalsIn(index, span.start, span.end).some((i) => cross(others[i], span));
    const said = new Set(all.flatMap(({ was, now }) => [was, now].flatMap((span) => (span ? [keyOf(span)] : []))));
    const annotations = whole.annotations.map((annotation, i) => {
      if (!ids.has(annotation.type)) return annotation;
      if (isCrossed(spans[i])) {
        crossing.set(annotation.type, (crossing.get(annotation.type) ?? 0) + 1);
        return annotation;
      }
      const span = renamed(spans[i]);
      if (!said.has(keyOf(span))) all.push({ was: span, now: span });
      return renamed(annotation);
    });
    const isRenamed = taken.some(({ label }) => ids.get(label) !== label);
    if (isRenamed) document = JSON.stringify({ ...whole, annotations, entities: whole.entities.map(renamed) });
  }
  /** @type {import('./state.js').Message[]} */
  const reports = [];
  for (const { label, count } of taken) {
    const left = crossing.get(label) ?? 0;
    const to = typeIdFor(label);
    if (to !== label && count > left) {
      reports.push({ key: 'reportRenamed', params: { from: label, to, count: count - left } });
    }
    if (left > 0) reports.push({ key: 'reportCrosses', params: { label, count: left } });
  }
  const unknown = imported.unknown?.filter(({ label }) => !ids.has(label));
  return { corrections: all, imported: { ...imported, document, unknown, reports: [...imported.reports, ...reports] } };
}

/**
 * The same once its text is edited: what was certain are corrections, which stay at their words. What was only
 * suggested is suggested again by the engine.
 * @template {{ corrections: Corrections, imported: Imported | null }} W
 * @param {W} work
 * @returns {{ corrections: Corrections, imported: Imported | null }}
 */
export function edited({ corrections, imported }) {
  if (!imported?.document) return { corrections, imported };
  /** @type {FileDocument} */
  const document = JSON.parse(imported.document);
  const spans = unitSpans(document);
  const said = new Set(
    corrections.flatMap(({ was, now }) => [was, now].flatMap((span) => (span ? [keyOf(span)] : []))),
  );
  const left = document.annotations.map(({ state }, i) => (said.has(keyOf(spans[i])) ? 'said' : state));
  return {
    corrections: [
      ...corrections.map((one) => (one.now ? { was: null, now: one.now } : one)),
      ...spans.flatMap((now, i) => (left[i] === 'confirmed' ? [{ was: null, now }] : [])),
    ],
    imported: { ...imported, document: null, suggestions: imported.suggestions || left.includes('suggested') },
  };
}
