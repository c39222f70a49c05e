import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onDisk } from '../journal/journal-failure.ts';
import type { EpochMs } from '../kernel/time.ts';
import { openJournal } from '../journal/journal.ts';
import type { Probe } from '../runtime/ports.ts';
import { PowerCut } from '../runtime/till-runtime.ts';
import { type HostsOptions, type RunningHosts, startHosts } from '../world/start-hosts.ts';
import { connectHosts } from '../world/world-control.ts';
import type { World } from '../world/world-file.ts';
import { Counter } from './counter.ts';
import { TimeKeeper } from './time-keeper.ts';
import { Transcript } from './transcript.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface StageOptions {
  readonly world: World;
  /** The data folder of the till; the hosts' ledger stands beside its journal. */
  readonly data: string;
  readonly start: EpochMs;
  readonly seed: number;
  /** Takes what was shown and printed, as text. */
  readonly write: (text: string) => void;
  readonly journalId?: string | undefined;
  /** Hosts of another process instead of own ones. */
  readonly hosts?: { readonly url: string; readonly key: string } | undefined;
  /** Told of every point at which the power can be cut. */
  readonly probe?: Probe | undefined;
}

interface StageHosts extends RunningHosts {
  readonly key: string;
}

/** The hosts remember what they charged as long as the till's journal lies beside. Failures: `journal.*`. */
export function ledgerOf(data: string, journalId?: string): string {
  onDisk(data, () => mkdirSync(data, { recursive: true, mode: 0o700 }));
  // A till that is refused must not touch the ledger of the one that runs on the folder.
  openJournal(data, journalId === undefined ? {} : { id: journalId }).close();
  return join(data, 'blik-ledger.jsonl');
}

async function ownHosts(options: HostsOptions): Promise<StageHosts> {
  return { ...(await startHosts(options)), key: options.key };
}

/** What another process's hosts hold back cannot be seen from here: their answers are waited for. */
function distantHosts(address: { readonly url: string; readonly key: string }): StageHosts {
  return {
    ...connectHosts(address),
    ...address,
    holding: () => 0,
    onHoldingChanged: () => () => {},
  };
}

/** A counter with its world on virtual time: where scenarios and piped keys are played. */
export class Stage {
  readonly world: World;
  readonly counter: Counter;
  readonly hosts: StageHosts;
  readonly time: TimeKeeper;
  readonly transcript: Transcript;
  readonly #clock: VirtualClock;
  readonly #cuts: { point: string | undefined };

  private constructor(parts: {
    world: World;
    counter: Counter;
    hosts: StageHosts;
    clock: VirtualClock;
    transcript: Transcript;
    cuts: { point: string | undefined };
  }) {
    this.world = parts.world;
    this.counter = parts.counter;
    this.hosts = parts.hosts;
    this.transcript = parts.transcript;
    this.#clock = parts.clock;
    this.#cuts = parts.cuts;
    this.time = new TimeKeeper(parts.clock, parts.counter, {
      holding: () => parts.hosts.holding(),
      onHoldingChanged: (listener) => parts.hosts.onHoldingChanged(listener),
      awaitPerson: async () => (await parts.hosts.phones()).some(({ request }) => request),
    });
    parts.counter.printer.onPaper((item) => parts.transcript.paper(item));
  }

  /** Opens hosts and counter and switches the till on. Failures: those of both. */
  static async open(options: StageOptions): Promise<Stage> {
    const { world, data, seed, journalId } = options;
    const clock = new VirtualClock(options.start);
    const cuts: { point: string | undefined } = { point: undefined };
    const probe = (point: string) => {
      options.probe?.(point);
      if (point !== cuts.point) return;
      cuts.point = undefined;
      throw new PowerCut();
    };
    const hosts = options.hosts
      ? distantHosts(options.hosts)
      : await ownHosts({
          world,
          clock,
          key: crypto.randomUUID(),
          seed,
          ledgerFile: ledgerOf(data, journalId),
        });
    try {
      const counter = new Counter({ world, clock, data, hosts, journalId, probe });
      const transcript = new Transcript(counter.profile.columns, options.write);
      const stage = new Stage({ world, counter, hosts, clock, transcript, cuts });
      counter.powerOn();
      await stage.time.settle();
      stage.showDisplay();
      return stage;
    } catch (error) {
      await hosts.close();
      throw error;
    }
  }

  /** Where the power will go; undefined once it has gone. */
  get pendingCut(): string | undefined {
    return this.#cuts.point;
  }

  /** The power goes when the till next comes to this point. */
  cutAt(point: string): void {
    this.#cuts.point = point;
  }

  get now(): EpochMs {
    return this.#clock.now();
  }

  displayRows(): readonly string[] {
    return this.counter.powered ? this.counter.till.display() : [];
  }

  showDisplay(): void {
    if (this.counter.powered) this.transcript.display(this.counter.till.display());
    else this.transcript.dark();
  }

  /** All refusals in the journal, by name. */
  refusals(): string[] {
    if (!this.counter.powered) return [];
    return [...this.counter.journal.entriesAfter(0)].flatMap(({ refusal }) => refusal ?? []);
  }

  /** The types of the journal's last events. */
  lastEvents(count: number): string[] {
    if (count === 0) return [];
    const types = [...this.counter.journal.entriesAfter(0)].map(({ event }) => event.type);
    return types.slice(types.length - count);
  }

  async close(): Promise<void> {
    await this.counter.shutDown();
    this.transcript.tearOff();
    await this.hosts.close();
  }
}
