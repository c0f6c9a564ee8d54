// The legend: all types with their names and counts, each with a switch.

import { byId, element } from './dom.js';
import { UNSURE_BELOW } from './pack.js';
import { formatNumber, translate } from './strings.js';

/**
 * The name of a type in the interface's language.
 * @param {import('./pack.js').Label} label
 * @param {import('./state.js').Lang} lang
 * @returns {string}
 */
export function typeName(label, lang) {
  return lang === 'ar' ? label.ar : label.en;
}

/**
 * @param {(action: import('./state.js').Action) => void} dispatch
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createLegend(dispatch) {
  const list = byId('legend');
  byId('show-all').addEventListener('click', () => dispatch({ type: 'show types', ids: 'all' }));
  byId('show-none').addEventListener('click', () => dispatch({ type: 'show types', ids: 'none' }));
  list.addEventListener('change', (event) => {
    if (event.target instanceof HTMLInputElement) dispatch({ type: 'toggle type', id: event.target.value });
  });

  /** @param {number} i @param {boolean} checked */
  function check(i, checked) {
    /** @type {HTMLInputElement} */ (list.children[i].querySelector('input')).checked = checked;
  }

  return (state, before) => {
    if (state.labels !== before.labels || state.lang !== before.lang) {
      list.replaceChildren(
        ...state.labels.map((label) =>
          element(
            'li',
            {},
            element(
              'label',
              { class: 'legend-type', 'data-type': label.id },
              element('input', { type: 'checkbox', value: label.id }),
              element('span', { class: 'legend-name' }, typeName(label, state.lang)),
              element('span', { class: 'count' }),
            ),
          ),
        ),
      );
    } else if (state.hidden !== before.hidden && state.result === before.result) {
      for (const [i, { id }] of state.labels.entries()) check(i, !state.hidden.has(id));
      return;
    } else if (state.result === before.result) {
      return;
    }
    byId('unsure-note').hidden = !state.result?.found.unsure.includes(1);
    byId('unsure-text').textContent = translate(state.lang, 'unsureNote', {
      limit: formatNumber(state.lang, UNSURE_BELOW, { style: 'percent' }),
    });
    state.labels.forEach((label, i) => {
      const row = /** @type {HTMLElement} */ (list.children[i]);
      const count = state.result?.found.groups.groups[i].count ?? 0;
      row.classList.toggle('absent', count === 0);
      check(i, !state.hidden.has(label.id));
      /** @type {HTMLElement} */ (row.querySelector('.count')).textContent =
        count === 0 ? '' : formatNumber(state.lang, count);
    });
  };
}
