import type { EpochMs } from '../../src/kernel/time.ts';
import { type Scan, scanOf } from './scan.ts';

/** Scanners pause up to 19 ms between two characters, people seldom less than 50 (facts/printing §5). */
export const scanGapMs = 40;
/** Shorter bursts are typed: two keys can fall together. */
const minScanLength = 6;

/** What came through a keyboard that a scanner types into too, in the order in which it came. */
export type WedgeInput = { readonly typed: string } | { readonly scan: Scan };

/**
 * A keyboard wedge between the keys and the till: characters that may yet become a scan are held back.
 * Whoever owns it calls `pause` at `dueAt`, so that a typed digit does not wait for the next one.
 */
export class KeyboardWedge {
  #held = '';
  #lastAt: EpochMs = Number.NEGATIVE_INFINITY;
  /** The last thing was a scan ended by CR: an LF right behind it belongs to it. */
  #scanned = false;

  /** When what is held back is certainly typed; undefined when nothing is. */
  get dueAt(): EpochMs | undefined {
    return this.#held === '' ? undefined : this.#lastAt + scanGapMs;
  }

  /** One character, or Enter as CR or LF, with its moment. */
  press(character: string, at: EpochMs): WedgeInput[] {
    const before = this.pause(at);
    const endOfScan = this.#scanned && character === '\n' && at - this.#lastAt < scanGapMs;
    this.#lastAt = at;
    this.#scanned = false;
    if (endOfScan) return before;
    if (character !== '\r' && character !== '\n') {
      this.#held += character;
      return before;
    }
    return [...before, this.#enter(character)];
  }

  /** Gives out what was held back once no character has come for the length of a gap. */
  pause(at: EpochMs): WedgeInput[] {
    if (this.#held === '' || at - this.#lastAt < scanGapMs) return [];
    const typed = this.#held;
    this.#held = '';
    return [{ typed }];
  }

  #enter(character: string): WedgeInput {
    const held = this.#held;
    this.#held = '';
    if (held.length < minScanLength) return { typed: held + character };
    this.#scanned = character === '\r';
    return { scan: scanOf(held) };
  }
}
