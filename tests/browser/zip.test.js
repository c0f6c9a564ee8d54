// Many documents as one ZIP archive: opened by drop and by dialog, and the whole shelf downloaded, with the real engine.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { highlighted, modelled, startBrowser, tagged } from './page.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'wassam-zip-'));
const TEXT = '😀 زار سيرغي لافروف بيروت أمس.';
const ANN = 'T1\tPERS 6 18\tسيرغي لافروف\n';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  rmSync(FOLDER, { recursive: true });
});

/**
 * An archive as another program packs it.
 * @param {string} name
 * @param {Record<string, string | number>} files what stands in them; a number: as many zeros
 * @returns {string} its path
 */
function packed(name, files) {
  const path = join(FOLDER, name);
  const program = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    for name, content in json.load(sys.stdin).items():
        z.writestr(name, content if isinstance(content, str) else bytes(content))
`;
  execFileSync('python3', ['-c', program, path], { input: JSON.stringify(files) });
  return path;
}

/** @param {import('playwright-core').Page} page @param {string} path */
async function drop(page, path) {
  const name = path.slice(FOLDER.length + 1);
  const data = await page.evaluateHandle(
    async ([base64, called]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], called));
      return transfer;
    },
    [readFileSync(path).toString('base64'), name],
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

/** @param {import('playwright-core').Page} page @param {string} path */
async function choose(page, path) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('#open')]);
  await chooser.setFiles(path);
}

/** @param {import('playwright-core').Page} page */
async function titles(page) {
  await page.click('#shelf-open');
  const all = await page.$$eval('#shelf-list .shelf-title', (rows) => rows.map((row) => row.textContent));
  await page.click('#shelf-close');
  return all;
}

/** @param {import('playwright-core').Page} page */
async function problem(page) {
  await page.waitForSelector('#problem:not([hidden])');
  return /** @type {string} */ (await page.textContent('#problem-text'));
}

const CORPUS = {
  'مدونة/أ/خبر.ann': ANN,
  'مدونة/أ/خبر.txt': TEXT,
  'مدونة/ب/خبر.ann': 'T1\tGPE 8 12\tدمشق\n',
  'مدونة/ب/خبر.txt': 'عاد إلى دمشق.',
  'مدونة/annotation.conf': '[entities]\nPERS\n',
  'مدونة/جدول.conll': 'بيروت B-LOC\nمدينة O\n\n',
  'مدونة/نص.txt': 'في القاهرة نص آخر.',
  '__MACOSX/مدونة/._نص.txt': 'junk',
  'مدونة/.DS_Store': 'junk',
};

test('what is in an archive opens as if it had been dropped: brat’s pairs by their folders, the rest on the shelf', async () => {
  const { page, trouble } = await browser.open({ lang: 'en' });
  await modelled(page);
  await drop(page, packed('مدونة.zip', CORPUS));
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'PERS'), ['سيرغي لافروف']);
  assert.match(/** @type {string} */ (await page.textContent('#imported-text')), /“\u2068?مدونة\/أ\/خبر\.ann/);
  assert.deepEqual(await titles(page), [TEXT, 'عاد إلى دمشق.', 'بيروت مدينة', 'في القاهرة نص آخر.']);
  assert.equal(await page.isVisible('#problem'), false);
  assert.equal(await page.isVisible('#busy'), false);
  assert.deepEqual(trouble, []);
});

test('an archive is chosen in the dialog; what in it cannot be opened is named', async () => {
  const { page } = await browser.open({ lang: 'en' });
  await modelled(page);
  const inner = readFileSync(packed('inner.zip', { 'a.txt': TEXT })).toString('latin1');
  await choose(page, packed('outer.zip', { 'a.txt': TEXT, 'inner.zip': inner }));
  await tagged(page);
  assert.match(await problem(page), /inner\.zip” is a ZIP archive: unpack it first/);
  assert.deepEqual(await titles(page), [TEXT]);
});

for (const [lang, said] of /** @type {const} */ ([
  ['en', /Nothing of “bomb\.zip” was opened.*at “zeros\.txt”.*64 MB.*256.*200 times/s],
  ['ar', /لم يُفتح شيء من «\u2068bomb\.zip\u2069».*«\u2068zeros\.txt\u2069».*٦٤ ميغابايت/s],
])) {
  test(`a bomb is refused with nothing of it opened, and the page goes on (${lang})`, async () => {
    const { page, trouble } = await browser.open({ lang });
    await modelled(page);
    await choose(page, packed('bomb.zip', { 'a.txt': TEXT, 'zeros.txt': 100 << 20 }));
    assert.match(await problem(page), said);
    assert.deepEqual(await titles(page), []);
    await page.click('#problem-dismiss');
    await choose(page, packed('fine.zip', { 'a.txt': TEXT }));
    await tagged(page);
    assert.deepEqual(trouble, []);
  });
}
