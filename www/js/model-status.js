// What the page says of the trained model: how far it has come, or that it did not. Once it is there, nothing.

import { byId } from './dom.js';
import { formatNumber, translate } from './strings.js';

/** A model that comes within this is not spoken of, in milliseconds. */
const MODEL_AFTER = 500;
const MEGABYTE = 1_000_000;

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @param {{ retry: () => void }} actions
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createModelStatus({ get, dispatch }, { retry }) {
  const progress = byId('model-progress');
  const bar = /** @type {HTMLProgressElement} */ (byId('model-bar'));
  const notice = byId('model-notice');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {string | undefined} */
  let fault;

  byId('model-retry').addEventListener('click', () => {
    if (get().model.status === 'failed') retry();
  });
  byId('model-dismiss').addEventListener('click', () => {
    const { model } = get();
    if (model.status === 'failed') dispatch({ type: 'model', model: { ...model, dismissed: true } });
  });

  /** @param {import('./state.js').State} state */
  function showProgress({ model, lang }) {
    if (model.status !== 'loading') {
      clearTimeout(timer);
      timer = undefined;
      progress.hidden = true;
      return;
    }
    timer ??= setTimeout(() => {
      progress.hidden = false;
      // Once; how far it has come is for who asks.
      dispatch({ type: 'say', message: { key: 'saidModelLoading' } });
    }, MODEL_AFTER);
    const { loaded, total } = model;
    const known = total > 0;
    const megabytes = (/** @type {number} */ bytes) =>
      formatNumber(lang, bytes / MEGABYTE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    byId('model-text').textContent = translate(lang, 'modelLoading');
    byId('model-bytes').textContent = known
      ? translate(lang, 'modelBytes', { loaded: megabytes(loaded), total: megabytes(total) })
      : '';
    if (known) bar.value = loaded / total;
    else bar.removeAttribute('value');
  }

  /** @param {import('./state.js').State} state */
  function showNotice({ model, lang }) {
    if (model.status === 'failed') fault = model.fault;
    if (fault) byId('model-problem').textContent = translate(lang, fault);
    // While it is tried again the notice stays, so that it does not flicker where that fails at once.
    if (model.status === 'loading') return;
    const hidden = model.status !== 'failed' || model.dismissed;
    // The focus would be lost with the button.
    if (hidden && notice.contains(document.activeElement)) byId('main').focus({ preventScroll: true });
    notice.hidden = hidden;
  }

  return (state, before) => {
    const { model, lang } = state;
    if (model === before.model && lang === before.lang && state !== before) return;
    document.documentElement.dataset.model = model.status;
    showProgress(state);
    showNotice(state);
  };
}
