import fc from 'fast-check';
import type { Document, Report } from '../../receipts/document.ts';
import { daily, events, fiscalisation, month, period, table } from './report-sample.ts';
import { cancelled, note, receipt, strip } from './sample.ts';

const letters = [...'aąbcćdeęłńoóśźżAĄCĆEĘŁŃÓŚŹŻ  019.,%/-"€–„”…×☃ñ'];

/** Names as people type them: Polish, with signs of word processors, decomposed, now and then odd. */
const anyText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...letters), maxLength: 80 }),
  fc
    .string({ unit: fc.constantFrom(...letters), maxLength: 80 })
    .map((text) => text.normalize('NFD')),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const anyAmount = fc.integer({ min: 1, max: 9_999_999_999 });
const anyRate = fc.constantFrom('A', 'B', 'E');

const anyFrame = fc.record({
  seller: fc.record({
    name: anyText,
    address: fc.array(anyText, { maxLength: 3 }),
    nip: fc.stringMatching(/^\d{10}$/),
  }),
  documentNumber: fc.integer({ min: 1, max: 99_999_999 }),
  cashier: fc.record({ number: fc.integer({ min: 1, max: 99 }), name: anyText }),
  fiscal: fc.boolean(),
});

const anyLines = fc.array(
  fc
    .record({
      name: anyText,
      rate: anyRate,
      unitPrice: anyAmount,
      quantity: fc.integer({ min: 1, max: 999_999_999 }),
      value: anyAmount,
      voided: fc.constant(true as const),
    })
    .chain(({ voided, ...line }) => fc.constantFrom(line, { ...line, voided })),
  { maxLength: 8 },
);

const anyPayments = fc.array(fc.record({ type: anyText, name: anyText, amount: anyAmount }), {
  maxLength: 3,
});

const anyRows = fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 3 });

const anySection = fc
  .record({ heading: anyText, rows: anyRows })
  .chain(({ heading, rows }) => fc.constantFrom({ rows }, { heading, rows }));

const anyFiscalReport = fc.constantFrom(daily, period, month, fiscalisation);

export const anyDocument: fc.Arbitrary<Document | Report> = fc.oneof(
  fc
    .tuple(anyFrame, anyLines, anyPayments, anyAmount)
    .map(([frame, lines, payments, change]) => ({ ...receipt, ...frame, lines, payments, change })),
  fc.tuple(anyFrame, anyLines).map(([frame, lines]) => ({ ...cancelled, ...frame, lines })),
  fc
    .tuple(anyFrame, anyText, anyRows)
    .map(([frame, title, rows]) => ({ ...note, ...frame, title, rows })),
  fc.constant(strip),
  fc.tuple(anyFrame, anyFiscalReport).map(([frame, report]) => ({ ...report, ...frame })),
  fc
    .tuple(anyFrame, fc.array(fc.tuple(fc.nat(), anyText), { maxLength: 3 }))
    .map(([frame, resets]) => ({
      ...events,
      ...frame,
      events: resets.map(([position, reason]) => ({
        position,
        record: { kind: 'reset' as const, at: events.at, reason },
      })),
    })),
  fc
    .tuple(anyFrame, anyText, fc.array(anySection, { maxLength: 3 }))
    .map(([frame, title, sections]) => ({ ...table, ...frame, title, sections })),
);
