// How fast the engine is in the page's worker, in Chromium: the founding article, warm.
// The argument is what the same article takes natively, in milliseconds.

import { readFile } from 'node:fs/promises';
import { launch, ROOT, servePage } from '../browser/harness.js';

const BUDGET_MS = 60;
const BUDGET_RATIO = 2.0;
const WARM_UP = 10;
const ROUNDS = 41;

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const article = await readFile(`${ROOT}seeds/articles/founding.txt`, 'utf8');
const server = await servePage('dist');
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(server.url);
  const samples = await page.evaluate(measure, { url: server.url, article, rounds: WARM_UP + ROUNDS });
  const warm = samples.slice(WARM_UP);
  const inWorker = median(warm.map((sample) => sample.elapsed));
  const roundTrip = median(warm.map((sample) => sample.roundTrip));
  const native = Number(process.argv[2]);
  console.log(`  WebAssembly, in the worker  ${inWorker.toFixed(2)} ms   budget ${BUDGET_MS} ms`);
  console.log(`  asked for and received      ${roundTrip.toFixed(2)} ms`);
  console.log(`  native                      ${native.toFixed(2)} ms`);
  console.log(`  WebAssembly : native        ${(inWorker / native).toFixed(2)}      budget ${BUDGET_RATIO.toFixed(1)}`);
} finally {
  await browser.close();
  await server.close();
}

/**
 * Runs in the page, with its own client and worker.
 *
 * @param {{ url: string, article: string, rounds: number }} task
 */
async function measure({ url, article, rounds }) {
  const { EngineClient } = await import(`${url}js/engine-client.js`);
  /** @type {InstanceType<typeof import('../../www/js/engine-client.js').EngineClient>} */
  let client;
  await new Promise((resolve, reject) => {
    client = new EngineClient({
      started: () => undefined,
      model: (/** @type {import('../../www/js/state.js').ModelState} */ model) => {
        if (model.status === 'ready') resolve(undefined);
        if (model.status === 'failed') reject(new Error(model.fault));
      },
      failed: (/** @type {string} */ message) => reject(new Error(message)),
    });
    client.start();
  });
  const samples = [];
  for (let round = 0; round < rounds; round += 1) {
    // The worker keeps its last answer; two texts in turn make it work each time.
    const text = round % 2 === 0 ? article : `${article}\n`;
    const start = performance.now();
    // @ts-expect-error: assigned above
    const { elapsed } = await client.annotate(text, {});
    samples.push({ elapsed, roundTrip: performance.now() - start });
  }
  return samples;
}
