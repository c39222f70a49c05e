import type { Journal } from '../journal/journal.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { TextKey } from '../text/catalogue.ts';
import type { Bases } from '../till/bases.ts';
import type { TillContext } from '../till/till-context.ts';
import type { TillEvent } from '../till/till-event.ts';
import { contextOf, decide } from './decide.ts';
import type { Probe } from './ports.ts';
import { identified, nextPending, recoverState, saveCheckpoint } from './recovery.ts';

/**
 * A till without power, as its journal knows it. Nothing is carried out: what an event leads to is pending
 * until the till is started, as after a power cut.
 */
export class SwitchedOffTill {
  readonly #journal: Journal;
  readonly #now: EpochMs;
  readonly #probe: Probe;

  constructor(journal: Journal, now: EpochMs, probe: Probe = () => {}) {
    this.#journal = journal;
    this.#now = Math.max(now, journal.last?.at ?? 0);
    this.#probe = probe;
  }

  get context(): TillContext {
    return contextOf(recoverState(this.#journal).till);
  }

  /** All bases in one journaled event, or the name of the refusal, and then nothing is journaled. */
  importBases(bases: Bases, { dryRun = false } = {}): TextKey | undefined {
    const event = { type: 'bases.imported' as const, bases };
    const before = recoverState(this.#journal);
    const dated: TillEvent = { ...event, at: this.#now };
    const { state: till, effects, refusal } = decide(before.till, dated);
    if (refusal !== undefined || dryRun) return refusal;
    const journaled = identified(effects, this.#journal.nextSeq);
    const pending = nextPending(before.pending, dated, journaled);
    const checkpoint = saveCheckpoint({ till, pending });
    this.#probe(`before journal ${event.type}`);
    this.#journal.append({ at: this.#now, event, effects: journaled }, checkpoint);
    this.#probe(`after journal ${event.type}`);
    return undefined;
  }
}
