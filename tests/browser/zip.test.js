// Many documents as one ZIP archive: opened by drop and by dialog, and the whole shelf downloaded, with the real engine.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ARTICLE, amissIn, highlighted, modelled, pointAt, startBrowser, tagged } from './page.js';

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
  ['en', /Nothing of “\u2068bomb\.zip\u2069” was opened.*at “\u2068zeros\.txt\u2069”.*64 MB.*256.*200 times/s],
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

/** The files in an archive, read by another program. @param {string} path @returns {Record<string, string>} */
function unpacked(path) {
  const program =
    'import json, sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; ' +
    'assert all(i.flag_bits & 0x800 for i in z.infolist()); assert len(set(z.namelist())) == len(z.namelist()); ' +
    'print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))';
  return JSON.parse(execFileSync('python3', ['-c', program, path], { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

/** @param {import('playwright-core').Page} page @param {string} format */
async function chooseShelf(page, format) {
  await page.waitForSelector('#export[open]');
  if (await page.isEnabled('#export-scope')) await page.selectOption('#export-scope', 'shelf');
  await page.check(`#export input[value="${format}"]`);
}

/** @param {import('playwright-core').Page} page */
async function downloaded(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#export-download')]);
  await page.waitForSelector('#export-outcome p');
  return { name: download.suggestedFilename(), files: unpacked(/** @type {string} */ (await download.path())) };
}

test('the whole shelf is one archive: own names, corrections, one configuration for brat, what is missing named', async () => {
  const { page, trouble } = await browser.open({ lang: 'en' });
  await modelled(page);
  const texts = { 'ج.txt': 'في القاهرة.\nآخر.', 'د.txt': 'في القاهرة.\nغيره.', 'هـ.txt': 'نص مفقود.' };
  await drop(page, packed('shelf.zip', { 'أ.ann': ANN, 'أ.txt': TEXT, ...texts }));
  await tagged(page);
  // A correction of the one that is shown, downloaded before it rests.
  const { x, y } = await pointAt(page, 'لافروف');
  await page.mouse.click(x, y);
  await page.click('#card .card-types summary');
  await page.click('#card [data-pick="FAC"]');
  // The disk has lost one.
  await page.evaluate(async () => {
    /** @type {IDBDatabase} */
    const shelf = await new Promise((resolve) => {
      const opening = indexedDB.open('wassam');
      opening.onsuccess = () => resolve(opening.result);
    });
    const work = shelf.transaction('work', 'readwrite').objectStore('work');
    await new Promise((resolve) => {
      const going = work.openCursor();
      going.onsuccess = () => {
        const cursor = going.result;
        if (!cursor) return resolve(undefined);
        if (cursor.value.text === 'نص مفقود.') cursor.delete();
        cursor.continue();
      };
    });
    shelf.close();
  });
  await page.click('#export-open');
  await chooseShelf(page, 'brat');
  assert.equal(await page.textContent('#export-scope-shelf'), 'All of mine (4), as one ZIP');
  const { name, files } = await downloaded(page);
  assert.match(name, /^wassam-\d{4}-\d\d-\d\d\.brat\.zip$/);
  const stems = ['😀 زار سيرغي لافروف بيروت أمس', 'في القاهرة', 'في القاهرة (2)'].map((stem) =>
    stem.replace('😀 ', ''),
  );
  assert.deepEqual(
    Object.keys(files).sort(),
    [...stems.flatMap((stem) => [`${stem}.ann`, `${stem}.txt`]), 'annotation.conf', 'visual.conf'].sort(),
  );
  assert.equal(files[`${stems[0]}.txt`], TEXT);
  assert.match(files[`${stems[0]}.ann`], /^T1\tFAC 6 18\tسيرغي لافروف$/m);
  // Never opened, tagged all the same.
  for (const stem of stems.slice(1)) assert.match(files[`${stem}.ann`], /\tGPE 3 10\tالقاهرة$/m);
  assert.notEqual(files[`${stems[1]}.txt`], files[`${stems[2]}.txt`]);
  // The types of all of them.
  assert.match(files['annotation.conf'], /\[entities\]\nFAC\nGPE\n/);
  const said = await page.$$eval('#export-outcome p, #export-outcome li', (all) => all.map((one) => one.textContent));
  assert.equal(said[0], `3 documents were downloaded in \u2068${name}\u2069.`);
  assert.deepEqual(said.slice(1, 3), [
    'Not written:',
    '“\u2068نص مفقود.\u2069”: This document cannot be read. It was not deleted, and the others are as they were.',
  ]);
  // The choice is kept; the button beside it gives the one document, as it says.
  await page.reload();
  await tagged(page);
  await page.click('#export-open');
  await page.waitForSelector('#export[open]');
  assert.equal(await page.inputValue('#export-scope'), 'shelf');
  await page.click('#export-close');
  const [one] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  assert.match(one.suggestedFilename(), /^زار سيرغي/);
  assert.deepEqual(trouble, []);
});

test('what comes down comes back as it was, from the shelf on an empty page', async () => {
  const { page } = await browser.open({
    lang: 'en',
    context: { bypassCSP: true, viewport: { width: 320, height: 700 } },
  });
  await modelled(page);
  await drop(page, packed('back.zip', CORPUS));
  await tagged(page);
  await page.click('#clear');
  await page.click('#shelf-open');
  await page.click('#shelf-export');
  await chooseShelf(page, 'wassam');
  const { files } = await downloaded(page);
  assert.equal(Object.keys(files).length, 4);
  assert.deepEqual(await amissIn(page, '#export'), []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  const other = await browser.open({ lang: 'en' });
  await modelled(other.page);
  await drop(other.page, packed('again.zip', files));
  await tagged(other.page);
  assert.equal((await titles(other.page)).length, 4);
  await other.page.click('#export-open');
  await chooseShelf(other.page, 'wassam');
  const again = await downloaded(other.page);
  const quotes = (/** @type {Record<string, string>} */ all) =>
    Object.entries(all)
      .map(([name, json]) => [name, JSON.parse(json).annotations.map((/** @type {any} */ one) => [one.type, one.text])])
      .sort();
  assert.deepEqual(quotes(again.files), quotes(files));
});

test('it is called off at once, with nothing downloaded, and can be begun again; the page answers meanwhile', async () => {
  const { page } = await browser.open({ lang: 'ar' });
  await modelled(page);
  const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.txt`, `${i} ${ARTICLE.repeat(4)}`]));
  await drop(page, packed('many.zip', many));
  await tagged(page);
  await page.waitForSelector('#busy', { state: 'hidden' });
  await page.click('#export-open');
  await chooseShelf(page, 'doccano');
  let downloads = 0;
  page.on('download', () => (downloads += 1));
  await page.click('#export-download');
  await page.waitForFunction(() =>
    /المستند ٢ من ١٢/.test(document.getElementById('export-progress-text')?.textContent ?? ''),
  );
  await page.keyboard.press('Escape');
  assert.equal(await page.textContent('#export-outcome'), 'أُلغي التنزيل: لم يُنزَّل شيء.');
  assert.ok(await page.isVisible('#export'));
  assert.ok(await page.isHidden('#export-progress'));
  // The longest time in which the page does not answer, while all of them are written.
  await page.evaluate(() => {
    let last = performance.now();
    Object.assign(globalThis, { longest: 0 });
    const tick = () => {
      const now = performance.now();
      Object.assign(globalThis, { longest: Math.max(/** @type {any} */ (globalThis).longest, now - last) });
      last = now;
      setTimeout(tick);
    };
    tick();
  });
  const { files } = await downloaded(page);
  assert.equal(Object.keys(files).length, 12);
  assert.equal(downloads, 1);
  const longest = await page.evaluate(() => /** @type {any} */ (globalThis).longest);
  assert.ok(longest < 1000, `the page did not answer for ${longest} ms`);
});
