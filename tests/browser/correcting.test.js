// Correcting, as a reader does it: keys of an Arabic keyboard, mouse, undo; and what is downloaded after it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ROOT } from './harness.js';
import { frames, highlighted, pointAt, read, startBrowser, tagged } from './page.js';

const SCHEMA = `${ROOT}schema/wassam-document-1.schema.json`;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const TEXT = '😀 زار سيرغي لافروف بيروت أمس، ثم قال لافروف إن دمشق قريبة.\nوعاد لافروف إلى موسكو.';

/**
 * Presses a key as an Arabic layout sends it: its place is the same, its letter is another.
 * @param {import('playwright-core').Page} page
 * @param {string} code
 * @param {string} letter
 */
async function pressArabic(page, code, letter) {
  await page.evaluate(
    ({ place, key }) => {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent('keydown', { code: place, key, bubbles: true, cancelable: true }));
      target.dispatchEvent(new KeyboardEvent('keyup', { code: place, key, bubbles: true, cancelable: true }));
    },
    { place: code, key: letter },
  );
  await frames(page);
}

/**
 * Selects from the start of one string to the end of another with the mouse.
 * @param {import('playwright-core').Page} page
 * @param {string} word
 */
async function drag(page, word) {
  const box = await page.evaluate((wanted) => {
    for (const paragraph of document.querySelectorAll('.para p')) {
      const node = /** @type {Text} */ (paragraph.firstChild);
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { left, right, top, height } = range.getClientRects()[0];
      return { left, right, y: top + height / 2 };
    }
    throw new Error(`no ${wanted}`);
  }, word);
  await page.mouse.move(box.right - 1, box.y);
  await page.mouse.down();
  await page.mouse.move((box.left + box.right) / 2, box.y, { steps: 4 });
  await page.mouse.move(box.left + 1, box.y, { steps: 4 });
  await page.mouse.up();
  await frames(page);
}

/** @param {import('playwright-core').Page} page */
async function downloaded(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  return JSON.parse(readFileSync(await download.path(), 'utf8'));
}

test('one key gives the active tag another type, Delete takes it away, and each is one undo', async () => {
  const { page, trouble } = await browser.open({ fake: true });
  await read(page, TEXT);
  const at = await pointAt(page, 'بيروت');
  await page.mouse.click(at.x, at.y);
  await pressArabic(page, 'KeyO', 'خ');
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
  assert.equal(await page.locator('.underline.confirmed').count(), 1);
  await page.keyboard.press('Delete');
  assert.deepEqual(await highlighted(page, 'ORG'), []);
  assert.deepEqual(await highlighted(page, 'GPE'), ['موسكو']);
  await page.keyboard.press('Control+z');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
  await page.keyboard.press('Control+z');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت', 'موسكو']);
  assert.ok(await page.isDisabled('#undo'));
  await page.click('#redo');
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
  assert.deepEqual(trouble, []);
});

test('Enter with the card open says yes and goes on', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, TEXT);
  await page.focus('#reading');
  await page.keyboard.press('BracketRight');
  await page.keyboard.press('Space');
  await page.waitForSelector('#card:not([hidden])');
  const first = await page.textContent('.card-text');
  await page.keyboard.press('Enter');
  await frames(page);
  assert.notEqual(await page.textContent('.card-text'), first);
  await page.keyboard.press('Enter');
  await frames(page);
  assert.equal(await page.locator('.underline.confirmed').count(), 2);
});

test('what is selected with the mouse is tagged by a key or a click; words stay whole', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, TEXT);
  await drag(page, 'مشق');
  assert.ok(await page.isVisible('#adder'));
  assert.equal(await page.evaluate(() => String(getSelection())), 'دمشق');
  await pressArabic(page, 'KeyG', 'ل');
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت', 'دمشق', 'موسكو']);
  assert.ok(await page.isHidden('#adder'));
  await drag(page, 'قريبة');
  await page.click('#adder [data-pick="LOC"]');
  assert.deepEqual(await highlighted(page, 'LOC'), ['قريبة']);
  // After the attached letter: it is no part of the name.
  await drag(page, 'عاد');
  assert.equal(await page.evaluate(() => String(getSelection())), 'عاد');
  await page.keyboard.press('Escape');
  assert.ok(await page.isHidden('#adder'));
});

test('what is done to one is offered for all, and is one undo', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, TEXT);
  const at = await pointAt(page, 'وعاد لافروف');
  const name = await pointAt(page, 'لافروف إلى');
  assert.ok(at.y === name.y);
  await page.mouse.click(name.x + 12, name.y);
  await pressArabic(page, 'KeyO', 'خ');
  assert.deepEqual(await highlighted(page, 'ORG'), ['لافروف']);
  assert.match((await page.textContent('#offer-text')) ?? '', /لافروف/);
  await page.click('#offer-accept');
  assert.ok((await highlighted(page, 'ORG')).length >= 2);
  assert.ok(await page.isHidden('#offer'));
  await page.keyboard.press('Control+z');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'ORG'), ['لافروف']);
});

test('the end of a tag goes by letters and by words, the way the arrow points', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, TEXT);
  const at = await pointAt(page, 'بيروت');
  await page.mouse.click(at.x, at.y);
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE-active'), ['بيروت أمس']);
  await page.keyboard.press('Shift+ArrowRight');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE-active'), ['بيروت أم']);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت', 'موسكو']);
});

test('corrections are kept over a reload, and stay at their words while the text is edited', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, TEXT);
  const at = await pointAt(page, 'بيروت');
  await page.mouse.click(at.x, at.y);
  await pressArabic(page, 'KeyO', 'خ');
  await page.waitForTimeout(200);
  await page.reload();
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
  await page.click('#edit');
  await page.focus('#source');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('حين ');
  await page.waitForFunction(() => document.querySelector('.para p')?.textContent?.startsWith('حين'));
  await page.click('#done');
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
});

test('the downloaded document holds the corrections, counted in code points', async () => {
  const { page } = await browser.open();
  await read(page, TEXT);
  await page.waitForSelector('html[data-model="ready"]', { state: 'attached' });
  await frames(page);
  const at = await pointAt(page, 'بيروت');
  await page.mouse.click(at.x, at.y);
  await page.click('.card-types summary');
  await page.click('.card-types [data-pick="ORG"]');
  await drag(page, 'قريبة');
  await page.click('#adder [data-pick="LOC"]');
  const document = await downloaded(page);
  const points = [...document.text];
  for (const { start, end, text } of document.annotations) assert.equal(points.slice(start, end).join(''), text);
  const own = document.annotations.filter((/** @type {any} */ one) => one.source === 'user');
  assert.deepEqual(
    own.map((/** @type {any} */ { type, text, state }) => [type, text, state]),
    [
      ['ORG', 'بيروت', 'confirmed'],
      ['LOC', 'قريبة', 'confirmed'],
    ],
  );
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  assert.ok(validate({ ...document }), ajv.errorsText(validate.errors));
  const entities = new Set(document.annotations.map((/** @type {any} */ one) => one.entity));
  for (const { id } of document.entities) assert.ok(entities.has(id));
});
