// Where the type chips of one paragraph go. Pure arithmetic; tested in Node.
// A line is seen from its start: 0 is the right edge in a right-to-left paragraph.

/**
 * @typedef {object} ChipWish
 * @property {number} line which line, any number that lines share
 * @property {number} from inline distance of the span's near edge from the line's start, pixels
 * @property {number} to the far edge
 * @property {boolean} atFarEnd the span reads against the line: its first letter is at the far edge
 * @property {number} width of the chip with its whole label
 * @property {number} shortWidth of the chip with the abbreviated label
 */

/**
 * @typedef {object} ChipPlace
 * @property {number} at inline distance of the chip's near edge from the line's start
 * @property {boolean} short
 */

/** Pixels between two chips. */
const CHIP_GAP = 3;

/**
 * Gives every chip a place where it meets no other, or none. In order: at the start of its span;
 * further on above its own span; abbreviated, the same way; not at all.
 * @param {readonly ChipWish[]} wishes in reading order, outer spans before inner ones
 * @param {number} lineWidth
 * @returns {(ChipPlace | null)[]}
 */
export function placeChips(wishes, lineWidth) {
  /** @type {Map<number, { from: number, to: number }[]>} */
  const taken = new Map();
  return wishes.map((wish) => {
    const line = taken.get(wish.line) ?? [];
    taken.set(wish.line, line);
    for (const short of [false, true]) {
      const width = short ? wish.shortWidth : wish.width;
      const at = freePlace(line, wish, width, lineWidth);
      if (at === null) continue;
      line.push({ from: at, to: at + width });
      line.sort((a, b) => a.from - b.from);
      return { at, short };
    }
    return null;
  });
}

/**
 * @param {readonly { from: number, to: number }[]} line what is taken, in order
 * @param {ChipWish} wish
 * @param {number} width
 * @param {number} lineWidth
 * @returns {number | null}
 */
function freePlace(line, wish, width, lineWidth) {
  const wanted = wish.atFarEnd ? wish.to - width : wish.from;
  // A chip may stick out beyond a span that is shorter than itself, but not start far from it.
  const last = Math.max(wanted, wish.to - width);
  let at = Math.max(0, Math.min(wanted, lineWidth - width));
  for (const other of line) {
    if (other.to + CHIP_GAP <= at) continue;
    if (other.from >= at + width + CHIP_GAP) break;
    at = other.to + CHIP_GAP;
  }
  return at <= Math.max(last, 0) + 1 && at + width <= lineWidth + 0.5 ? at : null;
}

/**
 * How many levels of annotations lie inside each: 0 for an innermost one. The underline of a span
 * is drawn this many steps away from the letters.
 * @param {readonly number[]} order annotations by start, then longest first
 * @param {ArrayLike<number>} starts
 * @param {ArrayLike<number>} ends
 * @returns {number[]} one per annotation in `order`
 */
export function nestingHeights(order, starts, ends) {
  const heights = order.map(() => 0);
  /** @type {number[]} */
  const open = [];
  const close = () => {
    const inner = /** @type {number} */ (open.pop());
    const outer = open.at(-1);
    if (outer !== undefined) heights[outer] = Math.max(heights[outer], heights[inner] + 1);
  };
  for (let k = 0; k < order.length; k += 1) {
    while (open.length && ends[order[/** @type {number} */ (open.at(-1))]] <= starts[order[k]]) close();
    open.push(k);
  }
  while (open.length) close();
  return heights;
}
