// The trained model that comes after the page: slowly, not at all, damaged; and what the browser keeps of it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import { ROOT } from './harness.js';
import { frames, highlighted, modelled, pointAt, read, startBrowser, tagged } from './page.js';

const MODEL = readFileSync(`${ROOT}seeds/model/tagger.bin`);

/** What the server makes of requests for the model. @type {'whole' | 'slow' | 'missing' | 'short' | 'foreign'} */
let serving = 'whole';
/** Sends the second half of a slow one. @type {() => void} */
let release = () => {};

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser('www', (path, response) => {
    if (serving === 'whole' || !/\/tagger-[0-9a-f]+\.bin$/.test(path)) return false;
    const half = MODEL.length / 2;
    response.writeHead(serving === 'missing' ? 404 : 200, { 'Cache-Control': 'no-store' });
    if (serving === 'missing') response.end('not found');
    if (serving === 'short') response.end(MODEL.subarray(0, half));
    if (serving === 'foreign') response.end(Buffer.alloc(MODEL.length, '<'));
    if (serving === 'slow') {
      response.write(MODEL.subarray(0, half));
      release = () => response.end(MODEL.subarray(half));
    }
    return true;
  });
});
after(() => browser.close());
beforeEach(() => {
  serving = 'whole';
});

/** هيثم and تدمر are found by the fake engine once it has a model. */
const TEXT = 'زار هيثم مع سيرغي لافروف تدمر، ثم عاد لافروف إلى موسكو.';

/** @param {import('playwright-core').Page} page @param {string} name */
const isFoundLater = (page, name) =>
  page.waitForFunction(
    (wanted) => [...(CSS.highlights.get('GPE') ?? [])].some((range) => String(range) === wanted),
    name,
  );

/** @param {import('playwright-core').Page} page */
async function downloadedModel(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  return JSON.parse(readFileSync(await download.path(), 'utf8')).meta.generator.model;
}

const requestsForModel = () => browser.server.requests.filter((path) => path.endsWith('.bin')).length;

test('while the model is coming, names are found by rules; then again, and the reader stays where they were', async () => {
  serving = 'slow';
  const { page, trouble } = await browser.open({ fake: true });
  await read(page, TEXT);
  assert.deepEqual(await highlighted(page, 'GPE'), ['موسكو']);
  assert.equal(await downloadedModel(page), null);
  await page.waitForSelector('#model-progress:not([hidden])');
  assert.equal(await page.textContent('#model-text'), 'يُحمَّل النموذج المدرَّب');
  assert.match(
    /** @type {string} */ (await page.textContent('#model-bytes')),
    /^[٠-٩]+٫[٠-٩] من [٠-٩]+٫[٠-٩] ميغابايت$/,
  );
  // Half of it is sent, and comes in pieces.
  await page.waitForFunction(() => {
    const bar = /** @type {HTMLProgressElement} */ (document.getElementById('model-bar'));
    return bar.value > 0.48 && bar.value <= 0.5;
  });
  assert.match(/** @type {string} */ (await page.textContent('#said')), /^يُحمَّل النموذج المدرَّب\./);
  await page.click('#lang');
  assert.match(/** @type {string} */ (await page.textContent('#model-bytes')), /^\d+\.\d of \d+\.\d MB$/);

  const { x, y } = await pointAt(page, 'موسكو');
  await page.mouse.click(x, y);
  await page.focus('.group[data-type="PERS"] .item');
  const top = (await page.locator('.para p').first().boundingBox())?.y;
  release();
  await isFoundLater(page, 'تدمر');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['تدمر', 'موسكو']);
  assert.deepEqual(await highlighted(page, 'GPE-active'), ['موسكو']);
  assert.ok(await page.isVisible('#card'));
  assert.ok(await page.isHidden('#model-progress'));
  assert.equal((await page.locator('.para p').first().boundingBox())?.y, top, 'the text has not moved');
  assert.equal(
    await page.evaluate(() => document.activeElement?.querySelector('.item-name')?.textContent),
    'سيرغي لافروف',
  );
  assert.match(/** @type {string} */ (await page.textContent('#said')), /^5 tags found$/);
  assert.equal(await downloadedModel(page), 'fake');
  assert.deepEqual(trouble, []);
});

test('a model that comes at once is not spoken of', async () => {
  const { page } = await browser.open({ fake: true });
  await page.evaluate(() => {
    /** @type {string[]} */
    const seen = [];
    Object.assign(globalThis, { seen });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = /** @type {HTMLElement} */ (target);
        if (element.id.startsWith('model-') && !element.hidden) seen.push(element.id);
      }
    }).observe(document.body, { subtree: true, attributeFilter: ['hidden'] });
  });
  await modelled(page);
  await read(page, TEXT);
  await isFoundLater(page, 'تدمر');
  await page.waitForTimeout(700);
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).seen), []);
});

