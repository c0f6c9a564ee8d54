// The main job with the real engine: paste, see tags, download; as site and as a single file.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ROOT, watchForTrouble } from './harness.js';
import { ARTICLE, highlighted, modelled, paste, read, startBrowser, tagged } from './page.js';

const SCHEMA = `${ROOT}schema/wassam-document-1.schema.json`;
const SINGLE_FILE = `${ROOT}dist/wassam.html`;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser('dist');
});
after(() => browser.close());

/**
 * What the command line says of a text.
 * @param {string} text
 */
function commandLine(text) {
  const target = process.env.CARGO_TARGET_DIR ?? `${ROOT}target`;
  const program = `${target}/release/wassam`;
  return execFileSync(program, ['annotate'], { input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
}

/**
 * @param {import('playwright-core').Page} page
 * @returns {Promise<{ name: string, content: string }>}
 */
async function downloaded(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path(), 'utf8') };
}

/** @param {string} json */
const withoutCreated = (json) => json.replace(/"created":(?:null|"[^"]*")/, '"created":…');

test('paste the founding article: tags at once, and a file that equals the command line’s', async () => {
  const opened = await browser.open();
  const { page, trouble } = opened;
  await modelled(page);
  await paste(opened, ARTICLE);
  await tagged(page);
  assert.ok((await page.$$('.chip')).length > 20);
  assert.ok((await highlighted(page, 'PERS')).includes('ميخائيل بوغدانوف'));
  assert.match(/** @type {string} */ (await page.textContent('#summary')), /[٠-٩]+ وس/);

  const { name, content } = await downloaded(page);
  assert.match(name, /^ثمرة التعاون .*\.wassam\.json$/);
  const document = JSON.parse(content);
  assert.equal(document.text, ARTICLE.replaceAll('\r\n', '\n'));
  assert.ok(!Number.isNaN(Date.parse(document.meta.created)));
  const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync(SCHEMA, 'utf8')),
  );
  assert.ok(validate(document), JSON.stringify(validate.errors?.slice(0, 3)));
  assert.equal(withoutCreated(content), withoutCreated(commandLine(ARTICLE)));
  assert.deepEqual(trouble, []);
});

test('an emoji before a name shifts nothing, in the page and in the file', async () => {
  const { page } = await browser.open();
  await modelled(page);
  const text = '😀👨‍👩‍👧 زار سيرغي لافروف بيروت.\r\n🏳️‍🌈 ثم عاد سيرغي لافروف إلى موسكو.';
  await read(page, text.replaceAll('\r\n', '\n'));
  assert.deepEqual(await highlighted(page, 'PERS'), ['سيرغي لافروف', 'سيرغي لافروف']);
  const { content } = await downloaded(page);
  assert.equal(withoutCreated(content), withoutCreated(commandLine(text)));
  const document = JSON.parse(content);
  const points = [...document.text];
  for (const { start, end, text: quote } of document.annotations) {
    assert.equal(points.slice(start, end).join(''), quote);
  }
});

test('copied is what would be downloaded', async () => {
  const { page, context } = await browser.open();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await read(page, 'زار سيرغي لافروف بيروت.');
  await page.click('#copy');
  await page.waitForSelector('#copy.done');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(withoutCreated(copied), withoutCreated((await downloaded(page)).content));
});

test('once visited the site works without its server, from any folder', async () => {
  const own = await startBrowser('dist');
  try {
    const { page, trouble } = await own.open();
    await page.evaluate(() => navigator.serviceWorker.ready);
    /** @returns {Promise<boolean>} */
    const isModelKept = () =>
      page.evaluate(async () => (await (await caches.open('wassam-model')).keys()).length === 1);
    while (!(await isModelKept())) await page.waitForTimeout(20);
    // Ready is when it is active; the copies were made before.
    await own.server.close();
    await page.reload();
    await modelled(page);
    await page.click('#sample');
    await tagged(page);
    assert.ok((await highlighted(page, 'PERS')).length > 3);
    assert.equal(withoutCreated((await downloaded(page)).content), withoutCreated(commandLine(ARTICLE)));
    assert.deepEqual(
      trouble.filter((line) => !line.includes('net::ERR')),
      [],
    );
  } finally {
    await own.browser.close();
  }
});

test('the single file opens from a disk with no network and does the main job', async () => {
  assert.ok(existsSync(SINGLE_FILE), 'cargo xtask dist makes it');
  const context = await browser.browser.newContext({ offline: true, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const address = pathToFileURL(SINGLE_FILE).href;
  const trouble = watchForTrouble(page, address);
  await page.goto(address);
  await modelled(page);
  await page.click('#sample');
  await tagged(page);
  assert.ok((await highlighted(page, 'PERS')).includes('ميخائيل بوغدانوف'));
  const { content } = await downloaded(page);
  assert.equal(withoutCreated(content), withoutCreated(commandLine(ARTICLE)));
  await page.reload();
  await tagged(page);
  assert.deepEqual(trouble, []);
  await context.close();
});
