// What a reader does: switches, list, card, keyboard, files, languages; and what the page keeps.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { ARTICLE, frames, highlighted, pointAt, read, startBrowser, tagged } from './page.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const SHORT = 'زار سيرغي لافروف بيروت أمس، ثم قال لافروف إن بيروت بعيدة.\nوعاد لافروف إلى موسكو.';

/** @param {import('playwright-core').Page} page */
const said = (page) => page.textContent('#said');

test('a text that is typed is tagged below its box, which stays', async () => {
  const { page } = await browser.open({ fake: true });
  await page.locator('#source').pressSequentially('زار محمد بيروت');
  await page.waitForSelector('.tags .chip');
  assert.ok(await page.isVisible('#source'));
  await page.click('#done');
  await tagged(page);
  assert.ok(await page.isHidden('#source'));
  await page.click('#edit');
  assert.equal(await page.inputValue('#source'), 'زار محمد بيروت');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'source');
});

test('types can be hidden one by one and all at once', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, SHORT);
  assert.equal((await page.$$('.legend-type')).length, 21);
  assert.equal(await page.textContent('.legend-type[data-type="PERS"] .count'), '٣');
  await page.click('.legend-type[data-type="PERS"] input');
  assert.deepEqual(await highlighted(page, 'PERS'), []);
  assert.equal(await page.locator('.chip[data-type="PERS"]').count(), 0);
  assert.equal(await page.locator('.group[data-type="PERS"]').count(), 0);
  assert.ok((await highlighted(page, 'GPE')).length > 0);
  await page.click('#show-none');
  assert.equal(await page.locator('.chip').count(), 0);
  assert.ok(await page.isVisible('#list-empty'));
  await page.click('#show-all');
  assert.equal((await highlighted(page, 'PERS')).length, 3);
});

test('the list goes to the next mention at every click, and lights it', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, SHORT);
  const item = page.locator('.group[data-type="PERS"] .item').first();
  assert.equal(await item.locator('.item-name').textContent(), 'سيرغي لافروف');
  const active = () => page.$eval('.underline.active', (line) => line.getBoundingClientRect().top);
  await item.click();
  assert.deepEqual(await highlighted(page, 'PERS-active'), ['سيرغي لافروف']);
  const first = await active();
  await frames(page);
  assert.deepEqual(await highlighted(page, 'PERS-flash'), ['سيرغي لافروف']);
  await item.click();
  await item.click();
  assert.ok((await active()) > first, 'the third mention is a paragraph further down');
  assert.equal(await item.getAttribute('aria-current'), 'true');
  await item.click();
  assert.equal(await active(), first);
});

test('pointing goes both ways between list and text', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, SHORT);
  await page.hover('.group[data-type="GPE"] .item');
  assert.deepEqual(await highlighted(page, 'GPE-hover'), ['بيروت', 'بيروت']);
  const { x, y } = await pointAt(page, 'موسكو');
  await page.mouse.move(x, y);
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE-hover'), ['موسكو']);
  assert.equal(await page.textContent('.item.hover .item-name'), 'موسكو');
  await page.mouse.move(2, 2);
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE-hover'), []);
});

test('the card says what is known', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, 'بتاريخ 30 تموز 2012 في تنظيم «داعش» المبعوث الخاص للرئيس الروسي إلى الشرق الأوسط وشمال أفريقيا');
  /** @param {string} word */
  const cardAt = async (word) => {
    const { x, y } = await pointAt(page, word);
    await page.mouse.click(x, y);
    return page.$$eval('#card dt, #card dd, .card-type', (all) => all.map((part) => part.textContent?.trim()));
  };
  assert.match(
    (await cardAt('تموز')).join('|'),
    /^Date\|Value\|Monday,? July 30, 2012 2012-07-30\|Source\|name lists\|Confidence\|90%$/,
  );
  assert.equal((await cardAt('تنظيم')).join('|').includes('Head|داعش'), true);
  assert.equal((await cardAt('لرئيس')).join('|').includes('Normalised|الرئيس الروسي'), true);
  assert.equal((await cardAt('الشرق')).join('|').startsWith('Geographical place|'), true);
});

