// What outlives a reload: preferences in localStorage, the text being worked on in IndexedDB.
// Every failure is told in words, never thrown: the page works without a memory.

/** @typedef {{ text: string, editing: boolean, reference?: string }} SavedWork */

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

/** @returns {Promise<SavedWork | null>} */
export async function loadWork() {
  try {
    return (await inWorkStore('readonly', (store) => store.get('current'))) ?? null;
  } catch {
    return null;
  }
}
