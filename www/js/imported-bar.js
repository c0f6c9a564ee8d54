// Where the tags come from when they come from a file: its name, what is not as it stood there, and the switch that
// shows beside them what the engine finds.

import { byId, element } from './dom.js';
import { formatNumber, hasString, translate } from './strings.js';

/** Types that are named one by one. */
const NAMED_TYPES = 12;

/**
 * @param {{ dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createImportedBar({ dispatch }) {
  const suggestions = /** @type {HTMLInputElement} */ (byId('imported-suggestions'));
  const details = /** @type {HTMLDetailsElement} */ (byId('imported-reports'));
  suggestions.addEventListener('change', () => dispatch({ type: 'suggestions', on: suggestions.checked }));
  byId('imported-take').addEventListener('click', () => dispatch({ type: 'take types' }));

  /**
   * @param {import('./state.js').Lang} lang
   * @param {readonly import('./imported.js').Unknown[]} unknown
   */
  function showUnknown(lang, unknown) {
    byId('imported-unknown').hidden = unknown.length === 0;
    if (unknown.length === 0) return;
    const named = unknown
      .slice(0, NAMED_TYPES)
      .map(({ label, count }) => `\u2068${label}\u2069\u00a0(${formatNumber(lang, count)})`);
    const names = [...named, ...(unknown.length > NAMED_TYPES ? ['…'] : [])].join(translate(lang, 'comma'));
    const count = unknown.reduce((sum, one) => sum + one.count, 0);
    byId('imported-unknown-text').textContent = translate(lang, 'importedUnknown', { count, names });
    byId('imported-take').textContent = translate(lang, 'importedTake', { count: unknown.length });
  }

  return (state, before) => {
    const { imported, lang } = state;
    if (imported === before.imported && lang === before.lang && state !== before) return;
    byId('imported').hidden = imported === null;
    if (!imported) return;
    const { name, format, annotations: count, reports } = imported;
    const title = hasString(`formatName ${format}`) ? translate(lang, `formatName ${format}`) : format;
    byId('imported-text').textContent = translate(lang, 'importedFrom', {
      name,
      format: title,
      tags: { key: 'tags', params: { count } },
    });
    suggestions.checked = imported.suggestions;
    showUnknown(lang, imported.unknown ?? []);
    details.hidden = reports.length === 0;
    byId('imported-summary').textContent = translate(lang, 'importedReports', { count: reports.length });
    byId('imported-list').replaceChildren(
      ...reports.map(({ key, params }) => element('li', { dir: 'auto' }, translate(lang, key, params))),
    );
    if (imported.name !== before.imported?.name) details.open = false;
  };
}
