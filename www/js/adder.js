// What appears at a selection in the text: the types that it can be given.

import { add, canCorrect } from './commands.js';
import { byId, element } from './dom.js';
import { intervalsIn } from './intervals.js';
import { snapped } from './snap.js';
import { translate } from './strings.js';
import { typeButtons } from './type-picker.js';

/** How long a selection drawn on a touch screen must rest, in milliseconds. */
const RESTS = 350;

/**
 * The types that a selection is likely to be, the likeliest first: what the same words are elsewhere,
 * what stands there now, what was added last.
 * @param {import('./state.js').State} state
 * @param {{ start: number, end: number }} selected
 * @returns {string[]}
 */
export function guessedTypes(state, { start, end }) {
  if (!state.result) return [];
  const { found, intervals } = state.result;
  const text = found.text.slice(start, end);
  const same = found.groups.items.find(({ name }) => name === text)?.mentions[0];
  const there = intervalsIn(intervals, start, end);
  const last = state.corrections.at(-1)?.now?.type;
  const types = [...(same === undefined ? [] : [same]), ...there].map((at) => state.labels[found.types[at]].id);
  return [...new Set([...types, ...(last ? [last] : []), 'PERS', 'ORG', 'GPE'])];
}

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @param {(node: Node) => import('./text-layer.js').Paragraph | undefined} paragraphOf
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createAdder(store, paragraphOf) {
  const adder = byId('adder');
  const reading = byId('reading');

  /** @param {boolean} exactly */
  function takeSelection(exactly) {
    const state = store.get();
    const selection = getSelection();
    const range = selection && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const paragraph = range && paragraphOf(range.startContainer);
    if (!range || !paragraph || !canCorrect(state)) {
      if (state.selected) store.dispatch({ type: 'select', selected: null });
      return;
    }
    // No annotation runs over the end of a paragraph.
    const to = range.endContainer === range.startContainer ? range.endOffset : paragraph.node.length;
    const span = snapped(paragraph.node.data, range.startOffset, to, exactly);
    const selected = span && { start: paragraph.start + span[0], end: paragraph.start + span[1] };
    if (selected?.start === state.selected?.start && selected?.end === state.selected?.end) return;
    store.dispatch({ type: 'select', selected });
    if (!span) return;
    // The reader sees what would be tagged.
    range.setStart(paragraph.node, span[0]);
    range.setEnd(paragraph.node, span[1]);
  }

  document.addEventListener('pointerup', (event) => {
    if (event.target instanceof Node && adder.contains(event.target)) return;
    // The browser has yet to take back a selection that was clicked on.
    setTimeout(() => takeSelection(event.altKey));
  });
  // On a touch screen a selection is drawn by its handles, which say nothing of themselves.
  let touching = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  document.addEventListener('pointerdown', ({ pointerType }) => (touching = pointerType === 'touch'));
  document.addEventListener('selectionchange', () => {
    clearTimeout(resting);
    if (touching && !getSelection()?.isCollapsed) resting = setTimeout(() => takeSelection(false), RESTS);
  });
  document.addEventListener('keyup', (event) => {
    if (event.shiftKey || event.key === 'Shift') takeSelection(event.altKey);
  });
  adder.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const { selected } = store.get();
    if (!button || !selected) return;
    const { pick } = button.dataset;
    if (pick) add({ ...selected, type: pick })(store.get(), store.dispatch);
    else store.dispatch({ type: 'select', selected: null });
    reading.focus({ preventScroll: true });
  });

  /** Below the end of the selection, inside the frame. */
  function place() {
    const rects = getSelection()?.rangeCount ? [...(getSelection()?.getRangeAt(0).getClientRects() ?? [])] : [];
    const last = rects.at(-1);
    if (!last) return;
    const frame = reading.getBoundingClientRect();
    const end = document.documentElement.dir === 'rtl' ? last.left : last.right - adder.offsetWidth;
    const left = Math.max(0, Math.min(end - frame.left, frame.width - adder.offsetWidth));
    adder.style.setProperty('--x', `${left}px`);
    adder.style.setProperty('--y', `${last.bottom - frame.top + 10}px`);
  }

  return (state, before) => {
    const { selected } = state;
    adder.hidden = selected === null;
    if (!selected) {
      if (before.selected) getSelection()?.removeAllRanges();
      return;
    }
    if (selected === before.selected && state.lang === before.lang) return;
    const guesses = guessedTypes(state, selected);
    const close = translate(state.lang, 'close');
    const leave = element('button', { type: 'button', class: 'quiet square', 'aria-label': close, title: close }, '×');
    adder.replaceChildren(...typeButtons(state, guesses[0] ?? null, guesses), leave);
    place();
  };
}
