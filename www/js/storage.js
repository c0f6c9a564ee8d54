// What outlives a reload: preferences in localStorage, the reader's documents in IndexedDB.
// Every failure is told in words, never thrown: the page works without a memory.

/**
 * @typedef {object} SavedWork what the reader has made of a document
 * @property {string} text
 * @property {boolean} editing
 * @property {string} [reference]
 * @property {import('./corrections.js').Corrections} [corrections]
 * @property {readonly import('./anchor.js').Astray[]} [astray]
 * @property {import('./imported.js').Imported | null} [imported]
 */

/** @typedef {'new' | 'work' | 'done'} Status not begun, in work, done */

/**
 * @typedef {object} Summary what the shelf shows of a document
 * @property {string} id
 * @property {string} name
 * @property {boolean} named by the reader, not after its first words
 * @property {Status} status
 * @property {number} created milliseconds since 1970
 * @property {number} updated
 * @property {number} corrections how many
 * @property {number | null} deleted when it was put away to be deleted
 */

/**
 * @param {string} key
 * @returns {string | null}
 */
export function loadPreference(key) {
  try {
    return localStorage.getItem(`wassam ${key}`);
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {string} value
 * @returns {boolean} whether it is kept; a preference that is not is chosen again
 */
export function savePreference(key, value) {
  try {
    localStorage.setItem(`wassam ${key}`, value);
    return true;
  } catch {
    return false;
  }
}

/** @type {Promise<IDBDatabase> | null} the connection, open as long as the page */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
function database() {
  opened ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open('wassam', 2);
    opening.onupgradeneeded = ({ oldVersion }) => {
      const { result, transaction } = opening;
      const documents = result.createObjectStore('documents', { keyPath: 'id' });
      if (oldVersion === 0) {
        result.createObjectStore('work');
        return;
      }
      // There was one document, with no shelf to stand on.
      const work = /** @type {IDBTransaction} */ (transaction).objectStore('work');
      const getting = work.get('current');
      getting.onsuccess = () => {
        const only = getting.result;
        work.delete('current');
        if (!only?.text) return;
        const now = Date.now();
        const id = `first-${now.toString(36)}`;
        work.put(only, id);
        documents.put(newSummary(id, only, now));
      };
    };
    opening.onerror = () => reject(opening.error);
    opening.onblocked = () => reject(new Error('blocked'));
    opening.onsuccess = () => {
      // A page of another version waits for this one to let go.
      opening.result.onversionchange = () => {
        opening.result.close();
        opened = null;
      };
      resolve(opening.result);
    };
  });
  // What failed is tried again.
  opened.catch(() => (opened = null));
  return opened;
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(documents: IDBObjectStore, work: IDBObjectStore) => IDBRequest<T>} act gives back what is to be had of it
 * @returns {Promise<T>}
 */
async function inShelf(mode, act) {
  const shelf = await database();
  return new Promise((resolve, reject) => {
    // Strict: what is told to be kept is on the disk, whatever becomes of the browser.
    const transaction = shelf.transaction(['documents', 'work'], mode, { durability: 'strict' });
    const request = act(transaction.objectStore('documents'), transaction.objectStore('work'));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? request.error);
  });
}

/**
 * @param {unknown} error
 * @returns {import('./state.js').Message}
 */
function storageProblem(error) {
  const full = error instanceof Error && error.name === 'QuotaExceededError';
  return { key: full ? 'storageFull' : 'storageBlocked' };
}

/**
 * What the shelf shows of a document that it has not seen before.
 * @param {string} id
 * @param {SavedWork} work
 * @param {number} now milliseconds since 1970
 * @returns {Summary}
 */
export function newSummary(id, work, now) {
  const base = { id, name: '', named: false, status: /** @type {const} */ ('new'), created: now, deleted: null };
  return summaryOf({ ...base, updated: now, corrections: 0 }, work, now);
}

/**
 * What the shelf shows of a document after work on it.
 * @param {Summary} before
 * @param {SavedWork} work
 * @param {number} now milliseconds since 1970
 * @returns {Summary}
 */
export function summaryOf(before, work, now) {
  const corrections = work.corrections?.length ?? 0;
  const status = before.status === 'new' && corrections > 0 ? 'work' : before.status;
  const name = before.named ? before.name : firstWords(work.text);
  return { ...before, name, status, corrections, updated: now, deleted: null };
}

/**
 * The first words of a text.
 * @param {string} text
 * @returns {string}
 */
