// The copy that works offline: a version is kept whole, and the next one takes over when the reader says so.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { ROOT } from './harness.js';
import { frames, highlighted, modelled, pointAt, pressArabic, read, startBrowser } from './page.js';

const DIST = `${ROOT}dist/`;

/** Which version the server hands out. */
let version = 1;
/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser('dist', (path, response) => {
    if (version === 1 || !['/sw.js', '/js/strings.js'].includes(path)) return false;
    const file = readFileSync(`${DIST}${path.slice(1)}`, 'utf8');
    response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-store' });
    response.end(
      path === '/sw.js'
        ? file.replace(/VERSION = '\w+'/, "VERSION = 'the-next'")
        : file.replace("brand: 'وسّام'", "brand: 'وسّام ٢'"),
    );
    return true;
  });
});
after(() => browser.close());

test('a new version is announced, waits, and takes over with all work kept', async () => {
  version = 1;
  const { page, trouble } = await browser.open();
  await modelled(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await modelled(page);
  await read(page, '😀 زار سيرغي لافروف بيروت.');
  const { x, y } = await pointAt(page, 'بيروت');
  await page.mouse.click(x, y);
  await pressArabic(page, 'KeyO');
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);

  version = 2;
  assert.ok(await page.isHidden('#newer-version'));
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.waitForSelector('#newer-version');
  // Until it is asked for, the page stays of one version, over a reload too.
  await page.reload();
  await modelled(page);
  assert.equal(await page.textContent('h1'), 'وسّام');
  await page.waitForSelector('#newer-version');
  await page.waitForSelector('.tags .underline');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);

  await page.click('#newer-take');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'وسّام ٢');
  await modelled(page);
  await page.waitForSelector('.tags .underline');
  await frames(page);
  assert.deepEqual(await highlighted(page, 'ORG'), ['بيروت']);
  assert.ok(await page.isHidden('#newer-version'));
  assert.deepEqual(trouble, []);
});

test('the page can be installed', async () => {
  const { page, context } = await browser.open();
  const session = await context.newCDPSession(page);
  const { errors } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A window of its own kind, as tests have, cannot install anything.
  assert.deepEqual(
    installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'),
    [],
  );
});
