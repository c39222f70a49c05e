import type { PrinterTrouble } from '../../src/kernel/outcome.ts';

/** What a printer says of itself without being asked (GS a). */
export interface PrinterStatus {
  readonly trouble?: PrinterTrouble;
  readonly paperNearEnd: boolean;
}

export type PrinterReply =
  /** One byte, answer to DLE EOT n; which n, only the asker knows. */
  | { readonly type: 'realTimeStatus'; readonly byte: number }
  | { readonly type: 'status'; readonly status: PrinterStatus }
  | { readonly type: 'processId'; readonly id: string };

/** A block reply is never longer: header, type, four characters, NUL. */
const longestBlock = 7;

/**
 * Sorts the bytes of a printer by their fixed bits (facts/printing §3.2). Whatever arrives, however
 * cut, costs one step a byte; noise is dropped.
 */
export class ReplyReader {
  #block: number[] = [];

  read(bytes: Uint8Array): PrinterReply[] {
    return [...bytes].flatMap((byte) => this.#next(byte) ?? []);
  }

  #next(byte: number): PrinterReply | undefined {
    const [head] = this.#block;
    // XON and XOFF may stand between the bytes of a status.
    if (head !== 0x37 && (byte === 0x11 || byte === 0x13)) return undefined;
    if (head === 0x37) return this.#inBlock(byte);
    if (head !== undefined && (byte & 0x90) === 0x00) return this.#inStatus(byte);
    this.#block = [];
    if ((byte & 0x93) === 0x12) return { type: 'realTimeStatus', byte };
    if ((byte & 0x93) === 0x10 || byte === 0x37) this.#block = [byte];
    return undefined;
  }

  #inStatus(byte: number): PrinterReply | undefined {
    this.#block.push(byte);
    const [first, , third] = this.#block;
    if (this.#block.length < 4 || first === undefined || third === undefined) return undefined;
    this.#block = [];
    return { type: 'status', status: automaticStatus(first, third) };
  }

  #inBlock(byte: number): PrinterReply | undefined {
    this.#block.push(byte);
    if (byte !== 0x00 && this.#block.length < longestBlock) return undefined;
    const [, kind, ...rest] = this.#block;
    this.#block = [];
    if (kind !== 0x22 || rest.length !== 5 || byte !== 0x00) return undefined;
    return { type: 'processId', id: String.fromCodePoint(...rest.slice(0, 4)) };
  }
}

/** With the cover open the paper sensor may lie, so the cover is named first. */
function automaticStatus(first: number, third: number): PrinterStatus {
  const paperNearEnd = (third & 0x03) !== 0;
  if (first & 0x20) return { trouble: 'coverOpen', paperNearEnd };
  if (third & 0x0c) return { trouble: 'paperOut', paperNearEnd };
  return first & 0x08 ? { trouble: 'offline', paperNearEnd } : { paperNearEnd };
}

/** The answers to DLE EOT 1, 2 and 4 as one; undefined when the printer can print. */
export function realTimeTrouble(
  printer: number,
  cause: number,
  paper: number,
): PrinterTrouble | undefined {
  if (cause & 0x04) return 'coverOpen';
  if (cause & 0x20 || paper & 0x60) return 'paperOut';
  return printer & 0x08 ? 'offline' : undefined;
}
