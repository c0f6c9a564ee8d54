// What the reader has put right: kept apart from what the engine finds, and laid over it. So the engine can
// look again, with another date or its model, and nothing of the reader's is overwritten. No DOM here.

import { groupMentions } from './groups.js';
import { buildIntervals, countBelow, intervalsIn } from './intervals.js';

/**
 * @typedef {object} Span an annotation by its place and type, offsets in UTF-16 code units
 * @property {number} start
 * @property {number} end
 * @property {string} type
 */

/**
 * @typedef {object} Correction one annotation as the reader wants it
 * @property {Span | null} was what the engine had found there; null: the reader has added it
 * @property {Span | null} now what it is; null: the reader has removed it
 */

/** @typedef {readonly Correction[]} Corrections in no order; no two of the same engine's annotation */

/**
 * @param {Span} span
 * @returns {string}
 */
export const keyOf = ({ start, end, type }) => `${start} ${end} ${type}`;

/**
 * @param {Span} a
 * @param {Span} b
 * @returns {boolean} whether each holds something of the other and something that is outside it
 */
export function cross(a, b) {
  return (
    (a.start < b.start && b.start < a.end && a.end < b.end) || (b.start < a.start && a.start < b.end && b.end < a.end)
  );
}

/**
 * The annotation at a place of the columns.
 * @param {import('./pack.js').Found} found
 * @param {readonly { id: string }[]} labels
 * @param {number} at
 * @returns {Span}
 */
export function spanAt(found, labels, at) {
  return { start: found.starts[at], end: found.ends[at], type: labels[found.types[at]].id };
}

/**
 * The corrections, with one annotation as the reader now wants it.
 * @param {Corrections} corrections
 * @param {Span | null} from as it is shown; null: it is new
 * @param {Span | null} to null: it goes
 * @returns {Corrections}
 */
export function corrected(corrections, from, to) {
  const others = to
    ? corrections.filter(({ now }) => !now || keyOf(now) !== keyOf(to) || (from && keyOf(from) === keyOf(to)))
    : corrections;
  if (!from) {
    if (!to) return others;
    // What was rejected is wanted after all.
    const rejected = others.findIndex(({ was, now }) => !now && was && keyOf(was) === keyOf(to));
    if (rejected < 0) return [...others, { was: null, now: to }];
    return others.map((one, i) => (i === rejected ? { was: one.was, now: to } : one));
  }
  const at = others.findIndex(({ now }) => now && keyOf(now) === keyOf(from));
  if (at < 0) return [...others, { was: from, now: to }];
  const { was } = others[at];
  if (!was && !to) return others.filter((_, i) => i !== at);
  return others.map((one, i) => (i === at ? { was, now: to } : one));
}

/**
 * The corrections after many changes, in order: as {@link corrected} makes them one by one, in time that grows with
 * their number alone.
 * @param {Corrections} corrections
 * @param {readonly { from: Span | null, to: Span | null }[]} changes
 * @returns {Corrections}
 */
export function correctedAll(corrections, changes) {
  /** @type {Map<string, Correction>} by what they say is there; those that say that nothing is, by what was */
  const all = new Map(corrections.map((one) => [saysOf(one), one]));
  for (const { from, to } of changes) {
    const before = all.get(saysOf(from ? { was: null, now: from } : { was: to, now: null }));
    if (before) all.delete(saysOf(before));
    const was = before ? before.was : from;
    if (to || was) {
      const one = { was, now: to };
      all.delete(saysOf(one));
      all.set(saysOf(one), one);
    }
  }
  return [...all.values()];
}

/** @param {Correction} correction */
function saysOf({ was, now }) {
  return now ? keyOf(now) : `no ${was ? keyOf(was) : ''}`;
}

/**
 * What the engine has found, with the corrections laid over it. An annotation of the engine that would cross one
 * of the reader's, or say the same, gives way.
 * @param {import('./pack.js').Found} base
 * @param {Corrections} corrections
 * @param {readonly { id: string }[]} labels
 * @returns {import('./pack.js').Found}
 */
