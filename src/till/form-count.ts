import type { FiscalReceipt, Payment } from '../../receipts/document.ts';
import { type Grosze, sum } from '../kernel/money.ts';
import { changed } from './record.ts';

export interface Count {
  readonly count: number;
  readonly amount: Grosze;
}

/** By form as printed, `GOTÓWKA`, `MOBILNA Blik`; amounts are what the till keeps, without the change. */
export type FormCounts = Readonly<Record<string, Count>>;

type Paid = Pick<FiscalReceipt, 'payments' | 'change'>;

export const none: Count = { count: 0, amount: 0 };
const cash = 'GOTÓWKA';

export function counted({ count, amount }: Count, more: Grosze): Count {
  return { count: count + 1, amount: amount + more };
}

/** Change is given in cash, whatever was paid with: the forms of a receipt add up to what it cost. */
export function withForms(forms: FormCounts, { payments, change }: Paid): FormCounts {
  const paid = payments.reduce(
    (counts, payment) =>
      changed(counts, nameOf(payment), none, (before) => counted(before, payment.amount)),
    forms,
  );
  if (change === 0) return paid;
  const cashPayment = payments.find(({ type }) => type === cash) ?? { type: cash, amount: 0 };
  return changed(paid, nameOf(cashPayment), none, ({ count, amount }) => ({
    count,
    amount: amount - change,
  }));
}

/** What the payments change in the drawer: below zero when only the change is cash. */
export function cashOf({ payments, change }: Paid): Grosze {
  const paid = payments.filter(({ type }) => type === cash).map(({ amount }) => amount);
  return sum(paid) - change;
}

function nameOf({ type, name }: Payment): string {
  return name === undefined ? type : `${type} ${name}`;
}
