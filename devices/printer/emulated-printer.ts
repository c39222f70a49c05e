import { Failure } from '../../src/kernel/failure.ts';
import type { PrintFate } from '../../src/kernel/outcome.ts';
import type { Clock } from '../../src/runtime/ports.ts';
import type { ByteLine } from '../line/byte-line.ts';
import { type Decoded, type Operation, EscPosDecoder } from './escpos-decoder.ts';
import { PaperFile } from './paper-file.ts';
import type { RollItem } from './paper.ts';
import { PrintHead } from './print-head.ts';
import { type PrintMemory, MarkReader, printMark } from './print-mark.ts';
import { automaticStatusBytes, realTimeStatusByte } from './printer-condition.ts';
import type { PrinterProfile } from './printer-profile.ts';

export type Pulse = Extract<Operation, { type: 'pulse' }>;

export interface EmulatedPrinterOptions {
  readonly line: ByteLine;
  readonly profile: PrinterProfile;
  /** Keeps the paper on disk, so that the printer remembers its last prints when it is opened. */
  readonly paperFile?: string;
  /** Given a clock, each line takes the profile's `lineMs`; else the mechanics take no time. */
  readonly clock?: Clock;
}

/** How much of the roll stays at hand. */
const rollItems = 4096;

/**
 * The far end of a printer's line. It prints what it is sent in its order; when paper or cover stop
 * it, the rest waits in the receive buffer and is printed as soon as it can go on. Bytes that
 * the encoder never sends are an error for whoever sent them.
 */
export class EmulatedPrinter implements PrintMemory {
  readonly #line: ByteLine;
  readonly #clock: Clock | undefined;
  readonly #lineMs: number;
  readonly #head: PrintHead;
  readonly #file: PaperFile | undefined;
  readonly #marks: MarkReader;
  readonly #paperListeners = new Set<(item: RollItem) => void>();
  readonly #pulseListeners = new Set<(pulse: Pulse) => void>();
  readonly #stopListening: () => void;
  #decoder = new EscPosDecoder();
  #receiveBuffer: Decoded[] = [];
  #unwritten: Uint8Array[] = [];
  #roll: RollItem[] = [];
  #linesLeft = Infinity;
  #paperNearEnd = false;
  #coverOpen = false;
  #plugged = true;
  #reportsChanges = false;
  #lineUnderWay = false;

  /** Failure `printer.paperFile` when the paper cannot be opened. */
  constructor({ line, profile, paperFile, clock }: EmulatedPrinterOptions) {
    this.#line = line;
    this.#clock = clock;
    this.#lineMs = profile.lineMs;
    this.#head = new PrintHead(profile.columns);
    this.#file = paperFile === undefined ? undefined : new PaperFile(paperFile);
    this.#marks = this.#file?.marks() ?? new MarkReader();
    this.#stopListening = line.onData((bytes) => this.#receive(bytes));
  }

  /** The paper since the printer was opened, at most the last 4096 items. */
  get roll(): readonly RollItem[] {
    return this.#roll;
  }

  onPaper(listener: (item: RollItem) => void): () => void {
    this.#paperListeners.add(listener);
    return () => this.#paperListeners.delete(listener);
  }

  onPulse(listener: (pulse: Pulse) => void): () => void {
    this.#pulseListeners.add(listener);
    return () => this.#pulseListeners.delete(listener);
  }

  fate(jobId: string): PrintFate {
    const fate = this.#marks.fate(jobId);
    return fate === 'notBegun' && this.#holds(jobId) ? 'interrupted' : fate;
  }

  /** The roll ends: now, or after so many more lines. */
  paperOut(afterLines = 0): void {
    this.#linesLeft = afterLines;
    if (afterLines === 0) this.#report();
  }

  paperNearEnd(): void {
    this.#paperNearEnd = true;
    this.#report();
  }

  paperLoaded(): void {
    this.#linesLeft = Infinity;
    this.#paperNearEnd = false;
    this.#goOn();
  }

