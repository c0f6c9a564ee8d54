// The page's one state: immutable, changed by `reduce` alone. No DOM here; tested in Node.

import { anchored, NONE_ASTRAY } from './anchor.js';
import { compared } from './compare.js';
import { corrected, correctedAll, keyOf, placeOf, spanAt, withCorrections } from './corrections.js';
import { firstFrom, sought } from './find.js';
import { NO_STEPS, withStep } from './history.js';
import { edited, withKnownTypes } from './imported.js';
import { buildIntervals, countBelow } from './intervals.js';
import { DEFAULT_KEYS } from './keys.js';
import { elsewhere, resizedElsewhere } from './occurrences.js';
import { groupOf, NO_TYPES, withTypes, withTypesOf } from './own-types.js';
import { withWords } from './own-words.js';
import { leastCertain, NO_FILTER, passes, undecided } from './review.js';

/** @typedef {'ar' | 'en'} Lang */
/** @typedef {'auto' | 'light' | 'dark'} Theme */
/** @typedef {'starting' | 'ready' | 'failed'} EngineStatus */
/**
 * How loading the trained model goes: bytes so far and in all, 0 where that is not known yet. Until it is ready,
 * and after it has failed, names are found by lists and rules alone.
 * @typedef {{ status: 'waiting' }
 *   | { status: 'loading', loaded: number, total: number }
 *   | { status: 'ready', name: string }
 *   | { status: 'failed', fault: 'modelMissing' | 'modelDamaged', dismissed: boolean }} ModelState
 */
/** @typedef {'found' | 'values' | 'timeline' | 'check'} Tab what is shown beside the text */
/** @typedef {{ by: 'place' | 'value', down: boolean }} Sort how the table of values is sorted */

/**
 * @typedef {object} Message something to say, as a key into the strings
 * @property {string} key
 * @property {Record<string, string | number | Message>} [params]
 */

/**
 * @typedef {object} Result what the engine found, with what is derived from it once
 * @property {string} source the text it was found in, as it was in the box
 * @property {string} reference the reference date that it was asked for with, '' for none
 * @property {import('./imported.js').Imported | null} imported what was annotated elsewhere, as it was asked for with
 * @property {string | null} model the trained model that took part
 * @property {boolean} partial only the head of the text has been tagged yet; the whole is under way
 * @property {number} elapsed milliseconds in the worker
 * @property {import('./pack.js').Found} base as the engine gave it
 * @property {Corrections} all the reader's corrections, and what the reader's words say beside them
 * @property {import('./pack.js').Found} found as the engine gave it, with all of those
 * @property {import('./intervals.js').Intervals} intervals
 */

/** @typedef {import('./corrections.js').Corrections} Corrections */
/** @typedef {import('./corrections.js').Span} Span */

/** @typedef {import('./history.js').Step} Step */

/**
 * @typedef {object} State
 * @property {Lang} lang
 * @property {Theme} theme
 * @property {boolean} keys single-key shortcuts are on
 * @property {import('./keys.js').KeyMap} keymap which key does what
 * @property {EngineStatus} engine
 * @property {ModelState} model
 * @property {string} version
 * @property {readonly import('./pack.js').Label[]} engineLabels the engine's types as it names them
 * @property {import('./own-types.js').TypeSet} types the reader's own types, and own names for the engine's
 * @property {readonly import('./pack.js').Label[]} labels all types, the engine's first
 * @property {string} document the id of the document that is shown
 * @property {string} seed what begins the ids of the documents made by this page
 * @property {number} serial how many those are
 * @property {readonly import('./storage.js').Summary[]} documents all that are kept, the latest first
 * @property {boolean} locked another tab is at the document: here it can only be read
 * @property {boolean} shelf the shelf is open
 * @property {{ done: number, of: number } | null} opening files being opened; of: 0 while that is not known
 * @property {string} text what is in the box
 * @property {boolean} editing the box is open
 * @property {boolean} readWhenDone close the box as soon as the tags are there
 * @property {string} reference the date that relative dates count from, as the reader chose it: ISO 8601, '' for none
 * @property {Tab} tab
 * @property {Sort} sort
 * @property {string | null} working the text being annotated
 * @property {string | null} declined the text that was cancelled or failed: not tried again unasked
 * @property {Result | null} result
 * @property {Corrections} corrections what the reader has put right
 * @property {readonly import('./own-words.js').Word[]} words forms that always have a type, or never a tag
 * @property {readonly import('./anchor.js').Astray[]} astray of it, that of which the words are no longer in the text
 * @property {import('./imported.js').Imported | null} imported what was annotated elsewhere; null: the engine's tags alone
 * @property {{ changes: readonly import('./occurrences.js').Change[], name: Message } | null} offer what was just done, to be done elsewhere
 * @property {import('./occurrences.js').Each | null} each going through where it may be done elsewhere, place by place
 * @property {boolean} typing the last step is a text that is still being written
 * @property {readonly Step[]} past what can be undone, the latest last
 * @property {readonly Step[]} future what can be done again, the next last
 * @property {ReadonlySet<string>} hidden types not shown
 * @property {import('./review.js').Filter} filter which annotations of the other types are shown
 * @property {import('./review.js').Review | null} review going through what is suggested
 * @property {number} active annotation the reader is at, -1 for none
 * @property {number} place where in the text the reader is, in UTF-16 code units, also with nothing active; -1: nowhere yet
 * @property {'start' | 'end'} edge the active annotation's edge that is moved
 * @property {boolean} card the active annotation's card is open
 * @property {{ start: number, end: number } | null} selected what is selected of the text, to be tagged
 * @property {'pointer' | 'keys' | null} drawing how the selection is still being made; null: it stands
 * @property {readonly number[]} hover annotations pointed at, in the text or in the list
 * @property {{ at: number, turn: number } | null} flash annotation last jumped to
 * @property {import('./find.js').Find | null} find what is looked for in the text; null: the bar is closed
 * @property {import('./find.js').Wanted} sought what was looked for last
 * @property {import('./compare.js').Comparison | null} comparison the tags held against others
 * @property {{ what: import('./jump.js').JumpWhat, arabic: boolean } | null} jump labels are shown to go to by keys, in Arabic letters
 *   or Latin ones
 * @property {boolean} outline the list goes by the order of the text, not by types
 * @property {boolean} sheet the list is open, on a narrow screen
 * @property {boolean} help the sheet of shortcuts is open
 * @property {boolean} newer another version of the page is there to take over
 * @property {Message | null} problem
 * @property {(Message & { turn: number }) | null} said last thing said to screen readers
 */

