import { formatGrosze } from '../kernel/money.ts';
import type { TextKey } from '../text/catalogue.ts';
import type { BaseChange } from './base-change.ts';
import { longestName } from './base-rule.ts';
import type { Item, PaymentForm, PaymentFormType } from './bases.ts';
import type { Form } from './form.ts';
import type { Choice, Field } from './form-field.ts';
import type { Answer, Answers } from './open-form.ts';
import { programmed, programmingRefusal } from './programming.ts';
import { itemOf, type TillContext } from './till-context.ts';

/** What the answers of a form program. */
type Changes = (context: TillContext, answers: Answers) => BaseChange;

/** The end of a form that programs: the base's own rules judge its answers together. */
export function programs(change: Changes): Pick<Form, 'check' | 'end'> {
  return {
    check: (context, answers) => programmingRefusal(context, change(context, answers)),
    end: {
      apply: (context, answers, at) => programmed(context, change(context, answers), at),
      done: 'program.done',
    },
  };
}

/** The last question before something is deleted: it names what goes; C leads back. */
export function deleting(nameOf: (context: TillContext, answers: Answers) => string): Field {
  return {
    ...{ name: 'sure', kind: 'choice', prompt: 'program.delete' },
    choices: (context, answers) => [{ value: 'yes', label: nameOf(context, answers) }],
  };
}

export function text(answer: Answer | undefined): string {
  return String(answer ?? '');
}

/** The item that the code of the form names. */
function named(context: TillContext, { code }: Answers): Item | undefined {
  return itemOf(context, text(code));
}

const itemFields: readonly Field[] = [
  { name: 'code', kind: 'code', prompt: 'program.itemCode' },
  {
    ...{ name: 'name', kind: 'text', prompt: 'program.itemName', maxLength: longestName.item },
    preset: (context, answers) => named(context, answers)?.name,
  },
  {
    ...{ name: 'rate', kind: 'choice', prompt: 'program.itemRate' },
    choices: activeRates,
    preset: (context, answers) => named(context, answers)?.rate,
  },
  {
    ...{ name: 'price', kind: 'amount', prompt: 'program.itemPrice', optional: true },
    preset: (context, answers) => named(context, answers)?.price,
  },
];

function itemChange(context: TillContext, answers: Answers): BaseChange {
  const { code, name, rate, price } = answers;
  const known = named(context, answers);
  const { price: _, ...kept } = known ?? {};
  const item: Item = {
    ...kept,
    ...{ code: text(code), name: text(name), rate: text(rate) },
    ...(price !== undefined && { price: Number(price) }),
  };
  return { type: known ? 'item.change' : 'item.add', item };
}

const isItem = (code: Answer, context: TillContext): TextKey | undefined =>
  itemOf(context, text(code)) ? undefined : 'item.unknown';

function activeRates({ bases }: TillContext): Choice[] {
  return bases.rates.map(({ letter }) => ({
    value: letter,
    label: rateLabel(bases.rates, letter),
  }));
}

function allRates({ bases }: TillContext): Choice[] {
  return [...'ABCDEFG'].map((letter) => ({ value: letter, label: rateLabel(bases.rates, letter) }));
}

/** `A 23,00 %`, `E zwolniona`, `F nieczynna`. */
function rateLabel(rates: TillContext['bases']['rates'], letter: string): string {
  const rate = rates.find((one) => one.letter === letter);
  if (!rate) return `${letter} nieczynna`;
  return rate.percent === undefined
    ? `${letter} zwolniona`
    : `${letter} ${formatGrosze(rate.percent)} %`;
}

const letterField: Field = {
  ...{ name: 'letter', kind: 'choice', prompt: 'program.rateLetter' },
  choices: allRates,
};

const addressLine = (index: number, prompt: TextKey): Field => ({
  ...{ name: `line${index}`, kind: 'text', prompt, maxLength: longestName.addressLine },
  ...(index > 1 && { optional: true }),
  preset: ({ bases }) => bases.shop.address[index - 1],
});

function formNumbered({ bases }: TillContext, number: Answer | undefined): PaymentForm | undefined {
  return bases.paymentForms.find((form) => form.number === number);
}

const isForm = (number: Answer, context: TillContext): TextKey | undefined =>
  formNumbered(context, number) ? undefined : 'form.unknown';

const types: readonly PaymentFormType[] = [
  ...(['GOTÓWKA', 'KARTA', 'CZEK', 'BON', 'KREDYT', 'INNA', 'VOUCHER', 'PRZELEW'] as const),
];

