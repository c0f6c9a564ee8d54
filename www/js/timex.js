// TIMEX3 values (ISO 8601, with X for what is not known) for a reader: in the reader's calendar.

import { formatDate, formatDateRange, formatNumber, formatUnit, translate } from './strings.js';

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

const DAY = 86_400_000;

/**
 * The instant that an ISO 8601 date or time names, in milliseconds of UTC; a time without a zone is
 * taken as UTC. Years before Christ are astronomical: `-0145`.
 * @param {string} iso
 * @returns {number} NaN when it is none
 */
export function instantOf(iso) {
  const parts =
    /^(-?\d{4,6})(?:-(\d{2})(?:-(\d{2}))?)?(?:T(\d{2})(?::(\d{2}))?(?::(\d{2}))?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(iso);
  if (!parts) return Number.NaN;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', zone = 'Z'] = parts;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const [, sign, zoneHours, zoneMinutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? ['', '+', '0', '0'];
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return date.getTime() - (sign === '-' ? -offset : offset);
}

/**
 * The length of a TIMEX3 duration in days, NaN when its number is not known.
 * @param {string} timex
 * @returns {number}
 */
export function daysOf(timex) {
  /** @type {Record<string, number>} */
  const lengths = { Y: 365.25, M: 30.44, W: 7, D: 1 };
  /** @type {Record<string, number>} */
  const clockLengths = { H: 1 / 24, M: 1 / 1440, S: 1 / 86_400 };
  const [days, clock = ''] = timex.slice(1).split('T');
  if (!timex.startsWith('P') || /[^\d.YMWDHS]/.test(days + clock) || days + clock === '') return Number.NaN;
  let sum = 0;
  for (const [, amount, letter] of days.matchAll(/([\d.]+)([YMWD])/g)) {
    sum += Number(amount) * lengths[letter];
  }
  for (const [, amount, letter] of clock.matchAll(/([\d.]+)([HMS])/g)) {
    sum += Number(amount) * clockLengths[letter];
  }
  return sum;
}

/**
 * A TIMEX3 value for a reader, or as it stands when it is of a form we do not know.
 * @param {Lang} lang
 * @param {string} timex
 * @returns {string}
 */
export function describeTimex(lang, timex) {
  const duration = describeDuration(lang, timex);
  if (duration !== null) return duration;
  if (timex.includes('/')) {
    const ends = timex.split('/');
    return ends.map((end) => describeTimex(lang, end)).join(' – ');
  }
  const [day, clock] = timex.split('T');
  const dayText = day === '' ? '' : describeDay(lang, day);
  if (dayText === null) return timex;
  if (clock === undefined) return dayText;
  const clockText = describeClock(lang, clock);
  if (clockText === null) return timex;
  return [dayText, clockText].filter((part) => part !== '').join(lang === 'ar' ? '، ' : ', ');
}

/**
 * @param {Lang} lang
 * @param {string} timex
 * @returns {string | null}
 */
function describeDuration(lang, timex) {
  const unknown = /^P(T?)X([YMWDHS])$/.exec(timex);
  if (unknown) {
    const unit = (unknown[1] ? CLOCK_UNITS : DURATION_UNITS).find(({ letter }) => letter === unknown[2])?.unit;
    return unit ? translate(lang, `some ${unit}`) : null;
  }
  if (!/^P(?:[\d.]+[YMWD])*(?:T(?:[\d.]+[HMS])+)?$/.test(timex) || timex === 'P') return null;
  const [days, clock = ''] = timex.slice(1).split('T');
  const parts = [...durationParts(lang, days, DURATION_UNITS), ...durationParts(lang, clock, CLOCK_UNITS)];
  return parts.join(lang === 'ar' ? ' و' : ', ');
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
    return unit ? formatUnit(lang, Number(amount), unit) : whole;
  });
}

/**
 * @param {Lang} lang
 * @param {string} day the part of a TIMEX3 value before its `T`
 * @returns {string | null}
 */
