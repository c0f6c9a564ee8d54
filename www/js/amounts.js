// The rows of the table of dates and amounts, and their order. No DOM; tested in Node.

import { isShown } from './state.js';
import { daysOf, instantOf } from './timex.js';

/** The types whose values are worth a table, in the order in which it groups them. */
export const VALUE_TYPES = ['DATE', 'TIME', 'MONEY', 'PERCENT', 'QUANTITY', 'CARDINAL'];

/**
 * Where a value stands among those of its type: first by group, then by number, then by text.
 * @typedef {{ group: string, number: number, text: string }} ValueOrder
 */

/**
 * @param {string} json a value as JSON
 * @returns {ValueOrder}
 */
export function orderOf(json) {
  const value = JSON.parse(json);
  if (typeof value !== 'object' || value === null) return { group: '3', number: 0, text: json };
  if (typeof value.timex === 'string') return orderOfTimex(value);
  // Amounts of different currencies, or units, do not compare.
  const group = value.currency ?? value.unit ?? '';
  const number = value.amount ?? value.percent ?? value.number ?? value.min ?? value.ordinal;
  return typeof number === 'number' ? { group, number, text: '' } : { group: '3', number: 0, text: json };
}

/**
 * What is on the calendar, then times of any day, then lengths of time, then what nothing is known of.
 * @param {{ timex: string, begin?: string }} value
 * @returns {ValueOrder}
 */
function orderOfTimex({ timex, begin }) {
  const instant = begin ? instantOf(begin) : Number.NaN;
  if (!Number.isNaN(instant)) return { group: '0', number: instant, text: timex };
  const clock = /^T(\d{2})(?::(\d{2}))?/.exec(timex);
  if (clock) return { group: '1', number: Number(clock[1]) * 60 + Number(clock[2] ?? 0), text: timex };
  const days = daysOf(timex);
  if (!Number.isNaN(days)) return { group: '2', number: days, text: timex };
  return { group: '3', number: 0, text: timex };
}

/**
 * @param {ValueOrder} a
 * @param {ValueOrder} b
 * @returns {number}
 */
function compareOrders(a, b) {
  return compareTexts(a.group, b.group) || a.number - b.number || compareTexts(a.text, b.text);
}

/**
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
function compareTexts(a, b) {
  return a < b ? -1 : Number(a > b);
}

/**
 * The shown annotations with a value, in parts: all of them in the order of the text, or one part
 * for each type with its annotations in the order of their values.
 * @param {import('./state.js').State} state
 * @returns {{ type: number, rows: number[] }[]} type -1 for all
 */
export function valueParts(state) {
  if (!state.result) return [];
  const { types, values } = state.result.found;
  const { by, down } = state.sort;
  const typeOrder = VALUE_TYPES.map((id) => state.labels.findIndex((label) => label.id === id));
  /** @type {Map<number, number[]>} */
  const rowsOf = new Map(typeOrder.map((type) => [type, []]));
  /** @type {number[]} */
  const all = [];
  for (let at = 0; at < types.length; at += 1) {
    const rows = rowsOf.get(types[at]);
    if (!rows || values[at] === null || !isShown(state, at)) continue;
    rows.push(at);
    all.push(at);
  }
  if (by === 'place') {
    if (down) all.reverse();
    return all.length > 0 ? [{ type: -1, rows: all }] : [];
  }
  return typeOrder.flatMap((type) => {
    const rows = rowsOf.get(type) ?? [];
    const orders = new Map(rows.map((at) => [at, orderOf(/** @type {string} */ (values[at]))]));
    /** @param {number} at */
    const order = (at) => /** @type {ValueOrder} */ (orders.get(at));
    rows.sort((a, b) => compareOrders(order(a), order(b)) * (down ? -1 : 1) || a - b);
    return rows.length > 0 ? [{ type, rows }] : [];
  });
}

/**
 * The number of the paragraph that an offset lies in, blank lines not counted; from 1.
 * @param {import('./pack.js').Found} found
 * @returns {(offset: number) => number}
 */
export function paragraphNumbers({ text, paragraphStarts, paragraphEnds }) {
  /** @type {number[]} */
  const ends = [];
  paragraphStarts.forEach((start, i) => {
    if (text.slice(start, paragraphEnds[i]).trim() !== '') ends.push(paragraphEnds[i]);
  });
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
