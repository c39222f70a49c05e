/** The code pages of receipt printers that hold all Polish letters (facts/printing §1.2). */
export type CodePage = 'cp852' | 'wpc1250';

export const codePages: readonly CodePage[] = ['cp852', 'wpc1250'];

/** Bytes 80h to FFh of each page; U+FFFD where the page has nothing. */
const upperHalves: Readonly<Record<CodePage, string>> = {
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č' +
    'áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐' +
    '└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀' +
    'ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
  wpc1250:
    '€\ufffd‚\ufffd„…†‡\ufffd‰Š‹ŚŤŽŹ\ufffd‘’“”•–—\ufffd™š›śťžź' +
    '\u00a0ˇ˘Ł¤Ą¦§¨©Ş«¬\u00ad®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż' +
    'ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß' +
    'ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙',
};

/** Signs that word processors put in names, as a till writes them. */
const plainSigns: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '„': '"',
  '”': '"',
  '“': '"',
  '‟': '"',
  '’': "'",
  '‘': "'",
  '‚': "'",
  '…': '...',
  '•': '*',
  '€': 'EUR',
  '™': 'TM',
  '²': '2',
  '³': '3',
  '½': '1/2',
  µ: 'u',
  '\u00ad': '',
};

/** The character a printer sets for a byte; U+FFFD where the page has none. */
export function characterOf(byte: number, page: CodePage): string {
  return byte < 0x80 ? String.fromCodePoint(byte) : (upperHalves[page][byte - 0x80] ?? '\ufffd');
}

/**
 * The text in characters that the page can print, one column each: letters composed, typographic
 * signs written plainly, blanks and line breaks as spaces, and `?` for anything else, so that no
 * control byte in a name ever reaches a printer.
 */
export function printable(text: string, page: CodePage): string {
  let printed = '';
  for (const character of text.normalize('NFC')) {
    if (/\s/u.test(character)) printed += ' ';
    else if (hasCharacter(page, character)) printed += character;
    else printed += plainSigns[character] ?? '?';
  }
  return printed;
}

function hasCharacter(page: CodePage, character: string): boolean {
  if (/^[\x20-\x7e]$/.test(character)) return true;
  return !/[\u00a0\u00ad\ufffd]/.test(character) && upperHalves[page].includes(character);
}
