// What every browser test needs: the system's Chromium, and the page on a server of its own.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serveFolder } from './static-server.js';

/** The repository's root folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

// The page asks the network for nothing; these keep the browser itself as quiet.
export const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--headless',
  '--no-first-run',
  // Chromium refuses to run as root, as tests in a container do, with its sandbox on.
  '--no-sandbox',
];

/** Where Chromium is: `CHROMIUM` from the environment, else the system's. */
export function browserPath() {
  const path = process.env.CHROMIUM ?? BROWSERS.find((candidate) => existsSync(candidate));
  if (path === undefined)
    throw new Error('no Chromium found: install the package `chromium`, or set CHROMIUM to its path');
  return path;
}

/**
 * Starts Chromium.
 *
 * @param {{ args?: string[] }} [options] further command line arguments
 * @returns {Promise<import('playwright-core').Browser>}
 */
export function launch({ args = [] } = {}) {
  return chromium.launch({
    executablePath: browserPath(),
    args: [...QUIET, ...args],
    // Chromium names files in the system's encoding: with none set, one with an Arabic name is called "download".
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
}

/**
 * Serves a build of the page.
 *
 * @param {'www' | 'dist'} [folder] the page as it is developed, or the optimised site
 * @param {string} [prefix] the path it stands under; begins and ends with a slash
 * @param {import('./static-server.js').Answer} [answer] sees to some requests itself
 */
export function servePage(folder = 'www', prefix = '/', answer) {
  return serveFolder({ root: `${ROOT}${folder}`, prefix, answer });
}

/**
 * Collects what must not happen in a page: errors, warnings of the policy, and requests to other origins.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} origin requests to this origin are the page's own
 * @returns {string[]} grows as things happen; tests assert that it stays empty
 */
export function watchForTrouble(page, origin) {
  /** @type {string[]} */
  const trouble = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text()))
      trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !url.startsWith(origin)) trouble.push(`request: ${url}`);
  });
  return trouble;
}
