import { type CodePage, characterOf } from '../../src/text/code-page.ts';
import type { Columns, PaperLine } from '../../src/text/layout.ts';
import { type Operation, EscPosDecoder } from './escpos-decoder.ts';
import type { RollItem } from './paper.ts';

/** The numbers that emulated printers know, Epson's. */
const pagesByNumber: ReadonlyMap<number, CodePage> = new Map([
  [18, 'cp852'],
  [45, 'wpc1250'],
]);

/** Sets characters in lines as the mechanics do: a full line goes on in the next one. */
export class PrintHead {
  readonly #columns: Columns;
  #page: CodePage | undefined;
  #bold = false;
  #tall = false;
  #text = '';
  #style: PaperLine['style'];

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  /** What the operation brings onto the paper. */
  carryOut(operation: Operation): RollItem | undefined {
    switch (operation.type) {
      case 'character':
        return this.#set(operation.byte);
      case 'lineFeed':
        return this.#feed();
      case 'cut':
        return 'cut';
      case 'initialise':
        this.#initialise();
        return undefined;
      case 'codePage':
        this.#page = pagesByNumber.get(operation.number);
        return undefined;
      case 'bold':
        this.#bold = operation.on;
        return undefined;
      case 'mode':
        [this.#bold, this.#tall] = [operation.bold, operation.doubleHeight];
        return undefined;
      default:
        return undefined;
    }
  }

  #set(byte: number): PaperLine | undefined {
    const full = this.#text.length === this.#columns ? this.#feed() : undefined;
    if (this.#text === '') this.#style = this.#styleNow();
    // Without a page that it knows, a printer sets something else than was meant: seen at once.
    this.#text += byte < 0x80 || this.#page ? characterOf(byte, this.#page ?? 'cp852') : '\ufffd';
    return full;
  }

  #feed(): PaperLine {
    const [text, style] = [this.#text, this.#style];
    this.#text = '';
    this.#style = undefined;
    return style ? { text, style } : { text };
  }

  /** ESC @ drops the unfinished line and every mode. */
  #initialise(): void {
    this.#feed();
    this.#page = undefined;
    this.#bold = false;
    this.#tall = false;
  }

  #styleNow(): PaperLine['style'] {
    if (this.#tall) return 'tall';
    return this.#bold ? 'bold' : undefined;
  }
}

/** The paper that printer bytes make; Failure `escpos.unknownBytes` for bytes it does not know. */
export function paperOf(bytes: Uint8Array, columns: Columns): RollItem[] {
  const [decoder, head] = [new EscPosDecoder(), new PrintHead(columns)];
  const roll: RollItem[] = [];
  for (const { operation } of decoder.decode(bytes)) {
    const item = head.carryOut(operation);
    if (item) roll.push(item);
  }
  return roll;
}
