// Giving the tags away: the sheet on which a format is chosen, looked at and downloaded, and the buttons that do it
// again as it was chosen last.

import { byId, element } from './dom.js';
import { copyText, nameFor, saveFile } from './download.js';
import { EngineCancelled } from './engine-client.js';
import { loadDocument, loadPreference, savePreference } from './storage.js';
import { formatNumber, hasString, translate } from './strings.js';
import { shelfInZip, USUAL_CHOICE, writtenAs } from './written.js';
import { ZipWriter } from './zip.js';

/** How much of a file is shown, in UTF-16 code units. */
const PREVIEW = 2000;
/** Files of which something is shown. */
const PREVIEW_FILES = 4;

/** In which group each format stands; one that is not named here, with the others. */
const GROUPS = Object.freeze(
  /** @type {Record<string, readonly string[]>} */ ({
    own: ['wassam'],
    tools: ['brat', 'doccano', 'label-studio', 'prodigy', 'uima-xmi', 'uima-json', 'gate'],
    learning: ['conll', 'tab', 'tab-nested', 'conllu-plus', 'spacy', 'hugging-face'],
    reading: ['web-annotation', 'nif', 'tei', 'html', 'inline'],
    tables: ['csv', 'tsv'],
  }),
);

/** @typedef {import('./written.js').Choice & { scope: 'document' | 'shelf' }} Choice with what is written */

/** @type {Choice} */
const USUAL = { ...USUAL_CHOICE, scope: 'document' };

/** @returns {Choice} as it was made last */
function lastChoice() {
  try {
    const { format, schema, confirmedOnly, scope } = JSON.parse(loadPreference('export') ?? '{}');
    return {
      format: typeof format === 'string' ? format : USUAL.format,
      schema: schema === 'conll4' ? 'conll4' : 'wojood',
      confirmedOnly: confirmedOnly === true,
      scope: scope === 'shelf' ? 'shelf' : 'document',
    };
  } catch {
    return USUAL;
  }
}

