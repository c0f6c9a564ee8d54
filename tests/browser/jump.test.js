// Labels over the tags and over the words in view: by typing one the keyboard is there.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ARTICLE, amissIn, frames, highlighted, keysOf, pressArabic, read, startBrowser } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const TEXT = '😀 زار محمد بيروت أمس.\nوقال إن مشروعاً كبيراً في موسكو.';

/**
 * The label over the first tag or word of a text, as it stands there.
 * @param {import('playwright-core').Page} page
 * @param {string} text the whole one
 * @param {string} words
 */
async function labelOf(page, text, words) {
  const start = text.indexOf(words);
  return (await page.locator(`#jumps b[data-place^="${start} "]`).first().textContent()) ?? '';
}

/** @param {import('playwright-core').Page} page @param {...string} keys */
async function press(page, ...keys) {
  for (const key of keys) await pressArabic(page, key);
}

/** @param {import('playwright-core').Page} page */
const labels = (page) => page.$$eval('#jumps b', (all) => all.map(({ textContent }) => textContent));

test('a label that is typed on an Arabic keyboard makes its tag active, and the next key corrects it', async () => {
  const { page, trouble } = await browser.open({ fake: true, lang: 'en' });
  await read(page, TEXT);
  await page.focus('#reading');
  const before = await page.$$eval('.para', (all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  await press(page, 'KeyJ');
  assert.equal((await labels(page)).length, 4);
  const label = await labelOf(page, TEXT, 'موسكو');
  assert.match(label, /^[\u0621-\u064a]$/, 'the letters are those of the keyboard');
  assert.match((await page.textContent('#said')) ?? '', /^Labels on tags: 4\./);
  assert.deepEqual(await page.$$eval('.para', (all) => all.map((one) => one.getBoundingClientRect().toJSON())), before);
  // A letter that no label has is no key of the page's meanwhile.
  await press(page, 'KeyP', ...keysOf(label));
  assert.deepEqual(await highlighted(page, 'GPE-active'), ['موسكو']);
  assert.deepEqual(await labels(page), []);
  await press(page, 'KeyO');
  assert.deepEqual(await highlighted(page, 'ORG-active'), ['موسكو']);
  assert.deepEqual(trouble, []);
});

test('labels are Latin on a Latin keyboard, and Escape and other keys leave them', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, TEXT);
  await page.focus('#reading');
  await page.keyboard.press('j');
  assert.ok((await labels(page)).every((one) => /^[A-Z]$/.test(one ?? '')));
  await page.keyboard.press('Escape');
  assert.deepEqual(await labels(page), []);
  assert.ok(await page.isVisible('.chip'));
  await page.keyboard.press('j');
  const label = await labelOf(page, TEXT, 'بيروت');
  await page.keyboard.press(label.toLowerCase());
  assert.deepEqual(await highlighted(page, 'GPE-active'), ['بيروت']);
  // What is active stays so where labels are left again.
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  assert.deepEqual(await highlighted(page, 'GPE-active'), ['بيروت']);
  await page.keyboard.press('j');
  await page.keyboard.press('Tab');
  assert.deepEqual(await labels(page), []);
});

test('a missing tag is begun at the label of its first word and goes on by words', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, TEXT);
  await page.focus('#reading');
  await press(page, 'KeyJ', 'KeyJ');
  assert.match((await page.textContent('#said')) ?? '', /^Labels on words: /);
  await press(page, ...keysOf(await labelOf(page, TEXT, 'مشروعاً')), 'Control+Shift+ArrowLeft', 'KeyR');
  assert.deepEqual(await highlighted(page, 'PRODUCT-active'), ['مشروعاً كبيراً']);
  // At once, and without what is attached to the word.
  await press(page, 'Shift+KeyJ');
  const letters = keysOf(await labelOf(page, TEXT, 'وقال'));
  await press(page, ...letters.slice(0, -1), `Shift+${letters.at(-1)}`);
  assert.equal(await page.evaluate(() => [...(CSS.highlights.get('selected') ?? [])].map(String).join()), 'قال');
});

test('what has come into view has labels, two letters each where one is not enough, which can be taken back', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, ARTICLE);
  await page.focus('#reading');
  await press(page, 'Shift+KeyJ');
  const first = await labels(page);
  assert.equal(new Set(first).size, first.length);
  const long = /** @type {string} */ (first.find((one) => one?.length === 2));
  await press(page, ...keysOf(long[0]));
  const left = await page.$$eval('#jumps b:not([hidden])', (all) => all.map(({ textContent }) => textContent));
  assert.deepEqual(
    left,
    first.filter((one) => one?.startsWith(long[0])),
  );
  await press(page, 'Backspace');
  assert.equal(await page.locator('#jumps b:not([hidden])').count(), first.length);
  await press(page, 'End');
  await page.waitForFunction(
    (old) =>
      document.querySelector('#jumps b') && document.querySelector('#jumps b')?.getAttribute('data-place') !== old,
    await page.getAttribute('#jumps b', 'data-place'),
  );
  await frames(page);
  assert.ok(await page.$$eval('#jumps b', (all) => all.every((one) => one.getBoundingClientRect().bottom > 0)));
});

for (const { width, colorScheme, forcedColors } of /** @type {const} */ ([
  { width: 320, colorScheme: 'dark', forcedColors: 'none' },
  { width: 1280, colorScheme: 'light', forcedColors: 'none' },
  { width: 1280, colorScheme: 'dark', forcedColors: 'active' },
])) {
  test(`labels meet nowhere and can be read (${width}, ${colorScheme}, ${forcedColors})`, async () => {
    const { page } = await browser.open({
      fake: true,
      context: { viewport: { width, height: 800 }, colorScheme, forcedColors },
    });
    await read(page, ARTICLE);
    await page.focus('#reading');
    for (const key of ['KeyJ', 'KeyJ']) {
      await press(page, key);
      const boxes = await page.$$eval('#jumps b', (all) => all.map((one) => one.getBoundingClientRect().toJSON()));
      assert.ok(boxes.length > 5);
      for (const [i, a] of boxes.entries()) {
        assert.ok(a.left >= 0 && a.right <= width, 'they stay in the window');
        const met = boxes
          .slice(i + 1)
          .find((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
        assert.equal(met, undefined);
      }
      assert.deepEqual(await amissIn(page, '#reading'), []);
    }
    const [ground, ink] = await page.$eval('#jumps b', (one) => {
      const { backgroundColor, color } = getComputedStyle(one);
      return [backgroundColor, color];
    });
    assert.notEqual(ground, ink);
  });
}
