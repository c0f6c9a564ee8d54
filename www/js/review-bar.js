// The bar of the review: what is left, and the answers as buttons, for who has no keys at hand.

import { confirmAndGo, confirmShown, remove, skip } from './commands.js';
import { byId } from './dom.js';
import { undecided } from './review.js';
import { isShown } from './state.js';
import { translate } from './strings.js';

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createReviewBar({ get, dispatch }) {
  const bar = byId('review');
  /** @type {Record<string, import('./commands.js').Command>} */
  const commands = { confirm: confirmAndGo, remove, skip, all: confirmShown };
  bar.addEventListener('click', (event) => {
    const asked = event.target instanceof Element ? event.target.closest('button')?.dataset.do : undefined;
    if (asked === 'end') dispatch({ type: 'review', on: false });
    else if (asked) commands[asked](get(), dispatch);
    // Where the bar goes, the focus goes back to the text.
    if (bar.hidden) byId('reading').focus({ preventScroll: true });
  });
  const open = /** @type {HTMLButtonElement} */ (byId('review-open'));
  open.addEventListener('click', () => {
    dispatch({ type: 'review', on: true });
    byId('reading').focus({ preventScroll: true });
  });

  return (state, before) => {
    const { review, lang } = state;
    const same = review === before.review && state.result === before.result && lang === before.lang;
    if (same && state.filter === before.filter && state.hidden === before.hidden && state !== before) return;
    open.disabled = state.result?.partial === true;
    bar.hidden = review === null;
    if (!review) return;
    const left = undecided(state, isShown).length;
    byId('review-text').textContent = translate(lang, 'reviewLeft', { count: left });
    const progress = /** @type {HTMLProgressElement} */ (byId('review-progress'));
    progress.max = Math.max(1, review.total);
    progress.value = review.total - left;
  };
}
