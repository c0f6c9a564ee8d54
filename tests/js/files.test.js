import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeTextFile, firstInvalidUtf8, withLfLineEnds } from '../../www/js/files.js';

/** @param {Uint8Array} bytes */
function isUtf8(bytes) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} text */
const encode = (text) => new TextEncoder().encode(text);

test('bytes are valid exactly when the decoder takes them', () => {
  // Bytes near the borders of the ranges, so that sequences are often almost right.
  const byte = fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.constantFrom(
      0x61,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc0,
      0xc1,
      0xc2,
      0xdf,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
    ),
  );
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 8 }), (bytes) => {
      const array = Uint8Array.from(bytes);
      const at = firstInvalidUtf8(array);
      assert.equal(at === -1, isUtf8(array));
      if (at >= 0) assert.ok(isUtf8(array.subarray(0, at)));
    }),
    { numRuns: 2000 },
  );
});

test('the offset is that of the first wrong byte', () => {
  const bytes = Uint8Array.from([...encode('بيروت'), 0xe3, 0x20]);
  assert.equal(firstInvalidUtf8(bytes), 10);
  assert.deepEqual(decodeTextFile('x.txt', bytes), {
    problem: { key: 'notUtf8', params: { name: 'x.txt', offset: 10 } },
  });
});

test('a byte order mark goes, line ends become LF, everything else stays', () => {
  const bytes = encode('\ufeffبيروت\r\nلا\u200f\rإلى');
  assert.deepEqual(decodeTextFile('x.txt', bytes), { text: 'بيروت\nلا\u200f\nإلى' });
  assert.equal(withLfLineEnds('a\r\n\r\nb'), 'a\n\nb');
});

test('what is no text is told', () => {
  assert.deepEqual(decodeTextFile('x.bin', Uint8Array.from([65, 0, 65])), {
    problem: { key: 'notText', params: { name: 'x.bin' } },
  });
  assert.deepEqual(decodeTextFile('x.txt', encode(' \n')), {
    problem: { key: 'emptyFile', params: { name: 'x.txt' } },
  });
});
