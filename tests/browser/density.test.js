// The strip beside the text, which shows where tags are and where the window is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ARTICLE, frames, read, startBrowser } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** In the middle of the text there is a part without tags, longer than the window. */
const PLAIN = Array.from({ length: 60 }, () => 'هنا كلام لا أسماء فيه، يطول سطراً بعد سطر حتى يملأ النافذة كلها.').join(
  '\n',
);
const TEXT = `😀 ${ARTICLE.trim()}\n${PLAIN}\n${ARTICLE.trim()}`;

/**
 * How many dots of the strip are coloured, in each of some parts from top to bottom.
 * @param {import('playwright-core').Page} page
 * @param {number} parts
 */
function coloured(page, parts) {
  return page.$eval(
    '#density-tags',
    (canvas, count) => {
      const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
      const context = /** @type {CanvasRenderingContext2D} */ (
        /** @type {HTMLCanvasElement} */ (canvas).getContext('2d')
      );
      const { data } = context.getImageData(0, 0, width, height);
      const sums = Array.from({ length: count }, () => 0);
      for (let i = 3; i < data.length; i += 4) {
        if (data[i] > 0) sums[Math.min(count - 1, Math.floor((i / data.length) * count))] += 1;
      }
      return sums;
    },
    parts,
  );
}

/** @param {import('playwright-core').Page} page */
function frameOf(page) {
  return page.$eval('#density-window', (frame) => {
    const { top, height } = /** @type {HTMLElement} */ (frame).style;
    return { top: Number.parseFloat(top), height: Number.parseFloat(height) };
  });
}

/** @param {import('playwright-core').Page} page */
async function boxOf(page) {
  const box = await page.locator('#density').boundingBox();
  assert.ok(box);
  return box;
}

for (const lang of /** @type {const} */ (['ar', 'en'])) {
  test(`tags are shown where they are, beside the text: ${lang}`, async () => {
    const { page, trouble } = await browser.open({ fake: true, lang });
    await read(page, TEXT);
    const [first, , middle, , last] = await coloured(page, 5);
    assert.ok(first > 50 && last > 50, `${first} ${last}`);
    assert.ok(middle < first / 3, `${middle}`);
    const strip = await boxOf(page);
    const [text, side] = await Promise.all(['#text', '#side'].map((what) => page.locator(what).boundingBox()));
    assert.ok(text && side);
    const between =
      lang === 'ar'
        ? side.x + side.width <= strip.x && strip.x + strip.width <= text.x
        : text.x + text.width <= strip.x && strip.x + strip.width <= side.x;
    assert.ok(between, 'it stands between the text and the list');
    assert.equal(await page.$eval('#density', (it) => it.closest('[aria-hidden="true"]') !== null), true);
    assert.deepEqual(trouble, []);
  });
}

test('what is hidden is not on the strip, and what is found is', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, TEXT);
  await page.click('#show-none');
  await frames(page);
  assert.deepEqual(await coloured(page, 1), [0]);
  await page.click('#find-open');
  await page.fill('#find-query', 'لا أسماء فيه');
  await frames(page);
  const [first, , middle, , last] = await coloured(page, 5);
  assert.ok(middle > 0, 'the hits are in the middle');
  assert.ok(first < middle && last < middle, `${first} ${middle} ${last}`);
});

test('the frame goes with the window, and a press and a drag take the text along', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, TEXT);
  const start = await frameOf(page);
  assert.equal(start.top, 0);
  assert.ok(start.height > 0 && start.height < 60, `${start.height}`);
  const { x, y, width, height } = await boxOf(page);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await frames(page);
  const middle = await frameOf(page);
  assert.ok(middle.top < 50 && middle.top + middle.height > 50, `${middle.top} + ${middle.height}`);
  await page.mouse.move(x + width / 2, y + height + 50, { steps: 4 });
  await frames(page);
  await frames(page);
  const end = await frameOf(page);
  assert.ok(end.top + end.height > 95, `${end.top} + ${end.height}`);
  await page.mouse.up();
  await page.mouse.move(x + width / 2, y + 5);
  await frames(page);
  assert.deepEqual(await frameOf(page), end, 'let go, it stays');
  assert.equal(await page.evaluate(() => String(getSelection())), '');
});

test('a text that is in view whole has no strip, nor has a narrow window', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, 'زار محمد موسكو.');
  assert.ok(await page.isHidden('#density'));
  await page.click('#edit');
  await read(page, TEXT);
  await page.waitForSelector('#density:not([hidden])');
  await page.setViewportSize({ width: 390, height: 800 });
  await frames(page);
  assert.ok(await page.isHidden('#density'));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});
