// Going through what is suggested, and what is shown of it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { frames, highlighted, pointAt, pressArabic, read, startBrowser } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

// Unsure for the fake engine: الكرملين (0.55), then اليابان (0.62).
const TEXT = '😀 زار سيرغي لافروف بيروت أمس.\nوقال المتحدث باسم الكرملين إن اليابان تدعم موسكو.';

/** @param {import('./page.js').Wanted} [wanted] */
async function opened(wanted) {
  const made = await browser.open({ fake: true, lang: 'en', ...wanted });
  await read(made.page, TEXT);
  await made.page.focus('#reading');
  return made;
}

/** @param {import('playwright-core').Page} page @returns {Promise<string>} what the reader is at */
const active = (page) =>
  page.evaluate(() => {
    const ranges = [...CSS.highlights].filter(([name]) => name.endsWith('-active')).flatMap(([, all]) => [...all]);
    return ranges.map(String).join(' | ');
  });

test('the review goes from the least certain on, one key for each answer', async () => {
  const { page, trouble } = await opened();
  await pressArabic(page, 'KeyQ');
  assert.equal(await page.textContent('#review-text'), '7 suggestions left');
  assert.equal(await active(page), 'الكرملين');
  await pressArabic(page, 'KeyF');
  assert.deepEqual(await highlighted(page, 'FAC'), ['الكرملين']);
  assert.equal(await active(page), 'اليابان');
  assert.match(/** @type {string} */ (await page.textContent('#said')), /^“الكرملين”: Facility\. .*اليابان/);
  await pressArabic(page, 'Delete');
  assert.equal(await page.textContent('#review-text'), '5 suggestions left');
  const third = await active(page);
  assert.ok(third !== '' && third !== 'اليابان');
  await pressArabic(page, 'BracketRight');
  const fourth = await active(page);
  assert.ok(fourth !== third, 'what is skipped is left for later');
  await pressArabic(page, 'Enter');
  assert.equal(await page.textContent('#review-text'), '3 suggestions left');
  // A mistake is taken back, and the review goes on from there.
  await pressArabic(page, 'Control+KeyZ');
  assert.equal(await active(page), fourth);
  assert.equal(await page.textContent('#review-text'), '4 suggestions left');
  for (let i = 0; i < 4; i += 1) await pressArabic(page, 'Enter');
  assert.ok(await page.isHidden('#review'));
  assert.match(/** @type {string} */ (await page.textContent('#said')), /^Review done/);
  assert.equal((await page.$$('.underline:not(.confirmed)')).length, 1, 'the skipped one');
  assert.deepEqual(trouble, []);
});

test('an edge is moved as far as it has to go, then the review goes on', async () => {
  const { page } = await opened();
  for (const key of ['KeyQ', 'Control+Shift+ArrowLeft', 'Control+Shift+ArrowLeft']) await pressArabic(page, key);
  assert.equal(await active(page), 'الكرملين إن اليابان');
  assert.equal(await page.textContent('#review-text'), '5 suggestions left', 'what is inside it too is of its words');
  await pressArabic(page, 'Enter');
  assert.notEqual(await active(page), 'الكرملين إن اليابان');
  await pressArabic(page, 'Control+Shift+ArrowLeft');
  await page.click('#review [data-do="confirm"]');
  assert.equal(await page.textContent('#review-text'), '4 suggestions left');
  assert.ok(await page.isVisible('#review'));
});

test('Escape closes the card before it ends the review', async () => {
  const { page } = await opened();
  for (const key of ['KeyQ', 'Space', 'Escape']) await pressArabic(page, key);
  assert.ok(await page.isHidden('#card'));
  assert.ok(await page.isVisible('#review'));
  await pressArabic(page, 'Escape');
  assert.ok(await page.isHidden('#review'));
});

test('all that is shown is confirmed in one step', async () => {
  const { page } = await opened();
  await page.click('#review-open');
  await page.click('#review [data-do="all"]');
  await frames(page);
  assert.equal((await page.$$('.underline:not(.confirmed)')).length, 0);
  assert.equal(await page.getAttribute('#undo', 'title'), 'Undo: confirm all 7 shown');
  await page.click('#undo');
  await frames(page);
  assert.equal((await page.$$('.underline.confirmed')).length, 0);
});

test('with fingers the answers are buttons', async () => {
  const { page } = await opened({ context: { viewport: { width: 390, height: 800 }, hasTouch: true } });
  await page.tap('#review-open');
  await page.tap('#review [data-do="remove"]');
  await page.tap('#review [data-do="confirm"]');
  await page.tap('#review [data-do="skip"]');
  assert.equal(await page.textContent('#review-text'), '4 suggestions left');
  await page.tap('#review [data-do="end"]');
  assert.ok(await page.isHidden('#review'));
});

test('filters leave what is asked for, in the text, in the list and for the keys', async () => {
  const { page } = await opened();
  await page.selectOption('#filter-below', '0.7');
  await frames(page);
  assert.equal(await page.textContent('#filter-count'), '2 of 7 shown');
  assert.deepEqual(await page.$$eval('.item-name', (all) => all.map((one) => one.textContent)), [
    'الكرملين',
    'اليابان',
  ]);
  assert.equal((await page.$$('.chip')).length, 2);
  await page.focus('#reading');
  await pressArabic(page, 'BracketRight');
  await pressArabic(page, 'BracketRight');
  assert.equal(await active(page), 'اليابان');
  await pressArabic(page, 'KeyL');
  await frames(page);
  // Certain now, it is no longer among them.
  assert.equal(await page.textContent('#filter-count'), '1 of 7 shown');
  await page.click('#filter-all');
  await page.selectOption('#filter-state', 'confirmed');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'LOC'), ['اليابان']);
  assert.equal((await page.$$('.chip')).length, 1);
  await page.selectOption('#filter-source', 'lexicon');
  await frames(page);
  assert.ok(await page.isVisible('#list-empty'));
});

