// The sheet of shortcuts, on which the reader also chooses others.

import { byId, element, keepingFocus } from './dom.js';
import { COMMAND_KEYS, capOf, conflictOf, DEFAULT_KEYS, keyName, pressed } from './keys.js';
import { typeName } from './legend.js';
import { translate } from './strings.js';

/** Keys that are the same for everyone, and the strings that say what they do. */
const FIXED = [
  { keys: ['Tab', 'Shift Tab'], says: 'key tab' },
  { keys: ['Enter'], says: 'key confirm' },
  { keys: ['Space'], says: 'key card' },
  { keys: ['A…Z', '1…9'], says: 'key types' },
  { keys: ['Delete'], says: 'key remove' },
  { keys: ['←', '→'], says: 'key walk' },
  { keys: ['Shift ←', 'Shift →'], says: 'key resize' },
  { keys: ['Shift ↑', 'Shift ↓'], says: 'key edge' },
  { keys: ['Ctrl F'], says: 'key find' },
  { keys: ['Ctrl Z'], says: 'key undo' },
  { keys: ['Esc'], says: 'key leave' },
];

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createKeySheet({ get, dispatch }) {
  const help = /** @type {HTMLDialogElement} */ (byId('help'));
  const keys = /** @type {HTMLInputElement} */ (byId('keys'));
  const note = byId('help-note');
  /** @type {string | null} what is being given another key */
  let choosing = null;

  byId('help-open').addEventListener('click', () => dispatch({ type: 'help', open: true }));
  byId('help-close').addEventListener('click', () => help.close());
  help.addEventListener('close', () => dispatch({ type: 'help', open: false }));
  help.addEventListener('click', (event) => {
    if (event.target === help) help.close();
    const name = event.target instanceof Element ? event.target.closest('button')?.dataset.name : undefined;
    if (!name) return;
    choosing = name;
    note.textContent = translate(get().lang, 'keyPress', { what: called(name) });
    render(get());
  });
  byId('help-reset').addEventListener('click', () => {
    choosing = null;
    note.textContent = '';
    dispatch({ type: 'keymap', keymap: DEFAULT_KEYS });
  });
  keys.addEventListener('change', () => dispatch({ type: 'keys', on: keys.checked }));
  help.addEventListener('keydown', (event) => {
    if (!choosing || /^(Shift|Control|Alt|Meta)/.test(event.code) || event.code === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    choose(choosing, event);
  });

  /**
   * @param {string} name
   * @param {KeyboardEvent} event
   */
  function choose(name, event) {
    const { keymap, lang } = get();
    const key = pressed(event);
    const none = event.code === 'Delete' || event.code === 'Backspace';
    if (event.code === 'Escape') {
      choosing = null;
      note.textContent = '';
      render(get());
      return;
    }
    const conflict = none
      ? null
      : key === null
        ? { kind: /** @type {const} */ ('taken') }
        : conflictOf(keymap, name, key);
    if (conflict) {
      note.textContent =
        conflict.kind === 'taken'
          ? translate(lang, 'keyTaken')
          : translate(lang, 'keyOther', { key: capOf(key ?? ''), what: called(conflict.name) });
      return;
    }
    choosing = null;
    note.textContent = '';
    dispatch({ type: 'keymap', keymap: { ...keymap, [name]: none ? '' : (key ?? '') } });
  }

  /** @param {string} name of what has a key */
  function called(name) {
    const { labels, lang } = get();
    const label = labels.find(({ id }) => keyName(id) === name);
    return label ? typeName(label, lang) : translate(lang, `key ${name}`);
  }

  /**
   * @param {import('./state.js').State} state
   * @param {string} name
   */
  function keyButton({ keymap, lang }, name) {
    const button = element('button', { type: 'button', class: 'key', 'data-name': name, 'data-key': name });
    const cap = choosing === name ? '…' : capOf(keymap[name]);
    button.append(element('kbd', { dir: 'ltr' }, cap || '–'));
    button.setAttribute('aria-label', translate(lang, 'keyChange', { what: called(name), key: cap }));
    button.setAttribute('aria-pressed', String(choosing === name));
    return button;
  }

  /** @param {import('./state.js').State} state */
  function render(state) {
    const { lang, labels } = state;
    keepingFocus(help, () => {
      byId('help-keys').replaceChildren(
        ...Object.keys(COMMAND_KEYS).flatMap((name) => [
          element('dt', {}, keyButton(state, name)),
          element('dd', {}, translate(lang, `key ${name}`)),
        ]),
        ...FIXED.flatMap(({ keys: names, says }) => [
          element('dt', {}, ...names.flatMap((name, i) => [i ? ' ' : '', element('kbd', { dir: 'ltr' }, name)])),
          element('dd', {}, translate(lang, says)),
        ]),
      );
      byId('help-types').replaceChildren(
        ...labels.map((label) =>
          element(
            'li',
            { 'data-type': label.id },
            keyButton(state, keyName(label.id)),
            ' ',
            element('span', {}, typeName(label, lang)),
          ),
        ),
      );
    });
  }

  return (state, before) => {
    keys.checked = state.keys;
    const same = state.lang === before.lang && state.labels === before.labels && state.keymap === before.keymap;
    if (!same || state === before) render(state);
    if (state.help && !help.open) help.showModal();
    if (!state.help && help.open) help.close();
    if (!state.help) choosing = null;
  };
}
