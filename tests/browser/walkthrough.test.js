// One journey of somebody who has a keyboard and a screen reader and no mouse through the whole page: what is said, in
// which order it is read, where the focus is and that it can be seen. Then what WCAG 2.2 AA asks of the eye.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { translate } from '../../www/js/strings.js';
import { ARTICLE, frames, keysOf, modelled, paste, pressArabic, read, startBrowser, tagged } from './page.js';
import { difference } from './pixels.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;
before(async () => {
  browser = await startBrowser('dist');
});
after(() => browser.close());

/** Begins to note what is said by live regions, in the page. */
function listen() {
  const heard = /** @type {string[]} */ ([]);
  Object.assign(globalThis, { heard });
  addEventListener('DOMContentLoaded', () => {
    const live = '[role="status"], [role="alert"], [aria-live]';
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(live);
        const said = region?.checkVisibility() ? (region.textContent ?? '').replace(/\s+/g, ' ').trim() : '';
        if (said && heard.at(-1) !== said) heard.push(said);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: ['hidden'] });
  });
}

/** @param {Page} page @returns {Promise<string[]>} what was said since the last time */
function heard(page) {
  return page.evaluate(() => /** @type {any} */ (globalThis).heard.splice(0));
}

/** @param {Page} page */
function focus(page) {
  return page.evaluate(() => {
    const held = document.activeElement ?? document.body;
    const seen = [held, held.closest('label'), held.nextElementSibling, ...held.querySelectorAll('rect')];
    const ring = seen.some((element) => {
      if (!element) return false;
      const { outlineStyle, outlineWidth, stroke, boxShadow } = getComputedStyle(element);
      const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
      return outlined || boxShadow !== 'none' || (element.tagName === 'rect' && stroke !== 'none');
    });
    const box = held.getBoundingClientRect();
    const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0;
    return { id: held.id, tag: held.tagName, ring, inView, html: held.outerHTML.slice(0, 120) };
  });
}

/**
 * Presses keys; after each the focus is somewhere, and can be seen.
 * @param {Page} page
 * @param {...string} chords
 */
async function press(page, ...chords) {
  for (const chord of chords) {
    // Nothing is drawn for a step of the focus alone.
    if (/(^|\+)Tab$/.test(chord)) await page.keyboard.press(chord);
    else await pressArabic(page, chord);
    const { tag, ring, inView, html } = await focus(page);
    assert.notEqual(tag, 'BODY', `the focus is lost after ${chord}`);
    assert.ok(ring, `the focus cannot be seen after ${chord}: ${html}`);
    assert.ok(inView, `the focus is out of view after ${chord}: ${html}`);
  }
}

/**
 * Goes by Tab until the focus is at an element.
 * @param {Page} page
 * @param {string} selector
 * @param {'Tab' | 'Shift+Tab'} [key]
 */
async function tabTo(page, selector, key = 'Tab') {
  for (let i = 0; i < 250; i += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await press(page, key);
  }
  assert.fail(`Tab does not come to ${selector}`);
}

/**
 * @typedef {object} Node
 * @property {string} role
 * @property {string} name
 */

/**
 * What a screen reader reads, in its order.
 * @param {Page} page
 * @returns {Promise<Node[]>}
 */
async function tree(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  /** @type {Node[]} */
  const all = [];
  /** @param {string} id */
  const walk = (id) => {
    const node = byId.get(id);
    if (!node) return;
    if (!node.ignored) all.push({ role: String(node.role?.value), name: String(node.name?.value ?? '') });
    for (const child of node.childIds ?? []) walk(child);
  };
  walk(nodes[0].nodeId);
  return all;
}

/** What has to have a name. */
const NAMED = new Set(
  [
    'button link textbox searchbox checkbox radio combobox tab tabpanel dialog region complementary search toolbar',
    'Date progressbar slider',
  ].flatMap((roles) => roles.split(' ')),
);

/**
 * What is read, in its order, all of it that has to have a name with one.
 * @param {Page} page
 * @param {string} where
 */
async function readOut(page, where) {
  const nodes = await tree(page);
  const nameless = nodes.filter(({ role, name }) => NAMED.has(role) && name.trim() === '');
  assert.deepEqual(nameless, [], where);
  return nodes;
}

/**
 * @param {readonly Node[]} nodes
 * @param {readonly (readonly [role: string, name: string | RegExp])[]} wanted
 */
