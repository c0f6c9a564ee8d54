// Two sets of tags side by side: how far they agree, and every difference, to keep what is here or take the other.

import { canCorrect, told, undo } from './commands.js';
import { agreement, differenceKey, differences, otherTags } from './compare.js';
import { placeOf, spanAt } from './corrections.js';
import { byId, element, keepingFocus, say } from './dom.js';
import { EngineCancelled } from './engine-client.js';
import { typeName } from './legend.js';
import { contentOf, pairedFiles } from './open-files.js';
import { formatNumber, translate } from './strings.js';

/** Differences shown before "more" is asked for, and how many each asking adds. */
const DIFFERENCES_AT_FIRST = 50;
const DIFFERENCES_MORE = 200;
/** Letters shown of the text to either side of a difference, and of a tag. */
const LETTERS_AROUND = 40;
const MOST_OF_TAG = 120;
/** Reports of a file that are shown. */
const MOST_REPORTS = 50;

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./corrections.js').Span} Span */
/** @typedef {import('./compare.js').Difference} Difference */

/**
 * All tags of a text.
 * @param {import('./pack.js').Found} found
 * @param {State['labels']} labels
 * @returns {Span[]}
 */
function spansOf(found, labels) {
  return Array.from(found.starts, (_, at) => spanAt(found, labels, at));
}

/**
 * What is around a difference, from a word's start to a word's end, within its paragraph.
 * @param {string} text
 * @param {Difference} difference
 */
function contextOf(text, { mine, theirs }) {
  const start = Math.min(mine?.start ?? Infinity, theirs?.start ?? Infinity);
  const end = Math.max(mine?.end ?? 0, theirs?.end ?? 0);
  const before = text.slice(Math.max(0, start - LETTERS_AROUND), start).replace(/^.*\n/s, '');
  const after = text.slice(end, end + LETTERS_AROUND).replace(/\n.*$/s, '');
  return {
    start,
    end,
    before: before.length === LETTERS_AROUND && start > LETTERS_AROUND ? before.replace(/^\S*\s/, '… ') : before,
    here: text.slice(start, end),
    after: after.length === LETTERS_AROUND ? after.replace(/\s\S*$/, ' …') : after,
  };
}

/**
 * @param {{ get: () => State, dispatch: (action: import('./state.js').Action) => void }} store
 * @param {Pick<import('./engine-client.js').EngineClient, 'read'>} client
 * @returns {(state: State, before: State) => void}
 */
