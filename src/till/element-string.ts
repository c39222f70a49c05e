import { type Grosze, maxAmountGrosze, mulDiv } from '../kernel/money.ts';
import { maxQuantity, type Thousandths } from '../kernel/quantity.ts';
import { hasCheckDigit } from './check-digit.ts';

/** FNC1 between two elements, as scanners transmit it. */
export const groupSeparator = '\u001D';

/** What the elements of a GS1-128, DataBar, DataMatrix or QR say; dates as `2026-11-20`. */
export interface Gs1Content {
  /** AI 01: the item itself. */
  readonly gtin?: string;
  /** AI 02 and 37: what is in the box, and how many pieces. */
  readonly contained?: string;
  readonly containedPieces?: number;
  /** AI 10 and 21. */
  readonly lot?: string;
  readonly serial?: string;
  /** AI 11, 15 and 17. */
  readonly produced?: string;
  readonly bestBefore?: string;
  readonly expires?: string;
  /** AI 30: pieces of an item that is sold by number. */
  readonly pieces?: number;
  /** AI 310n: net weight, thousandths of a kilogram. */
  readonly weight?: Thousandths;
  /** AI 392n: the price of the whole, in grosze. */
  readonly price?: Grosze;
}

/** `unknown`: an element that the till does not read, so that nothing behind it can be trusted;
 *  `value`: what the element holds cannot be, such as a 31st of April. */
export type Gs1Problem = 'checkDigit' | 'length' | 'unknown' | 'value';

type Read = (value: string, decimals: number) => string | number | { readonly problem: Gs1Problem };

interface Element {
  readonly field: keyof Gs1Content;
  /** Without a fixed length the element ends with a separator or the data. */
  readonly length: number;
  readonly fixed: boolean;
  readonly read: Read;
}

/** By application identifier (GS1 General Specifications, 3.2); `n` is the number of decimals. */
const elements: Readonly<Record<string, Element>> = {
  '01': { field: 'gtin', length: 14, fixed: true, read: readGtin },
  '02': { field: 'contained', length: 14, fixed: true, read: readGtin },
  '10': { field: 'lot', length: 20, fixed: false, read: readText },
  '11': { field: 'produced', length: 6, fixed: true, read: readDate },
  '15': { field: 'bestBefore', length: 6, fixed: true, read: readDate },
  '17': { field: 'expires', length: 6, fixed: true, read: readDate },
  '21': { field: 'serial', length: 20, fixed: false, read: readText },
  '30': { field: 'pieces', length: 8, fixed: false, read: readPieces },
  '37': { field: 'containedPieces', length: 8, fixed: false, read: readPieces },
  '310n': { field: 'weight', length: 6, fixed: true, read: readWeight },
  '392n': { field: 'price', length: 15, fixed: false, read: readPrice },
};

/** All elements of the data, or the first thing wrong with them. */
export function readElements(data: string): Gs1Content | { readonly problem: Gs1Problem } {
  const content: Record<string, string | number> = {};
  let rest = withoutSeparator(data);
  if (rest === '') return { problem: 'length' };
  while (rest !== '') {
    const found = elementAt(rest);
    if (!found) return { problem: 'unknown' };
    const { element, value, after, decimals } = found;
    if (element.fixed ? value.length < element.length : value === '') return { problem: 'length' };
    if (value.length > element.length) return { problem: 'length' };
    const read = element.read(value, decimals);
    if (typeof read === 'object') return read;
    if (Object.hasOwn(content, element.field)) return { problem: 'value' };
    content[element.field] = read;
    rest = after;
  }
  return content;
}

interface Found {
  readonly element: Element;
  readonly value: string;
  readonly decimals: number;
  readonly after: string;
}

function elementAt(data: string): Found | undefined {
  const [short, long] = [data.slice(0, 2), `${data.slice(0, 3)}n`];
  const decimals =
    /^3..\d/.test(data) && Object.hasOwn(elements, long) ? Number(data[3]) : undefined;
  const element = decimals === undefined ? own(short) : own(long);
  if (!element) return undefined;
  const body = data.slice(decimals === undefined ? 2 : 4);
  const end = body.indexOf(groupSeparator);
  const value = body.slice(0, end === -1 ? undefined : end);
  const taken = element.fixed ? value.slice(0, element.length) : value;
  const after = withoutSeparator(body.slice(taken.length));
  return { element, value: taken, decimals: decimals ?? 0, after };
}

/** A separator is allowed where none is needed: at the start and behind a fixed length. */
function withoutSeparator(data: string): string {
  return data.startsWith(groupSeparator) ? data.slice(1) : data;
}

function own(identifier: string): Element | undefined {
  return Object.hasOwn(elements, identifier) ? elements[identifier] : undefined;
}

function readGtin(value: string): ReturnType<Read> {
  if (!/^\d+$/.test(value)) return { problem: 'value' };
  return hasCheckDigit(value) ? value : { problem: 'checkDigit' };
}

/** The 82 characters that GS1 allows. */
function readText(value: string): ReturnType<Read> {
  return /^[\w!"%&'()*+,\-./:;<=>?]+$/.test(value) ? value : { problem: 'value' };
}

function readPieces(value: string): ReturnType<Read> {
  return /^\d+$/.test(value) && Number(value) > 0 ? Number(value) : { problem: 'value' };
}

function readWeight(value: string, decimals: number): ReturnType<Read> {
  return readScaled(value, 1000, decimals, maxQuantity);
}

function readPrice(value: string, decimals: number): ReturnType<Read> {
  return readScaled(value, 100, decimals, maxAmountGrosze);
}

function readScaled(value: string, unit: number, decimals: number, max: number): ReturnType<Read> {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > max * 10 ** decimals) return { problem: 'value' };
  const scaled = mulDiv(number, unit, 10 ** decimals);
  return scaled > 0 && scaled <= max ? scaled : { problem: 'value' };
}

/** `261120`, of this century; day 00 is the month's last. */
function readDate(value: string): ReturnType<Read> {
  const match = /^(\d\d)(\d\d)(\d\d)$/.exec(value);
  const [year, month, day] = [match?.[1], match?.[2], match?.[3]].map(Number);
  if (!year && year !== 0) return { problem: 'value' };
  try {
    const first = Temporal.PlainDate.from(
      { year: 2000 + year, month: month ?? 0, day: 1 },
      { overflow: 'reject' },
    );
    const wanted = day === 0 ? first.daysInMonth : (day ?? 0);
    return first.with({ day: wanted }, { overflow: 'reject' }).toString();
  } catch {
    return { problem: 'value' };
  }
}