for (const [how, said] of /** @type {const} */ ([
  ['missing', /could not be loaded/],
  ['short', /damaged or of another release/],
  ['foreign', /damaged or of another release/],
])) {
  test(`a model that is ${how} is told of calmly, everything else works, and it can be tried again`, async () => {
    serving = how;
    const { page } = await browser.open({ fake: true, lang: 'en' });
    await page.waitForSelector('#model-notice:not([hidden])');
    assert.match(/** @type {string} */ (await page.textContent('#model-problem')), said);
    assert.match(/** @type {string} */ (await page.textContent('#said')), said);
    assert.ok(await page.isHidden('#problem'));
    await read(page, TEXT);
    assert.deepEqual(await highlighted(page, 'GPE'), ['موسكو']);
    assert.equal(await downloadedModel(page), null);
    const before = requestsForModel();
    await page.click('#model-retry');
    while (requestsForModel() === before) await page.waitForTimeout(20);
    await page.waitForFunction(() => document.documentElement.dataset.model === 'failed');
    assert.ok(await page.isVisible('#model-notice'), 'tried in vain');
    const kept = await page.evaluate(async () => (await (await caches.open('wassam-model')).keys()).length);
    assert.equal(kept, 0, 'nothing wrong is kept');
    await page.click('#lang');
    assert.match(/** @type {string} */ (await page.textContent('#model-problem')), /بالقوائم والقواعد وحدها/);
    serving = 'whole';
    await page.focus('#model-retry');
    await page.keyboard.press('Enter');
    await isFoundLater(page, 'تدمر');
    assert.ok(await page.isHidden('#model-notice'));
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  });
}

test('the notice can be put away', async () => {
  serving = 'missing';
  const { page } = await browser.open({ fake: true });
  await page.click('#model-dismiss');
  assert.ok(await page.isHidden('#model-notice'));
  await read(page, TEXT);
  assert.ok(await page.isHidden('#model-notice'));
});

test('the model is kept for the next visit, in place of an older one of the same page', async () => {
  const { page } = await browser.open({ fake: true });
  await modelled(page);
  const kept = () =>
    page.evaluate(async () =>
      (await (await caches.open('wassam-model')).keys()).map(({ url }) => new URL(url).pathname),
    );
  while ((await kept()).length === 0) await page.waitForTimeout(20);
  const [name] = await kept();
  assert.match(name, /^\/pkg\/tagger-[0-9a-f]{16}\.bin$/);
  // As the browser of a reader who was here before the release.
  await page.evaluate(async (current) => {
    const cache = await caches.open('wassam-model');
    await cache.delete(current);
    await cache.put('./pkg/tagger-0123456789abcdef.bin', new Response('old'));
    await cache.put('./elsewhere/pkg/tagger-0123456789abcdef.bin', new Response('of another page'));
  }, name);
  const before = requestsForModel();
  await page.reload();
  await modelled(page);
  while ((await kept()).length === 3) await page.waitForTimeout(20);
  assert.deepEqual((await kept()).sort(), ['/elsewhere/pkg/tagger-0123456789abcdef.bin', name]);
  assert.equal(requestsForModel(), before + 1);
  serving = 'missing';
  await page.reload();
  await modelled(page);
  assert.equal(requestsForModel(), before + 1, 'not asked for again');
});

test('a kept model that is not whole is fetched again', async () => {
  const { page } = await browser.open({ fake: true });
  await modelled(page);
  /** @returns {Promise<number[]>} */
  const sizes = () =>
    page.evaluate(async () => {
      const cache = await caches.open('wassam-model');
      const kept = await cache.matchAll();
      return Promise.all(kept.map(async (response) => (await response.arrayBuffer()).byteLength));
    });
  while ((await sizes()).length === 0) await page.waitForTimeout(20);
  const whole = await sizes();
  await page.evaluate(async () => {
    const cache = await caches.open('wassam-model');
    for (const request of await cache.keys()) await cache.put(request, new Response(''));
  });
  assert.deepEqual(await sizes(), [0]);
  await page.reload();
  await modelled(page);
  while ((await sizes())[0] === 0) await page.waitForTimeout(20);
  assert.deepEqual(await sizes(), whole);
});

test('an engine that starts afresh has the model at once', async () => {
  const { page } = await browser.open({ fake: true });
  await modelled(page);
  await page.fill('#source', 'محمد !forever!');
  const before = requestsForModel();
  await page.waitForSelector('#busy:not([hidden])');
  await page.click('#cancel');
  await read(page, TEXT);
  assert.deepEqual(await highlighted(page, 'GPE'), ['تدمر', 'موسكو']);
  assert.equal(requestsForModel(), before);
});

test('finding names again can be cancelled without leaving what is read', async () => {
  serving = 'slow';
  const { page } = await browser.open({ fake: true });
  await read(page, `${TEXT} !forever with model!`);
  release();
  await page.waitForSelector('#busy:not([hidden])');
  await page.click('#cancel');
  await page.waitForSelector('#busy', { state: 'hidden' });
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['موسكو']);
});
