// Adding a tag: what is selected is seen while it is being selected, and gets its type by a click or a key.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { frames, highlighted, pointAt, pressArabic, read, startBrowser } from './page.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const TEXT = '😀 زار سيرغي لافروف بيروت، ثم دمشق ودمشق وعاد في 1999.\nوبعدها قال إن دمشق قريبة من البحر.';

/**
 * The edges of a part of the text on the page: where it begins, as it is read, and where it ends.
 * @param {Page} page
 * @param {string} around
 * @param {string} part the last place of it in `around`
 */
function edges(page, around, part = around) {
  return page.evaluate(
    ([outer, inner]) => {
      for (const paragraph of document.querySelectorAll('.para p')) {
        const node = /** @type {Text} */ (paragraph.firstChild);
        if (!node.data.includes(outer)) continue;
        const at = node.data.indexOf(outer) + outer.lastIndexOf(inner);
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + inner.length);
        const { left, right, top, height } = range.getClientRects()[0];
        const digits = /^\d/.test(inner);
        return { from: digits ? left : right, to: digits ? right : left, y: top + height / 2 };
      }
      throw new Error(`no ${outer}`);
    },
    [around, part],
  );
}

/**
 * Draws with the mouse, a little inside the edges, and holds it.
 * @param {Page} page
 * @param {Awaited<ReturnType<typeof edges>>} where
 */
async function draw(page, { from, to, y }) {
  const inside = from > to ? -1 : 1;
  await page.mouse.move(from + inside, y);
  await page.mouse.down();
  await page.mouse.move((from + to) / 2, y, { steps: 3 });
  await page.mouse.move(to - inside, y, { steps: 3 });
  await frames(page);
}

/** @param {Page} page */
async function letGo(page) {
  await page.mouse.up();
  await frames(page);
}

/** @param {import('./page.js').Wanted} [wanted] */
async function opened(wanted) {
  const it = await browser.open({ fake: true, ...wanted });
  await read(it.page, TEXT);
  return it;
}

test('words are seen whole while they are being selected, and letters with Alt', async () => {
  const { page, trouble } = await opened();
  await draw(page, await edges(page, 'قريبة من', 'ريبة م'));
  assert.deepEqual(await highlighted(page, 'selected'), ['قريبة من']);
  assert.ok(await page.isHidden('#adder'), 'not in the way of what is being drawn');
  await page.keyboard.down('Alt');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'selected'), ['ريبة م']);
  await page.keyboard.up('Alt');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'selected'), ['قريبة من']);
  await letGo(page);
  assert.ok(await page.isVisible('#adder'));
  assert.equal(await page.evaluate(() => String(getSelection())), 'قريبة من');
  await page.keyboard.press('Escape');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'selected'), []);
  assert.deepEqual(trouble, []);
});

test('letters attached to a name stay outside, where the selection begins after them', async () => {
  const { page } = await opened();
  await draw(page, await edges(page, 'دمشق ودمشق', 'دمشق'));
  assert.deepEqual(await highlighted(page, 'selected'), ['دمشق']);
  await letGo(page);
  await pressArabic(page, 'KeyG');
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت', 'دمشق']);
  // A sloppy beginning means the word.
  await draw(page, await edges(page, 'البحر', 'لبحر'));
  assert.deepEqual(await highlighted(page, 'selected'), ['البحر']);
  await letGo(page);
  await page.click('#adder [data-pick="LOC"]');
  assert.deepEqual(await highlighted(page, 'LOC'), ['البحر']);
});

test('with exact letters a word is cut between letters, never between a letter and its mark', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, 'زار مُحَمَّدٌ بيروت');
  await page.keyboard.down('Alt');
  await draw(page, await edges(page, 'مُحَمَّدٌ', 'مُحَم'));
  await letGo(page);
  await page.keyboard.up('Alt');
  await pressArabic(page, 'KeyP');
  assert.deepEqual(await highlighted(page, 'PERS'), ['مُحَمَّ']);
});

for (const lang of /** @type {const} */ (['ar', 'en'])) {
  test(`the likeliest type is offered first, where the selection ends (${lang})`, async () => {
    const { page } = await opened({ lang });
    const first = () =>
      page.$eval('#adder button', (button) => {
        const { left, right, top } = button.getBoundingClientRect();
        return { left, right, top, type: /** @type {HTMLElement} */ (button).dataset.pick };
      });
    for (const [part, type] of [
      ['قريبة', 'PERS'],
      ['1999', 'CARDINAL'],
    ]) {
      const where = await edges(page, part);
      await draw(page, where);
      await letGo(page);
      const button = await first();
      assert.equal(button.type, type);
      assert.ok(
        button.left < where.to + 32 && button.right > where.to - 32,
        `${part}: ${JSON.stringify([button, where])}`,
      );
      assert.ok(button.top > where.y && button.top < where.y + 60);
      await page.keyboard.press('Escape');
    }
    // What the same words were given elsewhere.
    await draw(page, await edges(page, 'ثم دمشق', 'دمشق'));
    await letGo(page);
    await page.click('#adder [data-pick="GPE"]');
    await draw(page, await edges(page, 'إن دمشق', 'دمشق'));
    await letGo(page);
    assert.equal((await first()).type, 'GPE');
    await pressArabic(page, 'Enter');
    assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت', 'دمشق', 'دمشق']);
  });
}

