import { sumOf } from '../kernel/fiscal-record.ts';
import type { EventsReport, PeriodicReport } from '../../receipts/document.ts';
import { endOfDate, type EpochMs, localDate, startOfDate } from '../kernel/time.ts';
import { frame, type Issued, issue, type Undigested } from './document.ts';
import { issueTable } from './fiscal-document.ts';
import type { Form } from './form.ts';
import type { ChoiceField, TypedField } from './form-field.ts';
import type { Answer, Answers } from './open-form.ts';
import { nextTally } from './tally.ts';
import { shiftTable } from './table-report.ts';
import type { TillContext } from './till-context.ts';
import type { MemoryQuery } from './till-effect.ts';
import type { MemoryPlace } from './till-event.ts';

const extent: ChoiceField = {
  name: 'extent',
  kind: 'choice',
  prompt: 'report.extent',
  choices: () => [
    { value: 'full', label: 'Pełny' },
    { value: 'sum', label: 'Łączny' },
  ],
};

const notBefore = (answer: Answer, _: TillContext, { from = '' }: Answers) =>
  answer < from ? ('report.orderInvalid' as const) : undefined;

const dates: readonly TypedField[] = [
  { name: 'from', kind: 'date', prompt: 'report.fromDate' },
  {
    ...{ name: 'to', kind: 'date', prompt: 'report.toDate' },
    preset: (_, { from }) => from,
    check: notBefore,
  },
];

/** Forms of the reports: what of the fiscal memory, or of the shift, is to be printed. */
export const reportForms = {
  periodByDates: {
    title: 'report.period',
    fields: [...dates, extent],
    end: { target: 'readingMemory' },
  },
  periodByNumbers: {
    title: 'report.period',
    fields: [
      { name: 'from', kind: 'number', prompt: 'report.fromNumber', maxLength: 4 },
      {
        ...{ name: 'to', kind: 'number', prompt: 'report.toNumber', maxLength: 4 },
        preset: (_, { from }) => from,
        check: notBefore,
      },
      extent,
    ],
    end: { target: 'readingMemory' },
  },
  month: {
    title: 'report.month',
    fields: [{ name: 'month', kind: 'month', prompt: 'report.whichMonth' }, extent],
    end: { target: 'readingMemory' },
  },
  events: {
    title: 'report.events',
    fields: dates,
    end: { target: 'readingMemory' },
  },
  shift: {
    title: 'report.shift',
    fields: [
      {
        ...{ name: 'zero', kind: 'choice', prompt: 'report.shiftZero' },
        choices: () => [
          { value: 'no', label: 'Nie' },
          { value: 'yes', label: 'Tak' },
        ],
      },
    ],
    end: {
      apply: (context, { zero }, at) => {
        const issued = issueTable(context, at, shiftTable(context.shift));
        return zero === 'yes' ? { ...issued, shift: nextTally(context.shift) } : issued;
      },
      done: 'report.printed',
      target: 'printing',
    },
  },
} as const satisfies Readonly<Record<string, Form>>;

const noForm = { name: '', answers: {} as Answers };

/** What the answered form asks the memory for. */
export function memoryQuery({ form }: TillContext): MemoryQuery {
  const { name, answers } = form ?? noForm;
  const { from = '', to = '' } = answers;
  if (name === 'periodByNumbers') return { kind: 'numbers', from: Number(from), to: Number(to) };
  const [first, last] = name === 'month' ? monthOf(answers) : [String(from), String(to)];
  const kind = name === 'events' ? 'events' : 'days';
  return { kind, from: startOfDate(first), to: endOfDate(last) - 1 };
}

/** The report of what the memory answered; there is at least one record. */
export function issueMemoryReport(
  context: TillContext,
  records: readonly MemoryPlace[],
  at: EpochMs,
): Issued {
  const { name, answers } = context.form ?? noForm;
  const common = { ...frame(context, at), ...spanOf(name, answers, records) };
  if (name === 'events') {
    const events = records.flatMap(({ position, record }) =>
      record.kind === 'daily' ? [] : [{ position, record }],
    );
    const report = { ...common, kind: 'eventsReport', events } as const;
    return issue(context, context.receiptCount, report satisfies Undigested<EventsReport>);
  }
  const days = records.flatMap(({ record }) => (record.kind === 'daily' ? [record] : []));
  const report: Undigested<PeriodicReport> = {
    ...common,
    kind: 'periodicReport',
    span: name === 'month' ? 'month' : 'period',
    ...(answers['extent'] === 'full' && {
      days: days.map(({ kind: _, digest: __, signature: ___, ...figures }) => figures),
    }),
    sum: sumOf(days),
  };
  return issue(context, context.receiptCount, report);
}

/** First and last date of the report: those asked for, or, by numbers, those of the reports. */
function spanOf(name: string, answers: Answers, records: readonly MemoryPlace[]) {
  if (name !== 'periodByNumbers') {
    const [from, to] = name === 'month' ? monthOf(answers) : [answers['from'], answers['to']];
    return { from: String(from), to: String(to) };
  }
  const [first, last] = [records[0]?.record, records.at(-1)?.record];
  return { from: localDate(first?.at ?? 0), to: localDate(last?.at ?? 0) };
}

function monthOf({ month = '' }: Answers): [string, string] {
  const first = `${month}-01`;
  // Forty days after the start of a month another one has begun, whose first day ends it.
  const next = localDate(startOfDate(first) + 40 * 86_400_000).slice(0, 7);
  return [first, localDate(startOfDate(`${next}-01`) - 1)];
}
