import type { NonFiscalNote } from '../../receipts/document.ts';
import { formatGrosze, type Grosze, maxAmountGrosze, parseGrosze } from '../kernel/money.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { TextKey } from '../text/catalogue.ts';
import { counted } from './day.ts';
import { issueNote } from './document.ts';
import type { Form } from './form.ts';
import type { TypedField } from './form-field.ts';
import type { Answer, Answers } from './open-form.ts';
import { type Tally, withCashIn, withCashOut } from './tally.ts';
import type { TillContext } from './till-context.ts';
import type { Words } from './till-effect.ts';

type Rows = NonFiscalNote['rows'];

function cashInDrawer({ day }: TillContext): Grosze {
  return day.tally.cashInDrawer;
}

function isAmount(amount: Answer): TextKey | undefined {
  if (amount === 0) return 'amount.zero';
  return Number(amount) > maxAmountGrosze ? 'amount.tooLarge' : undefined;
}

/** What was typed before FUNKCJE is proposed. */
const amountField: TypedField = {
  ...{ name: 'amount', kind: 'amount', prompt: 'drawer.amount' },
  preset: ({ typed }) => parseGrosze(typed),
  check: isAmount,
};

function row(label: string, amount: Grosze): Rows[number] {
  return { label, value: `${formatGrosze(amount)} PLN` };
}

/** Cash that goes into or out of the drawer without a sale, with the note that says so. */
function moved(
  context: TillContext,
  at: EpochMs,
  title: string,
  amount: Grosze,
  count: (tally: Tally, amount: Grosze) => Tally,
): Partial<TillContext> {
  const tallied = counted(context, (tally) => count(tally, amount));
  const inDrawer = tallied.day.tally.cashInDrawer;
  const rows = [row('KWOTA', amount), row('STAN GOTÓWKI', inDrawer)];
  return issueNote({ ...context, ...tallied }, at, { title, rows });
}

/** What was counted beyond what the till has reckoned; below zero when cash is missing. */
function difference(context: TillContext, { counted: found }: Answers): Grosze {
  return Number(found) - cashInDrawer(context);
}

function differenceRows(over: Grosze): Rows {
  if (over === 0) return [{ label: 'RÓŻNICA', value: 'BRAK' }];
  return [row(over > 0 ? 'NADWYŻKA' : 'NIEDOBÓR', Math.abs(over))];
}

function differenceWords(context: TillContext, answers: Answers): Words {
  const over = difference(context, answers);
  if (over === 0) return { text: 'handOver.even' };
  const params = { amount: formatGrosze(Math.abs(over)) };
  return { text: over > 0 ? 'handOver.over' : 'handOver.short', params };
}

/** Forms behind FUNKCJE about the cash in the drawer. */
export const drawerForms = {
  cashIn: {
    title: 'menu.cashIn',
    by: 'cashier',
    fields: [amountField],
    end: {
      apply: (context, { amount }, at) =>
        moved(context, at, 'WPŁATA DO KASY', Number(amount), withCashIn),
      done: 'drawer.cashIn',
      target: 'printingWithDrawer',
    },
  },
  cashOut: {
    title: 'menu.cashOut',
    by: 'cashier',
    fields: [
      {
        ...amountField,
        check: (amount, context) =>
          isAmount(amount) ??
          (Number(amount) > cashInDrawer(context) ? 'drawer.lessCash' : undefined),
      },
    ],
    end: {
      apply: (context, { amount }, at) =>
        moved(context, at, 'WYPŁATA Z KASY', Number(amount), withCashOut),
      done: 'drawer.cashOut',
      target: 'printingWithDrawer',
    },
  },
  /** The drawer stands open meanwhile; who was logged in has left once it is counted. */
  handOver: {
    title: 'menu.handOver',
    by: 'cashier',
    fields: [
      {
        ...{ name: 'counted', kind: 'amount', prompt: 'handOver.counted' },
        check: (amount) => (Number(amount) > maxAmountGrosze ? 'amount.tooLarge' : undefined),
      },
    ],
    end: {
      apply: (context, answers, at) => ({
        ...issueNote(context, at, {
          title: 'ROZLICZENIE SZUFLADY',
          rows: [
            row('STAN GOTÓWKI', cashInDrawer(context)),
            row('POLICZONO', Number(answers['counted'])),
            ...differenceRows(difference(context, answers)),
          ],
        }),
        cashier: undefined,
      }),
      done: differenceWords,
      target: 'printing',
    },
  },
} as const satisfies Readonly<Record<string, Form>>;
