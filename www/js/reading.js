// The reading view: the three layers together, and what the pointer does to them.

import { canCorrect, resize } from './commands.js';
import { byId, oncePerFrame } from './dom.js';
import { countHitsBelow } from './find.js';
import { itemAt } from './groups.js';
import { borderAtPoint, offsetAtPoint } from './hit-test.js';
import { annotationsToDraw, isDrawnInPart } from './in-view.js';
import { intervalsAt, intervalsIn } from './intervals.js';
import { canHighlight, PaintLayer } from './paint-layer.js';
import { snapped } from './snap.js';
import { clickedOutward, isShown } from './state.js';
import { TagLayer } from './tag-layer.js';
import { rangeIn, TextLayer } from './text-layer.js';

/** How long an annotation that was jumped to is lit, in milliseconds. */
const FLASH_FOR = 1400;
/** How much further the window moves until more is drawn of what is drawn in part, in pixels. */
const FURTHER = 200;
/** Room that a jump leaves above and below its goal, in pixels. */
const JUMP_MARGIN = 120;
/** Room between where the reader is and what lies over the page at its head or its foot, in pixels. */
const BAR_MARGIN = 32;
/** What may lie there, in a narrow window more than in a wide one. */
const BARS = ['card', 'find', 'offer', 'each', 'review'];
/** What of the state says which tags are drawn. */
const DRAWN = /** @type {const} */ (['result', 'hidden', 'filter']);
/** What of the state says how wide the text and its chips are. */
const BESIDE_TAGS = /** @type {const} */ (['lang', 'labels', 'editing', 'theme']);
/** What of the state stands out in the text, beside the tags. */
const MARKED = /** @type {const} */ (['active', 'hover', 'card', 'selected', 'edge', 'find', 'each']);

/**
 * What the reader is shown one by one: what was looked for, or where else something may be done.
 * @param {Pick<import('./state.js').State, 'find' | 'each'>} state
 * @returns {{ hits: readonly import('./find.js').Hit[], at: number }}
 */
function lookedAt({ find, each }) {
  if (find) return find;
  const hits = (each?.left ?? []).flatMap(({ from, to }) => to ?? from ?? []);
  return { hits, at: hits.length > 0 ? 0 : -1 };
}

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {{ updateFirst: (state: import('./state.js').State, before: import('./state.js').State) => void,
 *   update: (state: import('./state.js').State, before: import('./state.js').State) => void,
 *   paragraphOf: (node: Node) => import('./text-layer.js').Paragraph | undefined,
 *   paragraphAt: (offset: number) => import('./text-layer.js').Paragraph | undefined,
 *   offsetAt: (x: number, y: number) => number,
 *   inView: () => ReadonlySet<import('./text-layer.js').Paragraph>,
 *   clearing: () => { top: number, bottom: number },
 *   chipAt: (paragraph: import('./text-layer.js').Paragraph) => number,
 *   onView: (act: () => void) => void }}
 */
