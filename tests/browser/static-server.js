// A static server for tests: the same headers as `cargo xtask serve`, on a free port of the loopback.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

/** @type {Record<string, string>} */
const MIME_TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** @typedef {(path: string, response: import('node:http').ServerResponse) => boolean} Answer */

/**
 * Serves the folder `root` under the path `prefix` (which begins and ends with a slash).
 *
 * @param {{ root: string, prefix?: string, answer?: Answer }} options
 *   `answer` may see to a request itself, and then returns true
 * @returns {Promise<{ url: string, requests: string[], close: () => Promise<void> }>}
 *   `url` is the address of the page, `requests` the paths asked for so far, in order.
 */
export async function serveFolder({ root, prefix = '/', answer = () => false }) {
  const policy = await contentSecurityPolicy(root);
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    requests.push(path);
    if (answer(path, response)) return;
    const file = fileOf(root, prefix, path);
    const body = file === null ? null : await readFile(file).catch(() => null);
    if (file === null || body === null) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('not found\n');
      return;
    }
    response.writeHead(200, {
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policy,
      'Content-Type': MIME_TYPES[extname(file)] ?? 'application/octet-stream',
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}${prefix}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * The policy that the page states in its own meta element, so that it stands in one place only.
 *
 * @param {string} root
 * @returns {Promise<string>}
 */
async function contentSecurityPolicy(root) {
  const page = await readFile(join(root, 'index.html'), 'utf8').catch(() => '');
  const meta = /<meta\s[^>]*http-equiv="Content-Security-Policy"[^>]*>/i.exec(page);
  return (
    /\scontent="([^"]*)"/i
      .exec(meta?.[0] ?? '')?.[1]
      ?.replace(/\s+/g, ' ')
      .trim() ?? ''
  );
}

/**
 * The file that answers a path, or null when the path leads out of the folder.
 *
 * @param {string} root
 * @param {string} prefix
 * @param {string} path
 */
function fileOf(root, prefix, path) {
  if (!path.startsWith(prefix)) return null;
  const relative = normalize(path.slice(prefix.length));
  if (relative.startsWith('..') || relative.startsWith(sep)) return null;
  return join(root, relative === '.' || relative.endsWith(sep) ? join(relative, 'index.html') : relative);
}
