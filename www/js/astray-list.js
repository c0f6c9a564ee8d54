// Tags of the reader's whose words are no longer in the text: shown until they come back or are let go.

import { byId, element, keepingFocus } from './dom.js';
import { typeName } from './legend.js';
import { translate } from './strings.js';

/** Those named one by one; the others are counted. */
const MOST = 50;

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createAstrayList({ dispatch }) {
  const section = byId('astray');
  const list = byId('astray-list');
  byId('astray-forget').addEventListener('click', () => dispatch({ type: 'forget astray' }));

  return (state, before) => {
    const same = state.astray === before.astray && state.lang === before.lang && state.labels === before.labels;
    if (same && state !== before) return;
    const { astray, labels, lang } = state;
    // The focus would be lost with the button.
    if (astray.length === 0 && section.contains(document.activeElement)) byId('main').focus({ preventScroll: true });
    section.hidden = astray.length === 0;
    byId('astray-text').textContent = translate(lang, 'astrayText', { count: astray.length });
    keepingFocus(list, () =>
      list.replaceChildren(
        ...astray.slice(0, MOST).map(({ correction, quote }) => {
          const label = labels.find(({ id }) => id === (correction.now ?? correction.was)?.type);
          const type = label ? typeName(label, lang) : '';
          return element(
            'li',
            { 'data-type': label?.id },
            element('bdi', { lang: 'ar', class: 'astray-quote' }, quote),
            ' ',
            element(
              'span',
              { class: 'astray-type' },
              correction.now ? type : translate(lang, 'astrayRemoved', { type }),
            ),
          );
        }),
      ),
    );
  };
}
