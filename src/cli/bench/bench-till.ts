import { mkdirSync } from 'node:fs';
import { StoredDeviceKey } from '../../../devices/fiscal/device-key.ts';
import { EmulatedFiscalMemory } from '../../../devices/fiscal/fiscal-memory.ts';
import { memoryKeyStore } from '../../../devices/fiscal/key-store.ts';
import { memoryMedium } from '../../../devices/fiscal/write-once-medium.ts';
import { entryTable } from '../../journal/entry-table.ts';
import { type Journal, journalOver } from '../../journal/journal.ts';
import { openJournalForReading } from '../../journal/read.ts';
import { type Connection, openForWriting } from '../../journal/store.ts';
import type { EpochMs } from '../../kernel/time.ts';
import type { Ports } from '../../runtime/ports.ts';
import { TillRuntime } from '../../runtime/till-runtime.ts';
import { VirtualClock } from '../../scenario/virtual-clock.ts';
import type { Bases } from '../../till/bases.ts';
import type { Key } from '../../till/key.ts';

export interface BenchTill {
  readonly till: TillRuntime;
  readonly journal: Journal;
  /** The journal's own, for reading back what was written and for writing in bulk. */
  readonly connection: Connection;
  readonly clock: VirtualClock;
  /** Ends it as a power cut does: the WAL stays as it is. */
  cut(): void;
}

/** A real till on a real journal; what stands around it answers at once, in this process. */
export function openBenchTill(folder: string, bases: Bases, now: EpochMs): BenchTill {
  mkdirSync(folder, { recursive: true });
  const { connection, lock } = openForWriting(folder, 'bench');
  const journal = journalOver(entryTable(connection, lock, folder));
  const clock = new VirtualClock(Math.max(now, journal.last?.at ?? 0));
  const till = new TillRuntime(journal, portsAround(clock));
  till.start(bases);
  const cut = () => {
    till.stop();
    const reader = openJournalForReading(folder);
    journal.close();
    // Whoever closes last folds the WAL into the database, but a reader may not.
    reader.close();
  };
  return { till, journal, connection, clock, cut };
}

/** A cashier logs in. */
export async function logIn({ till }: BenchTill): Promise<void> {
  await settled(till);
  for (const key of ['1', 'RAZEM', '1', 'RAZEM'] as const) till.press(key);
  await settled(till);
}

const report: readonly Key[] = ['FUNKCJE', '8', '1', '1', 'RAZEM'];
const change: readonly Key[] = ['FUNKCJE', '9'];

/** The manager closes the day, without which nothing is sold on the next; the cashier goes on. */
export async function closeDay(bench: BenchTill): Promise<void> {
  const { till } = bench;
  for (const keys of [[...change, '9', 'RAZEM', '1', 'RAZEM'], report, change] as const) {
    for (const key of keys) till.press(key);
    await settled(till);
  }
  await logIn(bench);
}

/** Sells a receipt of three lines; `index` chooses what is sold and how it is paid. */
export async function sell({ till }: BenchTill, index: number): Promise<void> {
  for (const key of receiptKeys(index)) till.press(key);
  await settled(till);
}

/** Until nothing is under way. */
export async function settled(till: TillRuntime): Promise<void> {
  while (till.inFlight > 0) await Promise.resolve();
}

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const cash: readonly Key[] = ['RAZEM'];
const card: readonly Key[] = ['FUNKCJE', '4', '2', 'RAZEM'];

/** The goods of the default world have the codes 2 to 9; every third receipt is paid by card. */
export function receiptKeys(index: number): Key[] {
  const lines = [0, 1, 2].flatMap((line): Key[] => {
    const code = digits[2 + ((index * 3 + line * 5) % 8)] ?? '2';
    const quantity = digits[1 + ((index * 7 + line) % 9)] ?? '1';
    return line === index % 3 ? [quantity, 'X', code, 'KOD'] : [code, 'KOD'];
  });
  return [...lines, 'RAZEM', ...(index % 3 === 0 ? card : cash)];
}

/** A day's report for each day of ten years: longer than a real memory lasts. */
const capacity = { daily: 4000, event: 230 };

const notSent = () => Promise.resolve({ result: 'notSent' as const });

function portsAround(clock: VirtualClock): Ports {
  return {
    clock,
    printer: {
      print: () => Promise.resolve({ fate: 'printed' }),
      ask: () => Promise.resolve('printed'),
      trouble: () => Promise.resolve(undefined),
    },
    drawer: { open: () => Promise.resolve() },
    blik: { start: notSent, status: notSent, withdraw: notSent, refund: notSent },
    portal: { fetchConfiguration: notSent, reachable: () => Promise.resolve(true) },
    memory: new EmulatedFiscalMemory({ medium: memoryMedium(), capacity }),
    deviceKey: new StoredDeviceKey({ store: memoryKeyStore(), seed: 'bench' }),
    checkPin: () => Promise.resolve(true),
    hashPin: (pin) => Promise.resolve(pin),
  };
}
