// What was annotated elsewhere: a document that stands in the place of what the engine finds, or beside it. It is kept
// as it was read, so that what the page does not show, such as notes and links, is there again in what is downloaded.
// The reader's corrections are laid over it. No DOM here.

import { keyOf } from './corrections.js';

/**
 * @typedef {object} Imported
 * @property {string} name of the file
 * @property {string} format
 * @property {string | null} document as `wassam-document/1`; null: its text has been edited since, and what was certain of
 *   it is among the corrections
 * @property {boolean} suggestions whether what the engine finds is shown beside it
 * @property {number} annotations how many there were
 * @property {readonly import('./state.js').Message[]} reports what is not as it stood in the file
 */

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
 * @returns {{ text: string, corrections: Corrections, imported: Imported }}
 */
export function takenIn({ json, text, reports }, name, format) {
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
    },
  };
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