test('what the engine is unsure of is marked, and its card says what else it may be', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await read(page, '😀 عاد لافروف من قصر الكرملين، ثم إلى اليابان.');
  assert.deepEqual(
    await page.$$eval('.underline', (all) =>
      all.map((line) => [/** @type {HTMLElement} */ (line).dataset.type, getComputedStyle(line).borderBlockEndStyle]),
    ),
    [
      ['PERS', 'dotted'],
      ['ORG', 'dashed'],
      ['GPE', 'dashed'],
    ],
  );
  assert.equal(await page.textContent('#unsure-note'), ' Unsure: confidence under 70%');
  await page.focus('#reading');
  await page.keyboard.press('BracketRight');
  assert.equal(await said(page), 'Person: لافروف. 1 of 3');
  await page.keyboard.press('BracketRight');
  assert.equal(await said(page), 'Organisation, unsure: الكرملين. 2 of 3');
  await page.keyboard.press('Space');
  const rows = () => page.$$eval('#card dt, #card dd', (all) => all.map((part) => part.textContent?.trim()).join('|'));
  assert.match(await rows(), /Confidence\|55% · unsure\|May be\|Facility 31%Geographical place قصر الكرملين 8%$/);
  await page.click('#lang');
  assert.match(await rows(), /الثقة\|٥٥٪\S? · غير مؤكَّد\|قد يكون\|منشأة ٣١٪\S?موقع جغرافي قصر الكرملين ٨٪\S?$/);
  assert.match(/** @type {string} */ (await page.textContent('#unsure-note')), /غير مؤكَّد: الثقة دون ٧٠٪/);
  await page.click('#card [data-go="next"]');
  assert.match(await rows(), /الثقة\|٦٢٪\S? · غير مؤكَّد$/);
  await page.click('#clear');
  await read(page, SHORT);
  assert.ok(await page.isHidden('#unsure-note'));
  assert.equal(await page.locator('.unsure').count(), 0);
});

test('everything by keyboard, on any keyboard', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, SHORT);
  await page.focus('#reading');
  // As an Arabic keyboard sends them: other letters, the same places.
  const press = (/** @type {string} */ code, /** @type {string} */ key, more = {}) =>
    page.evaluate(
      ([type, init]) => document.activeElement?.dispatchEvent(new KeyboardEvent(type, init)),
      /** @type {const} */ (['keydown', { code, key, bubbles: true, cancelable: true, ...more }]),
    );
  await press('BracketRight', 'د');
  assert.deepEqual(await highlighted(page, 'PERS-active'), ['سيرغي لافروف']);
  assert.match(/** @type {string} */ (await said(page)), /^شخص: سيرغي لافروف\. ١ من /);
  await press('BracketRight', 'د');
  assert.deepEqual(await highlighted(page, 'GPE-active'), ['بيروت']);
  await press('BracketLeft', 'ج');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.deepEqual(await highlighted(page, 'DATE-active'), ['أمس']);
  await page.keyboard.press('Shift+Tab');
  assert.deepEqual(await highlighted(page, 'GPE-active'), ['بيروت']);
  await page.keyboard.press('Space');
  assert.ok(await page.isVisible('#card'));
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'card');
  await page.keyboard.press('Escape');
  assert.ok(await page.isHidden('#card'));
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'reading');
  await page.keyboard.press('Escape');
  assert.deepEqual(await highlighted(page, 'GPE-active'), []);
  await page.keyboard.press('Tab');
  assert.notEqual(
    await page.evaluate(() => document.activeElement?.id),
    'reading',
    'Tab leaves once nothing is active',
  );

  await press('Slash', '؟', { shiftKey: true });
  assert.ok(await page.isVisible('#help'));
  await page.uncheck('#keys');
  await page.keyboard.press('Escape');
  assert.ok(await page.isHidden('#help'));
  await page.focus('#reading');
  await press('BracketRight', ']');
  assert.deepEqual(await highlighted(page, 'PERS-active'), [], 'single keys are off');
});

test('both languages, remembered, with the text left as it is', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, SHORT);
  assert.equal(await page.textContent('.chip[data-type="PERS"]'), 'شخص');
  await page.click('#lang');
  assert.equal(await page.getAttribute('html', 'dir'), 'ltr');
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  assert.equal(await page.textContent('#download'), 'Download tags');
  assert.equal(await page.textContent('.chip[data-type="PERS"]'), 'PER');
  assert.equal(await page.getAttribute('.para p', 'dir'), 'rtl');
  await page.reload();
  await tagged(page);
  assert.equal(await page.textContent('#download'), 'Download tags');
});

