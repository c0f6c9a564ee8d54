// Two sets of tags of the same text: how far they agree, where they differ, and another annotator's read from a file.
// No DOM here.

import { cross, keyOf } from './corrections.js';

/** @typedef {import('./corrections.js').Span} Span */

/**
 * @typedef {object} Difference where the two do not say the same
 * @property {Span | null} mine
 * @property {Span | null} theirs
 */

/**
 * @typedef {object} TypeAgreement
 * @property {string} type
 * @property {number} both tags of the same edges and type in both
 * @property {number} mine tags in the first alone
 * @property {number} theirs tags in the second alone
 * @property {number} f1
 */

/**
 * @typedef {object} Agreement
 * @property {number | null} f1 over all tags; null: there are none
 * @property {number | null} kappa Cohen's, over the words, each with all the types that lie on it; null: chance alone
 *   would have them agree
 * @property {TypeAgreement[]} types those that either has, in the order of the first tag of each
 */

/**
 * @typedef {object} Comparison
 * @property {boolean} open
 * @property {string} text the one whose tags are compared
 * @property {{ name: string, spans: readonly Span[] } | null} other from a file; null: what the engine has found
 * @property {ReadonlySet<string>} kept differences that the reader has decided to leave as they are here
 */

/**
 * @typedef {{ type: 'compare', open: boolean }
 *   | { type: 'compare with', other: Comparison['other'] }
 *   | { type: 'keep', difference: Difference }} ComparisonAction
 */

/** Words and marks. */
const WORDS_AND_MARKS = /[\p{L}\p{M}\p{N}_]+|\S/gu;
/** Tags that lie in each other, at most. */
const MOST_NESTED = 64;

/**
 * @param {Difference} difference
 * @returns {string}
 */
export function differenceKey({ mine, theirs }) {
  return `${mine ? keyOf(mine) : ''}|${theirs ? keyOf(theirs) : ''}`;
}

/**
 * @param {Comparison | null} comparison
 * @param {string} text the one that is shown
 * @param {ComparisonAction} action
 * @returns {Comparison | null}
 */
export function compared(comparison, text, action) {
  // Another's tags are of no other text.
  const same = comparison?.text === text ? comparison : { open: false, text, other: null, kept: new Set() };
  switch (action.type) {
    case 'compare':
      return { ...same, open: action.open };
    case 'compare with':
      return { ...same, other: action.other, kept: new Set() };
    case 'keep': {
      const kept = new Set(same.kept);
      const key = differenceKey(action.difference);
      if (!kept.delete(key)) kept.add(key);
      return { ...same, kept };
    }
  }
}

/**
 * In reading order, what holds another before it.
 * @param {Iterable<Span>} spans
 * @returns {Span[]}
 */
function inReadingOrder(spans) {
  return [...spans].sort(
    (a, b) => a.start - b.start || b.end - a.end || Number(a.type > b.type) - Number(a.type < b.type),
  );
}

/**
 * @param {readonly Span[]} spans
 * @returns {Map<string, Span>}
 */
function byKey(spans) {
  return new Map(spans.map((span) => [keyOf(span), span]));
}

/**
 * Puts together, in one pass over both, what fits; each goes into one pair at most.
 * @param {readonly Span[]} mine in reading order
 * @param {readonly Span[]} theirs in reading order
 * @param {(a: Span, b: Span) => boolean} fits
 * @returns {{ pairs: Difference[], mine: Span[], theirs: Span[] }} the rest in reading order
 */
function pairedUp(mine, theirs, fits) {
  const pairs = [];
  const rest = { mine: /** @type {Span[]} */ ([]), theirs: /** @type {Span[]} */ ([]) };
  let i = 0;
  let k = 0;
  while (i < mine.length && k < theirs.length) {
    if (fits(mine[i], theirs[k])) {
      pairs.push({ mine: mine[i], theirs: theirs[k] });
      i += 1;
      k += 1;
    } else if (mine[i].end < theirs[k].end || (mine[i].end === theirs[k].end && mine[i].start < theirs[k].start)) {
      rest.mine.push(mine[i]);
      i += 1;
    } else {
      rest.theirs.push(theirs[k]);
      k += 1;
    }
  }
  rest.mine.push(...mine.slice(i));
  rest.theirs.push(...theirs.slice(k));
  return { pairs, ...rest };
}

