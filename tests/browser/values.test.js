// Where values show: the list, the card, the table, the timeline; and the date that they count from.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { frames, highlighted, pointAt, read, startBrowser, tagged } from './page.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const DATED = 'دفع محمد 500 دولار أمس في بيروت.\nثم قُتل عشرات منذ 30 تموز 2012.\nوقال إنه دفع أمس.';

/** @param {import('playwright-core').Page} page */
const rows = (page) =>
  page.$$eval('#values tr[data-at]', (all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent?.trim()).join('|')),
  );

/** @param {import('playwright-core').Page} page @param {string} date */
async function setReference(page, date) {
  await page.fill('#reference-date', date);
  await page.dispatchEvent('#reference-date', 'change');
  // The text is tagged anew.
  await page.waitForTimeout(400);
  await frames(page);
}

test('the list and the card say values in words and in ISO 8601', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en', context: { locale: 'en-GB' } });
  await read(page, DATED);
  const item = page.locator('.group[data-type="DATE"] .item', { hasText: 'تموز' });
  assert.match(/** @type {string} */ (await item.textContent()), /Monday,? 30 July 2012 2012-07-30$/);
  const { x, y } = await pointAt(page, 'تموز');
  await page.mouse.click(x, y);
  assert.match(/** @type {string} */ (await page.textContent('#card dl')), /^ValueMonday,? 30 July 2012 2012-07-30/);
});

test('dates are in the calendar of the reader’s country', async () => {
  const { page } = await browser.open({ fake: true, context: { locale: 'ar-SY' } });
  await read(page, DATED);
  assert.match(/** @type {string} */ (await page.textContent('.group[data-type="DATE"]')), /٣٠ تموز ٢٠١٢/);
});

test('the table: by place, by value, both ways, and from a row to the text', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en', context: { locale: 'en-GB' } });
  await read(page, DATED);
  assert.ok(await page.isHidden('#values'));
  await page.click('#tab-values');
  assert.ok(await page.isHidden('#list'));
  assert.deepEqual(
    (await rows(page)).map((row) => row.replace(/Monday,? /, '')),
    [
      '500 دولار|500 US dollars|1',
      'أمس|some day|1',
      'عشرات|20 – 99|2',
      '30 تموز 2012|30 July 2012 2012-07-30|2',
      'أمس|some day|3',
    ],
  );
  await page.click('#sort-value');
  assert.equal(await page.getAttribute('#values th:nth-child(2)', 'aria-sort'), 'ascending');
  assert.match((await rows(page))[0], /^30 تموز 2012/);
  assert.deepEqual(await page.$$eval('#values .part', (all) => all.map((part) => part.textContent)), [
    'Date',
    'Money',
    'Number',
  ]);
  await page.click('#sort-place');
  await page.click('#sort-place');
  assert.equal(await page.getAttribute('#values th:nth-child(3)', 'aria-sort'), 'descending');
  assert.equal((await rows(page))[0], 'أمس|some day|3');

  await page.focus('#values tr:nth-child(4) button');
  await page.keyboard.press('Enter');
  assert.deepEqual(await highlighted(page, 'DATE-active'), ['أمس']);
  assert.equal(await page.getAttribute('#values tr:nth-child(4)', 'aria-current'), 'true');
  await page.click('#tab-found');
  await page.click('.legend-type[data-type="MONEY"] input');
  await page.click('#tab-values');
  assert.equal((await rows(page)).length, 4, 'a hidden type is in no row');
});

test('a reference date tags anew at once, is kept, and goes into the file', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en', context: { locale: 'en-GB' } });
  await read(page, DATED);
  await page.click('#tab-values');
  assert.equal(await page.inputValue('#reference-date'), '');
  await setReference(page, '2015-11-20');
  assert.match((await rows(page))[1], /^أمس\|Thursday,? 19 November 2015 2015-11-19\|1$/);
  await page.waitForTimeout(500);
  await page.reload();
  await tagged(page);
  await page.click('#tab-values');
  assert.equal(await page.inputValue('#reference-date'), '2015-11-20');
  assert.match((await rows(page))[1], /2015-11-19/);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.click('#copy');
  await page.waitForSelector('#copy.done');
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(copied.meta.reference_date, '2015-11-20');
  await page.click('#reference-reset');
  await page.waitForTimeout(400);
  assert.equal(await page.inputValue('#reference-date'), '');
  assert.match((await rows(page))[1], /some day/);
});

