import type { Key } from '../till/key.ts';

const maxPinDigits = 8;

/**
 * The secret field of the keypad. Its digits live here only, at the rim, until RAZEM hands them over;
 * they are no events and reach neither the journal nor the display.
 */
export class PinField {
  #digits = '';

  get length(): number {
    return this.#digits.length;
  }

  /** Takes a key if it belongs to the field; `submit` hands over the digits and empties it. */
  press(key: Key): 'taken' | 'submit' | 'notMine' {
    if (/^\d$/.test(key)) {
      if (this.#digits.length < maxPinDigits) this.#digits += key;
      return 'taken';
    }
    if (this.#digits === '') return 'notMine';
    if (key === 'RAZEM') return 'submit';
    if (key !== 'C') return 'notMine';
    this.#digits = '';
    return 'taken';
  }

  take(): string {
    const digits = this.#digits;
    this.#digits = '';
    return digits;
  }
}

const minPinDigits = 4;

/** A cashier's new PIN, typed twice; between the two its digits live here only. */
export class NewPin {
  #first = '';

  type(digits: string): 'pin.typed' | 'pin.tooShort' {
    if (digits.length < minPinDigits) return 'pin.tooShort';
    this.#first = digits;
    return 'pin.typed';
  }

  /** Whether these are the same digits; they are forgotten then. */
  repeat(digits: string): boolean {
    const same = digits === this.#first;
    this.#first = '';
    return same;
  }
}
