import type { Section } from './bases-text.ts';

/** How a base lies in a CSV file of its own. */
export interface Sheet {
  readonly section: Section;
  readonly file: string;
  readonly columns: readonly string[];
  /** An entry a row, a field a row: its name and its value, or the one field of that name. */
  readonly rows: 'entries' | 'fields' | 'value';
}

export const sheets: readonly Sheet[] = [
  { section: 'shop', file: 'shop.csv', columns: ['field', 'value'], rows: 'fields' },
  { section: 'rates', file: 'rates.csv', columns: ['letter', 'rate'], rows: 'fields' },
  {
    section: 'goods',
    file: 'goods.csv',
    columns: ['code', 'name', 'rate', 'price', 'barcodes'],
    rows: 'entries',
  },
  {
    section: 'cashiers',
    file: 'cashiers.csv',
    columns: ['number', 'name', 'role', 'trained', 'pin'],
    rows: 'entries',
  },
  {
    section: 'paymentForms',
    file: 'payment-forms.csv',
    columns: ['number', 'name', 'type', 'maxChange'],
    rows: 'entries',
  },
  { section: 'blik', file: 'blik.csv', columns: ['field', 'value'], rows: 'fields' },
  { section: 'percentMethod', file: 'percent.csv', columns: ['field', 'value'], rows: 'value' },
  {
    section: 'embeddedCodes',
    file: 'embedded-codes.csv',
    columns: ['prefix', 'item', 'value', 'kind', 'decimals', 'priceCheckDigit'],
    rows: 'entries',
  },
];

/** Columns that a file may leave out, with their fields. */
export const optionalColumns: ReadonlySet<string> = new Set([
  ...['trained', 'pin', 'maxChange', 'barcodes', 'priceCheckDigit'],
]);

/** Fields with several values: a row each among fields, blanks between them in a cell. */
export const listFields: ReadonlySet<string> = new Set(['address', 'pollMs', 'barcodes']);
