// The reader's own types: added, named, coloured, grouped, given keys, used, and carried elsewhere.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { amissIn, frames, highlighted, pointAt, pressArabic, read, startBrowser } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const TEXT = '😀 أطلق الجيش صاروخاً على بيروت.';

/** @param {import('playwright-core').Page} page */
async function addWeapon(page) {
  await page.click('#types-open');
  await page.fill('#types-id', 'weapon');
  await page.fill('#types-ar', 'سلاح');
  await page.fill('#types-en', 'Weapon');
  await pressArabic(page, 'Enter');
  assert.match(/** @type {string} */ (await page.textContent('#types-note')), /^Type WEAPON was added/);
}

test('a type is added, given a key, used by it, and outlasts a reload', async () => {
  const { page, trouble } = await browser.open({ fake: true, lang: 'en' });
  await read(page, TEXT);
  await addWeapon(page);
  await pressArabic(page, 'Escape');
  await page.click('#help-open');
  await page.click('[data-name="type WEAPON"]');
  await pressArabic(page, 'KeyZ');
  await pressArabic(page, 'Escape');
  const at = await pointAt(page, 'صاروخاً');
  await page.mouse.dblclick(at.x, at.y);
  await page.waitForSelector('#adder:not([hidden])');
  await pressArabic(page, 'KeyZ');
  assert.deepEqual(await highlighted(page, 'WEAPON'), ['صاروخاً']);
  await page.reload();
  await page.waitForSelector('.tags .underline');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'WEAPON'), ['صاروخاً']);
  const [chip, line] = await page.evaluate(() =>
    ['.chip', '.underline'].map((what) => {
      const one = /** @type {HTMLElement} */ (document.querySelector(`${what}[data-type="WEAPON"]`));
      return what === '.chip' ? one.textContent : getComputedStyle(one).borderBlockEndColor;
    }),
  );
  assert.equal(chip, 'Weapon');
  assert.ok(line && !/rgba?\(0, 0, 0/.test(line), `the line has a colour of its own: ${line}`);
  // What is in use is not deleted under the reader's hands.
  await page.click('#types-open');
  await page.click('#types-list li[data-type="WEAPON"] button');
  assert.match(/** @type {string} */ (await page.textContent('#types-note')), /stands in this text: 1/);
  assert.deepEqual(trouble, []);
});

test('a type of the engine’s is called, coloured and grouped otherwise, and a group is hidden at once', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, TEXT);
  const before = await page.$eval('.chip[data-type="GPE"]', (one) => getComputedStyle(one).color);
  await page.click('#types-open');
  await page.fill('#types-list li[data-type="GPE"] [data-field="en"]', 'Town');
  await page.fill('#types-list li[data-type="GPE"] [data-field="group"]', 'Places');
  await page.fill('#types-list li[data-type="GPE"] [data-field="hue"]', '300');
  await page.focus('#types-id');
  await pressArabic(page, 'Escape');
  await frames(page);
  assert.equal(await page.textContent('.chip[data-type="GPE"]'), 'Town');
  assert.notEqual(await page.$eval('.chip[data-type="GPE"]', (one) => getComputedStyle(one).color), before);
  await page.click('.legend-group button:has-text("Places")');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE'), []);
  await page.click('.legend-group button:has-text("Places")');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت']);
});

test('a set of types is written, and read elsewhere; one that is none changes nothing', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, TEXT);
  await addWeapon(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#types-export')]);
  const written = readFileSync(await download.path());
  const other = await browser.open({ fake: true, lang: 'en' });
  await read(other.page, TEXT);
  await other.page.click('#types-open');
  const file = { name: 'set.json', mimeType: 'application/json' };
  await other.page.setInputFiles('#types-file', {
    ...file,
    buffer: Buffer.from('{"format":"wassam-types/1","own":7}'),
  });
  await other.page.waitForFunction(() =>
    /fault is at: own/.test(document.getElementById('types-note')?.textContent ?? ''),
  );
  await other.page.setInputFiles('#types-file', { ...file, buffer: written });
  await other.page.waitForSelector('#types-list li[data-type="WEAPON"]');
});

test('what the reader writes of a type is behind its sign, goes with the set, and is never markup', async () => {
  const { page, trouble } = await browser.open({ fake: true, lang: 'en' });
  await read(page, TEXT);
  await addWeapon(page);
  await page.focus('#types-list summary');
  await pressArabic(page, 'Enter');
  for (const words of ['سلاح له اسم', 'A <img src=x onerror=alert(1)> weapon', 'أطلق [صاروخاً] أمس', 'بندقية']) {
    await pressArabic(page, 'Tab');
    await page.keyboard.insertText(words);
  }
  await pressArabic(page, 'Escape');
  const opened = async (/** @type {import('playwright-core').Page} */ where) => {
    await where.focus('[data-guideline="WEAPON"]');
    await pressArabic(where, 'Enter');
    const parts = await where.$$eval('#guideline-body p, #guideline-body li', (all) =>
      all.map((one) => one.textContent),
    );
    assert.equal(await where.locator('#guideline-body img').count(), 0);
    await pressArabic(where, 'Escape');
    return parts;
  };
  const wanted = ['A <img src=x onerror=alert(1)> weapon', 'سلاح له اسم', 'أطلق صاروخاً أمس ← صاروخاً', 'بندقية'];
  assert.deepEqual(await opened(page), wanted);
  await page.reload();
  await page.waitForSelector('.tags .underline');
  assert.deepEqual(await opened(page), wanted);
  await page.click('#types-open');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#types-export')]);
  const other = await browser.open({ fake: true, lang: 'ar' });
  await read(other.page, TEXT);
  await other.page.click('#types-open');
  await other.page.setInputFiles('#types-file', {
    name: 'set.json',
    mimeType: 'application/json',
    buffer: readFileSync(await download.path()),
  });
  await other.page.waitForSelector('#types-list li[data-type="WEAPON"]');
  await pressArabic(other.page, 'Escape');
  assert.deepEqual(await opened(other.page), [wanted[1], wanted[0], ...wanted.slice(2)]);
  assert.deepEqual(trouble, []);
});

for (const { width, colorScheme } of /** @type {const} */ ([
  { width: 320, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
])) {
  test(`the sheet of types fits and has nothing that axe finds serious (${width}, ${colorScheme})`, async () => {
    const { page } = await browser.open({ fake: true, context: { viewport: { width, height: 700 }, colorScheme } });
    await read(page, TEXT);
    if (width < 500) await page.click('#sheet');
    await page.click('#types-open');
    await page.fill('#types-id', 'WEAPON');
    await page.fill('#types-ar', 'سلاح');
    await page.focus('#types-ar');
    await pressArabic(page, 'Enter');
    await page.click('#types-list summary');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(await amissIn(page, '#types'), []);
  });
}
