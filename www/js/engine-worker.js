// The worker: loads the engine, annotates, writes documents. One request at a time, in order.
import init, { Engine, initSync } from '../pkg/wassam.js';
import { packedBuffers, packView } from './pack.js';

/**
 * @typedef {object} EngineRequest
 * @property {number} id
 * @property {'start' | 'annotate' | 'json'} kind
 * @property {ArrayBuffer | null} [wasm] the engine's bytes, null: fetch them beside the glue
 * @property {string} [text]
 * @property {object} [options]
 * @property {string} [created]
 */

/**
 * What the worker asks of the engine, and of one annotated text.
 * @typedef {object} EngineDocument
 * @property {() => import('./pack.js').View} view
 * @property {(created: string) => string} json
 * @property {() => void} free
 *
 * @typedef {object} EngineInWorker
 * @property {() => string} version
 * @property {() => import('./pack.js').Label[]} labels
 * @property {(text: string, options: object) => EngineDocument} annotate
 */

/** @type {EngineInWorker | null} */
let engine = null;
/** @type {string[]} */
let typeIds = [];
/** @type {{ text: string, options: string, annotated: EngineDocument, elapsed: number } | null} */
let latest = null;

/**
 * Annotates, or takes the last result when it is for the same text.
 * @param {string} text
 * @param {object} options
 * @returns {{ annotated: EngineDocument, elapsed: number }} elapsed: what annotating took, in milliseconds
 */
function annotatedFor(text, options) {
  if (!engine) throw new Error('the engine has not started');
  const key = JSON.stringify(options);
  if (latest && latest.text === text && latest.options === key) return latest;
  latest?.annotated.free();
  latest = null;
  const started = performance.now();
  const annotated = engine.annotate(text, options);
  latest = { text, options: key, annotated, elapsed: performance.now() - started };
  return latest;
}

/**
 * @param {EngineRequest} request
 * @returns {Promise<{ result: unknown, transfer?: ArrayBuffer[] }>}
 */
async function answer(request) {
  if (request.kind === 'start') {
    if (request.wasm) initSync({ module: request.wasm });
    else await init();
    const started = /** @type {EngineInWorker} */ (/** @type {unknown} */ (new Engine()));
    const labels = started.labels();
    typeIds = labels.map((label) => label.id);
    engine = started;
    return { result: { labels, version: started.version() } };
  }
  const text = request.text ?? '';
  const options = request.options ?? {};
  if (request.kind === 'json') {
    return { result: annotatedFor(text, options).annotated.json(request.created ?? '') };
  }
  const { annotated, elapsed } = annotatedFor(text, options);
  const found = packView(annotated.view(), typeIds);
  return { result: { found, elapsed }, transfer: packedBuffers(found) };
}

/** @type {Promise<void>} */
let queue = Promise.resolve();

self.onmessage = (/** @type {MessageEvent<EngineRequest>} */ { data }) => {
  queue = queue.then(async () => {
    try {
      const { result, transfer = [] } = await answer(data);
      self.postMessage({ id: data.id, result }, { transfer });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
      self.postMessage({ id: data.id, error: { name, message } });
    }
  });
};
