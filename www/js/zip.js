// Several files as one: a ZIP archive with nothing compressed, by the rules of APPNOTE 6.3. No DOM here.

/** That names are UTF-8. */
const UTF8_NAMES = 0x0800;
/** What a reader must know: version 2.0 of the format. */
const NEEDED = 20;
/** 1 January 1980, the first day that the format knows: files say when they were written themselves. */
const FIRST_DAY = 0x21;
/** The most files, and bytes, of an archive that every program opens: past these it is another kind. */
const MOST_FILES = 0xfffe;
const MOST_BYTES = 0xfffffffe;

/** @type {Uint32Array | null} */
let crcs = null;

/**
 * @param {Uint8Array} bytes
 * @param {number} [before] the checksum of what stands before them
 * @returns {number} the checksum that archives keep, CRC-32
 */
export function crc32(bytes, before = 0) {
  crcs ??= Uint32Array.from({ length: 256 }, (_, i) => {
    let crc = i;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    return crc;
  });
  let crc = ~before;
  for (const byte of bytes) crc = (crc >>> 8) ^ crcs[(crc ^ byte) & 0xff];
  return ~crc >>> 0;
}

/**
 * A part of an archive, number by number.
 * @param {number} size in bytes
 */
function newPart(size) {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  return {
    bytes,
    /** @param {...number} values */
    put16(...values) {
      for (const value of values) {
        view.setUint16(at, value, true);
        at += 2;
      }
    },
    /** @param {...number} values */
    put32(...values) {
      for (const value of values) {
        view.setUint32(at, value, true);
        at += 4;
      }
    },
    /** @param {Uint8Array} some */
    putBytes(some) {
      bytes.set(some, at);
      at += some.length;
    },
  };
}

/** An archive that is being written: what is put into it is given to the browser to hold, file by file. */
export class ZipWriter {
  /** @type {Blob[]} */
  #files = [];
  /** What stands of each file in the list at the end. @type {Uint8Array<ArrayBuffer>[]} */
  #list = [];
  #size = 0;

  /**
   * @param {string} name that no other file in it has
   * @param {string} content
   * @throws {RangeError} when the archive is full
   */
  add(name, content) {
    const encoder = new TextEncoder();
    const encoded = encoder.encode(name);
    const data = encoder.encode(content);
    const crc = crc32(data);
    const head = newPart(30 + encoded.length);
    const listed = newPart(46 + encoded.length);
    if (this.#list.length === MOST_FILES || this.#size + head.bytes.length + data.length > MOST_BYTES) {
      throw new RangeError('the ZIP archive is full');
    }
    const putFacts = (/** @type {ReturnType<typeof newPart>} */ part) => {
      // Stored as it is, at no time of the day.
      part.put16(NEEDED, UTF8_NAMES, 0, 0, FIRST_DAY);
      part.put32(crc, data.length, data.length);
      part.put16(encoded.length, 0);
    };
    head.put32(0x04034b50);
    putFacts(head);
    head.putBytes(encoded);
    listed.put32(0x02014b50);
    listed.put16(NEEDED);
    putFacts(listed);
    // No comment, the first disk, no attributes.
    listed.put16(0, 0, 0);
    listed.put32(0, this.#size);
    listed.putBytes(encoded);
    this.#files.push(new Blob([head.bytes, data]));
    this.#list.push(listed.bytes);
    this.#size += head.bytes.length + data.length;
  }

  /** @returns {Blob} the archive */
  blob() {
    const end = newPart(22);
    const count = this.#list.length;
    end.put32(0x06054b50);
    end.put16(0, 0, count, count);
    end.put32(
      this.#list.reduce((sum, one) => sum + one.length, 0),
      this.#size,
    );
    end.put16(0);
    return new Blob([...this.#files, ...this.#list, end.bytes]);
  }
}
