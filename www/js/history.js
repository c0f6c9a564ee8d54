// What the reader did, step by step, with names: to be undone and done again. No DOM here.

/**
 * @typedef {object} Work what a step may change
 * @property {string} document the one that it is in, by its id
 * @property {string} text what is in the box
 * @property {string} reference the date that relative dates count from
 * @property {import('./corrections.js').Corrections} corrections
 * @property {readonly import('./anchor.js').Astray[]} astray corrections whose words are no longer in the text
 * @property {import('./imported.js').Imported | null} imported what was annotated elsewhere
 */

/**
 * @typedef {object} Step something that the reader did in one go, whatever it changed
 * @property {import('./state.js').Message} name its key is `step …` in the strings
 * @property {Work} before
 * @property {Work} after
 */

/** @type {readonly Step[]} */
export const NO_STEPS = [];

/**
 * @param {Work} state
 * @returns {Work}
 */
function workOf({ document, text, reference, corrections, astray, imported }) {
  return { document, text, reference, corrections, astray, imported };
}

/**
 * The next state, with what led to it as one step more.
 * @template {Work & { past: readonly Step[], future: readonly Step[], typing: boolean }} S
 * @param {S} state
 * @param {S} next
 * @param {import('./state.js').Message} name
 * @param {boolean} [typed] a letter of a text that is being written: all that is written in one go is one step
 * @returns {S}
 */
export function withStep(state, next, name, typed = false) {
  const [before, after] = [workOf(state), workOf(next)];
  const keys = /** @type {(keyof Work)[]} */ (Object.keys(before));
  if (keys.every((key) => before[key] === after[key])) return next;
  // To a page on which nothing was done yet there is nothing to go back.
  const first = state.past.length === 0 && (before.text.trim() === '' || (typed && state.typing));
  if (first) return { ...next, past: NO_STEPS, future: NO_STEPS, typing: typed };
  const last = state.past.at(-1);
  const past =
    last && typed && state.typing
      ? [...state.past.slice(0, -1), { ...last, after }]
      : [...state.past, { name, before, after }];
  return { ...next, past, future: NO_STEPS, typing: typed };
}
