import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EmulatedFiscalMemory, type MemoryCapacity } from '../../devices/fiscal/fiscal-memory.ts';
import {
  fileMedium,
  memoryMedium,
  type WriteOnceMedium,
} from '../../devices/fiscal/write-once-medium.ts';
import { anyRecord, dailyRecord, fiscalisation, rateChange, written } from './fiscal-record.ts';
import { temporaryFolder } from './temporary-folder.ts';

const open = (medium: WriteOnceMedium, capacity?: MemoryCapacity) =>
  new EmulatedFiscalMemory({ medium, capacity });

const place = (position: number) => ({ result: 'written', position });

/** A medium that burns no more than `characters`, then fails as often as it is asked. */
function failingMedium(characters: number, burnt = ''): WriteOnceMedium {
  const medium = memoryMedium(burnt);
  let left = characters;
  return {
    ...medium,
    burn(text) {
      medium.burn(text.slice(0, left));
      if (text.length > left) {
        left = 0;
        throw new Error('no space left on device');
      }
      left -= text.length;
    },
  };
}

const media: readonly [name: string, make: () => WriteOnceMedium][] = [
  ['in a file', () => fileMedium(join(temporaryFolder(), 'fiscal-memory.txt'))],
  ['for replay', () => memoryMedium()],
];

