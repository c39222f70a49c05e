import { Failure } from '../../src/kernel/failure.ts';

/** What a printer is told to do. A character is the byte as sent, before any code page. */
export type Operation =
  | { readonly type: 'character'; readonly byte: number }
  | { readonly type: 'lineFeed' }
  | { readonly type: 'initialise' }
  | { readonly type: 'leaveKanji' }
  | { readonly type: 'codePage'; readonly number: number }
  | { readonly type: 'bold'; readonly on: boolean }
  | { readonly type: 'mode'; readonly bold: boolean; readonly doubleHeight: boolean }
  | { readonly type: 'cut' }
  | { readonly type: 'pulse'; readonly pin: 2 | 5; readonly onMs: number; readonly offMs: number }
  | { readonly type: 'processId'; readonly id: string }
  | { readonly type: 'automaticStatus'; readonly causes: number }
  | { readonly type: 'statusRequest'; readonly of: number };

/** An operation with the bytes that ordered it. */
export interface Decoded {
  readonly operation: Operation;
  readonly bytes: Uint8Array;
}

interface Command {
  readonly prefix: readonly number[];
  readonly parameters: number;
  /** Undefined when the parameters are out of range. */
  readonly read: (parameters: readonly number[]) => Operation | undefined;
}

/** Every command that Razem's encoder sends, and no other: a fake is strict. */
const commands: Readonly<Record<string, Command>> = {
  'ESC @': { prefix: [0x1b, 0x40], parameters: 0, read: () => ({ type: 'initialise' }) },
  'ESC t n': {
    prefix: [0x1b, 0x74],
    parameters: 1,
    read: ([number = 0]) => ({ type: 'codePage', number }),
  },
  'ESC E n': {
    prefix: [0x1b, 0x45],
    parameters: 1,
    read: ([n = 0]) => ({ type: 'bold', on: (n & 1) === 1 }),
  },
  'ESC ! n': { prefix: [0x1b, 0x21], parameters: 1, read: mode },
  'ESC p m t1 t2': { prefix: [0x1b, 0x70], parameters: 3, read: pulse },
  'FS .': { prefix: [0x1c, 0x2e], parameters: 0, read: () => ({ type: 'leaveKanji' }) },
  'GS V 66 n': { prefix: [0x1d, 0x56, 0x42], parameters: 1, read: () => ({ type: 'cut' }) },
  'GS a n': {
    prefix: [0x1d, 0x61],
    parameters: 1,
    read: ([causes = 0]) => ({ type: 'automaticStatus', causes }),
  },
  'GS ( H 6 0 48 48 d1 d2 d3 d4': {
    prefix: [0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30],
    parameters: 4,
    read: processId,
  },
  'DLE EOT n': { prefix: [0x10, 0x04], parameters: 1, read: statusRequest },
};

/**
 * Reads printer bytes as they arrive, cut anywhere. Bytes it does not know are a Failure
 * `escpos.unknownBytes` with position and hex digits; what follows them in that piece is dropped, and
 * the next piece is read afresh.
 */
export class EscPosDecoder {
  #pending: number[] = [];
  #position = 0;

  *decode(bytes: Uint8Array): Generator<Decoded, void> {
    for (const byte of bytes) {
      this.#pending.push(byte);
      this.#position += 1;
      const operation = this.#complete();
      if (operation === 'unfinished') continue;
      const ordered = Uint8Array.from(this.#pending);
      this.#pending = [];
      if (operation === undefined) throw unknownBytes(ordered, this.#position - ordered.length);
      yield { operation, bytes: ordered };
    }
  }

  #complete(): Operation | 'unfinished' | undefined {
    const [first = 0] = this.#pending;
    if (first === 0x0a) return { type: 'lineFeed' };
    if (first >= 0x20 && first !== 0x7f) return { type: 'character', byte: first };
    const meant = Object.values(commands).find(({ prefix }) =>
      prefix.every((byte, at) => at >= this.#pending.length || byte === this.#pending[at]),
    );
    if (!meant) return undefined;
    const missing = meant.prefix.length + meant.parameters - this.#pending.length;
    return missing > 0 ? 'unfinished' : meant.read(this.#pending.slice(meant.prefix.length));
  }
}

function mode([n = 0]: readonly number[]): Operation | undefined {
  if ((n & ~0x18) !== 0) return undefined;
  return { type: 'mode', bold: (n & 0x08) !== 0, doubleHeight: (n & 0x10) !== 0 };
}

/** With m out of range a printer would print the rest as text, which the strict one refuses. */
function pulse([m, on = 0, off = 0]: readonly number[]): Operation | undefined {
  if (m !== 0 && m !== 1) return undefined;
  return { type: 'pulse', pin: m === 0 ? 2 : 5, onMs: on * 2, offMs: off * 2 };
}

function statusRequest([of = 0]: readonly number[]): Operation | undefined {
  return of >= 1 && of <= 4 ? { type: 'statusRequest', of } : undefined;
}

function processId(id: readonly number[]): Operation | undefined {
  if (id.some((byte) => byte < 0x20 || byte > 0x7e)) return undefined;
  return { type: 'processId', id: String.fromCodePoint(...id) };
}

function unknownBytes(bytes: Uint8Array, position: number): Failure {
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return new Failure(
    'escpos.unknownBytes',
    `printer data, byte ${position}: ${hex} is no ESC/POS command that Razem sends`,
  );
}
