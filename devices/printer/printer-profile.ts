import { Failure } from '../../src/kernel/failure.ts';
import type { CodePage } from '../../src/text/code-page.ts';
import type { Columns } from '../../src/text/layout.ts';

/** A printer model as data. Numbers of code pages differ between makers (facts/printing §3.4). */
export interface PrinterProfile {
  readonly name: string;
  readonly columns: Columns;
  readonly codePage: CodePage;
  /** The n of `ESC t n` that selects the page. */
  readonly codePageNumber: number;
  /** Without a cutter the paper is fed to the tear bar. */
  readonly cutter: boolean;
  /** What the mechanics take for one line. */
  readonly lineMs: number;
}

const profiles: readonly PrinterProfile[] = [
  emulated(40, 'cp852', 18),
  emulated(32, 'cp852', 18),
  emulated(42, 'wpc1250', 45),
  emulated(48, 'cp852', 18),
  {
    name: 'epson-tm-t88v',
    columns: 42,
    codePage: 'cp852',
    codePageNumber: 18,
    cutter: true,
    lineMs: 20,
  },
  {
    name: 'zjiang-pos-5890',
    columns: 32,
    codePage: 'cp852',
    codePageNumber: 18,
    cutter: false,
    lineMs: 60,
  },
];

export const profileNames: readonly string[] = profiles.map(({ name }) => name);

/** The profile of that name; Failure `printer.unknownProfile` lists those there are. */
export function profile(name: string): PrinterProfile {
  const found = profiles.find((candidate) => candidate.name === name);
  if (found) return found;
  throw new Failure(
    'printer.unknownProfile',
    `no printer profile "${name}": choose one of ${profileNames.join(', ')}`,
  );
}

function emulated(columns: Columns, codePage: CodePage, codePageNumber: number): PrinterProfile {
  return {
    name: `emulated-${columns}`,
    columns,
    codePage,
    codePageNumber,
    cutter: true,
    lineMs: 50,
  };
}