test('the article’s own date fills the field, and another text empties it', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, `بيروت 2015-11-20 ـ ${DATED}`);
  await page.click('#tab-values');
  assert.equal(await page.inputValue('#reference-date'), '2015-11-20');
  assert.equal(await page.textContent('#reference-note'), 'As the article says.');
  assert.ok((await rows(page)).some((row) => row.includes('2015-11-19')));
  await setReference(page, '2016-01-02');
  assert.ok((await rows(page)).some((row) => row.includes('2016-01-01')));
  await page.click('#clear');
  await read(page, DATED);
  assert.equal(await page.inputValue('#reference-date'), '');
});

for (const lang of /** @type {const} */ (['ar', 'en'])) {
  test(`the timeline goes by time, with the axis where lines begin (${lang})`, async () => {
    const { page, trouble } = await browser.open({ fake: true, lang, context: { locale: 'en-GB' } });
    await read(page, DATED);
    await page.click('#tab-timeline');
    assert.equal((await page.$$('.timeline .mention')).length, 1);
    assert.ok(await page.isVisible('#timeline-undated'));
    await setReference(page, '2015-11-20');
    assert.ok(await page.isHidden('#timeline-undated'));
    const dates = await page.$$eval('.timeline .date .iso', (all) => all.map((date) => date.textContent));
    assert.deepEqual(dates, ['\u20662012-07-30\u2069', '\u20662015-11-19\u2069']);
    const places = await page.$$eval('.timeline .mention', (all) =>
      all.map((mention) => mention.getBoundingClientRect().top),
    );
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.equal(places.length, 3);
    const [dot, words] = await page.$$eval('.timeline circle, .timeline .words', (all) =>
      [all[0], all[all.length - 1]].map((part) => part.getBoundingClientRect()),
    );
    assert.ok(lang === 'ar' ? dot.left > words.right : dot.right < words.left);
    const over = await page.$$eval(
      '.timeline .words',
      (all) =>
        all.filter((one) => {
          const { left, right } = one.getBoundingClientRect();
          const svg = /** @type {SVGElement} */ (one.closest('svg')).getBoundingClientRect();
          return left < svg.left - 1 || right > svg.right + 1;
        }).length,
    );
    assert.equal(over, 0, 'words stay inside');

    await page.focus('.timeline .mention');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.deepEqual(await highlighted(page, 'DATE-active'), ['أمس']);
    assert.equal(await page.getAttribute('.timeline .mention:focus', 'aria-current'), 'true');
    await page.click('.timeline .mention');
    assert.deepEqual(await highlighted(page, 'DATE-active'), ['30 تموز 2012']);

    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.isVisible('.timeline .mention'), 'it is printed');
    assert.deepEqual(trouble, []);
  });
}

test('tabs by keyboard, in the direction of the page', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, DATED);
  await page.focus('#tab-found');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await page.getAttribute('#tab-values', 'aria-selected'), 'true');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'tab-values');
  await page.keyboard.press('End');
  assert.ok(await page.isVisible('#check-text'));
  await page.keyboard.press('ArrowLeft');
  assert.ok(await page.isVisible('#list'));
});

test('on a narrow screen nothing scrolls sideways, and a mention closes the sheet', async () => {
  const { page } = await browser.open({ fake: true, context: { viewport: { width: 390, height: 844 } } });
  await read(page, DATED);
  await page.click('#sheet');
  for (const tab of ['values', 'timeline']) {
    await page.click(`#tab-${tab}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, tab);
    assert.ok(await page.$eval('#side-body', (body) => body.scrollWidth <= body.clientWidth), tab);
  }
  await page.click('.timeline .mention');
  assert.ok(await page.isHidden('#side-body'));
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing serious in table and timeline (${colorScheme})`, async () => {
    const { page } = await browser.open({ fake: true, context: { colorScheme, bypassCSP: true } });
    await page.addScriptTag({ path: AXE });
    await read(page, DATED);
    for (const tab of ['values', 'timeline']) {
      await page.click(`#tab-${tab}`);
      const serious = await page.evaluate(async () => {
        const { axe } = /** @type {any} */ (globalThis);
        const { violations } = await axe.run(document, { resultTypes: ['violations'] });
        return violations
          .filter((/** @type {any} */ found) => found.impact === 'serious' || found.impact === 'critical')
          .map((/** @type {any} */ found) => `${found.id}: ${found.nodes[0].html.slice(0, 160)}`);
      });
      assert.deepEqual(serious, [], tab);
    }
  });
}
