// The view of a document as columns: what crosses from the worker to the page.
// Fourteen thousand objects with a dozen fields each take longer to copy between threads than a
// frame lasts; typed arrays are handed over at once. What costs a pass over all of it is done here too.

import { groupMentions } from './groups.js';

/**
 * @typedef {object} Label one of the types
 * @property {string} id
 * @property {string} ar
 * @property {string} en
 * @property {string} shortAr
 * @property {string} shortEn
 */

/**
 * @typedef {object} ViewAnnotation an annotation as the engine gives it
 * @property {string} id
 * @property {number} start
 * @property {number} end
 * @property {[number, number]} head
 * @property {string} type
 * @property {string} text
 * @property {string | null} [norm]
 * @property {unknown} [value]
 * @property {string | null} [subtype]
 * @property {string | null} [entity]
 * @property {number} confidence
 * @property {ViewAlternative[]} [alternatives] what it may be instead, most likely first
 * @property {string} source
 * @property {string} state
 * @property {number} depth
 */

/** @typedef {{ start: number, end: number, type: string, confidence: number }} ViewAlternative */

/**
 * @typedef {object} ViewEntity
 * @property {string} id
 * @property {string} type
 * @property {string} name
 * @property {string[]} aliases
 * @property {string[]} mentions
 */

/**
 * @typedef {object} View what the engine found, offsets in UTF-16 code units
 * @property {string} text
 * @property {{start: number, end: number, rtl: boolean}[]} paragraphs
 * @property {ViewAnnotation[]} annotations
 * @property {ViewEntity[]} entities
 * @property {string | null} [referenceDate] the day from which relative dates were counted, ISO 8601
 */

/**
 * @typedef {object} Columns annotations in columns, known by their place in them
 * @property {string} text
 * @property {Int32Array} paragraphStarts
 * @property {Int32Array} paragraphEnds
 * @property {Uint8Array} paragraphRtl
 * @property {string[]} ids
 * @property {Int32Array} starts
 * @property {Int32Array} ends
 * @property {Int32Array} headStarts
 * @property {Int32Array} headEnds
 * @property {Uint8Array} types place in the list of labels
 * @property {Uint8Array} depths
 * @property {Float32Array} confidences
 * @property {Uint8Array} confirmed 1 where the reader has said yes, or said it first
 * @property {Uint8Array} unsure 1 where nobody has confirmed what is not likely enough
 * @property {(Alternative[] | null)[]} alternatives what it may be instead, most likely first
 * @property {Int32Array} entities place in entityNames, -1 for none
 * @property {string[]} sources
 * @property {(string | null)[]} norms
 * @property {(string | null)[]} values JSON
 * @property {(string | null)[]} subtypes
 * @property {string[]} entityNames
 * @property {string | null} referenceDate
 */

/** @typedef {{ start: number, end: number, type: number, confidence: number }} Alternative its type is the place in the list of labels */

/** @typedef {Columns & { words: number, groups: import('./groups.js').Groups }} Found a view in columns, with its groups */

/** Confidence below which an annotation is unsure; the engine gives alternatives for the same. */
export const UNSURE_BELOW = 0.7;

/**
 * The columns of a text's paragraphs.
 * @param {View['paragraphs']} paragraphs
 */
export function paragraphColumns(paragraphs) {
  return {
    paragraphStarts: Int32Array.from(paragraphs, (p) => p.start),
    paragraphEnds: Int32Array.from(paragraphs, (p) => p.end),
    paragraphRtl: Uint8Array.from(paragraphs, (p) => (p.rtl ? 1 : 0)),
  };
}

/**
 * Turns the engine's view into columns.
 * @param {View} view
 * @param {readonly string[]} typeIds the labels' ids, in display order
 * @returns {Found}
 */
export function packView(view, typeIds) {
  const typeAt = new Map(typeIds.map((id, i) => [id, i]));
  // What was annotated elsewhere may be of types that have no name here.
  const annotations = view.annotations.filter(({ type }) => typeAt.has(type));
  const entityAt = new Map(view.entities.map((entity, i) => [entity.id, i]));
  /** @type {Columns} */
  const columns = {
    text: view.text,
    ...paragraphColumns(view.paragraphs),
    ids: annotations.map((a) => a.id),
    starts: Int32Array.from(annotations, (a) => a.start),
    ends: Int32Array.from(annotations, (a) => a.end),
    headStarts: Int32Array.from(annotations, (a) => a.head[0]),
    headEnds: Int32Array.from(annotations, (a) => a.head[1]),
    types: Uint8Array.from(annotations, (a) => typeAt.get(a.type) ?? 0),
    depths: Uint8Array.from(annotations, (a) => a.depth),
    confidences: Float32Array.from(annotations, (a) => a.confidence),
    confirmed: Uint8Array.from(annotations, (a) => (a.state === 'confirmed' ? 1 : 0)),
    unsure: Uint8Array.from(annotations, (a) => (a.state === 'suggested' && a.confidence < UNSURE_BELOW ? 1 : 0)),
    alternatives: annotations.map((a) => packAlternatives(a.alternatives ?? [], typeAt)),
    entities: Int32Array.from(annotations, (a) => (a.entity ? (entityAt.get(a.entity) ?? -1) : -1)),
    sources: annotations.map((a) => a.source),
    norms: annotations.map((a) => a.norm ?? null),
    values: annotations.map((a) => (a.value == null ? null : JSON.stringify(a.value))),
    subtypes: annotations.map((a) => a.subtype ?? null),
    entityNames: view.entities.map((entity) => entity.name),
    referenceDate: view.referenceDate ?? null,
  };
  return { ...columns, words: countWords(view.text), groups: groupMentions(columns, typeIds.length) };
}

/**
 * @param {ViewAlternative[]} given
 * @param {ReadonlyMap<string, number>} typeAt
 * @returns {Alternative[] | null}
 */
function packAlternatives(given, typeAt) {
  const packed = given.flatMap(({ start, end, type, confidence }) => {
    const at = typeAt.get(type);
    return at === undefined ? [] : [{ start, end, type: at, confidence }];
  });
  return packed.length > 0 ? packed : null;
}

/**
 * @param {string} text
 * @returns {number}
 */
function countWords(text) {
  let words = 0;
  for (const _ of text.matchAll(/[\p{L}\p{N}]\S*/gu)) words += 1;
  return words;
}

/**
 * The buffers of the columns, for handing over instead of copying.
 * @param {Found} found
 * @returns {ArrayBuffer[]}
 */
export function packedBuffers(found) {
  /** @type {ArrayBuffer[]} */
  const buffers = [];
  for (const column of Object.values(found)) {
    if (ArrayBuffer.isView(column)) buffers.push(/** @type {ArrayBuffer} */ (column.buffer));
  }
  return buffers;
}
