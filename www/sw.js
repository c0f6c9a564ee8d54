// Keeps the page's own files for offline use. A release is kept whole and served from its copy, so that its files are
// always of one version; the page announces the next one, which takes over when the reader says so. While the page is
// worked on, files come from the network as long as there is one.

/** What tells one release from another: `cargo xtask dist` writes a digest of the files here. */
const VERSION = 'development';
const CACHE = `wassam ${VERSION}`;
const RELEASED = !VERSION.startsWith('dev');
/** The trained model's, which js/model-file.js sees to: as it is large, it is fetched once, and told of meanwhile. */
const MODEL_CACHE = 'wassam-model';
const MODEL = /\/pkg\/tagger-[0-9a-f]+\.bin$/;

/** All files of the page, checked by a test against the folder. */
const FILES = [
  './',
  './style.css',
  './sw.js',
  './manifest.webmanifest',
  './icons/icon-192.png',
  './icons/icon-512.png',
  './icons/icon-maskable-512.png',
  './icons/icon.svg',
  './fonts/ibm-plex-sans-arabic-arabic-400-normal.woff2',
  './fonts/ibm-plex-sans-arabic-arabic-600-normal.woff2',
  './fonts/ibm-plex-sans-arabic-latin-400-normal.woff2',
  './fonts/ibm-plex-sans-arabic-latin-600-normal.woff2',
  './fonts/noto-naskh-arabic-arabic-400-normal.woff2',
  './fonts/noto-naskh-arabic-arabic-700-normal.woff2',
  './fonts/noto-naskh-arabic-latin-400-normal.woff2',
  './fonts/noto-naskh-arabic-latin-700-normal.woff2',
  './js/adder.js',
  './js/amounts.js',
  './js/anchor.js',
  './js/astray-list.js',
  './js/base64.js',
  './js/card.js',
  './js/chips.js',
  './js/commands.js',
  './js/compare-panel.js',
  './js/compare.js',
  './js/consistency-list.js',
  './js/consistency.js',
  './js/corrected-document.js',
  './js/corrections.js',
  './js/dated.js',
  './js/density-strip.js',
  './js/density.js',
  './js/dom.js',
  './js/double-tap.js',
  './js/download.js',
  './js/engine-client.js',
  './js/engine-worker.js',
  './js/entity-list.js',
  './js/export-sheet.js',
  './js/files.js',
  './js/filter-bar.js',
  './js/find-bar.js',
  './js/find.js',
  './js/focus.js',
  './js/fold.js',
  './js/glyphs.js',
  './js/groups.js',
  './js/guideline-card.js',
  './js/guidelines.js',
  './js/head.js',
  './js/history.js',
  './js/hit-test.js',
  './js/imported-bar.js',
  './js/imported.js',
  './js/in-view.js',
  './js/intervals.js',
  './js/keeper.js',
  './js/jump-layer.js',
  './js/jump.js',
  './js/key-sheet.js',
  './js/keys.js',
  './js/legend.js',
  './js/main.js',
  './js/model-file.js',
  './js/model-status.js',
  './js/newer-version.js',
  './js/occurrences.js',
  './js/outline.js',
  './js/pack.js',
  './js/offer-bar.js',
  './js/open-files.js',
  './js/own-types.js',
  './js/own-words.js',
  './js/paint-layer.js',
  './js/paste-box.js',
  './js/reading.js',
  './js/reference-date.js',
  './js/rejected-list.js',
  './js/review-bar.js',
  './js/review.js',
  './js/shelf.js',
  './js/shortcuts.js',
  './js/snap.js',
  './js/state.js',
  './js/storage.js',
  './js/strings.js',
  './js/tabs.js',
  './js/tag-layer.js',
  './js/text-layer.js',
  './js/timeline.js',
  './js/timex.js',
  './js/type-picker.js',
  './js/type-style.js',
  './js/types-dialog.js',
  './js/unzip.js',
  './js/values-table.js',
  './js/values.js',
  './js/words-dialog.js',
  './js/written.js',
  './js/zip.js',
  './pkg/founding.txt',
  './pkg/model.js',
  './pkg/wassam.js',
  './pkg/wassam_bg.wasm',
];

addEventListener('install', (event) => {
  if (!RELEASED) self.skipWaiting();
  event.waitUntil(
    caches.open(CACHE).then((cache) =>
      RELEASED
        ? // All of them, past what the browser has of an earlier version.
          cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })))
        : // One missing file, as a font may be, does not keep the others from being kept.
          Promise.all(FILES.map((file) => cache.add(file).catch(() => undefined))),
    ),
  );
});

addEventListener('message', ({ data }) => {
  if (data === 'take over') self.skipWaiting();
});

addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name !== CACHE && name !== MODEL_CACHE))
      .then((others) => Promise.all(others.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || MODEL.test(pathname)) return;
  event.respondWith(RELEASED ? fromCopy(request) : fromNetwork(event));
});

/** @param {Request} request */
async function fromCopy(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

/** @param {FetchEvent} event */
async function fromNetwork(event) {
  const { request } = event;
  try {
    const response = await fetch(request);
    if (response.ok) {
      const copy = response.clone();
      event.waitUntil(caches.open(CACHE).then((cache) => cache.put(request, copy)));
    }
    return response;
  } catch {
    return (await caches.match(request, { ignoreSearch: true })) ?? Response.error();
  }
}
