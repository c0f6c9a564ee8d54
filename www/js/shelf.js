// The shelf: the reader's documents, to open, name, mark as done, look through and delete.

import { byId, element, keepingFocus } from './dom.js';
import { fold } from './fold.js';
import { documentsWith } from './storage.js';
import { formatDate, formatNumber, translate } from './strings.js';

/** How long typing in the search rests before texts are looked through, in milliseconds. */
const SEARCH_RESTS = 200;
/** @type {readonly import('./storage.js').Status[]} */
const STATUSES = ['new', 'work', 'done'];

/** @typedef {import('./storage.js').Summary} Summary */

/**
 * An instant as the reader's clock shows it, for what writes times in UTC.
 * @param {number} instant milliseconds since 1970
 */
function localTime(instant) {
  return instant - new Date(instant).getTimezoneOffset() * 60_000;
}

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @param {import('./keeper.js').Keeper} keeper
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createShelf({ get, dispatch }, keeper) {
  const shelf = /** @type {HTMLDialogElement} */ (byId('shelf'));
  const search = /** @type {HTMLInputElement} */ (byId('shelf-search'));
  const list = byId('shelf-list');
  /** @type {Set<string> | null} documents in whose text the search is; null: nothing is looked for */
  let hits = null;
  /** @type {string | null} the document that is being named */
  let naming = null;
  /** @type {Summary | null} the one that was deleted last */
  let deleted = null;

  /** @param {string | undefined} id */
  const summaryOfId = (id) => get().documents.find((one) => one.id === id);

  byId('shelf-open').addEventListener('click', () => dispatch({ type: 'shelf', open: true }));
  byId('shelf-close').addEventListener('click', () => shelf.close());
  shelf.addEventListener('close', () => dispatch({ type: 'shelf', open: false }));
  shelf.addEventListener('click', (event) => {
    if (event.target === shelf) shelf.close();
  });
  byId('shelf-new').addEventListener('click', () => {
    shelf.close();
    dispatch({ type: 'clear' });
  });
  byId('shelf-undo').addEventListener('click', () => {
    if (deleted) keeper.change({ ...deleted, deleted: null });
    deleted = null;
    render(get());
    search.focus();
  });

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  search.addEventListener('input', () => {
    clearTimeout(resting);
    resting = setTimeout(async () => {
      const wanted = fold(search.value).trim();
      const found = wanted === '' ? null : await documentsWith((text) => fold(text).includes(wanted));
      if (wanted !== fold(search.value).trim()) return;
      for (const { id, name } of get().documents) if (fold(name).includes(wanted)) found?.add(id);
      hits = found;
      render(get());
    }, SEARCH_RESTS);
  });

  list.addEventListener('click', async (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const summary = summaryOfId(button?.closest('li')?.dataset.id);
    if (!button || !summary) return;
    if (button.dataset.do === 'open') {
      shelf.close();
      if (summary.id !== get().document) await keeper.open(summary.id);
      byId('reading').focus({ preventScroll: true });
    } else if (button.dataset.do === 'name') {
      naming = summary.id;
      render(get());
      // After the focus has come back to the button.
      queueMicrotask(() => {
        const box = /** @type {HTMLInputElement} */ (list.querySelector('input'));
        box.focus();
        box.select();
      });
    } else {
      deleted = { ...summary, deleted: Date.now() };
      keeper.change(deleted);
      if (summary.id === get().document) dispatch({ type: 'clear' });
      render(get());
      byId('shelf-undo').focus();
    }
  });
  list.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    const summary = summaryOfId(target.closest('li')?.dataset.id);
    const status = STATUSES.find((one) => one === target.value);
    if (summary && status) keeper.change({ ...summary, status });
  });
  list.addEventListener('keydown', (event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.code === 'Enter' || event.code === 'NumpadEnter') rename(event.target.value);
    else if (event.code === 'Escape') rename(null);
    else return;
    event.preventDefault();
  });
  list.addEventListener('focusout', ({ target }) => {
    if (target instanceof HTMLInputElement && naming) rename(target.value);
  });

  /** @param {string | null} name null: it keeps the one that it has */
  function rename(name) {
    const summary = summaryOfId(naming ?? undefined);
    naming = null;
    const trimmed = name?.trim() ?? '';
    if (summary && trimmed !== '' && trimmed !== summary.name) {
      keeper.change({ ...summary, name: trimmed, named: true });
    }
    render(get());
    const again = [...list.children].find((row) => /** @type {HTMLElement} */ (row).dataset.id === summary?.id);
    /** @type {HTMLElement | null | undefined} */ (again?.querySelector('[data-do="name"]'))?.focus();
  }

  /**
   * @param {Summary} summary
   * @param {import('./state.js').State} state
   */
  function row(summary, { lang, document: here }) {
    const { id, name, status, updated, corrections } = summary;
    const title =
      naming === id
        ? element('input', { type: 'text', value: name, dir: 'auto', 'aria-label': translate(lang, 'shelfName') })
        : element('button', { type: 'button', class: 'shelf-title', 'data-do': 'open', 'data-key': `open ${id}` });
    if (naming !== id) {
      title.append(element('bdi', {}, name || translate(lang, 'shelfNameless')));
      if (id === here) title.setAttribute('aria-current', 'true');
    }
    const choice = element('select', {
      'aria-label': translate(lang, 'shelfStatus', { name }),
      'data-key': `state ${id}`,
    });
    for (const one of STATUSES) {
      const option = element('option', { value: one }, translate(lang, `status ${one}`));
      option.selected = one === status;
      choice.append(option);
    }
    /** @param {string} what @param {string} key */
    const button = (what, key) => {
      const made = element('button', {
        type: 'button',
        class: 'quiet small',
        'data-do': what,
        'data-key': `${what} ${id}`,
      });
      made.append(translate(lang, key));
      made.setAttribute('aria-label', translate(lang, `${key}What`, { name }));
      return made;
    };
    return element(
      'li',
      { 'data-id': id },
      title,
      element(
        'span',
        { class: 'shelf-facts' },
        formatDate(lang, localTime(updated), { dateStyle: 'medium', timeStyle: 'short' }),
        ' · ',
        translate(lang, 'shelfCorrections', { count: corrections }),
      ),
      element('span', { class: 'shelf-do' }, choice, button('name', 'shelfRename'), button('delete', 'shelfDelete')),
    );
  }

  /** @param {import('./state.js').State} state */
  function render(state) {
    const { documents, lang } = state;
    const all = documents.filter(({ deleted: gone }) => gone === null);
    const found = hits;
    const shown = found ? all.filter(({ id }) => found.has(id)) : all;
    byId('shelf-open').textContent = translate(lang, 'shelfOpen', { count: formatNumber(lang, all.length) });
    if (!state.shelf) return;
    byId('shelf-export').hidden = all.length === 0;
    byId('shelf-empty').hidden = shown.length > 0;
    byId('shelf-empty').textContent = translate(lang, found ? 'shelfNothing' : 'shelfEmpty');
    byId('shelf-gone').hidden = deleted === null;
    byId('shelf-gone-text').textContent = deleted ? translate(lang, 'shelfDeleted', { name: deleted.name }) : '';
    keepingFocus(list, () => list.replaceChildren(...shown.map((summary) => row(summary, state))));
  }

  return (state, before) => {
    const same = state.documents === before.documents && state.shelf === before.shelf && state.lang === before.lang;
    if (state.locked !== before.locked || state === before) byId('locked').hidden = !state.locked;
    if (same && state.document === before.document && state !== before) return;
    if (!state.shelf) naming = deleted = null;
    // Who is writing a name goes on writing.
    if (!naming || state.shelf !== before.shelf) render(state);
    if (state.shelf && !shelf.open) {
      shelf.showModal();
      search.focus();
    }
    if (!state.shelf && shelf.open) shelf.close();
  };
}
