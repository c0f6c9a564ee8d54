// The guideline of each type, behind the sign beside its name.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { amissIn, pressArabic, read, startBrowser } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

test('a guideline is opened and closed by keys, in the language of the page', async () => {
  const { page, trouble } = await browser.open({ fake: true, lang: 'en' });
  await page.setViewportSize({ width: 1280, height: 900 });
  await read(page, '😀 وصل إلى بيروت.');
  await page.focus('[data-guideline="GPE"]');
  await pressArabic(page, 'Enter');
  await page.waitForSelector('#guideline[open]');
  assert.equal(await page.locator('#guideline li').count(), 5);
  assert.match(/** @type {string} */ (await page.textContent('#guideline-body')), /^A country, city or province/);
  assert.deepEqual(await amissIn(page, '#guideline'), []);
  await page.setViewportSize({ width: 320, height: 640 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await pressArabic(page, 'Escape');
  await page.waitForSelector('#guideline:not([open])', { state: 'attached' });
  assert.deepEqual(trouble, []);
});