function inThisOrder(nodes, wanted) {
  let at = -1;
  for (const [role, name] of wanted) {
    const is = (/** @type {string} */ one) => (typeof name === 'string' ? one === name : name.test(one));
    const next = nodes.findIndex((node, i) => i > at && node.role === role && is(node.name));
    assert.ok(next > at, `${role} ${name} is not read, or not after what comes before it`);
    at = next;
  }
}

/**
 * The dialogs: what opens each, whether it stands before the text, and the key that opens it from anywhere.
 * @type {readonly { opener: string, id: string, before?: boolean, key?: string }[]}
 */
const DIALOGS = [
  { opener: '#shelf-open', id: 'shelf', before: true, key: 'KeyB' },
  { opener: '#help-open', id: 'help', before: true, key: 'Shift+Slash' },
  { opener: '#compare-open', id: 'compare', before: true, key: 'KeyC' },
  { opener: '#export-open', id: 'export', before: true },
  { opener: '#types-open', id: 'types' },
  { opener: '#words-open', id: 'words' },
  { opener: '.guideline-open', id: 'guideline' },
];

/** @param {Page} page @returns {Promise<string>} what is active, by its highlight */
function active(page) {
  return page.evaluate(() =>
    [...CSS.highlights]
      .flatMap(([name, ranges]) => (name.endsWith('-active') ? [...ranges].map(String) : []))
      .join('|'),
  );
}

/** @param {Page} page */
const at = async (page) => (await focus(page)).id;

