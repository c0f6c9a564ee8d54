// The files in a ZIP archive. It may come from anywhere: nothing that it says of itself is believed, and what it takes
// to unpack it has bounds that are held while it is being unpacked. No DOM here.

import { untakenName } from './download.js';
import { crc32 } from './zip.js';

/** @typedef {import('./state.js').Message} Message */
/** @typedef {Pick<File, 'name' | 'size' | 'arrayBuffer'>} ReadableFile a file, or one in an archive: its name with its folders */

/**
 * @typedef {object} ZipLimits
 * @property {number} entries the most files and folders in it
 * @property {number} entryBytes of one file, unpacked
 * @property {number} totalBytes of all of them, unpacked
 * @property {number} ratio how many times as large as packed a file may be, once it is not small
 */

const MB = 1024 * 1024;
/** @type {Readonly<ZipLimits>} */
export const ZIP_LIMITS = Object.freeze({ entries: 5000, entryBytes: 64 * MB, totalBytes: 256 * MB, ratio: 200 });
/** Files up to this size are small: columns of one letter over and over are packed very well, and do no harm. */
const SMALL = MB;
/** What is handed to the unpacker at once: it gives back up to a thousand times as much before it can be stopped. */
const SLICE = 16 * 1024;

/** The end of an archive, without its comment, and the longest comment. */
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
/** What stands in the list of an entry before its name, and what it all is at most, for who packs texts. */
const LISTED_SIZE = 46;
const LONGEST_LISTED = 4096;
const STORED = 0;
const DEFLATED = 8;

/** What systems and archivers put beside the reader's files. */
const JUNK = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._[^/]*$|Thumbs\.db$|desktop\.ini$)/i;

/**
 * @typedef {object} ZipEntry
 * @property {string} name
 * @property {number} flags
 * @property {number} method
 * @property {number} crc
 * @property {number} packed bytes
 * @property {number} size bytes, unpacked
 * @property {number} at where it begins in the archive
 */

/** Why an archive, or a file in it, is not unpacked. */
class ZipFault extends Error {
  /** @param {Message} problem @param {boolean} [whole] the whole archive is not to be had */
  constructor(problem, whole = false) {
    super(problem.key);
    this.problem = problem;
    this.whole = whole;
  }
}

/**
 * Whether a file is an archive of others by its name: what programs keep in the same form has other names.
 * @param {{ name: string }} file
 */
export function isZip({ name }) {
  return /\.zip$/i.test(name);
}

/**
 * The name of an entry as it may be shown and told apart: folders parted by `/`, nothing that leads out of them, no
 * controls and no marks that turn letters around.
 * @param {string} name
 * @returns {string} '' where nothing is left
 */
export function cleanedName(name) {
  const parts = name
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => part.replace(/\p{C}/gu, '').trim());
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/i.test(part)).join('/');
}

/**
 * The name of an entry. Many archivers write UTF-8 without saying so; where it is something else, nothing says what.
 * @param {Uint8Array} bytes
 */
function decodedName(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Every byte its own letter, so that two names stay two.
    return [...bytes].map((byte) => String.fromCharCode(byte < 0x80 ? byte : byte + 0x100)).join('');
  }
}

/** @param {Blob} archive @param {number} start @param {number} end */
async function viewOf(archive, start, end) {
  return new DataView(await archive.slice(start, end).arrayBuffer());
}

/**
 * The list at the end of an archive.
 * @param {Blob} archive
 * @param {string} name
 * @param {ZipLimits} limits
 * @returns {Promise<ZipEntry[]>}
 */
async function listed(archive, name, limits) {
  const damaged = new ZipFault({ key: 'zipDamaged', params: { name } }, true);
  const tailStart = Math.max(0, archive.size - END_SIZE - LONGEST_COMMENT);
  const tail = await viewOf(archive, tailStart, archive.size);
  let end = tail.byteLength - END_SIZE;
  // The one whose comment ends where the archive does.
  const isEnd = (/** @type {number} */ at) =>
    tail.getUint32(at, true) === 0x06054b50 && at + END_SIZE + tail.getUint16(at + 20, true) === tail.byteLength;
  while (end >= 0 && !isEnd(end)) end -= 1;
  if (end < 0) throw damaged;
  const [disk, count] = [tail.getUint16(end + 4, true), tail.getUint16(end + 10, true)];
  const [size, start] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) {
    throw new ZipFault({ key: 'zip64', params: { name } }, true);
  }
  if (disk !== 0 || start + size > tailStart + end) throw damaged;
  if (count > limits.entries || size > limits.entries * LONGEST_LISTED) {
    throw new ZipFault({ key: 'zipMany', params: { name, most: limits.entries } }, true);
  }
  const list = await viewOf(archive, start, start + size);
  /** @type {ZipEntry[]} */
  const entries = [];
  for (let at = 0; at < size; ) {
    // Not as many as it says that there are, but as many as there are.
    if (entries.length === limits.entries) {
      throw new ZipFault({ key: 'zipMany', params: { name, most: limits.entries } }, true);
    }
    if (at + LISTED_SIZE > size || list.getUint32(at, true) !== 0x02014b50) throw damaged;
    const nameSize = list.getUint16(at + 28, true);
    const next = at + LISTED_SIZE + nameSize + list.getUint16(at + 30, true) + list.getUint16(at + 32, true);
    if (next > size) throw damaged;
    entries.push({
      name: decodedName(new Uint8Array(list.buffer, at + LISTED_SIZE, nameSize)),
      flags: list.getUint16(at + 8, true),
      method: list.getUint16(at + 10, true),
      crc: list.getUint32(at + 16, true),
      packed: list.getUint32(at + 20, true),
      size: list.getUint32(at + 24, true),
      at: list.getUint32(at + 42, true),
    });
    at = next;
  }
  if (entries.length !== count) throw damaged;
  // Files that lie over each other: a small archive that is unpacked without an end.
  if (entries.reduce((sum, { packed }) => sum + packed, 0) > archive.size) throw damaged;
  return entries;
}

