import { StoredDeviceKey } from '../../devices/fiscal/device-key.ts';
import { EmulatedFiscalMemory } from '../../devices/fiscal/fiscal-memory.ts';
import { memoryKeyStore } from '../../devices/fiscal/key-store.ts';
import { memoryMedium } from '../../devices/fiscal/write-once-medium.ts';
import type { Document } from '../../receipts/document.ts';
import type { EntryDraft, Journal } from '../../src/journal/journal.ts';
import type { Failure } from '../../src/kernel/failure.ts';
import type { AttemptStatus, PrintFate, PrinterTrouble } from '../../src/kernel/outcome.ts';
import type { EpochMs } from '../../src/kernel/time.ts';
import type {
  AttemptAnswer,
  BlikHost,
  Clock,
  DeviceKey,
  FiscalMemory,
  HostAnswer,
  Ports,
  PrintJob,
  Printer,
} from '../../src/runtime/ports.ts';

/** Time stands until the test lets it pass or puts the clock back; alarms are timers, as Node's are. */
export class FakeClock implements Clock {
  #now: EpochMs;
  #elapsed = 0;
  #timers: { readonly due: number; readonly ring: () => void }[] = [];

  constructor(now: EpochMs) {
    this.#now = now;
  }

  now(): EpochMs {
    return this.#now;
  }

  at(moment: EpochMs, ring: () => void): () => void {
    const timer = { due: this.#elapsed + Math.max(0, moment - this.#now), ring };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  get armed(): number {
    return this.#timers.length;
  }

  putBack(ms: number): void {
    this.#now -= ms;
  }

  /** Lets time pass; what an alarm sets off is settled before the next one rings. */
  async pass(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due);
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#move(Math.max(next.due, this.#elapsed));
      next.ring();
      await settle();
    }
    this.#move(end);
  }

  #move(elapsed: number): void {
    this.#now += elapsed - this.#elapsed;
    this.#elapsed = elapsed;
  }
}

/** Lets everything that hangs on settled promises run. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Answers each call with the next ordered answer; a call that nothing was ordered for is a fault. */
class Script<Answer> {
  readonly #name: string;
  readonly #answers: (Answer | Promise<Answer>)[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  order(...answers: readonly (Answer | Promise<Answer>)[]): void {
    this.#answers.push(...answers);
  }

  /** The next call is answered when the test says so. */
  hold(): (answer: Answer) => void {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#answers.push(promise);
    return resolve;
  }

  async next(): Promise<Answer> {
    const answer = this.#answers.shift();
    if (answer === undefined) throw new Error(`nobody awaits ${this.#name}`);
    return answer;
  }

  get left(): number {
    return this.#answers.length;
  }
}

export const status = (of: AttemptStatus, reason?: string): HostAnswer<AttemptAnswer> => ({
  ...{ result: 'answered', status: of },
  ...(reason !== undefined && { reason }),
});
export const unanswered = { result: 'unanswered' } as const;
export const notSent = { result: 'notSent' } as const;

/** A printer whose paper the test can read; it remembers what became of each job, power or not. */
export class FakePrinter implements Printer {
  readonly paper: string[] = [];
  readonly fates = new Map<string, PrintFate>();
  /** What happens to the next jobs, in order; unless given they are printed. */
  readonly accidents: { fate: PrintFate; trouble?: PrinterTrouble }[] = [];
  stoppedBy: PrinterTrouble | undefined;
  readonly #log: (line: string) => void;
  readonly #probe: (point: string) => void;

  constructor(log: (line: string) => void, probe: (point: string) => void = () => {}) {
    this.#log = log;
    this.#probe = probe;
  }

  async print({ id, document, repeat }: PrintJob) {
    this.#log(`print ${id} ${titleOf(document, repeat)}`);
    const accident = this.accidents.shift() ?? { fate: 'printed' as const };
    if (accident.fate !== 'notBegun') this.#half(id, titleOf(document, repeat));
    if (accident.fate === 'printed') this.#whole(id, titleOf(document, repeat));
    return accident;
  }

