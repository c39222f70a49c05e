import { hasCheckDigit } from './check-digit.ts';
import {
  type Gs1Content,
  type Gs1Problem,
  groupSeparator,
  readElements,
} from './element-string.ts';

/** A number of a trade item as it stands on the label. */
export interface ItemBarcode {
  readonly symbology: 'EAN-13' | 'EAN-8' | 'UPC-A' | 'UPC-E' | 'ITF-14';
  readonly code: string;
  /** The same number in all symbologies: 14 digits, a UPC-E expanded. */
  readonly gtin: string;
}

export interface ElementString {
  readonly symbology: 'GS1-128';
  readonly content: Gs1Content;
}

/** Why a scan is refused; `unknown`: no code that a till sells by. */
export type BarcodeProblem = Gs1Problem;
export type Barcode = ItemBarcode | ElementString | { readonly problem: BarcodeProblem };

/** What the AIM identifiers say of the data behind them (facts/printing §5). */
const readers = new Map<string, (code: string) => Barcode>([
  [']E0', readEanOrUpc],
  [']E3', readWithAddOn],
  [']E4', readEan8],
  [']I0', readItf14],
  [']I1', readItf14],
  [']C1', readElementString],
  [']e0', readElementString],
  [']d2', readElementString],
  [']Q3', readElementString],
]);

/**
 * What was scanned or typed. `symbology` is the AIM identifier if the scanner tells it (`]E0`); without
 * one the length decides. Eight digits that begin with 0 are then a UPC-E where its check digit is right.
 */
export function readBarcode(code: string, symbology?: string): Barcode {
  if (symbology !== undefined) return readers.get(symbology)?.(code) ?? { problem: 'unknown' };
  if (isElementString(code)) return readElementString(code);
  if (!/^\d+$/.test(code)) return { problem: 'unknown' };
  if (code.length === 14) return readItf14(code);
  if (code.length !== 8) return readEanOrUpc(code);
  const upcE = readUpcE(code);
  return code.startsWith('0') && !('problem' in upcE) ? upcE : readEan8(code);
}

/** `04252614` → `042100005264`: with the zeros that UPC-E leaves out; undefined when it is none. */
export function expandUpcE(code: string): string | undefined {
  if (!/^[01]\d{7}$/.test(code)) return undefined;
  const [system, digits, form, check] = [code[0], code.slice(1, 6), code.charAt(6), code[7]];
  return `${system}${expandedBody(digits, form)}${check}`;
}

/** The last of the six digits says where the zeros were. */
function expandedBody(digits: string, form: string): string {
  switch (form) {
    case '0':
    case '1':
    case '2':
      return `${digits.slice(0, 2)}${form}0000${digits.slice(2)}`;
    case '3':
      return `${digits.slice(0, 3)}00000${digits.slice(3)}`;
    case '4':
      return `${digits.slice(0, 4)}00000${digits.slice(4)}`;
    default:
      return `${digits}0000${form}`;
  }
}

/** A scanner sends EAN-13 and UPC with one identifier; UPC-E also as the eight digits of the label. */
function readEanOrUpc(code: string): Barcode {
  if (code.length === 8) return readUpcE(code);
  if (code.length === 12) return readItem('UPC-A', code, 12);
  return readItem('EAN-13', code, 13);
}

/** The add-on of two or five digits, of newspapers and books, says nothing to a till. */
function readWithAddOn(code: string): Barcode {
  return code.length === 15 || code.length === 18
    ? readItem('EAN-13', code.slice(0, 13), 13)
    : { problem: 'length' };
}

function readEan8(code: string): Barcode {
  return readItem('EAN-8', code, 8);
}

function readItf14(code: string): Barcode {
  return readItem('ITF-14', code, 14);
}

function readUpcE(code: string): Barcode {
  const expanded = expandUpcE(code);
  if (expanded === undefined) return { problem: code.length === 8 ? 'unknown' : 'length' };
  const read = readItem('UPC-A', expanded, 12);
  return 'gtin' in read ? { ...read, symbology: 'UPC-E', code } : read;
}

function readItem(symbology: ItemBarcode['symbology'], code: string, length: number): Barcode {
  if (!/^\d+$/.test(code)) return { problem: 'unknown' };
  if (code.length !== length) return { problem: 'length' };
  if (!hasCheckDigit(code)) return { problem: 'checkDigit' };
  return { symbology, code, gtin: code.padStart(14, '0') };
}

/** Without an identifier: what has separators in it, or a whole item number and more behind it. */
function isElementString(code: string): boolean {
  return code.includes(groupSeparator) || /^0[12]\d{14}/.test(code);
}

function readElementString(code: string): Barcode {
  const read = readElements(code);
  return 'problem' in read ? read : { symbology: 'GS1-128', content: read };
}
