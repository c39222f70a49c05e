import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../../src/journal/entry.ts';
import { type JournalReader, openJournalForReading } from '../../src/journal/read.ts';
import { Failure } from '../../src/kernel/failure.ts';
import type { JournaledEffect } from '../../src/runtime/carry-out.ts';
import type { TillEvent } from '../../src/till/till-event.ts';
import { effectiveCharges, type LedgerRecord } from '../../src/world/blik-ledger.ts';
import { type Copy, copiesOn, seenAt } from './paper-witness.ts';

/** What can be known from outside of any till that was settled: its journal and its paper. */
interface CounterEvidence {
  readonly data: string;
  /** What stood there when the power went, once for each time. */
  readonly remains: readonly Remains[];
}

/** After one sale, also the host's book. */
export interface Evidence extends CounterEvidence {
  readonly ledger: readonly LedgerRecord[];
  /** How the one receipt of the counter ends, unless the customer has paid it meanwhile. */
  readonly receipt: 'complete' | 'cancel';
}

/** What a power cut left: none of it may ever be lost again. */
export interface Remains {
  readonly entries: number;
  readonly lastHash: string;
  readonly paper: Buffer;
}

/** The evidence, read. */
export interface Facts extends CounterEvidence {
  readonly entries: readonly Entry[];
  readonly effects: readonly JournaledEffect[];
  readonly events: readonly TillEvent[];
  readonly copies: readonly Copy[];
  readonly kicks: number;
}

/** What lies in a data folder right after a power cut. */
export function remainsOf(data: string): Remains {
  const paper = seenAt(join(data, 'paper.bin')).bytes;
  const journal = journalLeftIn(data);
  if (journal === undefined) return { entries: 0, lastHash: '', paper };
  const verdict = journal.verify();
  journal.close();
  if (!verdict.sound) return { entries: Infinity, lastHash: verdict.problem, paper };
  return { entries: verdict.entries, lastHash: verdict.lastHash, paper };
}

/** Nothing when the power went before there was a journal. */
function journalLeftIn(data: string): JournalReader | undefined {
  try {
    return openJournalForReading(data);
  } catch (error) {
    if (error instanceof Failure && error.code === 'journal.none') return undefined;
    throw error;
  }
}

type SaleFacts = Facts & Evidence;

/** Everything that is wrong, in words; nothing of it is asked of the till. */
export function wrongs(evidence: Evidence): string[] {
  return judged(evidence, (facts) => {
    const sale = { ...evidence, ...facts };
    return [wronglyCharged, wronglyKicked, notOneReceipt].flatMap((check) => check(sale));
  });
}

/** What is wrong with any till, and what `more` finds. */
export function judged(
  evidence: CounterEvidence,
  more: (facts: Facts) => readonly string[],
): string[] {
  const { data } = evidence;
  const reader = openJournalForReading(data);
  try {
    const verdict = reader.verify();
    if (!verdict.sound) return [`the chain breaks at ${verdict.seq}: ${verdict.problem}`];
    const entries = [...reader.list()];
    const effects = entries.flatMap((entry) => entry.effects as readonly JournaledEffect[]);
    const events = entries.map(({ event }) => event as unknown as TillEvent);
    const orders = effects.flatMap((effect) => (effect.type === 'print' ? [effect] : []));
    const { roll, kicks } = seenAt(join(data, 'paper.bin'));
    const { copies, stray } = copiesOn(roll, orders);
    const facts = { ...evidence, entries, effects, events, copies, kicks };
    return [
      ...(stray.length > 0 ? ['on the paper is what the journal did not order'] : []),
      ...[lost, wronglyPrinted, leftUnknown, more].flatMap((check) => check(facts)),
    ];
  } finally {
    reader.close();
  }
}

function lost({ remains, entries, data }: Facts): string[] {
  const paper = readFileSync(join(data, 'paper.bin'));
  return remains.flatMap(({ entries: seq, lastHash, paper: before }) => [
    ...(seq > 0 && entries[seq - 1]?.hash !== lastHash ? [`entry ${seq} is lost`] : []),
    ...(before.equals(paper.subarray(0, before.length)) ? [] : ['paper is lost']),
  ]);
}

