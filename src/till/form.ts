import type { EpochMs } from '../kernel/time.ts';
import type { TextKey } from '../text/catalogue.ts';
import { type Choice, type Field, maxLengthOf, readInput, writtenInput } from './form-field.ts';
import { tapped } from './multi-tap.ts';
import type { Answer, Answers, OpenForm } from './open-form.ts';
import type { TillContext } from './till-context.ts';
import type { Words } from './till-effect.ts';
import type { TillEvent } from './till-event.ts';

/** The states that a form can lead to; they find its answers in `context.form`. */
export type FormTarget =
  | 'managerMenu'
  | 'printing'
  | 'printingWithDrawer'
  | 'readingMemory'
  | 'confirmingFiscalisation'
  | 'choosingPin';

/** Questions that are answered one after the other, as data. */
export interface Form {
  readonly title: TextKey;
  /** Opened from FUNKCJE, to which no menu leads back; unless given, the manager's. */
  readonly by?: 'cashier';
  readonly fields: readonly Field[];
  /** Why the answers together are refused. */
  readonly check?: (context: TillContext, answers: Answers, at: EpochMs) => TextKey | undefined;
  readonly end: FormEnd;
}

/** What the answers lead to: a change of what the till knows, said with `done`, and a state. */
interface FormEnd {
  readonly apply?: (context: TillContext, answers: Answers, at: EpochMs) => Partial<TillContext>;
  readonly done?: TextKey | ((context: TillContext, answers: Answers) => Words);
  /** Unless given, the menu that the form was opened from. */
  readonly target?: FormTarget;
}

type FormBook = Readonly<Record<string, Form>>;
type Change = Partial<TillContext>;

/** The form opened at its first field. */
export function opened(context: TillContext, name: string, book: FormBook): Change {
  const form: OpenForm = { ...blank, name };
  return { form: atField(context, form, book, 0) };
}

export function fieldOf({ form }: TillContext, book: FormBook): Field | undefined {
  return form && book[form.name]?.fields[form.index];
}

export function choicesOf(context: TillContext, field: Field): readonly Choice[] {
  return field.kind === 'choice' ? field.choices(context, context.form?.answers ?? {}) : [];
}

/** Why this key is not taken into the field. */
export function inputRefusal(
  context: TillContext,
  event: TillEvent,
  book: FormBook,
): TextKey | undefined {
  const field = fieldOf(context, book);
  if (!field || !context.form) return 'key.notNow';
  const { input, proposed } = context.form;
  if (field.kind === 'choice') return choiceRefusal(context, event, field);
  if (event.type === 'key.digit' || event.type === 'key.comma') {
    const isText = field.kind === 'text';
    const decimal = field.kind === 'amount' || field.kind === 'percent';
    if (event.type === 'key.comma' && !isText && !decimal) return 'field.noComma';
    if (event.type === 'key.comma' && decimal && input.includes(',')) return 'input.secondComma';
    const replaced = proposed && !isText;
    return !replaced && input.length >= maxLengthOf(field) && !isSameLetter(context, event)
      ? 'input.full'
      : undefined;
  }
  const ofText = event.type === 'key.X' || event.type === 'key.down';
  return field.kind === 'text' && ofText ? undefined : 'key.notNow';
}

/** The form after a key that `inputRefusal` lets pass. */
export function withInput(context: TillContext, event: TillEvent, book: FormBook): Change {
  const { form } = context;
  const field = fieldOf(context, book);
  if (!form || !field) return {};
  if (field.kind === 'choice')
    return { form: { ...form, marked: markedRow(context, event, field) } };
  if (field.kind === 'text') return { form: { ...form, ...textInput(form, event) } };
  const before = form.proposed ? '' : form.input;
  const character = event.type === 'key.digit' ? event.digit : ',';
  return { form: { ...form, input: before + character, proposed: false } };
}

/** C: a text loses its last character, everything else is emptied. */
export function erased({ form }: TillContext, book: FormBook): Change {
  if (!form) return {};
  const isText = book[form.name]?.fields[form.index]?.kind === 'text';
  const input = isText ? form.input.slice(0, -1) : '';
  return { form: { ...form, input, proposed: false, tap: undefined, shifted: false } };
}

/** Why RAZEM does not take the answer to the field. */
export function answerRefusal(context: TillContext, book: FormBook): TextKey | undefined {
  const read = readAnswer(context, book);
  if ('refusal' in read) return read.refusal;
  const field = fieldOf(context, book);
  if (read.answer === undefined || !field) return undefined;
  return field.check?.(read.answer, context, context.form?.answers ?? {});
}