export function createReading(store) {
  const reading = byId('reading');
  const card = byId('card');
  const text = byId('text');
  const paintLayer = new PaintLayer();
  const tagLayer = new TagLayer(!canHighlight());
  const textLayer = new TextLayer(byId('text'), (entered, left) => {
    for (const paragraph of left) {
      leaving.add(paragraph);
      unwatch(paragraph);
    }
    for (const paragraph of entered) leaving.delete(paragraph);
    if (entered.length > 0) {
      // What is taken away would have all laid out anew before these are measured.
      drawAgain(entered, false);
      forgetLeaving();
    }
    for (const paragraph of entered) lines.observe(paragraph.element);
    for (const act of viewers) act();
  });
  /**
   * Paragraphs that may lose their tags. With each change of elements or of paint the browser paints all that is in view
   * anew, so they wait for the next that come into view.
   * @type {Set<import('./text-layer.js').Paragraph>}
   */
  const leaving = new Set();
  /** @type {(() => void)[]} told when other paragraphs are in view */
  const viewers = [];

  /** @type {Map<import('./text-layer.js').Paragraph, { places: number[], looks: string }>} what is drawn of each */
  const drawnIn = new Map();

  /** @param {import('./text-layer.js').Paragraph} paragraph */
  function erase(paragraph) {
    drawnIn.delete(paragraph);
    paintLayer.erase(paragraph);
    tagLayer.erase(paragraph);
  }

  /**
   * What is seen of annotations in a paragraph, wherever it stands in the text and they in the columns.
   * @param {import('./text-layer.js').Paragraph} paragraph
   * @param {readonly number[]} places
   * @param {import('./pack.js').Found} found
   */
  function looksOf({ start }, places, { starts, ends, types, confirmed, unsure }) {
    return places
      .map((at) => [starts[at] - start, ends[at] - start, types[at], confirmed[at], unsure[at]].join(' '))
      .join();
  }

  /**
   * All is measured before the first is written: what is written changes the layout, which is then made anew.
   * @param {Iterable<import('./text-layer.js').Paragraph>} paragraphs
   * @param {boolean} anew those too that are drawn as they are
   */
  function draw(paragraphs, anew) {
    const state = store.get();
    if (!state.result) return;
    const writes = [];
    for (const paragraph of paragraphs) {
      const places = annotationsToDraw(paragraph, state.result).filter((at) => isShown(state, at));
      const looks = looksOf(paragraph, places, state.result.found);
      const before = drawnIn.get(paragraph);
      drawnIn.set(paragraph, { places, looks });
      if (!anew && before?.looks === looks) {
        if (places.every((at, i) => at === before.places[i])) continue;
        writes.push(() => tagLayer.renumber(paragraph, new Map(before.places.map((at, i) => [at, places[i]]))));
        continue;
      }
      paintLayer.paint(paragraph, places, state);
      writes.push(tagLayer.prepare(paragraph, places, state));
    }
    mark(state, writes);
  }
  function forgetLeaving() {
    for (const paragraph of leaving) erase(paragraph);
    leaving.clear();
  }

  /**
   * Draws where the state is as it was and the lines are others, as after scrolling: the card stays at its tag.
   * @param {Iterable<import('./text-layer.js').Paragraph>} paragraphs
   * @param {boolean} anew those too that are drawn as they are
   */
  function drawAgain(paragraphs, anew) {
    draw(paragraphs, anew);
    placeCard(store.get());
  }

  const redraw = oncePerFrame(() => {
    forgetLeaving();
    drawAgain(textLayer.inView, true);
  });

  /** @type {WeakMap<Element, number>} how high each paragraph was when it was drawn */
  const heights = new WeakMap();
  // A reader's own style, with more room between letters and lines, breaks lines anew too.
  const lines = new ResizeObserver((entries) => {
    let others = false;
    for (const { target, contentRect } of entries) {
      others ||= (heights.get(target) ?? contentRect.height) !== contentRect.height;
      heights.set(target, contentRect.height);
    }
    if (!others) return;
    tagLayer.forget();
    redraw();
  });

  /** @param {import('./text-layer.js').Paragraph} paragraph that is no longer in view */
  function unwatch(paragraph) {
    heights.delete(paragraph.element);
    lines.unobserve(paragraph.element);
  }

  /** @type {Map<string, Element | null>} */
  const holders = new Map();
  /**
   * Moves a class to a paragraph. What the whole text has, the browser works out anew for each paragraph.
   * @param {string} name
   * @param {Element | null} block
   */
  function classAt(name, block) {
    const before = holders.get(name) ?? null;
    if (before === block) return;
    before?.classList.remove(name);
    block?.classList.add(name);
    holders.set(name, block);
  }

  /**
   * @param {import('./state.js').State} state
   * @param {(() => void)[]} [writes] what is to be drawn beside, all of it measured
   */
  function mark(state, writes = []) {
    const all = [...writes, prepareEdges(state)];
    for (const write of all) write();
    paintLayer.mark(
      'hover',
      state.hover.flatMap((at) => spanInView(state, at)),
    );
    paintLayer.mark('active', state.active >= 0 ? spanInView(state, state.active) : []);
    const { selected } = state;
    const selectedIn = (selected && textLayer.paragraphAt(selected.start)) ?? null;
    paintLayer.select(selectedIn, selected?.start ?? 0, selected?.end ?? 0);
    paintLayer.markHits([...textLayer.inView].flatMap((paragraph) => hitsIn(state, paragraph)));
    if (!canHighlight() && state.drawing === 'keys') selectNatively(selected);
    classAt('selecting', canHighlight() ? (selectedIn?.block ?? null) : null);
    tagLayer.mark(textLayer.inView, state);
  }

  /**
   * @param {import('./state.js').State} state
   * @param {number} at
   */
  function spanInView(state, at) {
    if (!state.result) return [];
    const { starts, ends, types } = state.result.found;
    const paragraph = textLayer.paragraphAt(starts[at]);
    if (!paragraph || !drawnIn.get(paragraph)?.places.includes(at)) return [];
    return [{ paragraph, start: starts[at], end: ends[at], type: state.labels[types[at]].id }];
  }

  /**
   * @param {import('./state.js').State} state
   * @param {import('./text-layer.js').Paragraph} paragraph
   */
  function hitsIn(state, paragraph) {
    const { hits, at } = lookedAt(state);
    if (hits.length === 0) return [];
    const from = countHitsBelow(hits, paragraph.start);
    const to = countHitsBelow(hits, paragraph.end);
    // Hits of an expression may run over the end of a paragraph.
    return hits.slice(from, to).map(({ start, end }, i) => ({
      paragraph,
      start,
      end: Math.min(end, paragraph.end),
      here: from + i === at,
    }));
  }

  /**
   * The boxes of a piece of text on the page.
   * @param {{ start: number, end: number } | null} span
   * @returns {DOMRect[]}
   */
  function rectsOf(span) {
    const paragraph = span && textLayer.paragraphAt(span.start);
    return paragraph ? [...rangeIn(paragraph, span.start, span.end).getClientRects()] : [];
  }

  /**
   * Where the reader is.
   * @param {import('./state.js').State} state
   */
  function spotOf({ result, active, selected, find, each }) {
    const { hits, at } = lookedAt({ find, each });
    if (hits[at]) return hits[at];
    if (selected || !result || active < 0) return selected;
    return { start: result.found.starts[active], end: result.found.ends[active] };
  }

  /**
   * Where there are no highlights, the browser's own selection shows what keys have selected.
   * @param {import('./state.js').State['selected']} selected
   */
  function selectNatively(selected) {
    const paragraph = selected && textLayer.paragraphAt(selected.start);
    if (!paragraph) return;
    const range = rangeIn(paragraph, selected.start, selected.end);
    getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }

  /** @param {import('./state.js').State} state */
  function prepareEdges(state) {
    const spot = state.active >= 0 && canCorrect(state) ? spotOf(state) : null;
    const paragraph = spot && textLayer.paragraphAt(spot.start);
    return tagLayer.prepareEdges((spot && paragraph) ?? null, spot ?? { start: 0, end: 0 }, state.edge);
  }

  /**
   * Brings the card to the tag that it tells of.
   * @param {import('./state.js').State} state
   */
  function placeCard(state) {
    const rects = state.card && state.active >= 0 ? rectsOf(spotOf(state)) : [];
    const last = rects.at(-1);
    if (!last) return;
    const frame = reading.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = card;
    const below = last.bottom + 14;
    const above = rects[0].top - height - 18;
    const top = below + height > innerHeight && above > 60 ? above : below;
    const centre = (last.left + last.right) / 2 - frame.left - width / 2;
    card.style.setProperty('--x', `${Math.max(0, Math.min(centre, frame.width - width))}px`);
    card.style.setProperty('--y', `${top - frame.top}px`);
  }

  /** Between which heights of the window the text can be seen. */
  function clearing() {
    let [top, bottom] = [0, innerHeight];
    for (const bar of BARS.map((id) => byId(id))) {
      if (bar.hidden || getComputedStyle(bar).position !== 'fixed') continue;
      const box = bar.getBoundingClientRect();
      if (box.top < innerHeight / 4) top = Math.max(top, box.bottom);
      else bottom = Math.min(bottom, box.top);
    }
    return { top, bottom };
  }

  /**
   * Brings where the reader is into the middle of what can be seen of the text, unless it is well inside already.
   * @param {import('./state.js').State} state
   */
  function bringIntoView(state) {
    const spot = spotOf(state);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const by = () => {
      const rect = rectsOf(spot)[0];
      if (!rect) return 0;
      const { top, bottom } = clearing();
      const foot = Math.min(innerHeight - JUMP_MARGIN, bottom - BAR_MARGIN);
      const head = Math.max(top && top + BAR_MARGIN, Math.min(JUMP_MARGIN, foot / 4));
      const inside = rect.top > head && rect.bottom < foot;
      return inside ? 0 : rect.top - top - (bottom - top) * 0.4;
    };
    const distance = by();
    if (distance === 0) return;
    const near = Math.abs(distance) < innerHeight * 1.5;
    scrollBy({ top: distance, behavior: near && !calm ? 'smooth' : 'instant' });
    // What was out of view had a guessed height: look again once it is laid out.
    if (!near) requestAnimationFrame(() => scrollBy({ top: by(), behavior: 'instant' }));
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let flashing;
  /** @param {import('./state.js').State} state */
  function flash(state) {
    clearTimeout(flashing);
    const at = state.flash?.at;
    // The paragraph may come into view only now.
    requestAnimationFrame(() => {
      paintLayer.mark('flash', at === undefined ? [] : spanInView(store.get(), at));
    });
    flashing = setTimeout(() => paintLayer.mark('flash', []), FLASH_FOR);
  }

  /**
   * The shown annotations under the pointer, smallest first.
   * @param {MouseEvent} event
   * @returns {number[]}
   */
  function stackAt(event) {
    const state = store.get();
    if (!state.result) return [];
    const chip = event.target instanceof HTMLElement ? event.target.closest('.chip') : null;
    if (chip instanceof HTMLElement) return [Number(chip.dataset.at)];
    const offset = offsetAtPoint(textLayer, event.clientX, event.clientY);
    if (offset < 0) return [];
    return intervalsAt(state.result.intervals, offset).filter((at) => isShown(state, at));
  }

  /**
   * @param {import('./state.js').State} state
   * @param {number} at
   * @param {number} offset -1 for none
   * @returns {'start' | 'end'}
   */
  function nearEdge({ result }, at, offset) {
    if (!result || offset < 0) return 'end';
    return offset - result.found.starts[at] < result.found.ends[at] - 1 - offset ? 'start' : 'end';
  }

  text.addEventListener('pointerdown', (event) => {
    const handle = event.target instanceof HTMLElement ? event.target.closest('.edge') : null;
    const span = spotOf(store.get());
    const paragraph = span && textLayer.paragraphAt(span.start);
    if (!(handle instanceof HTMLElement) || !span || !paragraph || event.button !== 0) return;
    event.preventDefault();
    const edge = handle.dataset.edge === 'start' ? 'start' : 'end';
    /** @type {{ start: number, end: number }} */
    let drawn = span;
    text.classList.add('pulling');
    const pull = (/** @type {PointerEvent} */ { clientX, clientY, altKey }) => {
      const at = borderAtPoint(textLayer, clientX, clientY);
      if (at?.paragraph !== paragraph) return;
      const { start } = paragraph;
      const ends = edge === 'start' ? [at.offset, span.end - start] : [span.start - start, at.offset];
      // Never past the other edge, which stays where it is.
      const whole = ends[0] < ends[1] ? snapped(paragraph.node.data, ends[0], ends[1], altKey) : null;
      if (!whole) return;
      drawn =
        edge === 'start' ? { start: start + whole[0], end: span.end } : { start: span.start, end: start + whole[1] };
      paintLayer.select(paragraph, drawn.start, drawn.end);
    };
    const stop = (/** @type {PointerEvent} */ { type }) => {
      removeEventListener('pointermove', pull);
      removeEventListener('pointerup', stop);
      removeEventListener('pointercancel', stop);
      text.classList.remove('pulling');
      paintLayer.select(null, 0, 0);
      store.dispatch({ type: 'edge', edge });
      if (type === 'pointerup') resize({ [edge]: drawn[edge] })(store.get(), store.dispatch);
      pulled = true;
      setTimeout(() => (pulled = false));
    };
    addEventListener('pointermove', pull);
    addEventListener('pointerup', stop);
    addEventListener('pointercancel', stop);
  });
  /** A handle has just been let go: what is then taken for a click is none. */
  let pulled = false;
  text.addEventListener('click', (event) => {
    if (pulled) return;
    if (!(getSelection()?.isCollapsed ?? true)) return;
    const state = store.get();
    const stack = stackAt(event);
    const offset = offsetAtPoint(textLayer, event.clientX, event.clientY);
    if (stack.length === 0) {
      store.dispatch({ type: 'leave', place: offset < 0 ? undefined : offset });
      return;
    }
    const at = clickedOutward(stack, state.active);
    store.dispatch({ type: 'activate', at, card: true, edge: nearEdge(state, at, offset) });
  });
  /** Where the pointer was last, in the window. */
  let pointer = { x: -1, y: -1 };
  text.addEventListener(
    'pointermove',
    oncePerFrame((/** @type {PointerEvent} */ event) => {
      // It is the text that moves under it: who scrolls points at nothing.
      if (event.clientX === pointer.x && event.clientY === pointer.y) return;
      pointer = { x: event.clientX, y: event.clientY };
      const state = store.get();
      const at = stackAt(event)[0];
      const block = event.target instanceof Element ? event.target.closest('.para') : null;
      classAt('on-tag', at === undefined ? null : block);
      const mentions = at === undefined || !state.result ? [] : (itemAt(state.result.found.groups, at)?.mentions ?? []);
      store.dispatch({ type: 'hover', at: mentions });
    }),
  );
  text.addEventListener('pointerleave', () => {
    pointer = { x: -1, y: -1 };
    classAt('on-tag', null);
    store.dispatch({ type: 'hover', at: [] });
  });

  // Lines break anew when the width is another; a height changes with every paragraph that comes into view.
  let width = 0;
  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width !== width) redraw();
    width = contentRect.width;
  }).observe(text);
  document.fonts.addEventListener('loadingdone', () => {
    tagLayer.forget();
    redraw();
  });
  /** Where in the page the window was when paragraphs that are drawn in part were drawn last. */
  let drawnAt = 0;
  addEventListener(
    'scroll',
    oncePerFrame(() => {
      const { result } = store.get();
      if (!result || Math.abs(scrollY - drawnAt) < FURTHER) return;
      drawnAt = scrollY;
      const parts = [...textLayer.inView].filter((paragraph) => isDrawnInPart(paragraph, result));
      if (parts.length > 0) drawAgain(parts, false);
    }),
    { passive: true },
  );
  // Paper shows the whole text. Its lines are as wide as paper's already on the screen while the boxes are measured.
  addEventListener('beforeprint', () => {
    const state = store.get();
    const { result } = state;
    if (!result) return;
    document.documentElement.classList.add('on-paper');
    tagLayer.forget();
    const writes = textLayer.paragraphs.map((paragraph) => {
      const drawn = intervalsIn(result.intervals, paragraph.start, paragraph.end).filter((at) => isShown(state, at));
      paintLayer.paint(paragraph, drawn, state);
      return tagLayer.prepare(paragraph, drawn, state);
    });
    for (const write of writes) write();
  });
  addEventListener('afterprint', () => {
    document.documentElement.classList.remove('on-paper');
    tagLayer.forget();
    for (const paragraph of textLayer.paragraphs) erase(paragraph);
    drawAgain(textLayer.inView, true);
  });

  /**
   * @param {import('./state.js').State} state
   * @param {import('./state.js').State} before
   */
  function drawTags(state, before) {
    if (state.result !== before.result) {
      const removed = textLayer.show(state.result?.found ?? null);
      for (const paragraph of removed) {
        leaving.delete(paragraph);
        erase(paragraph);
        unwatch(paragraph);
      }
      byId('no-tags').hidden = state.result === null || state.result.found.starts.length > 0;
    }
    const named = state.lang !== before.lang || state.labels !== before.labels;
    if (named) tagLayer.forget();
    if (named || DRAWN.some((key) => state[key] !== before[key])) {
      if (named) forgetLeaving();
      draw(textLayer.inView, named);
    } else if (MARKED.some((key) => state[key] !== before[key])) {
      mark(state);
    }
  }

  /** @type {import('./state.js').State | null} the state whose tags are drawn already */
  let drawnFor = null;
  /**
   * Other tags in the text that is shown are drawn before the other views are brought up to date: what is measured for
   * them is laid out still, and all that an edit changes is laid out once.
   * @param {import('./state.js').State} state
   * @param {import('./state.js').State} before
   */
  function updateFirst(state, before) {
    const sameText = state.result !== null && state.result.source === before.result?.source;
    if (!sameText || BESIDE_TAGS.some((key) => state[key] !== before[key])) return;
    drawnFor = state;
    drawTags(state, before);
  }

  /** @param {import('./state.js').State} state @param {import('./state.js').State} before */
  function update(state, before) {
    if (drawnFor !== state) drawTags(state, before);
    drawnFor = null;
    if (state.card && [...DRAWN, ...MARKED].some((key) => state[key] !== before[key])) placeCard(state);
    // Among other tags the same annotation has another place, and the reader has not moved.
    const moved = state.active !== before.active || (state.card && !before.card);
    if (state.active >= 0 && moved && state.result === before.result) bringIntoView(state);
    if (state.drawing === 'keys' && state.selected !== before.selected) bringIntoView(state);
    const looks = lookedAt(state).at >= 0 && (state.find !== before.find || state.each !== before.each);
    if (looks) bringIntoView(state);
    if (state.flash !== before.flash) flash(state);
  }

  return {
    updateFirst,
    update,
    paragraphOf: (node) => textLayer.paragraphOf(node),
    paragraphAt: (offset) => textLayer.paragraphAt(offset),
    offsetAt: (x, y) => offsetAtPoint(textLayer, x, y),
    inView: () => textLayer.inView,
    clearing,
    chipAt: (paragraph) => tagLayer.chipAt(paragraph, store.get()),
    onView: (act) => viewers.push(act),
  };
}
