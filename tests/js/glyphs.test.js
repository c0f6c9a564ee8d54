import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wholeGlyphs } from '../../www/js/glyphs.js';

/** @param {string} text @param {string} span */
function widened(text, span) {
  const from = text.indexOf(span);
  return text.slice(...wholeGlyphs(text, from, from + span.length));
}

test('an edge inside a lām-alif takes the whole of it', () => {
  assert.equal(widened('إلى لأوروبا.', 'أوروبا'), 'لأوروبا');
  assert.equal(widened('إلى لَأوروبا.', 'أوروبا'), 'لَأوروبا');
  assert.equal(widened('جمالا', 'جمال'), 'جمالا');
  assert.equal(widened('جمالاً.', 'جمال'), 'جمالاً');
});

test('a letter keeps its marks', () => {
  assert.equal(widened('محمدٌ', 'محمد'), 'محمدٌ');
});

test('other edges stay where they are', () => {
  assert.equal(widened('ببيروت', 'بيروت'), 'بيروت');
  assert.equal(widened('للرئيس', 'لرئيس'), 'لرئيس');
  assert.equal(widened('قال أمس', 'أمس'), 'أمس');
  assert.equal(widened('أمس', 'أمس'), 'أمس');
  assert.deepEqual(wholeGlyphs('', 0, 0), [0, 0]);
});
