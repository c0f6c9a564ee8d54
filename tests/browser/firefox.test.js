// The main job, and letters that stay joined, in Firefox: another engine, another way of shaping and painting.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { ROOT, servePage } from './harness.js';
import { ARTICLE } from './page.js';
import { difference, EDGES, hideDrawing, SMOOTHING } from './pixels.js';

const BROWSERS = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** @type {import('puppeteer-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof servePage>>} */
let server;
const downloads = mkdtempSync(join(tmpdir(), 'wassam-firefox-'));

before(async () => {
  const executablePath = process.env.FIREFOX ?? BROWSERS.find((candidate) => existsSync(candidate));
  assert.ok(executablePath, 'no Firefox found: install the package `firefox-esr`, or set FIREFOX to its path');
  server = await servePage('dist');
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    defaultViewport: { width: 1280, height: 900, deviceScaleFactor: 2 },
    extraPrefsFirefox: {
      'browser.download.dir': downloads,
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
    },
  });
});
after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(downloads, { recursive: true, force: true });
});

/**
 * In a context of its own: what one test leaves in the browser's storage is not there in the next.
 * @returns {Promise<{ page: import('puppeteer-core').Page, trouble: string[] }>} the page, with its model
 */
async function open() {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  /** @type {string[]} */
  const trouble = [];
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text());
  });
  await page.goto(server.url);
  await page.waitForSelector('html[data-model="ready"]');
  return { page, trouble };
}

/**
 * Pastes from the clipboard, by keys.
 * @param {import('puppeteer-core').Page} page
 * @param {string} text
 */
async function paste(page, text) {
  const other = await browser.newPage();
  await other.evaluate((content) => {
    const box = document.createElement('textarea');
    document.body.append(box);
    box.value = content;
    box.focus();
    box.select();
  }, text);
  await chord(other, 'KeyC');
  await other.close();
  await page.bringToFront();
  await page.focus('#source');
  await chord(page, 'KeyA');
  await chord(page, 'KeyV');
  await page.waitForSelector('#paste', { hidden: true });
  await page.waitForSelector('.tags .underline');
  await drawn(page);
}

/**
 * @param {import('puppeteer-core').Page} page
 * @param {import('puppeteer-core').KeyInput} key pressed with Control
 */
async function chord(page, key) {
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
}

/**
 * Waits until the fonts are there and what is to be drawn is drawn.
 * @param {import('puppeteer-core').Page} page
 */
function drawn(page) {
  return page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50))));
  });
}

/** What the command line says of a text. */
function commandLine() {
  const target = process.env.CARGO_TARGET_DIR ?? `${ROOT}target`;
  const program = process.env.WASSAM_CLI ?? `${target}/release/wassam`;
  return execFileSync(program, ['annotate'], { input: ARTICLE, encoding: 'utf8', maxBuffer: 1 << 28 });
}

test('in Firefox: paste, tags, a correction by key, and a download that equals the command line’s', async () => {
  const { page, trouble } = await open();
  await paste(page, ARTICLE);
  assert.ok((await page.$$('.chip')).length > 20);
  const json = await downloaded(page);
  /** @param {string} file */
  const undated = (file) => file.replace(/"created":(?:null|"[^"]*")/, '"created":…');
  assert.equal(undated(json), undated(commandLine()));
  // The first annotation becomes an event, and the next download says so.
  await page.focus('#reading');
  await page.keyboard.press('BracketRight');
  await page.keyboard.press('KeyV');
  const [first] = JSON.parse(await downloaded(page)).annotations;
  assert.deepEqual([first.type, first.state], ['EVENT', 'confirmed']);
  assert.deepEqual(trouble, []);
  await page.browserContext().close();
});

/**
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<string>} what the file holds
 */
async function downloaded(page) {
  await page.click('#download');
  for (;;) {
    const name = readdirSync(downloads).find((file) => file.endsWith('.json'));
    // While a file is being written, another with `.part` stands beside it.
    if (name && readdirSync(downloads).length === 1) {
      const content = readFileSync(join(downloads, name), 'utf8');
      rmSync(join(downloads, name));
      if (content) return content;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('in Firefox: letters have the same pixels with and without annotations', async () => {
  const { page } = await open();
  await paste(page, `${EDGES}\n${ARTICLE.split('\n').slice(0, 4).join('\n')}`);
  const text = /** @type {import('puppeteer-core').ElementHandle} */ (await page.$('#text'));
  await page.evaluate(hideDrawing);
  await page.mouse.move(0, 0);
  await drawn(page);
  const withRanges = await text.screenshot();
  const count = await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, all) => sum + all.size, 0));
  assert.ok(count > 20, String(count));
  await page.evaluate(() => CSS.highlights.clear());
  await drawn(page);
  const bare = await text.screenshot();
  const most = await difference(page, withRanges, bare);
  assert.ok(most <= SMOOTHING, `the letters differ by ${most}`);
  await page.browserContext().close();
});
