import { describe, expect, test } from 'vitest';
import { reasonCode } from '../../src/hosts/blik-message.ts';
import { Failure } from '../../src/kernel/failure.ts';
import type { BankApp } from '../../src/world/bank-app.ts';
import { type BlikLedger, openLedger } from '../../src/world/blik-ledger.ts';
import { counter, rules } from './blik-counter.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What happened to an attempt, in short. */
function story({ ledger }: { ledger: BlikLedger }): string[] {
  return ledger.records.map((record) => {
    const more = record.kind === 'refused' ? ` ${record.reason}` : '';
    return `${record.id} ${record.kind}${more}`;
  });
}

describe('P5 a code from the bank app, confirmed there', () => {
  test('is pending until the customer confirms, then approved and charged', () => {
    const till = counter();
    const { code } = till.marta.showCode();
    expect(till.start('a', code)).toEqual({ id: 'a', status: 'pending', amountGrosze: 10_00 });
    expect(till.marta.view()).toEqual({
      id: 'marta',
      owner: 'Marta',
      balanceGrosze: 100_00,
      request: { merchant: 'Sklep', amountGrosze: 10_00, remainingMs: 60_000 },
    });
    expect(till.marta.confirm()).toBe('approved');
    expect(till.host.status('a')).toEqual({ id: 'a', status: 'approved', amountGrosze: 10_00 });
    expect(till.marta.view()).toEqual({ id: 'marta', owner: 'Marta', balanceGrosze: 90_00 });
    expect(story(till)).toEqual(['a opened', 'a charged']);
  });

  test.each<[string, number, (app: BankApp) => string]>([
    ['USER_DECLINED', 10_00, (app) => app.refuse()],
    ['ER_BAD_PIN', 10_00, (app) => app.confirm('0000')],
    ['LIMIT_EXCEEDED', 60_01, (app) => app.confirm()],
  ])('is refused as %s', (reason, amount, act) => {
    const till = counter();
    till.start('a', till.marta.showCode().code, amount);
    expect(act(till.marta)).toBe(reason);
    expect(till.host.status('a')).toEqual({
      id: 'a',
      status: 'refused',
      reason,
      amountGrosze: amount,
    });
    expect(till.marta.view().balanceGrosze).toBe(100_00);
  });

  test('the balance must suffice, to the grosz', () => {
    const till = counter();
    till.start('a', till.jan.showCode().code, 5_01);
    expect(till.jan.confirm()).toBe('INSUFFICIENT_FUNDS');
    till.start('b', till.jan.showCode().code, 5_00);
    expect(till.jan.confirm()).toBe('approved');
    till.start('c', till.jan.showCode().code, 1);
    expect(till.jan.confirm()).toBe('INSUFFICIENT_FUNDS');
  });

  test('a phone without a payment has nothing to confirm', () => {
    expect(() => counter().marta.confirm()).toThrow(
      new Failure('world.noRequest', 'phone marta: no payment waits for confirmation'),
    );
  });
});

describe('what the host takes for a code', () => {
  test('one that no phone has shown is wrong', () => {
    expect(counter().start('a', '123456')).toEqual({
      id: 'a',
      status: 'refused',
      reason: 'ER_WRONG_TICKET',
      amountGrosze: 10_00,
    });
  });

  test.each([
    [119_999, 'pending', undefined],
    [120_000, 'refused', 'ER_TIC_EXPIRED'],
    [121_000, 'refused', 'ER_TIC_EXPIRED'],
  ])('after %i ms it is %s', (ms, status, reason) => {
    const till = counter();
    const { code } = till.marta.showCode();
    till.clock.pass(ms);
    expect(till.start('a', code)).toEqual({
      id: 'a',
      status,
      amountGrosze: 10_00,
      ...(reason && { reason }),
    });
  });

  test('each code is taken once, also when the attempt has failed', () => {
    const till = counter();
    const { code } = till.marta.showCode();
    till.start('a', code);
    till.marta.refuse();
    expect(till.start('b', code)).toEqual({
      id: 'b',
      status: 'refused',
      reason: 'ER_TIC_USED',
      amountGrosze: 10_00,
    });
  });

  test('a newer code of the phone takes the place of the older', () => {
    const till = counter();
    const older = till.marta.showCode().code;
    const newer = till.marta.showCode().code;
    expect(till.start('a', older)).toEqual({
      id: 'a',
      status: 'refused',
      reason: 'ER_TIC_STS',
      amountGrosze: 10_00,
    });
    expect(till.start('b', newer)?.status).toBe('pending');
  });

  test('codes are six digits, never the sandbox’s, and repeat with the seed', () => {
    const shown = () => {
      const { marta } = counter();
      return Array.from({ length: 2_000 }, () => marta.showCode().code);
    };
    const codes = shown();
    expect(codes.every((code) => /^\d{6}$/.test(code) && !code.startsWith('777'))).toBe(true);
    expect(codes.some((code) => code.startsWith('0'))).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
    expect(shown()).toEqual(codes);
  });

  test('an amount above the host’s own limit is refused before any phone is asked', () => {
    const till = counter();
    const { code } = till.marta.showCode();
    expect(till.start('a', code, rules.limit + 1)).toEqual({
      id: 'a',
      status: 'refused',
      reason: 'ER_DATAAMT_HUGE',
      amountGrosze: rules.limit + 1,
    });
    expect(till.start('b', code)?.status).toBe('pending');
  });
});

