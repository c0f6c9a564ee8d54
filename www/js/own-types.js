// The reader's own types, and own names, colours and groups for the engine's. No DOM here.

/** @typedef {import('./pack.js').Label} Label */

/**
 * @typedef {object} Change what the reader calls a type of the engine's
 * @property {string} [ar]
 * @property {string} [en]
 * @property {number} [hue]
 * @property {string} [group]
 *
 * @typedef {object} OwnGuideline what the reader has written of a type of their own, in the language of their choice
 * @property {string} ar what it is, in Arabic; may be empty
 * @property {string} en
 * @property {readonly string[]} yes examples, what is tagged in each between brackets
 * @property {readonly string[]} no counter-examples
 *
 * @typedef {object} OwnType
 * @property {string} id letters, digits and `_`
 * @property {string} ar
 * @property {string} en
 * @property {number} hue of its colour, in degrees of OKLCH
 * @property {string} group
 * @property {OwnGuideline} [guideline] none where nothing is written of it
 *
 * @typedef {object} TypeSet
 * @property {readonly OwnType[]} own
 * @property {Readonly<Record<string, Change>>} changed
 */

/** @type {TypeSet} */
export const NO_TYPES = Object.freeze({ own: Object.freeze([]), changed: Object.freeze({}) });

/** What an id looks like. It is also part of the names of styles, where those of the page begin with a small letter. */
export const TYPE_ID = /^[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}\p{Nd}_]{0,39}$/u;
const LONGEST_ID = 40;
/** The most types of the reader's own, and letters of a name. */
const MOST_TYPES = 100;
const LONGEST_NAME = 60;
/** The most letters of what a guideline says of a type, and of an example; and the most examples for and against. */
export const LONGEST_DEFINITION = 600;
export const LONGEST_EXAMPLE = 200;
export const MOST_EXAMPLES = Object.freeze({ yes: 3, no: 2 });
/** What a file says that it is. */
const TYPES_FORMAT = 'wassam-types/1';

/** Groups of the engine's types: their ids are keys of the strings. */
const TYPE_GROUPS = Object.freeze({
  time: ['DATE', 'TIME'],
  amounts: ['MONEY', 'CURR', 'PERCENT', 'QUANTITY', 'UNIT', 'CARDINAL', 'ORDINAL'],
});

/**
 * The group of a type: one of the reader's, else `names`, `time` or `amounts`.
 * @param {TypeSet} types
 * @param {string} id
 * @returns {string}
 */
export function groupOf(types, id) {
  const own = types.own.find((one) => one.id === id)?.group ?? types.changed[id]?.group;
  if (own) return own;
  return Object.entries(TYPE_GROUPS).find(([, ids]) => ids.includes(id))?.[0] ?? 'names';
}

/**
 * The engine's types as the reader calls them, and the reader's own after them.
 * @param {readonly Label[]} labels as the engine gave them
 * @param {TypeSet} types
 * @returns {readonly Label[]}
 */
export function withTypes(labels, types) {
  if (types === NO_TYPES) return labels;
  const called = labels.map((label) => {
    const { ar, en } = types.changed[label.id] ?? {};
    return { ...label, ...(ar ? { ar, shortAr: shortened(ar) } : {}), ...(en ? { en, shortEn: shortened(en) } : {}) };
  });
  const own = types.own
    .filter(({ id }) => !labels.some((label) => label.id === id))
    .map(({ id, ar, en }) => ({ id, ar, en, shortAr: shortened(ar), shortEn: shortened(en) }));
  return [...called, ...own];
}

/**
 * The id of a type that a file calls `label`: the same wherever that can be an id.
 * @param {string} label
 * @returns {string}
 */
export function typeIdFor(label) {
  if (TYPE_ID.test(label)) return label;
  const words = label.replace(/[^\p{L}\p{M}\p{Nd}]+/gu, '_').replace(/^_+|_+$/g, '');
  const capital = words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  /** @param {string} id */
  const short = (id) => [...id].slice(0, LONGEST_ID).join('');
  return TYPE_ID.test(short(capital)) ? short(capital) : short(`T_${capital}`);
}

/**
 * The hue of another type: far from those before it.
 * @param {readonly OwnType[]} own
 */
export function nextHue(own) {
  return Math.round((40 + own.length * 137.5) % 360);
}

/**
 * The set with types of a file in it, as far as there is room.
 * @param {TypeSet} types
 * @param {readonly string[]} names what the file calls them
 * @param {readonly OwnType[]} given those of them that the file tells more of
 * @returns {TypeSet}
 */
export function withTypesOf(types, names, given) {
  const own = [...types.own];
  for (const label of names) {
    const id = typeIdFor(label);
    if (own.length === MOST_TYPES || own.some((one) => one.id === id)) continue;
    const name = label.trim().slice(0, LONGEST_NAME) || id;
    own.push(given.find((one) => one.id === id) ?? { id, ar: name, en: name, hue: nextHue(own), group: '' });
  }
  return { ...types, own };
}

/**
 * The own types of who made a document, as it tells them.
 * @param {string} text a file of `wassam-document/1`
 * @returns {readonly OwnType[]} none where there are none, or what is told of them is not in order
 */
