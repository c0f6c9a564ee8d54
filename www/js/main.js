// Wires the page: the store, the engine, the views, and what is kept over a reload.

import { createAdder } from './adder.js';
import { createAstrayList } from './astray-list.js';
import { createCard } from './card.js';
import { redo, undo } from './commands.js';
import { createComparePanel } from './compare-panel.js';
import { createConsistencyList } from './consistency-list.js';
import { finishedJson } from './corrected-document.js';
import { createDensityStrip } from './density-strip.js';
import { byId, say } from './dom.js';
import { EngineCancelled, EngineClient } from './engine-client.js';
import { createEntityList } from './entity-list.js';
import { createExportSheet, secondNow } from './export-sheet.js';
import { createFilterBar } from './filter-bar.js';
import { heardAround, MOST_HITS } from './find.js';
import { createFindBar } from './find-bar.js';
import { createFocusKeeper } from './focus.js';
import { createGuidelineCard } from './guideline-card.js';
import { headOf, overWhole } from './head.js';
import { optionsFor } from './imported.js';
import { createImportedBar } from './imported-bar.js';
import { createJumpLayer } from './jump-layer.js';
import { createKeeper, newSeed } from './keeper.js';
import { createKeySheet } from './key-sheet.js';
import { readKeyMap } from './keys.js';
import { createLegend, typeName } from './legend.js';
import { createModelStatus } from './model-status.js';
import { createNewerVersion } from './newer-version.js';
import { createOfferBar } from './offer-bar.js';
import { createOutline } from './outline.js';
import { NO_TYPES, readTypes, writeTypes } from './own-types.js';
import { keptWords } from './own-words.js';
import { createPasteBox } from './paste-box.js';
import { createReading } from './reading.js';
import { createReferenceDate } from './reference-date.js';
import { createRejectedList } from './rejected-list.js';
import { createReviewBar } from './review-bar.js';
import { createShelf } from './shelf.js';
import { createShortcuts } from './shortcuts.js';
import { createStore, initialState, isUpToDate } from './state.js';
import { loadPreference, savePreference } from './storage.js';
import { formatNumber, setReaderLocales, translate } from './strings.js';
import { createTabs } from './tabs.js';
import { createTimeline } from './timeline.js';
import { createTypeStyle } from './type-style.js';
import { createTypesDialog } from './types-dialog.js';
import { createValuesTable } from './values-table.js';
import { createWordsDialog } from './words-dialog.js';

/** How long typing must rest before the text is annotated, and saved, in milliseconds. */
const TYPING_RESTS = 300;
/** Work that takes less than this is not announced, in milliseconds. */
const BUSY_AFTER = 150;
/** How long a regular expression may be looked for, in milliseconds. */
const FIND_LIMIT = 2000;

setReaderLocales(navigator.languages);
const store = createStore(startingState());
const client = new EngineClient({
  started: ({ labels, version }) => store.dispatch({ type: 'engine started', labels, version }),
  model: (model) => store.dispatch({ type: 'model', model }),
  failed: (message) => store.dispatch({ type: 'engine failed', message }),
});

/** @returns {import('./state.js').State} */
function startingState() {
  const state = initialState();
  const seed = newSeed();
  const lang = loadPreference('lang');
  const theme = loadPreference('theme');
  return {
    ...state,
    seed,
    document: `${seed}-0`,
    lang: lang === 'en' ? 'en' : 'ar',
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    keys: loadPreference('keys') !== 'off',
    keymap: readKeyMap(loadPreference('keymap')),
    words: keptWords(loadPreference('words')),
    types: keptTypes(),
  };
}

/** @returns {import('./own-types.js').TypeSet} */
function keptTypes() {
  const types = readTypes(loadPreference('types') ?? '');
  return 'fault' in types ? NO_TYPES : types;
}

/** Settles when the text that is under way has been annotated, or has been given up. */
let annotating = Promise.resolve();

/** Sends the text to the worker when there is need and nothing under way. */
function annotateNow() {
  const state = store.get();
  const { text, engine, working, declined, readWhenDone } = state;
  if (engine !== 'ready' || working !== null || declined === text || text.trim() === '') return;
  if (isUpToDate(state)) {
    if (readWhenDone) store.dispatch({ type: 'read' });
    return;
  }
  annotating = annotate(state);
}

