import { type KeyWord, parseKeys } from './key-script.ts';

/**
 * A line of keys as it may be told: a digit shows only if every time it was pressed it was known to
 * belong to no secret. What was never pressed is not known.
 */
export class KeyRecord {
  readonly keys: readonly KeyWord[];
  readonly #script: string;
  readonly #told = new Set<number>();
  readonly #concealed = new Set<number>();

  constructor(script: string) {
    this.#script = script;
    this.keys = parseKeys(script) ?? [];
  }

  tell(index: number): void {
    this.#told.add(index);
  }

  conceal(index: number): void {
    this.#concealed.add(index);
  }

  /** The script with `*` for the digits that stay secret. */
  get told(): string {
    let index = -1;
    return this.#script.replaceAll(/[\d,]|[^\s\d,]+/g, (key) => {
      index += 1;
      const open = this.#told.has(index) && !this.#concealed.has(index);
      return open ? key : key.replaceAll(/\d/g, '*');
    });
  }
}
