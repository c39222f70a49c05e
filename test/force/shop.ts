import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AttemptListener } from '../../src/world/delivery.ts';
import { type RunningHosts, startHosts } from '../../src/world/start-hosts.ts';
import { loadWorld } from '../../src/world/world-file.ts';
import { VirtualClock } from '../world/virtual-clock.ts';
import { finish } from './cashier.ts';
import { CounterProcess } from './counter-process.ts';
import type { Flow } from './flow.ts';
import { type Remains, remainsOf, wrongs } from './oracle.ts';
import { liesCut, seenAt } from './paper-witness.ts';

export const world = loadWorld('fixtures/worlds/corner-shop.yaml');

/** When the till is switched on, each time a little later: the same moment as at the hosts. */
const lives = ['11:00', '11:05', '11:10'].map((time) => `2026-11-20T${time}`);
const key = 'key-of-the-hosts';

export interface ShopOptions {
  readonly folder: string;
  readonly flow: Flow;
  /** Confirms what the phone asks, also while the till has no power; else never looks at it. */
  readonly customerPays: boolean;
  readonly onAttempt?: AttemptListener;
}

/** A counter whose hosts and paper outlive the till, so that it can be judged by them. */
export class Shop {
  readonly #options: ShopOptions;
  readonly #hosts: RunningHosts;
  readonly #clock: VirtualClock;
  readonly #remains: Remains[];

  private constructor(
    options: ShopOptions,
    hosts: RunningHosts,
    clock: VirtualClock,
    remains: readonly Remains[],
  ) {
    this.#options = options;
    this.#hosts = hosts;
    this.#clock = clock;
    this.#remains = [...remains];
  }

  static async open(options: ShopOptions, remains: readonly Remains[] = []): Promise<Shop> {
    mkdirSync(options.folder, { recursive: true });
    const clock = new VirtualClock();
    const hosts = await startHosts({
      world,
      clock,
      key,
      seed: 1,
      ledgerFile: join(options.folder, 'ledger.jsonl'),
      ...(options.onAttempt && { onAttempt: options.onAttempt }),
    });
    return new Shop(options, hosts, clock, remains);
  }

  /** The same shop once more, as it stands: what happens there does not happen here. */
  async twin(folder: string): Promise<Shop> {
    cpSync(this.#options.folder, folder, { recursive: true });
    return Shop.open({ ...this.#options, folder }, this.#remains);
  }

  get #data(): string {
    return join(this.#options.folder, 'till');
  }

  /** Switches the till on for the next time. */
  start(cut?: string): CounterProcess {
    const at = lives[this.#remains.length] ?? '';
    const hosts = { url: this.#hosts.url, key };
    return new CounterProcess({ data: this.#data, at, hosts, cut });
  }

  /** The power has gone: what is there now may never be lost. */
  async noteCut(till: CounterProcess, where: string): Promise<string[]> {
    const { status, signal } = await till.ended;
    this.#remains.push(remainsOf(this.#data));
    if (signal === 'SIGKILL') return [];
    return [`never came to ${where} (exit ${status}) ${till.err}`];
  }

  /** Power back: a cashier finishes the sale, the till is switched off, and the oracle judges. */
  async settle(afterwards: () => Promise<void> = async () => {}): Promise<string[]> {
    const { flow, customerPays } = this.#options;
    const till = this.start();
    const paper = join(this.#data, 'paper.bin');
    const end = await finish({
      till,
      aim: flow.aim,
      customer: { answer: () => this.#answerPhone(), pays: customerPays },
      receiptLies: () => liesCut(seenAt(paper), /SUMA PLN|TRANSAKCJA ANULOWANA/),
    });
    const { status } = await till.end();
    await afterwards();
    if (end !== 'done' || status !== 0) return [`the cashier ${end}, exit ${status}: ${till.err}`];
    return wrongs({
      data: this.#data,
      ledger: await this.#hosts.ledger(),
      receipt: flow.aim.receipt,
      remains: this.#remains,
    });
  }

  /** What the host has really done, in order. */
  async ledgerKinds(): Promise<string[]> {
    return (await this.#hosts.ledger()).map(({ kind }) => kind);
  }

  async close(): Promise<void> {
    await this.#hosts.close();
  }

  async #answerPhone(): Promise<void> {
    const asked = (await this.#hosts.phones()).filter(({ request }) => request !== undefined);
    for (const { id } of asked) {
      if (this.#options.customerPays) await this.#hosts.confirm(id);
      else this.#clock.pass(61_000);
    }
  }
}
/** Does the work on every item, two at a time; the results keep the order of the items. */
export async function inPairs<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Map<number, R>();
  const left = items.entries();
  const worker = async () => {
    for (const [index, item] of left) results.set(index, await work(item));
  };
  await Promise.all([worker(), worker()]);
  return items.flatMap((_, index) => {
    const result = results.get(index);
    return result === undefined ? [] : [result];
  });
}
