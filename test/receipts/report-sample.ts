import type {
  DailyReport,
  EventsReport,
  FiscalisationReport,
  PeriodicReport,
  TableReport,
} from '../../receipts/document.ts';
import { type DailyRecord, sumOf } from '../../src/kernel/fiscal-record.ts';
import { parseMoment } from '../../src/kernel/time.ts';
import { frame } from './sample.ts';

const firstDay: DailyRecord = {
  kind: 'daily',
  at: parseMoment('2026-11-20T20:59'),
  number: 12,
  from: parseMoment('2026-11-20T08:01'),
  to: parseMoment('2026-11-20T20:58'),
  rates: [
    { letter: 'A', percent: 2300, gross: 123_450, net: 100_366, tax: 23_084 },
    { letter: 'B', percent: 800, gross: 49_999_999_999, net: 46_296_296_295, tax: 3_703_703_704 },
    { letter: 'C', percent: 500, gross: 0, net: 0, tax: 0 },
    { letter: 'D', percent: 0, gross: 1500, net: 1500, tax: 0 },
    { letter: 'E', gross: 5000, net: 5000, tax: 0 },
  ],
  receipts: 118,
  cancelled: { count: 2, amount: 4198 },
  nonFiscal: 5,
  events: { powerFailures: 1, rateChanges: 0, baseChanges: 4 },
  lastDocument: 742,
  lastDigest: 'A'.repeat(40),
  digest: 'B'.repeat(40),
  signature: Buffer.from('a signature of the till, shortened').toString('base64'),
};

/** The day after: one receipt, and from now on another rate for the letter A. */
const secondDay: DailyRecord = {
  ...firstDay,
  at: parseMoment('2026-11-21T20:59'),
  number: 13,
  rates: [
    { letter: 'A', percent: 2200, gross: 1000, net: 820, tax: 180 },
    { letter: 'E', gross: 0, net: 0, tax: 0 },
  ],
  receipts: 1,
  cancelled: { count: 0, amount: 0 },
  nonFiscal: 0,
  events: { powerFailures: 0, rateChanges: 1, baseChanges: 0 },
};

export const daily: DailyReport = {
  ...frame,
  ...firstDay,
  kind: 'dailyReport',
  digest: frame.digest,
};

export const month: PeriodicReport = {
  ...frame,
  at: parseMoment('2026-12-01T08:05'),
  kind: 'periodicReport',
  span: 'month',
  from: '2026-11-01',
  to: '2026-11-30',
  sum: sumOf([firstDay, secondDay]),
};

export const period: PeriodicReport = {
  ...month,
  span: 'period',
  from: '2026-11-20',
  to: '2026-11-21',
  days: [firstDay, secondDay],
};

export const events: EventsReport = {
  ...frame,
  at: parseMoment('2026-12-01T08:05'),
  kind: 'eventsReport',
  from: '2026-11-01',
  to: '2026-11-30',
  events: [
    {
      position: 1,
      record: {
        kind: 'fiscalisation',
        at: parseMoment('2026-11-09T08:00'),
        uniqueNumber: 'ZBF 1801007587',
        nip: '5222628262',
        publicKey: 'MCowBQYDK2VwAyEA',
      },
    },
    { position: 4, record: { kind: 'powerFailure', at: parseMoment('2026-11-20T12:31') } },
    {
      position: 5,
      record: {
        kind: 'reset',
        at: parseMoment('2026-11-20T14:00'),
        reason: 'wymiana płyty głównej',
      },
    },
    {
      position: 7,
      record: {
        kind: 'rateChange',
        at: parseMoment('2026-11-21T07:45'),
        before: [{ letter: 'A', percent: 2300 }, { letter: 'B', percent: 800 }, { letter: 'E' }],
        after: [{ letter: 'A', percent: 2200 }, { letter: 'B', percent: 800 }, { letter: 'F' }],
      },
    },
  ],
};

export const fiscalisation: FiscalisationReport = {
  ...frame,
  kind: 'fiscalisationReport',
  registrationNumber: '2026/000012345',
  rates: [{ letter: 'A', percent: 2300 }, { letter: 'B', percent: 800 }, { letter: 'E' }],
  publicKey: 'MCowBQYDK2VwAyEAhpe3H4rMte5WBHLCk4bs+GVJjheRF4vdGuYqg0e8T70=',
};

export const table: TableReport = {
  ...frame,
  kind: 'tableReport',
  title: 'RAPORT ZMIANOWY',
  sections: [
    { rows: [{ label: 'Początek zmiany', value: '2026-11-20 08:01' }] },
    {
      heading: 'FORMY PŁATNOŚCI',
      rows: [
        { label: 'GOTÓWKA', value: '812,40' },
        { label: 'MOBILNA Blik', value: '427,10' },
      ],
    },
    { heading: 'SZUFLADA', rows: [{ label: 'Stan gotówki', value: '1012,40' }] },
  ],
};
