// The reader's own words: applied at once, kept, and carried elsewhere as a table.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { amissIn, frames, highlighted, pointAt, pressArabic, read, startBrowser } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const TEXT = '😀 زار أُسامة بيروت.\nوقال اسامه إن بيروت وموسكو بعيدتان.';

test('a word that is added tags every text, however it is spelled, and outlasts a reload', async () => {
  const { page, trouble } = await browser.open({ fake: true, lang: 'en' });
  await read(page, TEXT);
  await page.click('#words-open');
  await page.keyboard.insertText('اسامة');
  await page.selectOption('#words-type', 'PERS');
  await page.focus('#words-form');
  await pressArabic(page, 'Enter');
  await pressArabic(page, 'Escape');
  assert.deepEqual(await highlighted(page, 'PERS'), ['أُسامة', 'اسامه']);
  assert.equal(await page.textContent('#words-open'), 'My words (1)');
  await page.reload();
  await page.waitForSelector('.tags .underline');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'PERS'), ['أُسامة', 'اسامه']);
  // One place is put right by hand, and stays so.
  const at = await pointAt(page, 'اسامه');
  await page.mouse.click(at.x, at.y);
  await pressArabic(page, 'Delete');
  assert.deepEqual(await highlighted(page, 'PERS'), ['أُسامة']);
  await page.click('#words-open');
  await page.click('#words-list button');
  await pressArabic(page, 'Escape');
  assert.deepEqual(await highlighted(page, 'PERS'), []);
  assert.deepEqual(trouble, []);
});

test('from its card a tag becomes a word, or is never made again', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, TEXT);
  const at = await pointAt(page, 'بيروت');
  await page.mouse.click(at.x, at.y);
  await page.click('#card summary:has-text("My words")');
  await page.click('#card [data-do="never"]');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['موسكو']);
  assert.equal(await page.textContent('#said'), '“بيروت” will not be tagged.');
  await page.click('#clear');
  await read(page, 'عاد محمد من بيروت إلى موسكو.');
  assert.deepEqual(await highlighted(page, 'GPE'), ['موسكو']);
});

test('what is taken away where it stands elsewhere too is never tagged again, if the reader says so', async () => {
  const { page, trouble } = await browser.open({ fake: true, lang: 'en' });
  await read(page, TEXT);
  const at = await pointAt(page, 'موسكو');
  await page.mouse.click(at.x, at.y);
  await pressArabic(page, 'Delete');
  assert.ok(await page.isHidden('#offer'), 'it stands nowhere else');
  await page.keyboard.press('Control+z');
  const city = await pointAt(page, 'بيروت');
  await page.mouse.click(city.x, city.y);
  await pressArabic(page, 'KeyO');
  await page.waitForSelector('#offer:not([hidden])');
  assert.ok(await page.isHidden('#offer-never'), 'another type is no reason never to tag it');
  await page.keyboard.press('Control+z');
  await page.mouse.click(city.x, city.y);
  await pressArabic(page, 'Delete');
  await page.focus('#offer-never');
  assert.equal(await page.textContent('#offer-never'), 'Never tag “بيروت”');
  await pressArabic(page, 'Enter');
  assert.deepEqual(await highlighted(page, 'GPE'), ['موسكو']);
  assert.ok(await page.isHidden('#offer'));
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'reading');
  await page.click('#clear');
  await read(page, 'عاد محمد من بيروت إلى موسكو.');
  assert.deepEqual(await highlighted(page, 'GPE'), ['موسكو']);
  assert.equal(await page.textContent('#words-open'), 'My words (1)');
  assert.deepEqual(trouble, []);
});

test('a table is read, with the lines that are not understood told of, and written', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, TEXT);
  await page.click('#words-open');
  await page.setInputFiles('#words-file', {
    name: 'words.tsv',
    mimeType: 'text/plain',
    buffer: Buffer.from('أسامة\tPERS\nموسكو\t-\nبيروت\tCITY\n'),
  });
  await page.waitForFunction(() => document.getElementById('words-note')?.textContent !== '');
  assert.match(/** @type {string} */ (await page.textContent('#words-note')), /2 words were read\. Lines .*: 3\./);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#words-export')]);
  assert.equal(download.suggestedFilename(), 'wassam-words.tsv');
  assert.equal(readFileSync(await download.path(), 'utf8'), 'أسامة\tPERS\nموسكو\t-\n');
  await pressArabic(page, 'Escape');
  assert.deepEqual(await highlighted(page, 'PERS'), ['أُسامة', 'اسامه']);
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت', 'بيروت']);
});

for (const { width, colorScheme } of /** @type {const} */ ([
  { width: 320, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
])) {
  test(`the list of words fits and has nothing that axe finds serious (${width}, ${colorScheme})`, async () => {
    const { page } = await browser.open({ fake: true, context: { viewport: { width, height: 700 }, colorScheme } });
    await read(page, TEXT);
    if (width < 500) await page.click('#sheet');
    await page.click('#words-open');
    await page.keyboard.insertText('اسامة');
    await page.click('#words-add button');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(await amissIn(page, '#words'), []);
  });
}
