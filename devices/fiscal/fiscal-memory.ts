import { canonical } from '../../src/kernel/canonical.ts';
import { Failure } from '../../src/kernel/failure.ts';
import type { FiscalRecord } from '../../src/kernel/fiscal-record.ts';
import type {
  FiscalMemory,
  FiscalMemoryState,
  FiscalWrite,
  Probe,
  StoredRecord,
} from '../../src/runtime/ports.ts';
import {
  type Area,
  areaOf,
  genesisDigest,
  missingEnd,
  readLine,
  writeLine,
} from './memory-line.ts';
import type { WriteOnceMedium } from './write-once-medium.ts';

/** Places for daily reports and for everything else. */
export interface MemoryCapacity {
  readonly daily: number;
  readonly event: number;
}

/** Five years of daily reports. */
const usualCapacity: MemoryCapacity = { daily: 1830, event: 230 };
const warningDaily = 30;

export interface FiscalMemoryOptions {
  readonly medium: WriteOnceMedium;
  readonly capacity?: MemoryCapacity | undefined;
  /** Told `memory:begin`, `memory:half` and `memory:end` of every record. */
  readonly probe?: Probe | undefined;
}

/**
 * A fiscal memory as its physics are: a place that was written is never written again, one that a
 * power cut spoilt is lost, and full is full. Made anew after every power cut.
 */
export class EmulatedFiscalMemory implements FiscalMemory {
  readonly #medium: WriteOnceMedium;
  readonly #capacity: MemoryCapacity;
  readonly #probe: Probe | undefined;
  readonly #records = new Map<string, StoredRecord>();
  readonly #used: Record<Area, number> = { daily: 0, event: 0 };
  #digest = genesisDigest;
  #outOfOrder = false;

  /** Failures: `memory.damaged` with the place, `memory.unusable`. */
  constructor(options: FiscalMemoryOptions) {
    this.#medium = options.medium;
    this.#capacity = options.capacity ?? usualCapacity;
    this.#probe = options.probe;
    const lines = this.#medium.contents().split('\n');
    const unfinished = lines.pop() ?? '';
    for (const line of lines) this.#take(line);
    if (unfinished !== '') this.#finish(unfinished);
  }

  // Written in one go: no second record begins before the first is in its place.
  async append(id: string, record: FiscalRecord): Promise<FiscalWrite> {
    const known = this.#records.get(id);
    if (known && canonical(known.record) === canonical(record)) {
      return { result: 'written', position: known.position };
    }
    if (known) throw otherRecord(this.#medium.name, known);
    if (this.#outOfOrder) return { result: 'failed' };
    const area = areaOf(record);
    if (this.#used[area] >= this.#capacity[area]) return { result: 'full' };
    const line = writeLine(id, record, this.#digest);
    if (!this.#burn(line)) return { result: 'failed' };
    return { result: 'written', position: this.#take(line.slice(0, -1)) };
  }

  async read({ fromPosition = 1 } = {}): Promise<readonly StoredRecord[]> {
    return [...this.#records.values()].filter(({ position }) => position >= fromPosition);
  }

  state(): FiscalMemoryState {
    const dailyLeft = Math.max(0, this.#capacity.daily - this.#used.daily);
    return {
      used: this.#places,
      capacity: this.#capacity.daily + this.#capacity.event,
      dailyLeft,
      warning: dailyLeft <= warningDaily,
    };
  }

  get #places(): number {
    return this.#used.daily + this.#used.event;
  }

  /** Whether the line is in its place; as long as that is unsure, nothing is burnt after it. */
  #burn(line: string): boolean {
    const half = line.length >> 1;
    // Only where a power cut can be ordered is a record burnt in two halves.
    const parts = this.#probe ? [line.slice(0, half), line.slice(half)] : [line];
    this.#outOfOrder = true;
    this.#probe?.('memory:begin');
    for (const [index, part] of parts.entries()) {
      if (index > 0) this.#probe?.('memory:half');
      try {
        this.#medium.burn(part);
      } catch {
        return false;
      }
    }
    this.#probe?.('memory:end');
    this.#outOfOrder = false;
    return true;
  }

  /** Enters a line that is in its place; answers the place. */
  #take(text: string): number {
    const line = readLine(text, this.#digest);
    if (!line) throw damaged(this.#medium.name, this.#places + 1);
    this.#used[line.area] += 1;
    this.#digest = line.digest;
    const position = this.#places;
    if (!('void' in line)) {
      const { id, record } = line;
      this.#records.set(id, { position, id, record });
    }
    return position;
  }

  /** The power was cut in the middle of the last place: it is made void, whatever is written in it. */
  #finish(unfinished: string): void {
    const end = missingEnd(unfinished, this.#digest);
    if (end === undefined) throw damaged(this.#medium.name, this.#places + 1);
    try {
      this.#medium.burn(end);
    } catch (cause) {
      const message = `${this.#medium.name}: place ${this.#places + 1} cannot be made void; free space on its disk`;
      throw new Failure('memory.unusable', message, { cause });
    }
    this.#take((unfinished + end).slice(0, -1));
  }
}

function damaged(name: string, position: number): Failure {
  return new Failure(
    'memory.damaged',
    `${name}: place ${position} of the fiscal memory is not as it was written; keep a copy and call the service`,
  );
}

function otherRecord(name: string, { id, position }: StoredRecord): Failure {
  return new Failure(
    'memory.idTaken',
    `${name}: place ${position} holds another record of id ${id}; give a new record a new id`,
  );
}
