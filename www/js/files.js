// Reading text files: UTF-8 and nothing else, so that nobody gets a text full of wrong letters.

/** Larger files are refused, in megabytes. */
export const FILE_LIMIT_MB = 8;
/** The same of files with annotations, which are several times as large as their texts. */
export const ANNOTATED_LIMIT_MB = 64;

/**
 * Where the bytes stop being UTF-8: the offset of the first byte that starts no well-formed
 * sequence (Unicode 15, table 3-7), -1 when all is well.
 * @param {Uint8Array} bytes
 * @returns {number}
 */
export function firstInvalidUtf8(bytes) {
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i];
    let more = 0;
    let low = 0x80;
    let high = 0xbf;
    if (lead >= 0x80) {
      if (lead >= 0xc2 && lead <= 0xdf) more = 1;
      else if (lead >= 0xe0 && lead <= 0xef) more = 2;
      else if (lead >= 0xf0 && lead <= 0xf4) more = 3;
      else return i;
      if (lead === 0xe0) low = 0xa0;
      if (lead === 0xed) high = 0x9f;
      if (lead === 0xf0) low = 0x90;
      if (lead === 0xf4) high = 0x8f;
    }
    for (let k = 1; k <= more; k += 1) {
      const byte = bytes[i + k];
      if (byte === undefined || byte < low || byte > high) return i;
      low = 0x80;
      high = 0xbf;
    }
    i += more + 1;
  }
  return -1;
}

/**
 * What stands in a file, as it stands there but for a byte order mark, or what is wrong with it.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @returns {{ text: string } | { problem: import('./state.js').Message }}
 */
export function decodeFile(name, bytes) {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] < 9)
    return { problem: { key: 'zipRefused', params: { name } } };
  const offset = firstInvalidUtf8(bytes);
  if (offset >= 0) return { problem: { key: 'notUtf8', params: { name, offset } } };
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  if (text.includes('\0')) return { problem: { key: 'notText', params: { name } } };
  return { text };
}

/**
 * Text of a file, or what is wrong with it. A byte order mark is taken away; line ends become LF.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @returns {{ text: string } | { problem: import('./state.js').Message }}
 */
export function decodeTextFile(name, bytes) {
  const read = decodeFile(name, bytes);
  if ('problem' in read) return read;
  if (read.text.trim() === '') return { problem: { key: 'emptyFile', params: { name } } };
  return { text: withLfLineEnds(read.text) };
}

/**
 * @param {string} text
 * @returns {string}
 */
export function withLfLineEnds(text) {
  return text.replace(/\r\n?/g, '\n');
}

/**
 * What stands in a file, text or annotations, as it stands there.
 * @param {import('./unzip.js').ReadableFile} file
 * @returns {Promise<{ text: string } | { problem: import('./state.js').Message }>}
 */
export function readFile(file) {
  return readWith(decodeFile, file, ANNOTATED_LIMIT_MB);
}

/**
 * @param {File} file
 * @returns {Promise<{ text: string } | { problem: import('./state.js').Message }>}
 */
export function readTextFile(file) {
  return readWith(decodeTextFile, file, FILE_LIMIT_MB);
}

/**
 * @param {typeof decodeFile} decode
 * @param {import('./unzip.js').ReadableFile} file
 * @param {number} limit in megabytes
 * @returns {Promise<{ text: string } | { problem: import('./state.js').Message }>}
 */
async function readWith(decode, file, limit) {
  const { name, size } = file;
  if (size > limit * 1024 * 1024) return { problem: { key: 'tooLarge', params: { name, limit } } };
  try {
    return decode(name, new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    return { problem: { key: 'unreadable', params: { name, message: String(error) } } };
  }
}

/**
 * The article to try: a file beside the page, or inside it where the page is one file.
 * @returns {Promise<{ text: string } | { problem: import('./state.js').Message }>}
 */
export async function readSample() {
  const embedded = /** @type {any} */ (globalThis).WASSAM_EMBEDDED;
  if (embedded) return { text: withLfLineEnds(embedded.foundingArticle) };
  const name = 'founding.txt';
  try {
    const response = await fetch(new URL(`./pkg/${name}`, document.baseURI));
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return decodeTextFile(name, new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    return { problem: { key: 'unreadable', params: { name, message: String(error) } } };
  }
}
