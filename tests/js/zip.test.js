import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { untakenName } from '../../www/js/download.js';
import { cleanedName, filesInZip } from '../../www/js/unzip.js';
import { crc32, ZipWriter } from '../../www/js/zip.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'wassam-zip-'));
after(() => rmSync(FOLDER, { recursive: true }));
const FILES = [
  { name: 'مقال 😀.ann', content: 'T1\tPERS 2 14\tسيرغي لافروف\n' },
  { name: 'مقال 😀.txt', content: '😀 سيرغي لافروف'.repeat(5000) },
  { name: 'empty.conf', content: '' },
];
const LIMITS = { entries: 10, entryBytes: 4 << 20, totalBytes: 6 << 20, ratio: 200 };

/**
 * @typedef {object} Made an entry, with what its headers say where that is not so
 * @property {string | Buffer} name
 * @property {Buffer} data as it is packed
 * @property {number} [method]
 * @property {number} [flags]
 * @property {number} [crc]
 * @property {number} [size]
 * @property {number} [packed]
 * @property {number} [at]
 */

/** @param {string | Buffer} name @param {string | Buffer} content @returns {Made} */
function deflated(name, content) {
  const bytes = Buffer.from(content);
  return { name, data: deflateRawSync(bytes, { level: 9 }), method: 8, crc: crc32(bytes), size: bytes.length };
}

/** @param {string} name @param {string} content @returns {Made} */
function stored(name, content) {
  const data = Buffer.from(content);
  return { name, data, crc: crc32(data), size: data.length };
}

/**
 * An archive with any lies in it.
 * @param {readonly Made[]} entries
 * @param {{ count?: number, listSize?: number, listAt?: number, comment?: string }} [end]
 */
function crafted(entries, { count, listSize, listAt, comment = '' } = {}) {
  /** @type {Buffer[]} */
  const parts = [];
  /** @type {Buffer[]} */
  const list = [];
  let place = 0;
  for (const { name, data, method = 0, flags = 0, crc = 0, size = 0, packed = data.length, at = place } of entries) {
    const named = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(method, 4);
    facts.writeUInt32LE(crc, 10);
    facts.writeUInt32LE(packed, 14);
    facts.writeUInt32LE(size, 18);
    facts.writeUInt16LE(named.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), facts, named, data);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    list.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, tail, named);
    place += 30 + named.length + data.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count ?? entries.length, 4);
  end.writeUInt16LE(count ?? entries.length, 6);
  end.writeUInt32LE(listSize ?? Buffer.concat(list).length, 8);
  end.writeUInt32LE(listAt ?? place, 12);
  end.writeUInt16LE(Buffer.byteLength(comment), 16);
  return Buffer.concat([...parts, ...list, Buffer.from('PK\x05\x06', 'latin1'), end, Buffer.from(comment)]);
}

/** @param {Buffer} bytes */
const archive = (bytes) => new File([new Uint8Array(bytes)], 'a.zip');

/** What is found in an archive, said shortly. @param {Buffer} bytes @param {Partial<typeof LIMITS>} [limits] */
async function found(bytes, limits = {}) {
  const all = await filesInZip(archive(bytes), { limits: { ...LIMITS, ...limits } });
  assert.ok(all);
  if ('problem' in all) return all.problem.key;
  /** @type {Record<string, string>} */
  const files = {};
  for (const file of all.files) files[file.name] = Buffer.from(await file.arrayBuffer()).toString();
  return { files, problems: all.problems.map(({ key, params }) => `${key} ${params?.name}`) };
}

test('the checksum is CRC-32, of the whole or part after part', () => {
  const bytes = new TextEncoder().encode('123456789');
  assert.equal(crc32(bytes), 0xcbf43926);
  assert.equal(crc32(bytes.subarray(4), crc32(bytes.subarray(0, 4))), 0xcbf43926);
  assert.equal(crc32(new Uint8Array()), 0);
});

