// The page's end of the worker: requests carry ids, errors reject, cancel terminates and restarts.

import { bytesFromBase64 } from './base64.js';

/**
 * @typedef {object} EngineStarted
 * @property {import('./pack.js').Label[]} labels
 * @property {string} version
 */

/**
 * @typedef {object} EngineListener
 * @property {(started: EngineStarted) => void} started
 * @property {(model: import('./state.js').ModelState) => void} model how loading the trained model goes
 * @property {(message: string) => void} failed the worker or the engine could not be loaded, or died
 */

/** @typedef {{ resolve: (value: any) => void, reject: (reason: Error) => void }} Waiting */

/** What a request rejects with when the reader cancelled it. */
export class EngineCancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'EngineCancelled';
  }
}

/** @returns {Worker} */
function newEngineWorker() {
  const embedded = /** @type {any} */ (globalThis).WASSAM_EMBEDDED;
  if (embedded) {
    // A page opened from a disk may not start a module worker from a blob; a classic one it may.
    const source = new Blob([embedded.workerSource], { type: 'text/javascript' });
    return new Worker(URL.createObjectURL(source));
  }
  return new Worker(new URL('./engine-worker.js', import.meta.url), { type: 'module' });
}

/** @returns {ArrayBuffer | null} */
function embeddedEngineBytes() {
  const embedded = /** @type {any} */ (globalThis).WASSAM_EMBEDDED;
  return embedded ? bytesFromBase64(embedded.wasmBase64).buffer : null;
}

/** @returns {string | null} the model in base64: the worker makes bytes of it, as that would hold up the page */
function embeddedModel() {
  return /** @type {any} */ (globalThis).WASSAM_EMBEDDED?.modelBase64 ?? null;
}

/** One worker with the engine in it, and the requests under way. */
export class EngineClient {
  /** @type {Worker | null} */
  #worker = null;
  #nextId = 1;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  /** @type {Uint8Array | null} the model once loaded: a worker that starts afresh has it at once */
  #model = null;
  /** @type {EngineListener} */
  #listener;

  /** @param {EngineListener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  /** Starts the worker and loads the engine; the listener hears how it went. */
  start() {
    /** @type {Worker} */
    let worker;
    /** @type {ArrayBuffer | null} */
    let wasm;
    try {
      worker = newEngineWorker();
      wasm = embeddedEngineBytes();
    } catch (error) {
      this.#listener.failed(String(error));
      return;
    }
    this.#worker = worker;
    worker.onmessage = ({ data }) => {
      if (data.model) {
        this.#model ??= data.bytes ?? null;
        this.#listener.model(data.model);
        return;
      }
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (!waiting) return;
      if (!data.error) {
        waiting.resolve(data.result);
        return;
      }
      const error = new Error(data.error.message);
      error.name = data.error.name;
      waiting.reject(error);
      // After a trap the engine's memory cannot be trusted any more.
      if (error.name === 'RuntimeError') this.#restart(new Error(error.message));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      const message = event.message || 'the worker could not be loaded';
      this.#stop(new Error(message));
      this.#listener.failed(message);
    };
    const model = this.#model ?? embeddedModel();
    this.#request({ kind: 'start', wasm, model }, wasm ? [wasm] : []).then(
      (started) => this.#listener.started(started),
      (error) => {
        if (!(error instanceof EngineCancelled)) this.#listener.failed(error.message);
      },
    );
  }

  /**
   * @param {string} text
   * @param {object} options
   * @returns {Promise<{ found: import('./pack.js').Found, model: string | null, elapsed: number }>}
   *   model: the trained model that took part; elapsed in milliseconds
   */
  annotate(text, options) {
    return this.#request({ kind: 'annotate', text, options });
  }

  /**
   * The document as wassam-document/1.
   * @param {string} text
   * @param {object} options
   * @param {string} created an instant, RFC 3339
   * @returns {Promise<string>}
   */
  json(text, options, created) {
    return this.#request({ kind: 'json', text, options, created });
  }

  /**
   * Looks for a regular expression. One that takes too long stops the engine, which starts afresh.
   * @param {string} text
   * @param {string} expression
   * @param {number} most hits that are looked for
   * @param {number} limit in milliseconds
   * @returns {Promise<Uint32Array | null>} start and end of each hit, one after the other, in UTF-16 code units; null:
   *   it took too long
   */
  async find(text, expression, most, limit) {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#restart(new EngineCancelled());
    }, limit);
    try {
      return await this.#request({ kind: 'find', text, expression, most });
    } catch (error) {
      if (late) return null;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** @returns {Promise<import('./engine-worker.js').FormatFacts[]>} the formats that documents are written in */
  formats() {
    return this.#request({ kind: 'formats' });
  }

  /**
   * Documents as files in a format, and what it does not hold of them.
   * @param {{ name: string, json: string }[]} documents each as wassam-document/1
   * @param {string} format
   * @param {import('./engine-worker.js').WriteOptions} options
   * @returns {Promise<import('./engine-worker.js').Written>}
   */
  write(documents, format, options) {
    return this.#request({ kind: 'write', documents, format, options });
  }

  /**
   * The files that stand once beside documents that were written without them.
   * @param {string} format
   * @param {import('./engine-worker.js').Seen[]} seen in each
   * @returns {Promise<import('./engine-worker.js').WrittenFile[]>}
   */
  configuration(format, seen) {
    return this.#request({ kind: 'configuration', format, seen });
  }

  /**
   * The documents of a file, whose format is known by what stands in it.
   * @param {string} name
   * @param {string} text
   * @param {string} beside the file beside it, where the text has one of its own
   * @returns {Promise<import('./engine-worker.js').ReadFile>}
   */
  read(name, text, beside) {
    return this.#request({ kind: 'read', name, text, beside });
  }

  /** Tries again to load the trained model; the listener hears how it went. */
  loadModel() {
    this.#worker?.postMessage({ kind: 'model' });
  }

  /** Gives up everything under way and starts afresh. */
  cancel() {
    this.#restart(new EngineCancelled());
  }

  /** @param {Error} reason */
  #restart(reason) {
    this.#stop(reason);
    this.start();
  }

  /** @param {Error} reason */
  #stop(reason) {
    this.#worker?.terminate();
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(reason);
  }

  /**
   * @param {object} message
   * @param {Transferable[]} [transfer]
   * @returns {Promise<any>}
   */
  #request(message, transfer = []) {
    return new Promise((resolve, reject) => {
      if (!this.#worker) {
        reject(new Error('the engine is not running'));
        return;
      }
      const id = this.#nextId;
      this.#nextId += 1;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...message }, transfer);
    });
  }
}
