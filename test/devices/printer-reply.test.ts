import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  automaticStatusBytes,
  realTimeStatusByte,
} from '../../devices/printer/printer-condition.ts';
import { ReplyReader, realTimeTrouble } from '../../devices/printer/printer-reply.ts';

const read = (...bytes: number[]) => new ReplyReader().read(Uint8Array.from(bytes));
const fine = { coverOpen: false, paperOut: false, paperNearEnd: false };

describe('what a printer answers', () => {
  test('is sorted by its fixed bits, with XON and XOFF between', () => {
    const id = [0x37, 0x22, ...Buffer.from(')A12'), 0x00];
    expect(read(0x11, 0x12, 0x13, 0x18, 0x11, 0x00, 0x13, 0x0c, 0x00, ...id, 0x16)).toEqual([
      { type: 'realTimeStatus', byte: 0x12 },
      { type: 'status', status: { trouble: 'paperOut', paperNearEnd: false } },
      { type: 'processId', id: ')A12' },
      { type: 'realTimeStatus', byte: 0x16 },
    ]);
  });

  test.each([
    ['nothing', fine, undefined],
    ['a low roll', { ...fine, paperNearEnd: true }, undefined],
    ['no paper', { ...fine, paperOut: true }, 'paperOut'],
    ['an open cover', { ...fine, coverOpen: true }, 'coverOpen'],
    ['no paper under an open cover', { ...fine, paperOut: true, coverOpen: true }, 'coverOpen'],
  ] as const)('asked or unasked, it says the same: %s', (_name, condition, trouble) => {
    const [first, second, third] = [1, 2, 4].map((n) => realTimeStatusByte(n, condition));
    expect(realTimeTrouble(first ?? 0, second ?? 0, third ?? 0)).toBe(trouble);
    const paperNearEnd = condition.paperNearEnd || condition.paperOut;
    expect(read(...automaticStatusBytes(condition))).toEqual([
      { type: 'status', status: trouble ? { trouble, paperNearEnd } : { paperNearEnd } },
    ]);
  });

  test('off-line for another reason', () => {
    expect(realTimeTrouble(0x1a, 0x12, 0x12)).toBe('offline');
    expect(read(0x18, 0, 0, 0)).toEqual([
      { type: 'status', status: { trouble: 'offline', paperNearEnd: false } },
    ]);
  });

  test('noise is dropped and what comes after it is understood', () => {
    const id = [0x37, 0x22, ...Buffer.from(')A12'), 0x00];
    expect(read(0xff, 0x10, 0xff, ...id, 0x37, 0x25, 0x00, ...id)).toEqual([
      { type: 'processId', id: ')A12' },
      { type: 'processId', id: ')A12' },
    ]);
  });

  test('a status broken off is no status', () => {
    expect(read(0x10, 0x00, 0x12, 0x00, 0x00)).toEqual([{ type: 'realTimeStatus', byte: 0x12 }]);
  });

  test('any bytes give the same answers however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255)), (bytes) => {
        const reader = new ReplyReader();
        const oneByOne = bytes.flatMap((byte) => reader.read(Uint8Array.of(byte)));
        expect(oneByOne).toEqual(read(...bytes));
      }),
    );
  });
});