/**
 * What stands of an entry in the archive, packed.
 * @param {Blob} archive
 * @param {ZipEntry} entry
 * @param {string} name as it is said
 * @returns {Promise<Blob>}
 */
async function packedBytes(archive, entry, name) {
  const { flags, method, packed, size, at } = entry;
  if (flags & 1) throw new ZipFault({ key: 'zipEncrypted', params: { name } });
  if ([packed, size, at].includes(0xffffffff)) throw new ZipFault({ key: 'zip64', params: { name } });
  if (method !== STORED && method !== DEFLATED) throw new ZipFault({ key: 'zipMethod', params: { name, method } });
  const head = await viewOf(archive, at, at + 30);
  const fits = head.byteLength === 30 && head.getUint32(0, true) === 0x04034b50 && head.getUint16(8, true) === method;
  if (!fits) throw new ZipFault({ key: 'zipEntryDamaged', params: { name } });
  const start = at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const bytes = archive.slice(start, start + packed);
  if (bytes.size !== packed || start > archive.size) throw new ZipFault({ key: 'zipEntryDamaged', params: { name } });
  return bytes;
}

/**
 * Bytes in pieces that are small, and only as they are asked for.
 * @param {Blob} bytes
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>}
 */
function inSlices(bytes) {
  let at = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        if (at >= bytes.size) {
          controller.close();
          return;
        }
        controller.enqueue(new Uint8Array(await bytes.slice(at, at + SLICE).arrayBuffer()));
        at += SLICE;
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Unpacks an entry, piece by piece, and stops where it is larger than it may be.
 * @param {Blob} archive
 * @param {ZipEntry} entry
 * @param {string} name as it is said
 * @param {number} most bytes that it may have
 * @param {number} ratio how many times as large as packed it may be
 * @param {(piece: Uint8Array) => void} take
 */
async function unpack(archive, entry, name, most, ratio, take) {
  const bytes = await packedBytes(archive, entry, name);
  const slices = inSlices(bytes);
  const pieces = entry.method === STORED ? slices : slices.pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = pieces.getReader();
  const damaged = new ZipFault({ key: 'zipEntryDamaged', params: { name } });
  let size = 0;
  let crc = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > most || (size > SMALL && size > ratio * bytes.size)) {
        throw new ZipFault({ key: 'zipBomb', params: { name } }, true);
      }
      // More than it says of itself.
      if (size > entry.size) throw damaged;
      crc = crc32(value, crc);
      take(value);
    }
  } catch (error) {
    throw error instanceof ZipFault ? error : damaged;
  } finally {
    // What is left is not unpacked any more.
    reader.cancel().catch(() => {});
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged;
}

/**
 * The files in an archive. All of it is unpacked once to see whether it may be, and each file again when it is read,
 * so that no more than one is held.
 * @param {Blob & { name: string }} archive
 * @param {{ limits?: ZipLimits, isWanted?: () => boolean }} [options] isWanted: asked before each file; false: given up
 * @returns {Promise<{ files: ReadableFile[], problems: Message[] } | { problem: Message } | null>} problems: files that
 *   are not to be had; problem: none is; null: it was given up
 */
export async function filesInZip(archive, { limits = ZIP_LIMITS, isWanted = () => true } = {}) {
  /** @type {ReadableFile[]} */
  const files = [];
  /** @type {Message[]} */
  const problems = [];
  /** @type {Set<string>} */
  const taken = new Set();
  let total = 0;
  try {
    for (const entry of await listed(archive, archive.name, limits)) {
      if (!isWanted()) return null;
      const cleaned = cleanedName(entry.name);
      if (/[/\\]$/.test(entry.name) || JUNK.test(entry.name.replaceAll('\\', '/'))) continue;
      const [, stem, ending] = /^(.*?)((?:\.[^./]*)?)$/s.exec(cleaned) ?? ['', cleaned, ''];
      const name = untakenName(stem || `${files.length + 1}`, ending, taken);
      const most = Math.min(limits.entryBytes, limits.totalBytes - total);
      try {
        await unpack(archive, entry, name, most, limits.ratio, (piece) => (total += piece.length));
      } catch (error) {
        if (!(error instanceof ZipFault) || error.whole) throw error;
        problems.push(error.problem);
        continue;
      }
      files.push({
        name,
        size: entry.size,
        async arrayBuffer() {
          // As large as it was found to be.
          const whole = new Uint8Array(entry.size);
          let at = 0;
          await unpack(archive, entry, name, entry.size, Number.POSITIVE_INFINITY, (piece) => {
            whole.set(piece, at);
            at += piece.length;
          });
          return whole.buffer;
        },
      });
    }
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error;
    const { key, params } = error.problem;
    if (key !== 'zipBomb') return { problem: error.problem };
    const { entryBytes, totalBytes, ratio } = limits;
    const bounds = { entry: Math.floor(entryBytes / MB), total: Math.floor(totalBytes / MB), ratio };
    return { problem: { key, params: { archive: archive.name, name: params?.name ?? '', ...bounds } } };
  }
  if (files.length === 0 && problems.length === 0) {
    return { problem: { key: 'zipEmpty', params: { name: archive.name } } };
  }
  return { files, problems };
}
