import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clickedOutward,
  createStore,
  initialState,
  isShown,
  isUpToDate,
  neighbour,
  nextMention,
  reduce,
} from '../../www/js/state.js';
import { FOUND, LABELS, TEXT } from './found.js';

/** @typedef {import('../../www/js/state.js').Action} Action */

/** @type {Action} */
const STARTED = { type: 'engine started', labels: LABELS, version: '1' };
/** @type {Action} */
const ANNOTATED = { type: 'annotated', source: TEXT, found: FOUND, elapsed: 1 };

/** @param {Action[]} actions */
function after(...actions) {
  return actions.reduce(reduce, initialState());
}

/** @param {'typing' | 'paste' | 'file' | 'sample' | 'shelf'} from @param {string} [text] @returns {Action} */
const text = (from, text = TEXT) => ({ type: 'text', text, from });

/** A text pasted and annotated. @type {Action[]} */
const READ = [STARTED, text('paste'), { type: 'annotating', text: TEXT }, ANNOTATED];

test('a pasted text is read as soon as it is tagged; a typed one keeps its box', () => {
  assert.equal(after(STARTED, text('paste')).editing, true);
  assert.equal(after(...READ).editing, false);
  assert.equal(after(STARTED, text('typing'), ANNOTATED).editing, true);
});

test('tags of an older text are shown, but do not close the box', () => {
  const state = after(STARTED, text('paste', 'غيره'), { type: 'annotating', text: TEXT }, ANNOTATED);
  assert.equal(state.editing, true);
  assert.equal(state.readWhenDone, true);
  assert.ok(state.result);
});

test('another text that arrives while reading leaves the reading view on', () => {
  const state = after(...READ, text('file', 'غيره'));
  assert.equal(state.editing, false);
  assert.equal(state.readWhenDone, true);
});

test('an empty box has no tags', () => {
  const state = after(...READ, text('typing', ' '));
  assert.equal(state.result, null);
  assert.equal(state.editing, true);
  assert.equal(reduce(state, ANNOTATED).result, null);
});

test('nothing is lost on an error, and it is not tried again unasked', () => {
  const failed = after(
    STARTED,
    text('paste'),
    { type: 'annotating', text: TEXT },
    {
      type: 'annotating failed',
      message: 'no',
    },
  );
  assert.equal(failed.text, TEXT);
  assert.equal(failed.editing, true);
  assert.equal(failed.declined, TEXT);
  assert.equal(failed.problem?.key, 'annotatingFailed');
  assert.equal(reduce(failed, { type: 'retry' }).declined, null);
  const again = reduce(failed, { type: 'read' });
  assert.equal(again.declined, null);
  assert.equal(again.readWhenDone, true);
});

test('what a new text does not mend is still said', () => {
  const broken = after({ type: 'engine failed', message: 'no' }, text('typing'));
  assert.equal(broken.problem?.key, 'engineFailed');
  assert.equal(reduce(broken, { type: 'engine restarting' }).problem, null);
  const refused = after({ type: 'problem', problem: { key: 'notUtf8' } }, text('typing'));
  assert.equal(refused.problem, null);
});

test('cancelling keeps the text and waits', () => {
  const state = after(STARTED, text('paste'), { type: 'annotating', text: TEXT }, { type: 'cancelled' });
  assert.equal(state.text, TEXT);
  assert.equal(state.declined, TEXT);
  assert.equal(state.working, null);
  assert.equal(state.engine, 'starting');
});

test('the active annotation survives new tags when it is among them', () => {
  const at = after(...READ, { type: 'activate', at: 2, card: true });
  const again = reduce(at, ANNOTATED);
  assert.equal(again.active, 2);
  assert.equal(again.card, true);
  const moved = { ...FOUND, starts: FOUND.starts.map((start) => start + 1) };
  assert.equal(reduce(at, { ...ANNOTATED, found: moved }).active, -1);
});

test('hidden types are skipped, and an active one of them is left', () => {
  const state = after(...READ, { type: 'activate', at: 1, card: true });
  const hidden = reduce(state, { type: 'toggle type', id: 'NORP' });
  assert.equal(hidden.active, -1);
  assert.equal(hidden.card, false);
  assert.equal(isShown(hidden, 1), false);
  assert.equal(neighbour({ ...hidden, active: 0 }, 1), 2);
  assert.equal(neighbour({ ...hidden, active: 2 }, -1), 0);
  assert.equal(isShown(reduce(hidden, { type: 'toggle type', id: 'NORP' }), 1), true);
});

