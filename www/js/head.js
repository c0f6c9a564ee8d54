// The head of a long text, which is tagged ahead of the whole: its first tags are seen while the rest is being looked
// at. No DOM here.

import { paragraphColumns } from './pack.js';

/** A text of fewer code units than this is tagged in one go. */
const LONG_ENOUGH = 40_000;
/** About how much of a longer one is its head. */
const HEAD_LENGTH = 12_000;

const FIRST_STRONG = /[\u200e\u200f\u061c\p{L}]/u;
const STRONG_RIGHT_TO_LEFT =
  /[\u200f\u061c\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * The head of a text, up to the end of a paragraph, or of a word where the paragraph is too long.
 * @param {string} text
 * @returns {string | null} null: the text is not long, or its line ends are not yet those of a document
 */
export function headOf(text) {
  if (text.length < LONG_ENOUGH || text.includes('\r')) return null;
  for (const border of ['\n', ' ']) {
    const end = text.lastIndexOf(border, HEAD_LENGTH);
    if (end > HEAD_LENGTH / 2) return text.slice(0, end);
  }
  return null;
}

/**
 * What was found in the head, over the whole text.
 * @param {import('./pack.js').Found} found
 * @param {string} text
 * @returns {import('./pack.js').Found}
 */
export function overWhole(found, text) {
  let start = 0;
  const paragraphs = text.split('\n').map((line) => {
    const from = start;
    start += line.length + 1;
    const strong = FIRST_STRONG.exec(line)?.[0];
    return { start: from, end: from + line.length, rtl: strong === undefined || STRONG_RIGHT_TO_LEFT.test(strong) };
  });
  return { ...found, text, ...paragraphColumns(paragraphs) };
}
