// The list of what was found: grouped by type, each thing once, with its number of mentions.

import { VALUE_TYPES } from './amounts.js';
import { byId, element, keepingFocus } from './dom.js';
import { itemAt } from './groups.js';
import { typeName } from './legend.js';
import { isShown, nextMention } from './state.js';
import { formatNumber, translate } from './strings.js';
import { describeValue } from './values.js';
import { valueInWords } from './values-table.js';

/** Things shown of a type before "more" is asked for, and how many each asking adds. */
const ITEMS_AT_FIRST = 30;
const ITEMS_MORE = 300;

/** @typedef {import('./groups.js').ListItem} ListItem */

/**
 * Whether a value says no more than the name: the same digits, whatever their script.
 * @param {string} name
 * @param {string} value
 * @returns {boolean}
 */
function sameDigits(name, value) {
  const plain = (/** @type {string} */ text) =>
    text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660)).replace(/[,،٬\s]/g, '');
  return plain(name) === plain(value);
}

/**
 * @param {import('./state.js').State} state
 * @param {ListItem} item
 */
function countShown(state, item) {
  return item.mentions.reduce((sum, at) => sum + (isShown(state, at) ? 1 : 0), 0);
}

/**
 * @param {import('./state.js').State} state
 * @param {ListItem} item
 */
