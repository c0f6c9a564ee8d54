// The copy of the page that works offline, and the next version: announced, and taken over when the reader says so.

import { byId } from './dom.js';

/** Between two looks for a newer version while the page stays open, in milliseconds. */
const LOOK_EVERY = 3_600_000;

/** Whether the page comes from a server that may have a newer one: not from a disk, nor as the single file. */
function isServed() {
  return location.protocol.startsWith('http') && !('WASSAM_EMBEDDED' in globalThis) && 'serviceWorker' in navigator;
}

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createNewerVersion({ dispatch }) {
  const notice = byId('newer-version');
  /** @type {ServiceWorkerRegistration | undefined} */
  let registration;
  /** Whether this page itself asked for the change. */
  let asked = false;

  byId('newer-later').addEventListener('click', () => dispatch({ type: 'newer version', there: false }));
  byId('newer-take').addEventListener('click', () => {
    asked = true;
    if (registration?.waiting) registration.waiting.postMessage('take over');
    // Another tab has let it take over.
    else location.reload();
  });
  if (isServed()) keepCopy();

  async function keepCopy() {
    // On the first visit there is nothing older to give way.
    const older = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      // What is not saved yet is saved as the page goes.
      if (asked) location.reload();
      else if (older) dispatch({ type: 'newer version', there: true });
    });
    try {
      registration = await navigator.serviceWorker.register(new URL('./sw.js', document.baseURI));
    } catch {
      // Without it the page works as long as there is a connection.
      return;
    }
    const found = registration;
    // So where a browser lets no page keep anything.
    if (!found) return;
    if (found.waiting && older) dispatch({ type: 'newer version', there: true });
    found.addEventListener('updatefound', () => {
      const next = found.installing;
      next?.addEventListener('statechange', () => {
        if (next.state === 'installed' && navigator.serviceWorker.controller) {
          dispatch({ type: 'newer version', there: found.waiting !== null });
        }
      });
    });
    let looked = Date.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible' || Date.now() - looked < LOOK_EVERY) return;
      looked = Date.now();
      found.update().catch(() => {
        // Offline: the next look may find it.
      });
    });
  }

  return (state, before) => {
    if (state.newer === before.newer && state !== before) return;
    // The focus would be lost with the button.
    if (!state.newer && notice.contains(document.activeElement)) byId('main').focus({ preventScroll: true });
    notice.hidden = !state.newer;
  };
}
