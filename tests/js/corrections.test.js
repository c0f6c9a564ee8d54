// The reader's corrections: laid over what the engine found, undone, and kept at their words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctedDocument } from '../../www/js/corrected-document.js';
import { corrected, correctedAll, cross, placeOf, spanAt, withCorrections } from '../../www/js/corrections.js';
import { occurrences } from '../../www/js/occurrences.js';
import { packView } from '../../www/js/pack.js';
import { initialState, reduce } from '../../www/js/state.js';
import { LABELS, TEXT, VIEW } from './found.js';

const TYPES = LABELS.map(({ id }) => id);
const found = () => packView(structuredClone(VIEW), TYPES);

/** @param {import('../../www/js/pack.js').Found} columns */
const spans = (columns) => Array.from(columns.starts, (_, at) => spanAt(columns, LABELS, at));

/** A state with the small result, read. */
function ready() {
  let state = reduce(initialState(), { type: 'engine started', labels: LABELS, version: '1' });
  state = reduce(state, { type: 'text', text: TEXT, from: 'paste' });
  return reduce(state, { type: 'annotated', source: TEXT, found: found(), elapsed: 1 });
}

/** @param {number} seed @returns {(below: number) => number} numbers that are the same in every run */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x7fffffff) * below) % below;
  };
}

test('a tag with another type is the reader’s, and loses what belonged to the old type', () => {
  const base = found();
  const from = spanAt(base, LABELS, 3);
  const columns = withCorrections(base, corrected([], from, { ...from, type: 'OCC' }), LABELS);
  const at = placeOf(columns, LABELS, { ...from, type: 'OCC' });
  assert.equal(columns.sources[at], 'user');
  assert.equal(columns.confirmed[at], 1);
  assert.equal(columns.values[at], null);
  assert.equal(columns.entities[at], -1);
  assert.equal(placeOf(columns, LABELS, from), -1);
});

test('a tag that is said yes to keeps its value, its entity and its source', () => {
  const base = found();
  const span = spanAt(base, LABELS, 2);
  const columns = withCorrections(base, corrected([], span, span), LABELS);
  assert.deepEqual(spans(columns), spans(base));
  assert.equal(columns.confirmed[2], 1);
  assert.equal(columns.sources[2], 'lexicon');
  assert.equal(columns.entities[2], base.entities[2]);
  assert.equal(columns.confidences[2], 1);
});

test('what crosses a tag of the reader’s gives way, what is inside it stays', () => {
  const base = found();
  const columns = withCorrections(base, corrected([], null, { start: 7, end: 20, type: 'PERS' }), LABELS);
  assert.deepEqual(spans(columns), [
    { start: 7, end: 20, type: 'PERS' },
    { start: 7, end: 13, type: 'NORP' },
    { start: 14, end: 20, type: 'PERS' },
    { start: 21, end: 27, type: 'PERS' },
  ]);
  assert.deepEqual([...columns.depths], [0, 1, 1, 0]);
});

test('many changes in one go come to the same as one by one', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const pick = random(seed);
    const span = () => {
      const start = pick(6);
      return { start, end: start + 1 + pick(3), type: TYPES[pick(2)] };
    };
    const changes = Array.from({ length: 1 + pick(8) }, () => {
      const from = pick(3) > 0 ? span() : null;
      return { from, to: pick(3) > 0 || !from ? span() : null };
    });
    const one = changes.reduce((so, { from, to }) => corrected(so, from, to), /** @type {any} */ ([]));
    assert.deepEqual(
      new Set(correctedAll([], changes).flatMap(({ now }) => (now ? [JSON.stringify(now)] : []))),
      new Set(one.flatMap((/** @type {any} */ { now }) => (now ? [JSON.stringify(now)] : []))),
    );
  }
});

test('the engine’s next answer overwrites nothing of the reader’s', () => {
  let state = ready();
  const from = spanAt(found(), LABELS, 0);
  state = reduce(state, { type: 'correct', from, to: null, name: { key: 'saidRemoved' } });
  state = reduce(state, { type: 'annotated', source: TEXT, found: found(), model: 'm', elapsed: 1 });
  assert.equal(placeOf(/** @type {any} */ (state.result).found, LABELS, from), -1);
  assert.equal(state.past.length, 1);
});

