import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { nameFor } from '../../www/js/download.js';
import { conflictOf, DEFAULT_KEYS, readKeyMap, shortcutOf, typeOfKey } from '../../www/js/keys.js';

const WWW = new URL('../../www/', import.meta.url);
/** @param {string} name */
const read = (name) => readFileSync(new URL(name, WWW), 'utf8');
const modules = readdirSync(new URL('js/', WWW)).map((name) => `js/${name}`);

test('the service worker keeps every file that the page asks for', () => {
  const kept = new Set([...read('sw.js').matchAll(/'\.\/([^']+)'/g)].map(([, file]) => file));
  const fonts = [...read('style.css').matchAll(/url\("\.\/([^"]+)"\)/g)].map(([, file]) => file);
  const built = ['pkg/founding.txt', 'pkg/model.js', 'pkg/wassam.js', 'pkg/wassam_bg.wasm'];
  const icons = readdirSync(new URL('icons/', WWW)).map((name) => `icons/${name}`);
  const others = ['manifest.webmanifest', 'style.css', 'sw.js'];
  assert.deepEqual([...kept].sort(), [...modules, ...fonts, ...built, ...icons, ...others].sort());
});

test('top-level names are unique over all modules', () => {
  /** @type {Map<string, string>} */
  const owners = new Map();
  for (const module of modules) {
    for (const [, name] of read(module).matchAll(/^(?:export )?(?:async )?(?:function|const|let|class) (\w+)/gm)) {
      assert.equal(owners.get(name), undefined, `${name} in ${module}`);
      owners.set(name, module);
    }
  }
});

test('markup holds no style attribute and no script, which the policy forbids', () => {
  const page = read('index.html');
  assert.ok(!/\sstyle=|\son\w+=/.test(page));
  assert.ok(!/<script(?![^>]*\ssrc=)/.test(page));
});

test('every type has a colour and its highlights', () => {
  const style = read('style.css');
  for (const [, type] of style.matchAll(/\[data-type="(\w+)"\]/g)) {
    assert.match(style, new RegExp(`--${type}: light-dark`));
    for (const state of ['', '-around', '-hover', '-active', '-flash']) {
      assert.ok(style.includes(`::highlight(${type}${state})`), type + state);
    }
  }
});

test('files are named after the first words', () => {
  assert.equal(nameFor('ثمرة التعاون الروسي ـ الفرنسي… عشرات\nأعلن'), 'ثمرة التعاون الروسي الفرنسي… عشرات');
  assert.equal(nameFor('  «أ/ب»: ج.\n'), 'أ ب ج');
  assert.equal(nameFor('…'), 'wassam');
  assert.equal(nameFor('Con'), '_Con');
  assert.equal(nameFor('Contact'), 'Contact');
  assert.equal(nameFor('a\u202eb'), 'a b');
  assert.ok([...nameFor('كلمة '.repeat(50))].length < 70);
});

test('shortcuts go by the place of the key', () => {
  const key = (/** @type {string} */ code, more = {}) =>
    shortcutOf(DEFAULT_KEYS, { code, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...more });
  assert.equal(key('BracketRight'), 'next');
  assert.equal(key('Slash', { shiftKey: true }), 'help');
  assert.equal(key('Slash'), 'find');
  assert.equal(key('KeyD', { ctrlKey: true }), null);
  assert.equal(key('KeyD', { shiftKey: true }), null);
});

test('keys that were chosen are kept, what is no map is left out, and no key does two things', () => {
  const map = readKeyMap('{"next":"KeyJ","type PERS":"","edit":7,"find":"<b>"}');
  assert.deepEqual([map.next, map['type PERS'], map.edit, map.find], ['KeyJ', '', 'KeyE', 'Slash']);
  assert.equal(readKeyMap('no JSON'), DEFAULT_KEYS);
  const press = { code: 'KeyP', shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };
  assert.equal(typeOfKey(DEFAULT_KEYS, press), 'PERS');
  assert.equal(typeOfKey(map, press), undefined);
  assert.equal(typeOfKey(DEFAULT_KEYS, { ...press, code: 'Numpad1' }), 'DATE');
  assert.deepEqual(conflictOf(map, 'edit', 'KeyJ'), { kind: 'other', name: 'next' });
  assert.deepEqual(conflictOf(map, 'edit', 'Enter'), { kind: 'taken' });
  assert.equal(conflictOf(map, 'edit', 'KeyP'), null);
  const keys = Object.values(DEFAULT_KEYS);
  assert.equal(new Set(keys).size, keys.length);
});
