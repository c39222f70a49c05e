import type { Tap } from './multi-tap.ts';

/** What a field was answered with: grosze, hundredths of a per cent, `2026-11-20`, a text … */
export type Answer = number | string;

/** By name of the field; an optional field that was left empty is missing. */
export type Answers = Readonly<Record<string, Answer>>;

/** A form that is being filled in. Plain JSON: it is checkpointed. */
export interface OpenForm {
  readonly name: string;
  /** Of the field that is asked for. */
  readonly index: number;
  readonly answers: Answers;
  readonly input: string;
  /** The input is only proposed: the first digit takes its place. */
  readonly proposed: boolean;
  /** The marked row of a choice. */
  readonly marked: number;
  /** Texts only: the last press, and whether the case of the next letter was turned round. */
  readonly tap?: Tap | undefined;
  readonly shifted?: boolean | undefined;
}
