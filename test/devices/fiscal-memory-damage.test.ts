import { describe, expect, test } from 'vitest';
import { EmulatedFiscalMemory } from '../../devices/fiscal/fiscal-memory.ts';
import { memoryMedium, type WriteOnceMedium } from '../../devices/fiscal/write-once-medium.ts';
import { sha256 } from '../../src/kernel/digest.ts';
import { dailyRecord, fiscalisation, written } from './fiscal-record.ts';

const open = (medium: WriteOnceMedium) => new EmulatedFiscalMemory({ medium });

describe('a changed memory', () => {
  const damaged = (position: number) =>
    expect.objectContaining({
      code: 'memory.damaged',
      message: `the emulated fiscal memory: place ${position} of the fiscal memory is not as it was written; keep a copy and call the service`,
    });

  /** Two records and between them a place that is void. */
  async function spoilt(): Promise<string> {
    const torn = (await written([fiscalisation, dailyRecord(1)])).slice(0, -40);
    const medium = memoryMedium(torn);
    await open(medium).append('3.0', { kind: 'powerFailure', at: 5 });
    return medium.contents();
  }

  test('every flipped bit of every byte is found, in the place where it is', async () => {
    const contents = await spoilt();
    let position = 1;
    for (let at = 0; at < contents.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = String.fromCodePoint(contents.charCodeAt(at) ^ (1 << bit));
        const changed = contents.slice(0, at) + flipped + contents.slice(at + 1);
        expect(() => open(memoryMedium(changed))).toThrow(damaged(position));
      }
      if (contents[at] === '\n') position += 1;
    }
    expect(position).toBe(4);
  });

  test('every other byte in the place of a line feed or of the last one of a record is found', async () => {
    for (const contents of [await spoilt(), (await spoilt()).split('\n', 2).join('\n') + '\n']) {
      const ends = [...contents.matchAll(/\n/g)].flatMap(({ index }) => [index - 1, index]);
      for (const at of ends) {
        const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(byte));
        for (const byte of bytes.filter((one) => one !== contents[at])) {
          const changed = contents.slice(0, at) + byte + contents.slice(at + 1);
          expect(() => open(memoryMedium(changed))).toThrow(
            expect.objectContaining({ code: 'memory.damaged' }),
          );
        }
      }
    }
  });

  test('a line taken out, put in, doubled or moved is found', async () => {
    const [one = '', two = '', three = ''] = (await written()).split('\n');
    const from = (...lines: string[]) => memoryMedium(lines.map((line) => `${line}\n`).join(''));
    expect(() => open(from(two, three))).toThrow(damaged(1));
    expect(() => open(from(one, three))).toThrow(damaged(2));
    expect(() => open(from(one, three, two))).toThrow(damaged(2));
    expect(() => open(from(one, two, two, three))).toThrow(damaged(3));
    expect(() => open(from(one, '', two, three))).toThrow(damaged(2));
    expect(() => open(from(one, two, three, 'and more'))).toThrow(damaged(4));
  });

  test('a whole record that was made void afterwards is found', async () => {
    const one = await written([fiscalisation]);
    const record = one.trimEnd();
    const mark = sha256(`${'0'.repeat(64)}\n${record}\x18 VOID `);
    expect(() => open(memoryMedium(`${record}\x18 VOID ${mark}\n`))).toThrow(damaged(1));
  });

  test('what no power cut leaves at the end is found', async () => {
    const one = await written([fiscalisation]);
    for (const end of ['x', 'D x', 'D 00010 x', `D 00001 ${'0'.repeat(64)} {}`, '\x18', '\0\0']) {
      expect(() => open(memoryMedium(one + end))).toThrow(damaged(2));
    }
  });
});