/** @param {import('./state.js').State} state */
async function annotate(state) {
  const { text, reference, imported } = state;
  const options = optionsFor(state);
  const common = { type: /** @type {const} */ ('annotated'), source: text, reference, imported };
  store.dispatch({ type: 'annotating', text });
  try {
    const head = wantsHead(state) ? headOf(text) : null;
    if (head !== null) {
      const { found, ...facts } = await client.annotate(head, options);
      store.dispatch({ ...common, ...facts, found: overWhole(found, text), partial: true });
    }
    store.dispatch({ ...common, ...(await client.annotate(text, options)) });
  } catch (error) {
    if (error instanceof EngineCancelled) store.dispatch({ type: 'cancelled' });
    else store.dispatch({ type: 'annotating failed', message: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * Whether the head of the text is to be tagged ahead: what comes from elsewhere is of the whole, and what is shown
 * already, or being written, is not taken away for a part.
 * @param {import('./state.js').State} state
 */
function wantsHead({ text, result, imported, readWhenDone }) {
  return imported === null && result?.source !== text && (readWhenDone || result === null);
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let annotateTimer;

/**
 * @param {import('./state.js').State} state
 * @param {import('./state.js').State} before
 */
function followText(state, before) {
  const ready = state.engine === 'ready' && before.engine !== 'ready';
  const free = state.working === null && before.working !== null;
  const again = state.readWhenDone !== before.readWhenDone || state.declined !== before.declined;
  const dated = state.reference !== before.reference || state.imported !== before.imported;
  const modelled = state.model.status === 'ready' && before.model.status !== 'ready';
  if (state.text === before.text && !dated && !ready && !modelled && !free && !again) return;
  clearTimeout(annotateTimer);
  const typed = state.text !== before.text && !state.readWhenDone;
  // At once, not after a timer: the browser would first lay out the whole text in its box.
  if (typed) annotateTimer = setTimeout(annotateNow, TYPING_RESTS);
  else queueMicrotask(annotateNow);
}

/**
 * Has the engine look for a regular expression.
 * @param {import('./state.js').State} state
 * @param {import('./state.js').State} before
 */
async function followFind({ find, result, engine, working }, before) {
  // Its time does not run while the engine is at something else.
  if (!find?.waiting || !result || engine !== 'ready' || working !== null) return;
  if (find === before.find && engine === before.engine && working === before.working) return;
  const answer = { type: /** @type {const} */ ('found'), wanted: find };
  try {
    const edges = await client.find(result.found.text, find.query, MOST_HITS, FIND_LIMIT);
    const problem = edges ? null : { key: 'findTooLong' };
    const hits = Array.from({ length: (edges?.length ?? 0) / 2 }, (_, i) => ({
      start: edges?.[2 * i] ?? 0,
      end: edges?.[2 * i + 1] ?? 0,
    }));
    if (!edges) store.dispatch({ type: 'engine restarting' });
    store.dispatch({ ...answer, hits, problem });
  } catch (error) {
    if (error instanceof EngineCancelled) return;
    const message = error instanceof Error ? error.message : String(error);
    store.dispatch({ ...answer, hits: [], problem: { key: 'findWrong', params: { message } } });
  }
}

/** @returns {Promise<string | null>} the document as a file holds it */
async function documentJson() {
  if (store.get().result?.partial) store.dispatch({ type: 'say', message: { key: 'workingRest' } });
  await annotating;
  const { result } = store.get();
  if (!result || result.partial) return null;
  try {
    const json = await client.json(result.source, optionsFor({ ...result, text: result.source }), secondNow());
    return finishedJson(json, result.all, store.get().types.own);
  } catch (error) {
    if (error instanceof EngineCancelled) return null;
    const message = error instanceof Error ? error.message : String(error);
    store.dispatch({ type: 'problem', problem: { key: 'annotatingFailed', params: { message } } });
    return null;
  }
}

/** @param {import('./state.js').State} state */
function applyLanguage({ lang }) {
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr';
  document.title = translate(lang, 'title');
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-text]'))) {
    node.textContent = translate(lang, node.dataset.text ?? '');
  }
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-label]'))) {
    node.setAttribute('aria-label', translate(lang, node.dataset.label ?? ''));
    if (node.tagName === 'BUTTON') node.title = translate(lang, node.dataset.label ?? '');
  }
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-placeholder]'))) {
    node.setAttribute('placeholder', translate(lang, node.dataset.placeholder ?? ''));
  }
  const other = byId('lang');
  other.textContent = translate(lang, 'otherLanguage');
  other.lang = lang === 'ar' ? 'en' : 'ar';
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let busyTimer;

