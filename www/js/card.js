// The card of the active annotation.

import { canCorrect, confirm, confirmAndGo, remove, retag, takeAlternative } from './commands.js';
import { byId, element } from './dom.js';
import { itemAt } from './groups.js';
import { intervalsAt } from './intervals.js';
import { typeName } from './legend.js';
import { withWord } from './own-words.js';
import { isShown, neighbour } from './state.js';
import { formatNumber, hasString, translate } from './strings.js';
import { typeButtons } from './type-picker.js';
import { valueInWords } from './values-table.js';

/**
 * The smallest shown annotation around this one, -1 for none.
 * @param {import('./state.js').State} state
 * @returns {number}
 */
export function surrounding(state) {
  if (!state.result || state.active < 0) return -1;
  const { starts, ends } = state.result.found;
  const { active } = state;
  const around = intervalsAt(state.result.intervals, starts[active]).filter(
    (at) => at !== active && ends[at] >= ends[active] && at < active && isShown(state, at),
  );
  return around[0] ?? -1;
}

/**
 * @param {import('./state.js').State} state
 * @returns {[key: string, ...content: (Node | string)[]][]}
 */
function cardRows(state) {
  const { lang, active, result } = state;
  if (!result) return [];
  const { found } = result;
  /** @param {string} key @param {Record<string, number>} [params] */
  const say = (key, params) => translate(lang, key, params);
  /** @param {string} text */
  const arabic = (text) => element('span', { lang: 'ar', dir: 'auto', class: 'quoted' }, text);
  const text = found.text.slice(found.starts[active], found.ends[active]);
  const head = found.text.slice(found.headStarts[active], found.headEnds[active]);
  const norm = found.norms[active];
  const value = found.values[active];
  const subtype = found.subtypes[active];
  const item = itemAt(found.groups, active);
  const confidence = found.confidences[active];
  const source = `source ${found.sources[active]}`;

  /** @type {[string, ...(Node | string)[]][]} */
  const rows = [];
  if (value !== null) rows.push(['value', ...valueInWords(lang, value)]);
  if (head !== text) rows.push(['head', arabic(head)]);
  if (norm !== null && norm !== text && norm !== head) rows.push(['norm', arabic(norm)]);
  if (subtype !== null) {
    rows.push(['subtype', hasString(`subtype ${subtype}`) ? say(`subtype ${subtype}`) : subtype]);
  }
  if (item && item.mentions.length > 1) {
    const at = item.mentions.indexOf(active) + 1;
    const place = say('mention', { at, of: item.mentions.length });
    const name = item.name === text || item.name === norm ? [] : [arabic(item.name), lang === 'ar' ? '، ' : ', '];
    rows.push(['entity', ...name, place]);
  }
  rows.push(['source', hasString(source) ? say(source) : found.sources[active]]);
  const percent = formatNumber(lang, confidence, { style: 'percent' });
  const bar = element('span', { class: 'bar', 'aria-hidden': 'true' }, element('i', {}));
  /** @type {HTMLElement} */ (bar.firstElementChild).style.inlineSize = `${Math.round(confidence * 100)}%`;
  const how = found.confirmed[active] ? say('confirmed') : found.unsure[active] ? say('unsure') : null;
  rows.push(['confidence', bar, percent, ...(how ? [` · ${how}`] : [])]);
  const alternatives = found.alternatives[active];
  if (alternatives) rows.push(['alternatives', element('ul', {}, ...alternatives.map(alternativeLine))]);
  return rows;

  /** @param {import('./pack.js').Alternative} alternative @param {number} place */
  function alternativeLine({ start, end, type, confidence: likely }, place) {
    const label = state.labels[type];
    const what = element(
      'button',
      { type: 'button', class: 'quiet', 'data-alternative': String(place) },
      element('b', { 'data-type': label.id }, typeName(label, lang)),
    );
    const other = found.text.slice(start, end);
    if (start !== found.starts[active] || end !== found.ends[active]) what.append(' ', arabic(other));
    return element('li', {}, what, ' ', formatNumber(lang, likely, { style: 'percent' }));
  }
}

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {{ update: (state: import('./state.js').State, before: import('./state.js').State) => void, focus: () => void }}
 */
