import { expect, test } from 'vitest';
import { addBusinessDays } from '../../src/journal/business-day.ts';

test.each([
  ['a week without a holiday', '2026-11-16', '2026-11-23'],
  ['asked for on a Saturday', '2026-11-21', '2026-11-27'],
  ['Independence Day', '2026-11-09', '2026-11-17'],
  ['Christmas Eve, a holiday since 2025', '2026-12-18', '2026-12-29'],
  ['Christmas Eve of 2024, a working day', '2024-12-18', '2024-12-27'],
  ['Easter Monday', '2026-04-02', '2026-04-10'],
  ['Corpus Christi', '2026-06-01', '2026-06-09'],
  ['the turn of the year and Epiphany', '2026-12-30', '2027-01-08'],
])('T19 five business days over %s: from %s to %s', async (_what, from, due) => {
  expect(await addBusinessDays(from, 5)).toBe(due);
});
