import type { TableReport } from '../../receipts/document.ts';
import { formatGrosze } from '../kernel/money.ts';
import { formatQuantity } from '../kernel/quantity.ts';
import type { FormCounts } from './form-count.ts';
import type { Tally } from './tally.ts';
import type { TillContext } from './till-context.ts';

export type Table = Pick<TableReport, 'title' | 'sections'>;
type Section = TableReport['sections'][number];
type Row = Section['rows'][number];

export type TableName = 'cashiers' | 'forms' | 'goods' | 'hours' | 'drawer';

/** The non-fiscal reports of the shift, by what they are about. */
export const tables: Readonly<Record<TableName, (context: TillContext) => Table>> = {
  cashiers: ({ shift, bases }) => ({
    title: 'RAPORT SPRZEDAWCÓW',
    sections: orEmpty(
      Object.entries(shift.cashiers).map(([number, cashier]) => ({
        heading: bases.cashiers.find((one) => String(one.number) === number)?.name ?? number,
        rows: [
          { label: 'PARAGONY', value: String(cashier.receipts) },
          ...formRows(cashier.forms),
          money('RAZEM', cashier.amount),
        ],
      })),
    ),
  }),
  forms: ({ shift }) => ({
    title: 'RAPORT FORM PŁATNOŚCI',
    sections: orEmpty([{ rows: formRows(shift.forms) }]),
  }),
  goods: ({ shift }) => ({
    title: 'RAPORT TOWARÓW',
    sections: orEmpty([
      {
        rows: Object.entries(shift.items).map(([name, { quantity, amount }]) => ({
          label: `${name} x${formatQuantity(quantity)}`,
          value: formatGrosze(amount),
        })),
      },
    ]),
  }),
  hours: ({ shift }) => ({
    title: 'RAPORT GODZINOWY',
    sections: orEmpty([
      {
        rows: Object.entries(shift.hours).map(([hour, { receipts, amount }]) => ({
          label: `${hour.padStart(2, '0')}:00 PARAGONY ${receipts}`,
          value: formatGrosze(amount),
        })),
      },
    ]),
  }),
  drawer: ({ shift }) => ({ title: 'STAN SZUFLADY', sections: [{ rows: drawerRows(shift) }] }),
};

export function shiftTable(shift: Tally): Table {
  const { receipts, cancelled, nonFiscal, discounts, surcharges } = shift;
  return {
    title: 'RAPORT ZMIANOWY',
    sections: [
      {
        rows: [
          { label: 'PARAGONY', value: String(receipts) },
          { label: 'PARAGONY ANULOWANE', value: String(cancelled.count) },
          money('WARTOŚĆ ANULOWANYCH', cancelled.amount),
          { label: 'DOKUMENTY NIEFISKALNE', value: String(nonFiscal) },
          money('RABATY', discounts),
          money('NARZUTY', surcharges),
        ],
      },
      { heading: 'FORMY PŁATNOŚCI', rows: formRows(shift.forms) },
      { heading: 'SZUFLADA', rows: drawerRows(shift) },
    ],
  };
}

function drawerRows({ cashIn, cashOut, cashInDrawer, drawerOpenings }: Tally): Row[] {
  return [
    { label: 'OTWARCIA', value: String(drawerOpenings) },
    money('WPŁATY', cashIn),
    money('WYPŁATY', cashOut),
    money('STAN GOTÓWKI', cashInDrawer),
  ];
}

function formRows(forms: FormCounts): Row[] {
  return Object.entries(forms).map(([name, { count, amount }]) =>
    money(`${name} x${count}`, amount),
  );
}

function money(label: string, amount: number): Row {
  return { label, value: formatGrosze(amount) };
}

function orEmpty(sections: readonly Section[]): readonly Section[] {
  const some = sections.some(({ rows }) => rows.length > 0);
  return some ? sections : [{ rows: [{ label: 'BRAK SPRZEDAŻY', value: '' }] }];
}
