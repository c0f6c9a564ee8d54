// The keyboard. By place (`event.code`): an Arabic keyboard has no `e`, but the key is there.

import { guessedTypes } from './adder.js';
import {
  add,
  confirmAndGo,
  everywhere,
  moveEdge,
  redo,
  remove,
  retag,
  rightToLeftAt,
  skip,
  undo,
  walk,
} from './commands.js';
import { byId } from './dom.js';
import { openFind } from './find-bar.js';
import { writesArabic } from './jump.js';
import { shortcutOf, typeOfKey } from './keys.js';
import { neighbour } from './state.js';

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @param {{ download: () => void, focusCard: () => void }} commands
 */
export function createShortcuts(store, commands) {
  const reading = byId('reading');
  const { dispatch } = store;

  /** @param {1 | -1} step */
  const move = (step) => {
    const state = store.get();
    if (step > 0 && skip(state, dispatch)) return true;
    const at = neighbour(state, step);
    if (at < 0) return false;
    dispatch({ type: 'activate', at, card: state.card });
    return true;
  };

  /**
   * What a key does to the selection, or to the active annotation.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it did anything
   */
  function correct(event) {
    const state = store.get();
    const bare = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const enter = event.code === 'Enter' || event.code === 'NumpadEnter';
    const type = state.keys ? typeOfKey(state.keymap, event) : undefined;
    const arrow = { ArrowLeft: /** @type {const} */ ('left'), ArrowRight: /** @type {const} */ ('right') }[event.code];
    if (event.code.startsWith('Arrow') && event.shiftKey && !event.metaKey && (state.selected || state.active >= 0)) {
      // Where nothing can be moved too: the arrow is no one else's.
      if (arrow) moveEdge(arrow, event.ctrlKey, event.altKey)(state, dispatch);
      else dispatch({ type: 'edge', edge: event.code === 'ArrowUp' ? 'start' : 'end' });
      return true;
    }
    if (state.each && bare) {
      if (enter) dispatch({ type: 'each answer', yes: true });
      else if (['Delete', 'Backspace', 'BracketRight'].includes(event.code))
        dispatch({ type: 'each answer', yes: false });
      else return false;
      return true;
    }
    if (state.selected) {
      const wanted = type ?? (bare && enter ? guessedTypes(state, state.selected)[0] : undefined);
      return wanted !== undefined && add({ ...state.selected, type: wanted })(state, dispatch);
    }
    if (state.active < 0) return false;
    if (type) return retag(type)(state, dispatch);
    return bare && (event.code === 'Delete' || event.code === 'Backspace') && remove(state, dispatch);
  }

  reading.addEventListener('keydown', (event) => {
    const state = store.get();
    if (event.target !== reading || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!event.shiftKey && (event.code === 'ArrowLeft' || event.code === 'ArrowRight')) {
      // From word to word; lines run as the text does.
      if (walk((event.code === 'ArrowLeft') === rightToLeftAt(state) ? 1 : -1)(state, dispatch)) event.preventDefault();
      return;
    }
    if (event.code === 'Tab' && state.active >= 0) {
      // At the last one Tab goes on to the rest of the page, and Escape leaves at once.
      if (move(event.shiftKey ? -1 : 1)) event.preventDefault();
    } else if (event.code === 'Space' && state.active >= 0 && !event.shiftKey) {
      event.preventDefault();
      dispatch({ type: 'activate', at: state.active, card: true, edge: state.edge });
      commands.focusCard();
    }
  });

  document.addEventListener('keydown', (event) => {
    const state = store.get();
    if (document.querySelector('dialog[open]') || event.defaultPrevented) return;
    if (event.code === 'Escape') {
      if (state.selected) {
        dispatch({ type: 'select', selected: null });
      } else if (state.card) {
        dispatch({ type: 'close card' });
        reading.focus({ preventScroll: true });
      } else if (state.each) {
        dispatch({ type: 'decline offer' });
        reading.focus({ preventScroll: true });
      } else if (state.review) {
        dispatch({ type: 'review', on: false });
        reading.focus({ preventScroll: true });
      } else if (state.sheet) {
        dispatch({ type: 'sheet', open: false });
        byId('sheet').focus();
      } else if (state.active >= 0) {
        dispatch({ type: 'leave' });
      }
      return;
    }
    const writing = event.target instanceof Element && event.target.closest('textarea, input, select');
    if (writing) return;
    if ((event.ctrlKey || event.metaKey) && (event.code === 'KeyZ' || event.code === 'KeyY')) {
      const command = event.shiftKey || event.code === 'KeyY' ? redo : undo;
      if (command(state, dispatch)) event.preventDefault();
      return;
    }
    // Asked for again in the bar, the browser's own opens.
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === 'KeyF') {
      if (!state.result) return;
      event.preventDefault();
      openFind(store);
      return;
    }
    // A button that has the focus has its own use for these.
    const onButton = event.target instanceof Element && event.target.closest('button, summary, a');
    const enter = event.code === 'Enter' || event.code === 'NumpadEnter';
    if (enter && !onButton && !state.selected && !state.each && !event.ctrlKey && !event.altKey && !event.metaKey) {
      // With none active: to the first, or on from where the reader is.
      if (state.active >= 0 ? confirmAndGo(state, dispatch) : event.target === reading && move(1))
        event.preventDefault();
      return;
    }
    if (!(onButton && enter) && correct(event)) {
      event.preventDefault();
      return;
    }
    if (!state.keys) return;
    const asked = shortcutOf(state.keymap, event);
    if (asked === null) return;
    event.preventDefault();
    if (asked === 'everywhere') everywhere(state, dispatch);
    else if (asked === 'each') dispatch({ type: 'each' });
    else if (asked === 'help') dispatch({ type: 'help', open: true });
    else if (asked === 'shelf') dispatch({ type: 'shelf', open: true });
    else if (!state.result) return;
    else if (asked === 'next' || asked === 'previous') {
      if (move(asked === 'next' ? 1 : -1) && !byId('card').contains(document.activeElement)) {
        reading.focus({ preventScroll: true });
      }
    } else if (asked === 'jump' || asked === 'jumpWords') {
      const arabic = writesArabic(event.key, state.lang);
      dispatch({ type: 'jump', jump: { what: asked === 'jump' ? 'tags' : 'words', arabic } });
    } else if (asked === 'find') openFind(store);
    else if (asked === 'compare') dispatch({ type: 'compare', open: true });
    else if (asked === 'review') {
      dispatch({ type: 'review', on: !state.review });
      reading.focus({ preventScroll: true });
    } else if (asked === 'edit') dispatch({ type: state.editing ? 'read' : 'edit' });
    else commands.download();
  });
}
