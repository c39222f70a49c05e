export type NipProblem =
  /** Something else than digits, dashes and spaces, after `PL` or not. */
  | 'nip.characters'
  /** Not ten digits. */
  | 'nip.length'
  /** The first three digits are no tax office's. */
  | 'nip.office'
  | 'nip.checkDigit';

const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];

/** The buyer's tax number as typed (`522-262-82-62`, `PL 5222628262`), as its ten digits. */
export function parseNip(
  typed: string,
): { readonly nip: string } | { readonly problem: NipProblem } {
  const nip = typed.replace(/^\s*PL/i, '').replace(/[-\s]/g, '');
  if (!/^\d*$/.test(nip)) return { problem: 'nip.characters' };
  if (nip.length !== 10) return { problem: 'nip.length' };
  // As the Ministry's forms take it: the first digit is no zero, nor are the next two together.
  if (!/^[1-9](?!00)/.test(nip)) return { problem: 'nip.office' };
  return checkNumber(nip) === Number(nip.at(-1)) ? { nip } : { problem: 'nip.checkDigit' };
}

/** Eleven has a rest of ten, which is no digit: no NIP has it. */
function checkNumber(nip: string): number {
  return weights.reduce((total, weight, index) => total + weight * Number(nip[index]), 0) % 11;
}
