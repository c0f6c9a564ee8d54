// What was annotated elsewhere, dropped on the page with the real engine: tags exactly where they were, a report of
// what is not as it was, and nothing of a bad file.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { amissIn, frames, highlighted, modelled, pointAt, read, startBrowser, tagged } from './page.js';

const TEXT = '😀 زار سيرغي لافروف بيروت أمس.';
const DOCCANO = `${JSON.stringify({
  text: TEXT,
  label: [
    [6, 18, 'PER'],
    [6, 11, 'ORGANIZATION'],
    [19, 24, 'LOCALITY'],
  ],
  relations: [{ id: 1 }],
})}\n`;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/**
 * Drops files on the page, as a reader does.
 * @param {import('playwright-core').Page} page
 * @param {Record<string, string>} files names and what stands in them
 */
async function drop(page, files) {
  const data = await page.evaluateHandle((contents) => {
    const transfer = new DataTransfer();
    for (const [name, content] of Object.entries(contents)) transfer.items.add(new File([content], name));
    return transfer;
  }, files);
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

/** @param {import('playwright-core').Page} page @param {string} format @returns {Promise<string>} the file */
async function exported(page, format) {
  await page.click('#export-open');
  await page.check(`#export input[value="${format}"]`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#export-download')]);
  return readFileSync(/** @type {string} */ (await download.path()), 'utf8');
}

/** @param {string} json */
const withoutCreated = (json) => json.replace(/"created":(?:null|"[^"]*")/, '"created":…');

test('brat’s two files become one document, by itself at first, with suggestions at the switch', async () => {
  const { page, trouble } = await browser.open({ lang: 'en' });
  await modelled(page);
  const ann = 'T1\tPERS 6 18\tسيرغي لافروف\n#1\tAnnotatorNotes T1\tوزير\n';
  await drop(page, { 'خبر.ann': ann, 'خبر.txt': TEXT, 'annotation.conf': '[entities]\n' });
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'PERS'), ['سيرغي لافروف']);
  assert.deepEqual(await highlighted(page, 'GPE'), []);
  assert.match(/** @type {string} */ (await page.textContent('#imported-text')), /“خبر\.ann” \(brat\): 1 tag\./);
  await page.check('#imported-suggestions');
  await page.waitForFunction(() => CSS.highlights.has('GPE'));
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت']);
  assert.deepEqual(await highlighted(page, 'PERS'), ['سيرغي لافروف']);
  await page.click('#undo');
  await page.waitForFunction(() => !CSS.highlights.has('GPE') || CSS.highlights.get('GPE')?.size === 0);
  assert.equal(await page.isChecked('#imported-suggestions'), false);
  await page.reload();
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'GPE'), []);
  assert.match(/** @type {string} */ (await page.textContent('#imported-text')), /brat/);
  // The note, which the page does not show, has come along.
  assert.equal(JSON.parse(await exported(page, 'wassam')).annotations[0].note, 'وزير');
  assert.deepEqual(trouble, []);
});

test('what is not as it stood in the file is said, in both languages', async () => {
  const { page } = await browser.open({ lang: 'en', context: { bypassCSP: true } });
  await modelled(page);
  await drop(page, { 'labels.jsonl': DOCCANO });
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'PERS-around'), ['سيرغي لافروف']);
  assert.deepEqual(await highlighted(page, 'ORG'), ['سيرغي']);
  await page.click('#imported-summary');
  const reports = async () =>
    (await page.$$eval('#imported-list li', (all) => all.map((one) => one.textContent))).join('|');
  assert.equal(
    await reports(),
    'One left out, as it is not kept here: relations|Type PER is PERS here: one tag|' +
      'Type ORGANIZATION is ORG here: one tag',
  );
  assert.equal(
    await page.textContent('#imported-unknown-text'),
    'One tag of a type that is not known here is not shown, and stays in what you download: \u2068LOCALITY\u2069\u00a0(1)',
  );
  assert.deepEqual(await amissIn(page, '#imported'), []);
  await page.click('#lang');
  assert.match(await reports(), /صار النوع PER هنا PERS: وسم واحد/);
  const labels = JSON.parse(await exported(page, 'doccano')).label;
  assert.deepEqual(labels, [
    [6, 18, 'PERS'],
    [6, 11, 'ORG'],
    [19, 24, 'LOCALITY'],
  ]);
});

