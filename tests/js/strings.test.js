import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allStrings, formatNumber, hasString, translate } from '../../www/js/strings.js';

/** @param {string} pattern */
const holes = (pattern) => (pattern.match(/\{\w+\}/g) ?? []).sort();

test('both languages say the same things, with the same holes', () => {
  const { ar, en } = allStrings();
  assert.deepEqual(Object.keys(ar).sort(), Object.keys(en).sort());
  for (const [key, pattern] of Object.entries(ar)) assert.deepEqual(holes(pattern), holes(en[key]), key);
});

test('the page asks for no string that is not there', () => {
  const page = readFileSync(new URL('../../www/index.html', import.meta.url), 'utf8');
  for (const [, key] of page.matchAll(/data-(?:text|label|placeholder)="([^"]+)"/g)) assert.ok(hasString(key), key);
});

test('Arabic counts in its six ways', () => {
  const say = (/** @type {number} */ count) => translate('ar', 'tags', { count });
  assert.deepEqual([0, 1, 2, 3, 11, 100].map(say), ['لا وسوم', 'وسم واحد', 'وسمان', '٣ وسوم', '١١ وسماً', '١٠٠ وسم']);
  assert.equal(translate('en', 'tags', { count: 1 }), '1 tag');
});

test('numbers are in the digits of the language', () => {
  assert.equal(formatNumber('ar', 1321), '١٬٣٢١');
  assert.equal(formatNumber('en', 0.97, { style: 'percent' }), '97%');
  assert.equal(translate('en', 'notUtf8', { name: 'a.txt', offset: 1024 }).includes('offset 1,024'), true);
});
