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

/** @param {import('playwright-core').CDPSession} session */
function metricOf(session) {
  return async (/** @type {string} */ wanted) => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  };
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

/**
 * In place of the page's own: its paragraphs alone, in its style, without tags and with nothing that draws them.
 * @param {string} text
 */
function showPlain(text) {
  const root = document.createElement('div');
  root.className = 'text';
  for (const line of text.split('\n')) {
    const block = document.createElement('div');
    block.className = line.trim() === '' ? 'para blank' : 'para';
    const paragraph = document.createElement('p');
    paragraph.lang = 'ar';
    paragraph.dir = 'rtl';
    paragraph.textContent = line;
    block.append(paragraph);
    root.append(block);
  }
  document.body.replaceChildren(root);
}

/**
 * Turns the wheel, on and back, and tells what it takes.
 * @param {import('playwright-core').Page} page
 * @param {(name: string) => Promise<number>} metric
 */
async function scroll(page, metric) {
  await page.mouse.move(500, 500);
  const watched = page.evaluate(frameTimes, TURNS * 2);
  const [busy, scripts] = [await metric('TaskDuration'), await metric('ScriptDuration')];
  for (let turn = 0; turn < TURNS; turn += 1) await page.mouse.wheel(0, turn < TURNS / 2 ? TURN : -TURN);
  const frames = /** @type {number[]} */ (await watched);
  return {
    busy: (((await metric('TaskDuration')) - busy) * 1000) / frames.length,
    scripts: (((await metric('ScriptDuration')) - scripts) * 1000) / frames.length,
    missed: frames.filter((took) => took > MISSED_MS).length,
    longest: Math.max(...frames),
    of: frames.length,
  };
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
    const metric = metricOf(session);
    const asked = performance.now();
    const first = await page.evaluate(show, text);
    row('first tags painted', first, 'ms', FIRST_TAGS_MS);
    await page.waitForSelector('#busy', { state: 'hidden' });
    row('  all of them there', performance.now() - asked, 'ms');
    await settled(page);
    const summary = (await page.textContent('#summary')) ?? '';
    const western = summary.replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)));
    const [tags, , time] = western.split('·').map((part) => Number(part.replace(/[^\d٫]/g, '').replace('٫', '.')));
    row('  of which the engine', time, 'ms');
    row('annotations', tags, '');

    await page.focus('#reading');
    const next = { code: 'BracketRight', key: ']' };
    const edits = Object.entries({
      retag: [next, { code: 'KeyV' }],
      delete: [next, { code: 'Delete' }],
      add: [{ code: 'Escape' }, { code: 'ArrowLeft' }, { code: 'KeyV' }],
    });
    for (const [name, keys] of edits) {
      row(name, median(await page.evaluate(edit, { keys, rounds: ROUNDS })), 'ms', EDIT_MS);
    }

    const tagged = await scroll(page, metric);
    const other = await context.newPage();
    await other.goto(server.url);
    await other.evaluate(showPlain, text);
    await settled(other);
    const otherSession = await context.newCDPSession(other);
    await otherSession.send('Performance.enable');
    const plain = await scroll(other, metricOf(otherSession));
    await other.close();
    row('scrolling, scripts a frame', tagged.scripts, 'ms');
    row('scrolling, main thread a frame', tagged.busy, 'ms');
    row('  without tags', plain.busy, 'ms');
    row('scrolling, frames missed', tagged.missed, `of ${tagged.of}`);
    row('  without tags, missed', plain.missed, `of ${plain.of}`);
    row('scrolling, longest frame', tagged.longest, 'ms');
    row('  without tags, longest', plain.longest, 'ms');

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
