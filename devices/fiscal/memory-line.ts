import { canonical } from '../../src/kernel/canonical.ts';
import { sha256 } from '../../src/kernel/digest.ts';
import type { FiscalRecord } from '../../src/kernel/fiscal-record.ts';

/**
 * The memory is text, a line for every place, ASCII throughout:
 *
 *   D 00311 9f86d081…0f00a08 {"id":"17.1","record":{…}}     a daily report, 311 characters of JSON
 *   E 00086 60303ae2…b5f4ba6 {"id":"18.0","record":{…}}     an event
 *   D 00290 4e0740␘ VOID ef2d127d…8a9b0c1                   spoilt by a power cut
 *
 * Both digests are SHA-256 over the digest of the line before, a line feed, and the line without
 * the digest. The control character CANCEL says that what stands before it is in error.
 */
export type MemoryLine = WrittenLine | VoidLine;

/** The part of the memory that a place is taken from. */
export type Area = 'daily' | 'event';

export interface WrittenLine {
  readonly area: Area;
  readonly digest: string;
  readonly id: string;
  readonly record: FiscalRecord;
}

export interface VoidLine {
  readonly area: Area;
  readonly digest: string;
  readonly void: true;
}

/** What comes before the first line. */
export const genesisDigest = '0'.repeat(64);

const areaLetters: Readonly<Record<Area, string>> = { daily: 'D', event: 'E' };
const voidWord = '\x18 VOID ';
const headPattern = /^([DE]) (\d{5}) ([0-9a-f]{64}) /;
const blankHead = `D 00000 ${genesisDigest} `;

export function areaOf({ kind }: FiscalRecord): Area {
  return kind === 'daily' ? 'daily' : 'event';
}

export function writeLine(id: string, record: FiscalRecord, previous: string): string {
  const json = ascii(canonical({ id, record }));
  const letter = areaLetters[areaOf(record)];
  const length = json.length.toString().padStart(5, '0');
  if (length.length > 5) throw new RangeError(`a record of ${length} characters has no place`);
  return `${letter} ${length} ${lineDigest(previous, letter, length, json)} ${json}\n`;
}

/** A line without its line feed; undefined when it is not what was written. */
export function readLine(line: string, previous: string): MemoryLine | undefined {
  const [torn = '', mark] = line.split(voidWord);
  if (mark !== undefined) {
    if (!isTorn(torn) || line !== torn + voidMark(torn, previous).trimEnd()) return undefined;
    return { area: areaOfLine(line), digest: mark, void: true };
  }
  const [, letter = '', length = '', digest = ''] = headPattern.exec(line) ?? [];
  const json = line.slice(blankHead.length);
  if (json.length !== Number(length) || lineDigest(previous, letter, length, json) !== digest) {
    return undefined;
  }
  const { id, record } = JSON.parse(json) as Pick<WrittenLine, 'id' | 'record'>;
  return { area: areaOfLine(line), digest, id, record };
}

/**
 * What has to be burnt after a line that a power cut left without its end: the rest of the mark
 * that makes it void, or, when only the line feed is missing, that. Undefined: no power cut leaves
 * such a line.
 */
export function missingEnd(line: string, previous: string): string | undefined {
  if (readLine(line, previous)) return '\n';
  const [torn = ''] = line.split('\x18', 1);
  const whole = torn + voidMark(torn, previous);
  return isTorn(torn) && whole.startsWith(line) ? whole.slice(line.length) : undefined;
}

/** Whether a line of which only the first part was written can begin so. */
function isTorn(start: string): boolean {
  const head = headPattern.exec(start + blankHead.slice(start.length));
  const length = Number(head?.[2]);
  const whole = start.length >= blankHead.length;
  return start !== '' && head !== null && (!whole || start.length < blankHead.length + length);
}

function voidMark(torn: string, previous: string): string {
  return `${voidWord}${sha256(`${previous}\n${torn}${voidWord}`)}\n`;
}

function lineDigest(previous: string, letter: string, length: string, json: string): string {
  return sha256(`${previous}\n${letter} ${length} ${json}`);
}

function areaOfLine(line: string): Area {
  return line.startsWith(areaLetters.daily) ? 'daily' : 'event';
}

/** JSON in which a character is a byte: all others can be written as escapes. */
function ascii(json: string): string {
  return json.replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