/**
 * @typedef {{ type: 'engine started', labels: readonly import('./pack.js').Label[], version: string }
 *   | { type: 'engine failed', message: string }
 *   | { type: 'engine restarting' }
 *   | { type: 'model', model: ModelState }
 *   | { type: 'retry' }
 *   | { type: 'text', text: string, from: 'typing' | 'paste' | 'file' | 'sample' | 'shelf', editing?: boolean, reference?: string, corrections?: Corrections, astray?: State['astray'], imported?: State['imported'] }
 *   | { type: 'open document', id: string, work: import('./storage.js').SavedWork }
 *   | { type: 'documents', documents: State['documents'] }
 *   | { type: 'locked', locked: boolean }
 *   | { type: 'shelf', open: boolean }
 *   | { type: 'opening', opening: State['opening'] }
 *   | { type: 'reference', date: string }
 *   | { type: 'suggestions', on: boolean }
 *   | { type: 'tab', tab: Tab }
 *   | { type: 'sort', by: Sort['by'] }
 *   | { type: 'annotating', text: string }
 *   | { type: 'annotated', source: string, reference?: string, imported?: State['imported'], model?: string | null, partial?: boolean, found: import('./pack.js').Found, elapsed: number }
 *   | { type: 'annotating failed', message: string }
 *   | { type: 'cancelled' }
 *   | { type: 'correct', from: Span | null, to: Span | null, name: Message, further?: boolean }
 *   | { type: 'accept offer' }
 *   | { type: 'decline offer' }
 *   | { type: 'each' }
 *   | { type: 'each answer', yes: boolean }
 *   | { type: 'forget astray' }
 *   | { type: 'words', words: State['words'] }
 *   | { type: 'types', types: State['types'] }
 *   | { type: 'take types' }
 *   | { type: 'correct all', changes: readonly import('./occurrences.js').Change[], name: Message }
 *   | { type: 'restore', correction: import('./corrections.js').Correction }
 *   | { type: 'filter', filter: import('./review.js').Filter }
 *   | { type: 'review', on: boolean }
 *   | { type: 'skip' }
 *   | { type: 'find', wanted: import('./find.js').Wanted | null }
 *   | { type: 'found', wanted: import('./find.js').Wanted, hits: readonly import('./find.js').Hit[], problem: Message | null }
 *   | { type: 'go to hit', step: 1 | -1 }
 *   | import('./compare.js').ComparisonAction
 *   | { type: 'select', selected: State['selected'], drawing?: State['drawing'] }
 *   | { type: 'undo' }
 *   | { type: 'redo' }
 *   | { type: 'edit' }
 *   | { type: 'read' }
 *   | { type: 'clear' }
 *   | { type: 'activate', at: number, card: boolean, edge?: State['edge'], flash?: boolean }
 *   | { type: 'edge', edge: State['edge'] }
 *   | { type: 'close card' }
 *   | { type: 'leave', place?: number }
 *   | { type: 'hover', at: readonly number[] }
 *   | { type: 'toggle type', id: string }
 *   | { type: 'toggle group', group: string }
 *   | { type: 'show types', ids: 'all' | 'none' }
 *   | { type: 'jump', jump: State['jump'] }
 *   | { type: 'outline', on: boolean }
 *   | { type: 'sheet', open: boolean }
 *   | { type: 'help', open: boolean }
 *   | { type: 'newer version', there: boolean }
 *   | { type: 'keys', on: boolean }
 *   | { type: 'keymap', keymap: State['keymap'] }
 *   | { type: 'lang', lang: Lang }
 *   | { type: 'theme', theme: Theme }
 *   | { type: 'problem', problem: Message | null }
 *   | { type: 'say', message: Message }} Action
 */

