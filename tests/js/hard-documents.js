// The hard documents of tests/consumers, and what the command line makes of them.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Why a test of what the command line writes is left out, or false: `WASSAM_CLI` says where it is. */
export const LEFT_OUT = !process.env.WASSAM_CLI && 'WASSAM_CLI is not set';

/**
 * @typedef {object} HardDocument
 * @property {string} name
 * @property {string} text
 * @property {string[]} quotes
 * @property {string} json as `wassam-document/1`
 */

/**
 * Those of the list, and the founding article as it is tagged.
 * @returns {HardDocument[]}
 */
export function hardDocuments() {
  const file = readFileSync(`${ROOT}tests/consumers/hard-documents.json`, 'utf8');
  /** @type {[string, string, [string, string][]][]} */
  const hard = JSON.parse(file);
  const article = readFileSync(`${ROOT}seeds/articles/founding.txt`, 'utf8');
  const tagged = JSON.parse(wassam(['annotate'], article));
  return [
    ...hard.map(([name, text, marked]) => ({ name, document: documentOf(text, marked) })),
    { name: 'an article', document: tagged },
  ].map(({ name, document }) => ({
    name,
    text: document.text,
    quotes: document.annotations.map((/** @type {{ text: string }} */ { text }) => text),
    json: JSON.stringify(document),
  }));
}

/**
 * The document in a format.
 * @param {HardDocument} document
 * @param {string} format
 */
export function converted({ json }, format) {
  return wassam(['convert', '--from', 'wassam', '--to', format], json);
}

/**
 * @param {string[]} args
 * @param {string} input
 */
function wassam(args, input) {
  return execFileSync(String(process.env.WASSAM_CLI), args, {
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

/**
 * With an annotation at the first place of each quote; offsets count code points.
 * @param {string} text
 * @param {[string, string][]} marked types and quotes
 */
function documentOf(text, marked) {
  const annotations = marked.map(([type, quote]) => {
    const start = [...text.slice(0, text.indexOf(quote))].length;
    const end = start + [...quote].length;
    return { start, end, type, text: quote, head: [start, end], confidence: 1, source: 'user', state: 'confirmed' };
  });
  annotations.sort((a, b) => a.start - b.start || b.end - a.end);
  return {
    format: 'wassam-document/1',
    offset_unit: 'code-point',
    text,
    meta: {
      title: null,
      reference_date: null,
      generator: { name: 'wassam', version: '0.1.0', model: null },
      created: null,
    },
    annotations: annotations.map((annotation, number) => ({ id: `a${number + 1}`, ...annotation })),
    entities: [],
    quotations: [],
    roles: [],
    types: [],
  };
}
