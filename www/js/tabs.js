// The tabs beside the text: what was found, the table of values, the timeline, what is tagged in more than one way.

import { byId } from './dom.js';

/** @type {readonly import('./state.js').Tab[]} */
const TABS = ['found', 'values', 'timeline', 'check'];

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createTabs(store) {
  const list = byId('tabs');
  for (const tab of TABS) {
    byId(`tab-${tab}`).addEventListener('click', () => store.dispatch({ type: 'tab', tab }));
  }
  list.addEventListener('keydown', (event) => {
    const at = TABS.indexOf(store.get().tab);
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = document.documentElement.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    const to = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: TABS.length - 1 }[event.code];
    if (to === undefined) return;
    event.preventDefault();
    const tab = TABS[(to + TABS.length) % TABS.length];
    store.dispatch({ type: 'tab', tab });
    byId(`tab-${tab}`).focus();
  });

  return (state, before) => {
    if (state.tab === before.tab && state !== before) return;
    for (const tab of TABS) {
      const button = byId(`tab-${tab}`);
      button.setAttribute('aria-selected', String(tab === state.tab));
      button.tabIndex = tab === state.tab ? 0 : -1;
      byId(`panel-${tab}`).hidden = tab !== state.tab;
    }
    byId('reference').hidden = state.tab === 'found' || state.tab === 'check';
  };
}
