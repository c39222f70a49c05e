import { BankApp } from '../../src/world/bank-app.ts';
import { EmulatedBlikHost } from '../../src/world/blik-host.ts';
import { type BlikLedger, openLedger } from '../../src/world/blik-ledger.ts';
import { seededChance } from '../../src/world/chance.ts';
import { CodeBook } from '../../src/world/code-book.ts';
import { VirtualClock } from './virtual-clock.ts';

export const rules = {
  merchant: 'Sklep',
  limit: 50_000_00,
  codeLifeMs: 120_000,
  confirmationMs: 60_000,
};
const martaOwner = { id: 'marta', owner: 'Marta', balance: 100_00, limit: 60_00, pin: '4321' };
const janOwner = { id: 'jan', owner: 'Jan', balance: 5_00, limit: 500_00, pin: '8765' };

/** A BLIK host with two customers and a till that starts attempts. */
export function counter(ledger: BlikLedger = openLedger(), clock = new VirtualClock()) {
  const codes = new CodeBook({ clock, chance: seededChance(7), lifeMs: rules.codeLifeMs });
  const marta = new BankApp(martaOwner, { clock, codes });
  const jan = new BankApp(janOwner, { clock, codes });
  const phones = new Map([
    ['marta', marta],
    ['jan', jan],
  ]);
  const host = new EmulatedBlikHost({ rules, clock, ledger, codes, phones });
  const start = (id: string, code: string, amountGrosze = 10_00) =>
    host.start(id, { code, amountGrosze, tillId: '1' })?.message;
  return { clock, codes, marta, jan, host, ledger, start };
}
