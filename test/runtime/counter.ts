import { type Journal, memoryJournal } from '../../src/journal/journal.ts';
import type { Entry } from '../../src/journal/entry.ts';
import type { Failure } from '../../src/kernel/failure.ts';
import { contextOf, stateName } from '../../src/runtime/decide.ts';
import { TillRuntime } from '../../src/runtime/till-runtime.ts';
import type { Bases } from '../../src/till/bases.ts';
import { parseKey } from '../../src/till/key.ts';
import type { TillStateName } from '../../src/till/till-machine.ts';
import { noon } from '../till/play.ts';
import { bases } from '../till/shop.ts';
import { FakePorts, settle, watched } from './fakes.ts';

interface CounterOptions {
  readonly journal?: Journal;
  readonly ports?: FakePorts;
  readonly bases?: Bases;
}

/** A till with power, on a journal and among fakes; `next` is its next life on the same journal. */
export class Counter {
  readonly ports: FakePorts;
  readonly journal: Journal & { refusal?: Failure };
  readonly till: TillRuntime;
  readonly #kept: Journal;

  constructor(options: CounterOptions = {}) {
    this.ports = options.ports ?? new FakePorts(noon);
    this.#kept = options.journal ?? memoryJournal({ id: 'f00dcafe' });
    this.journal = watched(this.#kept, this.ports.log);
    this.till = new TillRuntime(this.journal, this.ports);
    this.till.start(options.bases ?? bases);
  }

  /** With Anna logged in and BLIK on. */
  static async withAnna(options: CounterOptions = {}): Promise<Counter> {
    const counter = new Counter(options);
    await counter.press('1 RAZEM 1111 RAZEM');
    counter.ports.log.length = 0;
    return counter;
  }

  /** Presses the keys of a script, each when nothing hangs in the air any more. */
  async press(script: string): Promise<void> {
    await settle();
    for (const word of script.split(' ')) {
      for (const name of /^[\d,]+$/.test(word) ? word : [word]) {
        const key = parseKey(name);
        if (key === undefined) throw new Error(`${name} is no key`);
        this.till.press(key);
        await settle();
      }
    }
  }

  /** The plug is pulled and put back; the fakes stay as they were. */
  async next(change: CounterOptions = {}): Promise<Counter> {
    this.till.stop();
    this.ports.log.length = 0;
    const counter = new Counter({ journal: this.#kept, ports: this.ports, ...change });
    await settle();
    return counter;
  }

  get name(): TillStateName {
    return stateName(this.till.state.till);
  }

  get context() {
    return contextOf(this.till.state.till);
  }

  get notice(): string | undefined {
    return this.till.state.till.notice?.text;
  }

  get entries(): Entry[] {
    return [...this.journal.entriesAfter(0)];
  }
}