describe('the sandbox: codes that begin with 777', () => {
  test.each([
    [81_88, 'BAD_PIN'],
    [82_88, 'INSUFFICIENT_FUNDS'],
    [83_88, 'ISSUER_DECLINED'],
    [84_88, 'LIMIT_EXCEEDED'],
    [85_88, 'SEC_DECLINED'],
    [86_88, 'SYSTEM_ERROR'],
    [87_88, 'GENERAL_ERROR'],
    [88_88, 'RET_LATE'],
    [89_88, 'RET_AMT_EXCEEDED'],
    [90_88, 'ALIAS_DECLINED'],
    [91_88, 'TIMEOUT'],
    [92_88, 'OFFUS_NOT_ALLOWED'],
    [93_88, 'ISS_OUTOFSERVICE'],
  ] as const)('%i is refused as %s', (amountGrosze, reason) => {
    const { host } = counter();
    expect(host.start('a', { code: '777153', amountGrosze, tillId: '1' })).toEqual({
      message: { id: 'a', status: 'refused', reason, amountGrosze },
      silent: false,
    });
  });

  test.each([
    [80_88, false],
    [94_88, true],
  ])('%i is approved at once; unanswered: %s', (amountGrosze, silent) => {
    const { host } = counter();
    const approved = { id: 'a', status: 'approved' as const, amountGrosze };
    const request = { code: '777153', amountGrosze, tillId: '1' };
    expect(host.start('a', request)).toEqual({ message: approved, silent });
    expect(host.start('a', request)).toEqual({ message: approved, silent });
    expect(host.status('a')).toEqual(approved);
  });

  test('other amounts wait on the first phone, and the same code may be typed again', () => {
    const till = counter();
    expect(till.start('a', '777777')?.status).toBe('pending');
    expect(till.marta.confirm()).toBe('approved');
    expect(till.start('b', '777777')?.status).toBe('pending');
  });

  test('other codes do not know the amounts', () => {
    const till = counter();
    expect(till.start('a', till.marta.showCode().code, 80_88)?.status).toBe('pending');
  });
});

describe('the time to confirm', () => {
  test.each([
    [59_999, 'pending'],
    [60_000, 'refused'],
  ])('after %i ms the attempt is %s', (ms, status) => {
    const till = counter();
    till.start('a', till.marta.showCode().code);
    till.clock.pass(ms);
    expect(till.host.status('a')?.status).toBe(status);
    expect(till.marta.view().request === undefined).toBe(status === 'refused');
  });

  test('its end is on the ledger without anybody asking, and final', () => {
    const till = counter();
    till.start('a', till.marta.showCode().code);
    till.clock.pass(60_000);
    expect(story(till)).toEqual(['a opened', 'a refused USER_TIMEOUT']);
    expect(() => till.marta.confirm()).toThrow(Failure);
  });

  test('is over even before its timer is served', () => {
    const late = new (class extends VirtualClock {
      override at(): () => void {
        return () => {};
      }
    })();
    const till = counter(openLedger(), late);
    till.start('a', till.marta.showCode().code);
    late.pass(60_000);
    expect(() => till.marta.confirm()).toThrow(Failure);
    expect(till.host.withdraw('a')).toEqual({
      id: 'a',
      status: 'refused',
      reason: 'USER_TIMEOUT',
      amountGrosze: 10_00,
    });
  });
});

