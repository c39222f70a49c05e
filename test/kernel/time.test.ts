import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  endOfDate,
  localDate,
  localDateTime,
  parseMoment,
  startOfDate,
} from '../../src/kernel/time.ts';

const hour = 3_600_000;
const utc = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

describe('moments are the shop’s, in Warsaw', () => {
  test.each([
    ['2026-11-20T09:58:59.999Z', '2026-11-20 10:58'],
    ['2026-07-01T21:59:00Z', '2026-07-01 23:59'],
    ['2026-07-01T22:00:00Z', '2026-07-02 00:00'],
    ['2026-12-31T23:00:00Z', '2027-01-01 00:00'],
    // Summer time begins: 02:00 is 03:00.
    ['2026-03-29T00:59:00Z', '2026-03-29 01:59'],
    ['2026-03-29T01:00:00Z', '2026-03-29 03:00'],
    // It ends: 02:30 comes twice.
    ['2026-10-25T00:30:00Z', '2026-10-25 02:30'],
    ['2026-10-25T01:30:00Z', '2026-10-25 02:30'],
  ])('%s is %s', (instant, local) => {
    const at = utc(instant);
    expect([localDateTime(at), localDate(at)]).toEqual([local, local.slice(0, 10)]);
  });
});

describe('parseMoment', () => {
  test.each([
    ['2026-11-20T10:00', '2026-11-20T09:00:00Z'],
    ['2026-07-20T10:00:30', '2026-07-20T08:00:30Z'],
    ['2026-11-20T10:00Z', '2026-11-20T10:00:00Z'],
    ['2026-11-20T10:00+02:00', '2026-11-20T08:00:00Z'],
    // An hour that summer time leaves out is taken as if it went on; one that comes twice, as the first.
    ['2026-03-29T02:30', '2026-03-29T01:30:00Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseMoment(text)).toBe(utc(instant));
  });

  test.each(['', 'tomorrow', '2026-02-30T10:00', '2026-11-20T25:00', '2026-13-01T00:00Z', '10:00'])(
    '%o is no moment',
    (text) => {
      expect(() => parseMoment(text)).toThrow(RangeError);
    },
  );
});

describe('a date', () => {
  test.each([
    ['2026-11-20', 24],
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2028-02-29', 24],
  ])('%s has %i hours', (date, hours) => {
    expect(endOfDate(date) - startOfDate(date)).toBe(hours * hour);
  });

  test.each(['2026-02-29', '2026-04-31', '2026-1-1', 'today', ''])('%o does not exist', (date) => {
    expect(() => startOfDate(date)).toThrow(RangeError);
    expect(() => endOfDate(date)).toThrow(RangeError);
  });

  test('every moment lies within its own date, and dates follow without a gap', () => {
    const anyMoment = fc.integer({ min: utc('2020-01-01T00:00Z'), max: utc('2060-01-01T00:00Z') });
    fc.assert(
      fc.property(anyMoment, (at) => {
        const date = localDate(at);
        const end = endOfDate(date);
        expect(startOfDate(date) <= at && at < end).toBe(true);
        expect(startOfDate(localDate(end))).toBe(end);
      }),
    );
  });
});
