// How the page bears a long text, in Chromium: half a million characters beside five thousand, in the same run.
// The argument is the folder that is served.

import { readFile } from 'node:fs/promises';
import { launch, ROOT, servePage } from '../browser/harness.js';

const SIZES = [5_000, 500_000];
const ROUNDS = 15;
/** Turns of the wheel, and how far each goes, in pixels. */
const TURNS = 60;
const TURN = 400;
/** A frame that is late by half of its time has been missed. */
const MISSED_MS = 25;
const FIRST_TAGS_MS = 1000;
const EDIT_MS = 16;

/** @param {readonly number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * The article again and again, each time its first paragraphs only where the text would be too long.
 * @param {string} article
 * @param {number} length at most
 */
function textOf(article, length) {
  const lines = [];
  for (let left = length; ; ) {
    for (const line of article.trim().split('\n')) {
      left -= line.length + 1;
      if (left < 0) return lines.join('\n');
      lines.push(line);
    }
  }
}

/** @param {import('playwright-core').Page} page */
function settled(page) {
  return page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
}

/**
 * Puts a text in, and sees when its first tags are painted.
 * @param {string} text
 */
async function show(text) {
  const box = /** @type {HTMLTextAreaElement} */ (document.getElementById('source'));
  const root = /** @type {HTMLElement} */ (document.getElementById('text'));
  const painted = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!root.querySelector('.underline')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
    observer.observe(root, { childList: true, subtree: true });
  });
  const start = performance.now();
  box.select();
  box.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertFromPaste', bubbles: true }));
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }));
  return (await painted) - start;
}

/**
 * The middle of some runs of an edit and of taking it back: what its key's listeners and the layout after take.
 * @param {{ keys: { code: string, key?: string }[], rounds: number }} task
 */
async function edit({ keys, rounds }) {
  const reading = /** @type {HTMLElement} */ (document.getElementById('reading'));
  const undo = /** @type {HTMLElement} */ (document.getElementById('undo'));
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const { code, key = code } of keys) {
      const start = performance.now();
      reading.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true }));
      reading.getBoundingClientRect();
      times.push({ code, took: performance.now() - start });
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    undo.click();
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  const last = keys[keys.length - 1].code;
  return times.filter(({ code }) => code === last).map(({ took }) => took);
}

/** @param {number} frames how many are looked at */
function frameTimes(frames) {
  return new Promise((resolve) => {
    /** @type {number[]} */
    const times = [];
    let before = performance.now();
    const tick = (/** @type {number} */ now) => {
      times.push(now - before);
      before = now;
      if (times.length < frames) requestAnimationFrame(tick);
      else resolve(times.slice(1));
    };
    requestAnimationFrame(tick);
  });
}

/** @typedef {{ name: string, unit: string, budget?: number, values: number[] }} Row */

const article = await readFile(`${ROOT}seeds/articles/founding.txt`, 'utf8');
const server = await servePage(process.argv[2] === 'www' ? 'www' : 'dist');
const browser = await launch();
/** @type {Map<string, Row>} */
const rows = new Map();
/** @param {string} name @param {number} value @param {string} unit @param {number} [budget] */
function row(name, value, unit, budget) {
  const there = rows.get(name) ?? { name, unit, budget, values: [] };
  rows.set(name, there);
  there.values.push(value);
}

try {
  for (const size of SIZES) {
    const text = textOf(article, size);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(server.url);
    await page.waitForSelector('html[data-model="ready"]', { state: 'attached' });
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const metric = async (/** @type {string} */ name) => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
    };
    const first = await page.evaluate(show, text);
    await settled(page);
    row('first tags painted', first, 'ms', FIRST_TAGS_MS);
    const summary = (await page.textContent('#summary')) ?? '';
    const western = summary.replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)));
    const [tags, , time] = western.split('·').map((part) => Number(part.replace(/[^\d٫]/g, '').replace('٫', '.')));
    row('  of which the engine', time, 'ms');
    row('annotations', tags, '');

    await page.focus('#reading');
    const next = { code: 'BracketRight', key: ']' };
    row('retag', median(await page.evaluate(edit, { keys: [next, { code: 'KeyV' }], rounds: ROUNDS })), 'ms', EDIT_MS);
    row(
      'delete',
      median(await page.evaluate(edit, { keys: [next, { code: 'Delete' }], rounds: ROUNDS })),
      'ms',
      EDIT_MS,
    );
    const add = [{ code: 'Escape' }, { code: 'ArrowLeft' }, { code: 'KeyV' }];
    row('add', median(await page.evaluate(edit, { keys: add, rounds: ROUNDS })), 'ms', EDIT_MS);

    await page.mouse.move(500, 500);
    const watched = page.evaluate(frameTimes, TURNS * 2);
    const busy = await metric('TaskDuration');
    for (let turn = 0; turn < TURNS; turn += 1) await page.mouse.wheel(0, turn < TURNS / 2 ? TURN : -TURN);
    const frames = /** @type {number[]} */ (await watched);
    row('scrolling, main thread a frame', (((await metric('TaskDuration')) - busy) * 1000) / frames.length, 'ms');
    row('scrolling, frames missed', frames.filter((took) => took > MISSED_MS).length, `of ${frames.length}`);
    row('scrolling, longest frame', Math.max(...frames), 'ms');

    await session.send('HeapProfiler.collectGarbage');
    row('memory of scripts', (await metric('JSHeapUsedSize')) / 1e6, 'MB');
    row('nodes', await metric('Nodes'), '');
    await context.close();
  }
  console.log(`  ${''.padEnd(32)}${SIZES.map((size) => `${size}`.padStart(12)).join('')}     ratio`);
  for (const { name, unit, budget, values } of rows.values()) {
    const numbers = values.map((value) => value.toFixed(unit === 'ms' || unit === 'MB' ? 1 : 0).padStart(12)).join('');
    const ratio = (values[1] / values[0]).toFixed(1).padStart(10);
    console.log(`  ${name.padEnd(32)}${numbers}${ratio} ${unit}${budget ? `   budget ${budget} ms` : ''}`);
  }
} finally {
  await browser.close();
  await server.close();
}
