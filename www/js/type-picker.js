// The types as a row of buttons, each with its key.

import { element } from './dom.js';
import { keyCap } from './keys.js';
import { typeName } from './legend.js';

/**
 * @param {import('./state.js').State} state
 * @param {string | null} current the type that it is now, or is guessed to be
 * @param {string[]} [first] types that stand before the others
 * @returns {HTMLElement[]}
 */
export function typeButtons(state, current, first = []) {
  const rank = (/** @type {string} */ id) => (first.includes(id) ? first.indexOf(id) : first.length);
  return state.labels
    .toSorted((a, b) => rank(a.id) - rank(b.id))
    .map((label) => {
      const button = element('button', {
        type: 'button',
        class: 'type-button',
        'data-type': label.id,
        'data-pick': label.id,
        'aria-pressed': String(label.id === current),
        title: typeName(label, state.lang),
        'aria-keyshortcuts': state.keys ? keyCap(state.keymap, label.id) || null : null,
      });
      const short = state.lang === 'ar' ? label.shortAr : label.shortEn;
      button.append(element('span', {}, short));
      const cap = state.keys ? keyCap(state.keymap, label.id) : '';
      if (cap) button.append(element('kbd', { dir: 'ltr', 'aria-hidden': 'true' }, cap));
      return button;
    });
}
