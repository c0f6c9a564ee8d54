// The shelf of documents: all that is put into the page is kept, and two tabs do not write over each other.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { amissIn, FAKE_ENGINE, frames, highlighted, pointAt, pressArabic, read, startBrowser, tagged } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const FIRST = '😀 زار سيرغي لافروف بيروت أمس.';
const SECOND = 'عاد لافروف إلى موسكو.';

/** @param {import('playwright-core').Page} page */
async function retag(page, word = 'بيروت') {
  const at = await pointAt(page, word);
  await page.mouse.click(at.x, at.y);
  await pressArabic(page, 'KeyO');
}

/** @param {import('playwright-core').Page} page */
const names = (page) => page.$$eval('#shelf-list .shelf-title', (all) => all.map((one) => one.textContent));

/** @param {import('playwright-core').Page} page @param {string} text */
async function openDocument(page, text) {
  await page.click('#shelf-open');
  await page.click(`#shelf-list .shelf-title:has-text("${text}")`);
  await page.waitForFunction((wanted) => document.querySelector('.para p')?.textContent?.includes(wanted), text);
  await tagged(page);
}

test('a new text leaves the one before it on the shelf, with its corrections; each is opened as it was left', async () => {
  const { page, trouble } = await browser.open({ fake: true, lang: 'en' });
  await read(page, FIRST);
  await retag(page);
  await page.click('#clear');
  await read(page, SECOND);
  assert.equal(await page.textContent('#shelf-open'), 'My documents (2)');
  await page.focus('#reading');
  await pressArabic(page, 'KeyB');
  assert.deepEqual(await names(page), [SECOND, FIRST]);
  assert.match(/** @type {string} */ (await page.textContent('#shelf-list li:nth-child(2)')), /1 correction/);
  await page.click('#shelf-close');
  await openDocument(page, 'بيروت');
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
  // What was done to the other one cannot be undone here.
  assert.ok(await page.isDisabled('#undo'));
  await openDocument(page, 'موسكو');
  assert.deepEqual(await highlighted(page, 'GPE'), ['موسكو']);
  await page.reload();
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['موسكو']);
  assert.deepEqual(trouble, []);
});

test('what is put in while the page still waits for the document of before stays', async () => {
  const { page, context } = await browser.open({ fake: true, lang: 'en' });
  await read(page, FIRST);
  await page.click('#shelf-open');
  await page.close();
  const next = await context.newPage();
  await next.route('**/pkg/wassam.js', (route) => route.fulfill({ contentType: 'text/javascript', body: FAKE_ENGINE }));
  await next.addInitScript(() => {
    const waits = /** @type {any} */ (globalThis);
    const request = /** @type {any} */ (navigator.locks.request.bind(navigator.locks));
    const freed = new Promise((resolve) => (waits.freeLocks = resolve));
    waits.asked = new Set();
    navigator.locks.request = async (/** @type {any[]} */ ...values) => {
      waits.asked.add(values[0]);
      await freed;
      return request(...values);
    };
  });
  await next.goto(browser.server.url);
  // That of the page itself, and that of the document that it would show.
  await next.waitForFunction(() => /** @type {any} */ (globalThis).asked.size === 2);
  await read(next, SECOND);
  await next.evaluate(() => /** @type {any} */ (globalThis).freeLocks());
  await frames(next);
  await frames(next);
  assert.equal(await next.textContent('.para p'), SECOND);
  await next.focus('#reading');
  await pressArabic(next, 'KeyB');
  assert.deepEqual((await names(next)).toSorted(), [FIRST, SECOND].toSorted());
});

test('a document is named, marked, found however it is spelled, deleted and brought back, by keys alone', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, FIRST);
  await page.click('#clear');
  await read(page, 'قال أُسامة شيئاً.\nثم سكت محمد.');
  await page.focus('#reading');
  await pressArabic(page, 'KeyB');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'shelf-search');
  await page.keyboard.insertText('اسامه');
  await page.waitForFunction(() => document.querySelectorAll('#shelf-list li').length === 1);
  // To its title, its state, its name.
  await pressArabic(page, 'Tab');
  await pressArabic(page, 'Tab');
  await page.selectOption('#shelf-list select', 'done');
  await pressArabic(page, 'Tab');
  await pressArabic(page, 'Enter');
  await page.keyboard.insertText('مقابلة');
  await pressArabic(page, 'Enter');
  assert.deepEqual(await names(page), ['مقابلة']);
  await pressArabic(page, 'Tab');
  await pressArabic(page, 'Enter');
  assert.equal(await page.textContent('#shelf-gone-text'), '“مقابلة” was deleted.');
  assert.deepEqual(await names(page), []);
  // It was the one that is shown.
  assert.equal(await page.inputValue('#source'), '');
  await pressArabic(page, 'Enter');
  assert.deepEqual(await names(page), ['مقابلة']);
  await page.reload();
  await page.click('#shelf-open');
  await page.waitForSelector('#shelf-list li');
  assert.deepEqual((await names(page)).sort(), [FIRST, 'مقابلة'].sort());
  assert.equal(await page.inputValue('#shelf-list li:has-text("مقابلة") select'), 'done');
});