function firstWords(text) {
  const [line] = text.trimStart().slice(0, 400).split('\n', 1);
  const words = line.trim();
  return words.length > 80 ? `${words.slice(0, 80).replace(/\s+\S*$/u, '')}…` : words;
}

/**
 * Keeps a document; one without a text is let go of.
 * @param {Summary} summary
 * @param {SavedWork} work
 * @returns {Promise<import('./state.js').Message | null>} what went wrong
 */
export async function saveDocument(summary, work) {
  try {
    await inShelf('readwrite', (documents, works) => {
      /** @type {IDBRequest<any>} */
      const shown = work.text.trim() === '' ? documents.delete(summary.id) : documents.put(summary);
      if (work.text.trim() === '') works.delete(summary.id);
      else works.put(work, summary.id);
      return shown;
    });
    return null;
  } catch (error) {
    return storageProblem(error);
  }
}

/**
 * Keeps what the shelf shows of a document.
 * @param {Summary} summary
 * @returns {Promise<import('./state.js').Message | null>} what went wrong
 */
export async function saveSummary(summary) {
  try {
    await inShelf('readwrite', (documents) => documents.put(summary));
    return null;
  } catch (error) {
    return storageProblem(error);
  }
}

/**
 * Deletes documents for good.
 * @param {readonly string[]} ids
 */
export async function deleteDocuments(ids) {
  if (ids.length === 0) return;
  try {
    await inShelf('readwrite', (documents, works) => {
      for (const id of ids) documents.delete(id);
      return ids.map((id) => works.delete(id))[0];
    });
  } catch {
    // They are deleted another time.
  }
}

/** @returns {Promise<Summary[]>} the latest first; none where the browser keeps nothing */
export async function listDocuments() {
  try {
    const all = await inShelf('readonly', (documents) => documents.getAll());
    return all.filter(isSummary).sort((a, b) => b.updated - a.updated);
  } catch {
    return [];
  }
}

/**
 * @param {any} record
 * @returns {record is Summary}
 */
function isSummary(record) {
  return typeof record?.id === 'string' && typeof record.name === 'string' && Number.isFinite(record.updated);
}

/**
 * @param {string} id
 * @returns {Promise<SavedWork | null>}
 */
export async function loadDocument(id) {
  try {
    const work = await inShelf('readonly', (_, works) => works.get(id));
    return typeof work?.text === 'string' ? work : null;
  } catch {
    return null;
  }
}

/**
 * The documents whose text passes a test.
 * @param {(text: string) => boolean} passes
 * @returns {Promise<Set<string>>} their ids
 */
export async function documentsWith(passes) {
  /** @type {Set<string>} */
  const found = new Set();
  try {
    await inShelf('readonly', (_, works) => {
      const going = works.openCursor();
      going.onsuccess = () => {
        const cursor = going.result;
        if (!cursor) return;
        if (typeof cursor.value?.text === 'string' && passes(cursor.value.text)) found.add(String(cursor.key));
        cursor.continue();
      };
      return going;
    });
  } catch {
    // What cannot be read is not found.
  }
  return found;
}

/** Where work stands that a page had no time to save, and which document a tab is at. */
const LEFT = 'wassam work';
const HERE = 'wassam document';

/**
 * Saves work while the page goes away, for the same tab to find it.
 * @param {Summary} summary
 * @param {SavedWork} work
 */
export function saveAtOnce(summary, work) {
  try {
    sessionStorage.setItem(LEFT, JSON.stringify({ summary, work }));
  } catch {
    // Too long for this place: what was saved last is found again.
  }
}

/** Keeps what {@link saveAtOnce} has saved, once. */
export async function keepLeft() {
  try {
    const left = sessionStorage.getItem(LEFT);
    sessionStorage.removeItem(LEFT);
    const { summary, work } = JSON.parse(left ?? '{}');
    if (isSummary(summary) && typeof work?.text === 'string') await saveDocument(summary, work);
  } catch {
    // Not every browser lets a page keep anything.
  }
}

/**
 * Says which document this tab is at, for when it is loaded again, and for the next tab.
 * @param {string} id
 */
export function rememberDocument(id) {
  try {
    sessionStorage.setItem(HERE, id);
    localStorage.setItem(HERE, id);
  } catch {
    // It begins with an empty page.
  }
}

/** @returns {{ tab: string | null, last: string | null }} the document that this tab was at, and any tab at last */
export function rememberedDocument() {
  try {
    return { tab: sessionStorage.getItem(HERE), last: localStorage.getItem(HERE) };
  } catch {
    return { tab: null, last: null };
  }
}
