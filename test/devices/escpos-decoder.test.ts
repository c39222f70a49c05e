import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawerPulse, encodeDocument } from '../../devices/printer/encoder.ts';
import { type Operation, EscPosDecoder } from '../../devices/printer/escpos-decoder.ts';
import { paperOf } from '../../devices/printer/print-head.ts';
import { printMark } from '../../devices/printer/print-mark.ts';
import { profile } from '../../devices/printer/printer-profile.ts';
import { layOut } from '../../receipts/lay-out.ts';
import { Failure } from '../../src/kernel/failure.ts';
import { receipt } from '../receipts/sample.ts';

const decodeAll = (pieces: readonly Uint8Array[]) => {
  const decoder = new EscPosDecoder();
  return pieces.flatMap((piece) => [...decoder.decode(piece)]);
};
const operationsOf = (...bytes: number[]): Operation[] =>
  decodeAll([Uint8Array.from(bytes)]).map(({ operation }) => operation);

describe('the ESC/POS decoder', () => {
  test('knows every command that the encoder sends', () => {
    expect(operationsOf(0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x74, 18, 0x1d, 0x61, 0x0e)).toEqual([
      { type: 'initialise' },
      { type: 'leaveKanji' },
      { type: 'codePage', number: 18 },
      { type: 'automaticStatus', causes: 14 },
    ]);
    expect(operationsOf(0x1b, 0x45, 1, 0x1b, 0x21, 0x18, 0x41, 0xff, 0x0a)).toEqual([
      { type: 'bold', on: true },
      { type: 'mode', bold: true, doubleHeight: true },
      { type: 'character', byte: 0x41 },
      { type: 'character', byte: 0xff },
      { type: 'lineFeed' },
    ]);
    expect(operationsOf(...drawerPulse, 0x1d, 0x56, 0x42, 0, 0x10, 4, 2)).toEqual([
      { type: 'pulse', pin: 2, onMs: 50, offMs: 500 },
      { type: 'cut' },
      { type: 'statusRequest', of: 2 },
    ]);
    expect(operationsOf(0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, 0x28, 0x41, 0x42, 0x43)).toEqual([
      { type: 'processId', id: '(ABC' },
    ]);
  });

  test.each([
    ["the library's pulse without its times", [0x41, 0x1b, 0x70, 0, 0x1b, 0x70, 0x01, 0x41], 6],
    ["the library's cut", [0x1d, 0x56, 0], 0],
    ['a pulse at no pin', [0x1b, 0x70, 2, 0x19, 0xfa], 0],
    ['a status that does not exist', [0x41, 0x10, 4, 5], 1],
    ['a process id out of range', [0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, 0x28, 0, 0x42, 0x43], 0],
    ['a mode that is not used', [0x1b, 0x21, 0x20], 0],
    ['a lone control byte', [0x41, 0x07], 1],
  ])('refuses %s, naming the place', (_what, bytes, position) => {
    expect(() => operationsOf(...bytes)).toThrow(
      expect.objectContaining({
        code: 'escpos.unknownBytes',
        message: expect.stringContaining(`byte ${position}: `),
      }),
    );
  });

  test('names the bytes in hex', () => {
    expect(() => operationsOf(0x41, 0x1b, 0x99)).toThrow(
      'printer data, byte 1: 1b 99 is no ESC/POS command that Razem sends',
    );
  });

  test('reads the same however the bytes are cut', () => {
    const bytes = Buffer.concat(
      encodeDocument(layOut(receipt, 40), profile('emulated-40'), printMark('1.0')),
    );
    const whole = decodeAll([bytes]);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((end, at) => bytes.subarray(places[at], end));
        expect(decodeAll(pieces)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  test('any bytes are read to the end or refused by name', () => {
    const command = fc.constantFrom(0x1b, 0x1d, 0x1c, 0x10, 0x40, 0x74, 0x28, 0x48, 0x0a);
    const anyBytes = fc.array(fc.oneof(command, fc.nat(255))).map((all) => Uint8Array.from(all));
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const decoder = new EscPosDecoder();
        const read: number[] = [];
        let refusal: unknown;
        try {
          for (const decoded of decoder.decode(bytes)) read.push(...decoded.bytes);
        } catch (error) {
          refusal = error;
        }
        expect(read).toEqual([...bytes.subarray(0, read.length)]);
        const left = bytes.length - read.length;
        expect(refusal instanceof Failure || (refusal === undefined && left < 11)).toBe(true);
      }),
    );
  });
});

describe('the print head', () => {
  test('goes on in the next line when one is full', () => {
    const text = 'x'.repeat(33);
    expect(paperOf(Buffer.from(`${text}\n`), 32)).toEqual([
      { text: 'x'.repeat(32) },
      { text: 'x' },
    ]);
  });

  test('without a page, or with an unknown one, Polish letters come out as something else', () => {
    const lines = [0xa5, 0x0a, 0x1b, 0x74, 72, 0xa5, 0x0a, 0x1b, 0x74, 18, 0xa5, 0x0a];
    const reset = [0x41, 0x1b, 0x40, 0xa5, 0x0a];
    expect(paperOf(Uint8Array.from([...lines, ...reset]), 32)).toEqual([
      { text: '\ufffd' },
      { text: '\ufffd' },
      { text: 'ą' },
      { text: '\ufffd' },
    ]);
  });
});
