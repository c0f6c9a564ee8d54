// From a point on the page to a place in the text.

import { rangeIn } from './text-layer.js';

/** How far above and below a letter's box a point still counts as on it, in pixels. */
const REACH = 6;

/**
 * @param {number} x
 * @param {number} y
 * @returns {{ node: Node, offset: number } | null}
 */
function caretAt(x, y) {
  if (typeof document.caretPositionFromPoint === 'function') {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = document.caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/**
 * The place between two letters that is nearest to the point.
 * @param {import('./text-layer.js').TextLayer} layer
 * @param {number} x
 * @param {number} y
 * @returns {{ paragraph: import('./text-layer.js').Paragraph, offset: number } | null} the offset is in the paragraph
 */
export function borderAtPoint(layer, x, y) {
  const caret = caretAt(x, y);
  const paragraph = caret && layer.paragraphOf(caret.node);
  return caret && paragraph ? { paragraph, offset: caret.offset } : null;
}

/**
 * The offset, in the whole text, of the code unit under the point; -1 when there is none.
 * @param {import('./text-layer.js').TextLayer} layer
 * @param {number} x
 * @param {number} y
 * @returns {number}
 */
export function offsetAtPoint(layer, x, y) {
  const caret = caretAt(x, y);
  const paragraph = caret && layer.paragraphOf(caret.node);
  if (!caret || !paragraph) return -1;
  // A caret stands between two letters: the point is on one of them, or beyond the line.
  for (const offset of [caret.offset, caret.offset - 1]) {
    if (offset < 0 || offset >= paragraph.node.length) continue;
    const at = paragraph.start + offset;
    for (const rect of rangeIn(paragraph, at, at + 1).getClientRects()) {
      const inside = x >= rect.left - 0.5 && x <= rect.right + 0.5 && y >= rect.top - REACH && y <= rect.bottom + REACH;
      if (inside) return at;
    }
  }
  return -1;
}
