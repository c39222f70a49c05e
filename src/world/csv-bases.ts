import { parse } from 'csv-parse/sync';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../kernel/failure.ts';
import { listFields, optionalColumns, type Sheet, sheets } from './bases-sheet.ts';
import type { BasesSource } from './bases-source.ts';
import type { Section } from './bases-text.ts';
import type { FieldPath } from './schema-problem.ts';

/** A row of a file, and the number of its line. */
interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Where things are written: the line by path, `goods.3` or `shop.address.1`. */
type Lines = Map<string, { readonly file: string; readonly line: number }>;

/** The CSV files of a folder, as spreadsheets write them. Failures: `file.unreadable`. */
export function csvBases(folder: string): BasesSource {
  const names = readdirSync(folder).filter((name) => name.toLowerCase().endsWith('.csv'));
  const given = sheets.filter(({ file }) => names.includes(file));
  const strange = names.filter((name) => !sheets.some(({ file }) => file === name));
  const filesAre = `files are: ${sheets.map(({ file }) => file).join(', ')}`;
  const problems = strange.map((name) => `${join(folder, name)}: is no base; ${filesAre}`);
  if (given.length === 0) problems.push(`${folder}: holds no base; ${filesAre}`);
  const lines: Lines = new Map();
  const sections: Partial<Record<Section, unknown>> = {};
  for (const sheet of given) {
    const read = readSheet(join(folder, sheet.file), sheet);
    if ('problems' in read) problems.push(...read.problems);
    else sections[sheet.section] = sectionOf(sheet, read.rows, { lines, problems, folder });
  }
  return { sections, problems, place: (path) => place(lines, folder, path) };
}

type ReadSheet = { readonly rows: readonly Row[] } | { readonly problems: readonly string[] };

function readSheet(path: string, sheet: Sheet): ReadSheet {
  const text = readText(path);
  const [head = ''] = text.split('\n', 1);
  const records = parsed(text, head.includes(';') ? ';' : ',');
  if ('problem' in records) return { problems: [`${path}:${records.line}: ${records.problem}`] };
  const [first, ...rest] = records;
  const header = (first?.record ?? []).map((name) => name.trim());
  const wrong = headerProblems(sheet, header);
  if (wrong.length > 0) return { problems: wrong.map((problem) => `${path}:1: ${problem}`) };
  const ragged = rest.filter(({ record }) => record.length !== header.length);
  if (ragged.length > 0) {
    return {
      problems: ragged.map(
        ({ record, info }) =>
          `${path}:${info.lines}: has ${record.length} cells, the header has ${header.length}`,
      ),
    };
  }
  return {
    rows: rest.map(({ record, info }) => ({ line: info.lines, cells: cells(header, record) })),
  };
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parsed(
  text: string,
  delimiter: string,
): readonly Parsed[] | { readonly problem: string; readonly line: number } {
  try {
    return parse(text, {
      ...{ bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true },
    }) as unknown as Parsed[];
  } catch (error) {
    if (!(error instanceof Error) || !('lines' in error)) throw error;
    return { problem: 'its quotation marks do not match', line: Number(error.lines) };
  }
}

function headerProblems({ columns }: Sheet, header: readonly string[]): string[] {
  const needed = columns.filter((name) => !optionalColumns.has(name));
  const columnsAre = `columns are: ${columns.join(', ')}`;
  return [
    ...header
      .filter((name) => !columns.includes(name))
      .map((name) => `${name || 'a column without a name'}: unknown column; ${columnsAre}`),
    ...header
      .filter((name, index) => header.indexOf(name) < index)
      .map((name) => `${name}: the column stands there twice`),
    ...needed
      .filter((name) => !header.includes(name))
      .map((name) => `${name}: the column is missing; ${columnsAre}`),
  ];
}

/** An empty cell is no value. */
function cells(header: readonly string[], record: readonly string[]): Row['cells'] {
  const filled = header.flatMap((name, index) => {
    const cell = record[index]?.trim() ?? '';
    return cell === '' ? [] : [[name, cell] as const];
  });
  return Object.fromEntries(filled);
}

interface Found {
  readonly lines: Lines;
  readonly problems: string[];
  readonly folder: string;
}

function sectionOf(sheet: Sheet, rows: readonly Row[], found: Found): unknown {
  const { section, file } = sheet;
  if (sheet.rows === 'fields') return fieldsOf(sheet, rows, found);
  if (sheet.rows === 'value') return valueOf(sheet, rows, found);
  return rows.map(({ line, cells: row }, index) => {
    found.lines.set(`${section}.${index}`, { file, line });
    return Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [name, ofCell(name, cell)]),
    );
  });
}

function ofCell(name: string, cell: string): string | string[] {
  return listFields.has(name) ? cell.split(/\s+/) : cell;
}

/** The one row of a base that is a single value. */
function valueOf({ section, file, columns }: Sheet, rows: readonly Row[], found: Found): unknown {
  const [nameColumn = '', valueColumn = ''] = columns;
  for (const { line, cells: row } of rows) {
    found.lines.set(section, { file, line });
    if (row[nameColumn] === section) continue;
    found.problems.push(`${join(found.folder, file)}:${line}: ${nameColumn}: must be ${section}`);
  }
  return rows.at(-1)?.cells[valueColumn];
}

/** A field a row; a list has several rows of its name. */
function fieldsOf(sheet: Sheet, rows: readonly Row[], { lines, problems, folder }: Found): unknown {
  const { section, file, columns } = sheet;
  const [nameColumn = '', valueColumn = ''] = columns;
  const fields: Record<string, string | string[]> = {};
  for (const { line, cells: row } of rows) {
    const [name = '', value = ''] = [row[nameColumn], row[valueColumn]];
    const before = fields[name];
    const path = `${section}.${name}`;
    if (name === '') problems.push(`${join(folder, file)}:${line}: ${nameColumn}: is missing`);
    else if (listFields.has(name)) {
      const list = [...(Array.isArray(before) ? before : []), value];
      fields[name] = list;
      lines.set(`${path}.${list.length - 1}`, { file, line });
      if (before === undefined) lines.set(path, { file, line });
    } else if (before === undefined) {
      fields[name] = value;
      lines.set(path, { file, line });
    } else {
      problems.push(
        `${join(folder, file)}:${line}: ${name} is already in row ${lines.get(path)?.line}`,
      );
    }
  }
  return fields;
}

function place(lines: Lines, folder: string, path: FieldPath): string {
  const sheet = sheets.find(({ section }) => section === path[0]);
  const column = path.findLast((part) => typeof part === 'string') ?? '';
  for (let depth = path.length; depth > 0; depth -= 1) {
    const found = lines.get(path.slice(0, depth).join('.'));
    if (found) return `${join(folder, found.file)}:${found.line}: ${column}`;
  }
  return `${join(folder, sheet?.file ?? '')}:1: ${column}`;
}

function readText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const why = existsSync(path) ? 'not UTF-8 text; save it as CSV UTF-8' : 'cannot be read';
    throw new Failure('file.unreadable', `${path}: ${why}`, { cause: error });
  }
}