test('another program finds in an archive what was put there, and so does this one', async () => {
  const zip = new ZipWriter();
  for (const { name, content } of FILES) zip.add(name, content);
  const bytes = Buffer.from(await zip.blob().arrayBuffer());
  const path = join(FOLDER, 'files.zip');
  writeFileSync(path, bytes);
  const program =
    'import json, sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; ' +
    'print(json.dumps([{"name": n, "content": z.read(n).decode()} for n in z.namelist()]))';
  const read = execFileSync('python3', ['-c', program, path], { encoding: 'utf8', maxBuffer: 1 << 24 });
  assert.deepEqual(JSON.parse(read), FILES);
  const files = Object.fromEntries(FILES.map(({ name, content }) => [name, content]));
  assert.deepEqual(await found(bytes), { files, problems: [] });
});

test('what other programs pack is unpacked: folders, any level, a comment, sizes told after the bytes', async () => {
  const path = join(FOLDER, 'packed.zip');
  const program = `
import sys, zipfile
class Pipe:
    def __init__(self, f): self.f = f
    def write(self, b): return self.f.write(b)
    def flush(self): self.f.flush()
with open(sys.argv[1], 'wb') as f, zipfile.ZipFile(Pipe(f), 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('مجلد/', '')
    z.writestr('مجلد/نص.txt', 'سلام ' * 100000)
    z.writestr('مجلد/خبر.ann', 'T1', zipfile.ZIP_STORED)
    z.writestr('__MACOSX/مجلد/._نص.txt', 'junk')
    z.writestr('مجلد/.DS_Store', 'junk')
    z.comment = b'of PK\\x05\\x06 and more'
`;
  execFileSync('python3', ['-c', program, path]);
  const bytes = readFileSync(path);
  assert.deepEqual(await found(bytes), {
    files: { 'مجلد/نص.txt': 'سلام '.repeat(100000), 'مجلد/خبر.ann': 'T1' },
    problems: [],
  });
});

test('an archive that grows when it is unpacked is refused whole, whatever its headers say', async () => {
  const zeros = Buffer.alloc(5 << 20);
  const bomb = deflated('bomb.txt', zeros);
  const fine = stored('fine.txt', 'سلام');
  assert.equal(await found(crafted([fine, bomb])), 'zipBomb');
  // It says that it is small; as it is more than it says, it is not unpacked any further.
  assert.deepEqual(await found(crafted([fine, { ...bomb, size: 10 }])), {
    files: { 'fine.txt': 'سلام' },
    problems: ['zipEntryDamaged bomb.txt'],
  });
  // By its ratio, though it is within the size of a file.
  const two = deflated('two.txt', Buffer.alloc(2 << 20));
  assert.equal(await found(crafted([two])), 'zipBomb');
  assert.notEqual(await found(crafted([two]), { ratio: 2000 }), 'zipBomb');
  // By all together.
  const some = ['1', '2', '3', '4'].map((name) => ({ ...two, name }));
  assert.equal(await found(crafted(some), { ratio: 2000 }), 'zipBomb');
  // Many names for the same bytes.
  const over = Array.from({ length: 9 }, (_, i) => ({ ...deflated(`${i}.txt`, FILES[1].content), at: 0 }));
  const [first, ...others] = over;
  const thin = crafted([first, ...others.map((one) => ({ ...one, data: Buffer.alloc(0), packed: first.data.length }))]);
  assert.equal(await found(thin), 'zipDamaged');
});

test('the pieces that come before a bomb is refused are few', async () => {
  const ratio = 1000;
  const bomb = crafted([deflated('bomb.txt', Buffer.alloc(128 << 20))]);
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers - before)), 1);
  assert.equal(await found(bomb, { ratio: ratio * 10 }), 'zipBomb');
  clearInterval(watch);
  assert.ok(most < 64 << 20, `${most} bytes were held`);
});

test('no more files than there may be, whatever the end says of their number', async () => {
  const many = Array.from({ length: 11 }, (_, i) => stored(`${i}.txt`, 'x'));
  assert.equal(await found(crafted(many)), 'zipMany');
  assert.equal(await found(crafted(many, { count: 3 })), 'zipMany');
  assert.equal(await found(crafted(many.slice(0, 5), { count: 3 })), 'zipDamaged');
  assert.notEqual(await found(crafted(many.slice(0, 10))), 'zipMany');
});

