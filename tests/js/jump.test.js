import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jumpCaps, jumpLabels, jumpLetter, placeLabels, writesArabic } from '../../www/js/jump.js';
import { DEFAULT_KEYS, readKeyMap } from '../../www/js/keys.js';

test('no label begins another, and as many as can be are of one letter', () => {
  for (const count of [0, 1, 34, 35, 200, 1000]) {
    const labels = jumpLabels(count, ['j']);
    assert.equal(labels.length, count);
    assert.equal(new Set(labels).size, count);
    assert.ok(
      labels.every((one) => !labels.some((other) => other !== one && other.startsWith(one))),
      `of ${count}`,
    );
    assert.ok(labels.every((one) => one.length <= 2 && !one.includes('j')));
  }
  assert.equal(jumpLabels(3, ['f']).join(''), 'dsa', 'the keys under the fingers first');
  assert.ok(jumpLabels(34, ['j']).every((one) => one.length === 1));
  assert.equal(jumpLabels(35, ['j']).filter((one) => one.length === 1).length, 33);
  assert.ok(jumpLabels(5000, ['j']).length < 5000, 'there are no more than there are');
});

test('a key means the letter it writes, and with an Arabic layout the one at its place', () => {
  assert.equal(jumpLetter({ key: 'ش', code: 'KeyA' }), 'a');
  assert.equal(jumpLetter({ key: '٣', code: 'Digit3' }), '3');
  // On a French keyboard, where the label says Q, the key that writes Q is meant.
  assert.equal(jumpLetter({ key: 'q', code: 'KeyA' }), 'q');
  assert.equal(jumpLetter({ key: 'ArrowLeft', code: 'ArrowLeft' }), null);
  assert.equal(jumpLetter({ key: 'لا', code: 'KeyB' }), null);
  assert.deepEqual(jumpCaps('f1', true), ['ب', '1']);
  assert.deepEqual(jumpCaps('f1', false), ['F', '1']);
  assert.deepEqual(
    ['j', 'ت', 'ـ', 'Unidentified'].map((key) => writesArabic(key, 'en')),
    [false, true, true, false],
  );
});

test('labels of a line meet nowhere and stay in it', () => {
  const spots = [0, 2, 4, 90, 95].map((from) => ({ line: 1, from, width: 10 }));
  assert.deepEqual(placeLabels([...spots, { line: 2, from: 3, width: 10 }], 100), [0, 11, 22, 79, 90, 3]);
});

test('a key that the reader has chosen stays theirs when something else comes to have it', () => {
  const map = readKeyMap('{"type WEAPON":"KeyJ"}');
  assert.deepEqual([map['type WEAPON'], map.jump, map.jumpWords], ['KeyJ', '', 'Shift+KeyJ']);
  assert.deepEqual(readKeyMap('{}'), DEFAULT_KEYS);
});
