// Which annotations are shown, beside their types: by state, certainty and who has proposed them.

import { byId } from './dom.js';
import { NO_FILTER } from './review.js';
import { isShown } from './state.js';
import { translate } from './strings.js';

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createFilterBar({ dispatch }) {
  const [state, below, source] = ['filter-state', 'filter-below', 'filter-source'].map(
    (id) => /** @type {HTMLSelectElement} */ (byId(id)),
  );
  const choose = () => {
    const chosen = { below: Number(below.value), source: source.value, state: /** @type {any} */ (state.value) };
    const none = chosen.below === NO_FILTER.below && chosen.source === '' && chosen.state === '';
    dispatch({ type: 'filter', filter: none ? NO_FILTER : chosen });
  };
  for (const select of [state, below, source]) select.addEventListener('change', choose);
  byId('filter-all').addEventListener('click', () => {
    dispatch({ type: 'filter', filter: NO_FILTER });
    state.focus();
  });

  return (now, before) => {
    const same = now.filter === before.filter && now.result === before.result && now.lang === before.lang;
    if (same && now.hidden === before.hidden && now !== before) return;
    state.value = now.filter.state;
    below.value = String(now.filter.below);
    source.value = now.filter.source;
    const found = now.result?.found;
    const note = byId('filter-note');
    note.hidden = now.filter === NO_FILTER || !found;
    if (note.hidden || !found) return;
    const count = found.starts.reduce((sum, _, at) => sum + (isShown(now, at) ? 1 : 0), 0);
    byId('filter-count').textContent = translate(now.lang, 'filterCount', { count, of: found.starts.length });
  };
}
