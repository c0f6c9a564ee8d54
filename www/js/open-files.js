// Opening files, texts or annotated elsewhere: one document is shown, and where there are several they go to the shelf
// and the first of them is shown.

import { EngineCancelled } from './engine-client.js';
import { FILE_LIMIT_MB, readFile, withLfLineEnds } from './files.js';
import { takenIn } from './imported.js';
import { typesOfDocument } from './own-types.js';
import { filesInZip, isZip } from './unzip.js';

/** Documents that are taken from one file. */
const MOST_DOCUMENTS = 2000;
/** How a file begins that is no plain text though it is called one: JSON, markup, columns of tags, brat's lines. */
const NO_TEXT = /^\s*(?:[{[<]|-DOCSTART-|[TREAMN#*]\d*\t|[^\n]*[\t ](?:O|[BIESLU]-\w+)\s*(?:\n|$))/;

/** What the names of files end in that are no plain texts, whatever stands in them. */
const NO_TEXT_NAME = /\.(?:jsonl?|jsonld|xml|xmi|ttl|csv|tsv|conllu?|conllup|iob2?|conf)$/i;

/** A project's settings, which say nothing of a document. */
const SETTINGS = /\.conf$|(?:^|\/)(?:TypeSystem|label-studio)\.xml$/;

/** @typedef {import('./unzip.js').ReadableFile} ReadableFile */
/** @typedef {import('./storage.js').SavedWork} SavedWork */
/** @typedef {import('./engine-worker.js').ReadDocument} ReadDocument */
/** @typedef {import('./own-types.js').OwnType} OwnType */
/** @typedef {import('./state.js').Message} Message */
/** @typedef {{ works: SavedWork[] } | { problem: Message }} Opened */
/** @typedef {{ keeper: import('./keeper.js').Keeper, client: import('./engine-client.js').EngineClient }} Tools */

/**
 * Files with those that belong to them: the `.txt` of an `.ann` is not opened by itself.
 * @template {{ name: string }} F
 * @param {readonly F[]} files
 * @returns {{ file: F, beside: F | null }[]}
 */
export function pairedFiles(files) {
  /** @param {F} file @param {RegExp} ending */
  const stem = ({ name }, ending) => (ending.test(name) ? name.replace(ending, '') : null);
  const texts = new Map(files.map((file) => [stem(file, /\.txt$/i), file]));
  const annotated = new Set(files.map((file) => stem(file, /\.ann$/i)));
  const hasOthers = files.some(({ name }) => !SETTINGS.test(name));
  return files.flatMap((file) => {
    const text = stem(file, /\.txt$/i);
    if (text !== null && annotated.has(text)) return [];
    if (hasOthers && SETTINGS.test(file.name)) return [];
    const ann = stem(file, /\.ann$/i);
    return [{ file, beside: ann === null ? null : (texts.get(ann) ?? null) }];
  });
}

/**
 * What stands in a file, by its content.
 * @param {{ file: ReadableFile, beside: ReadableFile | null }} pair
 * @param {Pick<Tools['client'], 'read'>} client
 * @param {string | null} [open] the text that tags without one are of, where it is known
 * @returns {Promise<{ text: string } | { format: string, documents: ReadDocument[], types: readonly OwnType[] } | { problem: Message }>} text:
 *   it is a plain one; documents: those that are not empty, one at least; types: of who made them
 */
export async function contentOf({ file, beside }, client, open = null) {
  const { name } = file;
  const read = await readFile(file);
  if ('problem' in read) return read;
  const text = beside ? await readFile(beside) : { text: open ?? '' };
  if ('problem' in text) return text;
  const isAnn = /\.ann$/i.test(name);
  if (!isAnn && read.text.trim() === '') return { problem: { key: 'emptyFile', params: { name } } };
  if (isAnn && !beside && open === null)
    return { problem: { key: 'annAlone', params: { name, text: name.replace(/\.ann$/i, '.txt') } } };
  const isPlain = /\.txt$/i.test(name) && !NO_TEXT.test(read.text);
  const answer = isPlain ? null : await client.read(name, read.text, text.text);
  if (!answer?.format) {
    if (NO_TEXT_NAME.test(name)) return { problem: { key: 'formatUnknown', params: { name } } };
    if (file.size > FILE_LIMIT_MB * 1024 * 1024) {
      return { problem: { key: 'tooLarge', params: { name, limit: FILE_LIMIT_MB } } };
    }
    return { text: withLfLineEnds(read.text) };
  }
  const { format, documents, problem } = answer;
  if (problem) {
    return {
      problem: { key: 'importFailed', params: { name, format: { key: `formatName ${format}` }, why: problem } },
    };
  }
  const whole = documents.filter((one) => one.text.trim() !== '');
  if (whole.length === 0) return { problem: { key: 'emptyFile', params: { name } } };
  if (whole.length > MOST_DOCUMENTS) {
    return { problem: { key: 'tooManyDocuments', params: { name, most: MOST_DOCUMENTS } } };
  }
  const types = format === 'wassam' ? typesOfDocument(read.text) : [];
  return { format, documents: whole, types };
}

/**
 * The documents of a file as work.
 * @param {{ file: ReadableFile, beside: ReadableFile | null }} pair
 * @param {Tools['client']} client
 * @returns {Promise<Opened>}
 */
async function openFile(pair, client) {
  const content = await contentOf(pair, client);
  if ('problem' in content) return content;
  if ('text' in content) return { works: [{ text: content.text, editing: false }] };
  const { format, documents, types } = content;
  return { works: documents.map((one) => ({ ...takenIn(one, pair.file.name, format, types), editing: false })) };
}

/**
 * Files, with those that are in archives in the place of these.
 * @param {readonly File[]} given
 * @param {() => boolean} isWanted false: the reader has called it off
 * @returns {Promise<{ files: ReadableFile[], problems: Message[] } | null>} null: it was called off
 */
async function unzipped(given, isWanted) {
  /** @type {ReadableFile[]} */
  const files = [];
  /** @type {Message[]} */
  const problems = [];
  for (const file of given) {
    if (!isZip(file)) {
      files.push(file);
      continue;
    }
    try {
      const found = await filesInZip(file, { isWanted });
      if (found === null) return null;
      if ('problem' in found) problems.push(found.problem);
      else {
        files.push(...found.files);
        problems.push(...found.problems);
      }
    } catch (error) {
      // It is gone from the disk, or the browser cannot unpack.
      problems.push({ key: 'unreadable', params: { name: file.name, message: String(error) } });
    }
  }
  return { files, problems };
}

/**
 * @param {readonly File[]} given
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @param {Tools} tools
 */
export async function openFiles(given, { get, dispatch }, { keeper, client }) {
  const hasZip = given.some(isZip);
  // How many there are is not known yet.
  if (hasZip) dispatch({ type: 'opening', opening: { done: 0, of: 0 } });
  const all = await unzipped(given, () => get().opening !== null);
  if (!all || (hasZip && get().opening === null)) return;
  const { files, problems } = all;
  const pairs = pairedFiles(files);
  /** @type {SavedWork | null} the document that is shown */
  let first = null;
  let done = 0;
  // From the last on, so that on the shelf they stand in their order.
  opening: for (const pair of pairs.reverse()) {
    if (pairs.length > 1) {
      // The reader has called it off.
      if (done > 0 && !get().opening) break;
      dispatch({ type: 'opening', opening: { done, of: pairs.length } });
    }
    done += 1;
    /** @type {Opened} */
    let opened;
    try {
      opened = await openFile(pair, client);
    } catch (error) {
      if (error instanceof EngineCancelled) break;
      const message = error instanceof Error ? error.message : String(error);
      opened = { problem: { key: 'unreadable', params: { name: pair.file.name, message } } };
    }
    if ('problem' in opened) {
      problems.push(opened.problem);
      continue;
    }
    for (const work of opened.works.reverse()) {
      // One more has come: the one before it goes to the shelf.
      if (first !== null && !(await keeper.add(first))) break opening;
      first = work;
    }
  }
  if (pairs.length > 1 || hasZip) dispatch({ type: 'opening', opening: null });
  if (first !== null) {
    const { text, corrections, imported } = first;
    dispatch({ type: 'text', text, from: 'file', corrections, imported });
  }
  if (problems.length === 1) dispatch({ type: 'problem', problem: problems[0] });
  else if (problems.length > 1) {
    dispatch({
      type: 'problem',
      problem: { key: 'filesRefused', params: { count: problems.length, first: problems[0] } },
    });
  }
}
