import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeValue, isoOf } from '../../www/js/values.js';

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

test('dates, with what ISO 8601 says of them', () => {
  assert.equal(english({ timex: '2018', type: 'DATE', mod: 'END' }), 'end of 2018');
  assert.equal(english({ timex: 'P4Y', type: 'SET' }), 'every 4 years');
  assert.equal(isoOf('{"timex":"2015-W48","type":"DATE"}'), '2015-W48');
  assert.equal(isoOf('{"timex":"XXXX","type":"DATE"}'), null, 'nothing is known');
  assert.equal(isoOf('{"number":5}'), null);
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
