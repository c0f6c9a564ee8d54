// Several files as one: a ZIP archive with nothing compressed, by the rules of APPNOTE 6.3. No DOM here.

/** That names are UTF-8. */
const UTF8_NAMES = 0x0800;
/** What a reader must know: version 2.0 of the format. */
const NEEDED = 20;
/** 1 January 1980, the first day that the format knows: files say when they were written themselves. */
const FIRST_DAY = 0x21;

/** @type {Uint32Array | null} */
let crcs = null;

/**
 * @param {Uint8Array} bytes
 * @returns {number} the checksum that archives keep, CRC-32
 */
export function crc32(bytes) {
  crcs ??= Uint32Array.from({ length: 256 }, (_, i) => {
    let crc = i;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    return crc;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ crcs[(crc ^ byte) & 0xff];
  return ~crc >>> 0;
}

/**
 * @param {readonly { name: string, content: string }[]} files with different names
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function zipOf(files) {
  const encoder = new TextEncoder();
  const entries = files.map(({ name, content }) => {
    const data = encoder.encode(content);
    return { name: encoder.encode(name), data, crc: crc32(data) };
  });
  const size = entries.reduce((sum, { name, data }) => sum + 30 + 46 + 2 * name.length + data.length, 22);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  /** @param {number} value */
  const put16 = (value) => {
    view.setUint16(at, value, true);
    at += 2;
  };
  /** @param {number} value */
  const put32 = (value) => {
    view.setUint32(at, value, true);
    at += 4;
  };
  /** @param {Uint8Array} some */
  const putBytes = (some) => {
    bytes.set(some, at);
    at += some.length;
  };
  /** What stands of a file before it, and again in the list at the end. @param {typeof entries[number]} entry */
  const putFacts = ({ name, data, crc }) => {
    put16(NEEDED);
    put16(UTF8_NAMES);
    // Stored as it is.
    put16(0);
    put16(0);
    put16(FIRST_DAY);
    put32(crc);
    put32(data.length);
    put32(data.length);
    put16(name.length);
    put16(0);
  };
  /** @type {number[]} */
  const places = [];
  for (const entry of entries) {
    places.push(at);
    put32(0x04034b50);
    putFacts(entry);
    putBytes(entry.name);
    putBytes(entry.data);
  }
  const list = at;
  entries.forEach((entry, i) => {
    put32(0x02014b50);
    put16(NEEDED);
    putFacts(entry);
    // No comment, the first disk, no attributes.
    put16(0);
    put16(0);
    put16(0);
    put32(0);
    put32(places[i]);
    putBytes(entry.name);
  });
  const end = at;
  put32(0x06054b50);
  put16(0);
  put16(0);
  put16(entries.length);
  put16(entries.length);
  put32(end - list);
  put32(list);
  put16(0);
  return bytes;
}
