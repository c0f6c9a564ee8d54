// The panel of words that are tagged in more than one way.

import { canCorrect } from './commands.js';
import { inconsistencies, madeSame } from './consistency.js';
import { placeOf } from './corrections.js';
import { byId, element, keepingFocus } from './dom.js';
import { typeName } from './legend.js';
import { formatNumber, translate } from './strings.js';

/** Forms shown; the reader comes to the others as these are settled. */
const MOST_FORMS = 100;

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createConsistencyList({ get, dispatch }) {
  const list = byId('check-list');
  /** @type {import('./consistency.js').Inconsistency[]} */
  let all = [];
  /** @type {WeakMap<import('./consistency.js').Variant, number>} which place of a variant was gone to last */
  const goneTo = new WeakMap();

  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const inconsistency = all[Number(button?.dataset.form)];
    const variant = inconsistency?.variants[Number(button?.dataset.variant)];
    const state = get();
    if (!button || !variant || !state.result) return;
    if (button.dataset.do === 'go') {
      const next = ((goneTo.get(variant) ?? -1) + 1) % variant.places.length;
      goneTo.set(variant, next);
      const [tag] = variant.tags[next];
      const at = tag ? placeOf(state.result.found, state.labels, tag) : -1;
      if (at >= 0) dispatch({ type: 'activate', at, card: false, flash: true });
      else dispatch({ type: 'select', selected: variant.places[next], drawing: 'keys' });
      dispatch({ type: 'sheet', open: false });
    } else if (canCorrect(state)) {
      const changes = madeSame(inconsistency, variant);
      const params = { text: inconsistency.words, type: nameOf(variant, state), count: changes.length };
      dispatch({ type: 'correct all', changes, name: { key: 'saidMadeSame', params } });
    }
  });

  /**
   * @param {import('./consistency.js').Variant} variant
   * @param {import('./state.js').State} state
   */
  function nameOf({ types }, { labels, lang }) {
    const names = types.map((type) => {
      const label = labels.find(({ id }) => id === type);
      return label ? typeName(label, lang) : type;
    });
    return names.length > 0 ? names.join(' + ') : translate(lang, 'checkUntagged');
  }

  /** @param {import('./state.js').State} state */
  function render(state) {
    const { result, lang, labels } = state;
    all = result ? inconsistencies(result.found, result.intervals, labels).slice(0, MOST_FORMS) : [];
    byId('check-text').textContent = translate(lang, all.length > 0 ? 'checkCount' : 'checkNone', {
      count: all.length,
    });
    keepingFocus(list, () =>
      list.replaceChildren(
        ...all.map(({ words, variants }, form) =>
          element(
            'li',
            {},
            element('bdi', { lang: 'ar', class: 'check-words' }, words),
            element(
              'ul',
              {},
              ...variants.map((variant, k) => {
                const name = nameOf(variant, state);
                const count = formatNumber(lang, variant.places.length);
                const common = { type: 'button', 'data-form': String(form), 'data-variant': String(k) };
                const go = element(
                  'button',
                  {
                    ...common,
                    class: 'item',
                    'data-do': 'go',
                    'data-key': `go ${words} ${k}`,
                    'data-type': variant.types[0],
                  },
                  element('span', { class: 'check-type' }, name),
                  ' ',
                  element('span', { class: 'count' }, count),
                );
                const same = element(
                  'button',
                  { ...common, class: 'quiet small', 'data-do': 'same', 'data-key': `same ${words} ${k}` },
                  translate(lang, 'checkSame'),
                );
                same.setAttribute('aria-label', translate(lang, 'checkSameWhat', { text: words, type: name }));
                return element('li', {}, go, same);
              }),
            ),
          ),
        ),
      ),
    );
  }

  /** @type {import('./state.js').State | null} what the panel shows */
  let shown = null;
  return (state) => {
    // Nobody sees it: it is made when somebody does.
    if (state.tab !== 'check') return;
    const same = shown && state.result === shown.result && state.lang === shown.lang && state.labels === shown.labels;
    if (!same) render(state);
    shown = state;
  };
}
