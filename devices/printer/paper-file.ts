import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { Failure } from '../../src/kernel/failure.ts';
import { type Operation, EscPosDecoder } from './escpos-decoder.ts';
import { MarkReader } from './print-mark.ts';

/** How far back a printer looks at its own paper, unless one document is longer than that. */
const lookBackBytes = 64 * 1024;

/**
 * Emulated paper on disk: the bytes that were carried out, in the order in which they were. Written
 * before anybody is told, so that it outlives the till's power cut as real paper does.
 */
export class PaperFile {
  readonly #descriptor: number;

  constructor(path: string) {
    try {
      this.#descriptor = openSync(path, 'a+', 0o600);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Failure('printer.paperFile', `cannot open the paper ${path}: ${reason}`, { cause });
    }
  }

  append(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0) rest = rest.subarray(writeSync(this.#descriptor, rest));
  }

  /**
   * The marks of the last prints. Starting at the end, it reads no further back than needed to see
   * at least one print from its beginning.
   */
  marks(): MarkReader {
    const { size } = fstatSync(this.#descriptor);
    for (let length = Math.min(size, lookBackBytes); ; length = Math.min(size, length * 2)) {
      const marks = this.#marksOfLast(length, size);
      if (marks.hasBeginning || length === size) return marks;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #marksOfLast(length: number, size: number): MarkReader {
    const tail = Buffer.alloc(length);
    const read = readSync(this.#descriptor, tail, 0, length, size - length);
    const marks = new MarkReader();
    for (const operation of operations(tail.subarray(0, read))) {
      if (operation.type === 'lineFeed') marks.line();
      if (operation.type === 'processId') marks.processId(operation.id);
    }
    return marks;
  }
}

/** A look that begins inside a command, and paper scribbled on, are read as far as they can be. */
function* operations(bytes: Uint8Array): Generator<Operation> {
  const decoder = new EscPosDecoder();
  for (let at = 0; at < bytes.length; at += 1) {
    try {
      for (const { operation } of decoder.decode(bytes.subarray(at, at + 1))) yield operation;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
}
