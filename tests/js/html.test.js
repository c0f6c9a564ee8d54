// The pages that stand alone are valid HTML.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { converted, hardDocuments, LEFT_OUT } from './hard-documents.js';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // How deep a mark lies is a property of its element.
    'no-inline-style': ['error', { allowedProperties: ['--d'] }],
    // The text keeps the white space it has.
    'no-trailing-whitespace': 'off',
  },
});

/**
 * @param {string} page
 * @returns {Promise<string[]>} what is wrong with it
 */
async function faults(page) {
  const { results } = await validator.validateString(page);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => `${ruleId} ${line}: ${message}`),
  );
}

test('every page is valid HTML', { skip: LEFT_OUT }, async () => {
  for (const document of hardDocuments())
    assert.deepEqual(await faults(converted(document, 'html')), [], document.name);
});

test('faults are noticed', { skip: LEFT_OUT }, async () => {
  const document = hardDocuments().find(({ name }) => name === 'signs of formats');
  assert.ok(document);
  const page = converted(document, 'html');
  /** @type {[string, string | RegExp, string][]} */
  const broken = [
    ['an element without its end', '</u>', ''],
    ['a sign that begins an element', '&lt;b&gt;', '<b>'],
    ['an attribute that ends early', /data-t="([^"]*)&quot;/, 'data-t="$1"'],
    ['no title', /<title>.*<\/title>\n/, ''],
    ['an element where it may not be', '<dl>', '<dl><p>x</p>'],
  ];
  for (const [what, from, to] of broken) {
    const changed = page.replace(from, to);
    assert.notEqual(changed, page, what);
    assert.notDeepEqual(await faults(changed), [], what);
  }
});