export function withCorrections(base, corrections, labels) {
  if (corrections.length === 0) return base;
  const typeAt = new Map(labels.map(({ id }, i) => [id, i]));
  const index = buildIntervals(base.starts, base.ends);
  /** Which of the engine's give way. */
  const gone = new Uint8Array(base.starts.length);
  const said = new Set();
  /** @type {{ span: Span, from: number }[]} the reader's, with the place of the engine's that each was */
  const mine = [];
  for (const { was, now } of corrections) {
    if (was) {
      for (let i = placeOf(base, labels, was); i >= 0; i = isAt(i + 1, was) ? i + 1 : -1) gone[i] = 1;
    }
    if (!now || now.end > base.text.length || !typeAt.has(now.type) || said.has(keyOf(now))) continue;
    said.add(keyOf(now));
    for (const i of intervalsIn(index, now.start, now.end)) {
      if (isAt(i, now) || cross({ start: base.starts[i], end: base.ends[i], type: '' }, now)) gone[i] = 1;
    }
    const same = placeOf(base, labels, now);
    mine.push({ span: now, from: same < 0 && was ? placeOf(base, labels, was) : same });
  }
  // In reading order, what holds another before it; the engine's are in it already.
  mine.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end || a.from - b.from);
  const count = mine.length + gone.reduce((sum, one) => sum + 1 - one, 0);
  /** @type {import('./pack.js').Columns} */
  const columns = {
    ...base,
    ids: new Array(count),
    starts: new Int32Array(count),
    ends: new Int32Array(count),
    headStarts: new Int32Array(count),
    headEnds: new Int32Array(count),
    types: new Uint8Array(count),
    confidences: new Float32Array(count),
    confirmed: new Uint8Array(count),
    unsure: new Uint8Array(count),
    alternatives: new Array(count),
    entities: new Int32Array(count),
    sources: new Array(count),
    norms: new Array(count),
    values: new Array(count),
    subtypes: new Array(count),
  };
  // Between two of the reader's, and around what gives way, the engine's are copied in one go.
  let row = 0;
  for (let at = 0, own = 0; row < count; ) {
    while (gone[at] === 1) at += 1;
    const next = mine[own];
    let until = at;
    while (until < gone.length && gone[until] === 0 && !(next && isBefore(next, until))) until += 1;
    if (until > at) {
      copyRows(columns, row, base, at, until);
      row += until - at;
      at = until;
    } else {
      putOwn(row, next);
      row += 1;
      own += 1;
    }
  }
  columns.depths = depthsOf(columns.starts, columns.ends);
  return { ...columns, words: base.words, groups: groupMentions(columns, labels.length) };

  /**
   * Whether one of the reader's comes before the engine's at a place.
   * @param {{ span: Span, from: number }} own
   * @param {number} at
   */
  function isBefore({ span, from }, at) {
    return (span.start - base.starts[at] || base.ends[at] - span.end || from - at) < 0;
  }

  /**
   * @param {number} i where in the columns
   * @param {{ span: Span, from: number }} own
   */
  function putOwn(i, { span, from }) {
    const type = typeAt.get(span.type) ?? 0;
    const keepsSpan = from >= 0 && base.starts[from] === span.start && base.ends[from] === span.end;
    // The reader has only said yes to it.
    const same = keepsSpan && base.types[from] === type;
    columns.ids[i] = from < 0 ? `u${i + 1}` : base.ids[from];
    columns.starts[i] = span.start;
    columns.ends[i] = span.end;
    columns.headStarts[i] = keepsSpan ? base.headStarts[from] : span.start;
    columns.headEnds[i] = keepsSpan ? base.headEnds[from] : span.end;
    columns.types[i] = type;
    columns.confidences[i] = 1;
    columns.confirmed[i] = 1;
    columns.unsure[i] = 0;
    columns.alternatives[i] = null;
    columns.entities[i] = same ? base.entities[from] : -1;
    columns.sources[i] = same ? base.sources[from] : 'user';
    columns.norms[i] = same ? base.norms[from] : null;
    columns.values[i] = same ? base.values[from] : null;
    columns.subtypes[i] = same ? base.subtypes[from] : null;
  }

  /** @param {number} i @param {Span} span */
  function isAt(i, { start, end, type }) {
    return base.starts[i] === start && base.ends[i] === end && labels[base.types[i]].id === type;
  }
}

/** The columns in which each annotation has a row, but for the depths, which are counted anew. */
const NUMBERS = /** @type {const} */ ([
  'starts',
  'ends',
  'headStarts',
  'headEnds',
  'types',
  'confidences',
  'confirmed',
  'unsure',
  'entities',
]);
const OTHERS = /** @type {const} */ (['ids', 'alternatives', 'sources', 'norms', 'values', 'subtypes']);

/**
 * Copies rows as they are.
 * @param {import('./pack.js').Columns} to
 * @param {number} row where the first goes
 * @param {import('./pack.js').Columns} base
 * @param {number} from
 * @param {number} until
 */
function copyRows(to, row, base, from, until) {
  for (const name of NUMBERS) to[name].set(base[name].subarray(from, until), row);
  for (const name of OTHERS) {
    const [goal, source] = [to[name], base[name]];
    for (let i = from; i < until; i += 1) goal[row + i - from] = source[i];
  }
}

/**
 * How many of the spans before it hold each.
 * @param {Int32Array} starts in order, longest first
 * @param {Int32Array} ends
 * @returns {Uint8Array}
 */
function depthsOf(starts, ends) {
  const depths = new Uint8Array(starts.length);
  /** @type {number[]} */
  const open = [];
  for (let i = 0; i < starts.length; i += 1) {
    while (open.length > 0 && open[open.length - 1] <= starts[i]) open.pop();
    let depth = 0;
    for (const until of open) if (until >= ends[i]) depth += 1;
    depths[i] = depth;
    open.push(ends[i]);
  }
  return depths;
}

/**
 * The place of an annotation, -1 for none.
 * @param {import('./pack.js').Found} found
 * @param {readonly { id: string }[]} labels
 * @param {Span} span
 * @returns {number}
 */
export function placeOf(found, labels, span) {
  for (
    let i = countBelow(found.starts, span.start);
    i < found.starts.length && found.starts[i] === span.start;
    i += 1
  ) {
    if (found.ends[i] === span.end && labels[found.types[i]].id === span.type) return i;
  }
  return -1;
}