test('what reaches into another paragraph is to be copied, and not tagged', async () => {
  const { page } = await opened();
  const from = await pointAt(page, '1999');
  const to = await pointAt(page, 'إن');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await letGo(page);
  assert.ok(await page.isHidden('#adder'));
  assert.match(await page.evaluate(() => String(getSelection())), /\n.*وبعدها قال/s);
});

test('without a mouse: from word to word, the edges moved, a key for the type', async () => {
  const { page } = await opened({ lang: 'en' });
  await page.focus('#reading');
  await pressArabic(page, 'BracketRight');
  assert.deepEqual(await highlighted(page, 'PERS-active'), ['سيرغي لافروف']);
  for (const _ of 'بيروت ثم دمشق'.split(' ')) await pressArabic(page, 'ArrowLeft');
  assert.deepEqual(await highlighted(page, 'selected'), ['دمشق']);
  assert.equal(await page.textContent('#said'), 'Selected: “دمشق”');
  assert.ok(await page.isHidden('#adder'), 'who goes on is not held up');
  await page.waitForSelector('#adder:not([hidden])');
  await pressArabic(page, 'ArrowLeft');
  assert.deepEqual(await highlighted(page, 'selected'), ['ودمشق']);
  assert.ok(await page.isHidden('#adder'));
  // The start: after the attached letter.
  await pressArabic(page, 'Shift+ArrowUp');
  await pressArabic(page, 'Control+Shift+ArrowLeft');
  assert.deepEqual(await highlighted(page, 'selected'), ['دمشق']);
  await pressArabic(page, 'KeyG');
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت', 'دمشق']);
  assert.deepEqual(await highlighted(page, 'GPE-active'), ['دمشق']);
  await pressArabic(page, 'ArrowRight');
  assert.deepEqual(await highlighted(page, 'selected'), ['دمشق']);
  await pressArabic(page, 'Control+Shift+ArrowLeft');
  await pressArabic(page, 'Shift+ArrowRight');
  assert.deepEqual(await highlighted(page, 'selected'), ['دمشق ودمش']);
  await pressArabic(page, 'Escape');
  assert.deepEqual(await highlighted(page, 'selected'), []);
  await pressArabic(page, 'Control+KeyZ');
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت']);
});

test('on a touch screen the types are offered under what was selected', async () => {
  const { page } = await opened({ context: { viewport: { width: 390, height: 800 }, hasTouch: true } });
  const at = await pointAt(page, 'قريبة');
  await page.touchscreen.tap(at.x, at.y);
  // As the browser does after a long press: the word, and then whatever its handles are drawn to.
  for (const part of ['ريبة', 'ريبة م']) {
    await page.evaluate((wanted) => {
      const node = /** @type {Text} */ (document.querySelectorAll('.para p')[1].firstChild);
      const start = node.data.indexOf(wanted);
      getSelection()?.setBaseAndExtent(node, start, node, start + wanted.length);
    }, part);
    await frames(page);
  }
  assert.deepEqual(await highlighted(page, 'selected'), ['قريبة من']);
  await page.waitForSelector('#adder:not([hidden])');
  const { to, y } = await edges(page, 'قريبة من');
  const adder = await page.$eval('#adder', (box) => box.getBoundingClientRect().toJSON());
  assert.ok(adder.top > y + 30, 'below the handles');
  assert.ok(adder.left < to + 40 && adder.right > to && adder.left >= 0 && adder.right <= 390);
  await page.tap('#adder [data-pick="LOC"]');
  assert.deepEqual(await highlighted(page, 'LOC'), ['قريبة من']);
});

test('without highlights the browser’s own selection shows what keys select', async () => {
  const { page, trouble } = await opened({
    before: () => Reflect.deleteProperty(globalThis, 'Highlight'),
  });
  await page.focus('#reading');
  await pressArabic(page, 'ArrowLeft');
  await pressArabic(page, 'ArrowLeft');
  assert.equal(await page.evaluate(() => String(getSelection())), 'سيرغي');
  await pressArabic(page, 'Control+Shift+ArrowLeft');
  assert.equal(await page.evaluate(() => String(getSelection())), 'سيرغي لافروف');
  await pressArabic(page, 'KeyT');
  assert.equal(await page.locator('.underline.confirmed[data-type="OCC"]').count(), 1);
  assert.deepEqual(trouble, []);
});
