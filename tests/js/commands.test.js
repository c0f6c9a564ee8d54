// Whatever the reader does, in whatever order: it can be undone and done again, and what stands is in order.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  add,
  confirm,
  confirmAndGo,
  everywhere,
  redo,
  remove,
  resize,
  retag,
  takeAlternative,
  undo,
} from '../../www/js/commands.js';
import { correctedDocument } from '../../www/js/corrected-document.js';
import { cross, keyOf, spanAt } from '../../www/js/corrections.js';
import { packView } from '../../www/js/pack.js';
import { letterBorders, nextBorder, snapped } from '../../www/js/snap.js';
import { initialState, neighbour, reduce } from '../../www/js/state.js';
import { translate } from '../../www/js/strings.js';
import { LABELS } from './found.js';

/** @typedef {import('../../www/js/state.js').State} State */
/** @typedef {import('../../www/js/state.js').Action} Action */

const TYPES = LABELS.map(({ id }) => id);
const ARTICLE = '😀 زار الوزير الروسي لافروف مُحَمَّداً،\nثم عاد لافروف وللوزير كلام مع الروسي.';
/** What the engine of this test finds, everywhere; the Russian inside the minister's title too. */
const WORDS = [
  ['OCC', 'الوزير الروسي'],
  ['NORP', 'الروسي'],
  ['PERS', 'لافروف'],
  ['PERS', 'مُحَمَّد'],
];

/**
 * @param {string} text
 * @returns {import('../../www/js/pack.js').View}
 */
function view(text) {
  const annotations = WORDS.flatMap(([type, word]) =>
    [...text.matchAll(new RegExp(word, 'gu'))].map(({ index }) => ({ type, start: index, end: index + word.length })),
  ).sort((a, b) => a.start - b.start || b.end - a.end);
  let at = 0;
  const paragraphs = text.split('\n').map((line) => {
    const start = at;
    at += line.length + 1;
    return { start, end: start + line.length, rtl: true };
  });
  return {
    text,
    paragraphs,
    annotations: annotations.map(({ type, start, end }, i) => ({
      id: `a${i + 1}`,
      type,
      start,
      end,
      head: [start, end],
      text: text.slice(start, end),
      confidence: 0.5,
      source: 'tagger',
      state: 'suggested',
      depth: annotations.filter((one) => one.start <= start && end <= one.end && one.type === 'OCC').length,
      alternatives: type === 'NORP' ? [{ start, end, type: 'PERS', confidence: 0.3 }] : [],
    })),
    entities: [],
  };
}

/** The document as the engine would write it. @param {string} text */
function documentOf(text) {
  const points = (/** @type {number} */ unit) => [...text.slice(0, unit)].length;
  const annotations = view(text).annotations.map(({ start, end, head: _, ...rest }) => ({
    ...rest,
    start: points(start),
    end: points(end),
    head: /** @type {[number, number]} */ ([points(start), points(end)]),
  }));
  return { text, annotations, entities: [] };
}

/** The engine answers. @param {State} state */
function answered(state) {
  if (state.text.trim() === '' || state.result?.source === state.text) return state;
  return reduce(state, { type: 'annotated', source: state.text, found: packView(view(state.text), TYPES), elapsed: 1 });
}

function ready() {
  const started = reduce(initialState(), { type: 'engine started', labels: LABELS, version: '1' });
  return answered(reduce(started, { type: 'text', text: ARTICLE, from: 'paste' }));
}

/** @param {State} state */
function spans({ result, labels }) {
  return result ? Array.from(result.found.starts, (_, at) => spanAt(result.found, labels, at)) : [];
}

/** What of the state is the reader's work, with all that is derived from it. @param {State} state */
function work(state) {
  const { text, reference, corrections } = state;
  return { text, reference, corrections, spans: spans(state), confirmed: [...(state.result?.found.confirmed ?? [])] };
}

/** One thing that a reader may do, by numbers that mean what the state lets them mean. */
const deed = fc.record({
  kind: fc.constantFrom(
    'retag',
    'confirm',
    'confirm and go',
    'remove',
    'resize',
    'add',
    'add exactly',
    'alternative',
    'everywhere',
    'undo',
    'redo',
    'next',
    'previous',
    'leave',
    'hide',
    'type',
    'replace',
    'clear',
    'date',
    'read',
    'answer again',
  ),
  a: fc.nat(10_000),
  b: fc.nat(10_000),
});

