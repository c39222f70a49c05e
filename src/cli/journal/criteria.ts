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

/** What was typed after `razem journal find`. */
export interface FindOptions {
  readonly number?: string;
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  readonly amount?: string;
  readonly form?: string;
}

const defaultLast = 40;

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
  const { number, date, from, to, amount, form } = options;
  if (date !== undefined && (from !== undefined || to !== undefined)) {
    throw invalid('--date', date, 'give either one date or --from and --to');
  }
  const search: DocumentSearch = {
    ...(number !== undefined && { number: count('--number', number) }),
    ...(date !== undefined && { date: checkedDate('--date', date) }),
    ...dateRange(from, to),
    ...(amount !== undefined && { amount: checkedAmount(amount) }),
    ...(form !== undefined && { form: checkedForm(form) }),
  };
  if (Object.keys(search).length > 0) return search;
  throw new Failure(
    'journal.noCriterion',
    'find which document? Give --number, --date, --from and --to, --amount or --form',
  );
}

/** A count or number from 1 up. Failure: `option.invalid`. */
export function count(option: string, typed: string): number {
  const value = Number(typed);
  if (/^\d+$/.test(typed) && value >= 1 && Number.isSafeInteger(value)) return value;
  throw invalid(option, typed, 'must be a whole number from 1 up');
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

function invalid(option: string, typed: string, what: string): Failure {
  return new Failure('option.invalid', `${option} ${typed || "''"}: ${what}`);
}