for (const lang of /** @type {const} */ (['ar', 'en'])) {
  test(`the whole page without a mouse, and what is heard of it (${lang})`, async () => {
    const opened = await browser.open({ lang, before: listen });
    const { page, trouble } = opened;
    /** @param {string} key @param {Record<string, string | number>} [params] */
    const words = (key, params) => translate(lang, key, params);
    /** @param {RegExp | string} wanted */
    const hears = async (wanted) => {
      const all = await heard(page);
      const is = (/** @type {string} */ one) => (typeof wanted === 'string' ? one === wanted : wanted.test(one));
      assert.ok(all.some(is), `${wanted} is not among what was heard: ${all.join(' / ')}`);
    };
    await modelled(page);

    // Opened: landmarks, one great heading, a way past the head of the page, and the box.
    let nodes = await readOut(page, 'opened');
    inThisOrder(nodes, [
      ['link', words('skip')],
      ['banner', ''],
      ['heading', words('brand')],
      ['button', words('help')],
      ['main', ''],
      ['textbox', words('sourceLabel')],
    ]);
    await press(page, 'Tab');
    assert.equal(await at(page), 'skip');
    await press(page, 'Enter');
    assert.equal(await at(page), 'source');

    // Pasted: it is said how much was found, and the keyboard is at the text, without a way to go.
    await paste(opened, ARTICLE);
    await tagged(page);
    assert.equal(await at(page), 'reading');
    await hears(new RegExp(words('saidFound', { count: 233 }).replace(/[\d٠-٩]+/, '[\\d٠-٩]+')));
    nodes = await readOut(page, 'read');
    inThisOrder(nodes, [
      ['heading', words('brand')],
      ['button', words('undo')],
      ['button', words('find')],
      ['button', words('download')],
      ['region', words('readingLabel')],
      ['StaticText', /ميخائيل بوغدانوف/],
      ['complementary', words('sideLabel')],
      ['tab', words('tabFound')],
      ['tabpanel', words('tabFound')],
      ['heading', words('legend')],
      ['heading', words('list')],
      ['button', /سيرغي لافروف/],
    ]);
    await tabTo(page, '#skip', 'Shift+Tab');
    await press(page, 'Enter');
    assert.equal(await at(page), 'reading');

    // From tag to tag: type, words, place.
    await press(page, 'BracketRight', 'BracketRight', 'Tab', 'Shift+Tab');
    assert.equal(await active(page), 'الفرنسي');
    await hears(/الفرنسي/);
    assert.equal(await at(page), 'reading');

    // The card has the name of its tag, all of it by Tab, and the focus comes back.
    await press(page, 'Space');
    assert.equal(await at(page), 'card');
    inThisOrder(await readOut(page, 'card'), [
      ['dialog', new RegExp(`^${words('cardLabel')} .* الفرنسي$`)],
      ['button', words('previous')],
      ['button', words('next')],
      ['button', words('close')],
      ['button', /✓/],
      ['button', words('remove')],
    ]);
    await press(page, 'Tab', 'Tab', 'Enter');
    assert.equal(await active(page), 'عشرات', 'the next one');
    await hears(/عشرات/);
    await press(page, 'Escape');
    assert.equal(await at(page), 'reading');

    // Each correction is said, and so is what is taken back.
    await press(page, 'KeyO');
    await hears(/عشرات/);
    await press(page, 'Control+KeyZ');
    await hears(new RegExp(`^${words('saidUndone', { what: '' }).trim()} .*عشرات`));
    await press(page, 'Control+KeyY', 'Control+KeyZ', 'Delete');
    await hears(new RegExp(`^${words('saidRemoved', { text: 'عشرات', type: '' })}`));
    assert.equal(await at(page), 'reading');
    await press(page, 'Control+KeyZ', 'Control+Shift+ArrowLeft');
    await hears(/عشرات القتلى/);
    await press(page, 'Control+KeyZ', 'Escape');

    // A word is selected and offered types, which the keyboard reaches.
    await press(page, 'ArrowLeft');
    await hears(
      words('saidSelected', { text: await page.evaluate(() => [...(CSS.highlights.get('selected') ?? [])].join('')) }),
    );
    await page.waitForSelector('#adder:not([hidden])');
    await press(page, 'Tab');
    assert.ok(await page.evaluate(() => document.activeElement?.closest('#adder') !== null));
    await readOut(page, 'adder');
    await press(page, 'Escape');
    assert.equal(await at(page), 'reading');

    // Looking for a word: how many, and each in its words; closed, the keyboard is there.
    await press(page, 'Slash', ...keysOf('لافروف'));
    assert.equal(await at(page), 'find-query');
    await hears(/سيرغي لافروف/);
    await press(page, 'Enter');
    await hears(/^.+ .*لافروف.* .+$/);
    await readOut(page, 'find');
    await press(page, 'Escape');
    assert.equal(await at(page), 'reading');

    // The review: what is left, each suggestion, and on.
    await press(page, 'KeyQ');
    const doubtful = await active(page);
    await hears(new RegExp(doubtful));
    await press(page, 'Enter');
    const next = await active(page);
    await hears(new RegExp(`${doubtful}.*${next}`));
    await readOut(page, 'review');
    await press(page, 'Escape');
    assert.equal(await at(page), 'reading');
    await press(page, 'Escape');

    // Dialogs: the focus goes in, stays in and comes back; by the key too.
    for (const { opener, id, before: first, key } of DIALOGS) {
      await page.focus('#reading');
      await tabTo(page, opener, first ? 'Shift+Tab' : 'Tab');
      await press(page, 'Enter');
      await page.waitForSelector(`dialog#${id}[open]`);
      await readOut(page, id);
      for (const chord of ['Shift+Tab', 'Shift+Tab', 'Tab', 'Tab', 'Tab', 'Tab']) {
        // Beyond the last one is the browser's own bar, as it has it: for the page that is nowhere.
        const held = await page.evaluate((dialog) => {
          const { activeElement, body } = document;
          return activeElement === body || activeElement?.closest('dialog')?.id === dialog;
        }, id);
        assert.ok(held, `the focus leaves #${id}`);
        await pressArabic(page, chord);
      }
      await pressArabic(page, 'Escape');
      await frames(page);
      const back = await page.evaluate((selector) => document.activeElement?.matches(selector), opener);
      assert.ok(back, `the focus comes back from #${id}: ${(await focus(page)).html}`);
      if (!key) continue;
      await page.focus('#reading');
      await press(page, key);
      assert.ok(await page.evaluate((dialog) => document.activeElement?.closest('dialog')?.id === dialog, id));
      await press(page, 'Escape');
      assert.equal(await at(page), 'reading', id);
    }

    // Another format is chosen with the arrows, and written.
    await tabTo(page, '#export-open', 'Shift+Tab');
    await press(page, 'Enter');
    await page.waitForSelector('dialog#export[open] #export-preview:not([aria-busy])');
    await press(page, 'ArrowDown');
    await tabTo(page, '#export-download');
    const [download] = await Promise.all([page.waitForEvent('download'), pressArabic(page, 'Enter')]);
    assert.ok(!download.suggestedFilename().endsWith('.wassam.json'));
    await frames(page);
    assert.equal(await at(page), 'export-open');

    // Beside the text: tabs by arrows, a switch of the legend, a filter, the list.
    await page.focus('#reading');
    await tabTo(page, '#tab-found');
    const [onward, back] = lang === 'ar' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
    for (const tab of ['values', 'timeline', 'check']) {
      await press(page, onward);
      assert.equal(await at(page), `tab-${tab}`);
      await readOut(page, tab);
    }
    await press(page, back, back, back);
    await tabTo(page, '.legend-type input');
    await press(page, 'Space', 'Space');
    await tabTo(page, '#filter-state');
    await pressArabic(page, 'ArrowDown');
    await press(page, 'Enter');
    await tabTo(page, '.item');
    await heard(page);
    await press(page, 'Enter');
    await hears(/./);
    assert.ok((await active(page)) !== '');

    // Everything that Tab comes to, once around.
    await page.focus('#skip');
    let last = '';
    for (let i = 0; i < 400 && last !== 'BODY'; i += 1) {
      await page.keyboard.press('Tab');
      const { tag, ring, inView, html } = await focus(page);
      last = tag;
      assert.ok(tag === 'BODY' || (ring && inView), `${ring ? 'out of view' : 'no ring'}: ${html}`);
    }
    assert.equal(last, 'BODY', 'no trap');
    assert.deepEqual(trouble, []);
  });
}