/** @type {readonly number[]} */
const NOTHING_HOVERED = [];
/** @type {Corrections} */
const NO_CORRECTIONS = [];

/** @returns {State} */
export function initialState() {
  return {
    lang: 'ar',
    theme: 'auto',
    keys: true,
    keymap: DEFAULT_KEYS,
    engine: 'starting',
    model: { status: 'waiting' },
    version: '',
    engineLabels: [],
    types: NO_TYPES,
    labels: [],
    document: 'page-0',
    seed: 'page',
    serial: 0,
    documents: [],
    locked: false,
    shelf: false,
    opening: null,
    text: '',
    editing: true,
    readWhenDone: false,
    reference: '',
    tab: 'found',
    sort: { by: 'place', down: false },
    working: null,
    declined: null,
    result: null,
    corrections: NO_CORRECTIONS,
    words: [],
    astray: NONE_ASTRAY,
    imported: null,
    offer: null,
    each: null,
    typing: false,
    past: NO_STEPS,
    future: NO_STEPS,
    hidden: new Set(),
    filter: NO_FILTER,
    review: null,
    active: -1,
    place: -1,
    edge: 'end',
    card: false,
    selected: null,
    drawing: null,
    hover: NOTHING_HOVERED,
    flash: null,
    find: null,
    sought: { query: '', whole: false, regex: false },
    comparison: null,
    jump: null,
    outline: false,
    sheet: false,
    help: false,
    newer: false,
    problem: null,
    said: null,
  };
}

/**
 * @param {State} state
 * @param {Message} message
 * @returns {State}
 */
function saying(state, message) {
  return { ...state, said: { ...message, turn: (state.said?.turn ?? 0) + 1 } };
}

/**
 * Nothing active, nothing pointed at.
 * @param {State} state
 * @returns {State}
 */
function unpointed(state) {
  return { ...state, active: -1, card: false, selected: null, drawing: null, hover: NOTHING_HOVERED, flash: null };
}

/**
 * Whether the annotation is of a type that is shown.
 * @param {State} state
 * @param {number} at
 * @returns {boolean}
 */
export function isShown(state, at) {
  if (!state.result) return false;
  const { found } = state.result;
  return !state.hidden.has(state.labels[found.types[at]]?.id) && passes(state.filter, found, at);
}

/**
 * Whether the tags shown are the best that can be had of the text in the box.
 * Those found with a model stay while an engine that has started afresh has none.
 * @param {State} state
 * @returns {boolean}
 */
export function isUpToDate({ text, reference, imported, result, model }) {
  if (result?.source !== text || result.reference !== reference || result.imported !== imported) return false;
  if (result.partial) return false;
  return model.status !== 'ready' || result.model === model.name;
}

/**
 * The annotation that is the same as `at` was in the result before: same span, same type.
 * @param {State} before
 * @param {Result} result
 * @returns {number}
 */
function sameAnnotation(before, result) {
  const was = before.result?.found;
  if (!was || before.active < 0) return -1;
  const start = was.starts[before.active];
  const { starts, ends, types } = result.found;
  for (let i = countBelow(starts, start); i < starts.length && starts[i] === start; i += 1) {
    if (ends[i] === was.ends[before.active] && types[i] === was.types[before.active]) return i;
  }
  return -1;
}

/**
 * The problem that outlasts a change of the text: one that the change does not mend.
 * @param {State} state
 * @returns {Message | null}
 */
function lastingProblem({ problem }) {
  return problem && ['engineFailed', 'storageFull', 'storageBlocked'].includes(problem.key) ? problem : null;
}

/**
 * @param {State} state
 * @param {Extract<Action, { type: 'text' }>} given
 * @returns {State}
 */