test('a reload at once loses nothing', async () => {
  const { page } = await browser.open({ fake: true });
  for (let times = 0; times < 5; times += 1) {
    await read(page, `${SHORT} ${times}`);
    await page.reload();
    await tagged(page);
    assert.equal(await page.inputValue('#source'), `${SHORT} ${times}`);
    await page.click('#edit');
  }
});

test('light, dark, and as the device', async () => {
  const { page } = await browser.open({ fake: true });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.selectOption('#theme', 'dark');
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await ground(), dark);
  await page.selectOption('#theme', 'auto');
  assert.equal(await ground(), light);
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.equal(await ground(), dark);
});

/**
 * @param {string} name
 * @param {Uint8Array | string} content
 */
const file = (name, content) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

test('files: UTF-8 with and without a mark is read, anything else is refused in words', async () => {
  const { page } = await browser.open({ fake: true });
  await page.setInputFiles('#file', file('خبر.txt', '\ufeffزار محمد بيروت\r\nثم عاد'));
  await tagged(page);
  assert.deepEqual(await page.$$eval('.para p', (all) => all.map((p) => p.textContent)), ['زار محمد بيروت', 'ثم عاد']);
  await page.click('#edit');
  // Windows-1256
  await page.setInputFiles('#file', file('قديم.txt', Uint8Array.from([0x61, 0x62, 0xc8, 0xed, 0xd1])));
  await page.waitForSelector('#problem:not([hidden])');
  const problem = /** @type {string} */ (await page.textContent('#problem-text'));
  assert.match(problem, /«قديم\.txt»/);
  assert.match(problem, /٢/);
  assert.equal(await page.inputValue('#source'), 'زار محمد بيروت\nثم عاد', 'the text before is kept');
});

test('a file can be dropped anywhere', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  /** @param {string} type @param {number[]} bytes */
  const drag = (type, bytes) =>
    page.evaluate(
      ([name, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(content)], 'dropped.txt', { type: 'text/plain' }));
        document.body.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      /** @type {const} */ ([type, bytes]),
    );
  const good = [...Buffer.from('زار محمد بيروت')];
  await drag('dragover', good);
  assert.ok(await page.isVisible('#drop'));
  await drag('drop', [...good, 0xff]);
  assert.ok(await page.isHidden('#drop'));
  await page.waitForSelector('#problem:not([hidden])');
  assert.match(/** @type {string} */ (await page.textContent('#problem-text')), /offset 26\b/);
  await drag('drop', good);
  await tagged(page);
  assert.ok(await page.isHidden('#problem'));
});

test('a reload loses neither the text nor where the reader was', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, SHORT);
  await page.waitForTimeout(500);
  await page.reload();
  await tagged(page);
  await page.click('#clear');
  await page.waitForTimeout(500);
  await page.reload();
  await page.waitForTimeout(300);
  assert.equal(await page.inputValue('#source'), '');
});

test('a browser that keeps nothing is told of, and the page works on', async () => {
  const { page } = await browser.open({
    fake: true,
    lang: 'en',
    before: () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  });
  await read(page, SHORT);
  await page.waitForSelector('#problem:not([hidden])');
  assert.match(/** @type {string} */ (await page.textContent('#problem-text')), /no room/);
  assert.ok((await page.$$('.chip')).length > 0);
});

test('an engine that fails loses nothing, and can be tried again', async () => {
  const { page } = await browser.open({ fake: true, lang: 'en' });
  await page.fill('#source', 'محمد !trap!');
  await page.waitForSelector('#problem:not([hidden])');
  assert.match(/** @type {string} */ (await page.textContent('#problem-text')), /as asked for/);
  assert.equal(await page.inputValue('#source'), 'محمد !trap!');
  await page.fill('#source', 'محمد');
  await page.waitForSelector('.tags .chip');
  assert.ok(await page.isHidden('#problem'));
});

test('an engine that does not load is told of', async () => {
  const { page } = await browser.open({ lang: 'en', context: { serviceWorkers: 'block' } });
  await page.route('**/pkg/wassam.js', (route) => route.abort());
  await page.reload();
  await page.waitForSelector('#problem:not([hidden])');
  await page.fill('#source', 'محمد في بيروت');
  assert.equal(await page.inputValue('#source'), 'محمد في بيروت');
  await page.unroute('**/pkg/wassam.js');
  await page.click('#problem-retry');
  await page.waitForSelector('.tags .chip');
});

