// The worker: loads the engine, annotates, writes documents. One request at a time, in order.
// The trained model comes beside that: until it is there, and where it cannot be had, names are found by rules.
import init, { Engine, initSync } from '../pkg/wassam.js';
import { bytesFromBase64 } from './base64.js';
import { fetchModel, keepModel, keptModel, ModelDamaged } from './model-file.js';
import { packedBuffers, packView } from './pack.js';

/**
 * @typedef {object} EngineRequest
 * @property {number} id
 * @property {'start' | 'annotate' | 'json' | 'find' | 'formats' | 'write' | 'configuration' | 'read' | 'model'} kind `model`: try again to load the model; has no answer
 * @property {ArrayBuffer | null} [wasm] the engine's bytes, null: fetch them beside the glue
 * @property {Uint8Array | string | null} [model] the trained model's bytes, or these in base64; null: fetch them
 * @property {string} [text]
 * @property {{ document?: string, suggestions?: boolean }} [options] with a document, as `wassam-document/1`, that is read in place of what
 *   the engine finds, or beside it
 * @property {string} [created]
 * @property {{ name: string, json: string }[]} [documents]
 * @property {string} [format]
 * @property {Seen[]} [seen] of documents that were written
 * @property {string} [name] of a file
 * @property {string} [beside] the file beside it
 * @property {string} [expression] a regular one
 * @property {number} [most] hits that are looked for
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
 * @property {(bytes: Uint8Array) => void} loadModel
 * @property {() => string | undefined} modelName
 * @property {(text: string, options: object) => EngineDocument} annotate
 * @property {(document: string, suggestions: boolean, options: object) => EngineDocument} open
 * @property {(text: string, expression: string, most: number) => Uint32Array} find
 * @property {() => FormatFacts[]} formats
 * @property {(documents: { name: string, json: string }[], format: string, options: WriteOptions) => Written} write
 * @property {(format: string, seen: Seen[]) => WrittenFile[]} configuration
 * @property {(name: string, content: string) => string | undefined} recognise
 * @property {(format: string, content: string, beside: string) => Omit<ReadFile, 'format'>} read
 *
 * @typedef {object} FormatFacts a format of files
 * @property {string} name
 * @property {string} extension what the names of its files end in, after the dot
 * @property {string} unit what its offsets count
 * @property {boolean} isRead
 * @property {boolean} hasTextBeside whether the text stands in a file of its own
 *
 * @typedef {{ created: string, schema: 'wojood' | 'conll4', confirmedOnly: boolean, bare?: boolean }} WriteOptions bare:
 *   without the files that stand once beside all documents
 * @typedef {{ name: string, content: string }} WrittenFile
 * @typedef {{ labels: string[], subtypes: string[] }} Seen what stands in documents, for those files
 * @typedef {{ files: WrittenFile[], losses: { part: string, count: number }[], seen?: Seen }} Written
 *
 * @typedef {object} ReadDocument a document of a file
 * @property {string} json as `wassam-document/1`
 * @property {string} text
 * @property {string | null} title
 * @property {number} annotations
 * @property {import('./state.js').Message[]} reports what is not as it stood in the file
 *
 * @typedef {object} ReadFile
 * @property {string | null} format null: it is a plain text
 * @property {ReadDocument[]} documents
 * @property {import('./state.js').Message | null} problem why it was not read
 */

/** @type {EngineInWorker | null} */
let engine = null;
/** @type {string[]} */
let typeIds = [];
/**
 * @typedef {object} Latest the last annotated text
 * @property {string} text
 * @property {string} options
 * @property {string | null} model the model that took part
 * @property {EngineDocument} annotated
 * @property {number} elapsed what annotating took, in milliseconds
 */
/** @type {Latest | null} */
let latest = null;
/** @type {() => void} */
let engineStarted = () => {};
const engineToStart = new Promise((resolve) => (engineStarted = () => resolve(undefined)));

/** @returns {EngineInWorker} */
function newEngine() {
  return /** @type {EngineInWorker} */ (/** @type {unknown} */ (new Engine()));
}

/**
 * @param {import('./state.js').ModelState} model
 * @param {Uint8Array<ArrayBuffer>} [bytes] handed over
 */
function tellModel(model, bytes) {
  self.postMessage({ model, bytes }, { transfer: bytes ? [bytes.buffer] : [] });
}

/** @param {unknown} error */
function tellModelFailed(error) {
  const fault = error instanceof ModelDamaged ? 'modelDamaged' : 'modelMissing';
  tellModel({ status: 'failed', fault, dismissed: false });
}