test('whatever is done can be undone to the last, and done again; nothing crosses, all is in order', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const pick = random(seed);
    let state = ready();
    const states = [state];
    for (let step = 0; step < 12; step += 1) {
      const shown = /** @type {any} */ (state.result).found;
      const count = shown.starts.length;
      const from = count > 0 && pick(3) > 0 ? spanAt(shown, LABELS, pick(count)) : null;
      const start = pick(TEXT.length - 1);
      const fresh = { start, end: start + 1 + pick(TEXT.length - start - 1), type: TYPES[pick(3)] };
      const to = from === null ? fresh : [null, from, { ...from, type: TYPES[pick(3)] }, fresh][pick(4)];
      // The reader cannot draw a tag across one of the reader's own.
      const own = spans(shown).filter((_, i) => shown.confirmed[i]);
      if (to && own.some((one) => cross(one, to))) continue;
      state = reduce(state, { type: 'correct', from, to, name: { key: 'saidAdded' } });
      states.push(state);
      const after = /** @type {any} */ (state.result).found;
      const now = spans(after);
      assert.deepEqual(
        now,
        now.toSorted((a, b) => a.start - b.start || b.end - a.end),
      );
      assert.equal(new Set(now.map((span) => JSON.stringify(span))).size, now.length, `seed ${seed}`);
      if (to) assert.ok(placeOf(after, LABELS, to) >= 0, `seed ${seed}`);
      for (const one of own) assert.ok(!to || !cross(one, to));
    }
    for (const before of states.toReversed()) {
      assert.deepEqual(spans(/** @type {any} */ (state.result).found), spans(/** @type {any} */ (before.result).found));
      state = reduce(state, { type: 'undo' });
    }
    for (const after of states.slice(1)) {
      state = reduce(state, { type: 'redo' });
      assert.deepEqual(state.corrections, after.corrections);
    }
  }
});

test('the document counts code points, with an emoji before', () => {
  const text = '😀 زار لافروف بيروت';
  /** @param {string} id @param {number} start @param {number} end @param {string} type */
  const annotation = (id, start, end, type) => ({
    id,
    start,
    end,
    type,
    text: [...text].slice(start, end).join(''),
    head: /** @type {[number, number]} */ ([start, end]),
    entity: `e-${id}`,
    confidence: 0.9,
    source: 'tagger',
    state: 'suggested',
  });
  const document = {
    text,
    annotations: [annotation('a1', 6, 12, 'PERS'), annotation('a2', 13, 18, 'GPE')],
    entities: [
      { id: 'e-a1', name: 'لافروف' },
      { id: 'e-a2', name: 'بيروت' },
    ],
  };
  let corrections = corrected([], { start: 7, end: 13, type: 'PERS' }, { start: 7, end: 13, type: 'OCC' });
  corrections = corrected(corrections, null, { start: 3, end: 6, type: 'NORP' });
  corrections = corrected(corrections, { start: 14, end: 19, type: 'GPE' }, { start: 14, end: 19, type: 'GPE' });
  const after = correctedDocument(document, corrections);
  assert.deepEqual(
    after.annotations.map(({ id, start, end, type, text: quote, source, state }) => [
      id,
      start,
      end,
      type,
      quote,
      source,
      state,
    ]),
    [
      ['u1', 2, 5, 'NORP', 'زار', 'user', 'confirmed'],
      ['a1', 6, 12, 'OCC', 'لافروف', 'user', 'confirmed'],
      ['a2', 13, 18, 'GPE', 'بيروت', 'tagger', 'confirmed'],
    ],
  );
  assert.deepEqual(after.entities, [{ id: 'e-a2', name: 'بيروت' }]);
});

test('the same words elsewhere are found whole, after attached letters too, and not inside others', () => {
  const text = 'داعش وداعش داعشية لداعش. داعش';
  assert.deepEqual(
    occurrences(text, 'داعش').map((at) => text.slice(at - 1, at)),
    ['', 'و', 'ل', ' '],
  );
});

test('what is done to one is offered for the others, as one step; not where the reader has spoken', () => {
  let state = ready();
  const at = (/** @type {number} */ place) => spanAt(/** @type {any} */ (state.result).found, LABELS, place);
  const [third, fourth] = [at(2), at(3)];
  state = reduce(state, { type: 'correct', from: third, to: { ...third, type: 'OCC' }, name: { key: 'saidRetagged' } });
  // The other one is confirmed in the file that was read.
  assert.equal(state.offer, null);
  state = reduce(ready(), { type: 'correct', from: fourth, to: null, name: { key: 'saidRemoved' } });
  assert.deepEqual(state.offer?.changes, [{ from: third, to: null }]);
  state = reduce(state, { type: 'accept offer' });
  assert.equal(placeOf(/** @type {any} */ (state.result).found, LABELS, third), -1);
  assert.equal(state.past.length, 2);
  state = reduce(state, { type: 'undo' });
  assert.ok(placeOf(/** @type {any} */ (state.result).found, LABELS, third) >= 0);
});
