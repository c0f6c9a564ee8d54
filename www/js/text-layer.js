// The text layer: one <p> per paragraph with exactly one text node, never split.
// Nothing is ever put inside it, so that letters join as the font wants them to.

import { countBelow } from './intervals.js';
import { nextBorder } from './snap.js';

/**
 * @typedef {object} Paragraph
 * @property {HTMLElement} block holds the <p> and, while in view, its boxes
 * @property {HTMLElement} element the <p>
 * @property {Text} node
 * @property {string} key direction and text
 * @property {boolean} rtl
 * @property {number} start offset in the whole text, UTF-16 code units
 * @property {number} end
 */

/** A paragraph of more code units than this has its lines broken the quick way. */
const LONG = 4000;
/** So many paragraphs stand in one part of the page: the browser lays out and paints the parts in view. */
const IN_PART = 6;
/** So many at most, once some have been put in. */
const MOST_IN_PART = 32;
/** About how many letters a line holds, and how high it is, for what has not been in view. */
const LINE_LETTERS = 70;
const LINE_REMS = 3.25;
/** How far beyond the window's edges a part counts as in view, in pixels. */
const NEAR_VIEW = 600;

/** Draws the paragraphs, and knows which of them are in view. */
export class TextLayer {
  /** @type {Paragraph[]} */
  paragraphs = [];
  /** @type {Set<Paragraph>} in the parts in or around the window */
  inView = new Set();
  /** @type {Int32Array} */
  #starts = new Int32Array(0);
  /** @type {WeakMap<Element, Paragraph>} */
  #byBlock = new WeakMap();
  /** @type {HTMLElement} */
  #root;
  /** @type {IntersectionObserver} of parts */
  #observer;

  /**
   * @param {HTMLElement} root
   * @param {(entered: Paragraph[], left: Paragraph[]) => void} onView
   */
  constructor(root, onView) {
    this.#root = root;
    this.#observer = new IntersectionObserver(
      (entries) => {
        // Of several entries of one part the last is the latest.
        const now = [...new Map(entries.map(({ target, isIntersecting }) => [target, isIntersecting]))];
        const those = (/** @type {boolean} */ inside) =>
          now
            .flatMap(([part, is]) => (is === inside ? [...part.children] : []))
            .flatMap((block) => {
              const paragraph = this.#byBlock.get(block);
              return paragraph && this.inView.has(paragraph) !== inside ? [paragraph] : [];
            });
        const [entered, left] = [those(true), those(false)];
        for (const paragraph of entered) this.inView.add(paragraph);
        for (const paragraph of left) this.inView.delete(paragraph);
        if (entered.length || left.length) onView(entered, left);
      },
      { rootMargin: `${NEAR_VIEW}px 0px` },
    );
  }

  /**
   * Shows the text. Paragraphs that are as before keep their elements.
   * @param {import('./pack.js').Found | null} found
   * @returns {Paragraph[]} those taken away
   */
  show(found) {
    // Other tags of the same text.
    if (found && found.paragraphStarts === this.#starts) return [];
    const before = this.paragraphs;
    const count = found ? found.paragraphStarts.length : 0;
    /** @type {string[]} */
    const keys = [];
    for (let i = 0; found && i < count; i += 1) {
      const text = found.text.slice(found.paragraphStarts[i], found.paragraphEnds[i]);
      keys.push((found.paragraphRtl[i] ? 'R' : 'L') + text);
    }
    let head = 0;
    while (head < count && head < before.length && before[head].key === keys[head]) head += 1;
    let tail = 0;
    while (
      tail < count - head &&
      tail < before.length - head &&
      before[before.length - 1 - tail].key === keys[count - 1 - tail]
    ) {
      tail += 1;
    }
    const removed = before.slice(head, before.length - tail);
    const added = keys.slice(head, count - tail).map((key) => this.#create(key));
    this.paragraphs = [...before.slice(0, head), ...added, ...before.slice(before.length - tail)];
    this.paragraphs.forEach((paragraph, i) => {
      paragraph.start = found ? found.paragraphStarts[i] : 0;
      paragraph.end = found ? found.paragraphEnds[i] : 0;
    });
    this.#starts = found ? found.paragraphStarts : new Int32Array(0);
    const beside = before[before.length - tail] ?? before[head - 1];
    const room = MOST_IN_PART - (beside?.block.parentElement?.childElementCount ?? MOST_IN_PART);
    if (added.length > room) this.#layOut();
    else if (added.length > 0) this.#insert(added, beside, tail > 0);
    for (const { block } of removed) this.#takeAway(block);
    for (const paragraph of removed) this.inView.delete(paragraph);
    return removed;
  }

  /**
   * Puts a few paragraphs into the part of the one beside them.
   * @param {Paragraph[]} added
   * @param {Paragraph} beside
   * @param {boolean} ahead of it
   */
  #insert(added, beside, ahead) {
    const blocks = added.map(({ block }) => block);
    if (ahead) beside.block.before(...blocks);
    else beside.block.after(...blocks);
    if (this.inView.has(beside)) for (const paragraph of added) this.inView.add(paragraph);
  }

  /** Puts all paragraphs into parts anew. */
  #layOut() {
    const old = [...this.#root.children];
    for (let i = 0; i < this.paragraphs.length; i += IN_PART) {
      const part = document.createElement('div');
      part.className = 'part';
      const paragraphs = this.paragraphs.slice(i, i + IN_PART);
      const lines = paragraphs.reduce((sum, { node }) => sum + Math.ceil((node.length + 1) / LINE_LETTERS), 0);
      part.style.containIntrinsicBlockSize = `auto ${Math.round(lines * LINE_REMS)}rem`;
      part.append(...paragraphs.map(({ block }) => block));
      this.#root.append(part);
      this.#observer.observe(part);
    }
    for (const part of old) this.#takePartAway(part);
  }

  /** @param {HTMLElement} block */
  #takeAway(block) {
    const part = block.parentElement;
    block.remove();
    if (part && part.childElementCount === 0) this.#takePartAway(part);
  }

  /** @param {Element} part */
  #takePartAway(part) {
    this.#observer.unobserve(part);
    part.remove();
  }

  /**
   * The paragraph that holds the offset.
   * @param {number} offset
   * @returns {Paragraph | undefined}
   */
  paragraphAt(offset) {
    return this.paragraphs[countBelow(this.#starts, offset + 1) - 1];
  }

  /**
   * The paragraph whose text node this is.
   * @param {Node} node
   * @returns {Paragraph | undefined}
   */
  paragraphOf(node) {
    const block = node.parentElement?.parentElement;
    const paragraph = block ? this.#byBlock.get(block) : undefined;
    return paragraph?.node === node ? paragraph : undefined;
  }

  /**
   * @param {string} key
   * @returns {Paragraph}
   */
  #create(key) {
    const rtl = key.startsWith('R');
    const text = key.slice(1);
    const block = document.createElement('div');
    block.className = 'para';
    if (text.trim() === '') block.classList.add('blank');
    if (text.length > LONG) block.classList.add('long');
    const element = document.createElement('p');
    element.lang = 'ar';
    element.dir = rtl ? 'rtl' : 'ltr';
    const node = document.createTextNode(text);
    element.append(node);
    block.append(element);
    const paragraph = { block, element, node, key, rtl, start: 0, end: 0 };
    this.#byBlock.set(block, paragraph);
    return paragraph;
  }
}

