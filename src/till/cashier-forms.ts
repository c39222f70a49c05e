import type { TextKey } from '../text/catalogue.ts';
import type { BaseChange } from './base-change.ts';
import { longestName } from './base-rule.ts';
import type { Cashier } from './bases.ts';
import type { Form } from './form.ts';
import type { Field } from './form-field.ts';
import type { Answer, Answers } from './open-form.ts';
import { programmed, programmingRefusal } from './programming.ts';
import { deleting, programs, text } from './programming-forms.ts';
import { cashierOf, type TillContext } from './till-context.ts';
import type { TillEvent } from './till-event.ts';

/** Stands for the hash of a PIN that is yet to be chosen. */
const unchosen = 'unchosen';

function numbered(context: TillContext, { number }: Answers): Cashier | undefined {
  return cashierOf(context, Number(number ?? -1));
}

const isCashier = (number: Answer, context: TillContext): TextKey | undefined =>
  cashierOf(context, Number(number)) ? undefined : 'cashier.unknown';

const isFree = (number: Answer, context: TillContext): TextKey | undefined =>
  cashierOf(context, Number(number)) ? 'cashier.numberTaken' : undefined;

const numberField = (check: Field['check']): Field => ({
  ...{ name: 'number', kind: 'number', prompt: 'program.cashierNumber', maxLength: 3 },
  ...(check && { check }),
});

const personFields: readonly Field[] = [
  {
    ...{ name: 'name', kind: 'text', prompt: 'program.cashierName' },
    maxLength: longestName.cashier,
    preset: (context, answers) => numbered(context, answers)?.name,
  },
  {
    ...{ name: 'role', kind: 'choice', prompt: 'program.cashierRole' },
    choices: () => [
      { value: 'cashier', label: 'Sprzedawca' },
      { value: 'manager', label: 'Kierownik' },
    ],
    preset: (context, answers) => numbered(context, answers)?.role,
  },
  {
    ...{ name: 'trained', kind: 'choice', prompt: 'program.cashierTrained' },
    choices: () => [
      { value: 'yes', label: 'Tak' },
      { value: 'no', label: 'Nie' },
    ],
    preset: (context, answers) => (numbered(context, answers)?.untrained ? 'no' : 'yes'),
  },
];

function cashier({ number, name, role, trained }: Answers, pinHash: string): Cashier {
  return {
    ...{ number: Number(number), name: text(name) },
    role: role === 'manager' ? 'manager' : 'cashier',
    ...(trained === 'no' && { untrained: true }),
    pinHash,
  };
}

/** The form that led to the new PIN programs with its hash. */
export function withChosenPin(context: TillContext, event: TillEvent): Partial<TillContext> {
  return event.type === 'pin.chosen'
    ? programmed(context, pinChange(context, event.pinHash), event.at)
    : {};
}

export function chosenRefusal(context: TillContext, event: TillEvent): TextKey | undefined {
  if (event.type !== 'pin.chosen') return undefined;
  return programmingRefusal(context, pinChange(context, event.pinHash));
}

function pinChange(context: TillContext, pinHash: string): BaseChange {
  const { name = '', answers = {} } = context.form ?? {};
  const known = numbered(context, answers);
  if (name === 'cashierAdd' || !known) {
    return { type: 'cashier.add', cashier: cashier(answers, pinHash) };
  }
  return { type: 'cashier.change', cashier: { ...known, pinHash } };
}

/** Forms of the list of operators (RULES T2): only who is in it logs in and takes payments. */
export const cashierForms = {
  cashierAdd: {
    title: 'program.cashierAdd',
    fields: [numberField(isFree), ...personFields],
    check: (context, answers) =>
      programmingRefusal(context, { type: 'cashier.add', cashier: cashier(answers, unchosen) }),
    end: { target: 'choosingPin' },
  },
  cashierChange: {
    title: 'program.cashier',
    fields: [numberField(isCashier), ...personFields],
    ...programs((context, answers) => ({
      type: 'cashier.change',
      cashier: cashier(answers, numbered(context, answers)?.pinHash ?? ''),
    })),
  },
  cashierPin: {
    title: 'program.newPin',
    fields: [numberField(isCashier)],
    end: { target: 'choosingPin' },
  },
  cashierDelete: {
    title: 'program.cashierDelete',
    fields: [
      numberField(isCashier),
      deleting((context, answers) => numbered(context, answers)?.name ?? ''),
    ],
    ...programs((_, { number }) => ({ type: 'cashier.delete', number: Number(number) })),
  },
} as const satisfies Readonly<Record<string, Form>>;
