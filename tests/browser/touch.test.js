// With fingers, in a narrow window: two taps on a word, and what is at hand while the text is gone through.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ARTICLE, amissIn, frames, highlighted, pointAt, read, startBrowser } from './page.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const TEXT = '😀 زار سيرغي لافروف بيروت أمس، ثم دمشق ودمشق.\nوبعدها قال إن حلب قريبة من البحر.';

/**
 * @param {import('./page.js').Wanted} [wanted]
 * @param {string} [text]
 */
async function opened(wanted, text = TEXT) {
  const it = await browser.open({
    fake: true,
    context: { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true },
    ...wanted,
  });
  await read(it.page, text);
  return it;
}

/**
 * Taps with real fingers, at the times that are wanted: how busy the machine is does not matter.
 * @param {Page} page
 * @param {...{ after: number, x: number, y: number, fingers?: number }} taps `after`: milliseconds since the one before
 */
async function tap(page, ...taps) {
  const session = await page.context().newCDPSession(page);
  let timestamp = Date.now() / 1000;
  for (const { after: wait, x, y, fingers = 1 } of taps) {
    timestamp += wait / 1000;
    const touchPoints = Array.from({ length: fingers }, (_, id) => ({ x: x + 60 * id, y, id }));
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints, timestamp });
    timestamp += 0.04;
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [], timestamp });
  }
  await session.detach();
  await frames(page);
}

/**
 * Two taps on a word.
 * @param {Page} page
 * @param {string} word
 * @param {number} [wait] milliseconds between them
 */
async function tapTwice(page, word, wait = 140) {
  const at = await pointAt(page, word);
  await tap(page, { after: 0, ...at }, { after: wait, x: at.x + 2, y: at.y + 3 });
}

test('two taps on a word select it and offer its types', async () => {
  const { page, trouble } = await opened();
  await tapTwice(page, 'حلب');
  assert.deepEqual(await highlighted(page, 'selected'), ['حلب']);
  assert.equal(await page.evaluate(() => String(getSelection())), 'حلب', 'to be copied, too');
  assert.ok(await page.isVisible('#adder'));
  assert.equal(await page.textContent('#said'), 'حُدّد: «حلب»');
  const box = await page.$eval('#adder', (adder) => adder.getBoundingClientRect().toJSON());
  assert.ok(box.left >= 0 && box.right <= 390);
  await page.tap('#adder [data-pick="GPE"]');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت', 'حلب']);
  assert.ok(await page.isHidden('#adder'));
  assert.deepEqual(trouble, []);
});

test('a word that is in a tag is selected too, though the first tap opens the card', async () => {
  const { page } = await opened();
  await tapTwice(page, 'سيرغي');
  assert.deepEqual(await highlighted(page, 'selected'), ['سيرغي']);
  assert.ok(await page.isHidden('#card'));
  assert.ok(await page.isVisible('#adder'));
  // One tap elsewhere leaves it.
  const at = await pointAt(page, 'قريبة');
  await tap(page, { after: 1000, ...at });
  assert.deepEqual(await highlighted(page, 'selected'), []);
  assert.ok(await page.isHidden('#adder'));
});

test('letters attached to a word are a part of it, and another word can be tapped next', async () => {
  const { page } = await opened();
  await tapTwice(page, 'ودمشق');
  assert.deepEqual(await highlighted(page, 'selected'), ['ودمشق']);
  await tapTwice(page, 'زار');
  assert.deepEqual(await highlighted(page, 'selected'), ['زار']);
});

test('slow taps, taps on two words, and two fingers select nothing', async () => {
  const { page } = await opened();
  await tapTwice(page, 'بيروت', 900);
  assert.deepEqual(await highlighted(page, 'selected'), []);
  assert.ok(await page.isVisible('#card'), 'as after any tap');
  const [one, other] = [await pointAt(page, 'حلب'), await pointAt(page, 'البحر')];
  await tap(page, { after: 1000, ...one }, { after: 140, ...other });
  assert.deepEqual(await highlighted(page, 'selected'), []);
  await tap(page, { after: 1000, ...one, fingers: 2 }, { after: 140, ...one, fingers: 2 });
  assert.deepEqual(await highlighted(page, 'selected'), []);
});

test('what was selected by two taps is drawn on by its handles', async () => {
  const { page } = await opened();
  await tapTwice(page, 'قريبة');
  await page.evaluate(() => {
    const node = /** @type {Text} */ (document.querySelectorAll('.para p')[1].firstChild);
    const from = node.data.indexOf('قريبة');
    getSelection()?.setBaseAndExtent(node, from, node, from + 'قريبة من'.length);
  });
  await page.waitForFunction(() => String(getSelection()) === 'قريبة من');
  await page.waitForSelector('#adder:not([hidden])');
  assert.deepEqual(await highlighted(page, 'selected'), ['قريبة من']);
});

test('nothing is amiss for assistive technology while types are offered', async () => {
  const { page } = await opened();
  await tapTwice(page, 'حلب');
  assert.deepEqual(await amissIn(page, '#reading'), []);
});

test('a step is undone from anywhere in a long text', async () => {
  const { page } = await opened({}, ARTICLE);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.tap('#review-open');
  await page.tap('#review [data-do="remove"]');
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await frames(page);
  const box = await page.$eval('#undo', (button) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    const over = document.elementFromPoint(left + width / 2, top + height / 2);
    return { width, height, free: over !== null && button.contains(over) };
  });
  assert.ok(box.free && box.width >= 44 && box.height >= 44, JSON.stringify(box));
  await page.tap('#undo');
  await frames(page);
  assert.ok(await page.isDisabled('#undo'));
});

test('what is gone to stands between the bars, and looking for words ends the asking', async () => {
  /** @type {import('playwright-core').BrowserContextOptions} */
  const context = { viewport: { width: 320, height: 800 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' };
  const { page } = await opened({ context }, ARTICLE);
  await page.tap('#review-open');
  await page.tap('#review [data-do="remove"]');
  await page.tap('#offer-each');
  await page.waitForFunction(() => {
    const [painted] = [...(CSS.highlights.get('hit-here') ?? [])];
    if (!painted) return false;
    const range = document.createRange();
    range.setStart(painted.startContainer, painted.startOffset);
    range.setEnd(painted.endContainer, painted.endOffset);
    const box = (/** @type {string} */ id) =>
      /** @type {HTMLElement} */ (document.getElementById(id)).getBoundingClientRect();
    const hit = range.getBoundingClientRect();
    return hit.top > box('each').bottom && hit.bottom < box('review').top;
  });
  await page.evaluate(() => scrollTo(0, 0));
  await page.tap('#find-open');
  await page.fill('#find-query', 'روسيا');
  await frames(page);
  assert.ok(await page.isHidden('#each'), 'one bar at the head');
  assert.ok(await page.isVisible('#find'));
});
