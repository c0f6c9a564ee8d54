// Opening the page for a test, and looking at it.

import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import { launch, ROOT, servePage, watchForTrouble } from './harness.js';

/** The founding article, as it lies in the repository. */
export const ARTICLE = readFileSync(`${ROOT}seeds/articles/founding.txt`, 'utf8');

/** The engine that stands in for the real one where a test is of the page alone. */
export const FAKE_ENGINE = readFileSync(`${ROOT}tests/browser/fake-engine.js`, 'utf8');

/**
 * @typedef {object} Opened
 * @property {import('playwright-core').Page} page
 * @property {import('playwright-core').BrowserContext} context
 * @property {string[]} trouble
 */

/**
 * @typedef {object} Wanted
 * @property {boolean} [fake] with the fake engine in place of the real one
 * @property {'ar' | 'en'} [lang]
 * @property {import('playwright-core').BrowserContextOptions} [context]
 * @property {() => void} [before] runs in the page before its own scripts
 */

/**
 * Starts a browser and a server for the tests of one file.
 * @param {'www' | 'dist'} [folder]
 * @param {import('./static-server.js').Answer} [answer] sees to some requests itself
 */
export async function startBrowser(folder = 'www', answer) {
  const server = await servePage(folder, '/', answer);
  const browser = await launch();
  return {
    server,
    browser,
    /** @param {Wanted} [wanted] @returns {Promise<Opened>} */
    async open({ fake = false, lang = 'ar', context: options = {}, before } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        colorScheme: 'light',
        // Where requests are answered by the test, nothing may answer them before it.
        ...(fake ? { serviceWorkers: 'block' } : {}),
        ...options,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const trouble = watchForTrouble(page, server.url);
      if (fake) {
        await page.route('**/pkg/wassam.js', (route) =>
          route.fulfill({ contentType: 'text/javascript', body: FAKE_ENGINE }),
        );
      }
      await page.addInitScript((chosen) => {
        if (localStorage.getItem('wassam lang') === null) localStorage.setItem('wassam lang', chosen);
      }, lang);
      if (before) await page.addInitScript(before);
      await page.goto(server.url);
      return { page, context, trouble };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/**
 * Pastes as a reader does: into the focused box, from the clipboard.
 * @param {Opened} opened
 * @param {string} text
 */
export async function paste({ page, context }, text) {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await page.focus('#source');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
}

/**
 * Puts a text into the box and waits until it is read with its tags.
 * @param {import('playwright-core').Page} page
 * @param {string} text
 */
export async function read(page, text) {
  await page.evaluate((content) => {
    const box = /** @type {HTMLTextAreaElement} */ (document.getElementById('source'));
    box.select();
    box.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertFromPaste', bubbles: true }));
    box.value = content;
    box.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }));
  }, text);
  await tagged(page);
}

/**
 * Waits until the box is closed and the first tags are drawn.
 * @param {import('playwright-core').Page} page
 */
export async function tagged(page) {
  await page.waitForSelector('#paste', { state: 'hidden' });
  await page.waitForSelector('.tags .underline');
  await page.evaluate(() => document.fonts.ready);
  await frames(page);
}

/**
 * Waits until the engine has the trained model.
 * @param {import('playwright-core').Page} page
 */
export function modelled(page) {
  return page.waitForSelector('html[data-model="ready"]', { state: 'attached' });
}

/**
 * Lets the page draw what it has to.
 * @param {import('playwright-core').Page} page
 */
export function frames(page) {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)))),
  );
}