function isAnyShown(state, item) {
  return item.mentions.some((at) => isShown(state, at));
}

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createEntityList(store) {
  const root = byId('list');
  /** @type {WeakMap<Element, ListItem>} */
  const itemOfButton = new WeakMap();
  /** @type {Map<ListItem, HTMLElement>} */
  const buttons = new Map();
  /** @type {Map<number, number>} how many items of a type are shown */
  const shown = new Map();

  /** @param {EventTarget | null} target */
  const itemUnder = (target) => {
    const button = target instanceof Element ? target.closest('.item') : null;
    return button ? itemOfButton.get(button) : undefined;
  };
  root.addEventListener('click', (event) => {
    const item = itemUnder(event.target);
    if (item) {
      store.dispatch({ type: 'activate', at: nextMention(store.get(), item), card: false, flash: true });
      store.dispatch({ type: 'sheet', open: false });
    }
    const more = event.target instanceof Element ? event.target.closest('.more') : null;
    if (more instanceof HTMLElement) {
      const type = Number(more.dataset.group);
      shown.set(type, (shown.get(type) ?? ITEMS_AT_FIRST) + ITEMS_MORE);
      sections.get(type)?.remove();
      sections.delete(type);
      show(store.get());
    }
  });
  /** @param {Event} event */
  const point = (event) => store.dispatch({ type: 'hover', at: itemUnder(event.target)?.mentions ?? [] });
  root.addEventListener('pointerover', point);
  root.addEventListener('focusin', point);
  for (const name of ['pointerleave', 'focusout']) {
    root.addEventListener(name, () => store.dispatch({ type: 'hover', at: [] }));
  }

  /** @type {Map<number, HTMLElement>} the section of a type that was found, made when it is first shown */
  const sections = new Map();

  /** @type {Map<number, string>} what each of them says */
  const contents = new Map();

  /**
   * Lists anew what has changed: a correction touches one type or two, and leaves the sections of the others.
   * @param {import('./state.js').State} state
   * @param {boolean} all in other words too
   */
  function render(state, all) {
    buttons.clear();
    for (const [type, section] of [...sections]) {
      const group = state.result?.found.groups.groups[type];
      const items = group ? group.items.filter((item) => isAnyShown(state, item)) : [];
      if (all || contentOf(state, type, items) !== contents.get(type)) {
        section.remove();
        sections.delete(type);
        continue;
      }
      section.querySelectorAll('.item').forEach((button, i) => {
        itemOfButton.set(button, items[i]);
        buttons.set(items[i], /** @type {HTMLElement} */ (button));
      });
    }
    show(state);
  }

  /**
   * @param {import('./state.js').State} state
   * @param {number} type
   * @param {readonly ListItem[]} items
   */
  function contentOf(state, type, items) {
    const limit = shown.get(type) ?? ITEMS_AT_FIRST;
    const said = items
      .slice(0, limit)
      .map((item) => [item.name, countShown(state, item), state.result?.found.values[item.mentions[0]]]);
    return JSON.stringify([limit, items.length, items.reduce((sum, item) => sum + countShown(state, item), 0), said]);
  }

  /**
   * Puts in and takes out sections, and leaves the others alone.
   * @param {import('./state.js').State} state
   */
  function show(state) {
    /** @type {Element | null} */
    let next = null;
    for (const group of [...(state.result?.found.groups.groups ?? [])].reverse()) {
      let section = sections.get(group.type);
      const none = group.count === 0 || !group.items.some((item) => isAnyShown(state, item));
      if (none) {
        section?.remove();
        continue;
      }
      if (!section) {
        section = renderGroup(state, group);
        sections.set(group.type, section);
      }
      if (!section.isConnected) root.insertBefore(section, next);
      next = section;
    }
    byId('list-empty').hidden = root.childElementCount > 0;
    mark(state);
  }

  /**
   * @param {import('./state.js').State} state
   * @param {import('./groups.js').TypeGroup} group
   */
  function renderGroup(state, group) {
    const label = state.labels[group.type];
    const limit = shown.get(group.type) ?? ITEMS_AT_FIRST;
    const list = element('ul', {});
    const items = group.items.filter((item) => isAnyShown(state, item));
    contents.set(group.type, contentOf(state, group.type, items));
    for (const item of items.slice(0, limit)) {
      const count = countShown(state, item);
      const button = element(
        'button',
        { type: 'button', class: 'item', 'data-key': `${label.id} ${item.name}` },
        element('span', { class: 'item-name', lang: 'ar', dir: 'auto' }, item.name),
      );
      if (count > 1) button.append(' ', element('span', { class: 'count' }, formatNumber(state.lang, count)));
      const value = state.result?.found.values[item.mentions[0]];
      if (value && VALUE_TYPES.includes(label.id)) {
        const said = describeValue(state.lang, value);
        // Only what the name does not say: «أيام» is days, and 500 is 500.
        if (/\p{N}/u.test(said) && !sameDigits(item.name, said)) {
          button.append(element('span', { class: 'item-value' }, ...valueInWords(state.lang, value)));
        }
      }
      itemOfButton.set(button, item);
      buttons.set(item, button);
      list.append(element('li', {}, button));
    }
    const rest = items.length - limit;
    if (rest > 0) {
      const text = translate(state.lang, 'more', { count: Math.min(rest, ITEMS_MORE) });
      const more = element('button', { type: 'button', class: 'more quiet', 'data-group': String(group.type) }, text);
      list.append(element('li', {}, more));
    }
    return element(
      'section',
      { class: 'group', 'data-type': label.id },
      element(
        'h3',
        {},
        element('span', { class: 'group-name' }, typeName(label, state.lang)),
        ' ',
        element(
          'span',
          { class: 'count' },
          formatNumber(
            state.lang,
            items.reduce((sum, item) => sum + countShown(state, item), 0),
          ),
        ),
      ),
      list,
    );
  }

  /** @type {Element[]} */
  let marked = [];
  /** @param {import('./state.js').State} state */
  function mark(state) {
    for (const button of marked) {
      button.classList.remove('hover');
      button.removeAttribute('aria-current');
    }
    marked = [];
    if (!state.result) return;
    const { groups } = state.result.found;
    for (const at of [...state.hover.slice(0, 1), state.active]) {
      const button = buttons.get(/** @type {ListItem} */ (itemAt(groups, at)));
      if (!button) continue;
      if (at === state.active) button.setAttribute('aria-current', 'true');
      else button.classList.add('hover');
      marked.push(button);
    }
  }

  return (state, before) => {
    const others = state.result !== before.result || state.filter !== before.filter;
    const reworded = state.lang !== before.lang || state.labels !== before.labels;
    if (state.result?.source !== before.result?.source) shown.clear();
    if (others || reworded) keepingFocus(root, () => render(state, reworded));
    else if (state.hidden !== before.hidden) show(state);
    else if (state.active !== before.active || state.hover !== before.hover) mark(state);
  };
}