const formFields: readonly Field[] = [
  { name: 'number', kind: 'number', prompt: 'program.formNumber', maxLength: 2 },
  {
    ...{ name: 'name', kind: 'text', prompt: 'program.formName' },
    maxLength: longestName.paymentForm,
    preset: (context, { number }) => formNumbered(context, number)?.name,
  },
  {
    ...{ name: 'type', kind: 'choice', prompt: 'program.formType' },
    choices: () => types.map((type) => ({ value: type, label: type })),
    preset: (context, { number }) => formNumbered(context, number)?.type,
  },
  {
    ...{ name: 'maxChange', kind: 'amount', prompt: 'program.formChange', optional: true },
    preset: (context, { number }) => formNumbered(context, number)?.maxChange,
  },
];

function formChange(context: TillContext, answers: Answers): BaseChange {
  const { number, name, type, maxChange } = answers;
  const known = formNumbered(context, number);
  const form: PaymentForm = {
    ...{ number: Number(number), name: text(name) },
    type: types.find((one) => one === type) ?? 'INNA',
    ...(maxChange !== undefined && { maxChange: Number(maxChange) }),
  };
  return { type: known ? 'form.change' : 'form.add', form };
}

/** Forms that program goods, rates, the header and payment forms; cashiers have their own. */
export const programmingForms = {
  item: { title: 'program.item', fields: itemFields, ...programs(itemChange) },
  itemDelete: {
    title: 'program.itemDelete',
    fields: [
      { name: 'code', kind: 'code', prompt: 'program.itemCode', check: isItem },
      deleting((context, answers) => named(context, answers)?.name ?? ''),
    ],
    ...programs((_, { code }) => ({ type: 'item.delete', code: text(code) })),
  },
  ratePercent: {
    title: 'program.ratePercent',
    fields: [letterField, { name: 'percent', kind: 'percent', prompt: 'program.percent' }],
    ...programs((_, { letter, percent }) => ({
      ...{ type: 'rate.set', letter: text(letter) },
      rate: { letter: text(letter), percent: Number(percent) },
    })),
  },
  rateExempt: {
    title: 'program.rateExempt',
    fields: [letterField],
    ...programs((_, { letter }) => ({
      ...{ type: 'rate.set', letter: text(letter), rate: { letter: text(letter) } },
    })),
  },
  rateInactive: {
    title: 'program.rateInactive',
    fields: [letterField],
    ...programs((_, { letter }) => ({ type: 'rate.set', letter: text(letter) })),
  },
  header: {
    title: 'program.header',
    fields: [
      {
        ...{ name: 'name', kind: 'text', prompt: 'program.shopName', maxLength: longestName.shop },
        preset: ({ bases }) => bases.shop.name,
      },
      addressLine(1, 'program.address1'),
      addressLine(2, 'program.address2'),
      addressLine(3, 'program.address3'),
      addressLine(4, 'program.address4'),
    ],
    ...programs(({ bases }, { name, line1, line2, line3, line4 }) => ({
      type: 'shop.set',
      shop: {
        ...bases.shop,
        name: text(name),
        address: [line1, line2, line3, line4].flatMap((line) => line ?? []).map(text),
      },
    })),
  },
  shopNip: {
    title: 'program.nip',
    fields: [
      {
        ...{ name: 'nip', kind: 'code', prompt: 'program.nipDigits', maxLength: 10 },
        preset: ({ bases }) => bases.shop.nip,
      },
    ],
    ...programs(({ bases }, { nip }) => ({
      type: 'shop.set',
      shop: { ...bases.shop, nip: text(nip) },
    })),
  },
  parameters: {
    title: 'program.parameters',
    fields: [
      {
        ...{ name: 'method', kind: 'choice', prompt: 'program.rounding' },
        choices: () => [
          { value: 'value', label: 'Cena po rabacie' },
          { value: 'discount', label: 'Kwota rabatu' },
        ],
        preset: ({ bases }) => bases.percentMethod,
      },
    ],
    ...programs((_, { method }) => ({
      type: 'percent.set',
      method: method === 'discount' ? 'discount' : 'value',
    })),
  },
  paymentForm: { title: 'program.form', fields: formFields, ...programs(formChange) },
  paymentFormDelete: {
    title: 'program.formDelete',
    fields: [
      {
        ...{ name: 'number', kind: 'number', prompt: 'program.formNumber', maxLength: 2 },
        check: isForm,
      },
      deleting((context, { number }) => formNumbered(context, number)?.name ?? ''),
    ],
    ...programs((_, { number }) => ({ type: 'form.delete', number: Number(number) })),
  },
} as const satisfies Readonly<Record<string, Form>>;
