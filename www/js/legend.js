// The legend: all types with their names and counts, each with a switch.

import { byId, element, say } from './dom.js';
import { GUIDELINES } from './guidelines.js';
import { groupOf, ownGuideline } from './own-types.js';
import { UNSURE_BELOW } from './pack.js';
import { formatNumber, hasString, translate } from './strings.js';

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
 * What opens the guideline of a type; one of the reader's own may have none.
 * @param {import('./pack.js').Label} label
 * @param {import('./state.js').State} state
 * @returns {HTMLElement[]}
 */
function guidelineButton(label, { types, lang }) {
  if (!Object.hasOwn(GUIDELINES, label.id) && !ownGuideline(types, label.id)) return [];
  const name = translate(lang, 'guidelineOf', { name: typeName(label, lang) });
  const button = element(
    'button',
    { type: 'button', class: 'quiet guideline-open', 'data-guideline': label.id, 'aria-label': name },
    translate(lang, 'helpSign'),
  );
  return [button];
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

  /** @type {HTMLElement[]} the row of each type */
  let rows = [];
  /** @param {number} i @param {boolean} checked */
  function check(i, checked) {
    /** @type {HTMLInputElement} */ (rows[i].querySelector('input')).checked = checked;
  }
  list.addEventListener('click', ({ target }) => {
    const group = target instanceof Element ? target.closest('button')?.dataset.group : undefined;
    if (group !== undefined) dispatch({ type: 'toggle group', group });
  });

  /** @param {import('./state.js').State} state */
  function grouped({ labels, types, lang }) {
    const groups = [...new Set(labels.map(({ id }) => groupOf(types, id)))];
    return groups.flatMap((group) => {
      const name = hasString(`group ${group}`) ? translate(lang, `group ${group}`) : group;
      const head = element(
        'button',
        { type: 'button', class: 'quiet small', 'data-group': group },
        element('bdi', {}, name),
      );
      const members = rows.filter((_, i) => groupOf(types, labels[i].id) === group);
      return [element('li', { class: 'legend-group' }, head), ...members];
    });
  }

  return (state, before) => {
    if (state.labels !== before.labels || state.lang !== before.lang) {
      rows = state.labels.map((label) =>
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
          ...guidelineButton(label, state),
        ),
      );
      list.replaceChildren(...grouped(state));
    } else if (state.hidden !== before.hidden && state.result === before.result) {
      for (const [i, { id }] of state.labels.entries()) check(i, !state.hidden.has(id));
      return;
    } else if (state.result === before.result) {
      return;
    }
    byId('unsure-note').hidden = !state.result?.found.unsure.includes(1);
    const limit = formatNumber(state.lang, UNSURE_BELOW, { style: 'percent' });
    say(byId('unsure-text'), translate(state.lang, 'unsureNote', { limit }));
    state.labels.forEach((label, i) => {
      const row = rows[i];
      const count = state.result?.found.groups.groups[i]?.count ?? 0;
      row.classList.toggle('absent', count === 0);
      check(i, !state.hidden.has(label.id));
      const counted = /** @type {HTMLElement} */ (row.querySelector('.count'));
      say(counted, count === 0 ? '' : formatNumber(state.lang, count));
    });
  };
}