/**
 * Where two sets differ, in reading order. What is most likely meant for the same stands side by side: the same letters
 * with another type; the same type with other edges; tags that cross.
 * @param {readonly Span[]} mine
 * @param {readonly Span[]} theirs
 * @returns {Difference[]}
 */
export function differences(mine, theirs) {
  const [ours, others] = [byKey(mine), byKey(theirs)];
  /** @type {Difference[]} */
  const found = [];

  /** @type {Map<string, Span[]>} */
  const byPlace = new Map();
  const theirsAlone = inReadingOrder([...others.values()].filter((span) => !ours.has(keyOf(span))));
  for (const span of theirsAlone) {
    const place = `${span.start} ${span.end}`;
    const there = byPlace.get(place);
    if (there) there.push(span);
    else byPlace.set(place, [span]);
  }
  /** @type {Set<Span>} */
  const taken = new Set();
  const mineLeft = inReadingOrder([...ours.values()].filter((span) => !others.has(keyOf(span)))).filter((span) => {
    const same = byPlace.get(`${span.start} ${span.end}`)?.shift();
    if (!same) return true;
    taken.add(same);
    found.push({ mine: span, theirs: same });
    return false;
  });
  const theirsLeft = theirsAlone.filter((span) => !taken.has(span));

  const rest = { mine: /** @type {Span[]} */ ([]), theirs: /** @type {Span[]} */ ([]) };
  for (const type of new Set([...mineLeft, ...theirsLeft].map((span) => span.type))) {
    /** @param {Span} span */
    const isOfType = (span) => span.type === type;
    const overlaps = (/** @type {Span} */ a, /** @type {Span} */ b) => a.start < b.end && b.start < a.end;
    const paired = pairedUp(mineLeft.filter(isOfType), theirsLeft.filter(isOfType), overlaps);
    found.push(...paired.pairs);
    rest.mine.push(...paired.mine);
    rest.theirs.push(...paired.theirs);
  }
  const crossing = pairedUp(inReadingOrder(rest.mine), inReadingOrder(rest.theirs), cross);
  found.push(...crossing.pairs);
  found.push(...crossing.mine.map((span) => ({ mine: span, theirs: null })));
  found.push(...crossing.theirs.map((span) => ({ mine: null, theirs: span })));

  const at = (/** @type {Difference} */ { mine: a, theirs: b }) => ({
    start: Math.min(a?.start ?? Infinity, b?.start ?? Infinity),
    end: Math.max(a?.end ?? 0, b?.end ?? 0),
  });
  return found.sort((a, b) => at(a).start - at(b).start || at(b).end - at(a).end);
}

/**
 * How far two sets of tags of one text agree.
 * @param {readonly Span[]} mine
 * @param {readonly Span[]} theirs
 * @param {string} text
 * @returns {Agreement}
 */
export function agreement(mine, theirs, text) {
  const [ours, others] = [byKey(mine), byKey(theirs)];
  /** @type {Map<string, Omit<TypeAgreement, 'f1'>>} */
  const types = new Map();
  for (const { type } of inReadingOrder([...ours.values(), ...others.values()])) {
    if (!types.has(type)) types.set(type, { type, both: 0, mine: 0, theirs: 0 });
  }
  let both = 0;
  for (const [key, { type }] of ours) {
    const row = /** @type {Omit<TypeAgreement, 'f1'>} */ (types.get(type));
    if (others.has(key)) both += 1;
    row[others.has(key) ? 'both' : 'mine'] += 1;
  }
  for (const [key, { type }] of others) {
    if (!ours.has(key)) /** @type {Omit<TypeAgreement, 'f1'>} */ (types.get(type)).theirs += 1;
  }
  const tags = ours.size + others.size;
  const words = Array.from(text.matchAll(WORDS_AND_MARKS), ({ 0: word, index }) => [index, index + word.length]);
  return {
    f1: tags === 0 ? null : (2 * both) / tags,
    kappa: kappaOf(typesOnWords(ours.values(), words), typesOnWords(others.values(), words)),
    types: [...types.values()].map((row) => ({ ...row, f1: (2 * row.both) / (2 * row.both + row.mine + row.theirs) })),
  };
}

