import { text } from '../text/catalogue.ts';
import { displayColumns, row, scrolled, shortened } from './display-row.ts';
import { choicesOf, fieldOf } from './form.ts';
import { formBook } from './form-book.ts';
import type { Field } from './form-field.ts';
import { openBranch } from './manager-menu.ts';
import type { TillContext } from './till-context.ts';

/** Three entries, and in the last row what the marked one is for. */
export function managerRows(context: TillContext): readonly string[] {
  const { entries } = openBranch(context);
  const items = entries.map((entry) => `${entry.digit} ${text(entry.text)}`);
  const marked = entries[context.cursor];
  const rows = scrolled(items, context.cursor, 3);
  const empty = Array.from({ length: 3 - rows.length }, () => '');
  return [...rows, ...empty, marked ? text(marked.help) : ''];
}

/** The form's title, what is asked for, what was typed, and how to type it. */
export function formRows(context: TillContext): readonly string[] {
  const field = fieldOf(context, formBook);
  const { form } = context;
  const title = formBook[form?.name ?? '']?.title;
  if (!form || !field || !title) return [];
  if (field.kind === 'choice') {
    const rows = choicesOf(context, field).map(({ label }, index) => `${index + 1} ${label}`);
    return [shortened(text(field.prompt), displayColumns), ...scrolled(rows, form.marked, 3)];
  }
  const cursor = form.proposed ? '' : '_';
  const input = `${form.input}${cursor}`;
  return [text(title), text(field.prompt), row('', input), text(helpOf(field))];
}

function helpOf({ kind }: Field) {
  switch (kind) {
    case 'date':
      return 'field.dateHelp';
    case 'month':
      return 'field.monthHelp';
    case 'text':
      return 'field.textHelp';
    default:
      return 'field.help';
  }
}
