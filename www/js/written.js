// Documents as files in a chosen format: one of them, or all of the shelf in one archive. No DOM here.

import { finishedJson } from './corrected-document.js';
import { nameFor, untakenName } from './download.js';
import { optionsFor } from './imported.js';
import { buildIntervals } from './intervals.js';
import { withWords } from './own-words.js';
import { ZipWriter } from './zip.js';

/**
 * @typedef {object} Choice how files are written
 * @property {string} format
 * @property {'wojood' | 'conll4'} schema
 * @property {boolean} confirmedOnly
 */

/** @typedef {import('./engine-client.js').EngineClient} EngineClient */
/** @typedef {import('./engine-worker.js').Written} Written */
/** @typedef {Pick<import('./engine-worker.js').WriteOptions, 'created' | 'bare'>} Writing */

/** @type {Choice} */
export const USUAL_CHOICE = { format: 'wassam', schema: 'wojood', confirmedOnly: false };

/**
 * The files of a document.
 * @param {EngineClient} client
 * @param {{ name: string, json: string }} document
 * @param {Choice} choice
 * @param {Writing} writing
 * @returns {Promise<Written>}
 */
export async function writtenAs(client, { name, json }, { format, schema, confirmedOnly }, writing) {
  // As it is: to our own format nothing needs to be done.
  if (format === USUAL_CHOICE.format && schema === USUAL_CHOICE.schema && !confirmedOnly) {
    return { files: [{ name: `${name}.wassam.json`, content: json }], losses: [] };
  }
  return client.write([{ name, json }], format, { schema, confirmedOnly, ...writing });
}

/**
 * @typedef {object} Shelf what is written, and with what
 * @property {readonly import('./storage.js').Summary[]} documents
 * @property {(id: string) => Promise<import('./storage.js').SavedWork | null>} load
 * @property {readonly import('./own-words.js').Word[]} words of the reader
 * @property {readonly import('./pack.js').Label[]} labels
 * @property {readonly import('./own-types.js').OwnType[]} own types of the reader
 *
 * @typedef {object} Shelved
 * @property {ZipWriter} zip
 * @property {number} count of documents in it
 * @property {{ name: string, problem: import('./state.js').Message }[]} failed documents that are not in it
 * @property {{ part: string, count: number }[]} losses of all documents together
 */

/**
 * A document of the shelf as a file holds it, tagged anew, as it is when it is opened.
 * @param {EngineClient} client
 * @param {import('./storage.js').SavedWork} work
 * @param {Shelf} shelf
 * @param {string} created
 * @returns {Promise<string>}
 */
async function jsonOf(client, { text, reference = '', corrections = [], imported = null }, shelf, created) {
  const options = optionsFor({ text, reference, imported });
  let all = corrections;
  if (shelf.words.length > 0) {
    const { found } = await client.annotate(text, options);
    all = withWords(shelf.words, found, buildIntervals(found.starts, found.ends), shelf.labels, corrections);
  }
  return finishedJson(await client.json(text, options, created), all, shelf.own);
}

/**
 * All documents of the shelf in one archive, one after the other: no more than one is held at a time. One that cannot
 * be written holds up no other.
 * @param {EngineClient} client
 * @param {Shelf} shelf
 * @param {Choice} choice
 * @param {object} how
 * @param {string} how.created an instant, RFC 3339
 * @param {(done: number, name: string) => boolean} how.next told before each document; false: it is called off
 * @returns {Promise<Shelved | null>} null: it was called off
 * @throws {Error} when what stands beside all of them cannot be written
 */
export async function shelfInZip(client, shelf, choice, { created, next }) {
  const zip = new ZipWriter();
  /** @type {Shelved['failed']} */
  const failed = [];
  /** @type {Map<string, number>} */
  const losses = new Map();
  /** @type {import('./engine-worker.js').Seen[]} */
  const seen = [];
  /** @type {Set<string>} */
  const taken = new Set();
  for (const [done, { id, name }] of shelf.documents.entries()) {
    if (!next(done, name)) return null;
    try {
      const work = await shelf.load(id);
      if (!work) {
        failed.push({ name, problem: { key: 'documentUnreadable' } });
        continue;
      }
      const document = {
        name: untakenName(nameFor(name), '', taken),
        json: await jsonOf(client, work, shelf, created),
      };
      const written = await writtenAs(client, document, choice, { created, bare: true });
      for (const file of written.files) zip.add(file.name, file.content);
      for (const { part, count } of written.losses) losses.set(part, (losses.get(part) ?? 0) + count);
      if (written.seen) seen.push(written.seen);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      failed.push({ name, problem: { key: 'exportFailed', params: { message } } });
    }
  }
  const count = shelf.documents.length - failed.length;
  // Beside all of them, as brat wants it in the folder of a collection.
  if (seen.length > 0) {
    for (const file of await client.configuration(choice.format, seen)) zip.add(file.name, file.content);
  }
  return { zip, count, failed, losses: Array.from(losses, ([part, lost]) => ({ part, count: lost })) };
}
