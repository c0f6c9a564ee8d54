// What the reader has put right: kept apart from what the engine finds, and laid over it. So the engine can
// look again, with another date or its model, and nothing of the reader's is overwritten. No DOM here.

import { groupMentions } from './groups.js';
import { countBelow } from './intervals.js';

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
  const gone = new Map(corrections.flatMap((one) => (one.was ? [[keyOf(one.was), one]] : [])));
  const mine = corrections.flatMap(({ now }) =>
    now && now.end <= base.text.length && typeAt.has(now.type) ? [now] : [],
  );
  const said = new Set(mine.map(keyOf));
  const byStart = mine.toSorted((a, b) => a.start - b.start);
  const starts = byStart.map(({ start }) => start);
  const longest = mine.reduce((most, { start, end }) => Math.max(most, end - start), 0);

  /** @type {{ span: Span, from: number, mine: boolean }[]} */
  const all = [];
  /** @type {Map<string, number>} */
  const placeOf = new Map();
  for (let i = 0; i < base.starts.length; i += 1) {
    const span = spanAt(base, labels, i);
    const key = keyOf(span);
    placeOf.set(key, i);
    if (gone.has(key) || said.has(key)) continue;
    let crossed = false;
    for (let k = countBelow(starts, span.start - longest); k < byStart.length && byStart[k].start < span.end; k += 1) {
      crossed ||= cross(span, byStart[k]);
    }
    if (!crossed) all.push({ span, from: i, mine: false });
  }
  for (const { was, now } of corrections) {
    if (now && said.delete(keyOf(now))) {
      all.push({
        span: now,
        from: placeOf.get(keyOf(now)) ?? (was ? (placeOf.get(keyOf(was)) ?? -1) : -1),
        mine: true,
      });
    }
  }
  // In reading order, what holds another before it.
  all.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end || a.from - b.from);

  const { starts: _, ...rest } = base;
  /** @type {import('./pack.js').Columns} */
  const columns = {
    ...rest,
    ids: all.map(({ from, mine: own }, i) => (own && from < 0 ? `u${i + 1}` : base.ids[from])),
    starts: Int32Array.from(all, ({ span }) => span.start),
    ends: Int32Array.from(all, ({ span }) => span.end),
    headStarts: Int32Array.from(all, (one) => (keepsSpan(one) ? base.headStarts[one.from] : one.span.start)),
    headEnds: Int32Array.from(all, (one) => (keepsSpan(one) ? base.headEnds[one.from] : one.span.end)),
    types: Uint8Array.from(all, ({ span }) => typeAt.get(span.type) ?? 0),
    depths: depthsOf(all.map(({ span }) => span)),
    confidences: Float32Array.from(all, ({ from, mine: own }) => (own ? 1 : base.confidences[from])),
    confirmed: Uint8Array.from(all, ({ from, mine: own }) => (own ? 1 : base.confirmed[from])),
    unsure: Uint8Array.from(all, ({ from, mine: own }) => (own ? 0 : base.unsure[from])),
    alternatives: all.map(({ from, mine: own }) => (own ? null : base.alternatives[from])),
    entities: Int32Array.from(all, (one) => (isSame(one) ? base.entities[one.from] : -1)),
    sources: all.map((one) => (isSame(one) ? base.sources[one.from] : 'user')),
    norms: all.map((one) => (isSame(one) ? base.norms[one.from] : null)),
    values: all.map((one) => (isSame(one) ? base.values[one.from] : null)),
    subtypes: all.map((one) => (isSame(one) ? base.subtypes[one.from] : null)),
  };
  return { ...columns, words: base.words, groups: groupMentions(columns, labels.length) };

  /** @param {{ span: Span, from: number }} one */
  function keepsSpan({ span, from }) {
    return from >= 0 && base.starts[from] === span.start && base.ends[from] === span.end;
  }

  /** @param {{ span: Span, from: number }} one whether the reader has only said yes to it, or nothing */
  function isSame(one) {
    return keepsSpan(one) && labels[base.types[one.from]].id === one.span.type;
  }
}

/**
 * How many of the spans before it hold each.
 * @param {readonly Span[]} spans in order of start, longest first
 * @returns {Uint8Array}
 */
function depthsOf(spans) {
  const depths = new Uint8Array(spans.length);
  /** @type {number[]} */
  const open = [];
  spans.forEach(({ start, end }, i) => {
    while (open.length > 0 && open[open.length - 1] <= start) open.pop();
    depths[i] = open.filter((until) => until >= end).length;
    open.push(end);
  });
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