function withText(state, given) {
  const { corrections: said = NO_CORRECTIONS, imported: read = null } = given;
  const action = read ? { ...given, ...withKnownTypes({ corrections: said, imported: read }, state.types.own) } : given;
  const blank = action.text.trim() === '';
  const typed = action.from === 'typing';
  const stay = typed || action.editing === true;
  // In a text that is edited the corrections stay at their words; another text has its own; the same keeps them.
  const same = action.text === state.text && !action.corrections && !action.imported;
  // Of what was annotated elsewhere what is certain stays at its words too.
  const before = typed && !same ? edited(state) : state;
  const { corrections, astray } =
    (typed && !blank) || same
      ? anchored(before.corrections, state.astray, state.text, action.text)
      : { corrections: action.corrections ?? NO_CORRECTIONS, astray: action.astray ?? NONE_ASTRAY };
  // What was there stays on the shelf.
  const other = !typed && !same && action.from !== 'shelf' && state.text.trim() !== '';
  const next = {
    ...(other ? inNewDocument(state) : state),
    text: action.text,
    corrections,
    astray,
    imported: (typed && !blank) || same ? before.imported : (action.imported ?? null),
    offer: null,
    each: null,
    place: typed ? state.place : -1,
    // Another article has another date.
    reference: typed ? state.reference : (action.reference ?? ''),
    problem: lastingProblem(state),
    // A text that comes whole closes the box once it is tagged; one that is being typed does not.
    editing: state.editing || stay || !state.result,
    readWhenDone: !blank && !stay,
  };
  const name = { key: typed ? 'step edited' : 'step replaced' };
  const shown = blank ? unpointed({ ...next, editing: true, result: null }) : laidOver(next, state);
  const after = withStep(state, shown, name, typed);
  const lost = typed && !blank && astray.length > state.astray.length;
  return lost ? saying(after, { key: 'astrayText', params: { count: astray.length } }) : after;
}

/**
 * The state in a document of its own, on which there is nothing yet.
 * @param {State} state
 * @returns {State}
 */
function inNewDocument(state) {
  const serial = state.serial + 1;
  return { ...state, document: `${state.seed}-${serial}`, serial, locked: false };
}

/**
 * The state with a document from the shelf, as it was left. What was done to another cannot be undone here.
 * @param {State} state
 * @param {Extract<Action, { type: 'open document' }>} action
 * @returns {State}
 */
function withDocument(state, { id, work }) {
  const { text, editing, reference, corrections, astray, imported } = work;
  const kept = state.document === id;
  const empty = {
    ...unpointed(state),
    document: id,
    locked: kept && state.locked,
    text: '',
    reference: '',
    corrections: NO_CORRECTIONS,
    astray: NONE_ASTRAY,
    imported: null,
    result: kept ? state.result : null,
    editing: !kept || state.editing,
    declined: null,
    offer: null,
    find: null,
    review: null,
    each: null,
    typing: false,
    place: -1,
    past: NO_STEPS,
    future: NO_STEPS,
  };
  return withText(empty, { type: 'text', text, from: 'shelf', editing, reference, corrections, astray, imported });
}

/**
 * The state with other corrections, and the reader at the annotation `at`.
 * @param {State} state
 * @param {Corrections} corrections
 * @param {Span | null} at
 * @returns {State}
 */
function withOthers(state, corrections, at) {
  if (!state.result) return { ...state, corrections };
  const result = resultWith(state.result, corrections, state);
  const active = at ? placeOf(result.found, state.labels, at) : -1;
  const place = at ? at.start : state.place;
  return { ...unpointed(state), corrections, result, active, place, card: state.card && active >= 0, offer: null };
}

/**
 * The state with the work as it was before a step, or after it.
 * @param {State} state
 * @param {import('./history.js').Work} from as it is now
 * @param {import('./history.js').Work} to
 * @returns {State}
 */
function withWork(state, from, to) {
  const { document, text, reference, corrections, astray, imported } = to;
  if (text === state.text) {
    const next = withOthers(state, corrections, changedIn(from.corrections, corrections));
    return { ...next, document, reference, astray, imported, declined: null, typing: false };
  }
  const blank = text.trim() === '';
  const next = unpointed({
    ...state,
    document,
    text,
    reference,
    corrections,
    astray,
    imported,
    offer: null,
    each: null,
    typing: false,
    place: -1,
    declined: null,
    result: blank ? null : state.result,
    editing: state.editing || blank,
    // Who was reading reads on.
    readWhenDone: !blank && (!state.editing || state.text.trim() === ''),
  });
  return laidOver(next, state);
}

/**
 * The state after another text has come. Where the tags shown are those of that very text, as when it comes back before
 * the engine has looked at the other, they are shown as corrected now.
 * @param {State} next
 * @param {State} state before
 * @returns {State}
 */
function laidOver(next, state) {
  if (next.result?.source !== next.text || (next.text === state.text && next.corrections === state.corrections))
    return next;
  return unpointed({ ...next, result: resultWith(next.result, next.corrections, next) });
}

/**
 * What was found, with the reader's words and corrections laid over it.
 * @param {Omit<Result, 'all' | 'found' | 'intervals'>} result
 * @param {Corrections} corrections
 * @param {Pick<State, 'labels' | 'words'>} state
 * @returns {Result}
 */
function resultWith(result, corrections, { labels, words }) {
  const { base } = result;
  const all = withWords(words, base, buildIntervals(base.starts, base.ends), labels, corrections);
  const found = withCorrections(base, all, labels);
  return { ...result, all, found, intervals: buildIntervals(found.starts, found.ends) };
}

/**
 * In a review, the state with the reader at the least certain of what is left; where nothing is left, it is over.
 * @param {State} state
 * @returns {State}
 */
