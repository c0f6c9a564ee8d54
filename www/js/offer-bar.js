// What was just done is offered for where the same words stand elsewhere: everywhere, or place by place. What was taken
// away is also offered to be tagged in no text any more.

import { everywhere, neverAgain, neverOffered } from './commands.js';
import { byId } from './dom.js';
import { formatNumber, translate } from './strings.js';

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createOfferBar({ get, dispatch }) {
  const offer = byId('offer');
  const each = byId('each');
  const reading = byId('reading');
  byId('offer-accept').addEventListener('click', () => everywhere(get(), dispatch));
  byId('offer-each').addEventListener('click', () => {
    dispatch({ type: 'each' });
    reading.focus({ preventScroll: true });
  });
  byId('offer-never').addEventListener('click', () => {
    neverAgain(get(), dispatch);
    reading.focus({ preventScroll: true });
  });
  byId('offer-decline').addEventListener('click', () => dispatch({ type: 'decline offer' }));
  each.addEventListener('click', (event) => {
    const asked = event.target instanceof Element ? event.target.closest('button')?.dataset.do : undefined;
    if (asked === 'stop') dispatch({ type: 'decline offer' });
    else if (asked) dispatch({ type: 'each answer', yes: asked === 'yes' });
    if (each.hidden) reading.focus({ preventScroll: true });
  });

  return (state, before) => {
    if (state.offer === before.offer && state.each === before.each && state.lang === before.lang && state !== before)
      return;
    offer.hidden = state.offer === null;
    each.hidden = state.each === null;
    if (state.offer) {
      const { key, params } = state.offer.name;
      const said = { saidNowhere: 'offerRemove', saidResizedEverywhere: 'offerResize' }[key] ?? 'offerGive';
      byId('offer-text').textContent = translate(state.lang, said, params);
      const never = neverOffered(state) !== null;
      byId('offer-never').hidden = !never;
      byId('offer-never').textContent = never ? translate(state.lang, 'wordsNeverText', params) : '';
    }
    if (state.each) {
      const { left, total, name } = state.each;
      const said = { saidNowhere: 'eachRemove', saidResizedEverywhere: 'eachResize' }[name.key] ?? 'eachGive';
      const at = formatNumber(state.lang, total - left.length + 1);
      byId('each-text').textContent = translate(state.lang, said, {
        ...name.params,
        at,
        of: formatNumber(state.lang, total),
      });
    }
  };
}