describe.each(media)('a fiscal memory %s', (_name, make) => {
  test('keeps every record in its place, also without power', async () => {
    const medium = make();
    const memory = open(medium);
    const answers = [
      await memory.append('1.0', fiscalisation),
      await memory.append('2.0', dailyRecord(1)),
      await memory.append('3.0', rateChange),
    ];
    expect(answers).toEqual([place(1), place(2), place(3)]);
    const stored = [
      { position: 1, id: '1.0', record: fiscalisation },
      { position: 2, id: '2.0', record: dailyRecord(1) },
      { position: 3, id: '3.0', record: rateChange },
    ];
    const state = { used: 3, capacity: 2060, dailyLeft: 1829, warning: false };
    for (const one of [memory, open(medium)]) {
      expect(await one.read()).toEqual(stored);
      expect(await one.read({ fromPosition: 3 })).toEqual(stored.slice(2));
      expect(await one.read({ fromPosition: 4 })).toEqual([]);
      expect(one.state()).toEqual(state);
    }
  });

  test('answers the same id with the same record where it was written, also without power', async () => {
    const medium = make();
    const memory = open(medium);
    await memory.append('1.0', fiscalisation);
    const burnt = medium.contents();
    expect(await memory.append('1.0', { ...fiscalisation })).toEqual(place(1));
    expect(await open(medium).append('1.0', fiscalisation)).toEqual(place(1));
    expect(medium.contents()).toBe(burnt);
  });

  test('refuses another record of the same id by name and place', async () => {
    const medium = make();
    const memory = open(medium);
    await memory.append('1.0', fiscalisation);
    await memory.append('2.0', dailyRecord(1));
    const burnt = medium.contents();
    const refusal = expect.objectContaining({
      code: 'memory.idTaken',
      message: `${medium.name}: place 2 holds another record of id 2.0; give a new record a new id`,
    });
    await expect(memory.append('2.0', dailyRecord(2))).rejects.toEqual(refusal);
    await expect(open(medium).append('2.0', rateChange)).rejects.toEqual(refusal);
    expect(medium.contents()).toBe(burnt);
  });

  test('full is full, for daily reports and events apart, and still answers what it has', async () => {
    const medium = make();
    const memory = open(medium, { daily: 2, event: 1 });
    await memory.append('1.0', fiscalisation);
    await memory.append('2.0', dailyRecord(1));
    expect(await memory.append('3.0', rateChange)).toEqual({ result: 'full' });
    expect(await memory.append('4.0', dailyRecord(2))).toEqual(place(3));
    const burnt = medium.contents();
    for (const one of [memory, open(medium, { daily: 2, event: 1 })]) {
      expect(await one.append('5.0', dailyRecord(3))).toEqual({ result: 'full' });
      expect(await one.append('4.0', dailyRecord(2))).toEqual(place(3));
      expect(one.state()).toEqual({ used: 3, capacity: 3, dailyLeft: 0, warning: true });
    }
    expect(medium.contents()).toBe(burnt);
  });

  test('warns when there is room for 30 daily reports', async () => {
    const memory = open(make(), { daily: 32, event: 1 });
    const seen = [];
    for (const number of [1, 2]) {
      await memory.append(`${number}.0`, dailyRecord(number));
      const { dailyLeft, warning } = memory.state();
      seen.push({ dailyLeft, warning });
    }
    expect(seen).toEqual([
      { dailyLeft: 31, warning: false },
      { dailyLeft: 30, warning: true },
    ]);
  });

  test('only grows, whatever is done to it', async () => {
    const step = fc.oneof(
      fc.record({ id: fc.integer({ min: 0, max: 9 }), record: anyRecord }),
      fc.constant('power' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const medium = make();
        const capacity = { daily: 3, event: 3 };
        let memory = open(medium, capacity);
        let burnt = '';
        for (const one of steps) {
          if (one === 'power') memory = open(medium, capacity);
          else await memory.append(`${one.id}`, one.record).catch(() => {});
          const now = medium.contents();
          expect(now.startsWith(burnt)).toBe(true);
          burnt = now;
        }
        const known = await memory.read();
        expect(await open(medium, capacity).read()).toEqual(known);
        expect(memory.state().used).toBe(known.length);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the power cut in the middle of a record', () => {
  test('at every length: the place is lost, the record is written in the next', async () => {
    const before = await written([fiscalisation]);
    const line = (await written([fiscalisation, dailyRecord(1)])).slice(before.length);
    for (let length = 1; length < line.length - 1; length += 1) {
      const medium = memoryMedium(before + line.slice(0, length));
      const memory = open(medium);
      expect(await memory.read()).toEqual([{ position: 1, id: '1.0', record: fiscalisation }]);
      expect(memory.state()).toEqual({ used: 2, capacity: 2060, dailyLeft: 1829, warning: false });
      expect(await memory.append('2.0', dailyRecord(1))).toEqual(place(3));
      expect(medium.contents().startsWith(before + line.slice(0, length))).toBe(true);
      expect((await open(medium).read()).map(({ position }) => position)).toEqual([1, 3]);
    }
  });

  test('before its first and after its last character: nothing is lost', async () => {
    const before = await written([fiscalisation]);
    const after = await written([fiscalisation, dailyRecord(1)]);
    const notBegun = open(memoryMedium(before));
    expect(notBegun.state().used).toBe(1);
    expect(await notBegun.append('2.0', dailyRecord(1))).toEqual(place(2));
    for (const whole of [after, after.slice(0, -1)]) {
      const medium = memoryMedium(whole);
      const memory = open(medium);
      expect(await memory.append('2.0', dailyRecord(1))).toEqual(place(2));
      expect([memory.state().used, medium.contents()]).toEqual([2, after]);
    }
  });

  test('and again in the middle of making it void, at every length', async () => {
    const torn = (await written([fiscalisation, dailyRecord(1)])).slice(0, -100);
    const medium = memoryMedium(torn);
    open(medium);
    const whole = medium.contents();
    expect(whole.length).toBeGreaterThan(torn.length + 64);
    for (let length = 0; length < whole.length - torn.length; length += 1) {
      const failing = failingMedium(length, torn);
      expect(() => open(failing)).toThrow(
        expect.objectContaining({
          code: 'memory.unusable',
          message:
            'the emulated fiscal memory: place 2 cannot be made void; free space on its disk',
        }),
      );
      const again = memoryMedium(failing.contents());
      expect(open(again).state().used).toBe(2);
      expect(again.contents()).toBe(whole);
    }
  });

  test('a spoilt place is one less for its own area', async () => {
    const capacity = { daily: 1, event: 2 };
    const medium = memoryMedium((await written([dailyRecord(1)])).slice(0, 1));
    const memory = open(medium, capacity);
    expect(await memory.append('1.0', dailyRecord(1))).toEqual({ result: 'full' });
    expect(await memory.append('2.0', fiscalisation)).toEqual(place(2));
  });

  test('can be ordered at the beginning, in the half and at the end of a record', async () => {
    const after: Record<string, readonly [used: number, position: number]> = {
      'memory:begin': [0, 1],
      'memory:half': [1, 2],
      'memory:end': [1, 1],
    };
    for (const [cut, [used, position]] of Object.entries(after)) {
      const medium = memoryMedium();
      const probe = (point: string) => {
        if (point === cut) throw new Error('power cut');
      };
      const memory = new EmulatedFiscalMemory({ medium, probe });
      await expect(memory.append('1.0', dailyRecord(1))).rejects.toThrow('power cut');
      const burnt = medium.contents();
      expect(await memory.append('2.0', rateChange)).toEqual({ result: 'failed' });
      expect(medium.contents()).toBe(burnt);
      const again = open(medium);
      expect(again.state().used).toBe(used);
      expect(await again.append('1.0', dailyRecord(1))).toEqual(place(position));
    }
  });
});

describe('a medium that fails', () => {
  test('leaves the record unsure, and nothing is written until the power was off', async () => {
    const whole = await written([dailyRecord(1)]);
    for (const length of [0, 1, 100, whole.length - 1]) {
      const medium = failingMedium(length);
      const memory = open(medium);
      expect(await memory.append('1.0', dailyRecord(1))).toEqual({ result: 'failed' });
      expect(await memory.append('2.0', rateChange)).toEqual({ result: 'failed' });
      expect([await memory.read(), medium.contents()]).toEqual([[], whole.slice(0, length)]);
    }
  });

  test('after everything was burnt: the record is found when the power comes back', async () => {
    const burnt = memoryMedium();
    const unsure: WriteOnceMedium = {
      ...burnt,
      burn(text) {
        burnt.burn(text);
        throw new Error('input/output error');
      },
    };
    const memory = open(unsure);
    expect(await memory.append('1.0', dailyRecord(1))).toEqual({ result: 'failed' });
    expect(await open(burnt).append('1.0', dailyRecord(1))).toEqual(place(1));
  });

  test('a record that was written before is still answered', async () => {
    const medium = failingMedium((await written([fiscalisation])).length);
    const memory = open(medium);
    await memory.append('1.0', fiscalisation);
    expect(await memory.append('2.0', dailyRecord(1))).toEqual({ result: 'failed' });
    expect(await memory.append('1.0', fiscalisation)).toEqual(place(1));
  });
});

describe('a fiscal memory file', () => {
  const file = () => join(temporaryFolder(), 'fiscal-memory.txt');

  test('is open to its owner only and is text that can be read', async () => {
    const path = file();
    const memory = open(fileMedium(path));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await memory.append('1.0', { kind: 'reset', at: 5, reason: 'wymiana płyty ☃' });
    await memory.append('2.0', { kind: 'powerFailure', at: 6 });
    truncateSync(path, statSync(path).size - 20);
    open(fileMedium(path));
    expect(readFileSync(path, 'latin1').replaceAll('\x18', '␘')).toMatchInlineSnapshot(`
      "E 00082 559f2c576004f5ceeae9392b29570a88adffee46286b2f546fe64c9e1daeba91 {"id":"1.0","record":{"at":5,"kind":"reset","reason":"wymiana p\\u0142yty \\u2603"}}
      E 00052 c662db9d77eb9ce3bc97486ec541bffde38392f33c3ea41cdb68c2b2abb8739f {"id":"2.0","record":{"at":6,"kin␘ VOID ecf8bbe4f7e0066b533b174cb5693a9227900ad60325d27918252d13528eff00
      "
    `);
  });

  test('that is taken out while the till runs is not begun anew', async () => {
    const path = file();
    const memory = open(fileMedium(path));
    await memory.append('1.0', fiscalisation);
    rmSync(path);
    expect(await memory.append('2.0', dailyRecord(1))).toEqual({ result: 'failed' });
    expect(() => statSync(path)).toThrow('ENOENT');
  });

  test('torn on the disk is mended when it is opened', async () => {
    const path = file();
    await open(fileMedium(path)).append('1.0', dailyRecord(1));
    truncateSync(path, 200);
    expect(await open(fileMedium(path)).append('1.0', dailyRecord(1))).toEqual(place(2));
  });

  test('with bytes that are no text is found damaged', () => {
    const path = file();
    writeFileSync(path, Uint8Array.of(0xff, 0xc3, 0x0a));
    expect(() => open(fileMedium(path))).toThrow(
      expect.objectContaining({ code: 'memory.damaged' }),
    );
  });

  test('that cannot be opened is named', () => {
    const path = temporaryFolder();
    expect(() => open(fileMedium(path))).toThrow(
      expect.objectContaining({
        code: 'memory.unusable',
        message: expect.stringContaining(`cannot use the fiscal memory ${path}: EISDIR`),
      }),
    );
  });
});

test('a record that no place can hold is refused before anything is written', async () => {
  const medium = memoryMedium();
  const long = { kind: 'reset', at: 5, reason: 'x'.repeat(100_000) } as const;
  await expect(open(medium).append('1.0', long)).rejects.toThrow(RangeError);
  expect(medium.contents()).toBe('');
});
