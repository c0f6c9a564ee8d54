// What the reader can do to the annotations. A command takes the state and, to be carried out, a dispatch;
// it says whether it applies: a button asks with the state alone.

import { spanAt } from './corrections.js';
import { isWhole } from './find.js';
import { countBelow, intervalsIn } from './intervals.js';
import { typeName } from './legend.js';
import { tagging } from './occurrences.js';
import { withWord } from './own-words.js';
import { undecided } from './review.js';
import { nextBorder, nextWord } from './snap.js';
import { isShown, neighbour } from './state.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {(action: import('./state.js').Action) => void} Dispatch */
/** @typedef {(state: State, dispatch?: Dispatch) => boolean} Command */

/**
 * Whether the tags shown are those of the text in the box, and no other tab is at them, so that they can be corrected.
 * @param {State} state
 * @returns {boolean}
 */
export function canCorrect({ result, text, locked }) {
  return result !== null && result.source === text && !locked;
}

/**
 * @param {State} state
 * @returns {import('./corrections.js').Span | null}
 */
function activeSpan(state) {
  if (!state.result || state.active < 0 || !canCorrect(state)) return null;
  return spanAt(state.result.found, state.labels, state.active);
}

/**
 * @param {State} state
 * @param {import('./corrections.js').Span} span
 * @returns {Record<string, string>} what a step is told with
 */
export function told(state, { start, end, type }) {
  const label = state.labels.find(({ id }) => id === type);
  const text = state.result?.found.text.slice(start, end) ?? '';
  return { text: text.length > 40 ? `${text.slice(0, 40)}…` : text, type: label ? typeName(label, state.lang) : type };
}

/**
 * Gives the active annotation another type; the same one says yes to it.
 * @param {string} type
 * @returns {Command}
 */
export function retag(type) {
  return (state, dispatch) => {
    const from = activeSpan(state);
    if (!from || !state.labels.some(({ id }) => id === type)) return false;
    if (from.type === type) return confirm(state, dispatch);
    const to = { ...from, type };
    dispatch?.({ type: 'correct', from, to, name: { key: 'saidRetagged', params: told(state, to) } });
    return true;
  };
}

/**
 * Says yes to the active annotation.
 * @type {Command}
 */
export function confirm(state, dispatch) {
  const span = activeSpan(state);
  if (!span || state.result?.found.confirmed[state.active]) return false;
  dispatch?.({ type: 'correct', from: span, to: span, name: { key: 'saidConfirmed', params: told(state, span) } });
  return true;
}

/**
 * Says yes to the active annotation and goes to the next.
 * @type {Command}
 */
export function confirmAndGo(state, dispatch) {
  if (!activeSpan(state)) return false;
  // A review goes on by itself; not where an edge has been moved.
  if (state.review) return confirm(state, dispatch) || skip(state, dispatch);
  confirm(state, dispatch);
  const next = neighbour(state, 1);
  // A yes changes no place in the reading order.
  if (next >= 0) dispatch?.({ type: 'activate', at: next, card: state.card });
  return true;
}

/**
 * Says yes to all that is suggested and shown, in one step.
 * @type {Command}
 */
export function confirmShown(state, dispatch) {
  if (!state.result || !canCorrect(state)) return false;
  const { found } = state.result;
  // Those that were skipped too: they are shown.
  const changes = undecided({ ...state, review: null }, isShown).map((at) => {
    const span = spanAt(found, state.labels, at);
    return { from: span, to: span };
  });
  if (changes.length === 0) return false;
  dispatch?.({ type: 'correct all', changes, name: { key: 'saidAllConfirmed', params: { count: changes.length } } });
  return true;
}

/**
 * In a review: leaves the active annotation for later.
 * @type {Command}
 */
export function skip(state, dispatch) {
  if (!state.review || state.active < 0) return false;
  dispatch?.({ type: 'skip' });
  return true;
}

/**
 * Takes the active annotation away.
 * @type {Command}
 */
export function remove(state, dispatch) {
  const from = activeSpan(state);
  if (!from) return false;
  dispatch?.({ type: 'correct', from, to: null, name: { key: 'saidRemoved', params: told(state, from) } });
  return true;
}

/**
 * Makes the active annotation what it may be instead.
 * @param {number} place among its alternatives
 * @returns {Command}
 */
export function takeAlternative(place) {
  return (state, dispatch) => {
    const from = activeSpan(state);
    const other = state.result?.found.alternatives[state.active]?.[place];
    if (!from || !other) return false;
    const to = { start: other.start, end: other.end, type: state.labels[other.type].id };
    dispatch?.({ type: 'correct', from, to, name: { key: 'saidRetagged', params: told(state, to) } });
    return true;
  };
}

/**
 * Moves the end, or the start, of the active annotation.
 * @param {{ start?: number, end?: number }} edge offsets in UTF-16 code units
 * @returns {Command}
 */
export function resize(edge) {
  return (state, dispatch) => {
    const from = activeSpan(state);
    if (!from) return false;
    const to = { ...from, ...edge };
    const same = to.start === from.start && to.end === from.end;
    if (same || to.start >= to.end || to.start < 0 || to.end > (state.result?.found.text.length ?? 0)) return false;
    dispatch?.({ type: 'correct', from, to, further: true, name: { key: 'saidResized', params: told(state, to) } });
    return true;
  };
}

/**
 * Adds an annotation. A suggestion of the very same letters gives way: it gets the type; what the reader has said of
 * them stays beside it.
 * @param {import('./corrections.js').Span} span
 * @returns {Command}
 */
