// Comparing pictures of the page, in whichever browser.

/** What the smoothing of an edge may change where two parts of a word are drawn one after the other, of 255. */
export const SMOOTHING = 8;

/**
 * The greatest difference of a colour channel between two pictures of the same size; 255 where the sizes differ.
 * @param {{ evaluate: <R>(act: (sources: string[]) => R, sources: string[]) => Promise<Awaited<R>> }} page does the
 *   decoding
 * @param {Uint8Array} one PNG
 * @param {Uint8Array} other PNG
 * @returns {Promise<number>}
 */
export function difference(page, one, other) {
  return page.evaluate(
    async (sources) => {
      const [a, b] = await Promise.all(
        sources.map(async (source) => {
          const image = new Image();
          image.src = `data:image/png;base64,${source}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height).data;
        }),
      );
      if (a.length !== b.length) return 255;
      return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
    },
    [one, other].map((picture) => Buffer.from(picture).toString('base64')),
  );
}

/** Makes all that is drawn for annotations invisible, in the page: their ranges stay, and only letters are left. */
export function hideDrawing() {
  const invisible = new CSSStyleSheet();
  invisible.replaceSync('.tags { visibility: hidden }');
  document.adoptedStyleSheets = [invisible];
  for (const label of document.querySelectorAll('.legend-type')) {
    const type = /** @type {HTMLElement} */ (label).dataset.type;
    document.documentElement.style.setProperty(`--${type}`, 'transparent');
  }
}

/** Edges inside a word (ببيروت), inside a ligature (لأوروبا, للرئيس), beside Latin and digits. */
export const EDGES = 'وصل محمد إلى ببيروت ثم لأوروبا مع المبعوث الخاص للرئيس الروسي، ودفع 500 دولار في example.org';
