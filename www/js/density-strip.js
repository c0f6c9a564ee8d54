// The strip beside the text: where tags are, where hits are, and where the window is. Its measure is the text's
// letters, not pixels, as the height of what has not been in view is a guess. The list says the same in words.

import { densityOf, partOf } from './density.js';
import { byId, oncePerFrame } from './dom.js';
import { isShown } from './state.js';

/** Height of one part of the text on the strip, in pixels. */
const PART_HEIGHT = 3;
/** How wide a part is at least that holds a tag, as a share of the strip. */
const LEAST_WIDTH = 0.25;
/** How many frames it takes at most until all is laid out around a place that was far out of view. */
const LOOKS = 3;

/**
 * @param {{ get: () => import('./state.js').State }} store
 * @param {{ inView: () => Iterable<import('./text-layer.js').Paragraph>,
 *   onView: (act: () => void) => void,
 *   paragraphAt: (offset: number) => import('./text-layer.js').Paragraph | undefined }} reading
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createDensityStrip(store, reading) {
  const strip = byId('density');
  const canvas = /** @type {HTMLCanvasElement} */ (byId('density-tags'));
  const frame = byId('density-window');
  const probe = byId('density-colour');
  const text = byId('text');

  /** @type {Map<string | null, string>} as they were looked up */
  const colours = new Map();
  /** @param {string | null} type null: of hits */
  function colourOf(type) {
    let colour = colours.get(type);
    if (colour === undefined) {
      probe.classList.toggle('of-hit', type === null);
      probe.dataset.type = type ?? '';
      colour = getComputedStyle(probe).color;
      colours.set(type, colour);
    }
    return colour;
  }
  function recolour() {
    colours.clear();
    redraw();
  }

  /** What is in view whole needs no map. */
  function isNeedless() {
    return !store.get().result || text.offsetHeight <= innerHeight;
  }

  function draw() {
    const state = store.get();
    const { result, labels } = state;
    strip.hidden = isNeedless();
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!result || strip.hidden || width === 0) return;
    const parts = Math.floor(height / PART_HEIGHT);
    const scale = devicePixelRatio;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext('2d');
    if (!context || parts < 1) return;
    context.scale(scale, scale);
    const { counts, sums, most } = densityOf(result.found, (at) => isShown(state, at), parts, labels.length);
    // From the side of the text on.
    const rtl = getComputedStyle(strip).direction === 'rtl';
    /** How many of each part are drawn already. */
    const ahead = new Uint32Array(parts);
    labels.forEach(({ id }, type) => {
      context.fillStyle = colourOf(id);
      for (let part = 0; part < parts; part += 1) {
        const own = counts[part * labels.length + type];
        if (own === 0) continue;
        const unit = (width * (LEAST_WIDTH + ((1 - LEAST_WIDTH) * sums[part]) / most)) / sums[part];
        const from = rtl ? width - unit * (ahead[part] + own) : unit * ahead[part];
        context.fillRect(from, part * PART_HEIGHT, unit * own, PART_HEIGHT - 1);
        ahead[part] += own;
      }
    });
    context.fillStyle = colourOf(null);
    for (const { start } of state.find?.hits ?? []) {
      context.fillRect(0, partOf(start, result.found.text.length, parts) * PART_HEIGHT, width, PART_HEIGHT - 1);
    }
    placeFrame();
  }
  const redraw = oncePerFrame(draw);

  function placeFrame() {
    const { result } = store.get();
    if (!result || strip.hidden) return;
    let [from, to] = [Number.POSITIVE_INFINITY, 0];
    for (const { block, start, end } of reading.inView()) {
      const { top, bottom, height } = block.getBoundingClientRect();
      if (bottom <= 0 || top >= innerHeight || height === 0) continue;
      const at = (/** @type {number} */ y) => start + (end - start) * Math.max(0, Math.min(1, (y - top) / height));
      from = Math.min(from, at(0));
      to = Math.max(to, at(innerHeight));
    }
    frame.hidden = from > to;
    if (frame.hidden) return;
    const length = Math.max(1, result.found.text.length);
    frame.style.top = `${(from / length) * 100}%`;
    frame.style.height = `${((to - from) / length) * 100}%`;
  }

  let turns = 0;
  /**
   * Brings the letter at a height of the strip to the middle of the window.
   * @param {number} y in the window
   */
  function scrollToHeight(y) {
    const { result } = store.get();
    const { top, height } = canvas.getBoundingClientRect();
    const length = result?.found.text.length ?? 0;
    const offset = Math.floor(Math.max(0, Math.min(1, (y - top) / height)) * Math.max(0, length - 1));
    const paragraph = reading.paragraphAt(offset);
    if (!paragraph) return;
    const { block, start, end } = paragraph;
    const turn = turns + 1;
    turns = turn;
    const go = (/** @type {number} */ again) => {
      if (turn !== turns) return;
      const rect = block.getBoundingClientRect();
      const middle = rect.top + (rect.height * (offset - start)) / Math.max(1, end - start);
      scrollBy({ top: middle - innerHeight / 2, behavior: 'instant' });
      // What was out of view had a guessed height: look again once it is laid out.
      if (again > 0) requestAnimationFrame(() => go(again - 1));
    };
    go(LOOKS);
  }
  const drag = oncePerFrame(scrollToHeight);

  strip.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    // The focus stays, and no text is selected.
    event.preventDefault();
    strip.setPointerCapture(event.pointerId);
    scrollToHeight(event.clientY);
  });
  strip.addEventListener('pointermove', (event) => {
    if (strip.hasPointerCapture(event.pointerId)) drag(event.clientY);
  });
  const follow = oncePerFrame(placeFrame);
  addEventListener('scroll', follow, { passive: true });
  reading.onView(follow);
  addEventListener('resize', redraw);
  // Heights become known as the reader goes on, and change nothing of the map.
  new ResizeObserver(() => {
    if (strip.hidden !== isNeedless()) redraw();
  }).observe(text);
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    matchMedia(query).addEventListener('change', recolour);
  }

  const SHOWN = /** @type {const} */ (['result', 'labels', 'hidden', 'filter', 'theme', 'lang']);
  return (state, before) => {
    const others = state.find?.hits !== before.find?.hits;
    if (state.theme !== before.theme || state.labels !== before.labels) colours.clear();
    if (state === before || others || SHOWN.some((key) => state[key] !== before[key])) redraw();
  };
}