test('what is rejected does not come back by itself, and is brought back by a button', async () => {
  const { page } = await opened();
  const at = await pointAt(page, 'بيروت');
  await page.mouse.click(at.x, at.y);
  await pressArabic(page, 'Delete');
  assert.deepEqual(await highlighted(page, 'GPE'), ['اليابان', 'موسكو']);
  await page.reload();
  await page.waitForSelector('.tags .underline');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['اليابان', 'موسكو']);
  assert.equal(await page.textContent('#rejected-title'), 'What you rejected (1)');
  await page.click('#rejected summary');
  await page.click('#rejected-list button');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت', 'اليابان', 'موسكو']);
  assert.ok(await page.isHidden('#rejected'));
  await page.click('#undo');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['اليابان', 'موسكو']);
});

for (const { width, colorScheme } of /** @type {const} */ ([
  { width: 320, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
])) {
  test(`review and filters fit and have nothing that axe finds serious (${width}, ${colorScheme})`, async () => {
    const { page } = await opened({ lang: 'ar', context: { viewport: { width, height: 700 }, colorScheme } });
    await page.click('#review-open');
    await frames(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    if (width < 500) await page.click('#sheet');
    await page.selectOption('#filter-below', '0.7');
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() =>
      /** @type {any} */ (globalThis).axe.run({ include: ['#review', '.filters', '.filter-note'] }),
    );
    assert.deepEqual(
      violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`),
      [],
    );
  });
}

const AGAIN =
  '😀 زار أحمد بيروت.\nوعاد احمد إلى موسكو، ثم قال أحمدُ شيئاً ومرّ بأحمد.\nوالمتحدث باسم الكرملين والمتحدث باسم البيت.';

test('what was done is done elsewhere place by place, however the words are spelled there', async () => {
  const { page, trouble } = await browser.open({ fake: true, lang: 'en' });
  await read(page, AGAIN);
  const at = await pointAt(page, 'أحمد');
  await page.mouse.dblclick(at.x, at.y);
  await page.waitForSelector('#adder:not([hidden])');
  await pressArabic(page, 'KeyP');
  assert.match(/** @type {string} */ (await page.textContent('#offer-text')), /: 3\. Make them all “Person”/);
  await pressArabic(page, 'Shift+KeyS');
  assert.equal(await page.textContent('#each-text'), '“أحمد” here too: Person? (1 of 3)');
  assert.deepEqual(await highlighted(page, 'hit-here'), ['احمد']);
  await pressArabic(page, 'Enter');
  assert.deepEqual(await highlighted(page, 'hit-here'), ['أحمدُ']);
  await pressArabic(page, 'Delete');
  assert.deepEqual(await highlighted(page, 'hit-here'), ['أحمد']);
  await pressArabic(page, 'Enter');
  assert.ok(await page.isHidden('#each'));
  assert.deepEqual(await highlighted(page, 'PERS'), ['أحمد', 'احمد', 'أحمد']);
  await pressArabic(page, 'Control+KeyZ');
  assert.deepEqual(await highlighted(page, 'PERS'), ['أحمد', 'احمد']);
  assert.deepEqual(trouble, []);
});

test('a moved edge is offered where the same words stand', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, 'قال بشار الأسد اليوم.\nوقال بشار الأسد اليوم أيضاً.');
  const at = await pointAt(page, 'بشار');
  await page.mouse.click(at.x, at.y);
  await pressArabic(page, 'Shift+ArrowDown');
  await pressArabic(page, 'Control+Shift+ArrowLeft');
  assert.deepEqual(await highlighted(page, 'PERS-active'), ['بشار الأسد اليوم']);
  assert.match(/** @type {string} */ (await page.textContent('#offer-text')), /Move their edges too/);
  await pressArabic(page, 'Shift+KeyA');
  assert.deepEqual(await highlighted(page, 'PERS'), ['بشار الأسد اليوم', 'بشار الأسد اليوم']);
});

test('words that are tagged in more than one way are listed, gone to and made the same', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, AGAIN.replaceAll('أحمدُ', 'محمد').replaceAll('أحمد', 'محمد').replaceAll('احمد', 'محمد'));
  const at = await pointAt(page, 'محمد');
  await page.mouse.click(at.x, at.y);
  await pressArabic(page, 'KeyO');
  await page.click('#offer-decline');
  await page.click('#tab-check');
  assert.equal(await page.textContent('#check-text'), 'One form is tagged in more than one way:');
  const variants = await page.$$eval('#check-list .item', (all) => all.map((one) => one.textContent));
  assert.deepEqual(variants, ['Person 3', 'Organisation 1']);
  await page.click('#check-list .item >> nth=1');
  await frames(page);
  assert.equal(await active(page), 'محمد');
  await page.click('#check-list li li >> nth=1 >> text=All like this');
  await frames(page);
  assert.deepEqual((await highlighted(page, 'ORG')).filter((word) => word.startsWith('محمد')).length, 4);
  assert.equal(await page.textContent('#check-text'), 'All words are tagged in one way.');
  await page.click('#undo');
  await frames(page);
  assert.equal(await page.textContent('#check-text'), 'One form is tagged in more than one way:');
});
