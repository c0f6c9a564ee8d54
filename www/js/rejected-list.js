// What the reader has rejected of what was found: it does not come back, and can be brought back.

import { canCorrect } from './commands.js';
import { byId, element, keepingFocus } from './dom.js';
import { typeName } from './legend.js';
import { translate } from './strings.js';

/** Those named one by one; of more, the latest. */
const MOST_REJECTED = 200;

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createRejectedList({ get, dispatch }) {
  const fold = byId('rejected');
  const list = byId('rejected-list');
  /** @type {readonly import('./corrections.js').Correction[]} */
  let shown = [];
  list.addEventListener('click', (event) => {
    const at = event.target instanceof Element ? event.target.closest('button')?.dataset.at : undefined;
    const one = at === undefined ? undefined : shown[Number(at)];
    if (one && canCorrect(get())) dispatch({ type: 'restore', correction: one });
  });

  return (state, before) => {
    const same =
      state.corrections === before.corrections && state.result === before.result && state.locked === before.locked;
    if (same && state.lang === before.lang && state.labels === before.labels && state !== before) return;
    const { labels, lang, result } = state;
    const all = canCorrect(state) ? state.corrections.filter(({ now }) => now === null) : [];
    fold.hidden = all.length === 0;
    byId('rejected-title').textContent = translate(lang, 'rejected', { count: all.length });
    shown = all.slice(-MOST_REJECTED).reverse();
    keepingFocus(list, () =>
      list.replaceChildren(
        ...shown.map(({ was }, at) => {
          const label = labels.find(({ id }) => id === was?.type);
          const text = result?.found.text.slice(was?.start, was?.end) ?? '';
          const restore = element(
            'button',
            { type: 'button', class: 'quiet small', 'data-at': String(at), 'data-key': `restore ${at}` },
            translate(lang, 'restore'),
          );
          restore.setAttribute('aria-label', translate(lang, 'restoreWhat', { text }));
          return element(
            'li',
            { 'data-type': label?.id },
            element('bdi', { lang: 'ar' }, text),
            ' ',
            element('span', { class: 'count' }, label ? typeName(label, lang) : ''),
            ' ',
            restore,
          );
        }),
      ),
    );
  };
}
