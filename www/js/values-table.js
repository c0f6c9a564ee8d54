// The table of dates and amounts: what the text says, what it means, and where it stands.

import { paragraphNumbers, valueParts } from './amounts.js';
import { byId, element, keepingFocus } from './dom.js';
import { typeName } from './legend.js';
import { formatNumber, translate } from './strings.js';
import { describeValue, isoOf } from './values.js';

/** Rows shown before "more" is asked for, and how many each asking adds. */
const ROWS_AT_FIRST = 100;
const ROWS_MORE = 500;

/**
 * A value in words, and in ISO 8601 where that says more.
 * @param {import('./state.js').Lang} lang
 * @param {string} json
 * @returns {(HTMLElement | string)[]}
 */
export function valueInWords(lang, json) {
  const iso = isoOf(json);
  const words = describeValue(lang, json);
  const said = element('bdi', { dir: lang === 'ar' ? 'rtl' : 'ltr' }, words);
  return iso === null || iso === words ? [said] : [said, ' ', element('bdi', { class: 'iso', dir: 'ltr' }, iso)];
}

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createValuesTable(store) {
  const table = byId('values');
  const more = byId('values-more');
  let limit = ROWS_AT_FIRST;

  for (const by of /** @type {const} */ (['value', 'place'])) {
    byId(`sort-${by}`).addEventListener('click', () => store.dispatch({ type: 'sort', by }));
  }
  table.addEventListener('click', (event) => {
    const row = event.target instanceof Element ? event.target.closest('tr[data-at]') : null;
    if (!(row instanceof HTMLElement)) return;
    store.dispatch({ type: 'activate', at: Number(row.dataset.at), card: false, flash: true });
    store.dispatch({ type: 'sheet', open: false });
  });
  more.addEventListener('click', () => {
    limit += ROWS_MORE;
    render(store.get());
  });

  /** @param {import('./state.js').State} state */
  function render(state) {
    for (const body of table.querySelectorAll('tbody')) body.remove();
    const parts = valueParts(state);
    const count = parts.reduce((sum, { rows }) => sum + rows.length, 0);
    table.hidden = count === 0;
    byId('values-empty').hidden = count > 0;
    for (const by of /** @type {const} */ (['value', 'place'])) {
      const sorted = state.sort.by === by ? (state.sort.down ? 'descending' : 'ascending') : 'none';
      byId(`sort-${by}`).parentElement?.setAttribute('aria-sort', sorted);
    }
    if (!state.result) return;
    const { found } = state.result;
    const numberOf = paragraphNumbers(found);
    let room = limit;
    for (const { type, rows } of parts) {
      if (room <= 0) break;
      const body = element('tbody', {});
      if (type >= 0) {
        const label = state.labels[type];
        const name = element('th', { scope: 'rowgroup', colspan: '3' }, typeName(label, state.lang));
        body.append(element('tr', { class: 'part', 'data-type': label.id }, name));
      }
      for (const at of rows.slice(0, room)) {
        const button = element(
          'button',
          { type: 'button', class: 'value-text', lang: 'ar', dir: 'auto', 'data-key': String(found.starts[at]) },
          found.text.slice(found.starts[at], found.ends[at]),
        );
        const json = /** @type {string} */ (found.values[at]);
        body.append(
          element(
            'tr',
            { 'data-at': String(at), 'data-type': state.labels[found.types[at]].id },
            element('td', {}, button),
            element('td', { class: 'value' }, ...valueInWords(state.lang, json)),
            element('td', { class: 'place' }, formatNumber(state.lang, numberOf(found.starts[at]))),
          ),
        );
      }
      room -= rows.length;
      table.append(body);
    }
    more.hidden = count <= limit;
    more.textContent = translate(state.lang, 'moreMentions', { count: Math.min(count - limit, ROWS_MORE) });
    mark(state);
  }

  /** @param {import('./state.js').State} state */
  function mark(state) {
    table.querySelector('[aria-current]')?.removeAttribute('aria-current');
    table.querySelector(`tr[data-at="${state.active}"]`)?.setAttribute('aria-current', 'true');
  }

  /** @type {import('./state.js').State | null} what the table shows */
  let shown = null;
  return (state) => {
    // Nobody sees it: it is made when somebody does.
    if (state.tab !== 'values') return;
    const anew =
      shown === null ||
      state.result !== shown.result ||
      state.hidden !== shown.hidden ||
      state.filter !== shown.filter ||
      state.lang !== shown.lang ||
      state.labels !== shown.labels ||
      state.sort !== shown.sort;
    if (state.result?.source !== shown?.result?.source) limit = ROWS_AT_FIRST;
    if (anew) keepingFocus(table, () => render(state));
    else if (state.active !== shown?.active) mark(state);
    shown = state;
  };
}
