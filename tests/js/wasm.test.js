// The compiled engine, loaded as the page loads it: it must say the same natively, as built for work
// on the page, and as optimised.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CREATED = '2015-11-20T04:30:00Z';
const article = await readFile(`${ROOT}seeds/articles/founding.txt`, 'utf8');

const TEXTS = {
  'the founding article': article,
  'no text': '',
  'white space': ' \n\n\t',
  'an emoji before a name': '😀 زار سيرغي لافروف بيروت يوم الأربعاء.',
  'vowel marks and elongation': 'قالَ مُحَمَّـــد بن سَلْمان: ٢٥٪ من «داعش» و3.5 مليار دولار.',
  'Latin, controls and lone marks': 'Tu-22M3 \u200f(RT)\u200c \u064b \ud800 www.rt.com',
  'Windows line ends': 'أول\r\nثان\r\n\r\nثالث',
};

const MODEL = await readFile(`${ROOT}seeds/model/tagger.bin`);

/**
 * Loads the engine of a build, with the trained model; each has glue, and so memory, of its own.
 * @param {string} folder
 */
async function load(folder) {
  const glue = await import(`${ROOT}${folder}/pkg/wassam.js`);
  glue.initSync({ module: await readFile(`${ROOT}${folder}/pkg/wassam_bg.wasm`) });
  const engine = new glue.Engine();
  engine.loadModel(MODEL);
  return engine;
}

/**
 * @param {any} engine
 * @param {string} text
 * @returns {string}
 */
function json(engine, text) {
  const annotated = engine.annotate(text, {});
  try {
    return annotated.json(CREATED);
  } finally {
    annotated.free();
  }
}

const built = await load('www');
const optimised = await load('dist');

test('the engine knows the 21 types and its version', () => {
  assert.match(optimised.version(), /^\d+\.\d+\.\d+$/);
  assert.equal(optimised.labels().length, 21);
});

test('an expression is found, in UTF-16 code units', () => {
  const text = '😀 زار 12 وفداً\nثم 7';
  const edges = optimised.find(text, String.raw`\d+|^\w+`, 10);
  const quotes = Array.from({ length: edges.length / 2 }, (_, i) => text.slice(edges[2 * i], edges[2 * i + 1]));
  assert.deepEqual(quotes, ['12', 'ثم', '7']);
  assert.throws(() => optimised.find(text, '(', 10), /unclosed group/);
});

for (const [name, text] of Object.entries(TEXTS)) {
  test(`optimising changes nothing: ${name}`, () => {
    assert.equal(json(optimised, text), json(built, text));
  });
}

test('the command line writes the same bytes', { skip: !process.env.WASSAM_CLI && 'WASSAM_CLI is not set' }, () => {
  const written = execFileSync(String(process.env.WASSAM_CLI), ['annotate'], { input: article, encoding: 'utf8' });
  const created = /"created":"([^"]*)"/.exec(written)?.[1];
  assert.ok(created);
  assert.equal(`${json(optimised, article).replace(CREATED, created)}\n`, written);
});

test('a file that is no model is refused, and the engine goes on as it was', async () => {
  const { Engine } = await import(`${ROOT}dist/pkg/wassam.js`);
  const engine = new Engine();
  const article = TEXTS['an emoji before a name'];
  assert.equal(engine.modelName(), undefined);
  const byRules = json(engine, article);
  assert.equal(JSON.parse(byRules).meta.generator.model, null);
  assert.throws(() => engine.loadModel(new Uint8Array()), /not a Wassam model/);
  assert.throws(() => engine.loadModel(new TextEncoder().encode('<!doctype html>')), /not a Wassam model/);
  assert.throws(() => engine.loadModel(MODEL.subarray(0, 20)), /damaged model/);
  assert.equal(json(engine, article), byRules);
  engine.loadModel(MODEL);
  assert.throws(() => engine.loadModel(MODEL.subarray(0, 20)), /damaged model/);
  assert.equal(JSON.parse(json(engine, article)).meta.generator.model, engine.modelName());
  engine.free();
});

test('offsets are UTF-16 and slice the text', () => {
  const annotated = optimised.annotate(TEXTS['an emoji before a name'], {});
  const view = annotated.view();
  assert.ok(view.annotations.length > 0);
  for (const { start, end, text } of view.annotations) assert.equal(view.text.slice(start, end), text);
  annotated.free();
});

test('bad options are errors with a message, and the engine goes on', () => {
  assert.throws(() => optimised.annotate('نص', { referenceDate: 'yesterday' }), Error);
  assert.throws(() => optimised.annotate('نص', { schema: 'none such' }), Error);
  assert.ok(json(optimised, 'نص'));
});

test('memory stays in bounds over many texts', () => {
  for (let round = 0; round < 200; round += 1) json(optimised, article.slice(0, 2000));
  json(optimised, article.repeat(20));
});
