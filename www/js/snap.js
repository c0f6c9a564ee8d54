// Where a selection may begin and end: at whole words, or after the letters attached to one. No DOM here.

/** What a word is made of: letters with their marks, digits, and the elongation between letters. */
const WORD = /[\p{L}\p{M}\p{N}\u0640]/u;
/** Letters that stand before a word, up to two: and, so, in, for, as. */
const PROCLITIC = /^[وفبلك]$/u;

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
 * @param {string} text
 * @param {number} at
 */
function isWordAt(text, at) {
  return at >= 0 && at < text.length && WORD.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

/**
 * What of a paragraph a selection means: no spaces or signs at its edges, and whole words. A start after one or two
 * attached letters stays there, as the annotation guide leaves them out.
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
  const borders = letterBorders(text);
  start = borders.findLast((border) => border <= start) ?? start;
  end = borders.find((border) => border >= end) ?? end;
  if (exactly) return [start, end];
  let word = start;
  while (isWordAt(text, word - 1)) word -= 1;
  while (isWordAt(text, end)) end += 1;
  const attached = [...text.slice(word, start)];
  const clitic = attached.length <= 2 && attached.every((letter) => PROCLITIC.test(letter)) && end - start > 1;
  return [clitic ? start : word, end];
}

/**
 * The next border of a letter, or of a word.
 * @param {string} text the paragraph
 * @param {number} at in it
 * @param {1 | -1} step forwards or backwards in the text, whatever its direction
 * @param {boolean} byWord
 * @returns {number}
 */
export function nextBorder(text, at, step, byWord) {
  const borders = letterBorders(text);
  /** @param {number} from */
  const move = (from) =>
    (step > 0 ? borders.find((border) => border > from) : borders.findLast((border) => border < from)) ?? from;
  let next = move(at);
  if (!byWord) return next;
  // Over what parts the words, then over one.
  const inWord = (/** @type {number} */ place) => isWordAt(text, step > 0 ? place : place - 1);
  next = at;
  while (next !== move(next) && !inWord(next)) next = move(next);
  while (next !== move(next) && inWord(next)) next = move(next);
  return next;
}
