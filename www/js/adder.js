// What appears at a selection in the text: the types that it can be given.

import { add, canCorrect } from './commands.js';
import { byId, element } from './dom.js';
import { onDoubleTap } from './double-tap.js';
import { intervalsIn } from './intervals.js';
import { snapped, wordAround } from './snap.js';
import { translate } from './strings.js';
import { edgeOf } from './text-layer.js';
import { typeButtons } from './type-picker.js';

/** How long a selection drawn on a touch screen must rest, in milliseconds. */
const RESTS = 350;
/** How long a selection made by keys must rest until it is offered types, in milliseconds. */
const SETTLES = 700;
/** How far the adder reaches over the end of the selection, in pixels. */
const NEAR = 32;

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
  // Signs say more than custom.
  if (/^[\p{N}.,٫٬]+$/u.test(text)) return ['CARDINAL', 'DATE', 'ORDINAL'];
  const last = state.corrections.at(-1)?.now?.type;
  const types = [...(same === undefined ? [] : [same]), ...there].map((at) => state.labels[found.types[at]].id);
  return [...new Set([...types, ...(last ? [last] : []), 'PERS', 'ORG', 'GPE'])];
}

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @param {{ paragraphOf: (node: Node) => import('./text-layer.js').Paragraph | undefined,
 *   paragraphAt: (offset: number) => import('./text-layer.js').Paragraph | undefined,
 *   offsetAt: (x: number, y: number) => number }} layer
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createAdder(store, { paragraphOf, paragraphAt, offsetAt }) {
  const adder = byId('adder');
  const reading = byId('reading');

  /**
   * What the browser's selection means, by the paragraph that it begins in.
   * @param {boolean} exactly
   */
  function selectedNow(exactly) {
    const selection = getSelection();
    const range = selection && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const paragraph = range && paragraphOf(range.startContainer);
    if (!range || !paragraph || !canCorrect(store.get())) return null;
    const inside = range.endContainer === range.startContainer;
    // No tag runs over the end of a paragraph: what does is being copied.
    if (!inside && reachesOn(range, paragraph)) return null;
    const to = inside ? range.endOffset : paragraph.node.length;
    const span = snapped(paragraph.node.data, range.startOffset, to, exactly);
    return span && { paragraph, range, start: paragraph.start + span[0], end: paragraph.start + span[1] };
  }

  /**
   * Whether a range holds letters of a paragraph after this one.
   * @param {Range} range
   * @param {import('./text-layer.js').Paragraph} paragraph
   */
  function reachesOn(range, paragraph) {
    let next = paragraph;
    do {
      const after = paragraphAt(next.end + 1);
      if (!after || after === next) return false;
      next = after;
    } while (next.node.length === 0);
    return range.comparePoint(next.node, 1) <= 0;
  }

  /**
   * @param {boolean} exactly letters, not words
   * @param {boolean} drawing the selection goes on
   */
  function takeSelection(exactly, drawing) {
    const state = store.get();
    const now = selectedNow(exactly);
    if (!now) {
      // One that was made by keys has nothing to do with the browser's.
      copying = !(getSelection()?.isCollapsed ?? true);
      if (state.selected && (state.drawing !== 'keys' || !drawing)) store.dispatch({ type: 'select', selected: null });
      return;
    }
    const { paragraph, range, start, end } = now;
    if (!drawing) {
      // What is copied is what is seen.
      range.setStart(paragraph.node, start - paragraph.start);
      range.setEnd(paragraph.node, end - paragraph.start);
    }
    const how = drawing ? 'pointer' : null;
    const { selected } = state;
    // Under a finger the browser only says again what stands already.
    const stands = state.drawing === how || (pointer === 'touch' && state.drawing === null);
    if (selected?.start === start && selected.end === end && stands) return;
    store.dispatch({ type: 'select', selected: { start, end }, drawing: how });
  }

  /** How the pointer draws, while it does. @type {'mouse' | 'touch' | null} */
  let pointer = null;
  let exactly = false;
  /** The browser's selection is more than a tag. */
  let copying = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  document.addEventListener('pointerdown', ({ pointerType, target, altKey }) => {
    const onText = target instanceof Node && byId('text').contains(target);
    pointer = onText ? (pointerType === 'touch' ? 'touch' : 'mouse') : null;
    exactly = altKey;
  });
  document.addEventListener('pointermove', ({ altKey }) => {
    if (pointer === 'mouse') hold(altKey);
  });
  document.addEventListener('pointerup', (event) => {
    if (event.target instanceof Node && adder.contains(event.target)) return;
    const drew = pointer;
    if (drew === 'mouse') pointer = null;
    // The browser has yet to take back a selection that was clicked on.
    if (drew !== 'touch') setTimeout(() => takeSelection(event.altKey, false));
  });
  document.addEventListener('selectionchange', () => {
    clearTimeout(resting);
    if (!pointer || getSelection()?.isCollapsed) return;
    takeSelection(exactly, true);
    // On a touch screen a selection is drawn by its handles, which say nothing of themselves.
    if (pointer === 'touch') resting = setTimeout(() => takeSelection(false, false), RESTS);
  });

  onDoubleTap(
    byId('text'),
    ({ x, y }, target) => {
      const offset = target.closest('.chip, .edge') ? -1 : offsetAt(x, y);
      return offset < 0 ? null : offset;
    },
    takeWord,
  );

  /**
   * Selects the word that was tapped twice, as a long press does.
   * @param {number} offset in the text
   * @returns {boolean} whether there is one, to be tagged
   */
  function takeWord(offset) {
    const paragraph = paragraphAt(offset);
    if (!paragraph || !canCorrect(store.get())) return false;
    const { node, start } = paragraph;
    const span = snapped(node.data, ...wordAround(node.data, offset - start), false);
    if (!span) return false;
    // What the first tap has opened may have been under the second.
    pointer = 'touch';
    store.dispatch({ type: 'select', selected: { start: start + span[0], end: start + span[1] } });
    getSelection()?.setBaseAndExtent(node, span[0], node, span[1]);
    return true;
  }

  /** @param {boolean} alt the key that means letters is held */
  function hold(alt) {
    if (alt === exactly) return;
    exactly = alt;
    if (store.get().drawing === 'pointer') takeSelection(exactly, true);
  }
  for (const name of /** @type {const} */ (['keydown', 'keyup'])) {
    document.addEventListener(name, (event) => {
      if (pointer === 'mouse' && event.key === 'Alt') {
        hold(name === 'keydown');
        event.preventDefault();
      }
    });
  }
  document.addEventListener('keyup', (event) => {
    // With the browser's own caret.
    if ((event.shiftKey || event.key === 'Shift') && selectedNow(event.altKey)) takeSelection(event.altKey, false);
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

  /**
   * At the logical end of the selection: the likeliest type is where the pointer is.
   * @param {{ start: number, end: number }} selected
   */
  function place(selected) {
    const paragraph = paragraphAt(selected.start);
    const spot = paragraph && edgeOf(paragraph, selected, 'end');
    if (!spot) return;
    const { x } = spot;
    const frame = reading.getBoundingClientRect();
    // It runs on from there the way the interface does, or the other way where there is more room.
    adder.style.removeProperty('--room');
    const room = { left: x - frame.left + NEAR, right: frame.right - x + NEAR };
    const rtl = document.documentElement.dir === 'rtl';
    const [way, other] = rtl ? /** @type {const} */ (['left', 'right']) : /** @type {const} */ (['right', 'left']);
    const against = room[way] < adder.offsetWidth && room[other] > room[way];
    const side = against ? other : way;
    adder.classList.toggle('against', against);
    adder.style.setProperty('--room', `${room[side]}px`);
    const { offsetWidth: width, offsetHeight: height } = adder;
    const near = side === 'left' ? x - width + NEAR : x - NEAR;
    // The handles of a selection on a touch screen hang below it.
    const below = spot.bottom + (pointer === 'touch' ? 36 : 10);
    const above = spot.top - height - 10;
    const top = below + height > innerHeight && above > 60 && pointer !== 'touch' ? above : below;
    adder.style.setProperty('--x', `${Math.max(0, Math.min(near - frame.left, frame.width - width))}px`);
    adder.style.setProperty('--y', `${top - frame.top}px`);
  }

  return (state, before) => {
    const { selected, drawing } = state;
    adder.hidden = selected === null || drawing !== null;
    clearTimeout(settling);
    if (drawing === 'keys') {
      settling = setTimeout(() => store.dispatch({ type: 'select', selected, drawing: null }), SETTLES);
    }
    if (!selected) {
      if (before.selected && !copying) getSelection()?.removeAllRanges();
      copying = false;
      return;
    }
    const same = selected === before.selected && drawing === before.drawing && state.lang === before.lang;
    if (adder.hidden || same) return;
    const guesses = guessedTypes(state, selected);
    const close = translate(state.lang, 'close');
    const leave = element('button', { type: 'button', class: 'quiet square', 'aria-label': close, title: close }, '×');
    adder.replaceChildren(...typeButtons(state, guesses[0] ?? null, guesses), leave);
    place(selected);
  };
}