test('a reference date belongs to its text', () => {
  const dated = reduce(after(...READ), { type: 'reference', date: '2015-11-20' });
  assert.equal(reduce(dated, text('typing', 'غيره')).reference, '2015-11-20');
  assert.equal(reduce(dated, text('paste', 'غيره')).reference, '');
  assert.equal(reduce(dated, { type: 'clear' }).reference, '');
  assert.equal(reduce(dated, { ...ANNOTATED, reference: '2015-11-20' }).result?.reference, '2015-11-20');
  const restored = reduce(after(STARTED), { type: 'text', text: TEXT, from: 'shelf', reference: '2015-11-20' });
  assert.equal(restored.reference, '2015-11-20');
});

test('sorting by the same thing again turns it round', () => {
  const { sort } = initialState();
  assert.deepEqual(sort, { by: 'place', down: false });
  const value = after({ type: 'sort', by: 'value' });
  assert.deepEqual(value.sort, { by: 'value', down: false });
  assert.deepEqual(reduce(value, { type: 'sort', by: 'value' }).sort, { by: 'value', down: true });
});

test('all and none', () => {
  const none = after(...READ, { type: 'show types', ids: 'none' });
  assert.equal(neighbour(none, 1), -1);
  assert.equal(none.hidden.size, LABELS.length);
  assert.equal(reduce(none, { type: 'show types', ids: 'all' }).hidden.size, 0);
});

test('neighbours begin at both ends and stop there', () => {
  const state = after(...READ);
  assert.equal(neighbour(state, 1), 0);
  assert.equal(neighbour(state, -1), 3);
  assert.equal(neighbour({ ...state, active: 3 }, 1), -1);
  assert.equal(neighbour({ ...state, active: 0 }, -1), -1);
  assert.equal(neighbour(initialState(), 1), -1);
});

test('the list goes from mention to mention and round', () => {
  const state = after(...READ);
  const item = FOUND.groups.items[2];
  assert.equal(nextMention(state, item), 2);
  assert.equal(nextMention({ ...state, active: 2 }, item), 3);
  assert.equal(nextMention({ ...state, active: 3 }, item), 2);
});

test('a repeated click goes outward, then in again', () => {
  assert.equal(clickedOutward([5, 3, 1], -1), 5);
  assert.equal(clickedOutward([5, 3, 1], 5), 3);
  assert.equal(clickedOutward([5, 3, 1], 1), 5);
});

test('an annotation that is not there cannot be activated', () => {
  const state = after(...READ);
  for (const at of [-1, 4]) assert.equal(reduce(state, { type: 'activate', at, card: true }), state);
});

test('the states before stay as they were', () => {
  const state = after(...READ);
  const frozen = Object.freeze({ ...state, hidden: new Set(['OCC']) });
  reduce(frozen, { type: 'toggle type', id: 'PERS' });
  assert.deepEqual([...frozen.hidden], ['OCC']);
});

test('listeners hear of changes only', () => {
  const store = createStore(initialState());
  let heard = 0;
  store.subscribe((state, before) => {
    assert.notEqual(state, before);
    heard += 1;
  });
  store.dispatch({ type: 'hover', at: [] });
  store.dispatch({ type: 'close card' });
  assert.equal(heard, 0);
  store.dispatch({ type: 'lang', lang: 'en' });
  assert.equal(heard, 1);
});

/** @param {Partial<Extract<Action, { type: 'annotated' }>>} [more] @returns {Action} */
const annotated = (more = {}) => ({ .../** @type {Extract<Action, { type: 'annotated' }>} */ (ANNOTATED), ...more });
/** @type {Action} */
const MODEL_READY = { type: 'model', model: { status: 'ready', name: 'm' } };

test('tags found before the model came are found again, and those found with it stay', () => {
  const loading = after(...READ, { type: 'model', model: { status: 'loading', loaded: 1, total: 2 } });
  assert.equal(isUpToDate(loading), true, 'by rules, as long as there is no model');
  const ready = reduce(loading, MODEL_READY);
  assert.equal(isUpToDate(ready), false);
  const again = [{ type: 'annotating', text: TEXT }, annotated({ model: 'm' })].reduce(
    (state, action) => reduce(state, /** @type {Action} */ (action)),
    reduce(ready, { type: 'activate', at: 2, card: true }),
  );
  assert.equal(isUpToDate(again), true);
  assert.equal(again.result?.model, 'm');
  assert.equal(again.active, 2);
  assert.equal(again.card, true);
  assert.equal(again.editing, false);
  const restarted = reduce(again, { type: 'model', model: { status: 'loading', loaded: 0, total: 0 } });
  assert.equal(isUpToDate(restarted), true);
});

