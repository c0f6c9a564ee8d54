// The card of a type's guideline, behind the button beside its name in the legend.

import { byId, element } from './dom.js';
import { GUIDELINES } from './guidelines.js';
import { typeName } from './legend.js';
import { translate } from './strings.js';

/**
 * @param {{ get: () => import('./state.js').State }} store
 */
export function createGuidelineCard({ get }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('guideline'));
  byId('guideline-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  byId('legend').addEventListener('click', ({ target }) => {
    const id = target instanceof Element ? target.closest('button')?.dataset.guideline : undefined;
    const { labels, lang } = get();
    const label = labels.find((one) => one.id === id);
    if (!id || !label) return;
    const { ar, en, yes, no } = GUIDELINES[id];
    byId('guideline-title').textContent = typeName(label, lang);
    byId('guideline-body').replaceChildren(
      ...[element('p', { lang: 'ar', dir: 'rtl' }, ar), element('p', { lang: 'en', dir: 'ltr' }, en)].sort(
        (a, b) => Number(b.lang === lang) - Number(a.lang === lang),
      ),
      element('h3', {}, translate(lang, 'guidelineYes')),
      element('ul', {}, ...yes.map((example) => element('li', { lang: 'ar', dir: 'rtl' }, ...marked(example, id)))),
      element('h3', {}, translate(lang, 'guidelineNo')),
      element(
        'ul',
        {},
        ...no.map(([example, arabic, english]) =>
          element(
            'li',
            {},
            element('bdi', { lang: 'ar' }, example),
            ' — ',
            element('span', {}, lang === 'ar' ? arabic : english),
          ),
        ),
      ),
    );
    dialog.showModal();
  });
}

/**
 * An example, and what is tagged in it after it, not inside: an element within a word would break its joining.
 * @param {string} example
 * @param {string} id
 * @returns {Node[]}
 */
function marked(example, id) {
  const tagged = /\[(.*)\]/.exec(example)?.[1] ?? '';
  const chip = element('bdi', { class: 'guideline-tag', 'data-type': id }, tagged);
  return [document.createTextNode(example.replace(/[[\]]/g, '')), document.createTextNode(' ← '), chip];
}
