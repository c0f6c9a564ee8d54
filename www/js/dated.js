// The dated mentions of a text in the order of time. No DOM; tested in Node.

import { isShown } from './state.js';
import { instantOf } from './timex.js';

/**
 * @typedef {object} Moment a day, or a longer or shorter stretch of time, that the text mentions
 * @property {number} begin milliseconds of UTC
 * @property {number} end closed–open
 * @property {string} value the value of the first mention, as JSON
 * @property {number[]} mentions annotations, in the order of the text
 */

/**
 * Moments by beginning, longer ones first; and how many mentions have no place in time.
 * @param {import('./state.js').State} state
 * @returns {{ moments: Moment[], undated: number }}
 */
export function datedMoments(state) {
  /** @type {Map<string, Moment>} */
  const found = new Map();
  let undated = 0;
  if (!state.result) return { moments: [], undated };
  const { types, values } = state.result.found;
  for (let at = 0; at < types.length; at += 1) {
    const { id } = state.labels[types[at]];
    const json = values[at];
    if ((id !== 'DATE' && id !== 'TIME') || json === null || !isShown(state, at)) continue;
    const value = JSON.parse(json);
    // A length of time has no place, and what comes again and again has many.
    if (value.type === 'DURATION' || value.type === 'SET') continue;
    const begin = instantOf(value.begin ?? '');
    const end = instantOf(value.end ?? '');
    if (Number.isNaN(begin) || Number.isNaN(end)) {
      undated += 1;
      continue;
    }
    const key = `${begin} ${end} ${value.mod ?? ''}`;
    const moment = found.get(key);
    if (moment) moment.mentions.push(at);
    else found.set(key, { begin, end, value: json, mentions: [at] });
  }
  const moments = [...found.values()].sort(
    (a, b) => a.begin - b.begin || b.end - a.end || a.mentions[0] - b.mentions[0],
  );
  return { moments, undated };
}

/**
 * Some words of the text around a mention, of at most so many letters.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {number} letters
 * @returns {string}
 */
export function snippetAround(text, start, end, letters) {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
  // What happened is mostly said before its date.
  const room = Math.max(0, letters - (end - start));
  let from = Math.max(lineStart, start - Math.ceil(room * 0.65));
  let to = Math.min(lineEnd, from + letters);
  from = Math.max(lineStart, Math.min(from, to - letters));
  if (from > lineStart) {
    const space = text.indexOf(' ', from);
    from = space >= 0 && space < start ? space + 1 : start;
  }
  if (to < lineEnd) {
    const space = text.lastIndexOf(' ', to);
    to = space >= end ? space : Math.max(end, Math.min(to, end));
  }
  return `${from > lineStart ? '… ' : ''}${text.slice(from, to).trim()}${to < lineEnd ? ' …' : ''}`;
}
