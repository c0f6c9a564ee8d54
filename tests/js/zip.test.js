import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, zipOf } from '../../www/js/zip.js';

test('the checksum is CRC-32', () => {
  assert.equal(crc32(new TextEncoder().encode('123456789')), 0xcbf43926);
  assert.equal(crc32(new Uint8Array()), 0);
});

test('another program finds in an archive what was put there', () => {
  const files = [
    { name: 'مقال 😀.ann', content: 'T1\tPERS 2 14\tسيرغي لافروف\n' },
    { name: 'مقال 😀.txt', content: '😀 سيرغي لافروف'.repeat(5000) },
    { name: 'empty.conf', content: '' },
  ];
  const folder = mkdtempSync(join(tmpdir(), 'wassam-zip-'));
  try {
    const path = join(folder, 'files.zip');
    writeFileSync(path, zipOf(files));
    const program =
      'import json, sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; ' +
      'print(json.dumps([{"name": n, "content": z.read(n).decode()} for n in z.namelist()]))';
    const read = execFileSync('python3', ['-c', program, path], { encoding: 'utf8', maxBuffer: 1 << 24 });
    assert.deepEqual(JSON.parse(read), files);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
