// Small helpers over the DOM.

/**
 * The element of that id; it is an error when there is none.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element #${id}`);
  return /** @type {T} */ (element);
}

/**
 * A new element with properties and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string | boolean | null | undefined>} [attributes] `true` sets an empty one
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, '');
    else if (typeof value === 'string') made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/**
 * Has an element say something; where it says so already nothing is laid out again.
 * @param {Element} said
 * @param {string} text
 */
export function say(said, text) {
  if (said.textContent !== text) said.textContent = text;
}

/**
 * Draws the inside of `root` anew. The focus, where it was inside, goes to what has the same `data-key` now.
 * @param {Element} root
 * @param {() => void} draw
 */
export function keepingFocus(root, draw) {
  const held = document.activeElement;
  const key = held instanceof HTMLElement || held instanceof SVGElement ? held.dataset.key : undefined;
  const inside = key !== undefined && root.contains(held);
  draw();
  if (!inside) return;
  for (const made of /** @type {NodeListOf<HTMLElement | SVGElement>} */ (root.querySelectorAll('[data-key]'))) {
    if (made.dataset.key !== key) continue;
    // Not at once: what listens to the focus changes the state, which is being shown.
    queueMicrotask(() => made.focus({ preventScroll: true }));
    return;
  }
}

/**
 * Runs `act` at most once a frame, with the last arguments.
 * @template {unknown[]} A
 * @param {(...values: A) => void} act
 * @returns {(...values: A) => void}
 */
export function oncePerFrame(act) {
  /** @type {A | null} */
  let latest = null;
  return (...values) => {
    const waiting = latest !== null;
    latest = values;
    if (waiting) return;
    requestAnimationFrame(() => {
      const now = latest;
      latest = null;
      if (now) act(...now);
    });
  };
}
