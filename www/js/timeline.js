// The timeline: the dated mentions of the text from the earliest down, drawn as SVG. The axis stands
// where lines of the page's language begin.

import { datedMoments, snippetAround } from './dated.js';
import { byId, keepingFocus } from './dom.js';
import { formatDate, translate } from './strings.js';
import { instantOf } from './timex.js';
import { describeValue, isoOf } from './values.js';

const SVG = 'http://www.w3.org/2000/svg';
/** Mentions drawn before "more" is asked for, and how many each asking adds. */
const MENTIONS_AT_FIRST = 100;
const MENTIONS_MORE = 400;

/** Sizes in pixels. */
const AXIS_AT = 11;
const TEXT_AT = 30;
const DATE_HEIGHT = 25;
const MENTION_HEIGHT = 27;
const GAP = 11;

const DAY_LENGTH = 86_400_000;

/**
 * A new SVG element.
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 * @returns {SVGElement}
 */
function drawing(name, attributes, ...children) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** @returns {(words: string) => number} measures words in the face of the timeline's mentions, in pixels */
function readingRuler() {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (words) => words.length * 7;
  context.font = `16px ${getComputedStyle(document.documentElement).getPropertyValue('--reading-face')}`;
  return (words) => context.measureText(words).width;
}

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createTimeline(store) {
  const root = byId('timeline');
  const more = byId('timeline-more');
  let limit = MENTIONS_AT_FIRST;

  /** @param {Event} event */
  const go = (event) => {
    const mention = event.target instanceof Element ? event.target.closest('.mention') : null;
    if (!(mention instanceof SVGElement)) return false;
    store.dispatch({ type: 'activate', at: Number(mention.dataset.at), card: false, flash: true });
    store.dispatch({ type: 'sheet', open: false });
    return true;
  };
  root.addEventListener('click', go);
  root.addEventListener('keydown', (event) => {
    const mention = event.target instanceof Element ? event.target.closest('.mention') : null;
    if (!mention || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...root.querySelectorAll('.mention')];
    const to = { ArrowDown: all.indexOf(mention) + 1, ArrowUp: all.indexOf(mention) - 1, Home: 0, End: all.length - 1 }[
      event.code
    ];
    if (to !== undefined) {
      const next = all[to];
      if (next instanceof SVGElement) next.focus();
    } else if (!['Enter', 'NumpadEnter', 'Space'].includes(event.code) || !go(event)) {
      return;
    }
    event.preventDefault();
  });
  more.addEventListener('click', () => {
    limit += MENTIONS_MORE;
    render(store.get());
  });

  /** @param {import('./state.js').State} state */
  function render(state) {
    const { moments, undated } = datedMoments(state);
    byId('timeline-empty').hidden = moments.length > 0;
    const note = byId('timeline-undated');
    note.hidden = undated === 0;
    note.textContent = translate(state.lang, 'undated', { count: undated });
    const count = moments.reduce((sum, { mentions }) => sum + mentions.length, 0);
    more.hidden = count <= limit;
    more.textContent = translate(state.lang, 'moreMentions', { count: Math.min(count - limit, MENTIONS_MORE) });
    root.replaceChildren(...(moments.length > 0 ? [draw(state, moments)] : []));
    mark(state);
  }

  /**
   * @param {import('./state.js').State} state
   * @param {import('./dated.js').Moment[]} moments
   * @returns {SVGElement}
   */
  function draw(state, moments) {
    const { lang } = state;
    const { found } = /** @type {import('./state.js').Result} */ (state.result);
    const width = Math.max(240, root.clientWidth);
    const rtl = lang === 'ar';
    /** @param {number} inline distance from where lines begin */
    const x = (inline) => (rtl ? width - inline : inline);
    const ruler = readingRuler();
    /** @param {number} start @param {number} end */
    const wordsAt = (start, end) => {
      let words = '';
      for (let letters = Math.floor(width / 4); letters > 8; letters -= 4) {
        words = snippetAround(found.text, start, end, letters);
        if (ruler(words) <= width - TEXT_AT - 4) break;
      }
      return words;
    };
    const lines = drawing('g', {});
    const axis = drawing('g', {});
    const entries = drawing('g', {});
    let y = 4;
    let year = '';
    let last = Number.NaN;
    let lastAt = 0;
    let room = limit;

    /** @param {number} from @param {number} to @param {boolean} far */
    const line = (from, to, far) =>
      lines.append(
        drawing('line', { x1: x(AXIS_AT), x2: x(AXIS_AT), y1: from, y2: to, ...(far ? { class: 'far' } : {}) }),
      );
    const reference = instantOf((state.reference || found.referenceDate || '').slice(0, 10));
    let referenceDrawn = Number.isNaN(reference);
    const drawReference = () => {
      referenceDrawn = true;
      y += 6;
      const at = y + 9;
      if (lastAt > 0) line(lastAt, at, false);
      lastAt = at;
      const label = `${translate(lang, 'timelineReference')}: ${formatDate(lang, reference, { day: 'numeric', month: 'long', year: 'numeric' })}`;
      entries.append(
        drawing('path', { class: 'reference-mark', d: `M${x(AXIS_AT)} ${at - 5}l5 5-5 5-5-5z` }),
        drawing('text', { class: 'reference-text', x: x(TEXT_AT), y: y + 14 }, label),
      );
      y += 24;
    };

    for (const moment of moments) {
      if (room <= 0) break;
      if (!referenceDrawn && reference < moment.begin) drawReference();
      const days = (moment.begin - last) / DAY_LENGTH;
      // A long silence takes more room than a short one, but not as much more as it is longer.
      if (days > 1) y += Math.min(28, 3 * Math.log2(days));
      const itsYear = formatDate(lang, moment.begin, { year: 'numeric' });
      if (itsYear !== year) {
        entries.append(drawing('text', { class: 'year', x: x(TEXT_AT), y: y + 18 }, itsYear));
        y += 28;
        year = itsYear;
      }
      const at = y + 11;
      if (lastAt > 0) line(lastAt, at, days > 366);
      const lasts = (moment.end - moment.begin) / DAY_LENGTH;
      const group = drawing('g', { class: 'moment', role: 'listitem' });
      const height = DATE_HEIGHT + MENTION_HEIGHT * Math.min(room, moment.mentions.length);
      // A day is a dot, a longer time a bar.
      if (lasts > 1.01) {
        axis.append(
          drawing('rect', { class: 'bar-of-time', x: x(AXIS_AT) - 4, y: at - 5, width: 8, height: height - 8, rx: 4 }),
        );
        lastAt = at + height - 14;
      } else {
        axis.append(drawing('circle', { cx: x(AXIS_AT), cy: at, r: 5 }));
        lastAt = at;
      }
      const iso = isoOf(moment.value);
      const said = describeValue(lang, moment.value);
      const date = drawing('text', { class: 'date', x: x(TEXT_AT), y: y + 16 }, said);
      if (iso !== null && iso !== said) {
        date.append(' ', drawing('tspan', { class: 'iso', dx: rtl ? -6 : 6 }, `\u2066${iso}\u2069`));
      }
      group.append(date);
      y += DATE_HEIGHT;
      for (const mention of moment.mentions.slice(0, room)) {
        const start = found.starts[mention];
        const end = found.ends[mention];
        const words = wordsAt(start, end);
        group.append(
          drawing(
            'g',
            {
              class: 'mention',
              'data-at': mention,
              'data-key': start,
              'data-type': state.labels[found.types[mention]].id,
              role: 'button',
              tabindex: 0,
              'aria-label': `${found.text.slice(start, end)}: ${words}`,
            },
            drawing('rect', {
              x: rtl ? 1 : TEXT_AT - 6,
              y,
              width: width - TEXT_AT + 5,
              height: MENTION_HEIGHT,
              rx: 4,
            }),
            // The article's own direction, wherever the axis stands.
            drawing('text', { class: 'words', x: rtl ? x(TEXT_AT) : width - 4, y: y + 18, direction: 'rtl' }, words),
          ),
        );
        y += MENTION_HEIGHT;
      }
      room -= moment.mentions.length;
      entries.append(group);
      last = Math.max(moment.begin, moment.end - DAY_LENGTH);
      y += GAP;
    }
    if (!referenceDrawn && room > 0) drawReference();
    return drawing(
      'svg',
      {
        width,
        height: y,
        viewBox: `0 0 ${width} ${y}`,
        role: 'list',
        direction: rtl ? 'rtl' : 'ltr',
        'aria-label': translate(lang, 'timelineLabel'),
      },
      lines,
      axis,
      entries,
    );
  }

  /** @param {import('./state.js').State} state */
  function mark(state) {
    root.querySelector('[aria-current]')?.removeAttribute('aria-current');
    root.querySelector(`.mention[data-at="${state.active}"]`)?.setAttribute('aria-current', 'true');
  }

  /** @type {import('./state.js').State | null} what the drawing shows */
  let shown = null;
  new ResizeObserver(() => {
    const drawn = root.firstElementChild;
    const width = Math.max(240, root.clientWidth);
    if (shown && drawn && root.clientWidth > 0 && Number(drawn.getAttribute('width')) !== width) render(store.get());
  }).observe(root);
  return (state) => {
    // Nobody sees it: it is drawn when somebody does.
    if (state.tab !== 'timeline') return;
    const anew =
      shown === null ||
      state.result !== shown.result ||
      state.hidden !== shown.hidden ||
      state.filter !== shown.filter ||
      state.lang !== shown.lang ||
      state.labels !== shown.labels;
    if (state.result?.source !== shown?.result?.source) limit = MENTIONS_AT_FIRST;
    if (anew) keepingFocus(root, () => render(state));
    else if (state.active !== shown?.active) mark(state);
    shown = state;
  };
}
