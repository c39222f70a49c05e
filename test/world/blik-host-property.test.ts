import fc from 'fast-check';
import { expect, test } from 'vitest';
import { effectiveCharges } from '../../src/world/blik-ledger.ts';
import { counter } from './blik-counter.ts';

const action = fc.oneof(
  fc.record({ do: fc.constant('start'), id: fc.nat(3), sandbox: fc.boolean() }),
  fc.record({ do: fc.constantFrom('withdraw', 'refund'), id: fc.nat(3) }),
  fc.record({ do: fc.constantFrom('confirm', 'refuse') }),
  fc.record({ do: fc.constant('pass'), ms: fc.constantFrom(1, 30_000, 60_000, 120_000) }),
  fc.record({ do: fc.constant('restart') }),
);

test('whatever happens, money on the phones, ledger and states agree', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40, size: 'max' }), (actions) => {
      let till = counter();
      for (const step of actions) {
        const id = 'id' in step ? String(step.id) : '';
        if (step.do === 'start') {
          till.start(id, 'sandbox' in step && step.sandbox ? '777000' : till.marta.showCode().code);
        } else if (step.do === 'withdraw') till.host.withdraw(id);
        else if (step.do === 'refund') till.host.refund(id);
        else if (step.do === 'pass' && 'ms' in step) till.clock.pass(step.ms);
        else if (step.do === 'restart') {
          till.host.close();
          till = counter(till.ledger, till.clock);
        } else if (till.marta.view().request) {
          if (step.do === 'confirm') till.marta.confirm();
          else till.marta.refuse();
        }
      }
      const { records } = till.ledger;
      const charges = effectiveCharges(records);
      const taken = [...charges.values()].reduce((total: number, amount) => total + amount, 0);
      expect(till.marta.view().balanceGrosze).toBe(100_00 - taken);
      for (const id of ['0', '1', '2', '3']) {
        const charged = till.host.status(id)?.status === 'approved' ? 10_00 : undefined;
        expect(charges.get(id)).toBe(charged);
        const kinds = records.filter((record) => record.id === id).map(({ kind }) => kind);
        expect(new Set(kinds).size).toBe(kinds.length);
      }
    }),
  );
});
