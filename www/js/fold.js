// The form of a text in which spellings of a word are one: as the engine's folded form (`src/normalise/letters.rs`),
// aligned to the source. No DOM here.

/** What a code unit becomes that leaves no trace: a mark, a tatweel, what cannot be seen. */
const NOTHING = 0;
const LAM = 0x644;
const TATWEEL = 0x640;

/** @type {readonly (readonly [first: number, last: number])[]} marks over and under letters */
const MARKS = [
  [0x300, 0x36f],
  [0x610, 0x61a],
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x6d6, 0x6dc],
  [0x6df, 0x6e4],
  [0x6e7, 0x6e8],
  [0x6ea, 0x6ed],
  [0x8d3, 0x8ff],
  [0xfe70, 0xfe7f],
];
/** @type {readonly (readonly [first: number, last: number])[]} joiners, bidirectional controls and the like */
const INVISIBLE = [
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2069],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
];
/** Letters, and the one that each is taken for. */
const ONE_FOR_ANOTHER = 'آا أا إا ٱا ؤو ئي ىي یي کك گك ڭك پب چج ڤف ڥف ژز ةه ھه ہه';
/** The letters of the presentation forms from FE80 on, in order, with their numbers of forms. */
const FORMS_B = 'ء1آ2أ2ؤ2إ2ئ4ا2ب4ة2ت4ث4ج4ح4خ4د2ذ2ر2ز2س4ش4ص4ض4ط4ظ4ع4غ4ف4ق4ك4ل4م4ن4ه4و2ى2ي4';
/** Persian letters among the presentation forms A: letter, first form, number of forms. */
const FORMS_A = /** @type {const} */ ([
  ['پ', 0xfb56, 4],
  ['چ', 0xfb7a, 4],
  ['ژ', 0xfb8a, 2],
  ['ک', 0xfb8e, 4],
  ['گ', 0xfb92, 4],
  ['ی', 0xfbfc, 4],
]);

/** @type {Uint16Array | undefined} what each code unit becomes; made when it is first asked for */
let table;

/** @returns {Uint16Array} */
function foldingTable() {
  if (table) return table;
  const to = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
  for (const [first, last] of [...MARKS, ...INVISIBLE]) to.fill(NOTHING, first, last + 1);
  to[TATWEEL] = NOTHING;
  for (let i = 0; i < 10; i += 1) for (const zero of [0x660, 0x6f0]) to[zero + i] = 0x30 + i;
  for (let i = 0; i < 26; i += 1) to[0x41 + i] = 0x61 + i;
  to[0x66b] = '.'.charCodeAt(0);
  to[0x66c] = ','.charCodeAt(0);
  to[0x66a] = '%'.charCodeAt(0);
  for (const [letter, another] of ONE_FOR_ANOTHER.split(' ')) to[letter.charCodeAt(0)] = another.charCodeAt(0);
  for (const [letter, first, count] of FORMS_A) to.fill(to[letter.charCodeAt(0)], first, first + count);
  let form = 0xfe80;
  for (const [, letter, count] of FORMS_B.matchAll(/(.)(\d)/g)) {
    to.fill(to[letter.charCodeAt(0)], form, form + Number(count));
    form += Number(count);
  }
  // The lām of a lām-alif; its alif follows.
  to.fill(LAM, 0xfef5, 0xfefd);
  table = to;
  return to;
}

/**
 * @typedef {object} Folded
 * @property {string} text the folded form
 * @property {Int32Array} starts for each of its code units, and for its end, the offset in the source where what it
 *   stands for begins, in UTF-16 code units
 */

/**
 * The folded form of a text.
 * @param {string} source
 * @returns {Folded}
 */
export function folded(source) {
  const to = foldingTable();
  const units = new Uint16Array(source.length * 2);
  const starts = new Int32Array(source.length * 2 + 1);
  let length = 0;
  for (let at = 0; at < source.length; at += 1) {
    const unit = source.charCodeAt(at);
    const now = to[unit];
    if (now === NOTHING) continue;
    units[length] = now;
    starts[length] = at;
    length += 1;
    if (unit >= 0xfef5 && unit <= 0xfefc) {
      units[length] = 0x627;
      starts[length] = at;
      length += 1;
    }
  }
  starts[length] = source.length;
  const parts = [];
  // So many arguments at a time as every browser takes.
  for (let at = 0; at < length; at += 8192) {
    parts.push(String.fromCharCode(...units.subarray(at, Math.min(at + 8192, length))));
  }
  return { text: parts.join(''), starts: starts.slice(0, length + 1) };
}

/**
 * The folded form of a few words.
 * @param {string} words
 * @returns {string}
 */
export function fold(words) {
  return folded(words).text;
}

/**
 * What a piece of the folded form stands for in the source: with the marks and the tatweel on its last letter, without
 * what cannot be seen behind it.
 * @param {string} source
 * @param {Folded} form of it
 * @param {number} from in the folded form
 * @param {number} to
 * @returns {[start: number, end: number]} in the source, in UTF-16 code units
 */
export function sourceOf(source, { starts }, from, to) {
  const start = starts[from];
  let end = to > from ? starts[to - 1] + 1 : start;
  while (end < starts[to] && isOnLetter(source.charCodeAt(end))) end += 1;
  return [start, end];
}

/** @param {number} unit */
function isOnLetter(unit) {
  return unit === TATWEEL || MARKS.some(([first, last]) => first <= unit && unit <= last);
}