/**
 * Goes through the page's views and calls `visit` in each.
 * @param {Page} page
 * @param {(where: string) => Promise<void>} visit
 */
async function tour(page, visit) {
  /** @param {string} selector */
  const click = async (selector) => {
    await page.$eval(selector, (element) => /** @type {HTMLElement} */ (element).click());
    await frames(page);
  };
  /** @param {...string} chords */
  const keys = async (...chords) => {
    for (const chord of chords) await pressArabic(page, chord);
  };
  await visit('box');
  await read(page, ARTICLE);
  await page.focus('#reading');
  await visit('reading');
  await keys('BracketRight', 'Space');
  for (const details of ['.card-types', '.card-types + .card-types']) await click(`${details} summary`);
  await visit('card');
  await keys('Escape', 'Escape', 'ArrowLeft');
  await page.waitForSelector('#adder:not([hidden])');
  await visit('adder');
  await keys('Escape', 'Slash', ...keysOf('لافروف'));
  await click('#find-tag');
  await visit('find');
  await keys('Escape', 'Escape', 'KeyQ', 'Delete');
  await visit('review');
  await keys('Escape');
  if (await page.isVisible('#sheet')) await click('#sheet');
  for (const tab of ['values', 'timeline', 'check', 'found']) {
    await click(`#tab-${tab}`);
    await visit(tab);
  }
  await click('#list-order');
  await visit('outline');
  for (const { opener, id } of DIALOGS) {
    await click(opener);
    await page.waitForSelector(`dialog#${id}[open]`);
    await frames(page);
    await visit(id);
    await page.$eval(`#${id}`, (dialog) => /** @type {HTMLDialogElement} */ (dialog).close());
  }
}

/** What in the page is smaller than 24 pixels and can be pressed. */
function tooSmall() {
  const targets = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll('button, select, textarea, input, summary, a[href]')
  );
  return [...targets].flatMap((target) => {
    if (!target.checkVisibility({ visibilityProperty: true })) return [];
    const label = target instanceof HTMLInputElement && /checkbox|radio/.test(target.type) && target.closest('label');
    const { width, height } = (label || target).getBoundingClientRect();
    return width < 24 || height < 24 ? [`${target.outerHTML.slice(0, 90)} ${width}×${height}`] : [];
  });
}

/** What in the page is cut, or runs out of the window at its side. */
function cutOrOutside() {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('body *'))) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.visually-hidden, .skip')) continue;
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    const own = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
    const cut =
      (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
    if (cut && element.textContent?.trim() && element.clientWidth > 1)
      found.push(`cut${textOverflow === 'ellipsis' ? ' with dots' : ''}: ${element.outerHTML.slice(0, 120)}`);
    const { left, right, width } = element.getBoundingClientRect();
    const scrolls = element.closest('pre, .export-preview, .export-formats, .timeline, .compare-list');
    if (own && !scrolls && width > 0 && (left < -1 || right > innerWidth + 1))
      found.push(`outside: ${element.outerHTML.slice(0, 120)}`);
  }
  return found;
}