test('an archive that is cut short, or whose list is not where it says, is damaged; of any cut none is opened', async () => {
  const whole = crafted(FILES.map(({ name, content }) => deflated(name, content)));
  for (let length = 0; length < whole.length; length += 1) {
    assert.equal(await found(whole.subarray(0, length)), 'zipDamaged', `${length} bytes`);
  }
  for (const lie of [{ listAt: 0 }, { listAt: 0xfffffff0 }, { listSize: 10 }, { listSize: 0xfffffff0 }]) {
    assert.equal(await found(crafted([stored('a.txt', 'x')], lie)), 'zipDamaged', JSON.stringify(lie));
  }
  assert.equal(await found(crafted([])), 'zipEmpty');
  assert.equal(await found(Buffer.from('نص')), 'zipDamaged');
});

test('a file that is not as its headers say is told of by name, and the others are there', async () => {
  const fine = stored('fine.txt', 'سلام');
  const text = deflated('text.txt', FILES[1].content);
  const cases = /** @type {[string, Made][]} */ ([
    ['zipEntryDamaged', { ...text, crc: 1 }],
    ['zipEntryDamaged', { ...text, size: (text.size ?? 0) + 1 }],
    ['zipEntryDamaged', { ...text, size: (text.size ?? 0) - 1 }],
    ['zipEntryDamaged', { ...text, data: text.data.subarray(0, -20) }],
    ['zipEntryDamaged', { ...text, data: Buffer.from('سلام') }],
    ['zipEntryDamaged', { ...text, at: 5 }],
    ['zipEntryDamaged', { ...text, at: 0xfffffff0 }],
    ['zipEncrypted', { ...text, flags: 1 }],
    ['zipMethod', { ...text, method: 14 }],
    ['zip64', { ...text, size: 0xffffffff }],
  ]);
  for (const [key, lying] of cases) {
    assert.deepEqual(
      await found(crafted([fine, lying, { ...fine, name: 'last.txt' }])),
      { files: { 'fine.txt': 'سلام', 'last.txt': 'سلام' }, problems: [`${key} text.txt`] },
      key,
    );
  }
  assert.equal(await found(crafted([fine], { count: 0xffff })), 'zip64');
});

test('names lead nowhere, stay apart, and are read as what they are', async () => {
  assert.equal(cleanedName('../../etc/passwd'), 'etc/passwd');
  assert.equal(cleanedName('C:\\a\\.\\ب.txt'), 'a/ب.txt');
  assert.equal(cleanedName('/a//\u202etxt.exe\0'), 'a/txt.exe');
  assert.equal(cleanedName('../..'), '');
  const taken = new Set();
  const stems = ['a/B', 'a/b', 'a/b', 'سيّد', 'سيّد'.normalize('NFD')];
  assert.deepEqual(
    stems.map((stem) => untakenName(stem, '.txt', taken)),
    ['a/B.txt', 'a/b (2).txt', 'a/b (3).txt', 'سيّد.txt', `${'سيّد'.normalize('NFD')} (2).txt`],
  );
  const same = await found(crafted(['a.b/c', 'A.b/c', 'x.txt', 'x.txt'].map((name) => stored(name, 'x'))));
  assert.ok(typeof same === 'object');
  assert.deepEqual(Object.keys(same.files), ['a.b/c', 'A.b/c (2)', 'x.txt', 'x (2).txt']);
  // Neither of these is UTF-8; they stay two.
  const other = [0xe1, 0xe2].map((byte) => ({ ...stored('', 'x'), name: Buffer.from([byte, 0x2e, 0x74, 0x78, 0x74]) }));
  const all = await found(crafted(other));
  assert.ok(typeof all === 'object' && Object.keys(all.files).length === 2);
  assert.ok(Object.keys(all.files).every((name) => name.endsWith('.txt')));
});

test('who gives up gets nothing', async () => {
  const zip = crafted([stored('1.txt', 'x'), stored('2.txt', 'x')]);
  let asked = 0;
  assert.equal(await filesInZip(archive(zip), { isWanted: () => ++asked < 2 }), null);
});
