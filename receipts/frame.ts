import { localDateTime } from '../src/kernel/time.ts';
import { type Columns, type PaperLine, centre, leftRight, rule } from '../src/text/layout.ts';
import type { Frame } from './document.ts';

/** Name, address, NIP and the running number of the document: the head of every document. */
export function header(frame: Frame, columns: Columns): PaperLine[] {
  const { name, address, nip } = frame.seller;
  return [
    ...centred(name, columns),
    ...address.flatMap((line) => centred(line, columns)),
    ...sides(`NIP ${nip}`, `nr:${frame.documentNumber}`, columns),
  ];
}

/**
 * Numbers, time, digest and unique number. Only a fiscal document of a fiscalised till bears the
 * fiscal logo (facts/till).
 */
export function footer(
  frame: Frame & { readonly receiptNumber?: number; readonly buyerNip?: string },
  columns: Columns,
  logo: boolean,
): PaperLine[] {
  const receipt = frame.receiptNumber?.toString().padStart(5, '0');
  const numbers = [receipt, `#${frame.tillNumber}`, frame.cashier.name].filter(Boolean).join(' ');
  return [
    ...sides(numbers, localDateTime(frame.at), columns),
    ...(frame.buyerNip === undefined ? [] : sides('NIP NABYWCY', frame.buyerNip, columns)),
    ...digest(frame.digest, columns),
    ...centred(`${logo ? '{PL} ' : ''}${frame.uniqueNumber}`, columns),
  ];
}

/** A document that is no fiscal one says so above and below; a till that trains says that as well. */
export function nonFiscal(
  frame: Frame,
  body: readonly PaperLine[],
  columns: Columns,
): readonly PaperLine[] {
  const mark = centred('N I E F I S K A L N Y', columns);
  const training = frame.fiscal ? [] : centred('TRYB SZKOLENIOWY', columns, 'bold');
  return [...mark, ...training, ...body, ...mark];
}

/** The word in the titles of receipts and fiscal reports. */
export function fiscalWord({ fiscal }: Frame): 'FISKALNY' | 'NIEFISKALNY' {
  return fiscal ? 'FISKALNY' : 'NIEFISKALNY';
}

export function centred(text: string, columns: Columns, style?: 'bold' | 'tall'): PaperLine[] {
  return styled(centre(text, columns), style);
}

export function sides(
  left: string,
  right: string,
  columns: Columns,
  style?: 'bold' | 'tall',
): PaperLine[] {
  return styled(leftRight(left, right, columns), style);
}

export function ruled(columns: Columns): PaperLine {
  return { text: rule(columns) };
}

/** The 40 digits, on narrow paper in two halves of 20. */
function digest(digits: string, columns: Columns): PaperLine[] {
  const half = Math.ceil(digits.length / 2);
  const parts = digits.length <= columns ? [digits] : [digits.slice(0, half), digits.slice(half)];
  return parts.flatMap((part) => centred(part, columns));
}

function styled(lines: readonly string[], style?: 'bold' | 'tall'): PaperLine[] {
  return lines.map((text) => (style ? { text, style } : { text }));
}
