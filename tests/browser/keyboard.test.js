// Correcting by keyboard: keys of an Arabic layout, as the browser gets them; and the edges of a tag by mouse.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TYPE_KEYS } from '../../www/js/keys.js';
import { frames, highlighted, pointAt, pressArabic, read, startBrowser } from './page.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const TEXT = '😀 زار سيرغي لافروف بيروت أمس، ولدمشق مكانها.\nثم التقى ستالين في فيينا.';

/**
 * @param {string} [text]
 * @param {import('./page.js').Wanted} [wanted]
 */
async function opened(text = TEXT, wanted = {}) {
  const it = await browser.open({ fake: true, ...wanted });
  await read(it.page, text);
  return it;
}

/**
 * The text of the active annotation, by its highlight, whatever its type.
 * @param {Page} page
 */
function active(page) {
  return page.evaluate(() =>
    [...CSS.highlights]
      .flatMap(([name, ranges]) => (name.endsWith('-active') ? [...ranges].map(String) : []))
      .join('|'),
  );
}

/** @param {Page} page @param {...string} chords */
async function press(page, ...chords) {
  for (const chord of chords) await pressArabic(page, chord);
}

test('Enter says yes and goes on, Space opens the card, Escape closes and leaves', async () => {
  const { page, trouble } = await opened();
  await page.focus('#reading');
  await press(page, 'Enter');
  assert.equal(await active(page), 'سيرغي لافروف', 'the first');
  assert.equal(await page.locator('.underline.confirmed').count(), 0, 'and not confirmed unseen');
  await press(page, 'Enter');
  assert.equal(await active(page), 'بيروت');
  assert.equal(await page.locator('.underline.confirmed').count(), 1);
  assert.ok(await page.isHidden('#card'));
  await press(page, 'Space');
  assert.ok(await page.isVisible('#card'));
  await press(page, 'Enter');
  assert.equal(await active(page), 'أمس');
  assert.ok(await page.isVisible('#card'), 'who reads cards reads on');
  await press(page, 'Escape');
  assert.ok(await page.isHidden('#card'));
  assert.equal(await active(page), 'أمس');
  await press(page, 'Escape');
  assert.equal(await active(page), '');
  assert.deepEqual(trouble, []);
});

test('a key for each type, by its place: letters and digits, on the chips and on the sheet', async () => {
  const { page } = await opened(TEXT, { lang: 'en' });
  await page.focus('#reading');
  await press(page, 'BracketRight', 'BracketRight');
  for (const [type, code] of Object.entries(TYPE_KEYS)) {
    await press(page, code);
    assert.deepEqual(await highlighted(page, `${type}-active`), ['بيروت'], type);
  }
  await press(page, 'Space');
  await page.click('.card-types summary');
  const shown = await page.$$eval('.card-types [data-pick]', (all) =>
    all.map((button) => [/** @type {HTMLElement} */ (button).dataset.pick, button.querySelector('kbd')?.textContent]),
  );
  const caps = Object.entries(TYPE_KEYS).map(([type, code]) => [type, code.replace(/Key|Digit/, '')]);
  assert.deepEqual(shown.sort(), caps.sort());
  await press(page, 'Escape', 'Shift+Slash');
  assert.ok(await page.isVisible('#help'));
  const sheet = await page.$$eval('#help-types li', (all) =>
    all.map((row) => [/** @type {HTMLElement} */ (row).dataset.type, row.querySelector('kbd')?.textContent]),
  );
  assert.deepEqual(sheet.sort(), caps.sort());
});

test('who has switched single keys off types none by mistake', async () => {
  const { page } = await opened();
  await page.focus('#reading');
  await press(page, 'BracketRight', 'Shift+Slash');
  await page.click('#keys');
  await press(page, 'Escape');
  await page.focus('#reading');
  await press(page, 'KeyO');
  assert.deepEqual(await highlighted(page, 'ORG'), []);
  await press(page, 'Delete');
  assert.deepEqual(await highlighted(page, 'PERS'), ['ستالين']);
});

test('suggested, unsure and confirmed stand on lines of their own kind, and the legend says which', async () => {
  const { page } = await opened('قال لافروف في الكرملين، ثم عاد إلى بيروت.');
  const styles = () =>
    page.$$eval('.underline', (all) => all.map((line) => getComputedStyle(line).borderBlockEndStyle));
  assert.deepEqual(await styles(), ['dotted', 'dashed', 'dotted']);
  await page.focus('#reading');
  await press(page, 'Enter', 'Enter', 'Enter');
  assert.deepEqual(await styles(), ['solid', 'solid', 'dotted']);
  assert.match((await page.textContent('.states')) ?? '', /مقترح\s+مؤكَّد/);
});

