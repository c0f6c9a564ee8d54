// The card of a type's guideline, behind the button beside its name in the legend.

import { byId, element } from './dom.js';
import { GUIDELINES } from './guidelines.js';
import { typeName } from './legend.js';
import { ownGuideline } from './own-types.js';
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
    const { labels, types, lang } = get();
    const label = labels.find((one) => one.id === id);
    if (!id || !label) return;
    byId('guideline-title').textContent = typeName(label, lang);
    const own = ownGuideline(types, id);
    byId('guideline-body').replaceChildren(...(own ? ownParts(own, id, lang) : parts(GUIDELINES[id], id, lang)));
    dialog.showModal();
  });
}

/**
 * What a type is, in the language of the page first; a language that says nothing is left out.
 * @param {{ ar: string, en: string }} said
 * @param {import('./state.js').Lang} lang
 */
function definitions({ ar, en }, lang) {
  return [element('p', { lang: 'ar', dir: 'rtl' }, ar), element('p', { lang: 'en', dir: 'ltr' }, en)]
    .filter(({ textContent }) => textContent !== '')
    .sort((a, b) => Number(b.lang === lang) - Number(a.lang === lang));
}

/**
 * @param {import('./guidelines.js').Guideline} guideline
 * @param {string} id
 * @param {import('./state.js').Lang} lang
 */
function parts({ ar, en, yes, no }, id, lang) {
  return [
    ...definitions({ ar, en }, lang),
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
  ];
}

/**
 * The same of what the reader has written; of what is not written there is nothing.
 * @param {import('./own-types.js').OwnGuideline} guideline
 * @param {string} id
 * @param {import('./state.js').Lang} lang
 */
function ownParts({ ar, en, yes, no }, id, lang) {
  /** @param {string} key @param {HTMLElement[]} items */
  const listed = (key, items) =>
    items.length > 0 ? [element('h3', {}, translate(lang, key)), element('ul', {}, ...items)] : [];
  const examples = yes.map((example) => element('li', { dir: 'auto' }, ...marked(example, id)));
  const others = no.map((example) => element('li', { dir: 'auto' }, example));
  return [...definitions({ ar, en }, lang), ...listed('guidelineYes', examples), ...listed('guidelineNo', others)];
}

/**
 * An example, and what is tagged in it after it, not inside: an element within a word would break its joining.
 * @param {string} example
 * @param {string} id
 * @returns {Node[]}
 */
function marked(example, id) {
  const [, tagged] = /\[([^\]]+)\]/.exec(example) ?? [];
  if (!tagged) return [document.createTextNode(example)];
  const chip = element('bdi', { class: 'guideline-tag', 'data-type': id }, tagged);
  return [document.createTextNode(example.replace(/\[([^\]]+)\]/, '$1')), document.createTextNode(' ← '), chip];
}