export function createCard(store) {
  const card = byId('card');
  card.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const state = store.get();
    const at = {
      previous: () => neighbour(state, -1),
      next: () => neighbour(state, 1),
      outward: () => surrounding(state),
    };
    const { go, pick, alternative } = button.dataset;
    const command = {
      confirm: confirmAndGo,
      remove,
      pick: retag(pick ?? ''),
      alternative: takeAlternative(Number(alternative)),
    };
    const asked = pick ? 'pick' : alternative ? 'alternative' : button.dataset.do;
    if (asked === 'always' || asked === 'never') {
      const { found } = /** @type {import('./state.js').Result} */ (state.result);
      const form = found.text.slice(found.starts[state.active], found.ends[state.active]);
      const type = asked === 'always' ? state.labels[found.types[state.active]].id : null;
      store.dispatch({ type: 'words', words: withWord(state.words, { form, type }) });
      store.dispatch({ type: 'say', message: { key: type ? 'saidAlways' : 'saidNever', params: { text: form } } });
      byId('reading').focus({ preventScroll: true });
    } else if (asked === 'confirm' || asked === 'remove' || asked === 'pick' || asked === 'alternative') {
      command[asked](state, store.dispatch);
      if (store.get().card) card.focus();
      else byId('reading').focus({ preventScroll: true });
    } else if (go === 'close') store.dispatch({ type: 'close card' });
    else if (go === 'previous' || go === 'next' || go === 'outward') {
      store.dispatch({ type: 'activate', at: at[go](), card: true });
      const again = /** @type {HTMLButtonElement | null} */ (card.querySelector(`[data-go="${go}"]`));
      if (again?.disabled) card.focus();
      else again?.focus();
    }
  });

  /** @param {import('./state.js').State} state */
  function render(state) {
    const { found } = /** @type {import('./state.js').Result} */ (state.result);
    const label = state.labels[found.types[state.active]];
    /** @param {string} go @param {string} key @param {string} sign @param {boolean} able */
    const button = (go, key, sign, able) => {
      const name = translate(state.lang, key);
      const made = element('button', {
        type: 'button',
        class: 'quiet square',
        'data-go': go,
        'aria-label': name,
        title: name,
      });
      made.append(element('span', { 'aria-hidden': 'true' }, sign));
      made.disabled = !able;
      return made;
    };
    card.dataset.type = label.id;
    card.replaceChildren(
      element(
        'div',
        { class: 'card-head' },
        element('span', { id: 'card-type', class: 'card-type' }, typeName(label, state.lang)),
        element(
          'span',
          { class: 'card-go' },
          button('outward', 'outward', '↑', surrounding(state) >= 0),
          // Where lines run from right to left, browsers mirror these two.
          button('previous', 'previous', '‹', neighbour(state, -1) >= 0),
          button('next', 'next', '›', neighbour(state, 1) >= 0),
          button('close', 'close', '×', true),
        ),
      ),
      element(
        'p',
        { id: 'card-text', class: 'card-text', lang: 'ar', dir: 'auto' },
        found.text.slice(found.starts[state.active], found.ends[state.active]),
      ),
      element(
        'dl',
        {},
        ...cardRows(state).flatMap(([key, ...content]) => [
          element('dt', {}, translate(state.lang, key)),
          element('dd', {}, ...content),
        ]),
      ),
      ...(canCorrect(state) ? corrections(state, label.id) : []),
    );
  }

  /**
   * What can be done about the annotation.
   * @param {import('./state.js').State} state
   * @param {string} type
   */
  function corrections(state, type) {
    const yes = element('button', { type: 'button', class: 'small', 'data-do': 'confirm' });
    yes.append(`✓ ${translate(state.lang, 'confirm')}`);
    yes.disabled = !confirm(state);
    const no = element('button', { type: 'button', class: 'quiet small', 'data-do': 'remove' });
    no.append(translate(state.lang, 'remove'));
    const change = element('details', { class: 'card-types' });
    change.append(
      element('summary', {}, translate(state.lang, 'changeType')),
      element('div', { class: 'type-buttons' }, ...typeButtons(state, type)),
    );
    const { found } = /** @type {import('./state.js').Result} */ (state.result);
    const text = found.text.slice(found.starts[state.active], found.ends[state.active]);
    const always = element('button', { type: 'button', class: 'quiet small', 'data-do': 'always' });
    const label = state.labels.find(({ id }) => id === type);
    always.append(translate(state.lang, 'wordsAlways', { text, type: label ? typeName(label, state.lang) : type }));
    const never = element('button', { type: 'button', class: 'quiet small', 'data-do': 'never' });
    never.append(translate(state.lang, 'wordsNeverText', { text }));
    const words = element('details', { class: 'card-types' });
    words.append(
      element('summary', {}, translate(state.lang, 'ownWords')),
      element('p', { class: 'card-do' }, always, ' ', never),
    );
    return [element('p', { class: 'card-do' }, yes, ' ', no), change, words];
  }

  return {
    update(state, before) {
      const open = state.card && state.active >= 0 && state.result !== null;
      card.hidden = !open;
      const same =
        state.active === before.active &&
        state.card === before.card &&
        state.lang === before.lang &&
        state.result === before.result &&
        state.hidden === before.hidden &&
        state.filter === before.filter;
      if (open && !same) render(state);
    },
    focus: () => card.focus(),
  };
}