/** Every document whole exactly once, as original or as a repeat; a torso has its strip. */
function wronglyPrinted({ copies, events }: Facts): string[] {
  const numbers = new Set(copies.map(({ document }) => document.documentNumber));
  const whole = (copy: Copy) => copy.extent === 'whole';
  const perDocument = [...numbers].flatMap((number) => {
    const own = copies.filter(
      ({ document }) => document.documentNumber === number && document.kind !== 'interruptedPrint',
    );
    const times = own.filter(whole).length;
    const firstTorn = own.find(({ extent }) => extent === 'torn');
    const marked = copies.some(
      (copy) =>
        copy.document.documentNumber === number &&
        copy.document.kind === 'interruptedPrint' &&
        whole(copy),
    );
    return [
      ...(times === 1 ? [] : [`document ${number} is ${times} times whole on the paper`]),
      ...(firstTorn && !marked ? [`the torso of document ${number} has no strip`] : []),
    ];
  });
  const printed = new Set(
    events.flatMap((event) => (event.type === 'printer.printed' ? [event.effect] : [])),
  );
  const untrue = copies.filter((copy) => printed.has(copy.id) && !whole(copy));
  return [...perDocument, ...untrue.map(({ id }) => `print ${id} is called printed and is not`)];
}

/** One sale, at most one effective charge, and each is paid for by a receipt or given back on paper. */
function wronglyCharged({ ledger, copies, effects }: SaleFacts): string[] {
  const charges = effectiveCharges(ledger);
  const started = new Set(startedAttempts(effects));
  const unknown = ledger.filter(({ id }) => !started.has(id)).map(({ id }) => id);
  const documents = copies.filter(({ extent }) => extent === 'whole').map((copy) => copy.document);
  const paid = documents.flatMap((document) =>
    document.kind === 'fiscalReceipt'
      ? document.payments.filter(({ type }) => type === 'MOBILNA')
      : [],
  );
  const notes = new Set(
    documents.flatMap((document) =>
      document.kind === 'nonFiscalNote' ? document.rows.map(({ value }) => value) : [],
    ),
  );
  const refunded = ledger.filter(({ kind }) => kind === 'refunded').map(({ id }) => id);
  const total = (amounts: Iterable<number>) => [...amounts].reduce((sum, one) => sum + one, 0);
  return [
    ...(charges.size > 1 ? [`${charges.size} effective charges for one sale`] : []),
    ...unknown.map((id) => `the host knows attempt ${id}, the journal does not`),
    ...(total(charges.values()) === total(paid.map(({ amount }) => amount))
      ? []
      : ['what the host has charged is not what the receipts say']),
    ...refunded.filter((id) => !notes.has(id)).map((id) => `the refund of ${id} is not on paper`),
  ];
}

function startedAttempts(effects: readonly JournaledEffect[]): string[] {
  return effects.flatMap((effect) => (effect.type === 'blik.start' ? [effect.attempt] : []));
}

/** Never kicked again for the same receipt, and kicked when the journal says so. */
function wronglyKicked({ kicks, effects, events }: Facts): string[] {
  const ordered = effects.filter(({ type }) => type === 'drawer.open').length;
  const opened = events.filter(({ type }) => type === 'drawer.opened').length;
  return kicks >= opened && kicks <= ordered && ordered <= 1
    ? []
    : [`the drawer was kicked ${kicks} times: ${ordered} ordered, ${opened} known as opened`];
}

const certain: ReadonlySet<string> = new Set(['approved', 'refused', 'withdrawn', 'refunded']);

/** Each effect has one outcome; each attempt a certain one. */
function leftUnknown({ effects, events }: Facts): string[] {
  const outcomes = events.flatMap((event) => ('effect' in event ? [event.effect] : []));
  const ended = new Set(
    events.flatMap((event) => {
      if (event.type === 'blik.answered' && certain.has(event.status)) return [event.attempt];
      return event.type === 'blik.notSent' && event.request === 'start' ? [event.attempt] : [];
    }),
  );
  return [
    ...effects.flatMap(({ id, type }) => {
      const count = outcomes.filter((outcome) => outcome === id).length;
      return count === 1 ? [] : [`${type} ${id} has ${count} outcomes`];
    }),
    ...startedAttempts(effects)
      .filter((id) => !ended.has(id))
      .map((id) => `attempt ${id} was dropped`),
  ];
}

/** The journal holds the one receipt, neither lost nor sold again. */
function notOneReceipt({ effects, receipt, ledger }: SaleFacts): string[] {
  const receipts = effects.flatMap((effect) => {
    if (effect.type !== 'print' || effect.repeat) return [];
    const { kind, documentNumber } = effect.document;
    const isReceipt = kind === 'fiscalReceipt' || kind === 'cancelledReceipt';
    return isReceipt ? [`${kind} ${documentNumber}`] : [];
  });
  const isPaid = receipt === 'complete' || effectiveCharges(ledger).size > 0;
  const wanted = isPaid ? 'fiscalReceipt' : 'cancelledReceipt';
  const [first = '', ...others] = new Set(receipts);
  if (first.startsWith(wanted) && others.length === 0) return [];
  return [`the journal holds [${[first, ...others].join(', ')}] instead of one ${wanted}`];
}
