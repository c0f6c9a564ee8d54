// A small result for tests of what comes after the engine.

import { packView } from '../../www/js/pack.js';

/** @type {import('../../www/js/pack.js').Label[]} */
export const LABELS = [
  { id: 'PERS', ar: 'شخص', en: 'Person', shortAr: 'شخص', shortEn: 'PER' },
  { id: 'OCC', ar: 'لقب', en: 'Title', shortAr: 'لقب', shortEn: 'OCC' },
  { id: 'NORP', ar: 'جنسية', en: 'Nationality', shortAr: 'جنسية', shortEn: 'NORP' },
];

export const TEXT = 'الوزير الروسي لافروف\nلافروف';

/** @type {import('../../www/js/pack.js').View} */
export const VIEW = {
  text: TEXT,
  paragraphs: [
    { start: 0, end: 20, rtl: true },
    { start: 21, end: 27, rtl: true },
  ],
  annotations: [
    { ...annotation('a1', 0, 13, 'OCC'), depth: 0 },
    {
      ...annotation('a2', 7, 13, 'NORP'),
      depth: 1,
      subtype: 'nisba',
      alternatives: [
        { start: 7, end: 20, type: 'PERS', confidence: 0.25 },
        { start: 7, end: 13, type: 'NONE SUCH', confidence: 0.1 },
      ],
    },
    { ...annotation('a3', 14, 20, 'PERS'), entity: 'e1', confidence: 0.7 },
    {
      ...annotation('a4', 21, 27, 'PERS'),
      state: 'confirmed',
      entity: 'e1',
      value: { kind: 'country', country: 'RU' },
    },
  ],
  entities: [{ id: 'e1', type: 'PERS', name: 'سيرغي لافروف', aliases: [], mentions: ['a3', 'a4'] }],
};

/**
 * @param {string} id
 * @param {number} start
 * @param {number} end
 * @param {string} type
 * @returns {import('../../www/js/pack.js').ViewAnnotation}
 */
function annotation(id, start, end, type) {
  return {
    id,
    start,
    end,
    head: [start, end],
    type,
    text: TEXT.slice(start, end),
    confidence: 0.5,
    source: 'lexicon',
    state: 'suggested',
    depth: 0,
  };
}

export const FOUND = packView(
  VIEW,
  LABELS.map(({ id }) => id),
);
