// Giving the tags away: the sheet on which a format is chosen, looked at and downloaded, and the buttons that do it
// again as it was chosen last.

import { byId, element } from './dom.js';
import { copyText, nameFor, saveFile } from './download.js';
import { EngineCancelled } from './engine-client.js';
import { loadPreference, savePreference } from './storage.js';
import { hasString, translate } from './strings.js';
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

/**
 * @typedef {object} Choice how files are written
 * @property {string} format
 * @property {'wojood' | 'conll4'} schema
 * @property {boolean} confirmedOnly
 */

/** @type {Choice} */
const USUAL = { format: 'wassam', schema: 'wojood', confirmedOnly: false };

/** @returns {Choice} as it was made last */
function lastChoice() {
  try {
    const { format, schema, confirmedOnly } = JSON.parse(loadPreference('export') ?? '{}');
    return {
      format: typeof format === 'string' ? format : USUAL.format,
      schema: schema === 'conll4' ? 'conll4' : 'wojood',
      confirmedOnly: confirmedOnly === true,
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
  let choice = lastChoice();
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
    const { format, ...options } = chosen;
    // As it is: to our own format nothing needs to be done.
    if (format === USUAL.format && options.schema === USUAL.schema && !options.confirmedOnly) {
      return { files: [{ name: `${name}.wassam.json`, content: json }], losses: [] };
    }
    try {
      return await client.write([{ name, json }], format, { ...options, created: secondNow() });
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
    preview();
  }

  async function preview() {
    turn += 1;
    const mine = turn;
    byId('export-preview').setAttribute('aria-busy', 'true');
    const all = await written();
    if (mine !== turn) return;
    byId('export-preview').removeAttribute('aria-busy');
    if (!all) {
      // What went wrong is said on the page.
      sheet.close();
      return;
    }
    const { lang } = get();
    const facts = formats.find(({ name }) => name === choice.format);
    byId('export-unit').textContent = translate(lang, `unit ${facts?.unit}`);
    byId('export-lossless').hidden = all.losses.length > 0;
    byId('export-lossy').hidden = all.losses.length === 0;
    byId('export-losses').replaceChildren(
      ...all.losses.map(({ part, count }) => element('li', {}, translate(lang, `loss ${part}`, { count }))),
    );
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
    if (!get().result) return;
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
    sheet.showModal();
    const chosen = /** @type {HTMLElement | null} */ (sheet.querySelector('input[type="radio"]:checked'));
    chosen?.focus();
    await preview();
  }

  byId('export-open').addEventListener('click', open);
  byId('export-close').addEventListener('click', () => sheet.close());
  sheet.addEventListener('click', (event) => {
    if (event.target === sheet) sheet.close();
  });
  byId('export-formats').addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) choose({ format: target.value });
  });
  schema.addEventListener('change', () => choose({ schema: schema.value === 'conll4' ? 'conll4' : 'wojood' }));
  confirmedOnly.addEventListener('change', () => choose({ confirmedOnly: confirmedOnly.checked }));
  byId('export-download').addEventListener('click', async () => {
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
      if (state === before || state.lang !== before.lang) update(state);
    },
  };
}