/** What stands on the keys of an Arabic keyboard, by their places. */
const ARABIC_KEYS = Object.freeze(
  /** @type {Record<string, string>} */ ({
    ...Object.fromEntries(
      [...'شؤيثبلاهتنمةىخحضقسفعرصءغئ'].map((letter, i) => [`Key${'ACDEFGHIJKLMNOPQRSTUVWXYZ'[i]}`, letter]),
    ),
    ...Object.fromEntries([...'٠١٢٣٤٥٦٧٨٩'].map((digit, i) => [`Digit${i}`, digit])),
    BracketLeft: 'ج',
    BracketRight: 'د',
    Semicolon: 'ك',
    Quote: 'ط',
    Comma: 'و',
    Period: 'ز',
    Slash: 'ظ',
    Backquote: 'ذ',
  }),
);
/** @type {Record<string, number>} */
const MODIFIERS = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };
const NAMED_KEYS = Object.freeze(
  /** @type {Record<string, number>} */ ({
    Backspace: 8,
    Tab: 9,
    Enter: 13,
    Escape: 27,
    Space: 32,
    PageUp: 33,
    PageDown: 34,
    End: 35,
    Home: 36,
    ArrowLeft: 37,
    ArrowUp: 38,
    ArrowRight: 39,
    ArrowDown: 40,
    Delete: 46,
  }),
);

/**
 * Presses a key as an Arabic keyboard does: its place is the same, its letter is another. Below the page, so that the
 * browser does with it what it does with a reader's.
 * @param {import('playwright-core').Page} page
 * @param {string} chord such as `Control+Shift+ArrowLeft`; keys by their places
 */
export async function pressArabic(page, chord) {
  const parts = chord.split('+');
  const code = /** @type {string} */ (parts.pop());
  const modifiers = parts.reduce((sum, name) => sum + (MODIFIERS[name] ?? 0), 0);
  const letter = ARABIC_KEYS[code];
  const key = letter ?? (code === 'Space' ? ' ' : code);
  const number = NAMED_KEYS[code] ?? code.replace(/^(Key|Digit)/, '').charCodeAt(0);
  const text = (modifiers & 7) > 0 ? undefined : (letter ?? { Space: ' ', Enter: '\r' }[code]);
  const session = await page.context().newCDPSession(page);
  const common = { code, key, modifiers, windowsVirtualKeyCode: number };
  await session.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', text, ...common });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
  await session.detach();
  await frames(page);
}

/**
 * The keys of an Arabic keyboard that write some words as who looks for them does: without marks, and without the
 * hamzas that need Shift.
 * @param {string} words
 * @returns {string[]} to be pressed by {@link pressArabic}
 */
export function keysOf(words) {
  return [...words.replace(/\p{M}/gu, '').replace(/[أإآ]/g, 'ا')].map((letter) => {
    const other = /[0-9]/.test(letter) ? `Digit${letter}` : letter === ' ' ? 'Space' : undefined;
    const key = other ?? Object.keys(ARABIC_KEYS).find((code) => ARABIC_KEYS[code] === letter);
    if (!key) throw new Error(`no key writes ${letter}`);
    return key;
  });
}

/**
 * The middle of the first occurrence of a string in the text layer, in the window's coordinates.
 * @param {import('playwright-core').Page} page
 * @param {string} word
 * @returns {Promise<{ x: number, y: number }>}
 */
export function pointAt(page, word) {
  return page.evaluate((wanted) => {
    for (const paragraph of document.querySelectorAll('.para p')) {
      const node = /** @type {Text} */ (paragraph.firstChild);
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const rect = range.getClientRects()[0];
      return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    }
    throw new Error(`no ${wanted} in the text`);
  }, word);
}

/**
 * The texts under the highlights of a type and state, in document order.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @returns {Promise<string[]>}
 */
export function highlighted(page, name) {
  return page.evaluate((wanted) => {
    const ranges = /** @type {Range[]} */ ([...(CSS.highlights.get(wanted) ?? [])]);
    return ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b)).map(String);
  }, name);
}

/**
 * What axe finds amiss in a part of the page.
 * @param {import('playwright-core').Page} page
 * @param {string} part a selector
 * @returns {Promise<string[]>} the rule, and the first element that breaks it
 */
export async function amissIn(page, part) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((where) => /** @type {any} */ (globalThis).axe.run(where), part);
  return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`);
}
