// Where letters share a glyph, or overlap in it.

const ALIFS = 'اأإآٱ';
const MARK = /\p{M}/u;

/**
 * Widens a span so that neither edge lies inside a lām-alif or between a letter and its marks.
 * Chromium draws what is under a highlight apart from the rest and cuts both at the edge: inside
 * لا that would cut the foot of the lām.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @returns {[from: number, to: number]}
 */
export function wholeGlyphs(text, from, to) {
  while (from > 0 && from < text.length && MARK.test(text[from])) from -= 1;
  while (to > 0 && to < text.length && MARK.test(text[to])) to += 1;
  if (ALIFS.includes(text[from] ?? ' ')) {
    let lam = from - 1;
    while (lam > 0 && MARK.test(text[lam])) lam -= 1;
    if (text[lam] === 'ل') from = lam;
  }
  if (ALIFS.includes(text[to] ?? ' ')) {
    let lam = to - 1;
    while (lam > from && MARK.test(text[lam])) lam -= 1;
    if (text[lam] === 'ل') {
      to += 1;
      while (to < text.length && MARK.test(text[to])) to += 1;
    }
  }
  return [from, to];
}
