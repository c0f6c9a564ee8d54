// What was found in the order of the text, each annotation inside those that hold it. In place of the list by types.

import { byId, element, keepingFocus } from './dom.js';
import { typeName } from './legend.js';
import { isShown } from './state.js';
import { translate } from './strings.js';

/** How many annotations are listed at a time. */
const LISTED = 200;
/** How many are listed before the one that the reader is at. */
const AHEAD = 20;

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createOutline(store) {
  const root = byId('outline');
  const order = byId('list-order');
  /** @type {Map<number, HTMLElement>} the buttons of what is listed */
  const buttons = new Map();
  /** @type {number[]} what is shown, in the order of the text */
  let shown = [];
  /** The place in it of the first that is listed. */
  let from = 0;

  order.addEventListener('click', () => store.dispatch({ type: 'outline', on: !store.get().outline }));
  /** @param {EventTarget | null} target */
  const buttonUnder = (target) => (target instanceof Element ? target.closest('button') : null);
  root.addEventListener('click', ({ target }) => {
    const { at, from: next } = buttonUnder(target)?.dataset ?? {};
    if (at !== undefined) {
      store.dispatch({ type: 'activate', at: Number(at), card: false, flash: true });
      store.dispatch({ type: 'sheet', open: false });
    } else if (next !== undefined) {
      from = Number(next);
      list(store.get());
      const button = buttons.values().next().value;
      button?.scrollIntoView({ block: 'nearest' });
      button?.focus({ preventScroll: true });
    }
  });
  /** @param {Event} event */
  const point = ({ target }) => {
    const at = buttonUnder(target)?.dataset.at;
    store.dispatch({ type: 'hover', at: at === undefined ? [] : [Number(at)] });
  };
  root.addEventListener('pointerover', point);
  root.addEventListener('focusin', point);
  for (const name of ['pointerleave', 'focusout']) {
    root.addEventListener(name, () => store.dispatch({ type: 'hover', at: [] }));
  }

  /** @param {import('./state.js').State} state */
  function collect(state) {
    shown = [];
    const count = state.result?.found.starts.length ?? 0;
    for (let at = 0; at < count; at += 1) if (isShown(state, at)) shown.push(at);
    from = Math.min(from, Math.max(0, shown.length - 1));
  }

  /** @param {import('./state.js').State} state */
  function list(state) {
    buttons.clear();
    root.replaceChildren();
    if (!state.result) return;
    const { text, starts, ends, types, confirmed } = state.result.found;
    const top = element('ul', {});
    /** @type {{ at: number, item: HTMLElement }[]} those that may hold what comes next */
    const open = [];
    for (const at of shown.slice(from, from + LISTED)) {
      while (open.length > 0 && ends[/** @type {{ at: number }} */ (open.at(-1)).at] < ends[at]) open.pop();
      const label = state.labels[types[at]];
      const button = element(
        'button',
        {
          type: 'button',
          class: 'item',
          'data-at': String(at),
          'data-key': `outline ${starts[at]} ${ends[at]} ${label.id}`,
        },
        element('span', { class: 'item-name', lang: 'ar', dir: 'auto' }, text.slice(starts[at], ends[at])),
        ' ',
        element('span', { class: confirmed[at] ? 'item-type confirmed' : 'item-type' }, typeName(label, state.lang)),
      );
      const item = element('li', { 'data-type': label.id }, button);
      buttons.set(at, button);
      const holder = open.at(-1)?.item;
      if (!holder) top.append(item);
      else if (holder.lastElementChild?.tagName === 'UL') holder.lastElementChild.append(item);
      else holder.append(element('ul', {}, item));
      open.push({ at, item });
    }
    const rest = shown.length - from - LISTED;
    root.append(
      ...(from > 0 ? [turn(state, 'outlineEarlier', Math.max(0, from - LISTED), Math.min(from, LISTED))] : []),
      top,
      ...(rest > 0 ? [turn(state, 'outlineLater', from + LISTED, Math.min(rest, LISTED))] : []),
    );
    mark(state);
  }

  /**
   * @param {import('./state.js').State} state
   * @param {string} key
   * @param {number} next the place of the first that it lists
   * @param {number} count
   */
  function turn(state, key, next, count) {
    return element(
      'button',
      { type: 'button', class: 'more quiet', 'data-from': String(next) },
      translate(state.lang, key, { count }),
    );
  }

  /** @type {HTMLElement | undefined} */
  let marked;
  /** @param {import('./state.js').State} state */
  function mark({ active }) {
    marked?.removeAttribute('aria-current');
    marked = buttons.get(active);
    marked?.setAttribute('aria-current', 'true');
  }

  return (state, before) => {
    const { outline } = state;
    const turned = outline !== before.outline || state === before;
    if (turned) {
      root.hidden = !outline;
      byId('list').hidden = outline;
      order.setAttribute('aria-pressed', String(outline));
    }
    if (!outline) {
      if (turned) root.replaceChildren();
      return;
    }
    const others = state.result !== before.result || state.filter !== before.filter || state.hidden !== before.hidden;
    if (state.result?.source !== before.result?.source) from = 0;
    const anew = turned || others || state.lang !== before.lang || state.labels !== before.labels;
    if (anew) collect(state);
    // Where the reader goes beyond what is listed, the list follows.
    const place = state.active === before.active && !turned ? -1 : shown.indexOf(state.active);
    const beyond = place >= 0 && (place < from || place >= from + LISTED);
    if (beyond) from = Math.max(0, place - AHEAD);
    if (anew || beyond) keepingFocus(root, () => list(state));
    else if (state.active !== before.active) mark(state);
  };
}
