import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { genesisDigest, readLine } from '../../devices/fiscal/memory-line.ts';
import { verifySignature } from '../../devices/fiscal/signature.ts';
import type { CancelledReceipt, FiscalReceipt, NumberedDocument } from '../../receipts/document.ts';
import { type DailyRecord, type FiscalRecord, signedText } from '../../src/kernel/fiscal-record.ts';
import { formatGrosze } from '../../src/kernel/money.ts';
import { type Facts, judged, type Remains } from './oracle.ts';

export interface FiscalEvidence {
  readonly data: string;
  /** What stood there when the power went, once for each time. */
  readonly remains: readonly Remains[];
  /** How many power cuts the days after the fiscalisation must tell of; any number when undefined. */
  readonly cuts: number | undefined;
  readonly reports: number;
  readonly oneFiscalisationReport: boolean;
}

/** Everything that is wrong with the fiscal life of a till, by its memory, its paper and its journal. */
export function fiscalWrongs(evidence: FiscalEvidence): string[] {
  return judged(evidence, (facts) => {
    const records = recordsIn(evidence.data);
    const days = records.flatMap((record) => (record.kind === 'daily' ? [record] : []));
    const issued = originals(facts);
    return [
      ...wrongRecords(records, evidence.reports),
      ...wrongPaper(issued, days, evidence.oneFiscalisationReport),
      ...days.flatMap((day, index) => wrongDay(day, documentsOf(issued, index), index + 1)),
      ...wrongCuts(days, evidence.cuts),
    ];
  });
}

/** What lies whole on the paper, each document once. */
function originals({ copies }: Pick<Facts, 'copies'>): NumberedDocument[] {
  return copies.flatMap(({ document, extent }) =>
    extent === 'whole' && document.kind !== 'interruptedPrint' ? [document] : [],
  );
}

/** `Sklep: 4,99 C, 0 changes`: as the first receipt and the daily reports tell the bases. */
export function breadSold(evidence: Pick<FiscalEvidence, 'data' | 'remains'>): string {
  const told: string[] = [];
  const wrongs = judged(evidence, (facts) => {
    const receipt = originals(facts).find((one) => one.kind === 'fiscalReceipt');
    const [line] = receipt?.lines ?? [];
    const price = formatGrosze(line?.unitPrice ?? 0);
    const days = recordsIn(evidence.data).flatMap((record) =>
      record.kind === 'daily' ? [record] : [],
    );
    const changes = total(days, ({ events }) => events.baseChanges);
    told.push(`${receipt?.seller.name}: ${price} ${line?.rate}, ${changes} changes`);
    return [];
  });
  return [...told, ...wrongs].join('; ');
}

/** The records of a fiscal memory, as its bytes say. */
function recordsIn(data: string): FiscalRecord[] {
  let previous = genesisDigest;
  const lines = readFileSync(join(data, 'fiscal-memory.bin'), 'latin1').split('\n');
  if (lines.pop() !== '') throw new Error('the fiscal memory ends in the middle of a record');
  return lines.flatMap((text) => {
    const line = readLine(text, previous);
    if (!line) throw new Error(`not as it was written: ${text}`);
    previous = line.digest;
    return 'void' in line ? [] : [line.record];
  });
}

function wrongRecords(records: readonly FiscalRecord[], reports: number): string[] {
  const counted = records.filter(({ kind }) => kind === 'daily' || kind === 'fiscalisation');
  const kinds = counted.map(({ kind }) => kind).join();
  const wanted = ['fiscalisation', ...Array.from({ length: reports }, () => 'daily')].join();
  const [birth] = counted;
  const key = birth?.kind === 'fiscalisation' ? birth.publicKey : '';
  const unsigned = records.filter(
    (record) =>
      record.kind === 'daily' && !verifySignature(key, signedText(record), record.signature),
  );
  return [
    ...(kinds === wanted ? [] : [`the memory holds ${kinds} instead of ${wanted}`]),
    ...unsigned.map(() => 'a daily record is not signed by the key in the memory'),
  ];
}

function wrongPaper(
  issued: readonly NumberedDocument[],
  days: readonly DailyRecord[],
  oneFiscalisationReport: boolean,
): string[] {
  const printed = issued.flatMap((one) => (one.kind === 'dailyReport' ? [one.digest] : []));
  const births = issued.filter(({ kind }) => kind === 'fiscalisationReport').length;
  return [
    ...(printed.join() === days.map(({ digest }) => digest).join()
      ? []
      : [`${printed.length} daily reports on paper are not the ${days.length} of the memory`]),
    ...(births === (oneFiscalisationReport ? 1 : 0)
      ? []
      : [`${births} fiscalisation reports on paper`]),
  ];
}

type Sale = FiscalReceipt | CancelledReceipt;

/** Everything printed between two daily reports; what was trained counts nowhere. */
function documentsOf(issued: readonly NumberedDocument[], index: number): NumberedDocument[] {
  const ends = issued.flatMap(({ kind }, at) => (kind === 'dailyReport' ? [at] : []));
  const between = issued.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, ends[index]);
  return between.filter(({ fiscal }) => fiscal);
}

/** The day worked out anew from its paper. */
function wrongDay(
  day: DailyRecord,
  documents: readonly NumberedDocument[],
  number: number,
): string[] {
  const sales = documents.filter(
    (one): one is Sale => one.kind === 'fiscalReceipt' || one.kind === 'cancelledReceipt',
  );
  const sold = sales.flatMap((one) => (one.kind === 'fiscalReceipt' ? [one] : []));
  const cancelled = sales.filter(({ kind }) => kind === 'cancelledReceipt');
  const worked = {
    number,
    rates: day.rates.map(({ letter, percent = 0 }) => {
      const gross = total(
        sold.flatMap(({ rates }) => rates.filter((rate) => rate.letter === letter)),
        (rate) => rate.gross,
      );
      const tax = Math.round((gross * percent) / (10_000 + percent));
      return [letter, gross, tax, gross - tax];
    }),
    receipts: sold.length,
    cancelled: [cancelled.length, total(cancelled, (one) => one.total)],
    numbers: sales.map((_, index) => index + 1),
    last: documents.at(-1)?.digest,
  };
  const said = {
    number: day.number,
    rates: day.rates.map(({ letter, gross, tax, net }) => [letter, gross, tax, net]),
    receipts: day.receipts,
    cancelled: [day.cancelled.count, day.cancelled.amount],
    numbers: sales.map(({ receiptNumber }) => receiptNumber),
    last: day.lastDigest,
  };
  const [one, other] = [JSON.stringify(said), JSON.stringify(worked)];
  return one === other ? [] : [`day ${number} says ${one}, its paper ${other}`];
}

/** Each cut is told of by exactly one day. */
function wrongCuts(days: readonly DailyRecord[], cuts: number | undefined): string[] {
  const told = total(days, ({ events }) => events.powerFailures);
  return cuts === undefined || told === cuts ? [] : [`${cuts} power cuts, the days tell ${told}`];
}

function total<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