function reviewed(state) {
  if (!state.review || !state.result) return state;
  const { found } = state.result;
  const next = leastCertain(found, undecided(state, isShown));
  if (next < 0) return saying({ ...state, review: null }, { key: 'saidReviewed' });
  return { ...state, active: next, place: found.starts[next], edge: 'end', selected: null, drawing: null };
}

/**
 * The state after many changes made in one go, as one step.
 * @param {State} state
 * @param {readonly import('./occurrences.js').Change[]} changes
 * @param {Message} name what is said of them; its step's name is `step …`
 * @returns {State}
 */
function withChanges(state, changes, name) {
  const after = correctedAll(state.corrections, changes);
  const active = state.result && state.active >= 0 ? spanAt(state.result.found, state.labels, state.active) : null;
  const next = withOthers(state, after, active);
  return saying(withStep(state, next, { key: `step ${name.key}`, params: name.params }), name);
}

/**
 * What was just done, for where the same words stand elsewhere: a type given, or a tag taken away.
 * @param {State} state after it
 * @param {Extract<Action, { type: 'correct' }>} action
 * @returns {State['offer']}
 */
function offerAfter({ result, labels }, { from, to, name }) {
  // Elsewhere is not known yet where only the head is tagged.
  if (!result || result.partial) return null;
  const resized = from && to && (from.start !== to.start || from.end !== to.end);
  const confirmed = from && to && from.type === to.type && !resized;
  if (confirmed) return null;
  const changes = resized
    ? resizedElsewhere(result.found, result.intervals, labels, { from, to })
    : elsewhere(result.found, result.intervals, labels, { from, to });
  if (changes.length === 0) return null;
  const params = { ...name.params, count: changes.length };
  const key = resized ? 'saidResizedEverywhere' : to ? 'saidEverywhere' : 'saidNowhere';
  return { changes, name: { key, params } };
}

/** What is said of one place of what is said of all. @type {Record<string, string>} */
const ONE_OF = { saidEverywhere: 'saidRetagged', saidNowhere: 'saidRemoved', saidResizedEverywhere: 'saidResized' };

/**
 * The state at the next place to be asked about; where none is left, nothing is asked.
 * @param {State} state
 * @returns {State}
 */
function atEach(state) {
  const [next] = state.each?.left ?? [];
  const span = next?.to ?? next?.from;
  if (!span) return { ...state, each: null };
  return { ...unpointed(state), place: span.start };
}

/**
 * The annotation that a step made of another, by what it changed: for the reader to see what was undone.
 * @param {Corrections} before
 * @param {Corrections} after
 * @returns {Span | null}
 */
function changedIn(before, after) {
  const other = after.find((one) => !before.includes(one)) ?? before.find((one) => !after.includes(one));
  if (!other) return null;
  return after.includes(other) ? (other.now ?? other.was) : other.was;
}

/**
 * @param {State} state
 * @param {Extract<Action, { type: 'annotated' }>} action
 * @returns {State}
 */
function withResult(state, action) {
  // The box was emptied while the worker was at it.
  if (state.text.trim() === '') return { ...state, working: null };
  const { partial = false } = action;
  // The head of a text that is not wanted any more is none of the one that is.
  if (partial && action.source !== state.text) return state;
  const result = resultWith(
    {
      source: action.source,
      reference: action.reference ?? '',
      imported: action.imported ?? null,
      model: action.model ?? null,
      partial,
      elapsed: action.elapsed,
      base: action.found,
    },
    // Those of the text in the box: where it has been typed in since, it is looked at again at once.
    action.source === state.text ? state.corrections : NO_CORRECTIONS,
    state,
  );
  const active = sameAnnotation(state, result);
  const sameText = result.found.text === state.result?.found.text;
  const next = {
    ...unpointed(state),
    active,
    // What is being selected when the engine answers again, as once the model has come, stays so.
    selected: sameText ? state.selected : null,
    drawing: sameText ? state.drawing : null,
    card: state.card && active >= 0,
    working: partial ? state.working : null,
    result,
    find: state.find && !sameText ? sought(state.find, result.found.text, state.place) : state.find,
    // What is said of the files that it came with is not mended by it.
    problem: state.problem?.key === 'annotatingFailed' ? null : state.problem,
  };
  if (state.readWhenDone && action.source === state.text) {
    next.editing = false;
    next.readWhenDone = false;
  }
  if (partial) return saying(next, { key: 'saidHead' });
  const count = result.found.starts.length;
  const before = state.result?.partial ? null : state.result;
  // What the reader did not ask for is said only where there is news.
  const same = before?.source === result.source && before.reference === result.reference;
  if (same && before.found.starts.length === count) return next;
  return saying(next, { key: 'saidFound', params: { count } });
}

/**
 * Whether the text being annotated is the one that is shown with its tags: the model has come, or another date.
 * @param {State} state
 * @returns {boolean}
 */
function isReread({ working, result }) {
  return result !== null && !result.partial && result.source === working;
}

