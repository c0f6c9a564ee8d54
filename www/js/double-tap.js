// Two quick taps of one finger. Browsers disagree on what they do with them: select, zoom, nothing.

/** How long a tap may last, and how soon the next one follows, in milliseconds. */
const SOON = 350;
/** How far a finger may slip within a tap, and the second tap be from the first, in pixels. */
const SLIP = 12;
const APART = 32;

/** @typedef {{ x: number, y: number, time: number }} Tap in the window's coordinates; the time is the event's */

/**
 * Whether the second of two comes soon after the first and near to it.
 * @param {Tap} first
 * @param {Tap} second
 * @param {number} apart in pixels
 * @returns {boolean}
 */
export function follows(first, second, apart) {
  return second.time - first.time <= SOON && Math.hypot(second.x - first.x, second.y - first.y) <= apart;
}

/**
 * @param {TouchEvent} event
 * @returns {Tap | null} null where more than one finger takes part
 */
function tapOf({ touches, changedTouches, type, timeStamp: time }) {
  if (changedTouches.length !== 1 || touches.length !== (type === 'touchstart' ? 1 : 0)) return null;
  return { x: changedTouches[0].clientX, y: changedTouches[0].clientY, time };
}

/**
 * Acts where a double tap begins inside an element, at the place of its first tap: by the second, what the first has
 * opened may lie there, or the text may have moved.
 * @template T
 * @param {HTMLElement} root
 * @param {(tap: Tap, target: Element) => T | null} placeAt what a first tap is on; null: nothing that is tapped twice
 * @param {(place: T) => boolean} act says whether it did anything; then the second tap is no click as well
 */
export function onDoubleTap(root, placeAt, act) {
  /** @type {Tap | null} */
  let down = null;
  /** @type {{ tap: Tap, place: T } | null} */
  let first = null;
  document.addEventListener('touchstart', (event) => (down = tapOf(event)), { passive: true });
  document.addEventListener('touchcancel', () => (down = null));
  document.addEventListener(
    'touchend',
    (event) => {
      const tap = tapOf(event);
      const before = first;
      first = null;
      if (!tap || !down || !follows(down, tap, SLIP)) return;
      if (before && follows(before.tap, tap, APART)) {
        if (act(before.place) && event.cancelable) event.preventDefault();
        return;
      }
      const { target } = event;
      const place = target instanceof Element && root.contains(target) ? placeAt(tap, target) : null;
      if (place !== null) first = { tap, place };
    },
    { passive: false },
  );
}