/** The answers with that to the field which is asked for. */
export function answersOf(context: TillContext, book: FormBook): Answers {
  const answers = context.form?.answers ?? {};
  const field = fieldOf(context, book);
  const read = readAnswer(context, book);
  if (!field || 'refusal' in read) return answers;
  const others = Object.entries(answers).filter(([name]) => name !== field.name);
  const now = read.answer === undefined ? [] : [[field.name, read.answer] as const];
  return Object.fromEntries([...others, ...now]);
}

export function isLastField({ form }: TillContext, book: FormBook): boolean {
  return form === undefined || form.index + 1 >= (book[form.name]?.fields.length ?? 0);
}

export function isOfCashier({ form }: TillContext, book: FormBook): boolean {
  return form !== undefined && book[form.name]?.by === 'cashier';
}

/** What is said when the form has been applied; asked for before it is. */
export function doneWords(context: TillContext, book: FormBook): Words {
  const done = book[context.form?.name ?? '']?.end.done ?? 'field.done';
  return typeof done === 'string' ? { text: done } : done(context, answersOf(context, book));
}

export function formRefusal(
  context: TillContext,
  at: EpochMs,
  book: FormBook,
): TextKey | undefined {
  const form = context.form && book[context.form.name];
  return form?.check?.(context, answersOf(context, book), at);
}

/** One field on, or back; what was answered there before is proposed again. */
export function steppedBy(context: TillContext, step: 1 | -1, book: FormBook): Change {
  if (!context.form) return {};
  const answers = step === 1 ? answersOf(context, book) : context.form.answers;
  const form = { ...context.form, answers };
  return { form: atField(context, form, book, form.index + step) };
}

/** The change that the form makes. Its answers stay for the state that it leads to. */
export function applied(context: TillContext, at: EpochMs, book: FormBook): Change {
  const { form } = context;
  if (!form) return {};
  const answers = answersOf(context, book);
  return { form: { ...form, answers }, ...book[form.name]?.end.apply?.(context, answers, at) };
}

const blank = { index: 0, answers: {}, input: '', proposed: false, marked: 0 };

function atField(context: TillContext, form: OpenForm, book: FormBook, index: number): OpenForm {
  const { name, answers } = form;
  const field = book[name]?.fields[index];
  const empty = { ...blank, name, answers, index };
  if (!field) return empty;
  const preset = answers[field.name] ?? field.preset?.(context, answers);
  if (preset === undefined) return empty;
  if (field.kind !== 'choice') {
    return { ...empty, input: writtenInput(field.kind, preset), proposed: true };
  }
  const rows = field.choices(context, answers);
  return {
    ...empty,
    marked: Math.max(
      0,
      rows.findIndex(({ value }) => value === preset),
    ),
  };
}

type Read = { readonly answer: Answer | undefined } | { readonly refusal: TextKey };

function readAnswer(context: TillContext, book: FormBook): Read {
  const { form } = context;
  const field = fieldOf(context, book);
  if (!form || !field) return { refusal: 'key.notNow' };
  if (field.kind === 'choice') {
    const choice = choicesOf(context, field)[form.marked];
    return choice ? { answer: choice.value } : { refusal: 'field.missing' };
  }
  if (form.input !== '') return readInput(field.kind, form.input);
  return field.optional ? { answer: undefined } : { refusal: 'field.missing' };
}

function choiceRefusal(context: TillContext, event: TillEvent, field: Field): TextKey | undefined {
  if (event.type === 'key.up' || event.type === 'key.down') return undefined;
  if (event.type !== 'key.digit') return 'key.notNow';
  const row = Number(event.digit);
  return row >= 1 && row <= choicesOf(context, field).length ? undefined : 'menu.noSuchEntry';
}

function markedRow(context: TillContext, event: TillEvent, field: Field): number {
  const marked = context.form?.marked ?? 0;
  if (event.type === 'key.digit') return Number(event.digit) - 1;
  const last = choicesOf(context, field).length - 1;
  return event.type === 'key.up' ? Math.max(0, marked - 1) : Math.min(last, marked + 1);
}

function textInput(form: OpenForm, event: TillEvent): Partial<OpenForm> {
  const { input, tap, shifted } = form;
  if (event.type === 'key.X') return { tap: undefined, shifted: shifted !== true };
  if (event.type === 'key.comma') return { input: `${input},`, tap: undefined, proposed: false };
  if (event.type !== 'key.digit') return { tap: undefined };
  const { text, tap: next } = tapped({ text: input, tap }, event.digit, event.at, shifted);
  return { input: text, tap: next, shifted: false, proposed: false };
}

/** The same digit again changes the last letter and needs no room. */
function isSameLetter({ form }: TillContext, event: TillEvent): boolean {
  if (event.type !== 'key.digit' || form?.tap === undefined) return false;
  const { text } = tapped({ text: form.input, tap: form.tap }, event.digit, event.at);
  return text.length === form.input.length;
}
