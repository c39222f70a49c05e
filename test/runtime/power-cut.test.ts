import { describe, expect, test } from 'vitest';
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
  readonly charged: string[] = [];

  async start({ id }: { id: string }) {
    if (!this.attempts.has(id)) this.#charge(id);
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

  #charge(id: string): void {
    this.charged.push(id);
    this.attempts.set(id, 'approved');
  }
}

class CuttablePorts extends FakePorts {
  readonly host = new HonestHost();
  override readonly blik = this.host;
}

interface Cut {
  readonly ports: CuttablePorts;
  readonly points: readonly string[];
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
    if (words === undefined) return { ports, points };
    if (counter.name === 'awaitingConfirmation') await ports.clock.pass(2000);
    else await counter.press(words);
  }
  throw new Error(`no way out of ${counter.name} after a cut at ${points[cutAt - 1]}`);
}

const flows = {
  'a cash sale': '2 KOD RAZEM 10 RAZEM',
  'a BLIK sale': '2 KOD RAZEM FUNKCJE 4 6 RAZEM 777123 RAZEM',
  'a sale by BLIK and cash': '2 KOD RAZEM 2 FUNKCJE 4 6 RAZEM 777123 RAZEM RAZEM',
  'a cancelled sale with a refund': '2 KOD RAZEM 2 FUNKCJE 4 6 RAZEM 777123 RAZEM FUNKCJE 6 RAZEM',
};

describe.each(Object.entries(flows))('%s', (_name, keys) => {
  test('P9 is whole again after a power cut at every point', async () => {
    const { points } = await play(keys, 0);
    expect(points.length).toBeGreaterThan(15);
    for (let cut = 1; cut <= points.length; cut += 1) {
      const { ports } = await play(keys, cut);
      const where = `cut at ${cut}, ${points[cut - 1]}`;
      const effective = [...ports.host.attempts.values()].filter((is) => is === 'approved').length;
      const wholes = ports.printer.paper.filter((line) => !line.startsWith('half'));
      const numbers = wholes.map((line) => line.split(' ')[1]);
      const receipts = wholes.filter((line) => line.startsWith('fiscalReceipt'));
      // Nothing is charged or printed twice, and what is charged is on paper.
      expect({ where, charges: new Set(ports.host.charged).size }).toEqual({
        where,
        charges: ports.host.charged.length,
      });
      expect({ where, printed: new Set(numbers).size }).toEqual({ where, printed: numbers.length });
      expect({ where, paid: effective <= receipts.length }).toEqual({ where, paid: true });
      const kicks = ports.log.filter((line) => line === 'drawer').length;
      expect({ where, kicksAtMostOnce: kicks <= 1 }).toEqual({ where, kicksAtMostOnce: true });
    }
  });
});