test('many files become documents, in their order; one that is no text is told of', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  const files = ['الأول: بيروت', 'الثاني: موسكو', 'الثالث: جنيف'].map((text, i) => ({
    name: `${i}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(text),
  }));
  files.splice(1, 0, { name: 'bad.txt', mimeType: 'text/plain', buffer: Buffer.from([0xd9]) });
  await page.setInputFiles('#file', files);
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت']);
  assert.match(/** @type {string} */ (await page.textContent('#problem-text')), /bad\.txt/);
  await page.click('#shelf-open');
  assert.deepEqual(await names(page), ['الأول: بيروت', 'الثاني: موسكو', 'الثالث: جنيف']);
});

test('two tabs at one document do not write over each other', async () => {
  const { page, context } = await browser.open({ fake: true, lang: 'en' });
  await read(page, FIRST);
  await retag(page);
  await page.waitForFunction(() => document.querySelectorAll('.underline.confirmed').length === 1);
  const other = await context.newPage();
  await other.route('**/pkg/wassam.js', (route) => route.fallback());
  await other.goto(browser.server.url);
  // A tab of its own begins with an empty page: the document is being worked on.
  await other.waitForFunction(() => /\(1\)/.test(document.getElementById('shelf-open')?.textContent ?? ''));
  assert.equal(await other.inputValue('#source'), '');
  await other.click('#shelf-open');
  await other.click('#shelf-list .shelf-title');
  await other.waitForSelector('#locked:not([hidden])');
  await other.waitForSelector('.para p');
  await other.close({ runBeforeUnload: false });
  // Nothing of it has changed for the first.
  await retag(page, 'أمس');
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت', 'أمس']);
  assert.ok(await page.isHidden('#locked'));
});

test('another tab takes a document over with all that was done, and the first one reads on', async () => {
  const { page, context } = await browser.open({ fake: true, lang: 'en' });
  await read(page, FIRST);
  await retag(page);
  const fake = await context.newPage();
  await fake.route('**/pkg/wassam.js', async (route) => {
    const { readFileSync } = await import('node:fs');
    await route.fulfill({
      contentType: 'text/javascript',
      body: readFileSync(new URL('./fake-engine.js', import.meta.url), 'utf8'),
    });
  });
  await fake.goto(browser.server.url);
  await fake.waitForFunction(() => /\(1\)/.test(document.getElementById('shelf-open')?.textContent ?? ''));
  await fake.click('#shelf-open');
  await fake.click('#shelf-list .shelf-title');
  await fake.waitForSelector('#locked:not([hidden])');
  await tagged(fake);
  // Here it can only be read.
  await retag(fake, 'أمس');
  assert.deepEqual(await highlighted(fake, 'ORG'), ['بيروت']);
  await fake.click('#take-over');
  await fake.waitForSelector('#locked', { state: 'hidden' });
  await page.waitForSelector('#locked:not([hidden])');
  await tagged(fake);
  await retag(fake, 'أمس');
  assert.deepEqual(await highlighted(fake, 'ORG'), ['بيروت', 'أمس']);
  // The first one follows.
  await page.waitForFunction(() => (CSS.highlights.get('ORG')?.size ?? 0) === 2);
});

test('a document from before there was a shelf stands on it', async () => {
  const { page, context } = await browser.open({ fake: true, lang: 'en' });
  await page.close();
  const blank = await context.newPage();
  await blank.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<p>' }));
  await blank.goto(browser.server.url);
  await blank.evaluate(
    (text) =>
      new Promise((resolve) => {
        const deleting = indexedDB.deleteDatabase('wassam');
        deleting.onsuccess = () => {
          const opening = indexedDB.open('wassam', 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore('work');
          opening.onsuccess = () => {
            const transaction = opening.result.transaction('work', 'readwrite');
            transaction.objectStore('work').put({ text, editing: false, reference: '', corrections: [] }, 'current');
            transaction.oncomplete = () => {
              opening.result.close();
              resolve(undefined);
            };
          };
        };
      }),
    FIRST,
  );
  await blank.unroute('**/*');
  await blank.goto(browser.server.url);
  await blank.waitForFunction(() => /\(1\)/.test(document.getElementById('shelf-open')?.textContent ?? ''));
  await blank.click('#shelf-open');
  assert.deepEqual(await names(blank), [FIRST]);
});

for (const { width, colorScheme } of /** @type {const} */ ([
  { width: 320, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
])) {
  test(`the shelf fits and has nothing that axe finds serious (${width}, ${colorScheme})`, async () => {
    const { page } = await browser.open({ fake: true, context: { viewport: { width, height: 700 }, colorScheme } });
    await read(page, FIRST);
    await page.click('#shelf-open');
    await frames(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(await amissIn(page, '#shelf'), []);
  });
}