/** @returns {string} this instant, to the second, as documents have it */
export function secondNow() {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

/**
 * The groups in which formats are shown.
 * @param {readonly import('./engine-worker.js').FormatFacts[]} formats
 * @returns {[group: string, formats: import('./engine-worker.js').FormatFacts[]][]}
 */
export function formatGroups(formats) {
  const known = new Set(Object.values(GROUPS).flat());
  const groups = Object.entries(GROUPS).map(([group, names]) => [group, formats.filter((f) => names.includes(f.name))]);
  const others = ['others', formats.filter(({ name }) => !known.has(name))];
  return /** @type {[string, typeof formats[number][]][]} */ ([...groups, others]).filter(([, of]) => of.length > 0);
}

/**
 * The beginning of a file, cut between two characters.
 * @param {string} content
 * @returns {string}
 */
function beginning(content) {
  if (content.length <= PREVIEW) return content;
  return `${content.slice(0, PREVIEW).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @param {object} tools
 * @param {import('./engine-client.js').EngineClient} tools.client
 * @param {() => Promise<string | null>} tools.documentJson the document as a file holds it; null: it cannot be had
 * @returns {{ update: (state: import('./state.js').State, before: import('./state.js').State) => void, download: () => Promise<void> }}
 */
export function createExportSheet({ get, dispatch }, { client, documentJson }) {
  const sheet = /** @type {HTMLDialogElement} */ (byId('export'));
  const schema = /** @type {HTMLSelectElement} */ (byId('export-schema'));
  const confirmedOnly = /** @type {HTMLInputElement} */ (byId('export-confirmed'));
  const scope = /** @type {HTMLSelectElement} */ (byId('export-scope'));
  let choice = lastChoice();
  /** The writing of the shelf that is under way. @type {symbol | null} */
  let writing = null;
  /** Goes on once the trained model has come, or will not come. */
  let modelSettled = () => {};
  /** @type {import('./engine-worker.js').FormatFacts[]} */
  let formats = [];
  /** What is asked for last: an answer that comes after it is late. */
  let turn = 0;

  /**
   * The files of the document, as chosen; null: something went wrong, and was said.
   * @returns {Promise<import('./engine-worker.js').Written | null>}
   */
  async function written() {
    const chosen = choice;
    const json = await documentJson();
    if (json === null) return null;
    const name = nameFor(get().text);
    try {
      return await writtenAs(client, { name, json }, chosen, { created: secondNow() });
    } catch (error) {
      if (error instanceof EngineCancelled) return null;
      const message = error instanceof Error ? error.message : String(error);
      dispatch({ type: 'problem', problem: { key: 'exportFailed', params: { message } } });
      return null;
    }
  }

  async function download() {
    const all = await written();
    if (!all) return;
    const { files } = all;
    const isZip = files.length > 1;
    const name = isZip ? `${nameFor(get().text)}.${choice.format}.zip` : files[0].name;
    const zip = new ZipWriter();
    if (isZip) for (const file of files) zip.add(file.name, file.content);
    saveFile(name, isZip ? zip.blob() : files[0].content);
    dispatch({ type: 'say', message: { key: 'downloaded', params: { name } } });
  }

  /** The documents of the shelf, the latest first. */
  const shelved = () => get().documents.filter(({ deleted }) => deleted === null);

  /** What is written: where there is no choice, it is not asked for. */
  function chosenScope() {
    if (!get().result) return 'shelf';
    return shelved().length > 1 ? choice.scope : 'document';
  }

  /** @param {symbol | null} now */
  function setWriting(now) {
    const on = now !== null;
    writing = now;
    byId('export-progress').hidden = !on;
    byId('export-cancel').hidden = !on;
    byId('export-download').hidden = on;
    /** @type {HTMLElement} */ (sheet.querySelector('.export-body')).inert = on;
    byId(on ? 'export-cancel' : 'export-download').focus();
  }

  /** @param {string} text @param {number | null} done null: nobody knows how long it takes */
  function showProgress(text, done) {
    const bar = /** @type {HTMLProgressElement} */ (byId('export-bar'));
    byId('export-progress-text').textContent = text;
    if (done === null) bar.removeAttribute('value');
    else bar.value = done;
  }

  /**
   * Without the model they would be written with fewer tags than they have once they are opened.
   * @param {symbol} mine
   */
  async function waitForModel(mine) {
    const isLoading = () => ['waiting', 'loading'].includes(get().model.status) && get().engine !== 'failed';
    while (writing === mine && isLoading()) {
      showProgress(`${translate(get().lang, 'modelLoading')}…`, null);
      await new Promise((resolve) => (modelSettled = () => resolve(undefined)));
    }
  }

  async function downloadShelf() {
    const documents = shelved();
    const created = secondNow();
    byId('export-outcome').replaceChildren();
    /** @type {HTMLProgressElement} */ (byId('export-bar')).max = documents.length;
    const mine = Symbol('the writing of the shelf');
    setWriting(mine);
    await waitForModel(mine);
    const { labels, words, types } = get();
    const shelf = { documents, load: workOf, labels, words, own: types.own };
    const { lang } = get();
    /** @param {number} done @param {string} name */
    const next = (done, name) => {
      const params = { done: done + 1, of: documents.length, name };
      if (writing === mine) showProgress(translate(lang, 'exporting', params), done);
      return writing === mine;
    };
    let all = null;
    try {
      all = await shelfInZip(client, shelf, choice, { created, next });
    } catch (error) {
      if (writing !== mine) return;
      const message = error instanceof Error ? error.message : String(error);
      byId('export-outcome').textContent = translate(lang, 'exportFailed', { message });
      setWriting(null);
    }
    if (!all || writing !== mine) return;
    const { zip, count, failed, losses } = all;
    const name = `wassam-${created.slice(0, 10)}.${choice.format}.zip`;
    if (count > 0) saveFile(name, zip.blob());
    const said = count > 0 ? translate(lang, 'exportedShelf', { count, name }) : translate(lang, 'exportNone');
    const missing = failed.map(({ name: of, problem: why }) => translate(lang, 'exportMissingOne', { name: of, why }));
    byId('export-outcome').replaceChildren(
      element('p', {}, said),
      ...(missing.length > 0
        ? [element('p', {}, translate(lang, 'exportMissing')), element('ul', {}, ...items(missing))]
        : []),
    );
    if (losses.length > 0) {
      const title = element('summary', {}, translate(lang, 'exportAllLossy'));
      byId('export-outcome').append(element('details', {}, title, element('ul', {}, ...items(lossLines(losses)))));
    }
    setWriting(null);
  }

  /** The work on a document: on the one that is shown it is not saved yet, maybe. @param {string} id */
  async function workOf(id) {
    const { document, text, editing, reference, corrections, imported } = get();
    return id === document ? { text, editing, reference, corrections, imported } : loadDocument(id);
  }

  function cancelShelf() {
    if (!writing) return;
    byId('export-outcome').textContent = translate(get().lang, 'exportCancelled');
    setWriting(null);
    modelSettled();
  }

  /** @param {string[]} lines */
  const items = (lines) => lines.map((line) => element('li', {}, line));

  /** @param {{ part: string, count: number }[]} losses */
  const lossLines = (losses) => losses.map(({ part, count }) => translate(get().lang, `loss ${part}`, { count }));

  /** @param {HTMLElement} button */
  async function copy(button) {
    const all = await written();
    if (!all) return;
    // Of several files the one with the tags.
    if (await copyText(all.files[0].content, button)) {
      dispatch({ type: 'say', message: { key: 'copied' } });
      button.classList.add('done');
      setTimeout(() => button.classList.remove('done'), 1600);
    } else {
      dispatch({ type: 'problem', problem: { key: 'copyFailed' } });
    }
  }

  /** @param {Partial<Choice>} change */
  function choose(change) {
    choice = { ...choice, ...change };
    savePreference('export', JSON.stringify(choice));
    update(get());
    renderScope();
    preview();
  }

  async function preview() {
    turn += 1;
    const mine = turn;
    byId('export-outcome').replaceChildren();
    if (!get().result) {
      // There is none to show as an example.
      for (const id of ['export-lossless', 'export-lossy']) byId(id).hidden = true;
      byId('export-preview').replaceChildren();
      showUnit();
      return;
    }
    byId('export-preview').setAttribute('aria-busy', 'true');
    const all = await written();
    if (mine !== turn) return;
    byId('export-preview').removeAttribute('aria-busy');
    if (!all) {
      // What went wrong is said on the page.
      sheet.close();
      return;
    }
    showUnit();
    byId('export-lossless').hidden = all.losses.length > 0;
    byId('export-lossy').hidden = all.losses.length === 0;
    byId('export-losses').replaceChildren(...items(lossLines(all.losses)));
    const shown = all.files.slice(0, PREVIEW_FILES);
    byId('export-preview').replaceChildren(
      ...shown.map(({ name, content }) => {
        // What is written for programs runs from left to right; a text as its letters do.
        const dir = name.endsWith('.txt') ? 'auto' : 'ltr';
        const body = element('pre', { dir, tabindex: '0', 'aria-label': name }, beginning(content));
        return element('figure', {}, element('figcaption', { dir: 'auto' }, name), body);
      }),
    );
  }

  function showUnit() {
    const facts = formats.find(({ name }) => name === choice.format);
    byId('export-unit').textContent = translate(get().lang, `unit ${facts?.unit}`);
  }

  function renderScope() {
    const { lang, result } = get();
    const count = shelved().length;
    const isShelf = chosenScope() === 'shelf';
    byId('export-scope-label').hidden = result !== null && count < 2;
    byId('export-scope-shelf').textContent = translate(lang, 'scopeShelf', { count: formatNumber(lang, count) });
    scope.value = chosenScope();
    scope.disabled = result === null;
    byId('export-shelf-note').hidden = !isShelf;
    byId('export-copy').hidden = isShelf;
  }

  /** @param {import('./state.js').State} state */
  function renderFormats({ lang }) {
    byId('export-formats').replaceChildren(
      ...formatGroups(formats).map(([group, members]) =>
        element(
          'fieldset',
          {},
          element('legend', {}, translate(lang, `formats ${group}`)),
          ...members.map(({ name, extension }) => {
            const radio = element('input', { type: 'radio', name: 'export-format', value: name });
            radio.checked = name === choice.format;
            const says = hasString(`format ${name}`) ? translate(lang, `format ${name}`) : `.${extension}`;
            const title = hasString(`formatName ${name}`) ? translate(lang, `formatName ${name}`) : name;
            return element(
              'label',
              {},
              radio,
              element('span', {}, element('b', { class: 'format-name' }, title), ' ', element('small', {}, says)),
            );
          }),
        ),
      ),
    );
  }

  async function open() {
    schema.value = choice.schema;
    confirmedOnly.checked = choice.confirmedOnly;
    try {
      formats = await client.formats();
    } catch (error) {
      if (error instanceof EngineCancelled) return;
      const message = error instanceof Error ? error.message : String(error);
      dispatch({ type: 'problem', problem: { key: 'exportFailed', params: { message } } });
      return;
    }
    if (!formats.some(({ name }) => name === choice.format)) choice = USUAL;
    renderFormats(get());
    renderScope();
    sheet.showModal();
    const chosen = /** @type {HTMLElement | null} */ (sheet.querySelector('input[type="radio"]:checked'));
    chosen?.focus();
    await preview();
  }

  byId('export-open').addEventListener('click', open);
  byId('shelf-export').addEventListener('click', () => {
    dispatch({ type: 'shelf', open: false });
    choice = { ...choice, scope: 'shelf' };
    open();
  });
  scope.addEventListener('change', () => choose({ scope: scope.value === 'shelf' ? 'shelf' : 'document' }));
  byId('export-cancel').addEventListener('click', cancelShelf);
  // What is under way is called off first; then the sheet is closed.
  sheet.addEventListener('cancel', (event) => {
    if (!writing) return;
    event.preventDefault();
    cancelShelf();
  });
  sheet.addEventListener('close', cancelShelf);
  byId('export-close').addEventListener('click', () => sheet.close());
  sheet.addEventListener('click', (event) => {
    if (event.target === sheet && !writing) sheet.close();
  });
  byId('export-formats').addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) choose({ format: target.value });
  });
  schema.addEventListener('change', () => choose({ schema: schema.value === 'conll4' ? 'conll4' : 'wojood' }));
  confirmedOnly.addEventListener('change', () => choose({ confirmedOnly: confirmedOnly.checked }));
  byId('export-download').addEventListener('click', async () => {
    // It stays open to say what has become of each.
    if (chosenScope() === 'shelf') return downloadShelf();
    await download();
    sheet.close();
  });
  byId('export-copy').addEventListener('click', () => copy(byId('export-copy')));
  byId('download').addEventListener('click', download);
  byId('copy').addEventListener('click', () => copy(byId('copy')));

  /** @param {import('./state.js').State} state */
  function update({ lang }) {
    const { format } = choice;
    const name = hasString(`formatName ${format}`) ? translate(lang, `formatName ${format}`) : format;
    byId('download').title = translate(lang, 'downloadAs', { format: name });
  }

  return {
    download,
    update(state, before) {
      if (state.model !== before.model || state.engine !== before.engine) modelSettled();
      if (state === before || state.lang !== before.lang) update(state);
    },
  };
}
