import { layOut } from '../../receipts/lay-out.ts';
import { Failure } from '../../src/kernel/failure.ts';
import type { PrintFate, PrinterTrouble } from '../../src/kernel/outcome.ts';
import type { Clock, PrintJob, Printer } from '../../src/runtime/ports.ts';
import { type PaperLine, centre } from '../../src/text/layout.ts';
import type { ByteLine } from '../line/byte-line.ts';
import { encodeDocument, statusRequest } from './encoder.ts';
import { type PrintMemory, MarkReader, printMark } from './print-mark.ts';
import {
  type PrinterReply,
  type PrinterStatus,
  ReplyReader,
  realTimeTrouble,
} from './printer-reply.ts';
import type { PrinterProfile } from './printer-profile.ts';

export interface PrinterDriverOptions {
  readonly line: ByteLine;
  readonly profile: PrinterProfile;
  readonly clock: Clock;
  /** A real printer has no memory: without one, a lost outcome counts as interrupted. */
  readonly memory?: PrintMemory;
  /** Real paper leaves the counter, so that it says what it is (DESIGN, laws). */
  readonly real?: boolean;
  /** Called with `print:begin`, `print:line:N` (from 0) and `print:end` before each is sent. */
  readonly probe?: (point: string) => void;
  readonly statusTimeoutMs?: number;
  /** From the last byte sent until the printer must have printed all. */
  readonly printTimeoutMs?: number;
}

export const simulatorNotice = 'WYDRUK SYMULATORA - NIE JEST PARAGONEM FISKALNYM';

type Outcome = { fate: PrintFate; trouble?: PrinterTrouble };

/** As many as can still be asked about; the journal asks about the last one only. */
const rememberedJobs = 256;

/**
 * Prints one document at a time and says `printed` only when the printer has confirmed the process
 * id behind the cut. A job that has begun is never begun again.
 */
