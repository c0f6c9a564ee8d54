// Which key does what: by place on the keyboard (`event.code`), as an Arabic one has no `e`; the reader may choose
// others. No DOM here.

/** @typedef {Readonly<Record<string, string>>} KeyMap what a key does, to the key: a code, or one after `Shift+` */

/** What has a key of its own, in the order in which the sheet shows it. */
export const COMMAND_KEYS = Object.freeze(
  /** @type {Record<string, string>} */ ({
    next: 'BracketRight',
    previous: 'BracketLeft',
    jump: 'KeyJ',
    jumpWords: 'Shift+KeyJ',
    everywhere: 'Shift+KeyA',
    each: 'Shift+KeyS',
    review: 'KeyQ',
    find: 'Slash',
    compare: 'KeyC',
    shelf: 'KeyB',
    edit: 'KeyE',
    download: 'KeyD',
    help: 'Shift+Slash',
  }),
);

/** The key of each type: letters for names, digits for what counts. */
export const TYPE_KEYS = Object.freeze(
  /** @type {Record<string, string>} */ ({
    PERS: 'KeyP',
    OCC: 'KeyT',
    ORG: 'KeyO',
    GPE: 'KeyG',
    LOC: 'KeyL',
    FAC: 'KeyF',
    NORP: 'KeyN',
    EVENT: 'KeyV',
    PRODUCT: 'KeyR',
    LAW: 'KeyW',
    LANGUAGE: 'KeyA',
    WEBSITE: 'KeyS',
    DATE: 'Digit1',
    TIME: 'Digit2',
    MONEY: 'Digit3',
    CURR: 'Digit4',
    PERCENT: 'Digit5',
    QUANTITY: 'Digit6',
    UNIT: 'Digit7',
    CARDINAL: 'Digit8',
    ORDINAL: 'Digit9',
  }),
);

/** What begins the name of a type's key in a map. */
const TYPE = 'type ';

/** @type {KeyMap} */
export const DEFAULT_KEYS = Object.freeze({
  ...COMMAND_KEYS,
  ...Object.fromEntries(Object.entries(TYPE_KEYS).map(([type, code]) => [TYPE + type, code])),
});

/** Keys that are everyone's, or that the page needs for itself. */
const TAKEN =
  /^(Shift\+)?(Enter|NumpadEnter|Escape|Tab|Space|Delete|Backspace|Arrow\w+|Shift\w+|Control\w+|Alt\w+|Meta\w+|CapsLock|F\d+)$/;

/** @typedef {{ code: string, shiftKey: boolean, altKey: boolean, ctrlKey: boolean, metaKey: boolean }} KeyPress */

/**
 * The key that is pressed, as a map has it; null with a modifier that no map has.
 * @param {KeyPress} event
 * @returns {string | null}
 */
export function pressed({ code, shiftKey, altKey, ctrlKey, metaKey }) {
  if (altKey || ctrlKey || metaKey) return null;
  return (shiftKey ? 'Shift+' : '') + code.replace('Numpad', 'Digit');
}

/**
 * What a key press asks for.
 * @param {KeyMap} keymap
 * @param {KeyPress} event
 * @returns {string | null} a command of {@link COMMAND_KEYS}
 */
export function shortcutOf(keymap, event) {
  const key = pressed(event);
  return Object.keys(COMMAND_KEYS).find((command) => key !== null && keymap[command] === key) ?? null;
}

/**
 * The type that a key press stands for.
 * @param {KeyMap} keymap
 * @param {KeyPress} event
 * @returns {string | undefined}
 */
export function typeOfKey(keymap, event) {
  const key = pressed(event);
  const name = Object.keys(keymap).find((one) => one.startsWith(TYPE) && key !== null && keymap[one] === key);
  return name?.slice(TYPE.length);
}

/**
 * What stands on a key: `P`, `5`, `]`, `Shift A`; nothing where there is none.
 * @param {string | undefined} key
 * @returns {string}
 */
export function capOf(key) {
  const signs = /** @type {Record<string, string>} */ ({
    BracketRight: ']',
    BracketLeft: '[',
    Slash: '/',
    Backslash: '\\',
    Semicolon: ';',
    Quote: "'",
    Comma: ',',
    Period: '.',
    Minus: '-',
    Equal: '=',
    Backquote: '`',
  });
  if (!key) return '';
  if (key === 'Shift+Slash') return '?';
  const code = key.replace('Shift+', '');
  return (key === code ? '' : 'Shift ') + (signs[code] ?? code.replace(/^(Key|Digit)/, ''));
}

/**
 * What stands on the key of a type.
 * @param {KeyMap} keymap
 * @param {string} type
 * @returns {string}
 */
export function keyCap(keymap, type) {
  return capOf(keymap[TYPE + type]);
}

/**
 * The name of a type's key in a map.
 * @param {string} type
 * @returns {string}
 */
export function keyName(type) {
  return TYPE + type;
}

/**
 * Why a key cannot be given to something: it is the page's own, or something else's.
 * @param {KeyMap} keymap
 * @param {string} name
 * @param {string} key
 * @returns {{ kind: 'taken' } | { kind: 'other', name: string } | null}
 */
export function conflictOf(keymap, name, key) {
  if (TAKEN.test(key)) return { kind: 'taken' };
  const other = Object.keys(keymap).find((one) => one !== name && keymap[one] === key);
  return other === undefined ? null : { kind: 'other', name: other };
}

/**
 * A map as it was kept, over the usual one: what is no map is left out.
 * @param {string | null} kept JSON
 * @returns {KeyMap}
 */
export function readKeyMap(kept) {
  try {
    const chosen = Object.entries(JSON.parse(kept ?? '{}')).filter(
      ([, key]) => typeof key === 'string' && (key === '' || /^(Shift\+)?\w+$/.test(key)),
    );
    const own = Object.fromEntries(/** @type {[string, string][]} */ (chosen));
    const taken = new Set(Object.values(own));
    // What has come since gives way to what the reader has chosen its key for.
    const usual = Object.entries(DEFAULT_KEYS).map(([name, key]) => [name, taken.has(key) ? '' : key]);
    return { ...Object.fromEntries(usual), ...own };
  } catch {
    return DEFAULT_KEYS;
  }
}
