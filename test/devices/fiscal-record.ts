import fc from 'fast-check';
import { EmulatedFiscalMemory } from '../../devices/fiscal/fiscal-memory.ts';
import { memoryMedium } from '../../devices/fiscal/write-once-medium.ts';
import type {
  DailyRecord,
  FiscalisationRecord,
  FiscalRecord,
} from '../../src/kernel/fiscal-record.ts';

export const fiscalisation: FiscalisationRecord = {
  kind: 'fiscalisation',
  at: 1_700_000_000_000,
  uniqueNumber: 'ZBF 1801007587',
  nip: '5222628262',
  publicKey: 'MCowBQYDK2VwAyEA',
};

export const rateChange: FiscalRecord = {
  kind: 'rateChange',
  at: 1_700_000_100_000,
  before: [{ letter: 'A', percent: 2200 }, { letter: 'E' }],
  after: [{ letter: 'A', percent: 2300 }, { letter: 'E' }],
};

export function dailyRecord(number: number): DailyRecord {
  return {
    kind: 'daily',
    at: 1_700_000_000_000 + number,
    number,
    from: 1_700_000_000_000,
    to: 1_700_000_000_000 + number,
    rates: [
      { letter: 'A', percent: 2300, gross: 1000, net: 813, tax: 187 },
      { letter: 'E', gross: 500, net: 500, tax: 0 },
    ],
    receipts: 2,
    cancelled: { count: 1, amount: 250 },
    nonFiscal: 3,
    events: { powerFailures: 1, rateChanges: 0, baseChanges: 4 },
    lastDocument: 6,
    lastDigest: 'A'.repeat(40),
    digest: 'B'.repeat(40),
    signature: 'c2lnbmF0dXJl',
  };
}

const anyText = fc.string({ unit: 'binary', maxLength: 30 });

/** Records of both areas, with every character that a text can hold. */
export const anyRecord: fc.Arbitrary<FiscalRecord> = fc.oneof(
  fc.integer({ min: 1, max: 9999 }).map(dailyRecord),
  fc.record({ kind: fc.constant('reset' as const), at: fc.nat(), reason: anyText }),
  fc.record({ kind: fc.constant('powerFailure' as const), at: fc.nat() }),
);

/** What three records look like in the memory. */
export async function written(
  records: readonly FiscalRecord[] = [fiscalisation, dailyRecord(1), rateChange],
) {
  const medium = memoryMedium();
  const memory = new EmulatedFiscalMemory({ medium });
  for (const [index, record] of records.entries()) await memory.append(`${index + 1}.0`, record);
  return medium.contents();
}