test('tags that are found again are spoken of where their number is another', () => {
  const ready = after(...READ, MODEL_READY);
  const turn = ready.said?.turn ?? 0;
  assert.equal(reduce(ready, annotated({ model: 'm' })).said?.turn, turn);
  const fewer = { ...FOUND, starts: FOUND.starts.slice(1), ends: FOUND.ends.slice(1) };
  assert.equal(reduce(ready, annotated({ model: 'm', found: fewer })).said?.turn, turn + 1);
});

test('a reader is left where they read when finding tags again is cancelled or fails', () => {
  const again = after(...READ, MODEL_READY, { type: 'annotating', text: TEXT });
  for (const action of /** @type {Action[]} */ ([
    { type: 'cancelled' },
    { type: 'annotating failed', message: 'no' },
  ])) {
    const state = reduce(again, action);
    assert.equal(state.editing, false);
    assert.equal(state.declined, TEXT);
    assert.ok(state.result);
  }
});

test('a model that cannot be had is spoken of once', () => {
  /** @type {Action} */
  const failed = { type: 'model', model: { status: 'failed', fault: 'modelMissing', dismissed: false } };
  const state = after(...READ, failed);
  assert.equal(state.said?.key, 'modelMissing');
  assert.equal(state.problem, null);
  assert.equal(isUpToDate(state), true);
  const { said } = state;
  const dismissed = reduce(state, {
    type: 'model',
    model: { status: 'failed', fault: 'modelMissing', dismissed: true },
  });
  assert.equal(dismissed.said, said);
});

/** The head of the text is tagged, the rest is under way. @type {Action[]} */
const AT_HEAD = [STARTED, text('paste'), { type: 'annotating', text: TEXT }, annotated({ partial: true })];

test('the head of a text is read while the rest is under way', () => {
  const state = after(...AT_HEAD);
  assert.equal(state.editing, false);
  assert.equal(state.working, TEXT);
  assert.equal(isUpToDate(state), false);
  assert.equal(state.said?.key, 'saidHead');
  const whole = reduce(state, annotated());
  assert.equal(whole.working, null);
  assert.equal(isUpToDate(whole), true);
  assert.equal(whole.said?.key, 'saidFound');
});

test('an edit of the head is there in the whole', () => {
  const from = { start: 14, end: 20, type: 'PERS' };
  const to = { ...from, type: 'OCC' };
  const whole = [{ type: 'correct', from, to, name: { key: 'saidRetagged' } }, annotated()].reduce(
    (state, action) => reduce(state, /** @type {Action} */ (action)),
    after(...AT_HEAD),
  );
  assert.equal(whole.labels[whole.result?.found.types[2] ?? 0].id, 'OCC');
  assert.deepEqual(whole.corrections, [{ was: from, now: to }]);
  assert.equal(whole.offer, null);
});

test('what is done to all waits until all is tagged', () => {
  const head = after(...AT_HEAD);
  const from = { start: 14, end: 20, type: 'PERS' };
  /** @type {Action[]} */
  const actions = [
    { type: 'correct all', changes: [{ from, to: from }], name: { key: 'saidAllConfirmed' } },
    { type: 'review', on: true },
  ];
  for (const action of actions) {
    const state = reduce(head, action);
    assert.equal(state.said?.key, 'workingRest');
    assert.equal(state.corrections.length, 0);
    assert.equal(state.review, null);
  }
});

test('a head whose rest does not come is not shown as if it were the whole', () => {
  for (const action of /** @type {Action[]} */ ([
    { type: 'cancelled' },
    { type: 'annotating failed', message: 'no' },
    { type: 'engine failed', message: 'no' },
  ])) {
    const state = reduce(after(...AT_HEAD), action);
    assert.equal(state.result, null);
    assert.equal(state.editing, true);
    assert.equal(state.text, TEXT);
  }
});

test('the head of a text that is not wanted any more is not shown', () => {
  const state = after(STARTED, text('paste', 'غيره'), { type: 'annotating', text: TEXT }, annotated({ partial: true }));
  assert.equal(state.result, null);
  assert.equal(state.working, TEXT);
});
