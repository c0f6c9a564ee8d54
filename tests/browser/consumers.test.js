// Our W3C Web Annotations, anchored in a page by the libraries of others: what they find are the quotes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { converted, hardDocuments, LEFT_OUT } from '../js/hard-documents.js';
import { launch, ROOT } from './harness.js';

/**
 * @typedef {object} Item
 * @property {string} id
 * @property {{ selector: [
 *   { type: string, exact: string, prefix: string, suffix: string },
 *   { type: string, start: number, end: number },
 * ] }} target
 */

const LIBRARIES = `
  export * as apache from '@apache-annotator/dom';
  export * as recogito from '@recogito/text-annotator';
`;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
before(async () => {
  const bundle = await build({
    stdin: { contents: LIBRARIES, resolveDir: ROOT },
    bundle: true,
    format: 'iife',
    globalName: 'consumers',
    // Of its style sheets the page needs none.
    loader: { '.css': 'empty' },
    logLevel: 'error',
    write: false,
  });
  browser = await launch();
  page = await browser.newPage();
  await page.addScriptTag({ content: bundle.outputFiles[0].text });
});
after(() => browser?.close());

/**
 * Opens the page of a document that stands alone, in which its text is one element. The libraries stay loaded.
 * @param {import('../js/hard-documents.js').HardDocument} document
 * @returns {Promise<Item[]>} its annotations
 */
async function opened(document) {
  await page.setContent(converted(document, 'html'));
  assert.equal(await page.evaluate(() => globalThis.document.querySelector('.text')?.textContent), document.text);
  /** @type {Item[]} */
  const items = JSON.parse(converted(document, 'web-annotation'))[0].items;
  assert.deepEqual(
    items.map(({ target }) => target.selector[0].exact),
    document.quotes,
  );
  return items;
}

/**
 * What Apache Annotator finds for each annotation.
 * @param {Item[]} items
 * @returns {Promise<{ position: string, quote: string, same: boolean }[]>} by its position; by its quote, in as many
 *   places as that is found; and whether both are at the same place
 */
function apache(items) {
  return page.evaluate(async (given) => {
    const { apache } = /** @type {any} */ (globalThis).consumers;
    const scope = document.querySelector('.text');
    /** @param {AsyncIterable<Range>} matches */
    const all = async (matches) => {
      const ranges = [];
      for await (const range of matches) ranges.push(range);
      return ranges;
    };
    const found = [];
    for (const { target } of given) {
      const [quote, position] = target.selector;
      // One past the end of the text is not found.
      const [byPosition = document.createRange()] = await all(
        apache.createTextPositionSelectorMatcher(position)(scope),
      ).catch(() => []);
      const byQuote = await all(apache.createTextQuoteSelectorMatcher(quote)(scope));
      const isAt = (/** @type {Range} */ range) =>
        range.compareBoundaryPoints(Range.START_TO_START, byPosition) === 0 &&
        range.compareBoundaryPoints(Range.END_TO_END, byPosition) === 0;
      found.push({ position: String(byPosition), quote: byQuote.join('|'), same: byQuote.every(isAt) });
    }
    return found;
  }, items);
}

/**
 * What Recogito's annotator has under each annotation.
 * @param {Item[]} items
 * @returns {Promise<string[]>}
 */
function recogito(items) {
  return page.evaluate((given) => {
    const { recogito } = /** @type {any} */ (globalThis).consumers;
    const annotator = recogito.createTextAnnotator(document.querySelector('.text'), {
      adapter: recogito.W3CTextFormat('urn:text'),
      renderer: 'CSS_HIGHLIGHTS',
    });
    // Added, not put in the place of others: what this version puts there has no ranges.
    annotator.setAnnotations(given, false);
    const found = given.map(({ id }) => String(annotator.state.store.getAnnotation(id).target.selector[0].range));
    annotator.destroy();
    return found;
  }, items);
}

/**
 * With other positions.
 * @param {Item[]} items
 * @param {(offset: number) => number} change
 * @returns {Item[]}
 */
function moved(items, change) {
  return items.map((item) => {
    const [quote, position] = item.target.selector;
    const { start, end } = position;
    return {
      ...item,
      target: { ...item.target, selector: [quote, { ...position, start: change(start), end: change(end) }] },
    };
  });
}

/**
 * Recogito's annotator counts UTF-16 code units, where the recommendation has code points, as we write them.
 * @param {string} text
 * @param {Item[]} items
 */
function inUtf16(text, items) {
  const characters = [...text];
  return moved(items, (offset) => characters.slice(0, offset).join('').length);
}

test('Apache Annotator finds the quotes, by position and by quote', { skip: LEFT_OUT }, async () => {
  for (const document of hardDocuments()) {
    const items = await opened(document);
    assert.deepEqual(
      await apache(items),
      document.quotes.map((quote) => ({ position: quote, quote, same: true })),
      document.name,
    );
  }
});

test("Recogito's annotator has the quotes, with positions in UTF-16", { skip: LEFT_OUT }, async () => {
  for (const document of hardDocuments()) {
    const items = await opened(document);
    assert.deepEqual(await recogito(inUtf16(document.text, items)), document.quotes, document.name);
  }
});

test('a position one off, or in the other unit, is noticed', { skip: LEFT_OUT }, async () => {
  for (const name of ['plain', 'emoji before']) {
    const document = hardDocuments().find((hard) => hard.name === name);
    assert.ok(document);
    const items = await opened(document);
    const utf16 = inUtf16(document.text, items);
    const wrong = [moved(items, (offset) => offset - 1), ...(name === 'plain' ? [] : [utf16])];
    for (const some of wrong) {
      const found = await apache(some);
      found.forEach(({ position, same }, i) => {
        assert.notEqual(position, document.quotes[i], name);
        assert.equal(same, false, name);
      });
    }
    for (const some of [moved(utf16, (offset) => offset - 1), ...(name === 'plain' ? [] : [items])]) {
      const found = await recogito(some);
      found.forEach((quote, i) => {
        assert.notEqual(quote, document.quotes[i], name);
      });
    }
  }
});