describe('repeats', () => {
  test('the same start gives the state, whatever it is by then', () => {
    const till = counter();
    const { code } = till.marta.showCode();
    till.start('a', code);
    expect(till.start('a', code)?.status).toBe('pending');
    till.marta.confirm();
    expect(till.start('a', code)?.status).toBe('approved');
    expect(story(till)).toEqual(['a opened', 'a charged']);
  });

  test('the same id with another amount, code or till is refused', () => {
    const { host, marta } = counter();
    const request = { code: marta.showCode().code, amountGrosze: 10_00, tillId: '1' };
    host.start('a', request);
    expect(host.start('a', { ...request, amountGrosze: 10_01 })).toBeUndefined();
    expect(host.start('a', { ...request, code: '777000' })).toBeUndefined();
    expect(host.start('a', { ...request, tillId: '2' })).toBeUndefined();
    expect(host.status('a')?.status).toBe('pending');
  });

  test('an unknown id has no status and no refund', () => {
    const { host } = counter();
    expect(host.status('a')).toBeUndefined();
    expect(host.refund('a')).toBeUndefined();
  });
});

describe('withdrawal', () => {
  test('of a pending attempt leaves nothing to confirm', () => {
    const till = counter();
    till.start('a', till.marta.showCode().code);
    expect(till.host.withdraw('a')).toEqual({ id: 'a', status: 'withdrawn', amountGrosze: 10_00 });
    expect(() => till.marta.confirm()).toThrow(Failure);
    expect(till.host.withdraw('a').status).toBe('withdrawn');
    expect(story(till)).toEqual(['a opened', 'a withdrawn']);
  });

  test('of an approved attempt comes too late', () => {
    const till = counter();
    till.start('a', till.marta.showCode().code);
    till.marta.confirm();
    expect(till.host.withdraw('a').status).toBe('approved');
  });

  test('of an unknown id ends it before it starts: a late request charges nothing', () => {
    const till = counter();
    const { code } = till.marta.showCode();
    expect(till.host.withdraw('a')).toEqual({ id: 'a', status: 'withdrawn' });
    expect(till.start('a', code)).toEqual({ id: 'a', status: 'withdrawn' });
    expect(till.start('b', code)?.status).toBe('pending');
    expect(story(till)).toEqual(['a withdrawn', 'b opened']);
  });
});

describe('refund', () => {
  test('gives the money back once, however often it is asked for', () => {
    const till = counter();
    till.start('a', till.marta.showCode().code);
    till.marta.confirm();
    const refunded = { id: 'a', status: 'refunded', amountGrosze: 10_00 };
    expect(till.host.refund('a')).toEqual(refunded);
    expect(till.host.refund('a')).toEqual(refunded);
    expect(till.marta.view().balanceGrosze).toBe(100_00);
    expect(story(till)).toEqual(['a opened', 'a charged', 'a refunded']);
  });

  test('of an attempt that is not approved changes nothing', () => {
    const till = counter();
    till.start('a', till.marta.showCode().code);
    expect(till.host.refund('a')?.status).toBe('pending');
    till.marta.refuse();
    expect(till.host.refund('a')?.status).toBe('refused');
  });

  test('can be ordered to fail: the attempt stays approved and says why', () => {
    const till = counter();
    till.start('a', '777000', 80_88);
    expect(till.host.refund('a', 'RET_LATE')).toEqual({
      id: 'a',
      status: 'approved',
      amountGrosze: 80_88,
      reason: 'RET_LATE',
    });
    expect(till.host.refund('a')?.status).toBe('refunded');
  });
});

test.each(reasonCode.options)('a start can be ordered to be refused as %s', (reason) => {
  const { host } = counter();
  expect(host.start('a', { code: '777000', amountGrosze: 80_88, tillId: '1' }, reason)).toEqual({
    message: { id: 'a', status: 'refused', reason, amountGrosze: 80_88 },
    silent: false,
  });
});

describe('a host that is started again', () => {
  test('knows its attempts, used codes, balances and what still waits on a phone', () => {
    const before = counter();
    const first = before.marta.showCode().code;
    before.start('a', first);
    before.marta.confirm();
    before.start('b', before.marta.showCode().code, 20_00);
    before.clock.pass(10_000);
    before.host.close();

    const after = counter(before.ledger, before.clock);
    expect(after.host.status('a')?.status).toBe('approved');
    expect(after.start('c', first)).toEqual({
      id: 'c',
      status: 'refused',
      reason: 'ER_TIC_USED',
      amountGrosze: 10_00,
    });
    expect(after.marta.view()).toEqual({
      id: 'marta',
      owner: 'Marta',
      balanceGrosze: 90_00,
      request: { merchant: 'Sklep', amountGrosze: 20_00, remainingMs: 50_000 },
    });
    after.marta.confirm();
    expect(after.host.status('b')?.status).toBe('approved');
  });

  test('lets a payment run out that nobody could confirm meanwhile', () => {
    const before = counter();
    before.start('a', before.marta.showCode().code);
    before.host.close();
    before.clock.pass(60_000);
    const after = counter(before.ledger, before.clock);
    expect(after.host.status('a')?.status).toBe('refused');
  });
});
