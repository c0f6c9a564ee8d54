// The three layers: the text is never touched, and what is drawn over it is where it belongs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ARTICLE, frames, highlighted, pointAt, read, startBrowser } from './page.js';
import { difference, EDGES, hideDrawing, SMOOTHING } from './pixels.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

test('every paragraph is one element with one text node, tagged or not', async () => {
  const { page, trouble } = await browser.open({ fake: true });
  await read(page, ARTICLE);
  const paragraphs = await page.$$eval('.para', (blocks) =>
    blocks.map((block) => ({
      nodes: block.querySelector('p')?.childNodes.length,
      isText: block.querySelector('p')?.firstChild?.nodeType === Node.TEXT_NODE,
      lang: block.querySelector('p')?.lang,
      dir: block.querySelector('p')?.dir,
      text: block.querySelector('p')?.textContent,
    })),
  );
  assert.equal(paragraphs.map(({ text }) => text).join('\n'), ARTICLE);
  for (const { nodes, isText, lang } of paragraphs) assert.deepEqual([nodes, isText, lang], [1, true, 'ar']);
  assert.ok(paragraphs.filter(({ text }) => text).every(({ dir }) => dir === 'rtl'));
  assert.deepEqual(trouble, []);
});

test('a paragraph reads as its first letter does', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, 'Reuters: بيروت\nبيروت: Reuters');
  assert.deepEqual(await page.$$eval('.para p', (all) => all.map((p) => /** @type {HTMLElement} */ (p).dir)), [
    'ltr',
    'rtl',
  ]);
});

test('letters have the same pixels with and without annotations', async () => {
  const { page } = await browser.open({ fake: true, context: { deviceScaleFactor: 2 } });
  await read(page, `${EDGES}\n${ARTICLE.split('\n').slice(0, 4).join('\n')}`);
  assert.deepEqual((await highlighted(page, 'GPE')).slice(0, 1), ['بيروت']);
  const text = page.locator('#text');
  // The ranges stay; their colours and the boxes go, so that only the letters are left to compare.
  await page.evaluate(hideDrawing);
  await page.mouse.move(0, 0);
  const withRanges = await text.screenshot();
  const count = await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, all) => sum + all.size, 0));
  assert.ok(count > 20, String(count));
  await page.evaluate(() => CSS.highlights.clear());
  await frames(page);
  const withBoxes = await text.screenshot();
  assert.ok((await difference(page, withRanges, withBoxes)) <= SMOOTHING, 'the letters differ');
  await page.evaluate(() => {
    for (const layer of document.querySelectorAll('.tags')) layer.remove();
  });
  assert.ok(withBoxes.equals(await text.screenshot()), 'the letters differ from those of the bare text');
});

test('boxes lie under their words, deeper ones nearer to the letters', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, 'قال نائب وزير الخارجية الروسي أمس');
  const lines = await page.$$eval('.underline', (all) =>
    all.map((line) => {
      const { left, right, bottom } = line.getBoundingClientRect();
      return { type: /** @type {HTMLElement} */ (line).dataset.type, left, right, bottom };
    }),
  );
  assert.deepEqual(
    lines.map(({ type }) => type),
    ['OCC', 'OCC', 'ORG', 'NORP', 'DATE'],
  );
  const [outer, inner, org, norp, date] = lines;
  assert.ok(outer.bottom > inner.bottom && inner.bottom > org.bottom);
  assert.equal(org.bottom, norp.bottom);
  assert.equal(org.bottom, date.bottom);
  assert.ok(outer.left <= norp.left + 1 && outer.right > inner.right && inner.right > org.right);
  const { x } = await pointAt(page, 'أمس');
  assert.ok(date.left < x && x < date.right);
});

