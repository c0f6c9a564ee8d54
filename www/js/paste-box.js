// The box the text goes into, and the other ways in: a file, a drop, the sample.

import { undo } from './commands.js';
import { byId } from './dom.js';
import { readSample } from './files.js';
import { openFiles } from './open-files.js';

/** Laying out more UTF-16 code units than this in the box takes a while. */
const LONG_TEXT = 20_000;

/**
 * A long text that is about to be read with its tags is not laid out in the box first.
 * @param {import('./state.js').State} state
 * @returns {boolean}
 */
function isBoxShown({ editing, readWhenDone, engine, text }) {
  const passing = readWhenDone && engine !== 'failed' && text.length > LONG_TEXT;
  return editing && !passing;
}

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @param {import('./keeper.js').Keeper} keeper
 * @param {import('./engine-client.js').EngineClient} client
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createPasteBox(store, keeper, client) {
  const { dispatch } = store;
  const box = /** @type {HTMLTextAreaElement} */ (byId('source'));
  const file = /** @type {HTMLInputElement} */ (byId('file'));
  const veil = byId('drop');

  let wholeReplaced = false;
  box.addEventListener('beforeinput', () => {
    wholeReplaced = box.selectionStart === 0 && box.selectionEnd === box.value.length;
  });
  box.addEventListener('input', (event) => {
    const how = event instanceof InputEvent ? event.inputType : '';
    // A text that arrives at once is to be read; one that is being written is not taken away.
    const arrived = how === 'insertFromPaste' || how === 'insertFromDrop' || how === '';
    dispatch({ type: 'text', text: box.value, from: arrived && wholeReplaced ? 'paste' : 'typing' });
    wholeReplaced = false;
  });

  byId('open').addEventListener('click', () => file.click());
  file.addEventListener('change', () => {
    const chosen = [...(file.files ?? [])];
    // The same files can be chosen again.
    if (chosen.length > 0) openFiles(chosen, store, { keeper, client }).finally(() => (file.value = ''));
  });
  byId('sample').addEventListener('click', async () => {
    const read = await readSample();
    if ('problem' in read) dispatch({ type: 'problem', problem: read.problem });
    else dispatch({ type: 'text', text: read.text, from: 'sample' });
  });
  byId('bring-back').addEventListener('click', () => undo(store.get(), dispatch));
  // An empty box has nothing of its own to take back.
  box.addEventListener('keydown', (event) => {
    const asked = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.code === 'KeyZ';
    if (asked && box.value === '' && undo(store.get(), dispatch)) event.preventDefault();
  });
  byId('done').addEventListener('click', () => dispatch({ type: 'read' }));

  /** @param {DragEvent} event */
  const bringsFile = (event) => event.dataTransfer?.types.includes('Files') ?? false;
  document.addEventListener('dragover', (event) => {
    if (!bringsFile(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) veil.hidden = true;
  });
  document.addEventListener('drop', (event) => {
    veil.hidden = true;
    if (!bringsFile(event)) return;
    event.preventDefault();
    const dropped = [...(event.dataTransfer?.files ?? [])];
    if (dropped.length > 0) openFiles(dropped, store, { keeper, client });
  });

  return (state, before) => {
    if (state.text !== box.value) {
      box.value = state.text;
      box.setSelectionRange(0, 0);
    }
    // An empty box reads as the page does; a text as its first letter says.
    box.dir = state.text === '' ? '' : 'auto';
    box.readOnly = state.locked;
    const shown = isBoxShown(state);
    byId('paste').hidden = !shown;
    byId('done').hidden = state.result === null && state.declined === null;
    byId('sample').hidden = state.text !== '';
    byId('bring-back').hidden = state.text !== '' || !undo(state);
    if (shown && !isBoxShown(before)) box.focus();
  };
}
