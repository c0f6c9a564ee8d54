// Two sets of tags side by side: the automatic ones, or another annotator's, and what is here.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { highlighted, pointAt, pressArabic, read, startBrowser } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const TEXT = '😀 زار سيرغي لافروف بيروت أمس، ثم عاد إلى موسكو.';

/**
 * Another annotator's file. Offsets are code points: the emoji is one.
 * @param {object} [changed]
 */
function otherFile(changed = {}) {
  const points = [...TEXT];
  const tag = (/** @type {string} */ text, /** @type {string} */ type, i = 0) => {
    const start = [...TEXT.slice(0, TEXT.indexOf(text))].length;
    return {
      id: `b${i}`,
      start,
      end: start + text.length,
      type,
      text: points.slice(start, start + text.length).join(''),
    };
  };
  // The family name alone; the city as an organisation; the day as here; Moscow not at all; the verb as something new.
  const annotations = [tag('لافروف', 'PERS', 1), tag('بيروت', 'ORG', 2), tag('أمس', 'DATE', 3), tag('عاد', 'EVENT', 4)];
  const document = { format: 'wassam-document/1', offset_unit: 'code-point', text: TEXT, annotations, ...changed };
  return { name: 'salma.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(document)) };
}

/** @param {import('playwright-core').Page} page the differences, each as its two sides */
const shown = (page) =>
  page.$$eval('#compare-list .compare-sides', (all) =>
    all.map((sides) =>
      [...sides.children].map((side) =>
        [...side.children]
          .filter(({ tagName }) => tagName !== 'BUTTON')
          .map((one) => one.textContent)
          .join(' '),
      ),
    ),
  );

/** @param {import('playwright-core').Page} page */
const focused = (page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id);

/** @param {import('./page.js').Wanted} [wanted] the page with another annotator's file held against it */
async function compared(wanted) {
  const opened = await browser.open({ fake: true, lang: 'en', ...wanted });
  const { page } = opened;
  await read(page, TEXT);
  await page.click('#compare-open');
  await page.setInputFiles('#compare-file', otherFile());
  await page.waitForSelector('#compare-list li');
  return opened;
}

test('the automatic tags are held against the corrected ones, and taken back one by one', async () => {
  const { page, trouble } = await browser.open({ fake: true, lang: 'en' });
  await read(page, TEXT);
  await page.click('#compare-open');
  assert.match(/** @type {string} */ (await page.textContent('#compare-text')), /^0 differences\. Agreement: 100%/);
  await pressArabic(page, 'Escape');
  for (const [word, key] of [
    ['بيروت', 'KeyO'],
    ['موسكو', 'Delete'],
  ]) {
    const at = await pointAt(page, word);
    await page.mouse.click(at.x, at.y);
    await pressArabic(page, key);
  }
  await pressArabic(page, 'KeyC');
  assert.deepEqual(await shown(page), [
    ['بيروت Organisation', 'بيروت Country or city'],
    ['no tag', 'موسكو Country or city'],
  ]);
  await page.click('#compare-list li:nth-child(2) [data-do="take"]');
  assert.deepEqual(await highlighted(page, 'GPE'), ['موسكو']);
  assert.deepEqual(await shown(page), [['بيروت Organisation', 'بيروت Country or city']]);
  // It is no longer among what was rejected.
  assert.ok(await page.isHidden('#rejected'));
  await page.click('#compare-undo');
  assert.equal((await shown(page)).length, 2);
  await pressArabic(page, 'Control+KeyZ');
  assert.deepEqual(await shown(page), [['بيروت Organisation', 'بيروت Country or city']]);
  assert.deepEqual(trouble, []);
});

test('another annotator’s file: agreement, what differs side by side, take and keep, by keys alone', async () => {
  const { page, trouble } = await compared();
  assert.deepEqual(await shown(page), [
    ['سيرغي لافروف Person', 'لافروف Person'],
    ['بيروت Country or city', 'بيروت Organisation'],
    ['no tag', 'عاد Event'],
    ['موسكو Country or city', 'no tag'],
  ]);
  const score = () => page.textContent('#compare-text');
  // One of four and four; of thirteen words nine agree.
  assert.match(/** @type {string} */ (await score()), /^4 differences\. Agreement: 25%\. Cohen’s kappa: 0\.\d\d\.$/);
  await page.click('#compare-by-type summary');
  const rows = await page.$$eval('#compare-types tr', (all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent).join(' ')),
  );
  assert.deepEqual(rows, [
    'Person 0 1 1 0%',
    'Country or city 0 2 0 0%',
    'Organisation 0 0 1 0%',
    'Date 1 0 0 100%',
    'Event 0 0 1 0%',
  ]);

  await page.focus('#compare-list [data-do="go"]');
  await pressArabic(page, 'Tab');
  assert.equal(await focused(page), 'Keep what is here: “سيرغي لافروف”, Person');
  await pressArabic(page, 'Space');
  assert.equal(await page.getAttribute('#compare-list [data-do="keep"]', 'aria-pressed'), 'true');
  assert.match(/** @type {string} */ (await score()), /^4 differences, 1 kept as here/);
  // What was kept is confirmed.
  assert.equal(await page.getAttribute('#undo', 'title'), 'Undo: confirm “سيرغي لافروف”');
  for (let i = 0; i < 4; i += 1) await pressArabic(page, 'Tab');
  assert.equal(await focused(page), 'Take from “salma.json”: “بيروت”, Organisation');
  await pressArabic(page, 'Enter');
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
  // The next difference has come to its place.
  assert.equal(await focused(page), 'Take from “salma.json”: “عاد”, Event');
  assert.equal((await shown(page)).length, 3);

  assert.equal(await page.textContent('#compare-all'), 'Take all that is left from “salma.json” (2)');
  await page.click('#compare-all');
  assert.deepEqual(await shown(page), [['سيرغي لافروف Person', 'لافروف Person']]);
  assert.deepEqual(await highlighted(page, 'EVENT'), ['عاد']);
  assert.deepEqual(await highlighted(page, 'GPE'), []);
  // All of it is one step.
  await page.click('#compare-undo');
  assert.equal((await shown(page)).length, 3);
  assert.deepEqual(await highlighted(page, 'GPE'), ['موسكو']);
  assert.deepEqual(trouble, []);
});

