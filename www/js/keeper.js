// Keeps the reader's documents: saves each step, opens one after another, and sees to it that two tabs do not write
// over each other.

import {
  deleteDocuments,
  keepLeft,
  listDocuments,
  loadDocument,
  newSummary,
  rememberDocument,
  rememberedDocument,
  saveAtOnce,
  saveDocument,
  saveSummary,
  summaryOf,
} from './storage.js';

/** How long typing waits before it is saved, in milliseconds. */
const TYPING_SETTLES = 300;
/** How long an edit waits, so that it is seen before it is saved, in milliseconds. */
const EDIT_SETTLES = 40;
/** How long another tab is waited for that is asked to let go of a document, in milliseconds. */
const LETS_GO_IN = 1000;
/** Deleted documents can be brought back this long, in milliseconds. */
const DELETED_FOR = 24 * 3600 * 1000;

/** @typedef {import('./storage.js').SavedWork} SavedWork */
/** @typedef {import('./storage.js').Summary} Summary */

/** @returns {string} what begins the ids of the documents of this page */
export function newSeed() {
  return `${Date.now().toString(36)}-${Math.floor(Math.random() * 36 ** 6).toString(36)}`;
}

/**
 * @param {import('./state.js').State} state
 * @returns {SavedWork}
 */
function workIn({ text, editing, reference, corrections, astray, imported }) {
  return { text, editing, reference, corrections, astray, imported };
}

/**
 * @typedef {object} Keeper
 * @property {(state: import('./state.js').State, before: import('./state.js').State) => void} update
 * @property {(id: string) => Promise<void>} open shows a document in place of the one that is shown
 * @property {(work: SavedWork) => Promise<boolean>} add puts a document on the shelf; false: it could not be kept
 * @property {(summary: Summary) => Promise<void>} change keeps another name or status, or that it is deleted
 * @property {() => Promise<void>} takeOver has the other tab let go of the document
 */

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {Keeper}
 */
