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
 * @param {string} type the annotation's type
 * @returns {string}
 */
export function describeValue(lang, json, type) {
  /** @type {any} */
  const value = JSON.parse(json);
  if (typeof value !== 'object' || value === null) return String(value);
  const modifier = typeof value.modifier === 'string' && hasString(value.modifier) ? value.modifier : null;
  const said = describePlain(lang, value, type);
  return modifier ? `${translate(lang, modifier)} ${said}` : said;
}

/**
 * @param {Lang} lang
 * @param {any} value
 * @param {string} type
 * @returns {string}
 */
function describePlain(lang, value, type) {
  switch (value.kind) {
    case 'number': {
      const percent = type === 'PERCENT' ? (lang === 'ar' ? '٪' : '%') : '';
      const number = formatNumber(lang, value.number, { maximumFractionDigits: 6 }) + percent;
      if (value.max == null) return number;
      return `${number} – ${formatNumber(lang, value.max, { maximumFractionDigits: 6 })}${percent}`;
    }
    case 'timex':
      return describeTimex(lang, value.timex);
    case 'money':
      return value.currency
        ? formattedOr(lang, value.amount, {
            style: 'currency',
            currency: value.currency,
            currencyDisplay: 'name',
            minimumFractionDigits: 0,
          })
        : formatNumber(lang, value.amount);
    case 'quantity':
      return `${formatNumber(lang, value.amount, { maximumFractionDigits: 6 })} \u2066${value.unit}\u2069`;
    case 'currency':
      return nameOf(lang, 'currency', value.currency);
    case 'country':
      return nameOf(lang, 'region', value.country);
    default:
      return Object.entries(value)
        .map(([key, part]) => `${key}: ${typeof part === 'object' ? JSON.stringify(part) : part}`)
        .join(lang === 'ar' ? '، ' : ', ');
  }
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
