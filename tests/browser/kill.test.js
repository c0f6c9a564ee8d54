// Whatever becomes of the browser: what the reader has confirmed is not lost, and every document can be read.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { browserPath, QUIET, ROOT, servePage } from './harness.js';
import { read, tagged } from './page.js';

/** How often the browser is killed; more by hand, as it takes some seconds each. */
const KILLS = Number(process.env.KILLS ?? 2);
/** What may be lost of what was done last, in milliseconds. */
const MAY_LOSE = 500;
const WORDS = Array.from({ length: 40 }, (_, i) => `كلمة${i}`);
const FAKE_ENGINE = readFileSync(`${ROOT}tests/browser/fake-engine.js`, 'utf8');

/** @param {number} seed @returns {() => number} numbers from 0 to 1, the same in every run */
function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** @param {string} folder @returns {number[]} the processes of the browser that works in a folder */
function processesOf(folder) {
  try {
    return execFileSync('pgrep', ['-f', '--', `--user-data-dir=${folder}`], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

/** @param {string} folder @param {string} url */
async function openIn(folder, url) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: browserPath(),
    args: QUIET,
    // It would answer for the engine in place of the test.
    serviceWorkers: 'block',
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.route('**/pkg/wassam.js', (route) => route.fulfill({ contentType: 'text/javascript', body: FAKE_ENGINE }));
  await page.goto(url);
  return { context, page };
}

test(`killed ${KILLS} times in the middle of work, it has lost nothing older than ${MAY_LOSE} ms`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wassam-kill-'));
  const server = await servePage('www');
  const pick = random(Number(process.env.SEED ?? 7));
  let lost = 0;
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { page } = await openIn(folder, server.url);
      const text = `${kill}: زار محمد بيروت. ${WORDS.join(' ')}`;
      await read(page, text);
      // From word to word, a type for each; when each was done is noted.
      const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
      /** @type {{ word: string, at: number }[]} */
      const done = [];
      const until = Date.now() + 300 + pick() * 1500;
      await page.focus('#reading');
      for (const word of words) {
        if (Date.now() > until) break;
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('KeyV');
        done.push({ word, at: Date.now() });
      }
      const killed = Date.now();
      for (const id of processesOf(folder)) {
        try {
          process.kill(id, 'SIGKILL');
        } catch {
          // It went with another.
        }
      }
      while (processesOf(folder).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));

      const again = await openIn(folder, server.url);
      await tagged(again.page);
      const kept = await again.page.evaluate(() => [...(CSS.highlights.get('EVENT') ?? [])].map(String));
      const due = done.filter(({ at }) => at < killed - MAY_LOSE).map(({ word }) => word);
      for (const word of due)
        assert.ok(kept.includes(word), `kill ${kill}: ${word} is lost of ${done.length}, kept are ${kept}`);
      lost += done.length - kept.length;
      // Every document of before stands on the shelf and can be opened.
      await again.page.click('#shelf-open');
      assert.equal((await again.page.$$('#shelf-list li')).length, kill + 1);
      const some = Math.floor(pick() * (kill + 1));
      const titled = (/** @type {number} */ which) =>
        again.page.locator('#shelf-list .shelf-title').filter({ hasText: new RegExp(`^${which}: `) });
      await titled(some).click();
      await again.page.waitForFunction(
        (start) => document.querySelector('.para p')?.textContent?.startsWith(start),
        `${some}: زار`,
      );
      await again.page.click('#shelf-open');
      await titled(kill).click();
      await again.context.close();
    }
  } finally {
    await server.close();
    for (const id of processesOf(folder)) process.kill(id, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${KILLS} kills: ${lost} actions of the last ${MAY_LOSE} ms lost`);
});
