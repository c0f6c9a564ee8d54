// Tags inside others and across others: made by hand, drawn apart, each to be clicked, and listed one in the other.

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

/**
 * Selects from one word to another with the mouse, and gives the type of a key.
 * @param {Page} page
 * @param {string} first
 * @param {string} last
 * @param {string} code
 */
async function tag(page, first, last, code) {
  const [from, to] = [await pointAt(page, first), await pointAt(page, last)];
  // From the right half of the first to the left half of the last.
  await page.mouse.move(from.x + 8, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 3 });
  await page.mouse.move(to.x - 8, to.y, { steps: 3 });
  await page.mouse.up();
  await frames(page);
  await pressArabic(page, code);
  await pressArabic(page, 'Escape');
  await page.mouse.move(0, 0);
}

/**
 * Clicks on a word again and again.
 * @param {Page} page
 * @param {string} word
 * @param {number} times
 * @returns {Promise<(string | null)[]>} what the card speaks of each time
 */
async function clicked(page, word, times) {
  const { x, y } = await pointAt(page, word);
  const heard = [];
  for (let i = 0; i < times; i += 1) {
    await page.mouse.click(x, y);
    heard.push(await page.textContent('.card-text'));
    await page.mouse.move(0, 0);
  }
  return heard;
}

/** @param {Page} page */
function underlines(page) {
  return page.$$eval('.underline', (all) =>
    all.map((line) => {
      const { left, right, top } = line.getBoundingClientRect();
      return { type: /** @type {HTMLElement} */ (line).dataset.type, left, right, top: Math.round(top) };
    }),
  );
}

const TEXT = '😀 زرنا جسر المدينة القديم الكبير أمس';

test('a tag made inside another and one around it are drawn apart, and clicked from the inside out', async () => {
  const { page, trouble } = await browser.open({ fake: true });
  await read(page, TEXT);
  await tag(page, 'جسر', 'القديم', 'KeyF');
  await tag(page, 'المدينة', 'المدينة', 'KeyG');
  await tag(page, 'جسر', 'الكبير', 'KeyL');
  const of = Object.fromEntries((await underlines(page)).map((line) => [line.type, line]));
  assert.ok(of.GPE.top < of.FAC.top && of.FAC.top < of.LOC.top, 'the outer ones lie lower');
  assert.deepEqual(await clicked(page, 'المدينة', 4), [
    'المدينة',
    'جسر المدينة القديم',
    'جسر المدينة القديم الكبير',
    'المدينة',
  ]);
  assert.deepEqual(trouble, []);
});

test('tags that cross are both kept, drawn and clicked; undo takes back the later one', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, TEXT);
  await tag(page, 'جسر', 'القديم', 'KeyF');
  await tag(page, 'القديم', 'الكبير', 'KeyR');
  const lines = await underlines(page);
  const [bridge, other] = ['FAC', 'PRODUCT'].map((type) => lines.find((line) => line.type === type));
  assert.ok(bridge && other);
  assert.ok(bridge.left < other.right && other.left < bridge.left, 'they share the word in the middle');
  assert.notEqual(bridge.top, other.top);
  const both = ['القديم الكبير', 'جسر المدينة القديم'];
  assert.deepEqual(await clicked(page, 'القديم', 2), both);
  assert.deepEqual(await clicked(page, 'الكبير', 1), [both[0]]);
  assert.deepEqual(await clicked(page, 'جسر', 1), [both[1]]);
  await page.click('#undo');
  await frames(page);
  assert.deepEqual(
    (await underlines(page)).map(({ type }) => type),
    ['FAC', 'DATE'],
  );
  assert.deepEqual(await highlighted(page, 'PRODUCT'), []);
});

/** @param {Page} page */
function outline(page) {
  return page.$$eval('#outline .item', (all) =>
    all.map((item) => {
      let depth = -1;
      for (let up = item.parentElement; up && up.id !== 'outline'; up = up.parentElement) {
        if (up.tagName === 'UL') depth += 1;
      }
      return `${'  '.repeat(depth)}${item.querySelector('.item-name')?.textContent}`;
    }),
  );
}

for (const lang of /** @type {const} */ (['ar', 'en'])) {
  test(`in the order of the text the list sets in what lies inside another: ${lang}`, async () => {
    const { page, trouble } = await browser.open({ fake: true, lang });
    await read(page, '😀 قال نائب وزير الخارجية الروسي أمس.\nعاد محمد.');
    await page.focus('#list-order');
    await page.keyboard.press('Enter');
    assert.ok(await page.isHidden('#list'));
    assert.deepEqual(await outline(page), [
      'نائب وزير الخارجية الروسي',
      '  وزير الخارجية الروسي',
      '    الخارجية',
      '    الروسي',
      'أمس',
      'محمد',
    ]);
    const edges = await page.$$eval('#outline .item-name', (all) =>
      all.map((name) => {
        const { left, right } = name.getBoundingClientRect();
        return { left, right };
      }),
    );
    for (const i of [0, 1]) {
      const inward = lang === 'ar' ? edges[i].right - edges[i + 1].right : edges[i + 1].left - edges[i].left;
      assert.ok(inward >= 8, `${inward}`);
    }
    await page.click('#outline .item >> nth=3');
    await frames(page);
    assert.equal(await page.getAttribute('#outline [aria-current]', 'data-at'), '3');
    assert.deepEqual(await highlighted(page, 'NORP-active'), ['الروسي']);
    await page.click('.legend-type[data-type="OCC"] input');
    assert.deepEqual(await outline(page), ['الخارجية', 'الروسي', 'أمس', 'محمد']);
    await page.click('#list-order');
    assert.ok(await page.isVisible('#list'));
    assert.deepEqual(trouble, []);
  });
}

test('tags that cross stand beside each other in the list', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, TEXT);
  await tag(page, 'جسر', 'القديم', 'KeyF');
  await tag(page, 'القديم', 'الكبير', 'KeyR');
  await page.click('#list-order');
  assert.deepEqual(await outline(page), ['جسر المدينة القديم', 'القديم الكبير', 'أمس']);
});

test('of a long text some are listed at a time, and the list follows the reader', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, Array.from({ length: 450 }, (_, i) => `${i} زار محمد موسكو.`).join('\n'));
  await page.click('#list-order');
  assert.equal((await outline(page)).length, 200);
  await page.click('#outline .more');
  assert.equal(await page.getAttribute('#outline .item', 'data-at'), '200');
  assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.at), '200');
  await page.focus('#reading');
  await pressArabic(page, 'BracketLeft');
  assert.equal(await page.getAttribute('#outline [aria-current]', 'data-at'), '899');
});