  coverOpen(): void {
    this.#coverOpen = true;
    this.#report();
  }

  coverClosed(): void {
    this.#coverOpen = false;
    this.#goOn();
  }

  /** The cable is pulled: what is sent now is lost in both directions. */
  unplug(): void {
    this.#plugged = false;
  }

  plug(): void {
    this.#plugged = true;
    this.#decoder = new EscPosDecoder();
    this.#report();
  }

  /** Switches the printer off: what is not on paper is lost. */
  close(): void {
    this.#stopListening();
    this.#receiveBuffer = [];
    this.#file?.close();
  }

  get #condition() {
    return {
      coverOpen: this.#coverOpen,
      paperOut: this.#linesLeft <= 0,
      paperNearEnd: this.#paperNearEnd,
    };
  }

  #receive(bytes: Uint8Array): void {
    if (!this.#plugged) return;
    for (const decoded of this.#decoder.decode(bytes)) {
      const { operation } = decoded;
      // Answered ahead of everything that waits, even off-line.
      if (operation.type === 'statusRequest') {
        this.#send([realTimeStatusByte(operation.of, this.#condition)]);
      } else {
        this.#receiveBuffer.push(decoded);
      }
    }
    this.#work();
  }

  #work(): void {
    while (!this.#lineUnderWay && !this.#coverOpen && this.#linesLeft > 0) {
      const next = this.#receiveBuffer.shift();
      if (!next) return;
      this.#carryOut(next);
    }
  }

  #carryOut({ operation, bytes }: Decoded): void {
    this.#unwritten.push(bytes);
    const item = this.#head.carryOut(operation);
    if (item || isTold(operation)) this.#writeDown();
    if (item) this.#put(item);
    if (operation.type === 'processId') {
      this.#marks.processId(operation.id);
      this.#send([0x37, 0x22, ...Buffer.from(operation.id, 'latin1'), 0x00]);
    }
    if (operation.type === 'automaticStatus') {
      this.#reportsChanges = operation.causes !== 0;
      this.#report();
    }
    if (operation.type === 'initialise') this.#reportsChanges = false;
    if (operation.type === 'pulse') for (const tell of this.#pulseListeners) tell(operation);
  }

  #put(item: RollItem): void {
    this.#roll.push(item);
    if (this.#roll.length > 2 * rollItems) this.#roll = this.#roll.slice(-rollItems);
    if (item !== 'cut') this.#advance();
    for (const tell of this.#paperListeners) tell(item);
  }

  #advance(): void {
    this.#marks.line();
    this.#linesLeft -= 1;
    if (this.#linesLeft === 0) this.#report();
    if (!this.#clock) return;
    this.#lineUnderWay = true;
    this.#clock.at(this.#clock.now() + this.#lineMs, () => {
      this.#lineUnderWay = false;
      this.#work();
    });
  }

  #writeDown(): void {
    this.#file?.append(Buffer.concat(this.#unwritten));
    this.#unwritten = [];
  }

  #holds(jobId: string): boolean {
    const begin = printMark(jobId).begin[1];
    const waits = ({ operation }: Decoded) =>
      operation.type === 'processId' && operation.id === begin;
    const underWay = this.#marks.isOpen(jobId) && this.#receiveBuffer.length > 0;
    return underWay || this.#receiveBuffer.some(waits);
  }

  #goOn(): void {
    this.#report();
    this.#work();
  }

  #report(): void {
    if (this.#reportsChanges) this.#send(automaticStatusBytes(this.#condition));
  }

  #send(bytes: readonly number[]): void {
    if (!this.#plugged) return;
    this.#line.write(Uint8Array.from(bytes)).catch((error: unknown) => {
      // Nobody listens any more; everything else is a fault of the listener.
      if (!(error instanceof Failure && error.code === 'line.closed')) throw error;
    });
  }
}

/** What somebody hears of, paper or not: it is on the disk before. */
function isTold({ type }: Operation): boolean {
  return type === 'processId' || type === 'pulse';
}
