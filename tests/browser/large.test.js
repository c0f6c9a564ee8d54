// A text of a megabyte: only what is in view is drawn.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { ARTICLE, frames, pressArabic, read, startBrowser } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** @param {string} separator */
function megabyte(separator) {
  const article = ARTICLE.trim().replaceAll('\n', separator);
  return Array.from({ length: Math.ceil(540_000 / article.length) }, () => article).join(separator);
}

/** @param {import('playwright-core').Page} page */
const drawn = (page) =>
  page.evaluate(() => ({
    boxes: document.querySelectorAll('.tags > *').length,
    ranges: [...CSS.highlights.values()].reduce((sum, all) => sum + all.size, 0),
    items: document.querySelectorAll('.item').length,
    elements: document.querySelectorAll('*').length,
  }));

/** @param {import('playwright-core').Page} page */
const wholeTagged = (page) => page.waitForSelector('#busy', { state: 'hidden' });

/** What may be drawn of any text, however long. */
const LIMIT = { boxes: 1200, ranges: 600, items: 21 * 30 };

/**
 * @param {import('playwright-core').Page} page
 * @param {string} where
 */
async function expectLittle(page, where) {
  const { boxes, ranges, items } = await drawn(page);
  assert.ok(boxes > 0 && boxes < LIMIT.boxes, `${where}: ${boxes} boxes`);
  assert.ok(ranges > 0 && ranges < LIMIT.ranges, `${where}: ${ranges} ranges`);
  assert.ok(items > 0 && items <= LIMIT.items, `${where}: ${items} items`);
}

for (const [name, separator] of [
  ['in paragraphs', '\n'],
  ['in one paragraph', ' '],
]) {
  test(`half a million letters ${name}`, async () => {
    const { page, trouble } = await browser.open();
    const text = megabyte(separator);
    await read(page, text);
    await wholeTagged(page);
    const count = Number(
      /** @type {string} */ (await page.textContent('#summary'))
        .split('·')[0]
        .replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)))
        .replace(/\D/g, ''),
    );
    assert.ok(count > 5000, `${count} annotations`);
    await expectLittle(page, 'at the start');
    for (const part of [0.5, 1]) {
      await page.evaluate((at) => scrollTo(0, document.body.scrollHeight * at - innerHeight), part);
      await frames(page);
      await frames(page);
      await expectLittle(page, `at ${part}`);
    }
    // To the last one from the first: it is laid out, in view and drawn.
    await page.focus('#reading');
    await page.keyboard.press('BracketLeft');
    await page.waitForSelector('.underline.active');
    const { top, bottom } = await page.$eval('.underline.active', (line) => {
      const rect = line.getBoundingClientRect();
      return { top: rect.top, bottom: rect.bottom };
    });
    assert.ok(top > 0 && bottom < 900, `${top}`);
    assert.deepEqual(trouble, []);
  });
}

test('an edit leaves the other paragraphs’ elements alone', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, ARTICLE);
  await page.click('#edit');
  await page.evaluate(() => {
    for (const block of document.querySelectorAll('.para')) /** @type {any} */ (block).old = true;
  });
  await page.evaluate(() => {
    const box = /** @type {HTMLTextAreaElement} */ (document.getElementById('source'));
    box.setSelectionRange(0, 0);
    box.setRangeText('محمد ');
    box.dispatchEvent(new InputEvent('input', { inputType: 'insertText', bubbles: true }));
  });
  await page.waitForFunction(() => document.querySelector('.para')?.textContent?.startsWith('محمد'));
  const fresh = await page.$$eval('.para', (all) => all.filter((block) => !(/** @type {any} */ (block).old)).length);
  assert.equal(fresh, 1);
});

test('hiding a type leaves alone what does not hold it', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, 'زار محمد موسكو.\nوصل محمد.');
  await page.evaluate(() => {
    for (const made of document.querySelectorAll('.tags, .group')) /** @type {any} */ (made).old = true;
  });
  const old = (/** @type {string} */ selector) =>
    page.$$eval(selector, (all) => all.map((made) => Boolean(/** @type {any} */ (made).old)));
  await page.click('.legend-type[data-type="GPE"] input');
  assert.deepEqual(await old('.tags'), [false, true]);
  assert.deepEqual(await old('.group'), [true]);
  await page.click('.legend-type[data-type="GPE"] input');
  assert.deepEqual(await old('.group'), [true, true]);
});

test('a correction leaves alone the list of the types that it does not touch', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, '😀 زار محمد موسكو أمس.\nوصل محمد.');
  await page.evaluate(() => {
    for (const made of document.querySelectorAll('.group')) /** @type {any} */ (made).old = true;
  });
  await page.focus('#reading');
  await pressArabic(page, 'BracketRight');
  await pressArabic(page, 'KeyO');
  const groups = await page.$$eval('.group', (all) =>
    all.map((made) => [/** @type {HTMLElement} */ (made).dataset.type, Boolean(/** @type {any} */ (made).old)]),
  );
  assert.deepEqual(groups, [
    ['PERS', false],
    ['ORG', false],
    ['GPE', true],
    ['DATE', true],
  ]);
  // What is kept still leads to its mentions, which have other places now.
  await page.click('.group[data-type="DATE"] .item');
  await page.waitForSelector('.underline.active[data-type="DATE"]');
  assert.equal(await page.getAttribute('.item[aria-current]', 'data-key'), 'DATE أمس');
});

