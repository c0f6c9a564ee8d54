import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTimex, describeValue } from '../../www/js/values.js';

/** @param {unknown} value @param {string} [type] */
const english = (value, type = 'CARDINAL') => describeValue('en', JSON.stringify(value), type);

test('numbers, with how they are meant', () => {
  assert.equal(english({ kind: 'number', number: 500, modifier: 'approximate' }), 'about 500');
  assert.equal(english({ kind: 'number', number: 20, max: 99 }), '20 – 99');
  assert.equal(english({ kind: 'number', number: 12.5 }, 'PERCENT'), '12.5%');
  assert.equal(
    describeValue('ar', JSON.stringify({ kind: 'number', number: 500, modifier: 'more_than' }), 'CARDINAL'),
    'أكثر من ٥٠٠',
  );
});

test('dates, durations and times', () => {
  // Versions of CLDR disagree about the comma.
  assert.match(describeTimex('en', '2012-07-30'), /^Monday,? 30 July 2012$/);
  assert.equal(describeTimex('en', '2012-07'), 'July 2012');
  assert.equal(describeTimex('en', 'P2W'), '2 weeks');
  assert.equal(describeTimex('en', 'P1DT12H'), '1 day, 12 hours');
  assert.equal(describeTimex('en', 'T05:00+03:00'), '05:00 UTC+03:00');
  assert.match(describeTimex('ar', '2012-07-30'), /٣٠ يوليو ٢٠١٢/);
});

test('what is more than that is left as it stands', () => {
  for (const timex of ['2015-W48', 'XXXX-07', 'P', 'PT', 'P2WX', '2015-W48-1TNI']) {
    assert.equal(describeTimex('en', timex), timex);
  }
});

test('money, quantities, codes', () => {
  assert.equal(english({ kind: 'money', amount: 3e6, currency: 'USD' }), '3,000,000 US dollars');
  assert.equal(english({ kind: 'money', amount: 5 }), '5');
  assert.equal(english({ kind: 'quantity', amount: 3, unit: 'km' }), '3 \u2066km\u2069');
  assert.equal(english({ kind: 'currency', currency: 'IQD' }), 'Iraqi Dinar (IQD)');
  assert.equal(english({ kind: 'country', country: 'LB' }), 'Lebanon (LB)');
  assert.equal(english({ kind: 'currency', currency: 'not a code' }), 'not a code');
});

test('a value of an unknown kind is shown, not lost', () => {
  assert.equal(english({ kind: 'colour', red: 1 }), 'kind: colour, red: 1');
  assert.equal(english('free'), 'free');
});
