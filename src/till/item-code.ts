import type { Grosze } from '../kernel/money.ts';
import { one, type Thousandths } from '../kernel/quantity.ts';
import type { TextKey } from '../text/catalogue.ts';
import { type Barcode, readBarcode } from './barcode.ts';
import type { Bases, Item } from './bases.ts';
import { readEmbedded } from './embedded-code.ts';

/** The item, and what the label says beyond it. */
export interface FoundItem {
  readonly item: Item;
  readonly quantity?: Thousandths;
  /** Of this very package, whatever the base says. */
  readonly price?: Grosze;
}

/** The label's price, the base's, or the typed one. */
export function priceOf({ item, price }: FoundItem, typed: Grosze | undefined): Grosze {
  return price ?? item.price ?? typed ?? 0;
}

type Found = FoundItem | { readonly refusal: TextKey };

/**
 * The item of a code that was typed or scanned: its own code, one of its barcodes, a label of the
 * shop's scales, or a GS1 code with weight, pieces or price. A scanner may put the AIM identifier
 * before it (`]E0`).
 */
export function findItem(bases: Bases, typed: string): Found {
  const { goods, embeddedCodes = [] } = bases;
  const [, symbology, code = ''] = /^(\][A-Za-z]\w)?(.*)$/s.exec(typed) ?? [];
  const own = goods.find((item) => item.code === code || item.barcodes?.includes(code));
  if (own) return { item: own };
  const label = readEmbedded(code, embeddedCodes);
  if (!label) return ofBarcode(goods, readBarcode(code, symbology), code);
  if ('problem' in label) return { refusal: 'barcode.checkDigit' };
  const { itemCode, ...said } = label;
  // Scales fill a short code with zeros.
  const item = goods.find((other) => other.code.padStart(itemCode.length, '0') === itemCode);
  return item ? { item, ...said } : { refusal: 'item.unknown' };
}

function ofBarcode(goods: readonly Item[], barcode: Barcode, code: string): Found {
  if ('problem' in barcode) {
    // What is shorter than any barcode was meant as the item's own code.
    if (barcode.problem === 'checkDigit') return { refusal: 'barcode.checkDigit' };
    return { refusal: /^\d{0,13}$/.test(code) ? 'item.unknown' : 'barcode.unreadable' };
  }
  if ('gtin' in barcode) return withGtin(goods, barcode.gtin);
  const { gtin, weight, pieces, price } = barcode.content;
  const found = gtin === undefined ? undefined : withGtin(goods, gtin);
  if (!found) return { refusal: 'barcode.unreadable' };
  if ('refusal' in found) return found;
  const quantity = weight ?? (pieces === undefined ? undefined : pieces * one);
  return {
    ...found,
    ...(quantity !== undefined && { quantity }),
    ...(price !== undefined && { price }),
  };
}

/** EAN and UPC are one number, written with more or fewer zeros before it. */
function withGtin(goods: readonly Item[], gtin: string): Found {
  const item = goods.find(({ code, barcodes = [] }) =>
    [code, ...barcodes].some((own) => own.length >= 8 && own.padStart(14, '0') === gtin),
  );
  return item ? { item } : { refusal: 'item.unknown' };
}
