import type { DocumentSearch } from '../../journal/document-search.ts';
import type { EntryRange } from '../../journal/read.ts';
import { Failure } from '../../kernel/failure.ts';
import { type Grosze, parseGrosze } from '../../kernel/money.ts';
import { endOfDate, startOfDate } from '../../kernel/time.ts';

/** What was typed after `razem journal list`. */
export interface ListOptions {
  readonly from?: string;
  readonly to?: string;
  readonly last?: string;
}

/** What was typed after `razem journal find` or `export`. */
export interface FindOptions extends KeyOptions {
  readonly number?: string;
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  readonly amount?: string;
  readonly form?: string;
}

interface KeyOptions {
  readonly receipt?: string;
  readonly cashier?: string;
  readonly nip?: string;
  readonly authorisation?: string;
  readonly card?: string;
}

const defaultLast = 40;

/** How the keys of documents are typed, and what the refusal asks for. */
const keyForms: Readonly<Record<keyof KeyOptions, readonly [RegExp, what: string]>> = {
  receipt: [/^[1-9]\d{0,9}$/, 'must be the number of a receipt such as 12'],
  cashier: [/^[1-9]\d{0,9}$/, 'must be the number of a cashier such as 1'],
  nip: [/^(?:PL)?[ -]*(?:\d[ -]*){10}$/, "must be the buyer's ten digits such as 522-26-28-262"],
  authorisation: [/^[0-9A-Za-z]{1,12}$/, 'must be an authorisation code such as 123ABC'],
  card: [/^\d{4}$/, 'must be the last four digits and no more'],
};

/** A range of dates is listed whole unless `--last` limits it. Failure: `option.invalid`. */
export function entryRange({ from, to, last }: ListOptions): EntryRange {
  const dates = dateRange(from, to);
  const unlimited = dates.from !== undefined || dates.to !== undefined;
  const limit = last === undefined ? undefined : count('--last', last);
  return {
    ...(dates.from !== undefined && { from: startOfDate(dates.from) }),
    ...(dates.to !== undefined && { to: endOfDate(dates.to) }),
    limit: limit ?? (unlimited ? undefined : defaultLast),
  };
}

/** Failures: `option.invalid`, `journal.noCriterion`. */
export function documentCriteria(options: FindOptions): DocumentSearch {
  const { number, date, from, to, amount, form, ...rest } = options;
  if (!hasCriteria(options)) {
    throw new Failure(
      'journal.noCriterion',
      'find which document? Give --number, --date, --from and --to, --amount, --form, --receipt,' +
        ' --cashier, --nip, --authorisation or --card',
    );
  }
  if (date !== undefined && (from !== undefined || to !== undefined)) {
    throw invalid('--date', date, 'give either one date or --from and --to');
  }
  return {
    ...(number !== undefined && { number: count('--number', number) }),
    ...(date !== undefined && { date: checkedDate('--date', date) }),
    ...dateRange(from, to),
    ...(amount !== undefined && { amount: checkedAmount(amount) }),
    ...(form !== undefined && { form: checkedForm(form) }),
    ...documentKeys(rest),
  };
}

/** Whether anything is said of what a document is like. */
export function hasCriteria(options: FindOptions): boolean {
  const plain = ['number', 'date', 'from', 'to', 'amount', 'form'] as const;
  const keys = Object.keys(keyForms) as (keyof KeyOptions)[];
  return [...plain, ...keys].some((name) => options[name] !== undefined);
}

/** A count or number from 1 up. Failure: `option.invalid`. */
export function count(option: string, typed: string): number {
  const value = Number(typed);
  if (/^\d+$/.test(typed) && value >= 1 && Number.isSafeInteger(value)) return value;
  throw invalid(option, typed, 'must be a whole number from 1 up');
}

/** The secret part of a card number is not repeated in the refusal, nor is it ever searched for. */
function documentKeys(options: KeyOptions): Pick<DocumentSearch, 'keys'> {
  const kinds = Object.keys(keyForms) as (keyof KeyOptions)[];
  const given = kinds.flatMap((kind) => {
    const typed = options[kind];
    if (typed === undefined) return [];
    const [form, what] = keyForms[kind];
    if (form.test(typed)) return [[kind, typed] as const];
    throw invalid(`--${kind}`, kind === 'card' ? '…' : typed, what);
  });
  return given.length === 0 ? {} : { keys: Object.fromEntries(given) };
}

function dateRange(from: string | undefined, to: string | undefined) {
  const range = {
    ...(from !== undefined && { from: checkedDate('--from', from) }),
    ...(to !== undefined && { to: checkedDate('--to', to) }),
  };
  if (from !== undefined && to !== undefined && from > to) {
    throw invalid('--to', to, `lies before --from ${from}`);
  }
  return range;
}

function checkedDate(option: string, typed: string): string {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(typed) && startOfDate(typed) >= 0) return typed;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw invalid(option, typed, 'must be a date such as 2026-11-20');
}

function checkedAmount(typed: string): Grosze {
  const amount = parseGrosze(typed);
  if (amount !== undefined) return amount;
  throw invalid('--amount', typed, 'must be an amount in złote such as 12,34');
}

function checkedForm(typed: string): string {
  if (typed.trim() !== '') return typed.trim();
  throw invalid('--form', typed, "must be a form as printed, such as GOTÓWKA or 'MOBILNA Blik'");
}

export function invalid(option: string, typed: string, what: string): Failure {
  return new Failure('option.invalid', `${option} ${typed || "''"}: ${what}`);
}