/**
 * @param {State} state
 * @param {{ kind: string, a: number, b: number }} what
 * @returns {import('../../www/js/commands.js').Command | Action | null}
 */
function meant(state, { kind, a, b }) {
  const { text } = state;
  const found = state.result?.found;
  const type = TYPES[a % TYPES.length];
  switch (kind) {
    case 'retag':
      return retag(type);
    case 'confirm':
      return confirm;
    case 'confirm and go':
      return confirmAndGo;
    case 'remove':
      return remove;
    case 'resize': {
      if (!found || state.active < 0) return null;
      const edge = a % 2 ? 'start' : 'end';
      const at = (edge === 'start' ? found.starts : found.ends)[state.active];
      return resize({ [edge]: nextBorder(found.text, at, b % 2 ? 1 : -1, b % 3 > 0, edge) });
    }
    case 'add':
    case 'add exactly': {
      const span = snapped(text, a % (text.length + 1), b % (text.length + 1), kind === 'add exactly');
      return span && add({ start: span[0], end: span[1], type: TYPES[(a + b) % TYPES.length] });
    }
    case 'alternative':
      return takeAlternative(0);
    case 'everywhere':
      return everywhere;
    case 'undo':
      return undo;
    case 'redo':
      return redo;
    case 'next':
    case 'previous':
      return { type: 'activate', at: neighbour(state, kind === 'next' ? 1 : -1), card: a % 2 > 0 };
    case 'leave':
      return { type: 'leave' };
    case 'hide':
      return { type: 'toggle type', id: type };
    case 'type': {
      const at = letterBorders(text)[a % (letterBorders(text).length || 1)] ?? 0;
      return { type: 'text', text: `${text.slice(0, at)}${b % 2 ? 'و ' : '😀'}${text.slice(at)}`, from: 'typing' };
    }
    case 'replace':
      return { type: 'text', text: `${'لافروف '.repeat(1 + (a % 3))}هنا`, from: 'paste' };
    case 'clear':
      return { type: 'clear' };
    case 'date':
      return { type: 'reference', date: `2015-11-${10 + (a % 20)}` };
    case 'read':
      return { type: 'read' };
    default:
      return (
        state.result && {
          type: 'annotated',
          source: state.result.source,
          found: state.result.base,
          reference: state.reference,
          elapsed: 1,
        }
      );
  }
}

/**
 * Carries it out; a command may send several actions.
 * @param {State} state
 * @param {ReturnType<typeof meant>} what
 */
function carriedOut(state, what) {
  if (what === null) return state;
  if (typeof what !== 'function') return reduce(state, what);
  let next = state;
  const applies = what(state);
  const applied = what(state, (action) => {
    next = reduce(next, action);
  });
  assert.equal(applied, applies, 'a command says beforehand whether it applies');
  if (!applies) assert.equal(next, state, 'a command that does not apply does nothing');
  return next;
}

/** @param {State} state */
function checkOrder(state) {
  const { result, text } = state;
  if (!result || result.source !== text) return;
  const all = spans(state);
  const { found, base } = result;
  for (const [i, span] of all.entries()) {
    assert.ok(0 <= span.start && span.start < span.end && span.end <= text.length, `within the text: ${keyOf(span)}`);
    assert.ok(found.headStarts[i] >= span.start && found.headEnds[i] <= span.end);
    for (const edge of [span.start, span.end]) {
      assert.ok(letterBorders(text).includes(edge), `between letters: ${edge}`);
    }
    assert.ok(i === 0 || all[i - 1].start < span.start || all[i - 1].end >= span.end, 'in reading order');
    const own = found.confirmed[i] === 1;
    for (const other of all.slice(i + 1)) {
      // Two that the reader has drawn may cross; nothing automatic does.
      if (cross(span, other)) assert.ok(own && found.confirmed[all.indexOf(other)] === 1, 'nothing automatic crosses');
      assert.notEqual(keyOf(span), keyOf(other));
    }
  }
  for (const { now } of state.corrections) {
    if (now && now.end <= text.length)
      assert.ok(
        all.some((one) => keyOf(one) === keyOf(now)),
        'nothing of the reader’s is lost',
      );
  }
  assert.ok(state.active < all.length);
  assert.equal(base.text, text);
  const { annotations } = correctedDocument(documentOf(text), state.corrections);
  const points = [...text];
  const kept = annotations.filter((one) => one.state !== 'rejected');
  assert.deepEqual(
    kept.map(({ start, end, type }) => [points.slice(start, end).join(''), type]),
    all.map(({ start, end, type }) => [text.slice(start, end), type]),
    'the file says what the page shows',
  );
}

