// Labels over the tags in view, or over the words: who types one is there.

import { byId, element } from './dom.js';
import { annotationsToDraw, offsetBelow } from './in-view.js';
import { jumpCaps, jumpLabels, jumpLetter, jumpLetterAt, placeLabels } from './jump.js';
import { shortcutOf } from './keys.js';
import { cliticBorders, nextWord } from './snap.js';
import { isShown } from './state.js';
import { rangeIn } from './text-layer.js';

/** How long scrolling must rest until what has come into view has labels, in milliseconds. */
const SCROLL_RESTS = 120;
/** Words of fewer letters get their labels after the others: names are longer. */
const LONG_WORD = 3;
/** Places in the text that what lies before the reader is further away than what lies as far ahead. */
const BEHIND = 200;

/**
 * @typedef {object} Goal
 * @property {number} at the tag; -1: it is a word
 * @property {number} start
 * @property {number} end
 * @property {number} rank those of a lower one get the shorter labels
 * @property {import('./text-layer.js').Paragraph} paragraph
 * @property {DOMRect} rect
 */

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @param {{ inView: () => ReadonlySet<import('./text-layer.js').Paragraph>,
 *   clearing: () => { top: number, bottom: number },
 *   chipAt: (paragraph: import('./text-layer.js').Paragraph) => number }} layer
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createJumpLayer({ get, dispatch }, { inView, clearing, chipAt }) {
  const reading = byId('reading');
  const layer = byId('jumps');
  const side = byId('side');
  const toolbar = byId('toolbar');
  /** @type {Map<string, { goal: Goal, shown: HTMLElement }>} */
  let goals = new Map();
  let typed = '';

  /** Between which heights of the window labels can be seen. */
  function unobscured() {
    const { top, bottom } = clearing();
    const isFixed = getComputedStyle(side).position === 'fixed';
    return {
      top: Math.max(top, toolbar.getBoundingClientRect().bottom),
      bottom: isFixed ? Math.min(bottom, side.getBoundingClientRect().top) : bottom,
    };
  }

  /** What can be gone to, in the order of the text. @returns {Goal[]} */
  function goalsInView() {
    const state = get();
    const { result, jump } = state;
    if (!result || !jump) return [];
    const { found } = result;
    const { top, bottom } = unobscured();
    const paragraphs = [...inView()].sort((a, b) => a.start - b.start);
    return paragraphs.flatMap((paragraph) => {
      const all =
        jump.what === 'tags'
          ? annotationsToDraw(paragraph, result)
              .filter((at) => isShown(state, at))
              .map((at) => ({ at, start: found.starts[at], end: found.ends[at], rank: tagRank(at) }))
          : wordsOf(paragraph);
      return all.flatMap((goal) => {
        const rect = rangeIn(paragraph, goal.start, goal.end).getClientRects()[0];
        return rect && rect.top >= top && rect.bottom <= bottom ? [{ ...goal, paragraph, rect }] : [];
      });
    });
  }

  /**
   * The less certain a tag, the shorter its label.
   * @param {number} at
   */
  function tagRank(at) {
    const { found } = /** @type {import('./state.js').Result} */ (get().result);
    return found.confirmed[at] ? 2 : found.unsure[at] ? 0 : 1;
  }

  /**
   * The words of what can be seen of a paragraph.
   * @param {import('./text-layer.js').Paragraph} paragraph
   */
  function wordsOf(paragraph) {
    const { data } = paragraph.node;
    const from = offsetBelow(paragraph, -1) - paragraph.start;
    const to = offsetBelow(paragraph, innerHeight) - paragraph.start;
    const words = [];
    const tagged = coveredIn(paragraph);
    for (let word = nextWord(data, from, 1); word && word[0] < to; word = nextWord(data, word[1], 1)) {
      const [start, end] = [paragraph.start + word[0], paragraph.start + word[1]];
      const isTagged = tagged.some((span) => span.start < end && start < span.end);
      // A word that is missing a tag is most often a long one without.
      words.push({ at: -1, start, end, rank: isTagged || end - start <= LONG_WORD ? 1 : 0 });
    }
    return words;
  }

  /** @param {import('./text-layer.js').Paragraph} paragraph */
  function coveredIn(paragraph) {
    const { result } = get();
    if (!result) return [];
    const { starts, ends } = result.found;
    return annotationsToDraw(paragraph, result).map((at) => ({ start: starts[at], end: ends[at] }));
  }

  function draw() {
    const { jump, keymap, place: here, labels, result } = get();
    typed = '';
    goals = new Map();
    const all = goalsInView();
    const far = (/** @type {Goal} */ { start }) => (start >= here ? start - here : here - start + BEHIND);
    const taken = [keymap.jump, keymap.jumpWords].map(jumpLetterAt);
    const codes = jumpLabels(all.length, taken);
    const byNeed = [...all].sort((a, b) => a.rank - b.rank || far(a) - far(b)).slice(0, codes.length);
    byNeed.forEach((goal, i) => {
      const type = goal.at >= 0 && result ? labels[result.found.types[goal.at]].id : undefined;
      const caps = jumpCaps(codes[i], jump?.arabic === true);
      const dir = jump?.arabic ? 'rtl' : 'ltr';
      const place = `${goal.start} ${goal.end}`;
      const shown = element(
        'b',
        { 'data-type': type, 'data-place': place, dir },
        ...caps.map((cap) => element('span', {}, cap)),
      );
      goals.set(codes[i], { goal, shown });
    });
    layer.replaceChildren(...[...goals.values()].map(({ shown }) => shown));
    placeAll();
    return all.length;
  }

  /** All is measured before the first is moved. */
  function placeAll() {
    const shown = [...goals.values()].sort((a, b) => a.goal.start - b.goal.start || b.goal.end - a.goal.end);
    const frame = reading.getBoundingClientRect();
    /** @type {Map<import('./text-layer.js').Paragraph, number>} */
    const rises = new Map();
    for (const { goal } of shown) if (!rises.has(goal.paragraph)) rises.set(goal.paragraph, chipAt(goal.paragraph));
    const spots = shown.map(({ goal: { paragraph, rect }, shown: label }) => {
      const width = label.getBoundingClientRect().width;
      return {
        line: Math.round(rect.top),
        from: paragraph.rtl ? frame.right - rect.right : rect.left - frame.left,
        width,
      };
    });
    placeLabels(spots, frame.width).forEach((at, i) => {
      const { goal, shown: label } = shown[i];
      const left = goal.paragraph.rtl ? frame.width - at - spots[i].width : at;
      label.style.left = `${left}px`;
      label.style.top = `${goal.rect.top - frame.top + (rises.get(goal.paragraph) ?? 0)}px`;
    });
  }

  /** Shows what of the labels has been typed, and which are still meant. */
  function showTyped() {
    for (const [code, { shown }] of goals) {
      shown.hidden = !code.startsWith(typed);
      for (const [i, letter] of [...shown.children].entries()) letter.classList.toggle('typed', i < typed.length);
    }
  }

  /**
   * @param {Goal} goal
   * @param {boolean} bare without what is attached to the word
   */
  function go({ at, start, end, paragraph }, bare) {
    const word = paragraph.node.data.slice(start - paragraph.start, end - paragraph.start);
    const from = start + (bare ? (cliticBorders(word)[0] ?? 0) : 0);
    if (at >= 0) dispatch({ type: 'activate', at, card: false });
    else dispatch({ type: 'select', selected: { start: from, end }, drawing: 'keys' });
    reading.focus({ preventScroll: true });
  }

  const leave = () => dispatch({ type: 'jump', jump: null });

  // Before all others hear of the key: while there are labels, letters are theirs.
  document.addEventListener(
    'keydown',
    (event) => {
      const { jump, keymap } = get();
      if (!jump || event.ctrlKey || event.altKey || event.metaKey || /^(Shift|Alt|Control|Meta)/.test(event.code))
        return;
      const writing = event.target instanceof Element && event.target.closest('textarea, input, select');
      if (writing || document.querySelector('dialog[open]')) {
        leave();
        return;
      }
      const asked = shortcutOf(keymap, event);
      const letter = jumpLetter(event);
      if (event.code === 'Escape') leave();
      else if (event.code === 'Backspace') {
        typed = typed.slice(0, -1);
        showTyped();
      } else if (asked === 'jump' || asked === 'jumpWords') {
        const what = asked === 'jump' && jump.what === 'words' ? 'tags' : 'words';
        dispatch({ type: 'jump', jump: { ...jump, what } });
      } else if (letter !== null) {
        const wanted = typed + letter;
        const there = goals.get(wanted);
        if (there) go(there.goal, event.shiftKey);
        else if ([...goals.keys()].some((code) => code.startsWith(wanted))) {
          typed = wanted;
          showTyped();
        }
      } else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  document.addEventListener('pointerdown', () => {
    if (get().jump) leave();
  });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  for (const name of ['scroll', 'resize']) {
    addEventListener(
      name,
      () => {
        if (!get().jump) return;
        clearTimeout(resting);
        resting = setTimeout(() => get().jump && draw(), SCROLL_RESTS);
      },
      { passive: true },
    );
  }

  return (state, before) => {
    if (state.jump === before.jump && state !== before) return;
    layer.hidden = state.jump === null;
    for (const { block } of inView()) block.classList.toggle('jumping', state.jump !== null);
    if (!state.jump) {
      clearTimeout(resting);
      goals = new Map();
      layer.replaceChildren();
      return;
    }
    const count = draw();
    const key = count === 0 ? 'saidJumpNone' : state.jump.what === 'tags' ? 'saidJumpTags' : 'saidJumpWords';
    dispatch({ type: 'say', message: { key, params: { count } } });
    if (count === 0) leave();
  };
}