/** @param {import('./state.js').State} state */
function showBusy(state) {
  const busy = byId('busy');
  const waiting = state.engine === 'starting' && state.text.trim() !== '' && state.declined !== state.text;
  const working = state.working !== null;
  const rest = state.result?.partial === true && state.result.source === state.working;
  const { opening } = state;
  const said = opening
    ? translate(state.lang, opening.of > 0 ? 'opening' : 'openingZip', { done: opening.done + 1, of: opening.of })
    : translate(state.lang, rest ? 'workingRest' : working ? 'working' : 'startingWithText');
  say(byId('busy-text'), said);
  // Its going moves nothing of what is being read.
  busy.classList.toggle('over', rest);
  byId('cancel').hidden = !working && !opening;
  if (!working && !waiting && !opening) {
    clearTimeout(busyTimer);
    busyTimer = undefined;
    busy.hidden = true;
  } else {
    busyTimer ??= setTimeout(() => (busy.hidden = false), BUSY_AFTER);
  }
}

/** @param {import('./state.js').State} state */
function showProblem({ problem, lang }) {
  byId('problem').hidden = problem === null;
  if (!problem) return;
  byId('problem-text').textContent = translate(lang, problem.key, problem.params);
  byId('problem-retry').hidden = problem.key !== 'engineFailed' && problem.key !== 'annotatingFailed';
}

/**
 * The buttons that take steps back and again, each with the name of its step.
 * @param {import('./state.js').State} state
 */
function showSteps(state) {
  const { lang, past, future } = state;
  const steps = /** @type {const} */ ([
    ['undo', undo, past.at(-1)],
    ['redo', redo, future.at(-1)],
  ]);
  for (const [id, command, step] of steps) {
    const button = /** @type {HTMLButtonElement} */ (byId(id));
    button.disabled = !command(state);
    const name = step ? translate(lang, `${id}What`, { what: step.name }) : translate(lang, id);
    if (button.title === name) continue;
    button.title = name;
    button.setAttribute('aria-label', name);
  }
}

/** @param {import('./state.js').State} state */
function showSummary(state) {
  const { result, lang } = state;
  if (!result) return;
  const time = formatNumber(lang, result.elapsed, { maximumFractionDigits: result.elapsed < 10 ? 1 : 0 });
  const facts = [
    translate(lang, 'tags', { count: result.found.starts.length }),
    ...(result.partial
      ? [translate(lang, 'workingRest')]
      : [translate(lang, 'words', { count: result.found.words }), translate(lang, 'elapsed', { time })]),
  ];
  say(byId('summary'), facts.join(' · '));
}

/**
 * What is said of the annotation that the reader is at.
 * @param {import('./state.js').State} state
 */
function whereIs({ result, active, labels, lang }) {
  if (!result || active < 0) return '';
  const { found } = result;
  return translate(lang, found.unsure[active] ? 'saidAtUnsure' : 'saidAt', {
    type: typeName(labels[found.types[active]], lang),
    text: found.text.slice(found.starts[active], found.ends[active]),
    at: active + 1,
    of: found.starts.length,
  });
}

/**
 * @param {import('./state.js').State} state
 * @param {import('./state.js').State} before
 */
function announce(state, before) {
  const region = byId('said');
  const moved = state.active !== before.active && state.result === before.result;
  if (moved && state.active >= 0) {
    region.textContent = whereIs(state);
  } else if (state.selected && state.selected !== before.selected && state.drawing !== 'pointer' && state.result) {
    const text = state.result.found.text.slice(state.selected.start, state.selected.end);
    region.textContent = translate(state.lang, 'saidSelected', { text });
  } else if (state.find && state.find !== before.find && state.result && state.find.hits[state.find.at]) {
    region.textContent = heardAround(state.result.found.text, state.find.hits[state.find.at]);
  } else if (state.said !== before.said && state.said) {
    const said = translate(state.lang, state.said.key, state.said.params);
    // A review has gone on to the next by itself.
    const next = state.review && state.place !== before.place ? whereIs(state) : '';
    region.textContent = next ? `${said.replace(/\.$/, '')}. ${next}` : said;
  }
}

/**
 * @param {import('./state.js').State} state
 * @param {import('./state.js').State} before
 */