test('Tab and the brackets go on in reading order from wherever the reader was', async () => {
  const { page } = await opened();
  await page.focus('#reading');
  await press(page, 'BracketRight', 'Tab', 'Delete');
  assert.equal(await active(page), '');
  await press(page, 'BracketRight');
  assert.equal(await active(page), 'أمس', 'not from the start again');
  await press(page, 'Shift+Tab');
  assert.equal(await active(page), 'سيرغي لافروف');
  // A click where there is no tag is a place, too.
  const at = await pointAt(page, 'التقى');
  await page.mouse.click(at.x, at.y);
  await press(page, 'BracketRight');
  assert.equal(await active(page), 'ستالين');
  await press(page, 'Escape');
  await page.mouse.click(at.x, at.y);
  await press(page, 'BracketLeft');
  assert.equal(await active(page), 'أمس');
});

test('the near edge moves by letters and by words, the first one past attached letters too', async () => {
  const { page } = await opened();
  await page.focus('#reading');
  await press(page, 'BracketRight', 'BracketRight', 'BracketRight');
  await press(page, 'Control+Shift+ArrowLeft');
  assert.equal(await active(page), 'أمس، ولدمشق');
  await press(page, 'Shift+ArrowRight');
  assert.equal(await active(page), 'أمس، ولدمش');
  await press(page, 'Shift+ArrowUp');
  assert.equal(await page.getAttribute('.edge.near', 'data-edge'), 'start');
  const starts = [];
  for (const _ of 'و ل د'.split(' ')) {
    await press(page, 'Control+Shift+ArrowLeft');
    starts.push(await active(page));
  }
  assert.deepEqual(starts, ['ولدمش', 'لدمش', 'دمش']);
  await press(page, 'Control+Shift+ArrowRight');
  assert.equal(await active(page), 'لدمش');
  await press(page, 'Shift+ArrowDown', 'Shift+ArrowLeft');
  assert.equal(await active(page), 'لدمشق');
  // Each is one undo.
  for (let steps = 0; steps < 7; steps += 1) await press(page, 'Control+KeyZ');
  assert.deepEqual(await highlighted(page, 'DATE'), ['أمس']);
  assert.ok(await page.isDisabled('#undo'));
});

test('the edge nearer to a click is the one that moves', async () => {
  const { page } = await opened();
  const first = await pointAt(page, 'سيرغي');
  await page.mouse.click(first.x, first.y);
  await press(page, 'Escape', 'Control+Shift+ArrowLeft');
  assert.equal(await active(page), 'لافروف');
});

test('an edge is drawn with the mouse: by words, by letters with Alt, one undo', async () => {
  const { page } = await opened();
  const at = await pointAt(page, 'بيروت');
  await page.mouse.click(at.x, at.y);
  await press(page, 'Escape');
  /** @param {'start' | 'end'} edge @param {string} word */
  const pull = async (edge, word) => {
    const box = await page.$eval(`.edge[data-edge="${edge}"]`, (line) => line.getBoundingClientRect().toJSON());
    const to = await pointAt(page, word);
    await page.mouse.move(box.x + 1, box.bottom + 1);
    await page.mouse.down();
    await page.mouse.move(to.x + 8, to.y, { steps: 3 });
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await frames(page);
  };
  await pull('end', 'أمس');
  assert.deepEqual(await highlighted(page, 'selected'), ['بيروت أمس'], 'seen while it is drawn');
  await page.mouse.up();
  await frames(page);
  assert.equal(await active(page), 'بيروت أمس');
  assert.deepEqual(await highlighted(page, 'selected'), []);
  await pull('start', 'سيرغي');
  await page.mouse.up();
  await frames(page);
  assert.equal(await active(page), 'سيرغي لافروف بيروت أمس');
  await press(page, 'Control+KeyZ', 'Control+KeyZ');
  assert.equal(await active(page), 'بيروت');
  await page.keyboard.down('Alt');
  await pull('end', 'بيروت');
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await frames(page);
  assert.match(await active(page), /^بي?ر?$/);
});

test('the reader gives something another key, is told whose a key is, and has the usual ones back', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, 'زار محمد بيروت.');
  await page.click('#help-open');
  await page.click('[data-name="next"]');
  await pressArabic(page, 'KeyP');
  assert.match(/** @type {string} */ (await page.textContent('#help-note')), /^P is the key of something else: Person/);
  await pressArabic(page, 'KeyU');
  assert.equal(await page.textContent('#help-note'), '');
  assert.equal(await page.textContent('[data-name="next"]'), 'U');
  await page.click('[data-name="type ORG"]');
  await pressArabic(page, 'KeyX');
  await pressArabic(page, 'Escape');
  await page.reload();
  await page.waitForSelector('.tags .underline');
  await page.focus('#reading');
  await pressArabic(page, 'KeyU');
  await pressArabic(page, 'KeyX');
  assert.deepEqual(await highlighted(page, 'ORG'), ['محمد']);
  await page.click('#help-open');
  await page.click('#help-reset');
  assert.equal(await page.textContent('[data-name="next"]'), ']');
});