/**
 * The state without the tags of a head whose rest does not come: a part is not to be taken for the whole.
 * @param {State} state
 * @returns {State}
 */
function withoutPart(state) {
  return state.result?.partial ? unpointed({ ...state, result: null, review: null, editing: true }) : state;
}

/** What of the state labels stand on: when it is another they are none any more. */
const UNDER_LABELS = /** @type {const} */ ([
  'result',
  'active',
  'selected',
  'card',
  'editing',
  'find',
  'review',
  'each',
  'hidden',
  'filter',
  'lang',
  'shelf',
  'help',
  'comparison',
]);

/**
 * The next state. Pure.
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduce(state, action) {
  const next = reduced(state, action);
  const ends = next.jump && action.type !== 'jump' && UNDER_LABELS.some((key) => next[key] !== state[key]);
  return ends ? { ...next, jump: null } : next;
}

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
function reduced(state, action) {
  switch (action.type) {
    case 'engine started':
      return {
        ...state,
        engine: 'ready',
        engineLabels: action.labels,
        labels: withTypes(action.labels, state.types),
        version: action.version,
      };
    case 'types': {
      const labels = withTypes(state.engineLabels, action.types);
      const next = { ...unpointed(state), types: action.types, labels, offer: null, each: null };
      return state.result ? { ...next, result: resultWith(state.result, state.corrections, next) } : next;
    }
    case 'take types': {
      const { unknown = [], types: given = [] } = state.imported ?? {};
      const names = unknown.map(({ label }) => label);
      const types = withTypesOf(state.types, names, given);
      const { corrections, imported } = withKnownTypes(state, types.own);
      if (imported === state.imported) return saying(state, { key: 'saidTypesFull' });
      const labels = withTypes(state.engineLabels, types);
      const next = { ...withOthers({ ...state, types, labels }, corrections, null), imported, declined: null };
      const count = names.length - (imported?.unknown?.length ?? 0);
      return saying(withStep(state, next, { key: 'step types' }), { key: 'saidTypesTaken', params: { count } });
    }
    case 'engine failed':
      return {
        ...withoutPart(state),
        engine: 'failed',
        model: { status: 'waiting' },
        working: null,
        problem: { key: 'engineFailed', params: { message: action.message } },
      };
    case 'engine restarting':
      return { ...state, engine: 'starting', problem: null };
    case 'model': {
      const { model } = action;
      const news = model.status === 'failed' && state.model.status !== 'failed';
      return news ? saying({ ...state, model }, { key: model.fault }) : { ...state, model };
    }
    case 'retry':
      return { ...state, declined: null, problem: null };
    case 'text':
      return withText(state, action);
    case 'open document':
      return withDocument(state, action);
    case 'documents':
      return { ...state, documents: action.documents };
    case 'locked':
      return { ...state, locked: action.locked };
    case 'shelf':
      return { ...state, shelf: action.open };
    case 'opening':
      return { ...state, opening: action.opening };
    case 'annotating':
      return { ...state, working: action.text, declined: null };
    case 'annotated':
      return withResult(state, action);
    case 'annotating failed':
      return {
        ...withoutPart(state),
        working: null,
        declined: state.working,
        editing: state.editing || !isReread(state),
        readWhenDone: false,
        problem: { key: 'annotatingFailed', params: { message: action.message } },
      };
    case 'cancelled':
      return saying(
        {
          ...withoutPart(state),
          working: null,
          declined: state.working,
          engine: 'starting',
          editing: state.editing || !isReread(state),
          readWhenDone: false,
        },
        { key: 'saidCancelled' },
      );
    case 'correct': {
      const before = state.corrections;
      const after = corrected(before, action.from, action.to);
      const next = withOthers(state, after, action.to);
      const offer = offerAfter(next, action);
      const { key, params } = action.name;
      const step = withStep(state, { ...next, offer }, { key: `step ${key}`, params });
      const said = saying({ ...step, place: (action.to ?? action.from)?.start ?? state.place }, action.name);
      // An edge may have further to go.
      return action.further ? said : reviewed(said);
    }
    case 'accept offer': {
      if (!state.offer) return state;
      return reviewed(withChanges(state, state.offer.changes, state.offer.name));
    }
    case 'correct all':
      if (state.result?.partial) return saying(state, { key: 'workingRest' });
      return reviewed(withChanges(state, action.changes, action.name));
    case 'restore': {
      const { was } = action.correction;
      const after = state.corrections.filter((one) => one !== action.correction);
      if (!was || after.length === state.corrections.length) return state;
      const text = state.result?.found.text.slice(was.start, was.end) ?? '';
      const name = { key: 'saidRestored', params: { text } };
      const next = withOthers(state, after, was);
      return saying(withStep(state, next, { key: `step ${name.key}`, params: name.params }), name);
    }
    case 'filter': {
      const next = { ...state, filter: action.filter };
      return next.active >= 0 && !isShown(next, next.active) ? unpointed(next) : next;
    }
    case 'review': {
      if (!action.on) return state.review ? { ...state, review: null } : state;
      if (state.result?.partial) return saying(state, { key: 'workingRest' });
      const review = { skipped: new Set(), total: 0 };
      const total = undecided({ ...state, review }, isShown).length;
      return reviewed({ ...unpointed(state), find: null, review: { ...review, total } });
    }
    case 'skip': {
      if (!state.review || !state.result || state.active < 0) return state;
      const key = keyOf(spanAt(state.result.found, state.labels, state.active));
      return reviewed({ ...state, review: { ...state.review, skipped: new Set([...state.review.skipped, key]) } });
    }
    case 'find': {
      const { wanted } = action;
      if (!wanted) return { ...state, find: null };
      // What is being looked for is not what is being tagged.
      const next = { ...unpointed(state), each: null, sought: wanted };
      return { ...next, find: sought(wanted, state.result?.found.text, state.place) };
    }
    case 'found': {
      const { wanted, hits, problem } = action;
      if (!state.find?.waiting || state.find.query !== wanted.query || !state.find.regex) return state;
      return { ...state, find: { ...state.find, hits, problem, at: firstFrom(hits, state.place), waiting: false } };
    }
    case 'go to hit': {
      const { find } = state;
      if (!find || find.hits.length === 0) return state;
      const at = (find.at + action.step + find.hits.length) % find.hits.length;
      return { ...state, find: { ...find, at }, place: find.hits[at].start };
    }
    case 'compare':
    case 'compare with':
    case 'keep':
      return { ...state, comparison: compared(state.comparison, state.text, action) };
    case 'decline offer':
      return state.offer || state.each ? { ...state, offer: null, each: null } : state;
    case 'each': {
      if (!state.offer) return state;
      const { changes, name } = state.offer;
      return atEach({
        ...unpointed(state),
        find: null,
        offer: null,
        each: { left: changes, total: changes.length, name },
      });
    }
    case 'each answer': {
      const { each } = state;
      if (!each) return state;
      const [change, ...left] = each.left;
      const { key, params } = each.name;
      const name = { key: ONE_OF[key] ?? key, params };
      return atEach({ ...(action.yes ? withChanges(state, [change], name) : state), each: { ...each, left } });
    }
    case 'words': {
      const next = { ...unpointed(state), words: action.words, offer: null, each: null };
      return state.result ? { ...next, result: resultWith(state.result, state.corrections, next) } : next;
    }
    case 'forget astray': {
      const name = { key: 'step forgotten', params: { count: state.astray.length } };
      return withStep(state, { ...state, astray: NONE_ASTRAY }, name);
    }
    case 'select':
      // What is selected takes the place of what was active.
      if (!action.selected) return { ...state, selected: null, drawing: null };
      return {
        ...unpointed(state),
        selected: action.selected,
        drawing: action.drawing ?? null,
        place: action.selected.start,
        edge: state.selected ? state.edge : 'end',
      };
    case 'undo': {
      const step = state.past.at(-1);
      if (!step) return state;
      const moved = { past: state.past.slice(0, -1), future: [...state.future, step] };
      return saying(
        { ...withWork(state, step.after, step.before), ...moved },
        { key: 'saidUndone', params: { what: step.name } },
      );
    }
    case 'redo': {
      const step = state.future.at(-1);
      if (!step) return state;
      const moved = { past: [...state.past, step], future: state.future.slice(0, -1) };
      return saying(
        { ...withWork(state, step.before, step.after), ...moved },
        { key: 'saidRedone', params: { what: step.name } },
      );
    }
    case 'edit':
      return state.editing ? state : { ...state, editing: true, card: false, typing: false };
    case 'read':
      // Without tags for this very text: wait for them.
      return state.result?.source === state.text
        ? { ...state, editing: false, readWhenDone: false, typing: false }
        : { ...state, declined: null, problem: null, readWhenDone: true, typing: false };
    case 'reference':
      return withStep(state, { ...state, reference: action.date, declined: null }, { key: 'step dated' });
    case 'suggestions': {
      if (!state.imported || state.imported.suggestions === action.on) return state;
      const imported = { ...state.imported, suggestions: action.on };
      const name = { key: action.on ? 'step suggesting' : 'step unsuggesting' };
      return withStep(state, { ...state, imported, declined: null }, name);
    }
    case 'tab':
      return state.tab === action.tab ? state : { ...state, tab: action.tab };
    case 'sort':
      // Asked for again it goes the other way.
      return { ...state, sort: { by: action.by, down: state.sort.by === action.by && !state.sort.down } };
    case 'clear': {
      const next = unpointed({
        ...inNewDocument(state),
        text: '',
        reference: '',
        editing: true,
        readWhenDone: false,
        declined: null,
        result: null,
        corrections: NO_CORRECTIONS,
        astray: NONE_ASTRAY,
        imported: null,
        offer: null,
        find: null,
        review: null,
        each: null,
        place: -1,
        problem: lastingProblem(state),
        sheet: false,
      });
      return withStep(state, next, { key: 'step cleared' });
    }
    case 'activate': {
      if (!state.result || action.at < 0 || action.at >= state.result.found.starts.length) return state;
      const flash = action.flash ? { at: action.at, turn: (state.flash?.turn ?? 0) + 1 } : state.flash;
      const place = state.result.found.starts[action.at];
      return {
        ...state,
        active: action.at,
        place,
        edge: action.edge ?? 'end',
        card: action.card,
        selected: null,
        drawing: null,
        jump: null,
        flash,
      };
    }
    case 'edge':
      return state.edge === action.edge ? state : { ...state, edge: action.edge };
    case 'close card':
      return state.card ? { ...state, card: false } : state;
    case 'leave':
      return unpointed({ ...state, place: action.place ?? state.place });
    case 'hover':
      return sameNumbers(state.hover, action.at) ? state : { ...state, hover: action.at };
    case 'toggle type': {
      const hidden = new Set(state.hidden);
      if (!hidden.delete(action.id)) hidden.add(action.id);
      return withHidden(state, hidden);
    }
    case 'toggle group': {
      const ids = state.labels.map(({ id }) => id).filter((id) => groupOf(state.types, id) === action.group);
      const shown = ids.some((id) => !state.hidden.has(id));
      const others = [...state.hidden].filter((id) => !ids.includes(id));
      return withHidden(state, new Set(shown ? [...others, ...ids] : others));
    }
    case 'show types':
      return withHidden(state, new Set(action.ids === 'all' ? [] : state.labels.map(({ id }) => id)));
    case 'jump':
      // What lies over the text would lie over labels too.
      return action.jump && !state.result ? state : { ...state, jump: action.jump, card: state.card && !action.jump };
    case 'outline':
      return { ...state, outline: action.on };
    case 'sheet':
      return { ...state, sheet: action.open };
    case 'help':
      return { ...state, help: action.open };
    case 'newer version':
      return { ...state, newer: action.there };
    case 'keys':
      return { ...state, keys: action.on };
    case 'keymap':
      return { ...state, keymap: action.keymap };
    case 'lang':
      return { ...state, lang: action.lang };
    case 'theme':
      return { ...state, theme: action.theme };
    case 'problem':
      return { ...state, problem: action.problem };
    case 'say':
      return saying(state, action.message);
  }
}

/**
 * @param {State} state
 * @param {ReadonlySet<string>} hidden
 * @returns {State}
 */
