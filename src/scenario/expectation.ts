import { isDeepStrictEqual } from 'node:util';
import type { Expectation } from './scenario-schema.ts';

/** What was really there, taken at the moment of the expectation. */
export interface Observed {
  readonly display: readonly string[];
  readonly refused: readonly string[];
  readonly printed: readonly string[];
  /** Types of the journal's last events, as many as are asked for. */
  journal(last: number): readonly string[];
  readonly ledger: readonly string[];
  readonly drawer: number;
}

export interface Difference {
  readonly what: string;
  readonly expected: readonly string[];
  readonly got: readonly string[];
}

/** What differs, whole values on both sides. */
export function differences(expected: Expectation, observed: Observed): Difference[] {
  const found: Difference[] = [];
  const compare = (what: string, want: readonly string[] | undefined, got: readonly string[]) => {
    if (want && !isDeepStrictEqual(want, got)) found.push({ what, expected: want, got });
  };
  compare('display', expected.display && trimmed(expected.display), trimmed(observed.display));
  compare('refused', expected.refused, observed.refused);
  compare('ledger', expected.ledger, observed.ledger);
  compare('journal', expected.journal, observed.journal(expected.journal?.length ?? 0));
  if (expected.drawer !== undefined) {
    compare('drawer', [String(expected.drawer)], [String(observed.drawer)]);
  }
  if (typeof expected.printed === 'string') {
    compare('printed', trimmed(expected.printed.split('\n')), trimmed(observed.printed));
  }
  if (Array.isArray(expected.printed)) {
    const missing = expected.printed.filter((line) => !holds(observed.printed, line));
    if (missing.length > 0) {
      found.push({ what: 'printed lines', expected: missing, got: observed.printed });
    }
  }
  return found;
}

/** Spaces between the parts of a printed line depend on the paper's width. */
function holds(lines: readonly string[], wanted: string): boolean {
  return lines.some((line) => squeezed(line) === squeezed(wanted));
}

function squeezed(line: string): string {
  return line.trim().replace(/\s+/g, ' ');
}

function trimmed(rows: readonly string[]): string[] {
  const kept = rows.map((row) => row.trimEnd());
  while (kept.at(-1) === '') kept.pop();
  return kept;
}
