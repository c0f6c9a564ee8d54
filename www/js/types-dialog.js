// The sheet of types: the reader names, colours and groups them, adds own ones, and carries the set elsewhere.

import { byId, element, keepingFocus } from './dom.js';
import { saveFile } from './download.js';
import { readTextFile } from './files.js';
import {
  groupOf,
  guidelineFrom,
  huesOf,
  isName,
  LONGEST_DEFINITION,
  LONGEST_EXAMPLE,
  MOST_EXAMPLES,
  nextHue,
  readTypes,
  TYPE_ID,
  writeTypes,
} from './own-types.js';
import { translate } from './strings.js';

/** @typedef {import('./own-types.js').TypeSet} TypeSet */

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createTypesDialog({ get, dispatch }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('types'));
  const list = byId('types-list');
  const note = byId('types-note');
  const file = /** @type {HTMLInputElement} */ (byId('types-file'));
  const box = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (byId(id));

  /** What is shown is what the reader writes: it stays as it is, with the place where the reader is. */
  let writing = false;

  /** @param {string} key @param {Record<string, string | number>} [params] */
  const say = (key, params) => (note.textContent = key ? translate(get().lang, key, params) : '');

  byId('types-open').addEventListener('click', () => {
    say('');
    dialog.showModal();
    render(get());
  });
  byId('types-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  byId('types-add').addEventListener('submit', (event) => {
    event.preventDefault();
    const { types, labels } = get();
    const id = box('types-id').value.trim().toUpperCase();
    const [ar, en] = [box('types-ar').value.trim(), box('types-en').value.trim()];
    if (!TYPE_ID.test(id)) return say('typesBadId');
    if (labels.some((label) => label.id === id)) return say('typesTaken', { id });
    if (!isName(ar) && !isName(en)) return say('typesNameless');
    const hue = nextHue(types.own);
    dispatch({
      type: 'types',
      types: { ...types, own: [...types.own, { id, ar: ar || en, en: en || ar, hue, group: '' }] },
    });
    for (const one of ['types-id', 'types-ar', 'types-en']) box(one).value = '';
    say('typesAdded', { id });
    return box('types-id').focus();
  });
  list.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLTextAreaElement) write(target);
    if (!(target instanceof HTMLInputElement)) return;
    const id = target.closest('li')?.dataset.type;
    const field = target.dataset.field;
    const { types } = get();
    if (!id || !field) return;
    const value = field === 'hue' ? Number(target.value) : target.value.trim();
    if ((field === 'ar' || field === 'en') && !isName(value)) return render(get());
    const own = types.own.map((one) => (one.id === id ? { ...one, [field]: value } : one));
    const isOwn = types.own.some((one) => one.id === id);
    const changed = isOwn ? types.changed : { ...types.changed, [id]: { ...types.changed[id], [field]: value } };
    writing = true;
    dispatch({ type: 'types', types: { own, changed } });
    writing = false;
  });
  /**
   * Keeps the guideline of which something has been written.
   * @param {HTMLTextAreaElement} target
   */
  function write(target) {
    const row = /** @type {HTMLElement} */ (target.closest('li'));
    const part = (/** @type {string} */ name) =>
      /** @type {HTMLTextAreaElement} */ (row.querySelector(`[data-part="${name}"]`)).value;
    const written = { ar: part('ar'), en: part('en'), yes: part('yes'), no: part('no') };
    const guideline = guidelineFrom(written);
    const { types } = get();
    const own = types.own.map((one) => (one.id === row.dataset.type ? { ...one, guideline } : one));
    const lines = (/** @type {string} */ text) => text.split('\n').filter((line) => line.trim() !== '').length;
    const cut = lines(written.yes) > MOST_EXAMPLES.yes || lines(written.no) > MOST_EXAMPLES.no;
    say(cut ? 'typesGuidelineCut' : '', MOST_EXAMPLES);
    writing = true;
    dispatch({ type: 'types', types: { ...types, own } });
    writing = false;
  }
  list.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    const id = button?.closest('li')?.dataset.type;
    if (!id) return;
    const { types, result, labels } = get();
    const used = result?.all.filter(({ now }) => now?.type === id).length ?? 0;
    if (used > 0) return say('typesUsed', { id: labels.find((label) => label.id === id)?.ar ?? id, count: used });
    dispatch({ type: 'types', types: { ...types, own: types.own.filter((one) => one.id !== id) } });
    return box('types-id').focus();
  });
  byId('types-export').addEventListener('click', () => saveFile('wassam-types.json', writeTypes(get().types)));
  byId('types-import').addEventListener('click', () => file.click());
  file.addEventListener('change', async () => {
    const chosen = file.files?.[0];
    file.value = '';
    if (!chosen) return;
    const read = await readTextFile(chosen);
    if ('problem' in read) {
      say(read.problem.key, /** @type {any} */ (read.problem.params));
      return;
    }
    const types = readTypes(read.text);
    if ('fault' in types) {
      say('typesFault', { name: chosen.name, at: types.fault });
      return;
    }
    dispatch({ type: 'types', types });
    say('typesRead', { count: types.own.length });
  });

  /** Types whose guideline is open to be written. @type {Set<string>} */
  const open = new Set();

  /**
   * Where the guideline of an own type is written.
   * @param {import('./own-types.js').OwnType} own
   * @param {import('./state.js').Lang} lang
   */
  function guidelineForm({ id, guideline }, lang) {
    /** @param {string} name @param {string} value @param {Record<string, string>} more */
    const part = (name, value, more) => {
      const text = element('textarea', { 'data-part': name, 'data-key': `${id} ${name} guideline`, ...more });
      text.value = value;
      return element('label', {}, element('span', {}, translate(lang, `typesGuideline ${name}`, MOST_EXAMPLES)), text);
    };
    const most = { maxlength: String(LONGEST_DEFINITION), rows: '2' };
    const examples = (/** @type {'yes' | 'no'} */ name) =>
      part(name, (guideline?.[name] ?? []).join('\n'), {
        rows: String(MOST_EXAMPLES[name]),
        dir: 'auto',
        maxlength: String(MOST_EXAMPLES[name] * (LONGEST_EXAMPLE + 1)),
      });
    const details = element(
      'details',
      { class: 'types-guideline', open: open.has(id) },
      element('summary', { 'data-key': `${id} guideline` }, translate(lang, 'typesGuideline', { id })),
      part('ar', guideline?.ar ?? '', { lang: 'ar', dir: 'rtl', ...most }),
      part('en', guideline?.en ?? '', { lang: 'en', dir: 'ltr', ...most }),
      examples('yes'),
      examples('no'),
    );
    details.addEventListener('toggle', () => (details.open ? open.add(id) : open.delete(id)));
    return details;
  }

  /** @param {import('./state.js').State} state */
  function render({ labels, types, lang }) {
    const hues = huesOf(types);
    keepingFocus(list, () =>
      list.replaceChildren(
        ...labels.map((label) => {
          /** @param {string} field @param {string} value @param {Record<string, string>} more */
          const input = (field, value, more) =>
            element('input', {
              value,
              'data-field': field,
              'data-key': `${label.id} ${field}`,
              'aria-label': translate(lang, `types ${field}`, { id: label.id }),
              ...more,
            });
          const group = groupOf(types, label.id);
          const known = ['names', 'time', 'amounts'].includes(group);
          const row = element(
            'li',
            { 'data-type': label.id },
            element('span', { class: 'types-id', dir: 'ltr' }, label.id),
            input('ar', label.ar, { type: 'text', lang: 'ar', dir: 'rtl' }),
            input('en', label.en, { type: 'text', lang: 'en', dir: 'ltr' }),
            input('group', known ? '' : group, {
              type: 'text',
              dir: 'auto',
              placeholder: known ? translate(lang, `group ${group}`) : '',
            }),
            input('hue', String(hues.get(label.id) ?? 0), { type: 'range', min: '0', max: '359' }),
          );
          const own = types.own.find(({ id }) => id === label.id);
          if (own) {
            const remove = element('button', { type: 'button', class: 'quiet square' }, '×');
            remove.setAttribute('aria-label', translate(lang, 'typesRemove', { id: label.id }));
            row.append(remove, guidelineForm(own, lang));
          }
          return row;
        }),
      ),
    );
  }

  return (state, before) => {
    if (!dialog.open || (state.types === before.types && state.lang === before.lang)) return;
    if (!writing) render(state);
  };
}