export function typesOfDocument(text) {
  try {
    const types = readTypes(JSON.stringify({ format: TYPES_FORMAT, own: JSON.parse(text).types }));
    return 'fault' in types ? [] : types.own;
  } catch {
    return [];
  }
}

/**
 * What of a name stands on a chip: its first word.
 * @param {string} name
 */
function shortened(name) {
  const [word] = name.split(/\s/u);
  return [...word].slice(0, 12).join('');
}

/**
 * The colours that the reader has chosen, by type.
 * @param {TypeSet} types
 * @returns {Map<string, number>} degrees
 */
export function huesOf(types) {
  const changed = Object.entries(types.changed).flatMap(([id, { hue }]) =>
    hue === undefined ? [] : [/** @type {[string, number]} */ ([id, hue])],
  );
  return new Map([...changed, ...types.own.map(({ id, hue }) => /** @type {[string, number]} */ ([id, hue]))]);
}

/**
 * A set of types from a file, or as it was kept.
 * @param {string} text JSON
 * @returns {TypeSet | { fault: string }} fault: where it is not one
 */
export function readTypes(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return { fault: 'JSON' };
  }
  if (file?.format !== TYPES_FORMAT) return { fault: 'format' };
  if (!Array.isArray(file.own) || file.own.length > MOST_TYPES) return { fault: 'own' };
  /** @type {OwnType[]} */
  const own = [];
  for (const [i, one] of file.own.entries()) {
    const { id, ar, en, hue, group = '', guideline } = one ?? {};
    const fine =
      TYPE_ID.test(id) &&
      isName(ar) &&
      isName(en) &&
      isHue(hue) &&
      isGroup(group) &&
      (guideline === undefined || isGuideline(guideline));
    if (!fine || own.some((other) => other.id === id)) return { fault: `own[${i}]` };
    own.push({ id, ar, en, hue, group, ...(guideline ? { guideline: trimmed(guideline) } : {}) });
  }
  /** @type {Record<string, Change>} */
  const changed = {};
  for (const [id, one] of Object.entries(file.changed ?? {})) {
    const { ar, en, hue, group } = /** @type {any} */ (one) ?? {};
    const fine =
      TYPE_ID.test(id) &&
      (ar === undefined || isName(ar)) &&
      (en === undefined || isName(en)) &&
      (hue === undefined || isHue(hue)) &&
      (group === undefined || isGroup(group));
    if (!fine) return { fault: `changed.${id}` };
    changed[id] = { ar, en, hue, group };
  }
  return own.length === 0 && Object.keys(changed).length === 0 ? NO_TYPES : { own, changed };
}

/**
 * @param {TypeSet} types
 * @returns {string} what {@link readTypes} reads
 */
export function writeTypes({ own, changed }) {
  return `${JSON.stringify({ format: TYPES_FORMAT, own, changed }, null, 2)}\n`;
}

/** @param {unknown} name @returns {boolean} */
export function isName(name) {
  return typeof name === 'string' && name.trim() !== '' && name.length <= LONGEST_NAME;
}

/** @param {unknown} hue */
function isHue(hue) {
  return typeof hue === 'number' && hue >= 0 && hue < 360;
}

/** @param {unknown} group */
function isGroup(group) {
  return typeof group === 'string' && group.length <= LONGEST_NAME;
}

/**
 * @param {any} guideline
 * @returns {guideline is OwnGuideline}
 */
function isGuideline(guideline) {
  const { ar, en, yes, no } = Object(guideline);
  const areExamples = (/** @type {unknown} */ all, /** @type {number} */ most) =>
    Array.isArray(all) &&
    all.length <= most &&
    all.every((one) => typeof one === 'string' && one.length <= LONGEST_EXAMPLE);
  return (
    [ar, en].every((text) => typeof text === 'string' && text.length <= LONGEST_DEFINITION) &&
    areExamples(yes, MOST_EXAMPLES.yes) &&
    areExamples(no, MOST_EXAMPLES.no)
  );
}

/**
 * @param {OwnGuideline} guideline
 * @returns {OwnGuideline} nothing else that a file may hold
 */
function trimmed({ ar, en, yes, no }) {
  return { ar, en, yes: [...yes], no: [...no] };
}

/**
 * A guideline as the reader writes it: an example in each line, as many as there may be.
 * @param {{ ar: string, en: string, yes: string, no: string }} written
 * @returns {OwnGuideline | undefined} undefined: nothing is written
 */
export function guidelineFrom({ ar, en, yes, no }) {
  const lines = (/** @type {string} */ text, /** @type {number} */ most) =>
    text
      .split('\n')
      .map((line) => line.trim().slice(0, LONGEST_EXAMPLE))
      .filter((line) => line !== '')
      .slice(0, most);
  const guideline = {
    ar: ar.trim().slice(0, LONGEST_DEFINITION),
    en: en.trim().slice(0, LONGEST_DEFINITION),
    yes: lines(yes, MOST_EXAMPLES.yes),
    no: lines(no, MOST_EXAMPLES.no),
  };
  return Object.values(guideline).some(({ length }) => length > 0) ? guideline : undefined;
}

/**
 * @param {TypeSet} types
 * @param {string} id
 * @returns {OwnGuideline | undefined} what the reader has written of a type of their own
 */
export function ownGuideline(types, id) {
  return types.own.find((one) => one.id === id)?.guideline;
}
