// What outlives a reload: preferences in localStorage, the text being worked on in IndexedDB.
// Every failure is told in words, never thrown: the page works without a memory.

/** @typedef {{ text: string, editing: boolean, reference?: string, corrections?: import('./corrections.js').Corrections, astray?: readonly import('./anchor.js').Astray[] }} SavedWork */

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
 */
export function savePreference(key, value) {
  try {
    localStorage.setItem(`wassam ${key}`, value);
  } catch {
    // A preference that is not kept is chosen again.
  }
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>}
 */
function inWorkStore(mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('wassam', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('work');
    opening.onerror = () => reject(opening.error);
    opening.onblocked = () => reject(new Error('blocked'));
    opening.onsuccess = () => {
      const database = opening.result;
      try {
        const transaction = database.transaction('work', mode);
        const request = act(transaction.objectStore('work'));
        transaction.oncomplete = () => {
          database.close();
          resolve(request.result);
        };
        transaction.onabort = () => {
          database.close();
          reject(transaction.error ?? request.error);
        };
      } catch (error) {
        database.close();
        reject(error);
      }
    };
  });
}

/**
 * @param {SavedWork} work
 * @returns {Promise<import('./state.js').Message | null>} what went wrong
 */
export async function saveWork(work) {
  try {
    if (work.text === '') await inWorkStore('readwrite', (store) => store.delete('current'));
    else await inWorkStore('readwrite', (store) => store.put(work, 'current'));
    return null;
  } catch (error) {
    const full = error instanceof Error && error.name === 'QuotaExceededError';
    return { key: full ? 'storageFull' : 'storageBlocked' };
  }
}

/** Where work stands that a page had no time to save. */
const LEFT = 'wassam work';

/**
 * Saves work while the page goes away, for the same tab to find it.
 * @param {SavedWork} work
 */
export function saveAtOnce(work) {
  try {
    sessionStorage.setItem(LEFT, JSON.stringify(work));
  } catch {
    // Too long for this place: what was saved last is found again.
  }
}

/** @returns {SavedWork | null} what {@link saveAtOnce} has saved, once */
function takeLeft() {
  try {
    const left = sessionStorage.getItem(LEFT);
    sessionStorage.removeItem(LEFT);
    return left === null ? null : JSON.parse(left);
  } catch {
    return null;
  }
}

/** @returns {Promise<SavedWork | null>} */
export async function loadWork() {
  const left = takeLeft();
  if (left) {
    // Not to be lost in its turn.
    await saveWork(left);
    return left.text === '' ? null : left;
  }
  try {
    return (await inWorkStore('readonly', (store) => store.get('current'))) ?? null;
  } catch {
    return null;
  }
}
