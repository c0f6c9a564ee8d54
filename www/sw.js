// Keeps the page's own files for offline use: from the network while there is one, else the copy.

const CACHE = 'wassam-2';
/** The trained model's, which js/model-file.js sees to: as it is large, it is fetched once, and told of meanwhile. */
const MODEL_CACHE = 'wassam-model';
const MODEL = /\/pkg\/tagger-[0-9a-f]+\.bin$/;

/** All files of the page, checked by a test against the folder. */
const FILES = [
  './',
  './style.css',
  './sw.js',
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
  './js/base64.js',
  './js/card.js',
  './js/chips.js',
  './js/commands.js',
  './js/corrected-document.js',
  './js/corrections.js',
  './js/dated.js',
  './js/dom.js',
  './js/download.js',
  './js/engine-client.js',
  './js/engine-worker.js',
  './js/entity-list.js',
  './js/files.js',
  './js/glyphs.js',
  './js/groups.js',
  './js/history.js',
  './js/hit-test.js',
  './js/in-view.js',
  './js/intervals.js',
  './js/legend.js',
  './js/main.js',
  './js/model-file.js',
  './js/model-status.js',
  './js/occurrences.js',
  './js/pack.js',
  './js/paint-layer.js',
  './js/paste-box.js',
  './js/reading.js',
  './js/reference-date.js',
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
  './js/values-table.js',
  './js/values.js',
  './pkg/founding.txt',
  './pkg/model.js',
  './pkg/wassam.js',
  './pkg/wassam_bg.wasm',
];

addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(
    caches.open(CACHE).then((cache) =>
      // One missing file, as a font may be, does not keep the others from being kept.
      Promise.all(FILES.map((file) => cache.add(file).catch(() => undefined))),
    ),
  );
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
  event.respondWith(
    fetch(request)
      .then((response) => {
        if (response.ok) {
          const copy = response.clone();
          event.waitUntil(caches.open(CACHE).then((cache) => cache.put(request, copy)));
        }
        return response;
      })
      .catch(async () => (await caches.match(request, { ignoreSearch: true })) ?? Response.error()),
  );
});
