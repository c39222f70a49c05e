import type { Document, NumberedDocument } from '../../receipts/document.ts';
import { EmulatedFiscalMemory } from '../../devices/fiscal/fiscal-memory.ts';
import { memoryMedium } from '../../devices/fiscal/write-once-medium.ts';
import type { JournalEffect } from '../../src/journal/entry.ts';
import type { DailyRecord, FiscalRecord } from '../../src/kernel/fiscal-record.ts';
import type { FiscalMemory } from '../../src/runtime/ports.ts';
import { PowerCut } from '../../src/runtime/till-runtime.ts';
import type { Bases } from '../../src/till/bases.ts';
import { noon } from '../till/play.ts';
import { Counter } from './counter.ts';
import { FakePorts, settle } from './fakes.ts';

/** A rim whose fiscal memory has its physics: what is burnt stays, and a power cut begins it anew. */
export class FiscalPorts extends FakePorts {
  readonly medium = memoryMedium();
  readonly #cut: (point: string) => void;
  #chip: EmulatedFiscalMemory;

  constructor(probe: (point: string) => void) {
    super(noon, probe);
    this.#cut = probe;
    this.#chip = this.#poweredChip();
  }

  /** Keys that a cut has torn out of their order ask for it at any time. */
  override readonly portal = {
    fetchConfiguration: async () => this.portalAnswer,
    reachable: async () => true,
  };

  override readonly memory: FiscalMemory = {
    append: (id, record) => this.#chip.append(id, record),
    read: (from) => this.#chip.read(from),
    state: () => this.#chip.state(),
  };

  powerBack(): void {
    this.#chip = this.#poweredChip();
  }

  async records(): Promise<FiscalRecord[]> {
    return (await this.memory.read()).map(({ record }) => record);
  }

  async days(): Promise<DailyRecord[]> {
    return (await this.records()).flatMap((record) => (record.kind === 'daily' ? [record] : []));
  }

  #poweredChip(): EmulatedFiscalMemory {
    return new EmulatedFiscalMemory({ medium: this.medium, probe: this.#cut });
  }
}

export interface Played {
  readonly counter: Counter;
  readonly ports: FiscalPorts;
  readonly points: readonly string[];
}

/**
 * Plays the keys, with a power cut at each of these points, counted from 1. What a cut has broken off
 * is not pressed again: the next word is. `goOn` says what is pressed until it says nothing any more.
 */
export async function playWithCuts(options: {
  readonly bases: Bases;
  readonly words: readonly string[];
  readonly cuts: ReadonlySet<number>;
  readonly goOn: (counter: Counter) => string | undefined;
}): Promise<Played> {
  const { bases, words, cuts, goOn } = options;
  const points: string[] = [];
  const ports = new FiscalPorts((point) => {
    points.push(point);
    if (cuts.has(points.length)) throw new PowerCut();
  });
  let counter = new Counter({ ports, bases });
  const revive = async () => {
    await settle();
    while (counter.till.dead) {
      ports.powerBack();
      counter = await counter.next({ bases });
    }
  };
  for (const word of words) {
    await revive();
    await counter.press(word);
  }
  for (let turn = 0; turn < 60; turn += 1) {
    await revive();
    const keys = goOn(counter);
    if (keys === undefined) return { counter, ports, points };
    await counter.press(keys);
  }
  throw new Error(`no way out of ${counter.name} (${counter.notice})`);
}

/** Every document that the till decided to print, once each, in order. */
export function issuedBy(counter: Counter): NumberedDocument[] {
  const documents = counter.entries
    .flatMap(({ effects }) => effects as readonly (JournalEffect & { document?: Document })[])
    .flatMap(({ document }) => document ?? [])
    .flatMap((document) => (document.kind === 'interruptedPrint' ? [] : [document]));
  return [...new Map(documents.map((one) => [one.documentNumber, one])).values()];
}

/** What came whole to paper, each with its number, without the mark of a repeat. */
export function wholePrints({ printer }: FiscalPorts): string[] {
  return printer.paper
    .filter((line) => !/^(half|interruptedPrint)/.test(line))
    .map((line) => line.replace(' repeat', ''));
}

/** What a manager presses until the day is reported; nothing when it is. */
export function untilReported(reports: number): (counter: Counter) => string | undefined {
  return ({ name, context }) => {
    const done = context.fiscal.reports >= reports;
    switch (name) {
      case 'loggedOut':
        return done ? undefined : '9 RAZEM 9999 RAZEM';
      case 'register':
        if (context.receipt) return 'FUNKCJE 6 RAZEM';
        if (done) return undefined;
        return context.cashier?.number === 9 ? 'FUNKCJE 8 1 1' : 'FUNKCJE 9';
      case 'subtotal':
        return 'FUNKCJE 6 RAZEM';
      case 'confirmingDailyReport':
      case 'confirmingCancel':
      case 'printerStopped':
      case 'fiscalFault':
        return 'RAZEM';
      default:
        return 'C';
    }
  };
}