for (const lang of /** @type {const} */ (['ar', 'en'])) {
  test(`axe finds nothing of WCAG 2.2 AA, and nothing to press is small (${lang})`, async () => {
    const { page } = await browser.open({ lang });
    await modelled(page);
    await page.evaluate(axe.source);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    /** @type {string[]} */
    const found = [];
    await tour(page, async (where) => {
      const { violations } = await page.evaluate(
        (runOnly) => /** @type {any} */ (globalThis).axe.run(document, { runOnly, resultTypes: ['violations'] }),
        tags,
      );
      for (const { id, nodes } of violations) found.push(`${where}: ${id}: ${nodes[0].html.slice(0, 200)}`);
      found.push(...(await page.evaluate(tooSmall)).map((it) => `${where}: small: ${it}`));
    });
    assert.deepEqual(found, []);
  });

  for (const [what, width] of /** @type {const} */ ([
    ['in a window of 320 pixels', 320],
    ['with more room between letters, words and lines', 1280],
    ['with more room, in a window of 400 pixels', 400],
  ])) {
    test(`nothing is lost ${what} (${lang})`, async () => {
      const { page } = await browser.open({ lang, context: { viewport: { width, height: 700 } } });
      await modelled(page);
      /** @type {string[]} */
      const found = [];
      if (width !== 320) {
        await page.evaluate(() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(
            '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
              'p { margin-block-end: 2em !important }',
          );
          document.adoptedStyleSheets = [sheet];
        });
      }
      await tour(page, async (where) => {
        found.push(...(await page.evaluate(cutOrOutside)).map((it) => `${where}: ${it}`));
      });
      assert.deepEqual(found, []);
    });
  }
}

test('tags stay under their words when a reader’s own style comes over the page', async () => {
  const { page } = await browser.open();
  await modelled(page);
  await read(page, ARTICLE);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 3 !important; letter-spacing: 0.12em !important; word-spacing: 0.5em !important }',
    );
    document.adoptedStyleSheets = [sheet];
  });
  await frames(page);
  await frames(page);
  const apart = await page.evaluate(() => {
    const [range] = /** @type {Iterable<Range>} */ (CSS.highlights.get('PERS') ?? []);
    const rects = [...range.getClientRects()];
    const lines = [...document.querySelectorAll('.underline[data-type="PERS"]')].map((line) =>
      line.getBoundingClientRect(),
    );
    return rects.filter(
      ({ left, right, bottom }) =>
        !lines.some(
          (line) =>
            Math.abs(line.left - left) < 2 && Math.abs(line.right - right) < 2 && Math.abs(line.bottom - bottom) < 40,
        ),
    ).length;
  });
  assert.equal(apart, 0);
});

test('in forced colours what is selected, active, focused, confirmed and switched on can be told', async () => {
  const { page } = await browser.open({ lang: 'en', context: { forcedColors: 'active', reducedMotion: 'reduce' } });
  await modelled(page);
  await read(page, ARTICLE);
  /**
   * @param {string} what
   * @param {string} selector
   * @param {() => Promise<unknown>} act
   */
  const changes = async (what, selector, act) => {
    const before = await page.locator(selector).first().screenshot();
    await act();
    await frames(page);
    const after = await page.locator(selector).first().screenshot();
    assert.ok((await difference(page, before, after)) > 60, what);
  };
  const key = (/** @type {string} */ chord) => () => pressArabic(page, chord);
  await page.focus('#reading');
  await changes('active', '.para', key('BracketRight'));
  await changes('confirmed', '.para', async () => {
    await pressArabic(page, 'Enter');
    await pressArabic(page, 'BracketLeft');
  });
  const [suggested, confirmed] = await page.evaluate(() =>
    ['.underline:not(.confirmed)', '.underline.confirmed'].map((line) => {
      const element = document.querySelector(line);
      return element ? getComputedStyle(element).borderBlockEndStyle : '';
    }),
  );
  assert.notEqual(suggested, confirmed);
  await pressArabic(page, 'Escape');
  await changes('selected', '.para', key('ArrowLeft'));
  await pressArabic(page, 'Escape');
  await pressArabic(page, 'Slash');
  await changes('found', '.para', async () => {
    for (const code of keysOf('داعش')) await pressArabic(page, code);
  });
  await pressArabic(page, 'Escape');
  await pressArabic(page, 'Escape');
  await changes('tab', '#tab-values', () => page.click('#tab-values'));
  await page.click('#tab-found');
  await changes('type switched off', '.legend-type', () => page.click('.legend-type'));
  await page.click('.legend-type');
  await page.mouse.move(0, 0);
  await changes('order', '#list-order', () => page.click('#list-order'));
  await page.click('#list-order');
  await changes('focus', '.toolbar', async () => {
    await page.focus('#reading');
    await page.keyboard.press('Shift+Tab');
  });
  await page.focus('#reading');
  await pressArabic(page, 'BracketRight');
  const listed = await page.$eval('.item[aria-current]', (item) => getComputedStyle(item).outlineStyle);
  assert.equal(listed, 'solid');
});
