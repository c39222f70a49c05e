import { stringify } from 'csv-stringify/sync';
import { Document, isMap, isSeq } from 'yaml';
import type { Bases } from '../till/bases.ts';
import { type Sheet, sheets } from './bases-sheet.ts';
import { type WrittenBases, type WrittenFields, writeBases } from './bases-text.ts';

/** The bases as a world file writes them; without the hashes of PINs unless they are asked for. */
export function yamlText(bases: Bases, withPins: boolean): string {
  const document = new Document(shown(bases, withPins), { schema: 'failsafe' });
  for (const list of ['goods', 'cashiers', 'paymentForms', 'embeddedCodes']) {
    const rows = document.get(list);
    if (!isSeq(rows)) continue;
    for (const row of rows.items) if (isMap(row)) row.flow = true;
  }
  return document.toString({ lineWidth: 0 });
}

/** Each base as a CSV text by file name: semicolons and a byte order mark, as spreadsheets expect. */
export function csvTexts(bases: Bases, withPins: boolean): ReadonlyMap<string, string> {
  const written = shown(bases, withPins);
  const given = sheets.filter(({ section }) => written[section] !== undefined);
  return new Map(
    given.map((sheet) => {
      const columns = sheet.columns.filter((name) => withPins || name !== 'pin');
      const rows = sheetRows(sheet, written).map((row) => columns.map((name) => row[name] ?? ''));
      return [sheet.file, stringify([columns, ...rows], { delimiter: ';', bom: true })];
    }),
  );
}

function shown(bases: Bases, withPins: boolean): WrittenBases {
  const written = writeBases(bases);
  if (withPins) return written;
  return { ...written, cashiers: written.cashiers.map(({ pin: _, ...person }) => person) };
}

function sheetRows({ section, columns }: Sheet, bases: WrittenBases): Record<string, string>[] {
  const base = bases[section] ?? [];
  if (isList(base)) return base.map(inCells);
  const [name = '', value = ''] = columns;
  if (typeof base === 'string') return [{ [name]: section, [value]: base }];
  return Object.entries(base).flatMap(([field, values]) =>
    [values].flat().map((one) => ({ [name]: field, [value]: one })),
  );
}

function isList(
  base: NonNullable<WrittenBases[keyof WrittenBases]>,
): base is readonly WrittenFields[] {
  return Array.isArray(base);
}

function inCells(fields: WrittenFields): Record<string, string> {
  const cells = Object.entries(fields).map(([name, value]) => [name, [value].flat().join(' ')]);
  return Object.fromEntries(cells) as Record<string, string>;
}