test('whatever is done can be undone to the last, and done again; what stands is in order', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
      let state = ready();
      /** @type {{ work: ReturnType<typeof work>, steps: number }[]} */
      const line = [{ work: work(state), steps: 0 }];
      for (const what of deeds) {
        const before = state;
        state = carriedOut(state, meant(state, what));
        // The engine may still be at it when the next thing is done.
        if (what.a % 4 > 0) state = answered(state);
        checkOrder(state);
        const steps = state.past.length;
        assert.ok(Math.abs(steps - before.past.length) <= 1, `${what.kind} is one step at most`);
        if (steps < before.past.length) assert.deepEqual(work(answered(state)), line[steps].work);
        line.length = Math.min(line.length, steps + 1);
        line[steps] = { work: work(answered(state)), steps };
      }
      state = answered(state);
      for (let steps = state.past.length; steps > 0; steps -= 1) {
        state = answered(carriedOut(state, undo));
        assert.equal(state.past.length, steps - 1, 'every step can be taken back');
        assert.deepEqual(work(state), line[steps - 1].work);
        checkOrder(state);
      }
      for (const { work: after } of line.slice(1)) {
        state = answered(carriedOut(state, redo));
        assert.deepEqual(work(state), after);
      }
    }),
    { numRuns: 400 },
  );
});

test('every step has a name in both languages', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
      let state = ready();
      for (const what of deeds) state = answered(carriedOut(state, meant(state, what)));
      for (const { name } of [...state.past, ...state.future]) {
        for (const lang of /** @type {const} */ (['ar', 'en'])) {
          const said = translate(lang, 'undoWhat', { what: name });
          assert.ok(!/\{|step/.test(said), said);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('a text that is written in one go is one step, and a first text none', () => {
  let state = reduce(initialState(), { type: 'engine started', labels: LABELS, version: '1' });
  for (const text of ['ل', 'لا', 'لافروف']) state = answered(reduce(state, { type: 'text', text, from: 'typing' }));
  assert.equal(undo(state), false);
  state = reduce(answered(reduce(state, { type: 'read' })), { type: 'edit' });
  for (const text of ['لافروف ه', 'لافروف هن', 'لافروف هنا'])
    state = reduce(state, { type: 'text', text, from: 'typing' });
  state = answered(state);
  assert.equal(state.past.length, 1);
  state = reduce(state, { type: 'correct', from: spans(state)[0], to: null, name: { key: 'saidRemoved', params: {} } });
  state = reduce(reduce(state, { type: 'undo' }), { type: 'undo' });
  assert.equal(state.text, 'لافروف');
  assert.equal(undo(state), false);
});

test('a page that was cleared comes back as it was, with its corrections, and is read on', () => {
  let state = ready();
  const from = spans(state)[0];
  state = reduce(state, {
    type: 'correct',
    from,
    to: { ...from, type: 'PERS' },
    name: { key: 'saidRetagged', params: {} },
  });
  const before = work(state);
  state = reduce(state, { type: 'clear' });
  assert.equal(undo(state), true);
  state = answered(reduce(state, { type: 'undo' }));
  assert.equal(state.editing, false);
  assert.deepEqual(work(state), before);
});

test('who leaves a tag, or has it taken away, goes on from where it was', () => {
  let state = reduce(ready(), { type: 'activate', at: 2, card: false });
  const gone = spans(state)[2];
  state = carriedOut(state, remove);
  assert.equal(state.active, -1);
  const next = neighbour(state, 1);
  assert.ok(spans(state)[next].start >= gone.end);
  assert.equal(neighbour(state, -1), next - 1);
  state = reduce(reduce(state, { type: 'activate', at: next, card: false }), { type: 'leave' });
  assert.equal(neighbour(state, 1), next);
});
