// Every step of a reader's is one undo: also another text, an edited one, a cleared page, another date.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { frames, highlighted, paste, pointAt, pressArabic, read, startBrowser, tagged } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const TEXT = 'زار سيرغي لافروف بيروت أمس.';

/**
 * A text in which one tag is of another type than was found.
 * @param {import('./page.js').Wanted} [wanted]
 */
async function corrected(wanted) {
  const opened = await browser.open({ fake: true, ...wanted });
  await read(opened.page, TEXT);
  const at = await pointAt(opened.page, 'بيروت');
  await opened.page.mouse.click(at.x, at.y);
  await pressArabic(opened.page, 'KeyO');
  assert.deepEqual(await highlighted(opened.page, 'ORG'), ['بيروت']);
  return opened;
}

test('the buttons say what they take back and do again', async () => {
  const { page } = await corrected({ lang: 'en' });
  assert.equal(await page.getAttribute('#undo', 'title'), 'Undo: tag “بيروت” as Organisation');
  assert.equal(await page.getAttribute('#undo', 'aria-label'), 'Undo: tag “بيروت” as Organisation');
  await pressArabic(page, 'Control+KeyZ');
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت']);
  assert.equal(await page.textContent('#said'), 'Undone: tag “بيروت” as Organisation');
  assert.ok(await page.isDisabled('#undo'));
  assert.equal(await page.getAttribute('#redo', 'title'), 'Redo: tag “بيروت” as Organisation');
  await page.click('#lang');
  assert.equal(await page.getAttribute('#undo', 'title'), 'تراجع');
  await pressArabic(page, 'Control+Shift+KeyZ');
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
});

test('a text that was edited comes back with its corrections', async () => {
  const { page } = await corrected();
  await page.click('#edit');
  await page.focus('#source');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('حين وصل ');
  await page.waitForFunction(() => document.querySelector('.para p')?.textContent?.startsWith('حين وصل'));
  await page.click('#done');
  await tagged(page);
  await pressArabic(page, 'Control+KeyZ');
  await page.waitForFunction(() => document.querySelector('.para p')?.textContent?.startsWith('زار'));
  await frames(page);
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
  await pressArabic(page, 'Control+KeyZ');
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت']);
  assert.ok(await page.isDisabled('#undo'));
});

test('a page that was cleared comes back, by the button or by the key in the empty box', async () => {
  const { page, trouble } = await corrected();
  for (const back of [() => page.click('#bring-back'), () => pressArabic(page, 'Control+KeyZ')]) {
    await page.click('#clear');
    await page.waitForSelector('#work', { state: 'hidden' });
    await back();
    await tagged(page);
    assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
    assert.ok(await page.isHidden('#paste'));
  }
  assert.deepEqual(trouble, []);
});

test('a text that another was pasted over comes back', async () => {
  const opened = await corrected();
  const { page } = opened;
  await page.click('#edit');
  await paste(opened, 'عاد لافروف إلى موسكو.');
  await tagged(page);
  await page.waitForFunction(() => document.querySelector('.para p')?.textContent?.startsWith('عاد'));
  assert.deepEqual(await highlighted(page, 'ORG'), []);
  await page.click('#undo');
  await page.waitForFunction(() => document.querySelector('.para p')?.textContent?.startsWith('زار'));
  await frames(page);
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
  await page.click('#redo');
  await page.waitForFunction(() => document.querySelector('.para p')?.textContent?.startsWith('عاد'));
});

test('a correction whose words are gone is shown, and comes back with them', async () => {
  const { page, trouble } = await corrected({ lang: 'en' });
  await page.click('#edit');
  await page.focus('#source');
  // The word loses a letter, and the reader reads on.
  await page.keyboard.press('Control+End');
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await page.waitForSelector('#astray');
  assert.match(/** @type {string} */ (await page.textContent('#astray-text')), /^One correction of yours/);
  assert.equal(await page.textContent('#astray-list li'), 'بيروت Organisation');
  await page.reload();
  // The names of the types come with the engine.
  await page.waitForFunction(() => document.querySelector('#astray-list li')?.textContent === 'بيروت Organisation');

  const text = await page.inputValue('#source');
  const at = [...TEXT].findIndex((letter, i) => letter !== text[i]);
  await page.evaluate((place) => {
    const box = /** @type {HTMLTextAreaElement} */ (document.getElementById('source'));
    box.focus();
    box.setSelectionRange(place, place);
  }, at);
  await page.keyboard.insertText(TEXT[at]);
  assert.equal(await page.inputValue('#source'), TEXT);
  await page.waitForSelector('#astray', { state: 'hidden' });
  await page.click('#done');
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
  assert.deepEqual(trouble, []);
});