test('types that are not known here are added, with nothing lost; one undo takes the tags back, and other files know them', async () => {
  const { page, trouble } = await browser.open({ lang: 'ar', context: { bypassCSP: true } });
  await modelled(page);
  const ann = (/** @type {string} */ type) =>
    `T1\tPERS 6 18\tسيرغي لافروف\nT2\t${type} 19 24\tبيروت\n#1\tAnnotatorNotes T2\tقديم\nT3\tسلاح 25 28\tأمس\n`;
  await drop(page, { 'أ.ann': ann('Weapon'), 'أ.txt': TEXT, 'ب.ann': ann('war-zone'), 'ب.txt': `${TEXT} ` });
  await tagged(page);
  assert.equal(
    await page.textContent('#imported-unknown-text'),
    'وسمان لا يُعرف نوعهما هنا، فلا يظهران، ويبقيان في ما تنزّله: \u2068Weapon\u2069\u00a0(١)، \u2068سلاح\u2069\u00a0(١)',
  );
  assert.equal(await page.textContent('#imported-take'), 'أضِف هذين النوعين');
  assert.deepEqual(await highlighted(page, 'Weapon'), []);
  await page.focus('#imported-take');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => CSS.highlights.get('Weapon')?.size === 1);
  assert.deepEqual(await highlighted(page, 'سلاح'), ['أمس']);
  assert.deepEqual(await highlighted(page, 'PERS'), ['سيرغي لافروف']);
  assert.ok(await page.isHidden('#imported-unknown'));
  assert.match(/** @type {string} */ (await page.textContent('#said')), /أُضيف نوعان/);
  // Its chip has a colour of its own, in the legend too.
  const colour = await page.$eval('.chip[data-type="سلاح"]', (chip) =>
    getComputedStyle(chip).getPropertyValue('--type'),
  );
  assert.notEqual(colour, '');
  assert.equal(await page.$$eval('#legend [data-type="Weapon"]', (rows) => rows.length > 0), true);
  await page.click('#undo');
  await page.waitForFunction(() => (CSS.highlights.get('Weapon')?.size ?? 0) === 0);
  await page.click('#redo');
  await page.waitForFunction(() => CSS.highlights.get('Weapon')?.size === 1);
  await page.reload();
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'Weapon'), ['بيروت']);
  // What the page does not show of it is there again; what is removed is not.
  const { x, y } = await pointAt(page, 'أمس');
  await page.mouse.click(x, y);
  await page.click('#card [data-do="remove"]');
  const document = JSON.parse(await exported(page, 'wassam'));
  assert.deepEqual(
    document.annotations.map((/** @type {any} */ { type, text, note, state }) => [type, text, note ?? '', state]),
    [
      ['PERS', 'سيرغي لافروف', '', 'confirmed'],
      ['Weapon', 'بيروت', 'قديم', 'confirmed'],
      ['سلاح', 'أمس', '', 'rejected'],
    ],
  );
  assert.deepEqual(
    document.types.map((/** @type {any} */ { id }) => id),
    ['Weapon', 'سلاح'],
  );
  // The other document, which was opened before, knows one of them.
  await page.click('#shelf-open');
  await page.click('#shelf-list li:last-child [data-do="open"]');
  await page.waitForFunction(() => CSS.highlights.get('سلاح')?.size === 1);
  assert.match(/** @type {string} */ (await page.textContent('#imported-unknown-text')), /war-zone/);
  await page.click('#imported-take');
  await page.waitForFunction(() => CSS.highlights.get('War_zone')?.size === 1);
  await page.click('#imported-summary');
  assert.match(/** @type {string} */ (await page.textContent('#imported-list')), /صار النوع war-zone هنا War_zone/);
  assert.deepEqual(await amissIn(page, '#imported'), []);
  assert.deepEqual(trouble, []);

  // Elsewhere the document of ours brings its types along, as they are called and coloured.
  const other = await browser.open({ lang: 'en' });
  await modelled(other.page);
  const named = { ...document, types: [{ id: 'Weapon', ar: 'عتاد', en: 'Arms', hue: 200, group: '' }] };
  await drop(other.page, { 'x.wassam.json': JSON.stringify(named) });
  await tagged(other.page);
  await other.page.click('#imported-take');
  await other.page.waitForSelector('.chip[data-type="Weapon"]');
  assert.equal(await other.page.textContent('.chip[data-type="Weapon"]'), 'Arms');
});

