import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { GUIDELINES } from '../../www/js/guidelines.js';

test('every type of the engine has a guideline, in both languages, with one tag marked in each example', () => {
  const source = readFileSync(new URL('../../src/label.rs', import.meta.url), 'utf8');
  const ids = [...source.matchAll(/Self::\w+ => \("([A-Z]+)", /g)].map(([, id]) => id);
  assert.equal(ids.length, 21);
  assert.deepEqual(Object.keys(GUIDELINES).sort(), ids.sort());
  for (const [id, { ar, en, yes, no }] of Object.entries(GUIDELINES)) {
    assert.ok(/\p{Script=Arabic}/u.test(ar) && !/\p{Script=Arabic}/u.test(en), id);
    assert.deepEqual([yes.length, no.length], [3, 2], id);
    for (const example of yes) assert.match(example, /^[^[\]]*\[[^[\]]+\][^[\]]*$/, id);
    for (const part of no) assert.equal(part.length, 3, id);
  }
});
