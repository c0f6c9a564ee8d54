// The bar in which the reader looks for something in the text, goes from hit to hit, and tags all of them.

import { tagHits } from './commands.js';
import { byId } from './dom.js';
import { MOST_HITS, wholeWords } from './find.js';
import { intervalsIn } from './intervals.js';
import { typeOfKey } from './keys.js';
import { isShown } from './state.js';
import { formatNumber, translate } from './strings.js';
import { typeButtons } from './type-picker.js';

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createFindBar(store) {
  const bar = byId('find');
  const box = /** @type {HTMLInputElement} */ (byId('find-query'));
  const whole = /** @type {HTMLInputElement} */ (byId('find-whole'));
  const regex = /** @type {HTMLInputElement} */ (byId('find-regex'));
  const tag = byId('find-tag');
  const types = byId('find-types');
  const { get, dispatch } = store;

  const look = () =>
    dispatch({ type: 'find', wanted: { query: box.value, whole: whole.checked, regex: regex.checked } });
  box.addEventListener('input', look);
  whole.addEventListener('change', look);
  regex.addEventListener('change', look);
  byId('find-open').addEventListener('click', () => openFind(store));
  byId('find-next').addEventListener('click', () => dispatch({ type: 'go to hit', step: 1 }));
  byId('find-previous').addEventListener('click', () => dispatch({ type: 'go to hit', step: -1 }));
  byId('find-close').addEventListener('click', () => closeFind(store));
  tag.addEventListener('click', () => showTypes(types.hidden === true));
  types.addEventListener('click', (event) => {
    const type = event.target instanceof Element ? event.target.closest('button')?.dataset.pick : undefined;
    if (type) tagAll(type);
  });
  types.addEventListener('keydown', (event) => {
    const { keys, keymap } = get();
    const type = keys ? typeOfKey(keymap, event) : undefined;
    if (!type) return;
    event.preventDefault();
    tagAll(type);
  });

  /** @param {string} type */
  function tagAll(type) {
    showTypes(false);
    tagHits(type)(get(), dispatch);
    tag.focus();
  }
  bar.addEventListener('keydown', (event) => {
    const { code } = event;
    if (code === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (types.hidden) closeFind(store);
      else {
        showTypes(false);
        tag.focus();
      }
    } else if (code === 'F3' || (event.target === box && (code === 'Enter' || code === 'NumpadEnter'))) {
      event.preventDefault();
      dispatch({ type: 'go to hit', step: event.shiftKey ? -1 : 1 });
    }
  });

  /** @param {boolean} open */
  function showTypes(open) {
    types.hidden = !open;
    tag.setAttribute('aria-expanded', String(open));
    if (!open) return;
    types.replaceChildren(...typeButtons(get(), null));
    /** @type {HTMLElement} */ (types.firstElementChild).focus();
  }

  /** @param {import('./state.js').State} state */
  function count({ find, lang }) {
    if (!find || find.query === '') return '';
    if (find.problem) return translate(lang, find.problem.key, find.problem.params);
    if (find.waiting) return translate(lang, 'findLooking');
    if (find.hits.length === 0) return translate(lang, 'findNothing');
    const of = formatNumber(lang, find.hits.length) + (find.hits.length >= MOST_HITS ? '+' : '');
    return translate(lang, 'findCount', { at: formatNumber(lang, find.at + 1), of });
  }

  return (state, before) => {
    const { find, lang } = state;
    if (find === before.find && lang === before.lang && state.result === before.result && state !== before) return;
    bar.hidden = find === null;
    if (!find) {
      showTypes(false);
      return;
    }
    if (box.value !== find.query) box.value = find.query;
    whole.checked = find.whole;
    whole.disabled = find.regex;
    regex.checked = find.regex;
    box.dir = find.regex ? 'ltr' : 'auto';
    byId('find-count').textContent = count(state);
    bar.classList.toggle('in-vain', find.query !== '' && !find.waiting && find.hits.length === 0);
    for (const id of ['find-next', 'find-previous', 'find-tag']) {
      /** @type {HTMLButtonElement} */ (byId(id)).disabled = find.hits.length === 0;
    }
    if (!before.find) {
      box.focus();
      box.select();
    }
  };
}

/**
 * Opens the bar, with what is selected or was looked for last; where it is open, goes back to it.
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 */
export function openFind({ get, dispatch }) {
  const { result, selected, sought: last } = get();
  if (!result) return;
  const query = selected ? result.found.text.slice(selected.start, selected.end) : last.query;
  dispatch({ type: 'find', wanted: { ...last, query, regex: last.regex && !selected } });
  const box = /** @type {HTMLInputElement} */ (byId('find-query'));
  box.focus();
  box.select();
}

/**
 * Closes the bar. The tag that stands at the very words that the reader is at is active, to be corrected by a key; where
 * there is none the words are selected, to be tagged by one.
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 */
function closeFind({ get, dispatch }) {
  const state = get();
  const { find, result } = state;
  const hit = find?.hits[find.at];
  dispatch({ type: 'find', wanted: null });
  if (hit && result) {
    // A few letters are enough to find a word: it is the word that is tagged.
    const [start, end] = wholeWords(result.found.text, hit);
    const { starts, ends } = result.found;
    const at = intervalsIn(result.intervals, start, end).findLast(
      (one) => starts[one] === start && ends[one] === end && isShown(state, one),
    );
    if (at === undefined) dispatch({ type: 'select', selected: { start, end }, drawing: 'keys' });
    else dispatch({ type: 'activate', at, card: false });
  }
  byId('reading').focus({ preventScroll: true });
}
