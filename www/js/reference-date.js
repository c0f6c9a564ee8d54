// The day that relative dates count from: the article's own, or the one that the reader sets.

import { byId } from './dom.js';
import { translate } from './strings.js';

/**
 * @param {{ dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createReferenceDate({ dispatch }) {
  const field = /** @type {HTMLInputElement} */ (byId('reference-date'));
  const reset = byId('reference-reset');
  field.addEventListener('change', () => dispatch({ type: 'reference', date: field.value }));
  reset.addEventListener('click', () => {
    dispatch({ type: 'reference', date: '' });
    field.focus();
  });

  return (state, before) => {
    const same = state.reference === before.reference && state.result === before.result && state.lang === before.lang;
    if (same && state !== before) return;
    const told = state.result?.found.referenceDate?.slice(0, 10) ?? '';
    field.value = state.reference || told;
    reset.hidden = state.reference === '';
    const note = state.reference ? 'referenceChosen' : told ? 'referenceFromText' : 'referenceHint';
    byId('reference-note').textContent = translate(state.lang, note);
  };
}