test('chips carry the names of the types, stand at the start of their spans, and do not collide', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, `${EDGES}\n${ARTICLE}`);
  for (const width of [1280, 820, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await frames(page);
    const chips = await page.$$eval('.chip', (all) =>
      all.map((chip) => {
        const { left, right, top, bottom } = chip.getBoundingClientRect();
        return { text: chip.textContent, left, right, top, bottom };
      }),
    );
    assert.ok(chips.length > 20, `${chips.length} chips at ${width}`);
    for (const [i, a] of chips.entries()) {
      assert.ok(a.left >= 0 && a.right <= width, `${a.text} leaves the window at ${width}`);
      for (const b of chips.slice(i + 1)) {
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        assert.ok(apart, `${a.text} and ${b.text} collide at ${width}`);
      }
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await frames(page);
  const [chip, line] = await page.evaluate(() =>
    ['.chip', '.underline'].map((what) => {
      const rect = document.querySelector(`${what}[data-type="PERS"]`)?.getBoundingClientRect();
      return rect?.right ?? 0;
    }),
  );
  assert.ok(Math.abs(chip - line) < 1, 'the chip of a right-to-left span stands at its right');
});

test('an emoji before a name shifts nothing', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, '😀👨‍👩‍👧 زار محمد بيروت\n🏳️‍🌈 ثم عاد محمد');
  assert.deepEqual(await highlighted(page, 'PERS'), ['محمد', 'محمد']);
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت']);
  const { x, y } = await pointAt(page, 'بيروت');
  await page.mouse.click(x, y);
  assert.equal(await page.textContent('.card-text'), 'بيروت');
});

test('the card stays under its tag when the lines break elsewhere', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, `${'كلمة '.repeat(80)}زار محمد بيروت.`);
  const at = await pointAt(page, 'بيروت');
  await page.mouse.click(at.x, at.y);
  const below = async () => {
    const { y } = await pointAt(page, 'بيروت');
    const card = await page.locator('#card').boundingBox();
    return Math.round((card?.y ?? 0) - y);
  };
  const before = await below();
  const { y } = await pointAt(page, 'بيروت');
  await page.setViewportSize({ width: 1000, height: 900 });
  await frames(page);
  assert.notEqual((await pointAt(page, 'بيروت')).y, y, 'it stands in another line');
  assert.equal(await below(), before);
});

test('a click finds the smallest annotation, and goes outward when repeated', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, 'قال نائب وزير الخارجية الروسي أمس');
  const { x, y } = await pointAt(page, 'الخارجية');
  const heard = [];
  for (let i = 0; i < 4; i += 1) {
    await page.mouse.click(x, y);
    heard.push(await page.textContent('.card-text'));
    await page.mouse.move(0, 0);
  }
  assert.deepEqual(heard, ['الخارجية', 'وزير الخارجية الروسي', 'نائب وزير الخارجية الروسي', 'الخارجية']);
  const beside = await pointAt(page, 'قال');
  await page.mouse.click(beside.x, beside.y);
  assert.ok(await page.isHidden('#card'));
});

test('an edge inside a ligature is found from both sides', async () => {
  const { page } = await browser.open({ fake: true });
  await read(page, EDGES);
  // Painted is the whole ligature; the annotation itself is exact.
  assert.deepEqual(await highlighted(page, 'LOC'), ['لأوروبا']);
  const { x, y } = await pointAt(page, 'وروبا');
  await page.mouse.click(x, y);
  assert.equal(await page.textContent('.card-text'), 'أوروبا');
});

test('without highlights there are boxes behind the letters', async () => {
  const { page, trouble } = await browser.open({
    fake: true,
    before: () => Object.defineProperty(CSS, 'highlights', { value: undefined }),
  });
  await read(page, EDGES);
  const fills = await page.$$eval('.fill', (all) => all.map((fill) => /** @type {HTMLElement} */ (fill).dataset.type));
  assert.ok(fills.includes('GPE') && fills.includes('PERS'));
  const { x, y } = await pointAt(page, 'بيروت');
  await page.mouse.click(x, y);
  assert.equal(await page.textContent('.card-text'), 'بيروت');
  assert.equal(await page.$$eval('.fill.active', (all) => all.length), 1);
  assert.deepEqual(trouble, []);
});