function withHidden(state, hidden) {
  const next = { ...state, hidden };
  return next.active >= 0 && !isShown(next, next.active) ? unpointed(next) : next;
}

/**
 * @param {readonly number[]} a
 * @param {readonly number[]} b
 * @returns {boolean}
 */
function sameNumbers(a, b) {
  return a === b || (a.length === b.length && a.every((value, i) => value === b[i]));
}

/**
 * The shown annotation `step` places (1 or -1) from the active one in reading order, -1 for none. With none active:
 * from where the reader is; who is nowhere yet begins with the first, or the last.
 * @param {State} state
 * @param {1 | -1} step
 * @returns {number}
 */
export function neighbour(state, step) {
  if (!state.result) return -1;
  const { starts } = state.result.found;
  const count = starts.length;
  let at = state.active;
  if (at < 0) {
    const ahead = state.place < 0 ? (step < 0 ? count : 0) : countBelow(starts, state.place);
    at = step < 0 ? ahead : ahead - 1;
  }
  do at += step;
  while (at >= 0 && at < count && !isShown(state, at));
  return at >= 0 && at < count ? at : -1;
}

/**
 * The mention of a list item after the active one, going round.
 * @param {State} state
 * @param {import('./groups.js').ListItem} item
 * @returns {number}
 */
export function nextMention(state, item) {
  const mentions = item.mentions.filter((at) => isShown(state, at));
  return mentions[(mentions.indexOf(state.active) + 1) % mentions.length];
}

/**
 * What a click on a stack of annotations (smallest first) activates: the smallest, or when one of
 * the stack is active already, the next one outward.
 * @param {readonly number[]} stack
 * @param {number} active
 * @returns {number}
 */
export function clickedOutward(stack, active) {
  return stack[(stack.indexOf(active) + 1) % stack.length];
}

/**
 * One state behind one door. Listeners get the state and the one before it.
 * @param {State} start
 * @returns {{ get: () => State, dispatch: (action: Action) => void, subscribe: (listener: (state: State, before: State) => void) => void }}
 */
export function createStore(start) {
  let state = start;
  /** @type {((state: State, before: State) => void)[]} */
  const listeners = [];
  return {
    get: () => state,
    dispatch(action) {
      const before = state;
      state = reduce(state, action);
      if (state === before) return;
      const after = state;
      for (const listener of listeners) listener(after, before);
    },
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}