export function createKeeper({ get, dispatch }) {
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('wassam') : null;
  /** @type {{ summary: Summary, work: SavedWork } | null} what is not saved yet */
  let unsaved = null;
  /** A document is being shown as it was kept. */
  let opening = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** When it saves, in milliseconds of the page's clock. */
  let due = 0;
  /** @type {string | undefined} */
  let lastProblem;

  /** @param {Summary} summary */
  function showOnShelf(summary) {
    const others = get().documents.filter(({ id }) => id !== summary.id);
    dispatch({ type: 'documents', documents: [summary, ...others] });
  }

  /** @param {import('./state.js').Message | null} problem */
  function tell(problem) {
    if (problem && problem.key !== lastProblem) dispatch({ type: 'problem', problem });
    lastProblem = problem?.key;
  }

  async function save() {
    clearTimeout(timer);
    timer = undefined;
    const now = unsaved;
    if (!now) return;
    const problem = await saveDocument(now.summary, now.work);
    if (unsaved === now) unsaved = null;
    tell(problem);
    if (!problem) channel?.postMessage({ saved: now.summary.id });
  }

  /**
   * @param {import('./state.js').State} state
   * @param {import('./state.js').State} before
   */
  function keepStep(state, before) {
    const [work, was] = [workIn(state), workIn(before)];
    const keys = /** @type {(keyof SavedWork)[]} */ (Object.keys(work));
    const same = state.document === before.document && keys.every((key) => work[key] === was[key]);
    if (same || state.locked || opening) return;
    // That of another document is not to be lost to this one's.
    if (unsaved && unsaved.summary.id !== state.document) save();
    const known = state.documents.find(({ id }) => id === state.document);
    const blank = state.text.trim() === '';
    if (blank && !known) return;
    // Where the reader has only closed the box, nothing of the document is newer.
    const changed = keys.some((key) => key !== 'editing' && work[key] !== was[key]);
    const now = changed || !known ? Date.now() : known.updated;
    const summary = known ? summaryOf(known, work, now) : newSummary(state.document, work, now);
    unsaved = { summary, work };
    const typed = state.text !== before.text && !state.readWhenDone;
    const wait = typed ? TYPING_SETTLES : EDIT_SETTLES;
    // A save that is due is never put off: edits may follow each other without a rest.
    if (timer === undefined || performance.now() + wait < due) {
      clearTimeout(timer);
      due = performance.now() + wait;
      timer = setTimeout(save, wait);
    }
    const others = state.documents.filter(({ id }) => id !== summary.id);
    queueMicrotask(() => dispatch({ type: 'documents', documents: blank ? others : [summary, ...others] }));
  }

  // A page that goes has no time for a store that answers later.
  addEventListener('pagehide', () => {
    if (unsaved) saveAtOnce(unsaved.summary, unsaved.work);
  });

  /** Lets go of the document that is held. */
  let letGo = () => {};
  /**
   * Holds a document, so that no other tab writes to it.
   * @param {string} id
   * @param {LockOptions} options
   * @returns {Promise<boolean>} false: another tab holds it
   */
  function hold(id, options) {
    letGo();
    if (!navigator.locks) return Promise.resolve(true);
    return new Promise((resolve) => {
      const released = new Promise((release) => (letGo = () => release(undefined)));
      navigator.locks
        .request(`wassam ${id}`, options, (lock) => {
          resolve(lock !== null);
          return lock ? released : undefined;
        })
        .catch(() => {
          resolve(false);
          // Another tab has taken it.
          if (get().document === id) dispatch({ type: 'locked', locked: true });
        });
    });
  }

  /** @param {string} id */
  async function holdOr(id) {
    const told = (/** @type {boolean} */ held) => {
      if (get().document === id && get().locked === held) dispatch({ type: 'locked', locked: !held });
    };
    const held = await hold(id, { ifAvailable: true });
    told(held);
    // The page that this one takes the place of, as after a reload, may be a little late in letting go.
    if (!held && get().document === id) told(await hold(id, { signal: AbortSignal.timeout(LETS_GO_IN) }));
  }

  /**
   * @param {string} id
   * @param {boolean} [again] it is shown already, as another tab left it before
   */
  async function open(id, again = false) {
    await save();
    const work = await loadDocument(id);
    if (work && (!again || get().document === id)) show(id, work);
    else if (!work && !again) dispatch({ type: 'problem', problem: { key: 'documentUnreadable' } });
  }

  /** @param {string} id @param {SavedWork} work */
  function show(id, work) {
    opening = true;
    dispatch({ type: 'open document', id, work });
    opening = false;
  }

  async function refresh() {
    dispatch({ type: 'documents', documents: await listDocuments() });
  }

  if (channel) {
    channel.onmessage = async ({ data }) => {
      const { document, locked } = get();
      if (data.letGo === document && !locked) {
        await save();
        dispatch({ type: 'locked', locked: true });
        letGo();
        return;
      }
      await refresh();
      if (data.saved === document && locked) await open(document, true);
    };
  }

  // Before this page says where it is itself.
  const { tab, last } = rememberedDocument();
  async function start() {
    await keepLeft();
    const all = await listDocuments();
    const old = all.filter(({ deleted }) => deleted !== null && deleted < Date.now() - DELETED_FOR).map(({ id }) => id);
    deleteDocuments(old);
    dispatch({ type: 'documents', documents: all.filter(({ id }) => !old.includes(id)) });
    // A browser that died may not have kept where it was last. Who was at an empty page finds an empty page.
    const atBlank = last !== null && !all.some((one) => one.id === last);
    const id = tab ?? (atBlank ? null : all.find(({ deleted }) => deleted === null)?.id);
    // What the reader has put into the box meanwhile comes first.
    const free = () => get().text === '' && get().past.length === 0;
    if (!id || !free() || all.find((one) => one.id === id)?.deleted) return;
    const work = await loadDocument(id);
    if (!work || !free()) return;
    // Another tab that is at it goes on; this one begins with an empty page.
    if (!tab && !(await hold(id, { ifAvailable: true }))) return;
    if (free()) show(id, work);
    else holdOr(get().document);
  }
  start();

  return {
    update(state, before) {
      // The page that it begins with is not yet where the reader is.
      if (state.document !== before.document) rememberDocument(state.document);
      if (state.document !== before.document || state === before) holdOr(state.document);
      if (state !== before) keepStep(state, before);
    },
    open: (id) => open(id),
    async add(work) {
      const now = Date.now();
      const summary = newSummary(`${newSeed()}`, work, now);
      const problem = await saveDocument(summary, work);
      tell(problem);
      if (problem) return false;
      showOnShelf(summary);
      channel?.postMessage({ saved: summary.id });
      return true;
    },
    async change(summary) {
      showOnShelf(summary);
      // What is being saved has the old name.
      if (unsaved?.summary.id === summary.id) unsaved = { ...unsaved, summary: { ...unsaved.summary, ...summary } };
      tell(await saveSummary(summary));
      channel?.postMessage({ saved: summary.id });
    },
    async takeOver() {
      const id = get().document;
      channel?.postMessage({ letGo: id });
      const waiting = AbortSignal.timeout(LETS_GO_IN);
      // A tab that does not answer is not waited for.
      if (!(await hold(id, { signal: waiting }))) await hold(id, { steal: true });
      if (get().document !== id) return;
      await open(id, true);
      dispatch({ type: 'locked', locked: false });
    },
  };
}
