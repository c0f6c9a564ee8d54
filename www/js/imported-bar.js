// Where the tags come from when they come from a file: its name, what is not as it stood there, and the switch that
// shows beside them what the engine finds.

import { byId, element } from './dom.js';
import { hasString, translate } from './strings.js';

/**
 * @param {{ dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createImportedBar({ dispatch }) {
  const suggestions = /** @type {HTMLInputElement} */ (byId('imported-suggestions'));
  const details = /** @type {HTMLDetailsElement} */ (byId('imported-reports'));
  suggestions.addEventListener('change', () => dispatch({ type: 'suggestions', on: suggestions.checked }));

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
    details.hidden = reports.length === 0;
    byId('imported-summary').textContent = translate(lang, 'importedReports', { count: reports.length });
    byId('imported-list').replaceChildren(
      ...reports.map(({ key, params }) => element('li', { dir: 'auto' }, translate(lang, key, params))),
    );
    if (imported.name !== before.imported?.name) details.open = false;
  };
}
