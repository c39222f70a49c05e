import type { Bases } from '../../till/bases.ts';

/** How much is measured: more takes longer and varies less. */
export interface Scale {
  /** Rounds of the durable step, a receipt each. */
  readonly receipts: number;
  readonly keys: number;
  /** Receipts whose events are replayed. */
  readonly replayed: number;
  readonly processes: number;
  readonly starts: number;
  readonly searches: number;
  /** The age of the old journal, of 300 receipts a day. */
  readonly days: number;
}

export const scales = {
  /** 13 months. */
  full: {
    receipts: 400,
    keys: 4000,
    replayed: 3000,
    processes: 11,
    starts: 101,
    searches: 1000,
    days: 395,
  },
  /** One month. */
  quick: {
    receipts: 120,
    keys: 1200,
    replayed: 800,
    processes: 5,
    starts: 51,
    searches: 300,
    days: 30,
  },
  /** So little that the figures say nothing: for trying the bench itself. */
  tiny: { receipts: 3, keys: 30, replayed: 10, processes: 1, starts: 1, searches: 5, days: 1 },
} satisfies Record<string, Scale>;

/** One run of the bench: everything lies in its folder, which is removed with it. */
export interface Bench {
  readonly scale: Scale;
  readonly folder: string;
  readonly bases: Bases;
  readonly progress: (words: string) => void;
}