test('a document of ours comes back exactly: confirmed, changed, rejected, suggested, and the day', async () => {
  const { page } = await browser.open({ lang: 'en' });
  await modelled(page);
  await read(page, TEXT);
  const click = async (/** @type {string} */ word) => {
    const { x, y } = await pointAt(page, word);
    await page.mouse.click(x, y);
  };
  await click('بيروت');
  await page.click('#card [data-do="remove"]');
  await click('لافروف');
  await page.click('#card [data-do="confirm"]');
  await page.keyboard.press('Escape');
  await frames(page);
  const first = await exported(page, 'wassam');
  const states = JSON.parse(first).annotations.map((/** @type {any} */ one) => [one.text, one.state]);
  assert.deepEqual(states, [
    ['سيرغي لافروف', 'confirmed'],
    ['بيروت', 'rejected'],
    ['أمس', 'suggested'],
  ]);
  await page.click('#clear');
  await drop(page, { 'document.json': first });
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'GPE'), []);
  assert.deepEqual(await highlighted(page, 'DATE'), ['أمس']);
  assert.ok(await page.isVisible('#rejected'));
  assert.equal(withoutCreated(await exported(page, 'wassam')), withoutCreated(first));
  // The day that the reader chooses counts for it too.
  await page.click('#tab-values');
  await page.fill('#reference-date', '2015-11-20');
  await page.waitForFunction(() => document.querySelector('#values')?.textContent?.includes('19'));
});

test('several documents of one file go to the shelf, the first is shown', async () => {
  const { page } = await browser.open({ lang: 'en' });
  await modelled(page);
  const lines = ['زار بيروت.', 'زار دمشق.', 'زار حلب.'].map((text) =>
    JSON.stringify({ text, label: [[4, text.length - 1, 'GPE']] }),
  );
  await drop(page, { 'three.jsonl': lines.join('\n') });
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت']);
  await page.click('#shelf-open');
  await page.waitForFunction(() => document.querySelectorAll('#shelf-list li').length === 3);
  const titles = await page.$$eval('#shelf-list bdi', (all) => all.map((one) => one.textContent));
  assert.deepEqual(titles, ['زار بيروت.', 'زار دمشق.', 'زار حلب.']);
  await page.click('#shelf-list li:nth-child(2) [data-do="open"]');
  await page.waitForFunction(() => document.querySelector('#text')?.textContent?.includes('دمشق'));
  await tagged(page);
  assert.deepEqual(await highlighted(page, 'GPE'), ['دمشق']);
});

test('a bad file is named and told in the reader’s language, and nothing of it is on the page', async () => {
  const { page } = await browser.open({ lang: 'ar' });
  await modelled(page);
  await read(page, TEXT);
  const problem = async (/** @type {Record<string, string>} */ files) => {
    await drop(page, files);
    await page.waitForSelector('#problem:not([hidden])');
    const text = /** @type {string} */ (await page.textContent('#problem-text'));
    await page.click('#problem-dismiss');
    return text;
  };
  assert.match(
    await problem({ 'bad.jsonl': `${DOCCANO}{"text":` }),
    /«\u2068bad\.jsonl\u2069» \(\u2068doccano\u2069\).*السطر ٢/,
  );
  const outside = JSON.stringify({ text: 'زار', label: [[0, 99, 'PER']] });
  assert.match(await problem({ 'outside.jsonl': outside }), /outside\.jsonl.*خارج النص/);
  assert.match(await problem({ 'a.ann': 'T1\tPERS 0 3\tزار\n' }), /أفلت معه «\u2068a\.txt\u2069»/);
  assert.match(await problem({ 'x.docx': 'PK\x03\x04…' }), /«x\.docx».*ZIP/);
  assert.match(await problem({ 'x.zip': 'PK\x03\x04…' }), /«\u2068x\.zip\u2069».*ناقص أو تالف/);
  assert.match(await problem({ 'x.csv': 'document,id,start_cp,end_cp\n' }), /يُكتب هنا ولا يُقرأ/);
  assert.match(await problem({ 'x.json': '{"a":1}' }), /«x\.json» ليس بتنسيق يُعرف هنا/);
  const newer = JSON.stringify({ format: 'wassam-document/2', offset_unit: 'code-point', text: 'x' });
  assert.match(await problem({ 'n.json': newer }), /نسخة أحدث/);
  assert.equal(await page.textContent('#text .para p'), TEXT);
  assert.ok(await page.isHidden('#imported'));
});

test('a text stays a text, and on a small screen the bar fits', async () => {
  const { page } = await browser.open({ context: { viewport: { width: 320, height: 700 } } });
  await modelled(page);
  await drop(page, { 'نص.txt': `${TEXT}\r\nقال إنه عاد.` });
  await tagged(page);
  assert.ok(await page.isHidden('#imported'));
  assert.deepEqual(await highlighted(page, 'GPE'), ['بيروت']);
  await drop(page, { 'labels.jsonl': DOCCANO });
  await page.waitForSelector('#imported:not([hidden])');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
});