export class PrinterDriver implements Printer {
  readonly #options: PrinterDriverOptions;
  readonly #replies = new ReplyReader();
  readonly #listeners = new Set<(reply: PrinterReply) => void>();
  /** Fates of the jobs begun since the driver was made; only used without a memory. */
  readonly #begun = new Map<string, PrintFate>();
  /** The marks as the printer confirms them: a print may be completed on the next roll. */
  readonly #confirmed = new MarkReader();
  #lastStatus: PrinterStatus = { paperNearEnd: false };
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: PrinterDriverOptions) {
    this.#options = options;
    options.line.onData((bytes) => {
      for (const reply of this.#replies.read(bytes)) this.#hear(reply);
    });
  }

  async print(job: PrintJob): Promise<Outcome> {
    const outcome = this.#turn.then(
      () => this.#printNow(job),
      () => this.#printNow(job),
    );
    this.#turn = outcome;
    return outcome;
  }

  async ask(id: string): Promise<PrintFate> {
    return this.#fate(id) ?? 'interrupted';
  }

  async trouble(): Promise<PrinterTrouble | undefined> {
    const trouble = this.#turn.then(
      () => this.#trouble(),
      () => this.#trouble(),
    );
    this.#turn = trouble;
    return trouble;
  }

  /** Calls back whenever the printer reports paper, cover or line of its own accord. */
  onStatus(listener: (status: PrinterStatus) => void): () => void {
    const hear = (reply: PrinterReply) => {
      if (reply.type === 'status') listener(reply.status);
    };
    this.#listeners.add(hear);
    return () => this.#listeners.delete(hear);
  }

  async #printNow(job: PrintJob): Promise<Outcome> {
    const before = this.#fate(job.id);
    if (before !== undefined && before !== 'notBegun') return { fate: before };
    const trouble = await this.#trouble();
    if (trouble) return { fate: 'notBegun', trouble };
    this.#note(job.id, 'interrupted');
    const outcome = await this.#send(job);
    this.#note(job.id, outcome.fate);
    return outcome;
  }

  /** Undefined: there is no memory, and the job was not begun here. */
  #fate(id: string): PrintFate | undefined {
    const { memory } = this.#options;
    if (memory) return memory.fate(id);
    return this.#confirmed.fate(id) === 'printed' ? 'printed' : this.#begun.get(id);
  }

  async #send(job: PrintJob): Promise<Outcome> {
    const { line, profile, probe } = this.#options;
    const mark = printMark(job.id);
    const chunks = encodeDocument(this.#lines(job), profile, mark);
    this.#lastStatus = { paperNearEnd: false };
    for (const [index, chunk] of chunks.entries()) {
      probe?.(pointBefore(index, chunks.length));
      if (this.#lastStatus.trouble) return interrupted(this.#lastStatus.trouble);
      if (index === chunks.length - 1) return this.#finish(chunk, mark.end[1]);
      if (!(await sent(line, chunk))) {
        return index === 0 ? { fate: 'notBegun', trouble: 'offline' } : interrupted('offline');
      }
    }
    throw new Error('a document has a beginning and an end');
  }

  async #finish(chunk: Uint8Array, endId: string): Promise<Outcome> {
    const answer = await this.#exchange(
      chunk,
      (reply) => {
        if (reply.type === 'processId' && reply.id === endId) return 'printed';
        return reply.type === 'status' ? reply.status.trouble : undefined;
      },
      this.#options.printTimeoutMs ?? 10_000,
    );
    return answer === 'printed' ? { fate: 'printed' } : interrupted(answer ?? 'offline');
  }

  /** Asks three times, one answer each: the answers do not tell which question they belong to. */
  async #trouble(): Promise<PrinterTrouble | undefined> {
    const printer = await this.#realTimeStatus(1);
    if (printer === undefined) return 'offline';
    const cause = await this.#realTimeStatus(2);
    const paper = await this.#realTimeStatus(4);
    if (cause === undefined || paper === undefined) return 'offline';
    return realTimeTrouble(printer, cause, paper);
  }

  async #realTimeStatus(n: 1 | 2 | 4): Promise<number | undefined> {
    return this.#exchange(
      statusRequest(n),
      (reply) => (reply.type === 'realTimeStatus' ? reply.byte : undefined),
      this.#options.statusTimeoutMs ?? 1_000,
    );
  }

  #lines({ document, repeat, copy }: PrintJob): PaperLine[] {
    const { profile, real } = this.#options;
    const { columns, codePage } = profile;
    const lines = layOut(document, columns, { repeat, copy: copy === true, codePage });
    if (!real) return lines;
    const notice = centre(simulatorNotice, columns);
    return [...notice.map((text): PaperLine => ({ text, style: 'bold' })), ...lines];
  }

  /** Sends and waits for the first reply that `pick` takes; undefined: not sent, or no answer. */
  async #exchange<T>(
    bytes: Uint8Array,
    pick: (reply: PrinterReply) => T | undefined,
    timeoutMs: number,
  ): Promise<T | undefined> {
    const { line, clock } = this.#options;
    const { promise, resolve } = Promise.withResolvers<T | undefined>();
    const hear = (reply: PrinterReply) => {
      const picked = pick(reply);
      if (picked !== undefined) resolve(picked);
    };
    this.#listeners.add(hear);
    const disarm = clock.at(clock.now() + timeoutMs, () => resolve(undefined));
    try {
      return (await sent(line, bytes)) ? await promise : undefined;
    } finally {
      disarm();
      this.#listeners.delete(hear);
    }
  }

  #hear(reply: PrinterReply): void {
    if (reply.type === 'status') this.#lastStatus = reply.status;
    if (reply.type === 'processId') this.#confirmed.processId(reply.id);
    for (const listener of this.#listeners) listener(reply);
  }

  #note(id: string, fate: PrintFate): void {
    this.#begun.set(id, fate);
    const [oldest] = this.#begun.keys();
    if (this.#begun.size > rememberedJobs && oldest !== undefined) this.#begun.delete(oldest);
  }
}

function pointBefore(chunk: number, chunks: number): string {
  if (chunk === 0) return 'print:begin';
  return chunk === chunks - 1 ? 'print:end' : `print:line:${chunk - 1}`;
}

function interrupted(trouble: PrinterTrouble): Outcome {
  return { fate: 'interrupted', trouble };
}

/** Whether the bytes left; a closed line is an answer, any other error is a fault. */
async function sent(line: ByteLine, bytes: Uint8Array): Promise<boolean> {
  try {
    await line.write(bytes);
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === 'line.closed') return false;
    throw error;
  }
}