test('a long text that is about to be read is not laid out in the box first', async () => {
  const { page } = await browser.open({ fake: true });
  const hidden = await page.evaluate(
    (content) => {
      const box = /** @type {HTMLTextAreaElement} */ (document.getElementById('source'));
      box.select();
      box.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertFromPaste', bubbles: true }));
      box.value = content;
      box.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }));
      return !box.checkVisibility();
    },
    `${ARTICLE.repeat(3)}!forever!`,
  );
  assert.ok(hidden);
  await page.waitForSelector('#busy:not([hidden])');
  await page.click('#cancel');
  assert.ok(await page.isVisible('#source'), 'and it comes back when the tags do not come');
});

/** A text that takes a while, but not at its head. */
const LINE = 'هنا كلام لا أسماء فيه، يطول سطراً بعد سطر حتى يملأ النافذة كلها.';
const SLOW = ['زار محمد موسكو أمس.', ...Array.from({ length: 800 }, () => LINE), 'وصل محمد إلى بيروت !slow!'].join(
  '\n',
);

test('a long text is tagged at its head first, and an edit made there is in the whole', async () => {
  const { page, trouble } = await browser.open({ fake: true });
  await page.evaluate(() => {
    const said = /** @type {HTMLElement} */ (document.getElementById('said'));
    const heard = /** @type {string[]} */ ([]);
    /** @type {any} */ (globalThis).heard = heard;
    new MutationObserver(() => heard.push(said.textContent ?? '')).observe(said, { childList: true });
  });
  await read(page, SLOW);
  assert.match((await page.textContent('#summary')) ?? '', /بقيّة/);
  assert.match((await page.textContent('#busy-text')) ?? '', /بقيّة/);
  assert.equal(await page.$$eval('.para', (all) => all.length), SLOW.split('\n').length, 'the whole text is there');
  assert.ok(await page.isDisabled('#review-open'));
  await page.evaluate(() => {
    for (const block of document.querySelectorAll('.para')) /** @type {any} */ (block).old = true;
  });
  await page.focus('#reading');
  await pressArabic(page, 'BracketRight');
  await pressArabic(page, 'KeyO');
  await page.waitForSelector('.underline.confirmed[data-type="ORG"]');
  assert.ok(await page.isVisible('#busy'), 'the rest is still under way');
  await wholeTagged(page);
  assert.deepEqual(await page.$$eval('.underline', (all) => all.map((one) => one.getAttribute('data-type'))), [
    'ORG',
    'GPE',
    'DATE',
  ]);
  assert.equal(await page.getAttribute('.underline.active', 'data-type'), 'ORG', 'the reader has not moved');
  assert.doesNotMatch((await page.textContent('#summary')) ?? '', /بقيّة/);
  assert.ok(await page.isEnabled('#review-open'));
  assert.ok(await page.$$eval('.para', (all) => all.every((block) => /** @type {any} */ (block).old)));
  const heard = await page.evaluate(() => /** @type {any} */ (globalThis).heard);
  assert.equal(heard.filter((/** @type {string} */ text) => text.includes('بقيّته')).length, 1);
  assert.equal(heard.filter((/** @type {string} */ text) => text.startsWith('وُجدت')).length, 1);
  assert.deepEqual(trouble, []);
});

test('what is downloaded while the rest is being tagged is the whole', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, SLOW);
  assert.ok(await page.isVisible('#busy'));
  const waiting = page.waitForEvent('download');
  await page.click('#download');
  // Also what is put right after it was asked for.
  await page.focus('#reading');
  await pressArabic(page, 'BracketRight');
  await pressArabic(page, 'Delete');
  assert.ok(await page.isVisible('#busy'), 'it waits');
  const download = await waiting;
  const { annotations } = JSON.parse(await readFile(await download.path(), 'utf8'));
  assert.deepEqual(
    annotations.map((/** @type {any} */ { text, state }) => `${text} ${state}`),
    ['محمد rejected', 'موسكو suggested', 'أمس suggested', 'محمد suggested', 'بيروت suggested'],
  );
});

test('what is printed while only the head is tagged says so, and the whole says nothing', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, SLOW);
  assert.ok(await page.isVisible('#busy'), 'the rest is still under way');
  assert.ok(await page.isHidden('#print-note'), 'on the screen it is said elsewhere');
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.isVisible('#print-note'));
  assert.match((await page.textContent('#print-note')) ?? '', /^طُبع قبل أن يُوسم النص كله/);
  await page.emulateMedia({ media: 'screen' });
  await wholeTagged(page);
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.isHidden('#print-note'));
});

test('a long text whose rest is cancelled is not shown as if it were tagged', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, SLOW);
  await page.click('#cancel');
  assert.ok(await page.isVisible('#source'));
  assert.ok(await page.isHidden('#work'));
});
