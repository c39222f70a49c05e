import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstKeptDate } from '../../src/journal/retention.ts';

test.each([
  ['2026-11-20', '2025-10-20'],
  ['2027-02-28', '2026-01-28'],
  ['2027-03-01', '2026-02-01'],
  // The terms of 28 and 29 February 2028 end in March 2029 on those days.
  ['2029-03-28', '2028-02-28'],
  ['2029-03-29', '2028-02-29'],
  ['2029-03-30', '2028-03-01'],
  ['2028-02-29', '2027-01-29'],
  ['2027-03-30', '2026-03-01'],
  ['2027-03-31', '2026-03-01'],
  ['2027-04-01', '2026-03-01'],
])('T19 on %s everything from %s on is kept', (today, first) => {
  expect(firstKeptDate(today)).toBe(first);
});

const dates = fc
  .integer({ min: 0, max: 36_600 })
  .map((days) => Temporal.PlainDate.from('2020-01-01').add({ days }));

test('T19 what is kept is exactly what is not older than 13 calendar months', () => {
  const property = fc.property(dates, fc.integer({ min: 380, max: 410 }), (today, age) => {
    const date = today.subtract({ days: age });
    const isKept = date.toString() >= firstKeptDate(today.toString());
    expect(isKept).toBe(Temporal.PlainDate.compare(today, date.add({ months: 13 })) <= 0);
  });
  fc.assert(property, { numRuns: 1000 });
});
