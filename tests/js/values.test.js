import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTimex, describeValue } from '../../www/js/values.js';

/** @param {unknown} value */
const english = (value) => describeValue('en', JSON.stringify(value));

test('numbers, with how they are meant', () => {
  assert.equal(english({ number: 500, mod: 'approximate' }), 'about 500');
  assert.equal(english({ min: 20, max: 99 }), '20 – 99');
  assert.equal(english({ percent: 12.5 }), '12.5%');
  assert.equal(english({ percent: 3, max: 5 }), '3% – 5%');
  assert.equal(english({ ordinal: 2 }), '2');
  assert.equal(describeValue('ar', JSON.stringify({ number: 500, mod: 'more_than' })), 'أكثر من ٥٠٠');
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
  assert.equal(english({ amount: 3e6, currency: 'USD' }), '3,000,000 US dollars');
  assert.equal(english({ amount: 5, currency: null }), '5');
  assert.equal(english({ amount: 3, max: 5, currency: 'USD' }), '3 – 5 US dollars');
  assert.equal(english({ amount: 3, unit: 'km' }), '3 \u2066km\u2069');
  assert.equal(english({ currency: 'IQD' }), 'Iraqi Dinar (IQD)');
  assert.equal(english({ country: 'LB' }), 'Lebanon (LB)');
  assert.equal(english({ currency: 'not a code' }), 'not a code');
});

test('a value of an unknown kind is shown, not lost', () => {
  assert.equal(english({ kind: 'colour', red: 1 }), 'kind: colour, red: 1');
  assert.equal(english('free'), 'free');
});
