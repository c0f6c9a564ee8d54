// Looking for something in the text, whichever way it is spelled, and tagging all that is found.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ARTICLE, amissIn, frames, highlighted, pressArabic, read, startBrowser } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const TEXT =
  '😀 التقى أُسامة بأحمد في القاهرة.\nوقال أسامه إنّ احمد غادر القاهره، ثم عاد أحمدُ.\nفي الأحمدية ١٢ شارعاً، وفي بيروت 12.';

/** @param {import('./page.js').Wanted} [wanted] */
async function opened(wanted) {
  const page = await browser.open({ fake: true, lang: 'en', ...wanted });
  await read(page.page, TEXT);
  await page.page.focus('#reading');
  return page;
}

/** @param {import('playwright-core').Page} page */
const count = (page) => page.textContent('#find-count');

test('a word is found however it is spelled, and the keys go from hit to hit', async () => {
  const { page, trouble } = await opened();
  await pressArabic(page, 'Slash');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'find-query');
  await page.keyboard.insertText('اسامة');
  await frames(page);
  assert.equal(await count(page), '1 of 2');
  assert.deepEqual(await highlighted(page, 'hit-here'), ['أُسامة']);
  assert.deepEqual(await highlighted(page, 'hit'), ['أسامه']);
  await pressArabic(page, 'Enter');
  assert.deepEqual(await highlighted(page, 'hit-here'), ['أسامه']);
  await pressArabic(page, 'Enter');
  assert.equal(await count(page), '1 of 2');
  await pressArabic(page, 'Shift+Enter');
  assert.equal(await count(page), '2 of 2');
  // Closed, the hit is what the next key tags.
  await pressArabic(page, 'Escape');
  assert.ok(await page.isHidden('#find'));
  assert.deepEqual(await highlighted(page, 'hit-here'), []);
  assert.deepEqual(await highlighted(page, 'selected'), ['أسامه']);
  await pressArabic(page, 'KeyP');
  assert.deepEqual(await highlighted(page, 'PERS'), ['أسامه']);
  assert.deepEqual(trouble, []);
});

test('closed at the words of a tag, the keys correct that tag', async () => {
  const { page } = await opened();
  for (const word of ['القاهرة', 'بيروت']) {
    await pressArabic(page, 'Slash');
    await page.keyboard.insertText(word);
    await pressArabic(page, 'Escape');
  }
  assert.deepEqual(await highlighted(page, 'GPE-active'), ['بيروت']);
  assert.deepEqual(await highlighted(page, 'selected'), []);
  assert.match(/** @type {string} */ (await page.textContent('#said')), /بيروت/);
  await pressArabic(page, 'Delete');
  assert.deepEqual(await highlighted(page, 'GPE'), []);
});

test('whole words: attached letters are no part of them, and digits are the same in every script', async () => {
  const { page } = await opened();
  await pressArabic(page, 'Control+KeyF');
  await page.keyboard.insertText('احمد');
  await frames(page);
  assert.equal(await count(page), '1 of 4');
  await page.check('#find-whole');
  await frames(page);
  assert.deepEqual((await highlighted(page, 'hit')).concat(await highlighted(page, 'hit-here')).sort(), [
    'أحمد',
    'أحمدُ',
    'احمد',
  ]);
  await page.fill('#find-query', '12');
  await frames(page);
  assert.equal(await count(page), '1 of 2');
  await page.fill('#find-query', 'كلمة ليست هنا');
  await frames(page);
  assert.equal(await count(page), 'Nothing');
  assert.ok(await page.isDisabled('#find-next'));
});

test('all that is found is tagged in one step, pieces of words left out', async () => {
  const { page } = await opened();
  await pressArabic(page, 'Slash');
  await page.keyboard.insertText('احمد');
  await page.click('#find-tag');
  await page.click('#find-types [data-pick="PERS"]');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'PERS'), ['أحمد', 'احمد', 'أحمدُ']);
  assert.equal(await page.textContent('#said'), '“احمد” tagged as Person: 3. Left as they are: 1.');
  assert.equal(await page.getAttribute('#undo', 'title'), 'Undo: tag 3 × “احمد” found, as Person');
  await page.click('#undo');
  assert.deepEqual(await highlighted(page, 'PERS'), []);
  await page.click('#redo');
  // What the reader has tagged otherwise stays.
  await page.focus('#find-tag');
  await pressArabic(page, 'Enter');
  await pressArabic(page, 'KeyO');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'find-tag');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'ORG'), []);
});

test('a regular expression is found, a wrong one told of, and one that does not end is stopped', async () => {
  const { page } = await opened();
  await pressArabic(page, 'Slash');
  await page.check('#find-regex');
  await page.fill('#find-query', '[0-9]+|بيروت');
  await page.waitForFunction(() => document.getElementById('find-count')?.textContent === '1 of 2');
  assert.deepEqual(await highlighted(page, 'hit-here'), ['بيروت']);
  await page.fill('#find-query', '(');
  await page.waitForFunction(() =>
    /^Not an expression: /.test(document.getElementById('find-count')?.textContent ?? ''),
  );
  await page.fill('#find-query', 'forever');
  await page.waitForFunction(() => /^It took too long/.test(document.getElementById('find-count')?.textContent ?? ''));
  // The engine has started afresh.
  await page.fill('#find-query', '[0-9]+');
  await page.waitForFunction(() => document.getElementById('find-count')?.textContent === '1 of 1');
  assert.equal((await page.$$('.para')).length, 3);
});

test('on a text of half a million letters hits are found and drawn where they are in view', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, Array.from({ length: 60 }, () => ARTICLE).join('\n'));
  await page.focus('#reading');
  await pressArabic(page, 'Slash');
  await page.keyboard.insertText('الرقه');
  await frames(page);
  assert.match(/** @type {string} */ (await count(page)), /^1 of \d+$/);
  await pressArabic(page, 'Shift+Enter');
  await page.waitForFunction(() => {
    const [here] = CSS.highlights.get('hit-here') ?? [];
    const rect = /** @type {Range | undefined} */ (here)?.getBoundingClientRect();
    return rect !== undefined && rect.top > 0 && rect.bottom < innerHeight;
  });
  assert.deepEqual(await highlighted(page, 'hit-here'), ['الرقة']);
});

for (const { width, colorScheme } of /** @type {const} */ ([
  { width: 320, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
])) {
  test(`the bar fits and has nothing that axe finds serious (${width}, ${colorScheme})`, async () => {
    const { page } = await opened({ lang: 'ar', context: { viewport: { width, height: 700 }, colorScheme } });
    await page.click('#find-open');
    await page.keyboard.insertText('أحمد');
    await page.click('#find-tag');
    await frames(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, 'the page is wider than the window');
    assert.deepEqual(await amissIn(page, '#find'), []);
  });
}
