import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setReaderLocales } from '../../www/js/strings.js';
import { daysOf, describeTimex, instantOf } from '../../www/js/timex.js';

/** @param {string} timex */
const english = (timex) => describeTimex('en', timex);
/** @param {string} timex */
const arabic = (timex) => describeTimex('ar', timex);

afterEach(() => setReaderLocales(['ar-EG-u-ca-gregory', 'en-GB']));

test('days, months and years', () => {
  // Versions of CLDR disagree about the comma.
  assert.match(english('2012-07-30'), /^Monday,? 30 July 2012$/);
  assert.match(arabic('2012-07-30'), /٣٠ يوليو ٢٠١٢/);
  assert.equal(english('2012-07'), 'July 2012');
  assert.equal(arabic('2012'), '٢٠١٢');
  assert.equal(english('BC0146'), '146 BC');
  assert.equal(english('199'), '1990–1999');
  assert.equal(english('18'), '19th century');
  assert.equal(english('20'), '21st century');
});

test('weeks are the days that they have; quarters and seasons their names', () => {
  assert.match(english('2015-W48'), /^23\s?–\s?29 November 2015$/);
  assert.match(english('2016-W01'), /^4\s?–\s?10 January 2016$/);
  assert.match(english('2015-W01'), /^29 December 2014\s–\s4 January 2015$/);
  assert.match(english('2015-W48-WE'), /^28\s?–\s?29 November 2015$/);
  assert.equal(arabic('2018-Q1'), 'الربع الأول ٢٠١٨');
  assert.equal(english('2015-SU'), 'summer 2015');
  assert.equal(english('2016/2020'), '2016 – 2020');
});

test('what is not known is not made up', () => {
  assert.equal(english('XXXX-07'), 'July');
  assert.equal(english('XXXX-07-01'), '1 July');
  assert.equal(english('XXXX-WXX-5'), 'Friday');
  assert.equal(english('XXXX-WXX'), 'some week');
  assert.equal(arabic('XXXX-XX-XX'), 'يوم لم يُحدَّد');
});

test('times and durations', () => {
  assert.equal(english('T05:00+03:00'), '05:00 UTC+03:00');
  assert.equal(arabic('T20:45'), '٢٠:٤٥');
  assert.match(english('2015-11-19TNI'), /^Thursday,? 19 November 2015, night$/);
  assert.equal(english('P2W'), '2 weeks');
  assert.equal(arabic('P2W'), 'أسبوعان');
  assert.equal(english('P1DT12H'), '1 day, 12 hours');
  assert.equal(english('PXY'), 'years');
});

test('what we do not know is left as it stands', () => {
  for (const timex of ['P', 'PT', 'P2WX', 'soon', '2015-W48-1TZZ', '']) assert.equal(english(timex), timex);
});

test('in the calendar of the reader', () => {
  setReaderLocales(['fr', 'ar-SY', 'en-US']);
  assert.match(arabic('2012-07-30'), /٣٠ تموز ٢٠١٢/);
  assert.match(english('2012-07-30'), /July 30, 2012/);
  setReaderLocales(['ar-SA-u-ca-islamic-umalqura']);
  assert.match(arabic('2012-07-30'), /١١ رمضان ١٤٣٣/);
  assert.match(arabic('2012-07'), /٢٠١٢/, 'a month of one calendar is none of another');
});

test('instants and lengths', () => {
  assert.equal(instantOf('2015-11-19'), Date.UTC(2015, 10, 19));
  assert.equal(instantOf('2015-11-19T20:00+03:00'), Date.UTC(2015, 10, 19, 17));
  assert.ok(instantOf('-0145-01-01') < instantOf('0001-01-01'));
  assert.ok(Number.isNaN(instantOf('soon')));
  assert.equal(daysOf('P1DT12H'), 1.5);
  for (const timex of ['PXY', 'P', '2015']) assert.ok(Number.isNaN(daysOf(timex)), timex);
});
