import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold, folded, sourceOf } from '../../www/js/fold.js';

const ARTICLE = readFileSync(new URL('../../seeds/articles/founding.txt', import.meta.url), 'utf8');

for (const [words, form] of [
  ['أُسامة إِلى الآن ٱسم', 'اسامه الي الان اسم'],
  ['مُؤْمِن شيئاً مستشفى', 'مومن شييا مستشفي'],
  ['كـــتاب\u200f \u200eABC\ufeff', 'كتاب abc'],
  ['١٢٣٤٫٥٪ ۱۲۳ ٬', '1234.5% 123 ,'],
  ['پاريس گوگل چاد ژان ڤيينا کی ھہ', 'باريس كوكل جاد زان فيينا كي هه'],
  ['ﺍﻟﺴﻼﻡ ﻷﻥ ﻵﺩﻡ ﻹ ﻻ', 'السلام لان لادم لا لا'],
  ['ﭘ ﭻ ﮋ ﮎ ﮓ ﯼ', 'ب ج ز ك ك ي'],
  ['😀 وبيروت', '😀 وبيروت'],
  ['\u0301\u0640', ''],
]) {
  test(`${words} is folded to ${form}`, () => assert.equal(fold(words), form));
}

test('folded letters lead back to what they stand for', () => {
  const source = '😀 زار «مُحَمَّدـ\u200f» بيروت، ﻷن';
  const form = folded(source);
  const at = form.text.indexOf('محمد');
  assert.deepEqual(source.slice(...sourceOf(source, form, at, at + 4)), 'مُحَمَّدـ');
  const lam = form.text.indexOf('لان');
  assert.equal(source.slice(...sourceOf(source, form, lam, lam + 3)), 'ﻷن');
  assert.equal(form.starts.at(-1), source.length);
});

test('whatever the text, offsets go up and folding again changes nothing', () => {
  const letters = fc.constantFrom(...'اأآةهىيـًّ ﻻ٣3aA😀\u200f.', 'پ', '\n');
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 60 }), (all) => {
      const source = all.join('');
      const { text, starts } = folded(source);
      assert.equal(starts.length, text.length + 1);
      assert.ok(starts.every((start, i) => i === 0 || starts[i - 1] <= start));
      assert.equal(fold(text), text);
    }),
  );
  assert.equal(folded(ARTICLE.repeat(100)).text, fold(ARTICLE).repeat(100));
});
