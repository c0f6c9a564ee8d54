// Styles of types whose colour the reader has chosen, as style.css has them for the engine's.

import { huesOf } from './own-types.js';

/** Shares of the colour under the letters, by state, as in style.css. */
const WASHES = { '': 15, '-around': 6, '-hover': 18, '-active': 24, '-flash': 40 };

/**
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createTypeStyle() {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return (state, before) => {
    if (state.types === before.types && state !== before) return;
    // Lightness and chroma of the engine's own: at least 3:1 on ground and sheet, in light and in dark.
    const rules = [...huesOf(state.types)].map(([id, hue]) => {
      const colour = `light-dark(oklch(0.48 0.14 ${hue}), oklch(0.8 0.11 ${hue}))`;
      const washes = Object.entries(WASHES).map(
        ([how, share]) =>
          `.para p::highlight(${id}${how}) { background-color: color-mix(in oklab, var(--${id}) ${share}%, transparent) }`,
      );
      return `:root { --${id}: ${colour} } [data-type="${id}"] { --type: var(--${id}) } ${washes.join(' ')}`;
    });
    sheet.replaceSync(rules.join('\n'));
  };
}
