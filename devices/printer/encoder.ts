import { BreakLine, CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { type CodePage, printable } from '../../src/text/code-page.ts';
import type { PaperLine } from '../../src/text/layout.ts';
import type { PrintMark } from './print-mark.ts';
import type { PrinterProfile } from './printer-profile.ts';

/** ESC p: 50 ms on, 500 ms off at pin 2. The library's own pulse lacks its times. */
export const drawerPulse: Uint8Array = Uint8Array.of(0x1b, 0x70, 0x00, 0x19, 0xfa);

/** DLE EOT n, answered at once even by a printer that is off-line. */
export function statusRequest(n: 1 | 2 | 4): Uint8Array {
  return Uint8Array.of(0x10, 0x04, n);
}

/** How many blank lines bring the last one past the tear bar of a printer without a cutter. */
const linesToTearBar = 4;

const characterSets: Readonly<Record<CodePage, CharacterSet>> = {
  cp852: CharacterSet.PC852_LATIN2,
  wpc1250: CharacterSet.WPC1250_LATIN2,
};

/**
 * A document as bytes: the beginning with its mark, one chunk for each line, the cut with the end
 * mark. Throws RangeError for a line that is wider than the paper.
 */
export function encodeDocument(
  lines: readonly PaperLine[],
  profile: PrinterProfile,
  mark: PrintMark,
): Uint8Array[] {
  const builder = lineBuilder(profile);
  return [
    join(preamble(profile), ...mark.begin.map(processIdRequest)),
    ...lines.map((line) => encodeLine(line, profile, builder)),
    join(ending(profile), ...mark.end.map(processIdRequest)),
  ];
}

/** GS ( H, function 48: answered when everything before it is printed. */
function processIdRequest(id: string): Uint8Array {
  return join([0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30], Buffer.from(id, 'latin1'));
}

/**
 * ESC @, FS . (clones start in Chinese mode), ESC t n with the model's number, and GS a: report on
 * your own when the cover, the paper or the line to you changes. ESC @ had switched that off.
 */
function preamble({ codePageNumber }: PrinterProfile): readonly number[] {
  return [0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x74, codePageNumber, 0x1d, 0x61, 0x0e];
}

/** GS V 66 0 feeds to the cutter by itself; the library's cut would end with a reset (§1.4). */
function ending({ cutter }: PrinterProfile): readonly number[] {
  return cutter ? [0x1d, 0x56, 0x42, 0x00] : Array<number>(linesToTearBar).fill(0x0a);
}

function encodeLine(line: PaperLine, profile: PrinterProfile, builder: ThermalPrinter): Uint8Array {
  const text = printable(line.text, profile.codePage);
  if ([...text].length > profile.columns) {
    throw new RangeError(`"${text}" is wider than ${profile.columns} columns`);
  }
  builder.setBuffer(Buffer.alloc(0));
  if (line.style === 'bold') builder.bold(true);
  if (line.style === 'tall') builder.setTextDoubleHeight();
  builder.println(text);
  if (line.style === 'bold') builder.bold(false);
  if (line.style === 'tall') builder.setTextNormal();
  return Uint8Array.from(builder.getBuffer());
}

/** One builder per document: it only believes to know the page that the printer has selected. */
function lineBuilder({ codePage, columns }: PrinterProfile): ThermalPrinter {
  const options = {
    type: PrinterTypes.EPSON,
    width: columns,
    characterSet: characterSets[codePage],
    // The other two ways eat blank lines.
    breakLine: BreakLine.NONE,
  };
  // Its types demand an interface, which a mere builder of bytes has not.
  return new ThermalPrinter(options as ConstructorParameters<typeof ThermalPrinter>[0]);
}

function join(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts.map((part) => Uint8Array.from(part))));
}
