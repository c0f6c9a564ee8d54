// Normalised values, said for a reader.

import { formatDate, formatNumber, hasString, translate } from './strings.js';

/** @typedef {import('./state.js').Lang} Lang */

/** Names of TIMEX3 duration parts, for Intl.NumberFormat's units. */
const DURATION_UNITS = [
  { letter: 'Y', unit: 'year' },
  { letter: 'M', unit: 'month' },
  { letter: 'W', unit: 'week' },
  { letter: 'D', unit: 'day' },
];
const CLOCK_UNITS = [
  { letter: 'H', unit: 'hour' },
  { letter: 'M', unit: 'minute' },
  { letter: 'S', unit: 'second' },
];

/**
 * @param {Lang} lang
 * @param {number} amount
 * @param {Intl.NumberFormatOptions} options
 * @returns {string}
 */
function formattedOr(lang, amount, options) {
  try {
    return formatNumber(lang, amount, options);
  } catch {
    return formatNumber(lang, amount);
  }
}

/**
 * A TIMEX3 value for a reader, or as it stands when it is more than a plain date or duration.
 * @param {Lang} lang
 * @param {string} timex
 * @returns {string}
 */
export function describeTimex(lang, timex) {
  const duration = /^P(?:[\d.]+[YMWD])*(?:T(?:[\d.]+[HMS])+)?$/.exec(timex);
  if (duration && timex !== 'P') {
    const [days, clock = ''] = timex.slice(1).split('T');
    const parts = [...durationParts(lang, days, DURATION_UNITS), ...durationParts(lang, clock, CLOCK_UNITS)];
    return parts.join(lang === 'ar' ? ' و' : ', ');
  }
  const date = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(timex);
  if (date) {
    const [, year, month, day] = date;
    return formatDate(lang, new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1))), {
      year: 'numeric',
      month: 'long',
      ...(day ? { day: 'numeric', weekday: 'long' } : {}),
    });
  }
  const time = /^(?:([\d-]+))?T(\d{2}:\d{2}(?::\d{2})?)([+-]\d{2}:\d{2}|Z)?$/.exec(timex);
  if (time) {
    const day = time[1] ? `${describeTimex(lang, time[1])} ` : '';
    const zone = time[3] ? ` UTC${time[3] === 'Z' ? '' : time[3]}` : '';
    return `${day}${time[2]}${zone}`;
  }
  return timex;
}

/**
 * @param {Lang} lang
 * @param {string} text
 * @param {readonly { letter: string, unit: string }[]} units
 * @returns {string[]}
 */
function durationParts(lang, text, units) {
  return [...text.matchAll(/([\d.]+)([A-Z])/g)].map(([whole, amount, letter]) => {
    const unit = units.find((candidate) => candidate.letter === letter)?.unit;
    return unit ? formattedOr(lang, Number(amount), { style: 'unit', unit, unitDisplay: 'long' }) : whole;
  });
}

/**
 * A value as words: `نحو ٥٠٠`, `10 November 2015`, `US$3,000,000`.
 * @param {Lang} lang
 * @param {string} json the value as JSON
 * @returns {string}
 */
export function describeValue(lang, json) {
  /** @type {any} */
  const value = JSON.parse(json);
  if (typeof value !== 'object' || value === null) return String(value);
  const modifier = typeof value.mod === 'string' && hasString(value.mod) ? value.mod : null;
  const said = describePlain(lang, value);
  return modifier ? `${translate(lang, modifier)} ${said}` : said;
}

/**
 * A value says by its keys what it is.
 * @param {Lang} lang
 * @param {any} value
 * @returns {string}
 */
function describePlain(lang, value) {
  if ('timex' in value) return describeTimex(lang, value.timex);
  if ('unit' in value) return `${describeRange(lang, value.amount, value.max)} \u2066${value.unit}\u2069`;
  if ('amount' in value) return describeMoney(lang, value);
  if ('percent' in value) return describeRange(lang, value.percent, value.max, lang === 'ar' ? '٪' : '%');
  if ('number' in value) return describeRange(lang, value.number, null);
  if ('min' in value) return describeRange(lang, value.min, value.max);
  if ('ordinal' in value) return describeRange(lang, value.ordinal, null);
  if ('currency' in value) return nameOf(lang, 'currency', value.currency);
  if ('country' in value) return nameOf(lang, 'region', value.country);
  return Object.entries(value)
    .map(([key, part]) => `${key}: ${typeof part === 'object' ? JSON.stringify(part) : part}`)
    .join(lang === 'ar' ? '، ' : ', ');
}

/**
 * @param {Lang} lang
 * @param {number} least
 * @param {number | null | undefined} most
 * @param {string} [sign] what stands after every number
 * @returns {string}
 */
function describeRange(lang, least, most, sign = '') {
  /** @param {number} number */
  const said = (number) => formatNumber(lang, number, { maximumFractionDigits: 6 }) + sign;
  return most == null ? said(least) : `${said(least)} – ${said(most)}`;
}

/**
 * @param {Lang} lang
 * @param {{ amount: number, max?: number, currency: string | null }} money
 * @returns {string}
 */
function describeMoney(lang, { amount, max, currency }) {
  if (!currency) return describeRange(lang, amount, max);
  /** @type {Intl.NumberFormatOptions} */
  const options = { style: 'currency', currency, currencyDisplay: 'name', minimumFractionDigits: 0 };
  const most = formattedOr(lang, max ?? amount, options);
  return max == null ? most : `${formatNumber(lang, amount)} – ${most}`;
}

/**
 * @param {Lang} lang
 * @param {'currency' | 'region'} type
 * @param {string} code
 * @returns {string}
 */
function nameOf(lang, type, code) {
  try {
    const name = new Intl.DisplayNames(lang, { type }).of(code);
    return name && name !== code ? `${name} (${code})` : code;
  } catch {
    return code;
  }
}