export function createComparePanel({ get, dispatch }, client) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('compare'));
  const file = /** @type {HTMLInputElement} */ (byId('compare-file'));
  const list = byId('compare-list');
  const more = byId('compare-more');
  let limit = DIFFERENCES_AT_FIRST;
  /** @type {Difference[]} */
  let all = [];
  /** @type {import('./state.js').Message | null} what is wrong with a file */
  let problem = null;

  byId('compare-open').addEventListener('click', () => dispatch({ type: 'compare', open: true }));
  byId('compare-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dispatch({ type: 'compare', open: false }));
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    const asked = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.code === 'KeyZ';
    if (asked && undo(get(), dispatch)) event.preventDefault();
  });
  byId('compare-undo').addEventListener('click', () => undo(get(), dispatch));

  /** @param {import('./compare.js').Comparison['other']} other */
  const compareWith = (other) => {
    problem = null;
    limit = DIFFERENCES_AT_FIRST;
    dispatch({ type: 'compare with', other });
  };
  byId('compare-automatic').addEventListener('click', () => compareWith(null));
  byId('compare-choose').addEventListener('click', () => file.click());
  file.addEventListener('change', async () => {
    const [pair, ...others] = pairedFiles([...(file.files ?? [])]);
    // The same file can be chosen again.
    file.value = '';
    if (!pair) return;
    const other = others.length > 0 ? { problem: { key: 'compareOne' } } : await readOther(pair);
    if (!other) return;
    if (!('problem' in other)) compareWith(other);
    else {
      problem = other.problem;
      render(get());
    }
  });

  /**
   * @param {ReturnType<typeof pairedFiles<File>>[number]} pair
   * @returns {Promise<ReturnType<typeof otherTags> | null>} null: it was called off
   */
  async function readOther(pair) {
    const { name } = pair.file;
    const text = get().result?.found.text ?? '';
    try {
      const content = await contentOf(pair, client, text);
      // Where the text has gone on meanwhile, they would stand elsewhere.
      if (get().result?.found.text !== text) return null;
      if ('problem' in content) return content;
      if ('text' in content) return { problem: { key: 'compareNoTags', params: { name } } };
      return otherTags(name, content.documents, text);
    } catch (error) {
      if (error instanceof EngineCancelled) return null;
      const message = error instanceof Error ? error.message : String(error);
      return { problem: { key: 'unreadable', params: { name, message } } };
    }
  }

  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const difference = button ? all[Number(button.dataset.at)] : undefined;
    if (!button || !difference) return;
    if (button.dataset.do === 'go') goTo(difference);
    else if (button.dataset.do === 'keep') {
      const { key } = button.dataset;
      keep(difference);
      // It was drawn anew twice.
      queueMicrotask(() => /** @type {HTMLElement | null} */ (list.querySelector(`[data-key="${key}"]`))?.focus());
    } else take(difference);
  });
  more.addEventListener('click', () => {
    limit += DIFFERENCES_MORE;
    render(get());
  });
  byId('compare-all').addEventListener('click', () => {
    const state = get();
    if (!canCorrect(state)) return;
    const changes = left(state).map(({ mine, theirs }) => ({ from: mine, to: theirs }));
    const name = { key: 'saidTaken', params: { name: otherName(state), count: changes.length } };
    dispatch({ type: 'correct all', changes, name });
    byId('compare-title').focus();
  });

  /** @param {Difference} difference */
  function goTo({ mine, theirs }) {
    const { result, labels } = get();
    dialog.close();
    if (result && mine) {
      dispatch({ type: 'activate', at: placeOf(result.found, labels, mine), card: false, flash: true });
    } else if (theirs) {
      dispatch({ type: 'select', selected: { start: theirs.start, end: theirs.end }, drawing: 'keys' });
    }
    byId('reading').focus({ preventScroll: true });
  }

  /** @param {Difference} difference */
  function keep(difference) {
    const state = get();
    const { mine } = difference;
    const keeps = !state.comparison?.kept.has(differenceKey(difference));
    dispatch({ type: 'keep', difference });
    if (!keeps || !mine || !state.result || !canCorrect(state)) return;
    if (state.result.found.confirmed[placeOf(state.result.found, state.labels, mine)]) return;
    dispatch({
      type: 'correct',
      from: mine,
      to: mine,
      name: { key: 'saidConfirmed', params: told(state, mine) },
    });
  }

  /** @param {Difference} difference */
  function take({ mine, theirs }) {
    const state = get();
    if (!canCorrect(state)) return;
    const samePlace = mine?.start === theirs?.start && mine?.end === theirs?.end;
    const key = !theirs ? 'saidRemoved' : !mine ? 'saidAdded' : samePlace ? 'saidRetagged' : 'saidResized';
    const params = told(state, /** @type {Span} */ (theirs ?? mine));
    dispatch({ type: 'correct', from: mine, to: theirs, name: { key, params } });
    // The next one has come to its place; after the last there is none.
    queueMicrotask(() => {
      if (!dialog.contains(document.activeElement)) byId('compare-title').focus();
    });
  }

  /** @param {State} state */
  function otherName({ comparison, lang }) {
    return comparison?.other?.name ?? translate(lang, 'compareAutomatic');
  }

  /** @param {State} state @param {Span | null} span */
  const isKnown = ({ labels }, span) => span === null || labels.some(({ id }) => id === span.type);

  /**
   * The differences that can be taken from the other and that the reader has not decided about.
   * @param {State} state
   */
  function left(state) {
    return all.filter((one) => !state.comparison?.kept.has(differenceKey(one)) && isKnown(state, one.theirs));
  }

  /**
   * One side of a difference.
   * @param {State} state
   * @param {Difference} difference
   * @param {'mine' | 'theirs'} who
   */
  function side(state, difference, who) {
    const { lang, labels, comparison } = state;
    const span = difference[who];
    const label = labels.find(({ id }) => id === span?.type);
    const whole = span && state.result ? state.result.found.text.slice(span.start, span.end) : '';
    const text = whole.length > MOST_OF_TAG ? `${whole.slice(0, MOST_OF_TAG)}…` : whole;
    const type = span ? (label ? typeName(label, lang) : span.type) : '';
    const at = String(all.indexOf(difference));
    const what = span ? translate(lang, 'compareWhat', { text, type }) : translate(lang, 'compareNone');
    const made = element('div', { class: `compare-${who}`, 'data-type': label?.id });
    if (span) made.append(element('bdi', { lang: 'ar' }, text), ' ', element('span', { class: 'compare-kind' }, type));
    else made.append(element('span', { class: 'compare-no' }, translate(lang, 'compareNone')));
    if (!isKnown(state, span)) {
      made.append(element('span', { class: 'count' }, translate(lang, 'compareUnknown')));
      return made;
    }
    const act = who === 'mine' ? 'keep' : 'take';
    const kept = comparison?.kept.has(differenceKey(difference)) === true;
    const button = element(
      'button',
      {
        type: 'button',
        class: 'small',
        'data-do': act,
        'data-at': at,
        'data-key': `${act} ${at}`,
        'aria-pressed': who === 'mine' ? String(kept) : null,
      },
      translate(lang, who === 'mine' ? 'compareKeep' : 'compareTake'),
    );
    const key = who === 'mine' ? 'compareKeepWhat' : 'compareTakeWhat';
    button.setAttribute('aria-label', translate(lang, key, { what, name: otherName(state) }));
    button.disabled = !canCorrect(state);
    made.append(button);
    return made;
  }

  /** @param {State} state @param {Difference} difference */
  function row(state, difference) {
    const { before, here, after } = contextOf(state.result?.found.text ?? '', difference);
    const at = String(all.indexOf(difference));
    const kept = state.comparison?.kept.has(differenceKey(difference));
    return element(
      'li',
      { class: kept ? 'compare-kept' : null },
      element(
        'button',
        { type: 'button', class: 'compare-go', lang: 'ar', dir: 'auto', 'data-do': 'go', 'data-at': at },
        before,
        element('mark', {}, here),
        after,
      ),
      element('div', { class: 'compare-sides' }, side(state, difference, 'mine'), side(state, difference, 'theirs')),
    );
  }

  /** @param {State} state */
  function render(state) {
    const { comparison, result, labels, lang } = state;
    if (!comparison?.open || !result) return;
    const mine = spansOf(result.found, labels);
    const theirs = comparison.other?.spans ?? spansOf(result.base, labels);
    const { f1, kappa, types } = agreement(mine, theirs, result.found.text);
    all = differences(mine, theirs);
    const kept = all.filter((one) => comparison.kept.has(differenceKey(one))).length;
    const name = otherName(state);

    const percent = (/** @type {number | null} */ value) =>
      value === null ? '—' : formatNumber(lang, value, { style: 'percent', maximumFractionDigits: 1 });
    byId('compare-text').textContent = translate(lang, kept > 0 ? 'compareScoreKept' : 'compareScore', {
      differences: { key: 'compareDifferences', params: { count: all.length } },
      kept,
      f1: percent(f1),
      kappa: kappa === null ? '—' : formatNumber(lang, kappa, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    });
    byId('compare-problem').hidden = problem === null;
    byId('compare-problem').textContent = problem ? translate(lang, problem.key, problem.params) : '';
    const { apart = null, reports = [] } = comparison.other ?? {};
    byId('compare-apart').hidden = apart === null;
    say(byId('compare-apart'), apart ? translate(lang, apart.key, apart.params) : '');
    byId('compare-reports').hidden = reports.length === 0;
    byId('compare-reports-summary').textContent = translate(lang, 'importedReports', { count: reports.length });
    byId('compare-reports-list').replaceChildren(
      ...reports
        .slice(0, MOST_REPORTS)
        .map(({ key, params }) => element('li', { dir: 'auto' }, translate(lang, key, params))),
    );
    byId('compare-automatic').setAttribute('aria-pressed', String(comparison.other === null));
    const choose = byId('compare-choose');
    choose.replaceChildren(
      comparison.other ? element('bdi', {}, comparison.other.name) : translate(lang, 'compareChoose'),
    );
    choose.setAttribute('aria-pressed', String(comparison.other !== null));
    byId('compare-by-type').hidden = types.length === 0;
    byId('compare-types').replaceChildren(
      ...types.map((one) => {
        const label = labels.find(({ id }) => id === one.type);
        const numbers = [one.both, one.mine, one.theirs].map((count) => element('td', {}, formatNumber(lang, count)));
        return element(
          'tr',
          { 'data-type': label?.id },
          element('th', { scope: 'row' }, label ? typeName(label, lang) : one.type),
          ...numbers,
          element('td', {}, percent(one.f1)),
        );
      }),
    );
    byId('compare-heads').hidden = all.length === 0;
    byId('compare-name').textContent = name;
    keepingFocus(list, () => list.replaceChildren(...all.slice(0, limit).map((one) => row(state, one))));
    more.hidden = all.length <= limit;
    more.textContent = translate(lang, 'more', { count: Math.min(all.length - limit, DIFFERENCES_MORE) });
    const rest = left(state).length;
    const takeAll = /** @type {HTMLButtonElement} */ (byId('compare-all'));
    takeAll.hidden = rest === 0;
    takeAll.disabled = !canCorrect(state);
    takeAll.textContent = translate(lang, 'compareAll', { name, count: rest });
    /** @type {HTMLButtonElement} */ (byId('compare-undo')).disabled = !undo(state);
  }

  return (state, before) => {
    const open = state.comparison?.open === true && state.result !== null;
    const same =
      state.comparison === before.comparison &&
      state.result === before.result &&
      state.lang === before.lang &&
      state.past === before.past &&
      state.locked === before.locked;
    if (same && state !== before) return;
    if (open && !dialog.open) {
      problem = null;
      limit = DIFFERENCES_AT_FIRST;
      dialog.showModal();
      byId('compare-title').focus();
    }
    if (!open && dialog.open) dialog.close();
    render(state);
  };
}
