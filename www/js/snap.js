// Where a selection may begin and end: at whole words, or after the letters attached to one. No DOM here.

/** What a word is made of: letters with their marks, digits, and the elongation between letters. */
const WORD = /[\p{L}\p{M}\p{N}\u0640]/u;
/** What stands on a letter, or draws it out. */
const ON_LETTERS = /[\p{M}\u0640]/gu;
/** Code units to either side of a place in which the borders of its letters are looked for. */
const AROUND = 64;

/** @type {Intl.Segmenter | undefined} */
let segmenter;

/**
 * The borders of letters, marks and all, from the start of a piece of text to its end.
 * @param {string} text
 * @returns {number[]}
 */
export function letterBorders(text) {
  segmenter ??= new Intl.Segmenter('ar', { granularity: 'grapheme' });
  return [...Array.from(segmenter.segment(text), ({ index }) => index), text.length];
}

/**
 * The borders of letters around a place: a paragraph may be a whole book, and this is asked while a pointer moves.
 * @param {string} text
 * @param {number} at
 * @returns {number[]}
 */
function bordersAround(text, at) {
  const from = Math.max(0, at - AROUND);
  return letterBorders(text.slice(from, at + AROUND)).map((border) => border + from);
}

/**
 * @param {string} text
 * @param {number} at
 */
function isWordAt(text, at) {
  return at >= 0 && at < text.length && WORD.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

/**
 * The word around a place in it, or before it.
 * @param {string} text
 * @param {number} at
 * @returns {[number, number]}
 */
export function wordAround(text, at) {
  let start = at;
  let end = at;
  while (isWordAt(text, start - 1)) start -= 1;
  while (isWordAt(text, end)) end += 1;
  return [start, end];
}

/** The letters that may be attached to a name. */
export const ATTACHED = /[وفبكل]/;

/**
 * Where letters attached to a name may end, as the engine has it in `tokenise/clitics.rs`: and, so; then in, as, for.
 * In لل the article has lost its alif, and begins with the second of the two. The s of the future stands before verbs.
 * @param {string} word marks and all
 * @returns {number[]} offsets in the word
 */
export function cliticBorders(word) {
  const letters = letterBorders(word).flatMap((at, i, borders) => {
    const letter = word.slice(at, borders[i + 1] ?? at).replace(ON_LETTERS, '');
    return letter === '' ? [] : [{ at, letter }];
  });
  /** @type {number[]} */
  const found = [];
  // Two letters at least are left of the word.
  const add = (/** @type {number} */ count) => letters.length >= count + 2 && found.push(letters[count].at);
  const conjunction = /^[وف]$/.test(letters[0]?.letter) ? 1 : 0;
  if (conjunction) add(1);
  for (const from of new Set([0, conjunction])) if (/^[بكل]$/.test(letters[from]?.letter)) add(from + 1);
  return found;
}

/**
 * What of a paragraph a selection means: no spaces or signs at its edges, and whole words. A start after letters that
 * may be attached stays there, as the annotation guide leaves them out.
 * @param {string} text the paragraph
 * @param {number} from in it, in UTF-16 code units
 * @param {number} to
 * @param {boolean} exactly letters are not made whole words
 * @returns {[number, number] | null}
 */
export function snapped(text, from, to, exactly) {
  let start = Math.min(from, to);
  let end = Math.max(from, to);
  while (start < end && !isWordAt(text, start)) start += 1;
  while (end > start && !isWordAt(text, end - 1)) end -= 1;
  if (start >= end) return null;
  start = bordersAround(text, start).findLast((border) => border <= start) ?? start;
  end = bordersAround(text, end).find((border) => border >= end) ?? end;
  if (exactly) return [start, end];
  const [first, afterFirst] = wordAround(text, start);
  const attached = cliticBorders(text.slice(first, afterFirst)).includes(start - first);
  return [attached && end > start ? start : first, wordAround(text, end)[1]];
}

/**
 * The next word after a place, or the one before it. One that the place is in is passed over.
 * @param {string} text
 * @param {number} at
 * @param {1 | -1} step
 * @returns {[number, number] | null}
 */
export function nextWord(text, at, step) {
  let place = isWordAt(text, at) && isWordAt(text, at - 1) ? wordAround(text, at)[step > 0 ? 1 : 0] : at;
  while (step > 0 && place < text.length && !isWordAt(text, place)) place += 1;
  while (step < 0 && place > 0 && !isWordAt(text, place - 1)) place -= 1;
  return isWordAt(text, step > 0 ? place : place - 1) ? wordAround(text, place) : null;
}

/**
 * The next border of a letter, or of a word. The start of a span also stops after the letters attached to a word.
 * @param {string} text the paragraph
 * @param {number} at in it
 * @param {1 | -1} step forwards or backwards in the text, whatever its direction
 * @param {boolean} byWord
 * @param {'start' | 'end'} [edge] of a span
 * @returns {number}
 */
export function nextBorder(text, at, step, byWord, edge = 'end') {
  /** @param {number} from */
  const move = (from) => {
    const borders = bordersAround(text, from);
    return (step > 0 ? borders.find((border) => border > from) : borders.findLast((border) => border < from)) ?? from;
  };
  if (!byWord) return move(at);
  // Over what parts the words, then over one: a start stands before its word, an end behind it.
  const before = edge === 'start' ? step < 0 : step > 0;
  const inWord = (/** @type {number} */ place) => isWordAt(text, step > 0 ? place : place - 1);
  let next = at;
  const over = (/** @type {boolean} */ word) => {
    while (next !== move(next) && inWord(next) === word) next = move(next);
  };
  if (before) over(false);
  over(true);
  if (!before) over(false);
  if (edge === 'end') return next;
  // Attached letters of the word that was gone over, and of the one that was reached.
  const stops = [at, next].flatMap((place) => {
    const [first, last] = wordAround(text, place);
    return cliticBorders(text.slice(first, last)).map((border) => first + border);
  });
  const passed = stops.filter((stop) => (step > 0 ? stop > at && stop < next : stop < at && stop > next));
  return step > 0 ? Math.min(next, ...passed) : Math.max(next, ...passed);
}
