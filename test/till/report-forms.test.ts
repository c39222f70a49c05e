import { describe, expect, test } from 'vitest';
import { contextOf } from '../../src/runtime/decide.ts';
import { parseMoment } from '../../src/kernel/time.ts';
import type { Answers } from '../../src/till/open-form.ts';
import { memoryQuery } from '../../src/till/report-forms.ts';
import { emptyTally } from '../../src/till/tally.ts';
import { shiftTable, tables } from '../../src/till/table-report.ts';
import type { MemoryQuery } from '../../src/till/till-effect.ts';
import { at, play, printed } from './play.ts';

const manager = contextOf(at('managerMenu'));

describe('what an answered form asks the fiscal memory for', () => {
  const query = (name: string, answers: Answers): MemoryQuery =>
    memoryQuery({
      ...manager,
      form: { name, index: 0, answers, input: '', proposed: false, marked: 0 },
    });
  const span = (kind: 'days' | 'events', from: string, to: string): MemoryQuery => ({
    ...{ kind, from: parseMoment(`${from}T00:00`), to: parseMoment(`${to}T23:59:59.999`) },
  });

  test.each<readonly [string, Answers, MemoryQuery]>([
    ['periodByNumbers', { from: 2, to: 7 }, { kind: 'numbers', from: 2, to: 7 }],
    [
      'periodByDates',
      { from: '2026-03-02', to: '2026-03-04' },
      span('days', '2026-03-02', '2026-03-04'),
    ],
    [
      'events',
      { from: '2026-03-02', to: '2026-03-02' },
      span('events', '2026-03-02', '2026-03-02'),
    ],
    ['month', { month: '2026-02' }, span('days', '2026-02-01', '2026-02-28')],
    ['month', { month: '2028-02' }, span('days', '2028-02-01', '2028-02-29')],
    ['month', { month: '2026-12' }, span('days', '2026-12-01', '2026-12-31')],
    // The month in which the clock goes forward, and the one in which it goes back.
    ['month', { month: '2026-03' }, span('days', '2026-03-01', '2026-03-31')],
    ['month', { month: '2026-10' }, span('days', '2026-10-01', '2026-10-31')],
  ])('%s %j', (name, answers, wanted) => {
    expect(query(name, answers)).toEqual(wanted);
  });
});

describe('the tables of the shift', () => {
  const sold = contextOf(
    play(
      at('register'),
      '2 KOD 0,5 X 4 KOD RAZEM 10 RAZEM',
      printed,
      '3 KOD RAZEM',
      'FUNKCJE 4 2 RAZEM',
    ).state,
  );

  test('what was sold, by whom, how it was paid, and when', () => {
    const { cashiers, forms, goods, hours } = tables;
    expect([cashiers, forms, goods, hours].map((table) => table(sold))).toEqual([
      {
        title: 'RAPORT SPRZEDAWCÓW',
        sections: [
          {
            heading: 'Anna',
            rows: [
              { label: 'PARAGONY', value: '2' },
              { label: 'GOTÓWKA x1', value: '9,99' },
              { label: 'KARTA x1', value: '18,99' },
              { label: 'RAZEM', value: '28,98' },
            ],
          },
        ],
      },
      {
        title: 'RAPORT FORM PŁATNOŚCI',
        sections: [
          {
            rows: [
              { label: 'GOTÓWKA x1', value: '9,99' },
              { label: 'KARTA x1', value: '18,99' },
            ],
          },
        ],
      },
      {
        title: 'RAPORT TOWARÓW',
        sections: [
          {
            rows: [
              { label: 'Chleb wiejski x1', value: '4,99' },
              { label: 'Mleko x0,500', value: '5,00' },
              { label: 'Kawa x1', value: '18,99' },
            ],
          },
        ],
      },
      {
        title: 'RAPORT GODZINOWY',
        sections: [{ rows: [{ label: '12:00 PARAGONY 2', value: '28,98' }] }],
      },
    ]);
  });

  test('a shift without a sale says so; the drawer has a state all the same', () => {
    const none = { title: '', sections: [{ rows: [{ label: 'BRAK SPRZEDAŻY', value: '' }] }] };
    const { drawer, ...others } = tables;
    for (const table of Object.values(others)) {
      expect({ ...table(manager), title: '' }).toEqual(none);
    }
    expect(drawer(manager).sections[0]?.rows.at(-1)).toEqual({
      label: 'STAN GOTÓWKI',
      value: '0,00',
    });
  });

  test('the shift report holds counts, forms and drawer', () => {
    const { sections } = shiftTable({ ...emptyTally, receipts: 3, cashInDrawer: 500 });
    expect(sections.map(({ heading }) => heading)).toEqual([
      ...[undefined, 'FORMY PŁATNOŚCI', 'SZUFLADA'],
    ]);
    expect(sections[0]?.rows[0]).toEqual({ label: 'PARAGONY', value: '3' });
  });
});
