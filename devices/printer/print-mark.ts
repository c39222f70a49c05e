import { sha256 } from '../../src/kernel/digest.ts';
import type { PrintFate } from '../../src/kernel/outcome.ts';

/**
 * How a print is recognised on paper. `GS ( H` makes a printer answer a process id of four
 * characters once all before it is printed. A job's key is six base-36 digits of the hash of its id,
 * ABCDEF; its print begins with the process ids `(ABC` `[DEF` and ends with `]ABC` `)DEF`. One
 * process id alone would hold too few digits to tell two hundred jobs apart for years.
 */
export interface PrintMark {
  readonly begin: readonly [string, string];
  readonly end: readonly [string, string];
}

/** What a printer remembers of the prints on its paper. Only an emulated one can. */
export interface PrintMemory {
  fate(jobId: string): PrintFate;
}

export function printMark(jobId: string): PrintMark {
  const number = Number.parseInt(sha256(jobId).slice(0, 12), 16) % 36 ** 6;
  const key = number.toString(36).toUpperCase().padStart(6, '0');
  const [first, second] = [key.slice(0, 3), key.slice(3)];
  return { begin: [`(${first}`, `[${second}`], end: [`]${first}`, `)${second}`] };
}

/** As many jobs as a last look at the paper is asked about, and then some. */
const rememberedJobs = 256;

/** Reads the marks off the paper in their order and tells what became of each job. */
export class MarkReader implements PrintMemory {
  readonly #jobs = new Map<string, { lines: number; whole: boolean }>();
  #open: { lines: number; whole: boolean } | undefined;
  #firstHalf = '';

  processId(id: string): void {
    const before = this.#firstHalf;
    this.#firstHalf = id;
    if (id.startsWith('[') && before.startsWith('(')) this.#begin(before.slice(1) + id.slice(1));
    if (id.startsWith(')') && before.startsWith(']')) this.#end(before.slice(1) + id.slice(1));
  }

  line(): void {
    if (this.#open) this.#open.lines += 1;
  }

  fate(jobId: string): PrintFate {
    const job = this.#jobs.get(keyOf(jobId));
    if (job?.whole) return 'printed';
    return job && job.lines > 0 ? 'interrupted' : 'notBegun';
  }

  /** Begun and not ended, and nothing has begun since. */
  isOpen(jobId: string): boolean {
    return this.#open !== undefined && this.#open === this.#jobs.get(keyOf(jobId));
  }

  /** Whether the marks read so far hold the beginning of any print. */
  get hasBeginning(): boolean {
    return this.#jobs.size > 0;
  }

  #begin(key: string): void {
    this.#open = { lines: 0, whole: false };
    this.#jobs.delete(key);
    this.#jobs.set(key, this.#open);
    const [oldest] = this.#jobs.keys();
    if (this.#jobs.size > rememberedJobs && oldest !== undefined) this.#jobs.delete(oldest);
  }

  #end(key: string): void {
    const job = this.#jobs.get(key);
    if (job) job.whole = true;
    this.#open = undefined;
  }
}

function keyOf(jobId: string): string {
  const [first, second] = printMark(jobId).begin;
  return first.slice(1) + second.slice(1);
}
