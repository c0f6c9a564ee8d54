// Labels of one or two letters by which the keyboard goes straight to a tag or a word. No DOM here.

/** @typedef {'tags' | 'words'} JumpWhat what has labels */

/** The keys of labels, the easiest to reach first. That of lām-alif writes two letters, and is left out. */
const JUMP_KEYS = 'fdsaklghjeriuwotypqnmvcxz1234567890';
/** What stands on them in Arabic; digits as they are, for those of Arabic look too much like some of its letters. */
const JUMP_ARABIC = 'بيسشنملاتثقهعصخفغحضىةرؤءئ1234567890';

/**
 * Labels, the shortest first, none of which begins another: one key each for as many as can be.
 * @param {number} count
 * @param {readonly string[]} taken letters that have another use while labels are shown
 * @returns {string[]} fewer where there are not so many
 */
export function jumpLabels(count, taken) {
  const letters = [...JUMP_KEYS].filter((letter) => !taken.includes(letter));
  const size = letters.length;
  // So many letters begin labels of two.
  const first = Math.min(size, count <= size ? 0 : Math.ceil((count - size) / (size - 1)));
  const alone = letters.slice(0, size - first);
  const pairs = letters.slice(size - first).flatMap((one) => letters.map((other) => one + other));
  return [...alone, ...pairs].slice(0, count);
}

/**
 * The letter of labels that a key press means: the letter that it writes, or with another script the one that stands at
 * its place on a Latin keyboard.
 * @param {{ key: string, code: string }} press
 * @returns {string | null}
 */
export function jumpLetter({ key, code }) {
  const letter = /^[a-z0-9]$/i.test(key) ? key : code.replace(/^(Key|Digit|Numpad)/, '');
  return letter.length === 1 && JUMP_KEYS.includes(letter.toLowerCase()) ? letter.toLowerCase() : null;
}

/**
 * The letter of labels that a key of the key map would be.
 * @param {string} key such as `KeyJ`
 * @returns {string}
 */
export function jumpLetterAt(key) {
  return key.replace(/^(Shift\+)?(Key|Digit)/, '').toLowerCase();
}

/**
 * Whether a keyboard writes Arabic, by what one of its keys has written.
 * @param {string} key
 * @param {import('./state.js').Lang} lang of the page, for a key that says nothing
 */
export function writesArabic(key, lang) {
  if (/^[a-z]$/i.test(key)) return false;
  return /[\u0600-\u06ff]/.test(key) || lang === 'ar';
}

/**
 * The letters of a label as they stand on the keys.
 * @param {string} label
 * @param {boolean} arabic
 * @returns {string[]}
 */
export function jumpCaps(label, arabic) {
  return [...label].map((letter) => (arabic ? JUMP_ARABIC[JUMP_KEYS.indexOf(letter)] : letter.toUpperCase()));
}

/**
 * @typedef {object} JumpSpot where a label would stand in its line, which is seen from its start
 * @property {number} line
 * @property {number} from
 * @property {number} width
 */

/** Pixels between two labels. */
const LABEL_GAP = 1;

/**
 * Gives the labels places where none meets another, each as near as can be to where it would stand.
 * @param {readonly JumpSpot[]} spots
 * @param {number} lineWidth
 * @returns {number[]} the distance of each from the start of its line
 */
export function placeLabels(spots, lineWidth) {
  const places = spots.map(({ from }) => from);
  /** @type {Map<number, number[]>} */
  const lines = new Map();
  for (const [i, { line }] of spots.entries()) lines.set(line, [...(lines.get(line) ?? []), i]);
  for (const line of lines.values()) {
    line.sort((a, b) => spots[a].from - spots[b].from || a - b);
    let free = 0;
    for (const i of line) {
      places[i] = Math.max(places[i], free);
      free = places[i] + spots[i].width + LABEL_GAP;
    }
    let end = lineWidth;
    for (const i of line.toReversed()) {
      places[i] = Math.min(places[i], end - spots[i].width);
      end = places[i] - LABEL_GAP;
    }
  }
  return places;
}
