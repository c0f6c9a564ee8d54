// Giving the annotations away: as a file, or to the clipboard.

/** Characters that some file system refuses, and all controls and bidi marks. */
const UNFIT = /[\p{C}<>:"/\\|?*«»“”]/gu;

/** Names that Windows keeps for itself, whatever they end in. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:$|\.)/i;

/**
 * A name from the first words of the text, for files: `ثمرة التعاون الروسي`.
 * @param {string} text
 * @returns {string}
 */
export function nameFor(text) {
  const start = text.trimStart().slice(0, 400).split('\n', 1)[0];
  let name = '';
  for (const word of start.replace(UNFIT, ' ').split(/\s+/u)) {
    // A tatweel counts as a letter, but alone it is a dash.
    if (!/[^\P{L}\u0640]|\p{N}/u.test(word)) continue;
    const longer = name === '' ? word : `${name} ${word}`;
    if ([...longer].length > 48) break;
    name = longer;
  }
  name = name.replace(/[.،؛,;…]+$/u, '');
  return RESERVED.test(name) ? `_${name}` : name || 'wassam';
}

/**
 * A name, or where it is taken, the same with a number before its ending.
 * @param {string} stem
 * @param {string} ending
 * @param {Set<string>} taken grows
 * @returns {string}
 */
export function untakenName(stem, ending, taken) {
  let free = stem + ending;
  // Not every disk tells capital letters from small ones, or one way to write a letter from another.
  const key = (/** @type {string} */ one) => one.normalize('NFC').toLowerCase();
  for (let number = 2; taken.has(key(free)); number += 1) free = `${stem} (${number})${ending}`;
  taken.add(key(free));
  return free;
}

/**
 * @param {string} name
 * @param {string | Blob} content
 * @param {string} [type] its MIME type; where it is left out, no more than bytes: with another some browsers give the
 *   name another ending
 */
export function saveFile(name, content, type = 'application/octet-stream') {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Puts text on the clipboard, in the old way where the new one is refused.
 * @param {string} content
 * @param {HTMLElement} from the button that was pressed
 * @returns {Promise<boolean>}
 */
export async function copyText(content, from) {
  try {
    await navigator.clipboard.writeText(content);
    return true;
  } catch {
    const box = document.createElement('textarea');
    box.className = 'visually-hidden';
    box.value = content;
    // Beside the button: what is outside an open dialog cannot be selected.
    from.after(box);
    box.select();
    const done = document.execCommand('copy');
    box.remove();
    from.focus();
    return done;
  }
}