test('work that goes on is told of and can be cancelled', async () => {
  const { page } = await browser.open({ fake: true });
  await page.fill('#source', 'محمد !forever!');
  await page.waitForSelector('#busy:not([hidden])');
  assert.equal(await page.textContent('#busy-text'), 'تُوسَم المقالة…');
  await page.click('#cancel');
  await page.waitForSelector('#busy', { state: 'hidden' });
  assert.equal(await page.inputValue('#source'), 'محمد !forever!');
  await page.fill('#source', 'محمد');
  await page.waitForSelector('.tags .chip');
});

test('on a narrow screen the list is a sheet, and the card another', async () => {
  const { page } = await browser.open({ fake: true, context: { viewport: { width: 390, height: 844 } } });
  await read(page, SHORT);
  assert.ok(await page.isHidden('#side-body'));
  await page.click('#sheet');
  assert.ok(await page.isVisible('#side-body'));
  assert.equal(await page.getAttribute('#sheet', 'aria-expanded'), 'true');
  await page.click('.group[data-type="GPE"] .item');
  assert.ok(await page.isHidden('#side-body'));
  assert.deepEqual(await highlighted(page, 'GPE-active'), ['بيروت']);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(wide, 390, 'nothing scrolls sideways');
});

test('on a narrow screen the card leaves what it tells of in view, even at the end of the text', async () => {
  const { page } = await browser.open({
    fake: true,
    context: { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' },
  });
  const filler = 'عاد الوفد ولم يقل أحد شيئاً. '.repeat(40);
  await read(page, `عاد لافروف. ${filler}\nعاد من الكرملين. ${filler}\nعاد إلى اليابان.`);
  for (const word of ['الكرملين', 'اليابان']) {
    // Where the card will be, as far as there is text to scroll.
    for (let again = 0; again < 2; again++) {
      const { y } = await pointAt(page, word);
      await page.evaluate((by) => scrollBy(0, by), y - 580);
      await frames(page);
    }
    const { x, y } = await pointAt(page, word);
    await page.mouse.click(x, y);
    await frames(page);
    const { line, card } = await page.evaluate(() => ({
      line: document.querySelector('.underline.active')?.getBoundingClientRect().bottom ?? Infinity,
      card: document.getElementById('card')?.getBoundingClientRect().top ?? 0,
    }));
    assert.ok(card > 0 && card < y, `the card would cover ${word}: ${card}, ${y}`);
    assert.ok(line < card, `${word}: ${line} is above ${card}`);
    await page.keyboard.press('Escape');
  }
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, 'nothing scrolls sideways');
});

test('targets are at least 24 pixels', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, SHORT);
  const { x, y } = await pointAt(page, 'موسكو');
  await page.mouse.click(x, y);
  const small = await page.$$eval('button, select, label.legend-type, textarea', (all) =>
    all.flatMap((target) => {
      const { width, height } = target.getBoundingClientRect();
      return width > 0 && (width < 24 || height < 24) ? [`${target.id || target.className} ${width}×${height}`] : [];
    }),
  );
  assert.deepEqual(small, []);
});

for (const lang of /** @type {const} */ (['ar', 'en'])) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`axe finds nothing serious (${lang}, ${colorScheme})`, async () => {
      const { page } = await browser.open({ fake: true, lang, context: { colorScheme, bypassCSP: true } });
      await page.addScriptTag({ path: AXE });
      const check = async (/** @type {string} */ where) => {
        const violations = await page.evaluate(async () => {
          const { axe } = /** @type {any} */ (globalThis);
          const results = await axe.run(document, { resultTypes: ['violations'] });
          return results.violations.map((/** @type {any} */ found) => ({
            id: found.id,
            impact: found.impact,
            nodes: found.nodes.slice(0, 3).map((/** @type {any} */ node) => node.html.slice(0, 160)),
          }));
        });
        const serious = violations.filter(
          (/** @type {{ impact: string }} */ { impact }) => impact === 'serious' || impact === 'critical',
        );
        assert.deepEqual(serious, [], where);
      };
      await check('empty');
      await read(page, ARTICLE);
      await check('reading');
      const { x, y } = await pointAt(page, 'سيرغي لافروف');
      await page.mouse.click(x, y);
      await check('card');
      await page.click('#help-open');
      await check('help');
    });
  }
}
