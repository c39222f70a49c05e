import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../../kernel/failure.ts';
import type { Bases } from '../../till/bases.ts';
import { csvTexts, yamlText } from '../../world/written-bases.ts';

export type BasesFormat = 'yaml' | 'csv';

export interface ExportOrder {
  readonly format: BasesFormat;
  readonly out: string;
  readonly withPins: boolean;
}

/**
 * Writes the bases and answers the files; for their writer alone, for they may hold hashes of PINs.
 * Failures: `bases.outExists` before anything is written, `bases.unwritable`.
 */
export function exportBases(bases: Bases, { format, out, withPins }: ExportOrder): string[] {
  const files =
    format === 'yaml'
      ? [[out, yamlText(bases, withPins)] as const]
      : [...csvTexts(bases, withPins)].map(([name, text]) => [join(out, name), text] as const);
  for (const [file] of files) {
    if (existsSync(file)) {
      throw new Failure(
        'bases.outExists',
        `${file}: exists already; name another place with --out`,
      );
    }
  }
  const folder = format === 'yaml' ? dirname(out) : out;
  try {
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of files) writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const message = `${out}: cannot be written; name another place with --out`;
    throw new Failure('bases.unwritable', message, { cause: error });
  }
  return files.map(([file]) => file);
}
