import { describe, expect, test } from 'vitest';
import { StoredDeviceKey } from '../../devices/fiscal/device-key.ts';
import { EmulatedFiscalMemory } from '../../devices/fiscal/fiscal-memory.ts';
import { memoryKeyStore } from '../../devices/fiscal/key-store.ts';
import { memoryMedium } from '../../devices/fiscal/write-once-medium.ts';
import { verifySignature } from '../../devices/fiscal/signature.ts';
import type { FiscalRecord } from '../../src/kernel/fiscal-record.ts';
import { carryOut, recover } from '../../src/runtime/carry-out.ts';
import type { DeviceKey, FiscalMemory, Ports } from '../../src/runtime/ports.ts';
import { PowerCut } from '../../src/runtime/till-runtime.ts';
import type { MemoryQuery, TillEffect } from '../../src/till/till-effect.ts';
import { noon } from '../till/play.ts';
import { FakePorts } from './fakes.ts';

const day = 86_400_000;
const id = '7.0';

function daily(number: number): FiscalRecord {
  const at = noon + number * day;
  return {
    ...{ kind: 'daily', number, at, from: at - 2000, to: at - 1000, rates: [] },
    ...{ receipts: 1, cancelled: { count: 0, amount: 0 }, nonFiscal: 0 },
    events: { powerFailures: 0, rateChanges: 0, baseChanges: 0 },
    ...{ lastDocument: number, lastDigest: '', digest: '', signature: '' },
  };
}

const powerFailure = (number: number): FiscalRecord => ({
  kind: 'powerFailure',
  at: noon + number * day,
});

function portsWith(change: { memory?: FiscalMemory; deviceKey?: DeviceKey }): Ports {
  return Object.assign(new FakePorts(noon), change);
}

const append = (record: FiscalRecord, key = 'daily-1'): TillEffect => ({
  type: 'memory.append',
  key,
  record,
});

describe('a record for the fiscal memory', () => {
  test('is written once, however often it is ordered under its key', async () => {
    const memory = new EmulatedFiscalMemory({ medium: memoryMedium() });
    const ports = portsWith({ memory });
    const effect = { ...append(daily(1)), id };
    const outcome = { type: 'memory.written', effect: id, key: 'daily-1' };
    expect(await carryOut(effect, ports)).toEqual(outcome);
    expect(await recover(effect, ports)).toEqual(outcome);
    expect((await memory.read()).map((stored) => stored.id)).toEqual(['daily-1']);
  });

  test('is told with the places left when they become few', async () => {
    const memory = new EmulatedFiscalMemory({
      medium: memoryMedium(),
      capacity: { daily: 4, event: 1 },
    });
    expect(await carryOut({ ...append(daily(1)), id }, portsWith({ memory }))).toEqual({
      ...{ type: 'memory.written', effect: id, key: 'daily-1', lastDays: 3 },
    });
  });

  test('is certainly not written into a full memory', async () => {
    const memory = new EmulatedFiscalMemory({
      medium: memoryMedium(),
      capacity: { daily: 0, event: 1 },
    });
    expect(await carryOut({ ...append(daily(1)), id }, portsWith({ memory }))).toEqual({
      ...{ type: 'memory.full', effect: id, key: 'daily-1' },
    });
  });

  test('fails where the chip fails, and where another record has its key', async () => {
    const failed = { type: 'memory.failed', effect: id, key: 'daily-1' };
    const broken = new EmulatedFiscalMemory({
      medium: {
        ...memoryMedium(),
        burn: () => {
          throw new Error('no contact');
        },
      },
    });
    const effect = { ...append(daily(1)), id };
    expect(await carryOut(effect, portsWith({ memory: broken }))).toEqual(failed);
    const memory = new EmulatedFiscalMemory({ medium: memoryMedium() });
    await memory.append('daily-1', daily(2));
    expect(await carryOut(effect, portsWith({ memory }))).toEqual(failed);
  });

  test('is no outcome when the power is cut', async () => {
    const memory = new EmulatedFiscalMemory({
      medium: memoryMedium(),
      probe: () => {
        throw new PowerCut();
      },
    });
    const cut = carryOut({ ...append(daily(1)), id }, portsWith({ memory }));
    await expect(cut).rejects.toThrow(PowerCut);
  });
});

describe('what a report asks the memory for', () => {
  const records = [powerFailure(0), daily(1), daily(2), powerFailure(2), daily(3)];

  test.each<readonly [string, MemoryQuery, readonly number[]]>([
    ['days by their last document', { kind: 'days', from: noon, to: noon + 2 * day }, [2, 3]],
    ['days, to the moment', { kind: 'days', from: noon + day - 1000, to: noon + day - 1000 }, [2]],
    ['numbers, both included', { kind: 'numbers', from: 2, to: 3 }, [3, 5]],
    ['events', { kind: 'events', from: noon, to: noon + 2 * day }, [1, 4]],
    ['nothing', { kind: 'numbers', from: 4, to: 9 }, []],
  ])('%s', async (_what, wanted, positions) => {
    const memory = new EmulatedFiscalMemory({ medium: memoryMedium() });
    for (const [index, record] of records.entries()) await memory.append(`${index}`, record);
    const effect = { id, type: 'memory.read' as const, wanted };
    const answered = await carryOut(effect, portsWith({ memory }));
    expect(answered).toEqual({
      ...{ type: 'memory.answered', effect: id },
      records: positions.map((position) => ({ position, record: records[position - 1] })),
    });
  });
});

describe('the key of the till', () => {
  test('is made once and signs', async () => {
    const ports = portsWith({});
    const created = await carryOut({ id, type: 'deviceKey.create' }, ports);
    expect(await recover({ id, type: 'deviceKey.create' }, ports)).toEqual(created);
    const signed = await carryOut({ id, type: 'deviceKey.sign', text: 'figures' }, ports);
    if (created.type !== 'deviceKey.created' || signed.type !== 'deviceKey.signed') {
      throw new Error('a key that makes no key and signs nothing');
    }
    expect(verifySignature(created.publicKey, 'figures', signed.signature)).toBe(true);
  });

  test('fails by name when it was never made, or is damaged', async () => {
    const failed = { type: 'deviceKey.failed', effect: id };
    const missing = new StoredDeviceKey({ store: memoryKeyStore() });
    const sign: TillEffect = { type: 'deviceKey.sign', text: 'figures' };
    expect(await carryOut({ ...sign, id }, portsWith({ deviceKey: missing }))).toEqual(failed);
    const store = memoryKeyStore();
    store.write('no key');
    const damaged = new StoredDeviceKey({ store });
    const create: TillEffect = { type: 'deviceKey.create' };
    expect(await carryOut({ ...create, id }, portsWith({ deviceKey: damaged }))).toEqual(failed);
  });
});