function showPage(state, before) {
  const first = state === before;
  const said = first || state.lang !== before.lang;
  if (said) applyLanguage(state);
  if (first || state.theme !== before.theme) {
    document.documentElement.dataset.theme = state.theme;
    /** @type {HTMLSelectElement} */ (byId('theme')).value = state.theme;
  }
  if (first || state.result !== before.result || state.editing !== before.editing) {
    document.body.classList.toggle('empty', state.result === null);
    byId('work').hidden = state.result === null;
    byId('edit').hidden = state.editing;
    byId('skip').setAttribute('href', state.editing ? '#source' : '#reading');
  }
  if (said || state.sheet !== before.sheet) {
    document.body.classList.toggle('sheet-open', state.sheet);
    const sheet = byId('sheet');
    sheet.setAttribute('aria-expanded', String(state.sheet));
    sheet.textContent = translate(state.lang, state.sheet ? 'sheetClose' : 'sheetOpen');
  }
  const worked = state.working !== before.working || state.result !== before.result;
  const busy = worked || state.engine !== before.engine || state.text !== before.text;
  if (said || busy || state.declined !== before.declined || state.opening !== before.opening) showBusy(state);
  if (state.problem !== before.problem || state.lang !== before.lang) showProblem(state);
  if (state.result !== before.result || state.lang !== before.lang) showSummary(state);
  // Printing cannot be made to wait: the paper says what is missing on it.
  byId('print-note').hidden = state.result?.partial !== true;
  showSteps(state);
  announce(state, before);
  if (state.lang !== before.lang) savePreference('lang', state.lang);
  if (state.theme !== before.theme) savePreference('theme', state.theme);
  if (state.words !== before.words && !savePreference('words', JSON.stringify(state.words))) {
    store.dispatch({ type: 'problem', problem: { key: 'storageFull' } });
  }
  if (state.types !== before.types) savePreference('types', writeTypes(state.types));
  if (state.keymap !== before.keymap) savePreference('keymap', JSON.stringify(state.keymap));
  if (state.keys !== before.keys) savePreference('keys', state.keys ? 'on' : 'off');
}

const card = createCard(store);
const exporting = createExportSheet(store, { client, documentJson });
const reading = createReading(store);
const keeper = createKeeper(store);
const focusKeeper = createFocusKeeper();
const views = [
  focusKeeper.before,
  reading.updateFirst,
  createTypeStyle(),
  showPage,
  createNewerVersion(store),
  createModelStatus(store, { retry: () => client.loadModel() }),
  createPasteBox(store, keeper, client),
  createShelf(store, keeper),
  createLegend(store.dispatch),
  createTabs(store),
  createAstrayList(store),
  createImportedBar(store),
  createEntityList(store),
  createOutline(store),
  createReferenceDate(store),
  createValuesTable(store),
  createTimeline(store),
  card.update,
  createOfferBar(store),
  createFindBar(store),
  createReviewBar(store),
  // After what may lie over the text: what is gone to is brought between.
  reading.update,
  createAdder(store, reading),
  createJumpLayer(store, reading),
  createDensityStrip(store, reading),
  createConsistencyList(store),
  createFilterBar(store),
  createRejectedList(store),
  createComparePanel(store, client),
  createKeySheet(store),
  createWordsDialog(store),
  exporting.update,
  createTypesDialog(store),
  followText,
  followFind,
  keeper.update,
  focusKeeper.after,
];
createGuidelineCard(store);
createShortcuts(store, { download: exporting.download, focusCard: card.focus });
for (const view of views) view(store.get(), store.get());
for (const view of views) store.subscribe(view);

byId('lang').addEventListener('click', () => {
  store.dispatch({ type: 'lang', lang: store.get().lang === 'ar' ? 'en' : 'ar' });
});
byId('theme').addEventListener('change', (event) => {
  const { value } = /** @type {HTMLSelectElement} */ (event.target);
  store.dispatch({ type: 'theme', theme: /** @type {import('./state.js').Theme} */ (value) });
});
byId('undo').addEventListener('click', () => undo(store.get(), store.dispatch));
byId('redo').addEventListener('click', () => redo(store.get(), store.dispatch));
byId('edit').addEventListener('click', () => store.dispatch({ type: 'edit' }));
byId('clear').addEventListener('click', () => store.dispatch({ type: 'clear' }));
byId('cancel').addEventListener('click', () => {
  if (store.get().opening) store.dispatch({ type: 'opening', opening: null });
  else client.cancel();
});
byId('take-over').addEventListener('click', () => keeper.takeOver());
byId('sheet').addEventListener('click', () => store.dispatch({ type: 'sheet', open: !store.get().sheet }));
byId('problem-dismiss').addEventListener('click', () => store.dispatch({ type: 'problem', problem: null }));
byId('problem-retry').addEventListener('click', () => {
  if (store.get().engine === 'failed') {
    store.dispatch({ type: 'engine restarting' });
    client.start();
  }
  store.dispatch({ type: 'retry' });
});

client.start();
