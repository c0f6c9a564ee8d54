// Stands in for ../pkg/wassam.js where a test must know exactly what is tagged: every occurrence of
// these strings, nested where one lies inside another.

/** @type {[type: string, text: string, head?: string][]} */
const WORDS = [
  ['PERS', 'ميخائيل بوغدانوف'],
  ['PERS', 'بوغدانوف'],
  ['PERS', 'سيرغي لافروف'],
  ['PERS', 'لافروف'],
  ['PERS', 'وليد المعلم'],
  ['PERS', 'خوسيه مانويل غارسيا'],
  ['PERS', 'بشار الأسد'],
  ['PERS', 'ديمتري بيسكوف'],
  ['PERS', 'بيسكوف'],
  ['PERS', 'روزفلت'],
  ['PERS', 'ستالين'],
  ['PERS', 'محمد'],
  ['OCC', 'نائب وزير الخارجية الروسي'],
  ['OCC', 'وزير الخارجية الروسي'],
  ['OCC', 'المبعوث الخاص للرئيس الروسي إلى الشرق الأوسط وشمال أفريقيا'],
  ['OCC', 'لرئيس الروسي'],
  ['OCC', 'وزير الخارجية السوري'],
  ['OCC', 'وزير الخارجية الإسباني'],
  ['OCC', 'الرئيس السوري'],
  ['OCC', 'المتحدث باسم الكرملين'],
  ['ORG', 'الخارجية'],
  ['ORG', 'الكرملين'],
  ['ORG', 'الرئاسة الروسية'],
  ['ORG', 'داعش'],
  ['ORG', 'تنظيم «داعش»', 'داعش'],
  ['NORP', 'الروسية'],
  ['NORP', 'الروسي'],
  ['NORP', 'الفرنسي'],
  ['NORP', 'السوري'],
  ['NORP', 'الإسباني'],
  ['NORP', 'النازيين'],
  ['LOC', 'الشرق الأوسط'],
  ['LOC', 'شمال أفريقيا'],
  ['LOC', 'أوروبا'],
  ['GPE', 'الرقة'],
  ['GPE', 'روسيا'],
  ['GPE', 'موسكو'],
  ['GPE', 'واشنطن'],
  ['GPE', 'فيينا'],
  ['GPE', 'جنيف'],
  ['GPE', 'بيروت'],
  ['GPE', 'اليابان'],
  ['LAW', 'إعلان جنيف'],
  ['LAW', 'اتفاقات فيينا'],
  ['DATE', 'الأسبوع المقبل'],
  ['DATE', '30 تموز 2012'],
  ['DATE', 'أمس'],
  ['CARDINAL', 'عشرات'],
  ['MONEY', '500 دولار'],
  ['CURR', 'دولار'],
  ['WEBSITE', 'example.org'],
];

/** @type {[id: string, ar: string, en: string, shortAr: string, shortEn: string][]} */
const LABELS = [
  ['PERS', 'شخص', 'Person', 'شخص', 'PER'],
  ['OCC', 'منصب أو لقب', 'Title or occupation', 'لقب', 'OCC'],
  ['ORG', 'منظمة', 'Organisation', 'منظمة', 'ORG'],
  ['GPE', 'بلد أو مدينة', 'Country or city', 'بلد', 'GPE'],
  ['LOC', 'موقع جغرافي', 'Geographical place', 'موقع', 'LOC'],
  ['FAC', 'منشأة', 'Facility', 'منشأة', 'FAC'],
  ['NORP', 'جنسية أو جماعة', 'Nationality or group', 'جماعة', 'NORP'],
  ['EVENT', 'حدث', 'Event', 'حدث', 'EVENT'],
  ['DATE', 'تاريخ', 'Date', 'تاريخ', 'DATE'],
  ['TIME', 'وقت', 'Time', 'وقت', 'TIME'],
  ['MONEY', 'مبلغ مالي', 'Money', 'مبلغ', 'MONEY'],
  ['CURR', 'عملة', 'Currency', 'عملة', 'CURR'],
  ['PERCENT', 'نسبة مئوية', 'Percentage', 'نسبة', '%'],
  ['QUANTITY', 'كمية', 'Quantity', 'كمية', 'QTY'],
  ['UNIT', 'وحدة قياس', 'Unit of measure', 'وحدة', 'UNIT'],
  ['CARDINAL', 'عدد', 'Number', 'عدد', 'NUM'],
  ['ORDINAL', 'عدد ترتيبي', 'Ordinal', 'ترتيب', 'ORD'],
  ['PRODUCT', 'منتج أو عمل', 'Product or work', 'منتج', 'PROD'],
  ['LAW', 'قانون أو اتفاق', 'Law or accord', 'قانون', 'LAW'],
  ['LANGUAGE', 'لغة', 'Language', 'لغة', 'LANG'],
  ['WEBSITE', 'موقع إلكتروني', 'Web address', 'رابط', 'URL'],
];

