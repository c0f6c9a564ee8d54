// The tag layer: underlines and type chips for one paragraph, as absolutely placed boxes in a
// sibling of the text. All is measured first and written afterwards.

import { nestingHeights, placeChips } from './chips.js';
import { edgeOf, rangeIn } from './text-layer.js';

/** Pixels between the underlines of two nesting levels. */
const LEVEL_STEP = 3;
/** Height of a chip in pixels, as the style sheet has it. */
const CHIP_HEIGHT = 16;
/** Where a chip ends above the baseline, and the first underline lies below it, in ems: clear of alif and of yā'. */
const CHIP_RISE = 0.84;
const UNDERLINE_DROP = 0.52;

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */

/** Strong letters of right-to-left scripts, and of any script. */
const STRONG_RTL = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u;
const STRONG = /\p{L}/u;

/**
 * The boxes of a range, those that touch on one line made one.
 * @param {Range} range
 * @param {DOMRect} origin
 * @returns {Box[]}
 */
function lineBoxes(range, origin) {
  /** @type {Box[]} */
  const boxes = [];
  for (const rect of range.getClientRects()) {
    if (rect.width === 0) continue;
    const box = {
      left: rect.left - origin.left,
      right: rect.right - origin.left,
      top: rect.top - origin.top,
      bottom: rect.bottom - origin.top,
    };
    const near = boxes.find((b) => Math.abs(b.top - box.top) < 2 && box.left <= b.right + 1 && b.left <= box.right + 1);
    if (near) {
      near.left = Math.min(near.left, box.left);
      near.right = Math.max(near.right, box.right);
    } else {
      boxes.push(box);
    }
  }
  return boxes;
}

/** Draws the boxes of the paragraphs in view. */
export class TagLayer {
  /** @type {Map<string, { width: number, shortWidth: number }>} */
  #chipWidths = new Map();
  /** From the top of a box to where its underline lies and its chip begins, in pixels. */
  #underlineAt = 0;
  #chipAt = 0;
  /** @type {boolean} */
  #fills;

  /** @param {boolean} fills also draw backgrounds, for a browser without highlights */
  constructor(fills) {
    this.#fills = fills;
  }

  /** Forgets the measured chips: the font or the language is another. */
  forget() {
    this.#chipWidths.clear();
  }

  /**
   * Takes a paragraph's boxes away.
   * @param {import('./text-layer.js').Paragraph} paragraph
   */
  erase(paragraph) {
    for (const layer of paragraph.block.querySelectorAll('.tags, .fills')) layer.remove();
  }

