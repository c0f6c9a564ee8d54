// Two sets of tags of the same text: how far they agree, where they differ, and another annotator's read from a file.
// No DOM here.

import { anchored, NONE_ASTRAY } from './anchor.js';
import { cross, keyOf } from './corrections.js';
import { unitSpans } from './imported.js';

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
 * @typedef {object} Other another annotator's tags, as a file has them
 * @property {string} name of the file
 * @property {readonly Span[]} spans
 * @property {import('./state.js').Message | null} apart how its text is not the one that is shown; null: it is the same
 * @property {readonly import('./state.js').Message[]} reports what is not as it stood in the file
 *
 * @typedef {object} Comparison
 * @property {boolean} open
 * @property {string} text the one whose tags are compared
 * @property {Other | null} other from a file; null: what the engine has found
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
 * The tags that another annotator has left in documents of a file, in the text that is shown. Where its own is another
 * one, those that sit in the same words are theirs here too.
 * @param {string} name of the file
 * @param {readonly import('./engine-worker.js').ReadDocument[]} documents one at least
 * @param {string} text the one that is shown
 * @returns {Other | { problem: import('./state.js').Message }}
 */
export function otherTags(name, documents, text) {
  const same = documents.find((one) => one.text === text);
  const bare = same ? '' : withoutSpaces(text);
  const spaced = same ?? documents.find((one) => withoutSpaces(one.text) === bare);
  if (!spaced && documents.length > 1) {
    return { problem: { key: 'compareNoneSame', params: { name, count: documents.length } } };
  }
  const { json, text: theirs, reports } = spaced ?? documents[0];
  /** @type {import('./corrected-document.js').FileDocument} */
  const document = JSON.parse(json);
  const all = unitSpans(document).filter((_, i) => document.annotations[i].state !== 'rejected');
  const there = byKey(all);
  const spans = same ? [...there.values()] : spaced ? respaced(all, theirs, text) : sameWords(all, theirs, text);
  const parted = { name, text: partingOf(text, theirs) };
  if (!spaced && there.size > 0 && spans.length === 0) return { problem: { key: 'compareOtherText', params: parted } };
  const sorted = inReadingOrder(byKey(spans).values());
  if (isTooDeep(sorted)) return { problem: { key: 'compareTooDeep', params: { name } } };
  const counts = { count: sorted.length, of: there.size };
  const apart = same ? null : { key: spaced ? 'compareSpaces' : 'compareSomeText', params: { ...parted, ...counts } };
  return { name, spans: sorted, apart, reports };
}

/** @param {string} text */
function withoutSpaces(text) {
  return text.replace(/\s/gu, '');
}

/**
 * Spans of a text in one that has other spaces.
 * @param {readonly Span[]} spans
 * @param {string} from
 * @param {string} to
 * @returns {Span[]}
 */
function respaced(spans, from, to) {
  /** @type {number[]} for every code unit, and the end, how many before it are no spaces */
  const before = [0];
  for (const unit of from.split('')) before.push((before.at(-1) ?? 0) + (/\s/u.test(unit) ? 0 : 1));
  const places = Array.from(to.matchAll(/\S/g), ({ index }) => index);
  return spans.flatMap(({ start, end, type }) => {
    const [first, last] = [before[start], before[end] - 1];
    return first <= last ? [{ start: places[first], end: places[last] + 1, type }] : [];
  });
}

/**
 * Spans of a text that sit in the same words of another one.
 * @param {readonly Span[]} spans
 * @param {string} from
 * @param {string} to
 * @returns {Span[]}
 */
function sameWords(spans, from, to) {
  const { corrections } = anchored(
    spans.map((now) => ({ was: null, now })),
    NONE_ASTRAY,
    from,
    to,
  );
  return corrections.flatMap(({ now }) => now ?? []);
}

/**
 * Whether more tags lie in each other than anyone means.
 * @param {readonly Span[]} spans in reading order
 */
function isTooDeep(spans) {
  /** @type {Span[]} */
  let open = [];
  return spans.some((span) => {
    open = open.filter(({ end }) => end > span.start);
    open.push(span);
    return open.length > MOST_NESTED;
  });
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