export default async function init() {}
export function initSync() {}

/** Found by the model alone. @type {[type: string, text: string][]} */
const NAMES_OF_MODEL = [
  ['PERS', 'هيثم'],
  ['GPE', 'تدمر'],
];

/** What is unsure, with what it may be instead: a type, and words to either side that may belong to it. */
/** @type {Record<string, { confidence: number, or: [type: string, before: string, after: string, confidence: number][] }>} */
const UNSURE = {
  الكرملين: {
    confidence: 0.55,
    or: [
      ['FAC', '', '', 0.31],
      ['LOC', 'قصر ', '', 0.08],
    ],
  },
  اليابان: { confidence: 0.62, or: [] },
};

/**
 * What a quote means, counted from a day where there is one.
 * @param {string} quote
 * @param {string | undefined} reference
 */
function meaningOf(quote, reference) {
  /** @param {string} date @param {number} days */
  const shifted = (date, days) => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
  /** @param {string} date */
  const day = (date) => ({ timex: date, type: 'DATE', begin: date, end: shifted(date, 1) });
  if (quote === '30 تموز 2012') return day('2012-07-30');
  if (quote === 'أمس') return reference ? day(shifted(reference, -1)) : { timex: 'XXXX-XX-XX', type: 'DATE' };
  if (quote === '500 دولار') return { amount: 500, currency: 'USD' };
  if (quote === 'عشرات') return { min: 20, max: 99 };
  return null;
}

/**
 * @param {string} source
 * @param {string | undefined} wanted the reference date
 * @param {boolean} modelled the model takes part
 */
