// Normalised values, said for a reader.

import { formatNumber, hasString, translate } from './strings.js';
import { describeTimex } from './timex.js';

/** @typedef {import('./state.js').Lang} Lang */

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
  const plain = describePlain(lang, value);
  const said = value.type === 'SET' ? translate(lang, 'every', { what: plain }) : plain;
  return modifier ? `${translate(lang, modifier)} ${said}` : said;
}

/**
 * What a value is in ISO 8601, to stand beside the words; null where it says no more than they do.
 * @param {string} json the value as JSON
 * @returns {string | null}
 */
export function isoOf(json) {
  const value = JSON.parse(json);
  return typeof value?.timex === 'string' && /\d/.test(value.timex) ? value.timex : null;
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