function describeDay(lang, day) {
  const unknown = { XX: 'century', XXX: 'decade', XXXX: 'year', 'XXXX-XX': 'month', 'XXXX-WXX': 'week' }[day];
  if (unknown) return translate(lang, `unknown ${unknown}`);
  if (day === 'XXXX-XX-XX') return translate(lang, 'unknown day');

  const weekday = /^XXXX-WXX-([1-7])$/.exec(day);
  // The first of January 2024 was a Monday. A weekday is one in every calendar.
  if (weekday) return formatDate(lang, Date.UTC(2024, 0, Number(weekday[1])), { weekday: 'long' });
  const yearless = /^XXXX-(\d{2})(?:-(\d{2}))?$/.exec(day);
  if (yearless) {
    const [, month, date] = yearless;
    // Which day of another calendar it is hangs on the year.
    return formatDate(lang, Date.UTC(2024, Number(month) - 1, Number(date ?? 1)), {
      month: 'long',
      calendar: 'gregory',
      ...(date ? { day: 'numeric' } : {}),
    });
  }

  const before = /^BC(\d{4})$/.exec(day);
  if (before) return translate(lang, 'before Christ', { year: yearNumber(lang, Number(before[1])) });
  if (/^\d{4}$/.test(day)) return yearNumber(lang, Number(day));
  if (/^\d{3}$/.test(day)) {
    return translate(lang, 'decade', {
      from: yearNumber(lang, Number(`${day}0`)),
      to: yearNumber(lang, Number(`${day}9`)),
    });
  }
  if (/^\d{2}$/.test(day)) return translate(lang, 'century', { ordinal: ordinal(lang, Number(day) + 1) });

  const part = /^(\d{4}|XXXX)-(Q[1-4X]|H[12X]|SP|SU|FA|WI)$/.exec(day);
  if (part) {
    const [, year, name] = part;
    const said = translate(lang, `part ${name}`);
    return year === 'XXXX' ? said : `${said} ${yearNumber(lang, Number(year))}`;
  }
  const week = /^(\d{4})-W(\d{2})(?:-(WE|[1-7]))?$/.exec(day);
  if (week) {
    const [, year, number, within] = week;
    const monday = mondayOf(Number(year), Number(number));
    if (within === 'WE') return longRange(lang, monday + 5 * DAY, monday + 6 * DAY);
    if (within) return longDay(lang, monday + (Number(within) - 1) * DAY);
    return longRange(lang, monday, monday + 6 * DAY);
  }
  const month = /^(\d{4})-(\d{2})$/.exec(day);
  // A month of one calendar is none of another.
  if (month) {
    return formatDate(lang, instantOf(day), { year: 'numeric', month: 'long', calendar: 'gregory' });
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(day)) return longDay(lang, instantOf(day));
  return null;
}

/**
 * @param {Lang} lang
 * @param {string} clock the part of a TIMEX3 value after its `T`
 * @returns {string | null}
 */
function describeClock(lang, clock) {
  if (/^X+$/.test(clock)) return translate(lang, 'unknown time');
  if (/^(?:MO|MI|AF|EV|NI|DT)$/.test(clock)) return translate(lang, `part ${clock}`);
  const time = /^(\d{2})(?::(\d{2}))?(?::(\d{2}))?([+-]\d{2}:\d{2}|Z)?$/.exec(clock);
  if (!time) return null;
  const [, hour, minute = '00', second, zone] = time;
  const digits = [hour, minute, ...(second ? [second] : [])].map((two) =>
    formatNumber(lang, Number(two), { minimumIntegerDigits: 2 }),
  );
  return digits.join(':') + (zone ? ` UTC${zone === 'Z' ? '' : zone}` : '');
}

/**
 * @param {Lang} lang
 * @param {number} number
 * @returns {string}
 */
function ordinal(lang, number) {
  const endings = { one: 'st', two: 'nd', few: 'rd', other: 'th', many: 'th', zero: 'th' };
  const ending = lang === 'en' ? endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)] : '';
  return formatNumber(lang, number) + ending;
}

/**
 * @param {Lang} lang
 * @param {number} year
 * @returns {string}
 */
function yearNumber(lang, year) {
  return formatNumber(lang, year, { useGrouping: false });
}

/**
 * @param {Lang} lang
 * @param {number} day
 * @returns {string}
 */
function longDay(lang, day) {
  return formatDate(lang, day, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });
}

/**
 * @param {Lang} lang
 * @param {number} from
 * @param {number} to the last day, itself inside
 * @returns {string}
 */
function longRange(lang, from, to) {
  return formatDateRange(lang, from, to, { year: 'numeric', month: 'long', day: 'numeric' });
}

/**
 * The Monday of a week of ISO 8601: the week of the fourth of January is the first.
 * @param {number} year
 * @param {number} week
 * @returns {number}
 */
function mondayOf(year, week) {
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth + ((week - 1) * 7 - weekday) * DAY;
}
