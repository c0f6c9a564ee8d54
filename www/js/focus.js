// The keyboard is always somewhere: where what has the focus goes away, it goes on to the text, or to the box.

import { byId } from './dom.js';

/**
 * What is to run before the other views, and after them.
 * @returns {{ before: () => void, after: () => void }}
 */
export function createFocusKeeper() {
  /** @type {Element | null} what had the focus before the views were brought up to date */
  let held = null;
  /** It has gone, and there was nowhere to go yet. */
  let lost = false;

  /**
   * The text, where the focus mostly is, is hidden by an attribute only: asking the browser would have it lay out the page
   * after each key.
   * @param {Element | null} element
   */
  const isThere = (element) => {
    if (element === null || element === document.body) return false;
    return element === byId('reading') ? element.closest('[hidden]') === null : element.checkVisibility();
  };

  return {
    before() {
      held ??= document.activeElement;
    },
    after() {
      const gone = held !== null && held !== document.body && !isThere(held);
      held = null;
      lost = (lost || gone) && !isThere(document.activeElement);
      if (!lost) return;
      const places = [...document.querySelectorAll('dialog[open] button'), byId('reading'), byId('source')];
      const place = /** @type {HTMLElement | undefined} */ (places.find(isThere));
      place?.focus({ preventScroll: true });
      lost = place === undefined;
    },
  };
}
