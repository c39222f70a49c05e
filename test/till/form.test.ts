import { describe, expect, test } from 'vitest';
import { contextOf } from '../../src/runtime/decide.ts';
import type { Digit, KeyEvent } from '../../src/till/key.ts';
import {
  answerRefusal,
  answersOf,
  applied,
  erased,
  type Form,
  formRefusal,
  inputRefusal,
  isLastField,
  opened,
  steppedBy,
  withInput,
} from '../../src/till/form.ts';
import type { TypedKind } from '../../src/till/form-field.ts';
import type { TillContext } from '../../src/till/till-context.ts';
import type { TillEvent } from '../../src/till/till-event.ts';
import { at, keyEvents, noon, play } from './play.ts';

const book = {
  two: {
    title: 'field.help',
    fields: [
      { name: 'from', kind: 'date', prompt: 'field.help' },
      {
        ...{ name: 'to', kind: 'date', prompt: 'field.help' },
        preset: (_, { from }) => from,
        check: (to, _, { from = '' }) => (to < from ? 'field.dateInvalid' : undefined),
      },
    ],
    check: (_, { from }) => (from === '2026-01-01' ? 'field.missing' : undefined),
    end: { apply: (_, { from, to }) => ({ typed: `${from} ${to}` }) },
  },
  choice: {
    title: 'field.help',
    fields: [
      {
        ...{ name: 'rate', kind: 'choice', prompt: 'field.help' },
        preset: () => 'B',
        choices: ({ bases }) => bases.rates.map(({ letter }) => ({ value: letter, label: letter })),
      },
    ],
    end: {},
  },
  optional: {
    title: 'field.help',
    fields: [{ name: 'text', kind: 'text', prompt: 'field.help', optional: true, maxLength: 3 }],
    end: {},
  },
} as const satisfies Readonly<Record<string, Form>>;

type Book = Readonly<Record<string, Form>>;

function open(name: string, forms: Book = book): TillContext {
  const context = contextOf(at('managerMenu'));
  return { ...context, ...opened(context, name, forms) };
}

/** The context after these keys, none of which is refused; RAZEM steps on. */
function filled(context: TillContext, script: string, forms: Book = book): TillContext {
  let form = context.form;
  const refusals = [];
  for (const undated of keyEvents(script)) {
    const event: TillEvent = { ...undated, at: noon };
    const now = { ...context, form };
    const isInput = event.type !== 'key.RAZEM' && event.type !== 'key.C';
    refusals.push(isInput && inputRefusal(now, event, forms));
    form = change(now, event, forms).form;
  }
  expect(refusals.filter(Boolean)).toEqual([]);
  return { ...context, form };
}

function change(now: TillContext, event: TillEvent, forms: Book) {
  if (event.type === 'key.RAZEM') return steppedBy(now, 1, forms);
  return event.type === 'key.C' ? erased(now, forms) : withInput(now, event, forms);
}

const ofKind = (kind: TypedKind): Book => ({
  one: { title: 'field.help', fields: [{ name: 'it', kind, prompt: 'field.help' }], end: {} },
});

describe('a typed field reads what its kind says', () => {
  test.each<readonly [TypedKind, string, number | string]>([
    ['number', '0012', 12],
    ['code', '0012', '0012'],
    ['date', '29022028', '2028-02-29'],
    ['month', '022026', '2026-02'],
    ['amount', '12,3', 1230],
    ['percent', '7,25', 725],
    ['text', '22', 'B'],
  ])('%s: %s', (kind, keys, answer) => {
    const context = filled(open('one', ofKind(kind)), keys, ofKind(kind));
    expect(answersOf(context, ofKind(kind))).toEqual({ it: answer });
  });

  test.each<readonly [TypedKind, string, string]>([
    ['number', 'C', 'field.missing'],
    ['date', '29022026', 'field.dateInvalid'],
    ['date', '2902', 'field.dateInvalid'],
    ['date', '01010001', 'field.dateInvalid'],
    ['month', '132026', 'field.monthInvalid'],
    ['amount', '1,234', 'amount.invalid'],
    ['percent', ',', 'field.percentInvalid'],
    ['text', '0', 'field.missing'],
  ])('%s: %s is refused: %s', (kind, keys, refusal) => {
    const forms = ofKind(kind);
    expect(answerRefusal(filled(open('one', forms), keys, forms), forms)).toBe(refusal);
  });
});