test('a difference is gone to in the text, and the file is still there after', async () => {
  const { page } = await compared();
  await page.click('#compare-list li:nth-child(2) [data-do="go"]');
  assert.equal(await page.textContent('#said'), 'Country or city: بيروت. 2 of 4');
  await pressArabic(page, 'KeyO');
  await page.click('#compare-open');
  assert.equal((await shown(page)).length, 3);
  await pressArabic(page, 'Escape');
  // Another text has no use for it.
  await page.click('#clear');
  await read(page, 'عاد لافروف إلى موسكو.');
  await page.click('#compare-open');
  assert.equal(await page.getAttribute('#compare-automatic', 'aria-pressed'), 'true');
  assert.deepEqual(await shown(page), []);
});

test('a file of another text, and one without tags, are refused in words', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, TEXT);
  await page.click('#compare-open');
  const said = async (/** @type {ReturnType<typeof otherFile>} */ file) => {
    await page.setInputFiles('#compare-file', file);
    await page.waitForSelector('#compare-problem:not([hidden])');
    const problem = await page.textContent('#compare-problem');
    await page.click('#compare-automatic');
    return problem;
  };
  const annotations = [{ id: 'b1', start: 0, end: 4, type: 'GPE', text: 'دمشق', state: 'suggested' }];
  assert.match(
    /** @type {string} */ (await said(otherFile({ text: 'دمشق بعيدة', annotations }))),
    /^The text of “salma.json” is not this text, and none of its tags is on words of this one\. They part at “😀/,
  );
  assert.equal(
    await said({ name: 'plain.txt', mimeType: 'text/plain', buffer: Buffer.from('نص') }),
    '“plain.txt” is a text without tags.',
  );
  assert.match(
    /** @type {string} */ (await said({ ...otherFile(), buffer: Buffer.from('{}') })),
    /is in no format that is known here/,
  );
  assert.deepEqual(await shown(page), []);
});

test('every format that is opened is compared, with what was not read of it', async () => {
  const { page, trouble } = await browser.open({ lang: 'en' });
  await read(page, TEXT);
  await page.click('#compare-open');
  /** @param {string} name @param {string} content @param {string[]} more */
  const theirs = async (name, content, ...more) => {
    const files = [[name, content], ...more.map((text) => [name.replace('.ann', '.txt'), text])];
    await page.setInputFiles(
      '#compare-file',
      files.map(([called, text]) => ({ name: called, mimeType: '', buffer: Buffer.from(text) })),
    );
    await page.waitForFunction((wanted) => document.getElementById('compare-choose')?.textContent === wanted, name);
    assert.ok(await page.isHidden('#compare-problem'));
    return (await shown(page)).map(([, side]) => side);
  };
  // The verb is what no one else would tag: an .ann is of the text that is open.
  const at = [...TEXT.slice(0, TEXT.indexOf('عاد'))].length;
  const ann = `T1\tEVENT ${at} ${at + 3}\tعاد\nR1\tOther Arg1:T1 Arg2:T1\n`;
  assert.ok((await theirs('a.ann', ann)).includes('عاد Event'));
  await page.waitForSelector('#compare-reports:not([hidden])');
  await page.click('#compare-reports summary');
  assert.ok(await page.locator('#compare-reports-list li').first().isVisible());
  // With its text, which has a word more, it is said that it is another.
  const longer = `${TEXT} وسافر.`;
  assert.ok((await theirs('b.ann', ann, longer)).includes('عاد Event'));
  assert.match(
    (await page.textContent('#compare-apart')) ?? '',
    /^The text of “b\.ann” is not this text: .* 1 of 1\.$/,
  );
  // Columns have no spaces of their own.
  const columns = TEXT.split(' ').map((word) => `${word} ${word === 'عاد' ? 'B-EVENT' : 'O'}`);
  assert.ok((await theirs('c.conll', `${columns.join('\n')}\n`)).includes('عاد Event'));
  assert.deepEqual(trouble, []);
});

for (const [lang, width] of /** @type {const} */ ([
  ['ar', 320],
  ['en', 1280],
])) {
  test(`nothing is cut at ${width} px, targets are large enough, and axe finds nothing serious (${lang})`, async () => {
    const { page } = await compared({ lang, context: { viewport: { width, height: 700 }, bypassCSP: true } });
    await page.click('#compare-by-type summary');
    const { wide, small } = await page.evaluate(() => {
      const dialog = /** @type {HTMLElement} */ (document.getElementById('compare'));
      const targets = [...dialog.querySelectorAll('button, summary')].map((one) => one.getBoundingClientRect());
      return {
        wide: dialog.scrollWidth - dialog.clientWidth,
        small: targets.filter((box) => box.width > 0 && (box.width < 24 || box.height < 24)).length,
      };
    });
    assert.equal(wide, 0);
    assert.equal(small, 0);
    await page.evaluate(axe.source);
    const serious = await page.evaluate(async () => {
      const results = await /** @type {any} */ (globalThis).axe.run('#compare');
      return results.violations
        .filter((/** @type {any} */ { impact }) => impact === 'serious' || impact === 'critical')
        .map((/** @type {any} */ { id, nodes }) => [id, nodes[0].html]);
    });
    assert.deepEqual(serious, []);
  });
}