function view(source, wanted, modelled) {
  const text = source.replace(/\r\n?/g, '\n');
  // An article may say its own day.
  const reference = wanted ?? /(\d{4}-\d{2}-\d{2}) ـ/.exec(text)?.[1];
  const paragraphs = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const strong = /\p{L}/u.exec(line)?.[0] ?? 'ا';
    paragraphs.push({ start: at, end: at + line.length, rtl: /\p{Script=Arabic}/u.test(strong) });
    at += line.length + 1;
  }
  /** @type {{ start: number, end: number, type: string, head: number }[]} */
  const spans = [];
  for (const [type, word, head] of modelled ? [...WORDS, ...NAMES_OF_MODEL] : WORDS) {
    for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + word.length)) {
      const end = start + word.length;
      const crosses = spans.some(
        (s) => (s.start < start && start < s.end && s.end < end) || (start < s.start && s.start < end && end < s.end),
      );
      const taken = spans.some((s) => s.type === type && s.start <= start && end <= s.end && type !== 'OCC');
      if (!crosses && !taken) spans.push({ start, end, type, head: head ? start + word.indexOf(head) : start });
    }
  }
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  /** @type {number[]} */
  const open = [];
  /** @type {Map<string, string[]>} */
  const mentions = new Map();
  const annotations = spans.map(({ start, end, type, head }, i) => {
    while (open.length && open[open.length - 1] <= start) open.pop();
    const depth = open.length;
    open.push(end);
    const quote = text.slice(start, end);
    const name = `${type} ${quote.split(' ').at(-1)}`;
    mentions.set(name, [...(mentions.get(name) ?? []), `a${i + 1}`]);
    const unsure = UNSURE[quote];
    const alternatives = (unsure?.or ?? []).flatMap(([other, before, after, confidence]) => {
      const [from, to] = [start - before.length, end + after.length];
      return text.slice(from, to) === before + quote + after ? [{ start: from, end: to, type: other, confidence }] : [];
    });
    return {
      id: `a${i + 1}`,
      start,
      end,
      head: [head, head === start ? end : end - 1],
      type,
      text: quote,
      norm: quote === 'لرئيس الروسي' ? 'الرئيس الروسي' : null,
      value: meaningOf(quote, reference),
      subtype: type === 'NORP' ? 'nisba' : null,
      entity: `e${[...mentions.keys()].indexOf(name) + 1}`,
      confidence: unsure?.confidence ?? 0.9,
      alternatives,
      source: type === 'PERS' ? 'context' : 'lexicon',
      state: 'suggested',
      depth,
    };
  });
  const entities = [...mentions].map(([name, ids], i) => {
    const [type] = name.split(' ');
    const texts = ids.map((id) => annotations[Number(id.slice(1)) - 1].text);
    return { id: `e${i + 1}`, type, name: texts.sort((a, b) => b.length - a.length)[0], aliases: [], mentions: ids };
  });
  return { text, paragraphs, annotations, entities, referenceDate: reference ?? null };
}

export class Engine {
  /** @type {string | undefined} */
  #model;
  /** @param {Uint8Array} bytes */
  loadModel(bytes) {
    if (new TextDecoder().decode(bytes.subarray(0, 8)) !== 'WASSAMTG') throw new Error('not a Wassam model');
    this.#model = 'fake';
  }
  modelName() {
    return this.#model;
  }
  version() {
    return '0.0.0';
  }
  labels() {
    return LABELS.map(([id, ar, en, shortAr, shortEn]) => ({ id, ar, en, shortAr, shortEn }));
  }
  /** @param {string} text @param {string} expression @param {number} most */
  find(text, expression, most) {
    if (expression === 'forever') for (;;);
    const found = [...text.matchAll(new RegExp(expression, 'gu'))].slice(0, most);
    return Uint32Array.from(found.flatMap(({ index, 0: { length } }) => [index, index + length]));
  }
  /** @param {string} _name @param {string} text */
  recognise(_name, text) {
    return text.startsWith('{"format":"wassam-document/1"') ? 'wassam' : undefined;
  }
  /** @param {string} _format @param {string} json */
  read(_format, json) {
    const { text, annotations } = JSON.parse(json);
    return {
      documents: [{ json, text, title: null, annotations: annotations.length, reports: [] }],
      problem: null,
    };
  }
  /** @param {string} text @param {{ referenceDate?: string }} options */
  annotate(text, options) {
    if (text.includes('!trap!')) throw new Error('as asked for');
    if (text.includes('!forever!')) for (;;);
    const until = Date.now() + (text.includes('!slow!') ? 3000 : 0);
    while (Date.now() < until);
    const model = this.#model;
    if (model && text.includes('!forever with model!')) for (;;);
    const found = () => {
      const { annotations, entities } = view(text, options.referenceDate, model !== undefined);
      return { annotations, entities };
    };
    return {
      view: () => view(text, options.referenceDate, model !== undefined),
      /** @param {string} created */
      json: (created) =>
        JSON.stringify({
          format: 'wassam-document/1',
          text,
          meta: { created, reference_date: options.referenceDate ?? null, generator: { model: model ?? null } },
          ...found(),
        }),
      free() {},
    };
  }
}