  /**
   * Measures where the annotations of one paragraph are, and gives back what draws them anew: so
   * that many paragraphs can be measured before the first is written to and all is laid out again.
   * @param {import('./text-layer.js').Paragraph} paragraph
   * @param {readonly number[]} drawn
   * @param {import('./state.js').State} state
   * @returns {() => void}
   */
  prepare(paragraph, drawn, state) {
    if (!state.result || drawn.length === 0) return () => this.erase(paragraph);
    const { found } = state.result;
    this.#measure(paragraph, state);
    const origin = paragraph.block.getBoundingClientRect();
    const heights = nestingHeights(drawn, found.starts, found.ends);
    const boxes = drawn.map((i) => lineBoxes(rangeIn(paragraph, found.starts[i], found.ends[i]), origin));

    const layer = document.createElement('div');
    layer.className = 'tags';
    layer.setAttribute('aria-hidden', 'true');
    const fills = document.createElement('div');
    fills.className = 'fills';
    fills.setAttribute('aria-hidden', 'true');

    /** @type {import('./chips.js').ChipWish[]} */
    const wishes = [];
    /** @type {number[]} */
    const wishOf = [];
    drawn.forEach((i, k) => {
      const type = state.labels[found.types[i]].id;
      for (const box of boxes[k]) {
        const line = document.createElement('i');
        line.className = found.confirmed[i]
          ? 'underline confirmed'
          : found.unsure[i]
            ? 'underline unsure'
            : 'underline';
        line.dataset.type = type;
        line.dataset.at = String(i);
        setBox(line, box.left, box.top + this.#underlineAt + heights[k] * LEVEL_STEP, box.right - box.left);
        layer.append(line);
        if (this.#fills) {
          const fill = document.createElement('i');
          fill.className = 'fill';
          fill.dataset.type = type;
          fill.dataset.at = String(i);
          setBox(fill, box.left, box.top, box.right - box.left);
          fill.style.height = `${box.bottom - box.top}px`;
          fills.append(fill);
        }
      }
      const first = boxes[k][0];
      if (!first) return;
      const text = found.text.slice(found.starts[i], found.ends[i]);
      const strong = STRONG.exec(text)?.[0];
      const rtl = strong === undefined ? paragraph.rtl : STRONG_RTL.test(strong);
      const width = /** @type {{ width: number, shortWidth: number }} */ (this.#chipWidths.get(type));
      wishOf.push(k);
      wishes.push({
        line: Math.round(first.top),
        from: paragraph.rtl ? origin.width - first.right : first.left,
        to: paragraph.rtl ? origin.width - first.left : first.right,
        atFarEnd: rtl !== paragraph.rtl,
        ...width,
      });
    });

    placeChips(wishes, origin.width).forEach((place, w) => {
      if (!place) return;
      const k = wishOf[w];
      const i = drawn[k];
      const label = state.labels[found.types[i]];
      const chip = newChip(label, state.lang, place.short);
      chip.dataset.at = String(i);
      const width = place.short ? wishes[w].shortWidth : wishes[w].width;
      const left = paragraph.rtl ? origin.width - place.at - width : place.at;
      setBox(chip, left, boxes[k][0].top + this.#chipAt, width);
      layer.append(chip);
    });

    return () => {
      this.erase(paragraph);
      if (this.#fills) paragraph.block.prepend(fills);
      paragraph.block.append(layer);
    };
  }

  /**
   * Shows which boxes are active or pointed at.
   * @param {Iterable<import('./text-layer.js').Paragraph>} paragraphs
   * @param {import('./state.js').State} state
   */
  mark(paragraphs, state) {
    const hovered = new Set(state.hover);
    for (const paragraph of paragraphs) {
      for (const box of /** @type {NodeListOf<HTMLElement>} */ (paragraph.block.querySelectorAll('[data-at]'))) {
        const at = Number(box.dataset.at);
        box.classList.toggle('active', at === state.active);
        box.classList.toggle('hover', hovered.has(at));
      }
    }
  }

  /**
   * Gives the boxes of a paragraph that is drawn as it is other places in the columns.
   * @param {import('./text-layer.js').Paragraph} paragraph
   * @param {ReadonlyMap<number, number>} places the new ones by the old ones
   */
  renumber(paragraph, places) {
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (paragraph.block.querySelectorAll('[data-at]'))) {
      box.dataset.at = String(places.get(Number(box.dataset.at)));
    }
  }

  /** @type {HTMLElement[]} */
  #edges = [];

  /**
   * Measures where the edges of the active annotation are, by which it is made longer and shorter, and gives back what
   * draws them.
   * @param {import('./text-layer.js').Paragraph | null} paragraph null: nothing is active
   * @param {{ start: number, end: number }} span
   * @param {'start' | 'end'} near the one that keys move
   * @returns {() => void}
   */
  prepareEdges(paragraph, span, near) {
    /** @type {HTMLElement[]} */
    const edges = [];
    if (paragraph) {
      const origin = paragraph.block.getBoundingClientRect();
      for (const which of /** @type {const} */ (['start', 'end'])) {
        const spot = edgeOf(paragraph, span, which);
        if (!spot) continue;
        const edge = document.createElement('i');
        edge.className = which === near ? 'edge near' : 'edge';
        edge.dataset.edge = which;
        setBox(edge, spot.x - origin.left - 1, spot.top - origin.top, 2);
        edge.style.height = `${spot.bottom - spot.top}px`;
        edges.push(edge);
      }
    }
    return () => {
      for (const edge of this.#edges) edge.remove();
      this.#edges = edges;
      paragraph?.block.querySelector('.tags')?.append(...edges);
    };
  }

  /**
   * How far below the top of a line's letters its chips begin, in pixels; above it where negative.
   * @param {import('./text-layer.js').Paragraph} paragraph
   * @param {import('./state.js').State} state
   * @returns {number}
   */
  chipAt(paragraph, state) {
    this.#measure(paragraph, state);
    return this.#chipAt;
  }

  /**
   * Measures the chips and the reading face, once until `forget`.
   * @param {import('./text-layer.js').Paragraph} paragraph
   * @param {import('./state.js').State} state
   */
  #measure(paragraph, state) {
    if (this.#chipWidths.size > 0) return;
    const ruler = document.createElement('div');
    ruler.className = 'tags ruler';
    const chips = state.labels.map((label) => {
      const pair = [newChip(label, state.lang, false), newChip(label, state.lang, true)];
      ruler.append(...pair);
      return pair;
    });
    // A box of no height stands on the baseline.
    const line = document.createElement('p');
    const letter = document.createTextNode('ا');
    const foot = document.createElement('span');
    foot.className = 'foot';
    line.append(letter, foot);
    ruler.append(line);
    (paragraph.block.parentElement ?? document.body).append(ruler);
    state.labels.forEach(({ id }, i) => {
      const [width, shortWidth] = chips[i].map((chip) => Math.ceil(chip.getBoundingClientRect().width));
      this.#chipWidths.set(id, { width, shortWidth });
    });
    const range = document.createRange();
    range.selectNodeContents(letter);
    const ascent = foot.getBoundingClientRect().bottom - range.getBoundingClientRect().top;
    const em = Number.parseFloat(getComputedStyle(line).fontSize);
    this.#chipAt = Math.round(ascent - CHIP_RISE * em - CHIP_HEIGHT);
    this.#underlineAt = Math.round(ascent + UNDERLINE_DROP * em);
    ruler.remove();
  }
}

/**
 * @param {import('./pack.js').Label} label
 * @param {import('./state.js').Lang} lang
 * @param {boolean} short
 * @returns {HTMLElement}
 */
function newChip(label, lang, short) {
  const chip = document.createElement('b');
  const text = lang === 'ar' ? label.shortAr : label.shortEn;
  chip.className = short ? 'chip short' : 'chip';
  chip.dataset.type = label.id;
  chip.lang = lang;
  chip.textContent = short ? [...text.replace(/^ال/, '')][0] : text;
  return chip;
}

/**
 * @param {HTMLElement} box
 * @param {number} left
 * @param {number} top
 * @param {number} width
 */
function setBox(box, left, top, width) {
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
  box.style.width = `${width}px`;
}
