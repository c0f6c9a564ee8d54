// The list of the reader's own words: to add to, take from, and carry elsewhere as a table.

import { byId, element, keepingFocus } from './dom.js';
import { saveFile } from './download.js';
import { readTextFile } from './files.js';
import { fold } from './fold.js';
import { typeName } from './legend.js';
import { readWords, withWord, writeWords } from './own-words.js';
import { formatNumber, translate } from './strings.js';

/** Words shown; the search finds the others. */
const MOST_SHOWN = 200;
/** Lines named in a message, of those that are not understood. */
const MOST_FAULTS = 5;
/** The value of the choice that a form is never tagged. */
const NEVER = '-';

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @returns {(state: import('./state.js').State, before: import('./state.js').State) => void}
 */
export function createWordsDialog({ get, dispatch }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('words'));
  const form = /** @type {HTMLInputElement} */ (byId('words-form'));
  const type = /** @type {HTMLSelectElement} */ (byId('words-type'));
  const file = /** @type {HTMLInputElement} */ (byId('words-file'));
  const list = byId('words-list');
  const note = byId('words-note');

  byId('words-open').addEventListener('click', () => {
    note.textContent = '';
    dialog.showModal();
    render(get());
    form.focus();
  });
  byId('words-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  byId('words-add').addEventListener('submit', (event) => {
    event.preventDefault();
    const words = withWord(get().words, { form: form.value, type: type.value === NEVER ? null : type.value });
    if (words === get().words) return;
    dispatch({ type: 'words', words });
    form.value = '';
    form.focus();
  });
  form.addEventListener('input', () => render(get()));
  list.addEventListener('click', ({ target }) => {
    const wanted = target instanceof Element ? target.closest('button')?.dataset.form : undefined;
    if (wanted === undefined) return;
    dispatch({ type: 'words', words: get().words.filter((one) => one.form !== wanted) });
    form.focus();
  });
  byId('words-import').addEventListener('click', () => file.click());
  file.addEventListener('change', async () => {
    const chosen = file.files?.[0];
    file.value = '';
    if (!chosen) return;
    const { lang, labels } = get();
    const read = await readTextFile(chosen);
    if ('problem' in read) {
      note.textContent = translate(lang, read.problem.key, read.problem.params);
      return;
    }
    const { words, faults } = readWords(read.text, labels);
    dispatch({ type: 'words', words: words.reduceRight(withWord, get().words) });
    const lines = faults.slice(0, MOST_FAULTS).map((line) => formatNumber(lang, line));
    if (faults.length > MOST_FAULTS) lines.push('…');
    const said = translate(lang, 'wordsRead', { count: words.length });
    note.textContent =
      faults.length > 0
        ? `${said} ${translate(lang, 'wordsFaults', { lines: lines.join(lang === 'ar' ? '، ' : ', ') })}`
        : said;
  });
  byId('words-export').addEventListener('click', () =>
    saveFile('wassam-words.tsv', writeWords(get().words), 'text/tab-separated-values'),
  );

  /** @param {import('./state.js').State} state */
  function render({ words, labels, lang }) {
    const wanted = fold(form.value).trim();
    const shown = words.filter((one) => fold(one.form).includes(wanted));
    byId('words-empty').hidden = words.length > 0;
    byId('words-count').textContent = translate(lang, 'wordsCount', { count: words.length });
    const chosen = type.value;
    type.replaceChildren(
      ...labels.map((label) => element('option', { value: label.id }, typeName(label, lang))),
      element('option', { value: NEVER }, translate(lang, 'wordsNever')),
    );
    if (chosen) type.value = chosen;
    keepingFocus(list, () =>
      list.replaceChildren(
        ...shown.slice(0, MOST_SHOWN).map((word) => {
          const label = labels.find(({ id }) => id === word.type);
          const remove = element(
            'button',
            { type: 'button', class: 'quiet square', 'data-form': word.form, 'data-key': word.form },
            '×',
          );
          remove.setAttribute('aria-label', translate(lang, 'wordsRemove', { text: word.form }));
          return element(
            'li',
            { 'data-type': label?.id },
            element('bdi', { lang: 'ar' }, word.form),
            element(
              'span',
              { class: 'words-type' },
              label ? typeName(label, lang) : (word.type ?? translate(lang, 'wordsNever')),
            ),
            remove,
          );
        }),
      ),
    );
  }

  return (state, before) => {
    byId('words-open').textContent = translate(state.lang, 'wordsOpen', {
      count: formatNumber(state.lang, state.words.length),
    });
    const same = state.words === before.words && state.lang === before.lang && state.labels === before.labels;
    if (dialog.open && !same) render(state);
  };
}