export function add(span) {
  return (state, dispatch) => {
    const { result } = state;
    if (!result || !canCorrect(state) || span.start >= span.end) return false;
    const same = intervalsIn(result.intervals, span.start, span.end).filter(
      (at) => result.found.starts[at] === span.start && result.found.ends[at] === span.end,
    );
    const suggested = same.filter((at) => !result.found.confirmed[at]);
    const there = same.find((at) => state.labels[result.found.types[at]].id === span.type) ?? suggested.at(-1);
    if (there !== undefined) return retag(span.type)({ ...state, active: there }, dispatch);
    dispatch?.({ type: 'correct', from: null, to: span, name: { key: 'saidAdded', params: told(state, span) } });
    return true;
  };
}

/**
 * Selects the next word, or the one before: from what is selected, from the active annotation, or from where the
 * reader is.
 * @param {1 | -1} step
 * @returns {Command}
 */
export function walk(step) {
  return (state, dispatch) => {
    if (!state.result || !canCorrect(state)) return false;
    const { text, starts, ends } = state.result.found;
    const here = state.selected ?? (state.active < 0 ? null : { start: starts[state.active], end: ends[state.active] });
    const from = (step > 0 ? here?.end : here?.start) ?? Math.max(0, state.place);
    const word = nextWord(text, from, step);
    if (!word) return false;
    dispatch?.({ type: 'select', selected: { start: word[0], end: word[1] }, drawing: 'keys' });
    return true;
  };
}

/**
 * Whether lines run from right to left where the reader is.
 * @param {State} state
 */
export function rightToLeftAt({ result, place }) {
  if (!result) return true;
  const { paragraphStarts, paragraphRtl } = result.found;
  return paragraphRtl[Math.max(0, countBelow(paragraphStarts, place + 1) - 1)] === 1;
}

/**
 * Moves the near edge of what is selected, or of the active annotation, the way an arrow points.
 * @param {'left' | 'right'} arrow
 * @param {boolean} byWord
 * @param {boolean} other move the other edge
 * @returns {Command}
 */
export function moveEdge(arrow, byWord, other) {
  return (state, dispatch) => {
    const here = state.selected ?? activeSpan(state);
    if (!state.result || !here || !canCorrect(state)) return false;
    const { text, paragraphStarts, paragraphEnds, paragraphRtl } = state.result.found;
    const paragraph = countBelow(paragraphStarts, here.start + 1) - 1;
    const from = paragraphStarts[paragraph];
    const onward = (arrow === 'left') === (paragraphRtl[paragraph] === 1);
    const edge = (state.edge === 'start') === other ? 'end' : 'start';
    const line = text.slice(from, paragraphEnds[paragraph]);
    const to = { [edge]: from + nextBorder(line, here[edge] - from, onward ? 1 : -1, byWord, edge) };
    if (!state.selected) return resize(to)(state, dispatch);
    const { start, end } = { ...state.selected, ...to };
    if (start >= end || (start === here.start && end === here.end)) return false;
    dispatch?.({ type: 'select', selected: { start, end }, drawing: 'keys' });
    return true;
  };
}

/**
 * Does elsewhere what was just done here, in one step.
 * @type {Command}
 */
export function everywhere(state, dispatch) {
  if (!state.offer || !canCorrect(state)) return false;
  dispatch?.({ type: 'accept offer' });
  return true;
}

/**
 * What was taken away, and is offered to be tagged in no text any more.
 * @param {State} state
 * @returns {string | null}
 */
export function neverOffered({ offer, result }) {
  const from = offer?.name.key === 'saidNowhere' ? offer.changes[0].from : null;
  return result && from ? result.found.text.slice(from.start, from.end) : null;
}

/**
 * Has what was taken away never tagged again, here or in another text. The word can be taken from the list of the
 * reader's words; it is no step of this document.
 * @type {Command}
 */
export function neverAgain(state, dispatch) {
  const form = neverOffered(state);
  if (form === null) return false;
  dispatch?.({ type: 'words', words: withWord(state.words, { form, type: null }) });
  dispatch?.({ type: 'say', message: { key: 'saidNever', params: { text: form } } });
  return true;
}

/**
 * Gives all that was found by looking for it a type, in one step; of pieces of words, none.
 * @param {string} type
 * @returns {Command}
 */
export function tagHits(type) {
  return (state, dispatch) => {
    const { result, find, labels } = state;
    if (!result || !find || find.hits.length === 0 || !canCorrect(state)) return false;
    const { found, intervals } = result;
    const whole = find.hits.filter(({ start, end }) => find.regex || isWhole(found.text, start, end));
    const changes = whole.flatMap((hit) => tagging(found, intervals, labels, { ...hit, type }) ?? []);
    const text = find.query.length > 40 ? `${find.query.slice(0, 40)}…` : find.query;
    const params = { ...told(state, { start: 0, end: 0, type }), text };
    const rest = find.hits.length - changes.length;
    if (changes.length === 0) {
      dispatch?.({ type: 'say', message: { key: 'saidNoHitTagged', params } });
    } else {
      const name = { key: 'saidHitsTagged', params: { ...params, count: changes.length, rest } };
      dispatch?.({ type: 'correct all', changes, name });
    }
    return true;
  };
}

/**
 * Whether a step can be taken back, or again: corrections only while their tags are shown.
 * @param {State} state
 * @param {import('./history.js').Step | undefined} step
 */
function canStep(state, step) {
  if (!step) return false;
  const { before, after } = step;
  return before.text !== after.text || before.corrections === after.corrections || canCorrect(state);
}

/** @type {Command} */
export function undo(state, dispatch) {
  if (!canStep(state, state.past.at(-1))) return false;
  dispatch?.({ type: 'undo' });
  return true;
}

/** @type {Command} */
export function redo(state, dispatch) {
  if (!canStep(state, state.future.at(-1))) return false;
  dispatch?.({ type: 'redo' });
  return true;
}