  #half(id: string, title: string): void {
    this.fates.set(id, 'interrupted');
    this.paper.push(`half ${title}`);
    this.#probe('during print');
  }

  #whole(id: string, title: string): void {
    this.fates.set(id, 'printed');
    this.paper.splice(-1, 1, title);
  }

  async ask(id: string): Promise<PrintFate> {
    this.#log(`ask ${id}`);
    return this.fates.get(id) ?? 'notBegun';
  }

  async trouble(): Promise<PrinterTrouble | undefined> {
    return this.stoppedBy;
  }
}

function titleOf(document: Document, repeat: boolean): string {
  return `${document.kind} ${document.documentNumber}${repeat ? ' repeat' : ''}`;
}

/** The rim of a till in memory. What is called is in `log`, together with what the journal takes. */
export class FakePorts implements Ports {
  readonly log: string[] = [];
  readonly clock: FakeClock;
  readonly printer: FakePrinter;
  kicks = 0;
  readonly answers = {
    start: new Script<HostAnswer<AttemptAnswer>>('blik.start'),
    status: new Script<HostAnswer<AttemptAnswer>>('blik.status'),
    withdraw: new Script<HostAnswer<AttemptAnswer>>('blik.withdraw'),
    refund: new Script<HostAnswer<AttemptAnswer>>('blik.refund'),
    reachable: new Script<boolean>('reachable'),
    pin: new Script<boolean>('checkPin'),
  };
  portalAnswer: HostAnswer<{ readonly blik: boolean }> = { result: 'answered', blik: true };
  drawerJams = false;
  readonly memory: FiscalMemory = new EmulatedFiscalMemory({ medium: memoryMedium() });
  readonly deviceKey: DeviceKey = new StoredDeviceKey({ store: memoryKeyStore(), seed: 'test' });
  readonly probe: ((point: string) => void) | undefined;

  constructor(now: EpochMs, probe?: (point: string) => void) {
    this.clock = new FakeClock(now);
    this.probe = probe;
    this.printer = new FakePrinter((line) => this.log.push(line), probe);
  }

  readonly drawer = {
    open: async () => {
      this.log.push('drawer');
      this.kicks += 1;
      if (this.drawerJams) throw new Error('the drawer jams');
    },
  };

  readonly blik: BlikHost = {
    start: ({ id, code, amount }) => this.#ask('start', `${id} ${code} ${amount}`),
    status: (id) => this.#ask('status', id),
    withdraw: (id) => this.#ask('withdraw', id),
    refund: (id) => this.#ask('refund', id),
  };

  readonly portal = {
    fetchConfiguration: async ({ pushedOnly }: { pushedOnly: boolean }) => {
      this.log.push(`portal.fetch ${pushedOnly ? 'pushed' : 'all'}`);
      return this.portalAnswer;
    },
    reachable: () => this.answers.reachable.next(),
  };

  /** The right PIN of a hash is in the hash (see the shop); an ordered verdict comes first. */
  readonly checkPin = async (pinHash: string, pin: string) =>
    this.answers.pin.left > 0 ? this.answers.pin.next() : pinHash === `hash of ${pin}`;

  readonly hashPin = async (pin: string) => `hash of ${pin}`;

  #ask(request: 'start' | 'status' | 'withdraw' | 'refund', what: string) {
    this.log.push(`blik.${request} ${what}`);
    return this.answers[request].next();
  }
}

/** A journal that says in the log what it takes, and refuses while it is told to. */
export function watched(journal: Journal, log: string[]): Journal & { refusal?: Failure } {
  return Object.assign(Object.create(journal) as Journal & { refusal?: Failure }, {
    append(this: { refusal?: Failure }, draft: EntryDraft, checkpoint?: string) {
      if (this.refusal) throw this.refusal;
      log.push(`append ${journal.nextSeq} ${draft.event.type}${checkpoint ? ' checkpoint' : ''}`);
      return journal.append(draft, checkpoint);
    },
  });
}