/**
 * Gives the engine its model; names are found with it from the next text on.
 * @param {Uint8Array} bytes
 * @returns {string} the model's name
 */
function takeModel(bytes) {
  if (!engine) throw new Error('the engine has not started');
  try {
    engine.loadModel(bytes);
    return engine.modelName() ?? '';
  } catch (error) {
    // After a trap the engine is in the middle of something.
    if (error instanceof WebAssembly.RuntimeError) engine = newEngine();
    throw new ModelDamaged(String(error));
  }
}

/**
 * Gets the model from where it is kept, or else fetches it, while the engine starts.
 * @param {boolean} anew what is kept has not served
 */
async function loadModel(anew) {
  tellModel({ status: 'loading', loaded: 0, total: 0 });
  try {
    const kept = anew ? null : await keptModel();
    const bytes = kept ?? (await fetchModel(anew, (loaded, total) => tellModel({ status: 'loading', loaded, total })));
    await engineToStart;
    const name = takeModel(bytes);
    if (!kept) keepModel(bytes);
    tellModel({ status: 'ready', name }, bytes);
  } catch (error) {
    tellModelFailed(error);
  }
}

/** @param {Uint8Array | string} given */
function takeGivenModel(given) {
  try {
    const name = takeModel(typeof given === 'string' ? bytesFromBase64(given) : given);
    tellModel({ status: 'ready', name });
  } catch (error) {
    tellModelFailed(error);
  }
}

/**
 * Annotates, or takes the last result when it is for the same text.
 * @param {string} text
 * @param {NonNullable<EngineRequest['options']>} options
 * @param {boolean} [shown] the result that is shown will do, though the model has come since
 * @returns {Latest}
 */
function annotatedFor(text, options, shown = false) {
  if (!engine) throw new Error('the engine has not started');
  const key = JSON.stringify(options);
  const model = engine.modelName() ?? null;
  if (latest?.text === text && latest.options === key && (shown || latest.model === model)) return latest;
  latest?.annotated.free();
  latest = null;
  const started = performance.now();
  const { document, suggestions = true, ...rest } = options;
  const annotated = document ? engine.open(document, suggestions, rest) : engine.annotate(text, rest);
  latest = { text, options: key, model, annotated, elapsed: performance.now() - started };
  return latest;
}

/**
 * What has to do with files in any format.
 * @param {EngineRequest} request
 * @returns {FormatFacts[] | Written | WrittenFile[] | ReadFile}
 */
function exchange({ kind, format, documents = [], seen = [], options, name = '', text = '', beside = '' }) {
  if (!engine) throw new Error('the engine has not started');
  if (kind === 'formats') return engine.formats();
  if (kind === 'write') return engine.write(documents, format ?? '', /** @type {WriteOptions} */ (options));
  if (kind === 'configuration') return engine.configuration(format ?? '', seen);
  const recognised = engine.recognise(name, text);
  if (recognised === undefined) return { format: null, documents: [], problem: null };
  return { format: recognised, ...engine.read(recognised, text, beside) };
}

/**
 * @param {EngineRequest} request
 * @returns {Promise<{ result: unknown, transfer?: ArrayBuffer[] }>}
 */
async function answer(request) {
  if (request.kind === 'start') {
    if (!request.model) loadModel(false);
    if (request.wasm) initSync({ module: request.wasm });
    else await init();
    const started = newEngine();
    const labels = started.labels();
    typeIds = labels.map((label) => label.id);
    engine = started;
    engineStarted();
    if (request.model) takeGivenModel(request.model);
    return { result: { labels, version: started.version() } };
  }
  if (['formats', 'write', 'configuration', 'read'].includes(request.kind)) {
    return { result: exchange(request) };
  }
  const text = request.text ?? '';
  const options = request.options ?? {};
  if (request.kind === 'json') {
    return { result: annotatedFor(text, options, true).annotated.json(request.created ?? '') };
  }
  if (request.kind === 'find') {
    if (!engine) throw new Error('the engine has not started');
    return { result: engine.find(text, request.expression ?? '', request.most ?? 0) };
  }
  const { annotated, model, elapsed } = annotatedFor(text, options);
  const found = packView(annotated.view(), typeIds);
  return { result: { found, model, elapsed }, transfer: packedBuffers(found) };
}

/** @type {Promise<void>} */
let queue = Promise.resolve();

self.onmessage = (/** @type {MessageEvent<EngineRequest>} */ { data }) => {
  if (data.kind === 'model') {
    loadModel(true);
    return;
  }
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
