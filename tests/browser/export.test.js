// Giving the tags away in any format, with the real engine: chosen, looked at, downloaded, copied.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { amissIn, frames, modelled, pointAt, pressArabic, read, startBrowser } from './page.js';

const TEXT = '😀 زار نائب وزير الخارجية الروسي ميخائيل بوغدانوف دمشق أمس.';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** @param {import('playwright-core').Page} page */
async function openSheet(page) {
  await page.click('#export-open');
  await settled(page);
}

/** @param {import('playwright-core').Page} page */
async function settled(page) {
  await page.waitForSelector('#export[open] #export-preview:not([aria-busy]) pre');
}

/** @param {import('playwright-core').Page} page @param {string} format */
async function choose(page, format) {
  const shown = await page.textContent('#export-preview');
  await page.check(`#export input[value="${format}"]`);
  await page.waitForFunction((before) => document.querySelector('#export-preview')?.textContent !== before, shown);
  await settled(page);
}

/** @param {import('playwright-core').Page} page @param {() => Promise<unknown>} act */
async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), path: /** @type {string} */ (await download.path()) };
}

/** @param {import('playwright-core').Page} page */
const losses = (page) => page.$$eval('#export-losses li', (items) => items.map((item) => item.textContent));

/** @param {string} text @param {number} start @param {number} end */
const inPoints = (text, start, end) => [...text].slice(start, end).join('');

test('a format is chosen, looked at, and downloaded; the button does it again', async () => {
  const { page, trouble } = await browser.open({ lang: 'en' });
  await modelled(page);
  await read(page, TEXT);
  await openSheet(page);
  assert.equal(await page.$eval('#export input:checked', (radio) => /** @type {any} */ (radio).value), 'wassam');
  assert.ok(await page.isVisible('#export-lossless'));
  await choose(page, 'doccano');
  assert.match(/** @type {string} */ (await page.textContent('#export-preview pre')), /^\{"text":"😀 زار/u);
  assert.equal(await page.textContent('#export-unit'), 'Offsets count Unicode code points.');
  assert.ok((await losses(page)).some((loss) => /entit/.test(loss ?? '')));
  const first = await downloaded(page, () => page.click('#export-download'));
  assert.match(first.name, /^زار نائب وزير .*\.doccano\.jsonl$/u);
  const document = JSON.parse(readFileSync(first.path, 'utf8'));
  const quotes = document.label.map((/** @type {any} */ [start, end, type]) => [type, inPoints(TEXT, start, end)]);
  assert.ok(quotes.some((/** @type {any} */ [type, quote]) => type === 'PERS' && quote === 'ميخائيل بوغدانوف'));
  assert.equal(await page.isVisible('#export'), false);
  const again = await downloaded(page, () => page.click('#download'));
  assert.equal(readFileSync(again.path, 'utf8'), readFileSync(first.path, 'utf8'));
  await page.reload();
  await page.waitForSelector('.tags .underline');
  assert.match((await downloaded(page, () => pressArabic(page, 'KeyD'))).name, /\.doccano\.jsonl$/);
  assert.deepEqual(trouble, []);
});

test('what a format loses is said, in both languages, with its number', async () => {
  const { page } = await browser.open({ lang: 'ar' });
  await modelled(page);
  await read(page, TEXT);
  await openSheet(page);
  await choose(page, 'conll');
  const said = (await losses(page)).join('\n');
  assert.match(said, /داخل وسم/);
  assert.match(said, /الفراغات/);
  await page.click('#export-close');
  await page.click('#lang');
  await openSheet(page);
  assert.match((await losses(page)).join('\n'), /^(one nested tag|\d+ nested tags)$/m);
  await choose(page, 'tab-nested');
  assert.doesNotMatch((await losses(page)).join('\n'), /nested/);
});

test('corrections are in the file, what was removed is not, and confirmed ones can be had alone', async () => {
  const { page } = await browser.open({ lang: 'en' });
  await modelled(page);
  await read(page, TEXT);
  const click = async (/** @type {string} */ word) => {
    const { x, y } = await pointAt(page, word);
    await page.mouse.click(x, y);
  };
  await click('دمشق');
  await page.click('#card .card-types summary');
  await page.click('#card [data-pick="ORG"]');
  await click('أمس');
  await page.click('#card [data-do="remove"]');
  await frames(page);
  await openSheet(page);
  await choose(page, 'brat');
  const names = await page.$$eval('#export-preview figcaption', (all) => all.map((one) => one.textContent));
  assert.equal(names.length, 4);
  const ann = /** @type {string} */ (await page.textContent('#export-preview pre'));
  assert.match(ann, /\tORG 49 53\tدمشق\n/u);
  assert.doesNotMatch(ann, /أمس/u);
  await page.check('#export-confirmed');
  await page.waitForFunction(() => !document.querySelector('#export-preview pre')?.textContent?.includes('PERS'));
  await settled(page);
  const { name, path } = await downloaded(page, () => page.click('#export-download'));
  assert.match(name, /\.brat\.zip$/);
  const program =
    'import json, sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; ' +
    'print(json.dumps({n.split(".", 1)[1]: z.read(n).decode() for n in z.namelist()}))';
  const files = JSON.parse(execFileSync('python3', ['-c', program, path], { encoding: 'utf8' }));
  assert.deepEqual(Object.keys(files).sort(), ['ann', 'conf', 'txt'].sort());
  assert.equal(files.txt, TEXT);
  assert.equal(files.ann.split('\n').filter((/** @type {string} */ line) => line.startsWith('T')).length, 1);
});

test('four types, flat, for who wants them', async () => {
  const { page } = await browser.open({ lang: 'en' });
  await modelled(page);
  await read(page, TEXT);
  await openSheet(page);
  await choose(page, 'tab');
  await page.selectOption('#export-schema', 'conll4');
  await page.waitForFunction(() => document.querySelector('#export-preview pre')?.textContent?.includes('B-LOC'));
  const shown = /** @type {string} */ (await page.textContent('#export-preview pre'));
  assert.match(shown, /^دمشق\tB-LOC$/mu);
  assert.doesNotMatch(shown, /OCC|DATE|GPE/);
});

test('copied is the file', async () => {
  const { page, context } = await browser.open({ lang: 'en' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await modelled(page);
  await read(page, TEXT);
  await openSheet(page);
  await choose(page, 'tab');
  await page.click('#export-copy');
  await page.waitForSelector('#export-copy.done');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await page.textContent('#export-preview pre'));
});

test('every format can be looked at, and the sheet is accessible and fits a small screen', async () => {
  for (const lang of /** @type {const} */ (['ar', 'en'])) {
    const { page, trouble } = await browser.open({
      lang,
      context: { bypassCSP: true, viewport: { width: 320, height: 700 } },
    });
    await modelled(page);
    await read(page, TEXT);
    await openSheet(page);
    const formats = await page.$$eval('#export-formats input', (all) =>
      all.map((one) => /** @type {any} */ (one).value),
    );
    assert.ok(formats.length > 12);
    for (const format of formats.slice(1)) {
      await choose(page, format);
      // Every loss has its words.
      for (const loss of await losses(page)) assert.doesNotMatch(loss ?? '', /^loss /, format);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false);
    assert.deepEqual(await amissIn(page, '#export'), []);
    await page.keyboard.press('Escape');
    assert.equal(await page.isVisible('#export'), false);
    assert.deepEqual(trouble, []);
  }
});
