import { describe, expect, test } from 'vitest';
import type { Document, NumberedDocument } from '../../receipts/document.ts';
import type { Entry, JournalEffect } from '../../src/journal/entry.ts';
import type { AttemptStatus } from '../../src/kernel/outcome.ts';
import type { BlikHost } from '../../src/runtime/ports.ts';
import { PowerCut } from '../../src/runtime/till-runtime.ts';
import { noon } from '../till/play.ts';
import { wayOut } from '../till/way-out.ts';
import { Counter } from './counter.ts';
import { FakePorts, settle, status } from './fakes.ts';

/** A host that keeps its word: what it said of an attempt stays so, whoever hears it. */
class HonestHost implements BlikHost {
  readonly attempts = new Map<string, AttemptStatus>();

  async start({ id }: { id: string }) {
    if (!this.attempts.has(id)) this.attempts.set(id, 'approved');
    return this.status(id);
  }

  async status(id: string) {
    return status(this.attempts.get(id) ?? 'unknownId');
  }

  async withdraw(id: string) {
    if (!this.attempts.has(id)) this.attempts.set(id, 'withdrawn');
    return this.status(id);
  }

  async refund(id: string) {
    if (this.attempts.get(id) === 'approved') this.attempts.set(id, 'refunded');
    return this.status(id);
  }
}

class CuttablePorts extends FakePorts {
  readonly host = new HonestHost();
  override readonly blik = this.host;
}

interface Cut {
  readonly ports: CuttablePorts;
  readonly points: readonly string[];
  readonly issued: readonly NumberedDocument[];
}

/** Plays the keys with a power cut at the n-th point; then the cashier goes on with what is there. */
async function play(keys: string, cutAt: number): Promise<Cut> {
  const points: string[] = [];
  const ports = new CuttablePorts(noon, (point) => {
    points.push(point);
    if (points.length === cutAt) throw new PowerCut();
  });
  let counter = new Counter({ ports });
  for (const word of `1 RAZEM 1111 RAZEM ${keys}`.split(' ')) {
    if (counter.till.dead) break;
    await counter.press(word);
  }
  for (let turn = 0; turn < 30; turn += 1) {
    await settle();
    if (counter.till.dead) counter = await counter.next();
    const words = wayOut(counter.name, counter.context);
    if (words === undefined) return { ports, points, issued: issuedIn(counter.entries) };
    if (counter.name === 'awaitingConfirmation') await ports.clock.pass(2000);
    else await counter.press(words);
  }
  throw new Error(`no way out of ${counter.name} after a cut at ${points[cutAt - 1]}`);
}

/** Every numbered document that the till decided to print, once each. */
function issuedIn(entries: readonly Entry[]): NumberedDocument[] {
  const documents = entries
    .flatMap(({ effects }) => effects as readonly (JournalEffect & { document?: Document })[])
    .flatMap(({ document }) => document ?? [])
    .flatMap((document) => (document.kind === 'interruptedPrint' ? [] : [document]));
  return [...new Map(documents.map((one) => [one.documentNumber, one])).values()];
}

/** What is wrong after a cut: with the paper, with the money, with the drawer. */
function wrongs({ ports, issued }: Cut): string[] {
  const wholes = ports.printer.paper.filter((line) => !/^(half|interruptedPrint)/.test(line));
  const printed = wholes.map((line) => line.split(' ')[1] ?? '').toSorted();
  const numbers = issued.map(({ documentNumber }) => String(documentNumber)).toSorted();
  const receipts = issued.flatMap((one) => (one.kind === 'fiscalReceipt' ? [one] : []));
  const paidByBlik = receipts.flatMap(({ payments }) =>
    payments.filter(({ type }) => type === 'MOBILNA'),
  );
  const charged = [...ports.host.attempts.values()].filter((is) => is === 'approved');
  return [
    printed.join() === numbers.join() ? '' : `issued ${numbers.join()}, printed ${printed.join()}`,
    charged.length === paidByBlik.length ? '' : `${charged.length} charged, not on receipts`,
    ports.kicks <= 1 ? '' : `${ports.kicks} kicks of the drawer`,
  ].filter(Boolean);
}

const flows = {
  'a cash sale': '2 KOD RAZEM 10 RAZEM',
  'a BLIK sale': '2 KOD RAZEM FUNKCJE 4 6 RAZEM 777123 RAZEM',
  'a sale by BLIK and cash': '2 KOD RAZEM 2 FUNKCJE 4 6 RAZEM 777123 RAZEM RAZEM',
  'a cancelled sale with a refund': '2 KOD RAZEM 2 FUNKCJE 4 6 RAZEM 777123 RAZEM FUNKCJE 6 RAZEM',
};

describe.each(Object.entries(flows))('%s', (_name, keys) => {
  test('P9 is whole again after a power cut at every point', async () => {
    const calm = await play(keys, 0);
    expect([calm.points.length > 15, wrongs(calm)]).toEqual([true, []]);
    for (const [index, point] of calm.points.entries()) {
      const cut = await play(keys, index + 1);
      expect({ index, point, wrong: wrongs(cut) }).toEqual({ index, point, wrong: [] });
    }
  });
});