describe('keys that a field does not take', () => {
  const press = (context: TillContext, event: KeyEvent, forms: Book = book) =>
    inputRefusal(context, { ...event, at: noon }, forms);
  const digit = (one: Digit): KeyEvent => ({ type: 'key.digit', digit: one });

  test('a comma where there are no decimals, a second one, an arrow', () => {
    const amount = ofKind('amount');
    expect([
      press(open('two'), { type: 'key.comma' }),
      press(filled(open('one', amount), '1,', amount), { type: 'key.comma' }, amount),
      press(open('two'), { type: 'key.down' }),
      press(open('two'), { type: 'key.X' }),
    ]).toEqual(['field.noComma', 'input.secondComma', 'key.notNow', 'key.notNow']);
  });

  test('more than there is room for; a letter that only changes needs none', () => {
    const full = filled(open('optional'), '2 DÓŁ 2 DÓŁ 2');
    expect([press(full, digit('3')), press(full, digit('2'))]).toEqual(['input.full', undefined]);
    expect(press(filled(open('two'), '01012026'), digit('1'))).toBe('input.full');
  });

  test('a row that a choice does not have', () => {
    expect([press(open('choice'), digit('0')), press(open('choice'), digit('5'))]).toEqual([
      ...['menu.noSuchEntry', 'menu.noSuchEntry'],
    ]);
    expect(press(open('choice'), { type: 'key.comma' })).toBe('key.notNow');
  });
});

describe('field by field', () => {
  test('a preset is proposed, and the first digit takes its place', () => {
    const second = filled(open('two'), '01022026 RAZEM');
    expect([second.form?.input, second.form?.proposed]).toEqual(['01022026', true]);
    expect(filled(second, '3').form?.input).toBe('3');
  });

  test('what was answered is proposed again when one goes back', () => {
    const second = filled(open('two'), '01022026 RAZEM 03022026');
    const first = { ...second, ...steppedBy(second, -1, book) };
    expect([first.form?.index, first.form?.input]).toEqual([0, '01022026']);
    expect([isLastField(first, book), isLastField(second, book)]).toEqual([false, true]);
  });

  test('the field and then the whole form may refuse; the answers are applied', () => {
    const early = filled(open('two'), '03022026 RAZEM 01022026');
    expect(answerRefusal(early, book)).toBe('field.dateInvalid');
    const first = filled(open('two'), '01012026 RAZEM');
    expect([answerRefusal(first, book), formRefusal(first, noon, book)]).toEqual([
      ...[undefined, 'field.missing'],
    ]);
    const good = filled(open('two'), '01022026 RAZEM');
    expect([formRefusal(good, noon, book), applied(good, noon, book).typed]).toEqual([
      ...[undefined, '2026-02-01 2026-02-01'],
    ]);
  });

  test('a choice begins at its preset and is marked by arrows or by its number', () => {
    const rates = ['', 'GÓRA', 'GÓRA GÓRA GÓRA', 'DÓŁ DÓŁ DÓŁ DÓŁ', '3'].map((keys) =>
      answersOf(filled(open('choice'), keys), book),
    );
    expect(rates.map(({ rate }) => rate)).toEqual(['B', 'A', 'A', 'E', 'C']);
  });

  test('an optional field may stay empty, and C takes the last letter of a text', () => {
    expect(answersOf(open('optional'), book)).toEqual({});
    expect(answerRefusal(open('optional'), book)).toBeUndefined();
    expect(answersOf(filled(open('optional'), '2 DÓŁ 3 C'), book)).toEqual({ text: 'A' });
  });
});

test('the manager prints a text typed letter by letter', () => {
  const { effects } = play(at('fillingForm'), '2 2 DÓŁ 8 RAZEM');
  expect(effects.map((effect) => effect.type === 'print' && effect.document)).toEqual([
    expect.objectContaining({
      ...{ kind: 'nonFiscalNote', title: 'WYDRUK PRÓBNY' },
      rows: [{ label: 'Bt', value: '' }],
    }),
  ]);
});
