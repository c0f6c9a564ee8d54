// How densely tagged each part of a text is. No DOM here.

/**
 * @typedef {object} Density
 * @property {Uint32Array} counts of every part, and in it of every type: `part * types + type`
 * @property {Uint32Array} sums of every part
 * @property {number} most that one part holds
 */

/**
 * Counts the annotations of each of some parts of equal length. One that reaches over several is counted where it
 * begins.
 * @param {import('./pack.js').Found} found
 * @param {(at: number) => boolean} isCounted
 * @param {number} parts
 * @param {number} types how many there are
 * @returns {Density}
 */
export function densityOf(found, isCounted, parts, types) {
  const counts = new Uint32Array(parts * types);
  const sums = new Uint32Array(parts);
  let most = 0;
  for (let at = 0; at < found.starts.length; at += 1) {
    if (!isCounted(at)) continue;
    const part = partOf(found.starts[at], found.text.length, parts);
    counts[part * types + found.types[at]] += 1;
    sums[part] += 1;
    most = Math.max(most, sums[part]);
  }
  return { counts, sums, most };
}

/**
 * The part of a text in which an offset lies.
 * @param {number} offset
 * @param {number} length of the text
 * @param {number} parts
 * @returns {number}
 */
export function partOf(offset, length, parts) {
  return Math.min(parts - 1, Math.floor((offset / Math.max(1, length)) * parts));
}
