import { expect, test } from 'vitest';
import { documentCriteria, entryRange } from '../../src/cli/journal/criteria.ts';
import { Failure } from '../../src/kernel/failure.ts';
import { parseMoment } from '../../src/kernel/time.ts';

/** The code of the failure, and the option that its line names. */
function failureOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) return [error.code, error.message.split(' ')[0] ?? ''];
    throw error;
  }
  return [];
}

test('a list without dates is limited to the newest forty', () => {
  expect(entryRange({})).toEqual({ limit: 40 });
  expect(entryRange({ last: '7' })).toEqual({ limit: 7 });
  expect(entryRange({ from: '2026-03-29', to: '2026-03-29' })).toEqual({
    from: parseMoment('2026-03-29T00:00'),
    to: parseMoment('2026-03-30T00:00'),
    limit: undefined,
  });
});

test('criteria are dates, grosze and forms', () => {
  expect(
    documentCriteria({ number: '3', date: '2026-11-20', amount: '12,3', form: ' KARTA ' }),
  ).toEqual({ number: 3, date: '2026-11-20', amount: 1230, form: 'KARTA' });
  expect(documentCriteria({ from: '2026-11-01', to: '2026-11-30' })).toEqual({
    from: '2026-11-01',
    to: '2026-11-30',
  });
});

test.each([
  [{ date: '2026-02-30' }, '--date'],
  [{ date: '20261120' }, '--date'],
  [{ date: '2026-11-20T10:00' }, '--date'],
  [{ date: '' }, '--date'],
  [{ from: 'wczoraj' }, '--from'],
  [{ from: '2026-11-02', to: '2026-11-01' }, '--to'],
  [{ date: '2026-11-20', from: '2026-11-20' }, '--date'],
  [{ number: '0' }, '--number'],
  [{ number: '1e3' }, '--number'],
  [{ number: '9007199254740993' }, '--number'],
  [{ amount: '12.34' }, '--amount'],
  [{ amount: '12,345' }, '--amount'],
  [{ amount: '-1' }, '--amount'],
  [{ form: ' ' }, '--form'],
])('%j is refused by name', (options, option) => {
  expect(failureOf(() => documentCriteria(options))).toEqual(['option.invalid', option]);
});

test('at least one criterion is needed', () => {
  expect(failureOf(() => documentCriteria({}))).toEqual(['journal.noCriterion', 'find']);
});

test.each([
  [{ last: '0' }, '--last'],
  [{ last: 'all' }, '--last'],
  [{ to: '2026-13-01' }, '--to'],
])('a list of %j is refused by name', (options, option) => {
  expect(failureOf(() => entryRange(options))).toEqual(['option.invalid', option]);
});
