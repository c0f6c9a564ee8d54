// The trained model's file: kept in the browser after the first visit, else fetched piece by piece.
// Its name follows its content, so that a kept copy is never that of another release.

import { MODEL_FILE } from '../pkg/model.js';

/** Where the browser keeps it; sw.js leaves it alone. */
const MODEL_CACHE = 'wassam-model';
/** Between two reports of progress, as a share of the whole: what has come when the network falters is told. */
const REPORT_EVERY = 0.01;

/** What makes a file no model, though it came whole. */
export class ModelDamaged extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'ModelDamaged';
  }
}

/** @returns {string} */
function modelAddress() {
  return new URL(`../pkg/${MODEL_FILE.name}`, import.meta.url).href;
}

/**
 * The copy that an earlier visit kept, null for none that is whole.
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>}
 */
export async function keptModel() {
  try {
    const response = await (await caches.open(MODEL_CACHE)).match(modelAddress());
    const bytes = response && new Uint8Array(await response.arrayBuffer());
    return bytes?.length === MODEL_FILE.size ? bytes : null;
  } catch {
    // Not every browser keeps things for every page.
    return null;
  }
}

/**
 * Keeps the model for the next visit, with or without a network, in place of those of earlier releases.
 * @param {Uint8Array<ArrayBuffer>} bytes copied at once: the caller may hand them on
 */
export async function keepModel(bytes) {
  // WebKit's response would copy the bytes only when it is read, and they are gone by then.
  const response = new Response(bytes.slice());
  try {
    const address = modelAddress();
    const folder = address.slice(0, -MODEL_FILE.name.length);
    const cache = await caches.open(MODEL_CACHE);
    await cache.put(address, response);
    for (const { url } of await cache.keys()) {
      if (url !== address && url.startsWith(folder)) await cache.delete(url);
    }
  } catch {
    // Without a copy it is fetched again.
  }
}

/**
 * Fetches the model.
 * @param {boolean} anew past what the browser has of it
 * @param {(loaded: number, total: number) => void} report hears of progress, in bytes
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function fetchModel(anew, report) {
  const total = MODEL_FILE.size;
  const response = await fetch(modelAddress(), { cache: anew ? 'reload' : 'default' });
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  const bytes = new Uint8Array(total);
  let loaded = 0;
  let reported = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (loaded + value.length > total) throw new ModelDamaged(`more than ${total} bytes`);
    bytes.set(value, loaded);
    loaded += value.length;
    if (loaded - reported < REPORT_EVERY * total) continue;
    reported = loaded;
    report(loaded, total);
  }
  if (loaded < total) throw new ModelDamaged(`${loaded} bytes of ${total}`);
  return bytes;
}
