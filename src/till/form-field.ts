import { formatGrosze, parseGrosze } from '../kernel/money.ts';
import { endOfDate } from '../kernel/time.ts';
import type { TextKey } from '../text/catalogue.ts';
import type { Answer, Answers } from './open-form.ts';
import type { TillContext } from './till-context.ts';

export type TypedKind = 'number' | 'code' | 'date' | 'month' | 'amount' | 'percent' | 'text';

interface AnyField {
  /** Under which the answer is found. */
  readonly name: string;
  readonly prompt: TextKey;
  /** What is proposed, for instance the value as it is programmed. */
  readonly preset?: (context: TillContext, answers: Answers) => Answer | undefined;
  /** Why an answer of the right kind is refused. */
  readonly check?: (answer: Answer, context: TillContext, answers: Answers) => TextKey | undefined;
}

/** Typed with digits, a text by repeated presses. Amounts in grosze, per cent in hundredths. */
export interface TypedField extends AnyField {
  readonly kind: TypedKind;
  readonly optional?: true;
  /** Characters; unless given, what the kind needs. */
  readonly maxLength?: number;
}

export interface Choice {
  readonly value: Answer;
  readonly label: string;
}

/** Marked with the arrows, or taken by its number in the list. Never empty. */
export interface ChoiceField extends AnyField {
  readonly kind: 'choice';
  readonly choices: (context: TillContext, answers: Answers) => readonly Choice[];
}

export type Field = TypedField | ChoiceField;

const usualLength: Readonly<Record<TypedKind, number>> = {
  number: 9,
  code: 13,
  date: 8,
  month: 6,
  amount: 11,
  percent: 5,
  text: 40,
};

export function maxLengthOf({ kind, maxLength }: TypedField): number {
  return maxLength ?? usualLength[kind];
}

/** What was typed as an answer, or why it is none. An empty input never comes here. */
export function readInput(
  kind: TypedKind,
  input: string,
): { readonly answer: Answer } | { readonly refusal: TextKey } {
  switch (kind) {
    case 'number':
      return { answer: Number(input) };
    case 'code':
      return { answer: input };
    case 'text':
      return input.trim() === '' ? { refusal: 'field.missing' } : { answer: input.trim() };
    case 'date':
      return readDate(input);
    case 'month':
      return readMonth(input);
    case 'amount':
      return answered(parseGrosze(input), 'amount.invalid');
    case 'percent':
      return answered(parseGrosze(input), 'field.percentInvalid');
  }
}

/** An answer as it is typed: what a preset shows. */
export function writtenInput(kind: TypedKind, answer: Answer): string {
  if (kind === 'amount' || kind === 'percent') return formatGrosze(Number(answer));
  if (kind !== 'date' && kind !== 'month') return String(answer);
  return String(answer).split('-').toReversed().join('');
}

function answered(value: number | undefined, refusal: TextKey) {
  return value === undefined ? { refusal } : { answer: value };
}

function readDate(input: string): { readonly answer: Answer } | { readonly refusal: TextKey } {
  const [, day, month, year] = /^(\d\d)(\d\d)(\d{4})$/.exec(input) ?? [];
  const date = `${year}-${month}-${day}`;
  return day !== undefined && isDate(date) ? { answer: date } : { refusal: 'field.dateInvalid' };
}

function readMonth(input: string): { readonly answer: Answer } | { readonly refusal: TextKey } {
  const [, month, year] = /^(\d\d)(\d{4})$/.exec(input) ?? [];
  const answer = `${year}-${month}`;
  return month !== undefined && isDate(`${answer}-01`)
    ? { answer }
    : { refusal: 'field.monthInvalid' };
}

function isDate(date: string): boolean {
  if (date < '1970') return false;
  try {
    endOfDate(date);
    return true;
  } catch {
    return false;
  }
}