/**
 * For every word the types of the tags that lie on it, the outermost first.
 * @param {Iterable<Span>} spans
 * @param {number[][]} words where each begins and ends
 * @returns {string[]}
 */
function typesOnWords(spans, words) {
  const sorted = inReadingOrder(spans);
  /** @type {Span[]} */
  let open = [];
  let next = 0;
  return words.map(([start, end]) => {
    while (next < sorted.length && sorted[next].start < end) {
      open.push(sorted[next]);
      next += 1;
    }
    // Most words of a text are no one's.
    if (open.length === 0) return '';
    open = open.filter((span) => span.end > start);
    return open.map(({ type }) => type).join(' ');
  });
}

/**
 * Cohen's kappa of two judgements on the same things.
 * @param {readonly string[]} a
 * @param {readonly string[]} b
 * @returns {number | null}
 */
function kappaOf(a, b) {
  /** @type {Map<string, [number, number]>} how often each has said it */
  const said = new Map();
  let same = 0;
  /** @param {string} what @param {0 | 1} who */
  const count = (what, who) => {
    const counts = said.get(what);
    if (counts) counts[who] += 1;
    else said.set(what, who === 0 ? [1, 0] : [0, 1]);
  };
  for (let i = 0; i < a.length; i += 1) {
    if (a[i] === b[i]) same += 1;
    count(a[i], 0);
    count(b[i], 1);
  }
  let chance = 0;
  for (const [one, other] of said.values()) chance += one * other;
  const all = a.length ** 2;
  return all === chance ? null : (same * a.length - chance) / (all - chance);
}

/**
 * The tags of a `wassam-document/1` file of the same text, offsets in UTF-16 code units; or what is wrong with it.
 * @param {string} name
 * @param {string} json
 * @param {string} text the one that is shown
 * @returns {{ spans: Span[] } | { problem: import('./state.js').Message }}
 */
export function readTags(name, json, text) {
  const not = { problem: { key: 'compareNotDocument', params: { name } } };
  let document;
  try {
    document = JSON.parse(json);
  } catch {
    return not;
  }
  const { format, offset_unit: unit, text: theirs, annotations } = Object(document);
  if (format !== 'wassam-document/1' || unit !== 'code-point') return not;
  if (typeof theirs !== 'string' || !Array.isArray(annotations)) return not;
  if (theirs !== text) {
    return { problem: { key: 'compareOtherText', params: { name, text: partingOf(text, theirs) } } };
  }

  /** @type {number[]} for every code point, and the end, the code units before it */
  const units = [];
  let before = 0;
  for (const character of text) {
    units.push(before);
    before += character.length;
  }
  units.push(before);
  /** @type {Map<string, Span>} */
  const spans = new Map();
  for (const [i, one] of annotations.entries()) {
    const { start: from, end: to, type, text: quote, state, id } = Object(one);
    const [start, end] = [from, to].map((at) => (Number.isInteger(at) ? (units[at] ?? -1) : -1));
    const fits = start >= 0 && start < end && text.slice(start, end) === quote;
    if (!fits || typeof type !== 'string' || !/^\S{1,64}$/.test(type)) {
      return { problem: { key: 'compareBroken', params: { name, tag: String(id ?? i + 1).slice(0, 40) } } };
    }
    const span = { start, end, type };
    if (state !== 'rejected') spans.set(keyOf(span), span);
  }
  const sorted = inReadingOrder(spans.values());
  /** @type {Span[]} */
  let open = [];
  for (const span of sorted) {
    open = open.filter(({ end }) => end > span.start);
    open.push(span);
    if (open.length > MOST_NESTED) return not;
  }
  return { spans: sorted };
}

/**
 * Some words from where two texts part.
 * @param {string} text
 * @param {string} other
 * @returns {string}
 */
function partingOf(text, other) {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  const from = text.lastIndexOf(' ', at - 1) + 1;
  // Where one ends and the other goes on.
  const rest = text.slice(from, from + 40).trim() || other.slice(from, from + 40).trim();
  return [...rest].slice(0, 30).join('');
}
