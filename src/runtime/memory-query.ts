import type { FiscalRecord } from '../kernel/fiscal-record.ts';
import type { MemoryQuery } from '../till/till-effect.ts';
import type { MemoryPlace } from '../till/till-event.ts';
import type { StoredRecord } from './ports.ts';

/** The records that a report is made of, in the order of the memory. */
export function wantedOf(records: readonly StoredRecord[], wanted: MemoryQuery): MemoryPlace[] {
  return records
    .filter(({ record }) => isWanted(record, wanted))
    .map(({ position, record }) => ({ position, record }));
}

function isWanted(record: FiscalRecord, { kind, from, to }: MemoryQuery): boolean {
  if (kind === 'events') return record.kind !== 'daily' && record.at >= from && record.at <= to;
  if (record.kind !== 'daily') return false;
  const place = kind === 'days' ? record.to : record.number;
  return place >= from && place <= to;
}
