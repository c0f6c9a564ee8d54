// On paper: the whole article with its tags, what they mean, and nothing of the page's own furniture.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ARTICLE, frames, read, startBrowser } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

for (const { width, colorScheme } of /** @type {const} */ ([
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
])) {
  test(`tags stand under their words on paper, from a ${colorScheme} window ${width} pixels wide`, async () => {
    const { page } = await browser.open({ fake: true, context: { viewport: { width, height: 800 }, colorScheme } });
    await read(page, ARTICLE);
    const inView = await page.$$eval('.para .tags', (all) => all.length);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    // As wide as an A4 page between its margins.
    await page.setViewportSize({ width: 642, height: 900 });
    const paper = await page.evaluate(() => {
      const visible = (/** @type {string} */ selector) =>
        [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length > 0).length;
      const text = document.getElementById('text');
      // Underlines against the words they were measured for: what is highlighted at their height.
      const ranges = /** @type {Range[]} */ ([...CSS.highlights.values()].flatMap((all) => [...all]));
      const words = ranges.flatMap((range) => [...range.getClientRects()]).filter((rect) => rect.width > 0);
      const underlines = [...document.querySelectorAll('.underline')].map((line) => line.getBoundingClientRect());
      const astray = underlines.filter(
        (line) =>
          !words.some(
            (word) =>
              word.left - 2 <= line.left && line.right <= word.right + 2 && Math.abs(line.top - word.bottom) < 24,
          ) && !words.some((word) => Math.abs(word.right - line.right) < 2 && Math.abs(line.top - word.bottom) < 24),
      );
      return {
        paragraphs: visible('.para'),
        tagged: document.querySelectorAll('.para .tags').length,
        underlines: underlines.length,
        astray: astray.length,
        furniture: visible('.top, .toolbar, #paste, .tabs, .notice, .card, .adder, dialog, .legend button, .more'),
        legend: visible('.legend-type'),
        fits: text !== null && text.scrollWidth <= text.clientWidth,
      };
    });
    assert.equal(paper.paragraphs, ARTICLE.split('\n').length);
    assert.ok(paper.tagged > inView && paper.underlines > 60, JSON.stringify(paper));
    assert.deepEqual([paper.astray, paper.furniture, paper.fits], [0, 0, true], JSON.stringify(paper));
    assert.ok(paper.legend > 3);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await frames(page);
    assert.ok((await page.$$('.para .tags')).length < paper.tagged, 'the screen draws what is in view alone');
  });
}