/**
 * A range over part of a paragraph, given in offsets of the whole text and cut to the paragraph.
 * @param {Paragraph} paragraph
 * @param {number} start
 * @param {number} end
 * @returns {Range}
 */
export function rangeIn(paragraph, start, end) {
  const range = document.createRange();
  const length = paragraph.node.length;
  const from = Math.min(Math.max(start - paragraph.start, 0), length);
  range.setStart(paragraph.node, from);
  range.setEnd(paragraph.node, Math.max(from, Math.min(end - paragraph.start, length)));
  return range;
}

/** Letters, and marks on them, that are written from right to left; digits among them are not. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * Where the first letter of a piece of text begins on the page, or the last one ends.
 * @param {Paragraph} paragraph
 * @param {{ start: number, end: number }} span offsets of the whole text
 * @param {'start' | 'end'} edge
 * @returns {{ x: number, top: number, bottom: number } | null}
 */
export function edgeOf(paragraph, { start, end }, edge) {
  const text = paragraph.node.data;
  const at = (edge === 'start' ? start : end) - paragraph.start;
  const other = nextBorder(text, at, edge === 'start' ? 1 : -1, false);
  const [from, to] = [Math.min(at, other), Math.max(at, other)];
  const rects = rangeIn(paragraph, paragraph.start + from, paragraph.start + to).getClientRects();
  const rect = rects[edge === 'start' ? 0 : rects.length - 1];
  if (!rect) return null;
  const letter = text.slice(from, to);
  const rtl = RIGHT_TO_LEFT.test(letter) && !/\p{N}/u.test(letter);
  return { x: rtl === (edge === 'start') ? rect.right : rect.left, top: rect.top, bottom: rect.bottom };
}
