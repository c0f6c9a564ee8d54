// The paint layer: CSS Custom Highlights over the text layer, for the paragraphs in view.
// One highlight per type and state: `PERS` for what holds no other annotation, `PERS-around` for
// what does (a fainter wash, so that two colours do not turn to mud), `PERS-hover`, `PERS-active`
// and `PERS-flash`; `selected` for what is about to be tagged. Inner ones have the higher priority.

import { nestingHeights } from './chips.js';
import { wholeGlyphs } from './glyphs.js';
import { rangeIn } from './text-layer.js';

/** The states in which an annotation stands out, with their priorities. */
const STANDING_OUT = { hover: 2, active: 3, flash: 4 };

/**
 * Whether the browser has CSS Custom Highlights. Without them the tag layer draws the backgrounds.
 * @returns {boolean}
 */
export function canHighlight() {
  return typeof Highlight === 'function' && 'highlights' in CSS && CSS.highlights !== undefined;
}

/** @typedef {{ highlight: Highlight, range: AbstractRange }} Painted */
/** @typedef {{ paragraph: import('./text-layer.js').Paragraph, start: number, end: number, type: string }} Standing */

/**
 * @param {Standing} a
 * @param {Standing} b
 */
function isSame(a, b) {
  return a.paragraph === b.paragraph && a.start === b.start && a.end === b.end && a.type === b.type;
}

/** Paints backgrounds under the glyphs without touching the text. */
export class PaintLayer {
  /** @type {Map<string, Highlight>} */
  #highlights = new Map();
  /** @type {Map<import('./text-layer.js').Paragraph, Painted[]>} */
  #painted = new Map();
  #selected = /** @type {Painted | null} */ (null);
  /** @type {Record<keyof typeof STANDING_OUT, Painted[]>} */
  #standingOut = { hover: [], active: [], flash: [] };
  /** @type {Partial<Record<keyof typeof STANDING_OUT, readonly Standing[]>>} */
  #stands = {};

  /**
   * Paints the annotations of one paragraph anew.
   * @param {import('./text-layer.js').Paragraph} paragraph
   * @param {readonly number[]} drawn
   * @param {import('./state.js').State} state
   */
  paint(paragraph, drawn, state) {
    this.erase(paragraph);
    // Forced colours would make every wash the same solid block; underlines and chips say it there.
    if (!canHighlight() || !state.result || matchMedia('(forced-colors: active)').matches) return;
    const { starts, ends, types } = state.result.found;
    const heights = nestingHeights(drawn, starts, ends);
    const painted = drawn.map((at, k) => {
      const { id } = state.labels[types[at]];
      const range = paintedRange(paragraph, starts[at], ends[at]);
      return heights[k] > 0 ? this.#add(`${id}-around`, 0, range) : this.#add(id, 1, range);
    });
    this.#painted.set(paragraph, painted);
  }

  /**
   * Takes a paragraph's paint away.
   * @param {import('./text-layer.js').Paragraph} paragraph
   */
  erase(paragraph) {
    for (const { highlight, range } of this.#painted.get(paragraph) ?? []) highlight.delete(range);
    this.#painted.delete(paragraph);
  }

  /**
   * Lets annotations stand out, in place of those that did before.
   * @param {keyof typeof STANDING_OUT} how
   * @param {readonly Standing[]} spans
   */
  mark(how, spans) {
    if (!canHighlight()) return;
    // Any change has the browser paint the whole text in view anew.
    const before = this.#stands[how] ?? [];
    if (before.length === spans.length && spans.every((span, i) => isSame(span, before[i]))) return;
    this.#stands[how] = spans;
    for (const { highlight, range } of this.#standingOut[how]) highlight.delete(range);
    this.#standingOut[how] = spans.map(({ paragraph, start, end, type }) =>
      this.#add(`${type}-${how}`, STANDING_OUT[how], paintedRange(paragraph, start, end)),
    );
  }

  /**
   * Shows what is selected of the text, as it would be tagged.
   * @param {import('./text-layer.js').Paragraph | null} paragraph
   * @param {number} start
   * @param {number} end
   */
  select(paragraph, start, end) {
    if (!canHighlight()) return;
    if (this.#selected) this.#selected.highlight.delete(this.#selected.range);
    this.#selected = paragraph ? this.#add('selected', 5, paintedRange(paragraph, start, end)) : null;
  }

  /** @type {Painted[]} */
  #hits = [];

  /**
   * Shows what was looked for.
   * @param {readonly { paragraph: import('./text-layer.js').Paragraph, start: number, end: number, here: boolean }[]} hits
   *   here: the one that the reader is at
   */
  markHits(hits) {
    if (!canHighlight()) return;
    for (const { highlight, range } of this.#hits) highlight.delete(range);
    this.#hits = hits.map(({ paragraph, start, end, here }) =>
      this.#add(here ? 'hit-here' : 'hit', here ? 7 : 6, paintedRange(paragraph, start, end)),
    );
  }

  /**
   * @param {string} name
   * @param {number} priority
   * @param {AbstractRange} range
   * @returns {Painted}
   */
  #add(name, priority, range) {
    let highlight = this.#highlights.get(name);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = priority;
      this.#highlights.set(name, highlight);
      CSS.highlights.set(name, highlight);
    }
    highlight.add(range);
    return { highlight, range };
  }
}

/**
 * @param {import('./text-layer.js').Paragraph} paragraph
 * @param {number} start
 * @param {number} end
 * @returns {Range}
 */
function paintedRange(paragraph, start, end) {
  const [from, to] = wholeGlyphs(paragraph.node.data, start - paragraph.start, end - paragraph.start);
  return rangeIn(paragraph, paragraph.start + from, paragraph.start + to);
}
