import type { TextKey } from '../text/catalogue.ts';
import type { CheckName } from './check.ts';
import type { FormName } from './form-book.ts';
import type { Digit } from './key.ts';
import type { TableName } from './table-report.ts';
import type { TillContext } from './till-context.ts';
import type { TillEvent } from './till-event.ts';

/** What a leaf starts without asking anything first. */
export type ManagerAct =
  ('drawer' | 'link' | 'configuration') | ('dailyReport' | 'fiscalisationReport' | 'receiptCopy');

interface AnyNode {
  readonly digit: Digit;
  readonly text: TextKey;
  /** One row that says more, shown while the entry is marked. */
  readonly help: TextKey;
  /** Why it may be refused. */
  readonly check?: CheckName;
}

export interface MenuBranch extends AnyNode {
  readonly entries: readonly MenuNode[];
}

export interface FormLeaf extends AnyNode {
  readonly form: FormName;
}

export interface ActLeaf extends AnyNode {
  readonly act: ManagerAct;
}

export interface TableLeaf extends AnyNode {
  readonly table: TableName;
}

/** A branch, or a leaf that opens a form, prints a table or starts an act. */
export type MenuNode = MenuBranch | FormLeaf | TableLeaf | ActLeaf;

const tables: readonly MenuNode[] = [
  { digit: '1', text: 'manager.shift', help: 'manager.shift.help', form: 'shift' },
  { digit: '2', text: 'manager.cashiers', help: 'manager.cashiers.help', table: 'cashiers' },
  { digit: '3', text: 'manager.forms', help: 'manager.forms.help', table: 'forms' },
  { digit: '4', text: 'manager.goods', help: 'manager.goods.help', table: 'goods' },
  { digit: '5', text: 'manager.hours', help: 'manager.hours.help', table: 'hours' },
  { digit: '6', text: 'manager.cash', help: 'manager.cash.help', table: 'drawer' },
];

const reports: readonly MenuNode[] = [
  {
    ...{ digit: '1', text: 'manager.daily', help: 'manager.daily.help' },
    ...{ act: 'dailyReport', check: 'dailyReport' },
  },
  { digit: '2', text: 'manager.byDates', help: 'manager.byDates.help', form: 'periodByDates' },
  {
    ...{ digit: '3', text: 'manager.byNumbers', help: 'manager.byNumbers.help' },
    form: 'periodByNumbers',
  },
  { digit: '4', text: 'manager.month', help: 'manager.month.help', form: 'month' },
  { digit: '5', text: 'manager.events', help: 'manager.events.help', form: 'events' },
  { digit: '6', text: 'manager.tables', help: 'manager.tables.help', entries: tables },
];

const goodsBase: readonly MenuNode[] = [
  { digit: '1', text: 'manager.item', help: 'manager.item.help', form: 'item' },
  { digit: '2', text: 'manager.delete', help: 'manager.itemDelete.help', form: 'itemDelete' },
];

const rates: readonly MenuNode[] = [
  {
    ...{ digit: '1', text: 'manager.ratePercent', help: 'manager.ratePercent.help' },
    form: 'ratePercent',
  },
  {
    ...{ digit: '2', text: 'manager.rateExempt', help: 'manager.rateExempt.help' },
    form: 'rateExempt',
  },
  {
    ...{ digit: '3', text: 'manager.rateInactive', help: 'manager.rateInactive.help' },
    form: 'rateInactive',
  },
];

const payments: readonly MenuNode[] = [
  { digit: '1', text: 'manager.item', help: 'manager.payment.help', form: 'paymentForm' },
  {
    ...{ digit: '2', text: 'manager.delete', help: 'manager.paymentDelete.help' },
    form: 'paymentFormDelete',
  },
];

const people: readonly MenuNode[] = [
  { digit: '1', text: 'manager.personAdd', help: 'manager.personAdd.help', form: 'cashierAdd' },
  {
    ...{ digit: '2', text: 'manager.personChange', help: 'manager.personChange.help' },
    form: 'cashierChange',
  },
  { digit: '3', text: 'manager.personPin', help: 'manager.personPin.help', form: 'cashierPin' },
  {
    ...{ digit: '4', text: 'manager.delete', help: 'manager.personDelete.help' },
    form: 'cashierDelete',
  },
];

const programming: readonly MenuNode[] = [
  { digit: '1', text: 'manager.items', help: 'manager.items.help', entries: goodsBase },
  { digit: '2', text: 'manager.rates', help: 'manager.rates.help', entries: rates },
  { digit: '3', text: 'manager.header', help: 'manager.header.help', form: 'header' },
  { digit: '4', text: 'manager.nip', help: 'manager.nip.help', form: 'shopNip' },
  { digit: '5', text: 'manager.payments', help: 'manager.payments.help', entries: payments },
  { digit: '6', text: 'manager.people', help: 'manager.people.help', entries: people },
  {
    ...{ digit: '7', text: 'manager.parameters', help: 'manager.parameters.help' },
    form: 'parameters',
  },
];

const journal: readonly MenuNode[] = [
  {
    ...{ digit: '1', text: 'manager.copy', help: 'manager.copy.help' },
    ...{ act: 'receiptCopy', check: 'receiptCopy' },
  },
];

const devices: readonly MenuNode[] = [
  { digit: '1', text: 'manager.printText', help: 'manager.printText.help', form: 'printText' },
  { digit: '2', text: 'menu.drawer', help: 'manager.drawer.help', act: 'drawer' },
  { digit: '3', text: 'menu.link', help: 'manager.link.help', act: 'link' },
];

const service: readonly MenuNode[] = [
  {
    digit: '1',
    text: 'menu.configuration',
    help: 'manager.configuration.help',
    act: 'configuration',
  },
  {
    ...{ digit: '2', text: 'manager.fiscalise', help: 'manager.fiscalise.help' },
    ...{ form: 'fiscalisation', check: 'fiscalisation' },
  },
  {
    ...{ digit: '3', text: 'manager.birth', help: 'manager.birth.help' },
    ...{ act: 'fiscalisationReport', check: 'fiscalisationReport' },
  },
];

/** The manager's menu: every entry is reached by its digit, or by arrows and RAZEM. */
export const managerMenu: readonly MenuNode[] = [
  { digit: '1', text: 'manager.reports', help: 'manager.reports.help', entries: reports },
  { digit: '2', text: 'manager.program', help: 'manager.program.help', entries: programming },
  { digit: '3', text: 'manager.journal', help: 'manager.journal.help', entries: journal },
  { digit: '4', text: 'manager.devices', help: 'manager.devices.help', entries: devices },
  { digit: '5', text: 'manager.service', help: 'manager.service.help', entries: service },
];

/** The entries on the display, and the branch they belong to, none at the root. */
export function openBranch({ managerPath }: TillContext): {
  readonly branch: MenuBranch | undefined;
  readonly entries: readonly MenuNode[];
} {
  let branch: MenuBranch | undefined;
  let entries = managerMenu;
  for (const index of managerPath) {
    const node = entries[index];
    if (!node || !('entries' in node)) break;
    branch = node;
    entries = node.entries;
  }
  return { branch, entries };
}

/** The entry that this key takes, with its place among the others: by digit, or the marked one. */
export function takenNode(
  context: TillContext,
  event: TillEvent,
): { readonly node: MenuNode; readonly index: number } | undefined {
  const { entries } = openBranch(context);
  const index =
    event.type === 'key.digit'
      ? entries.findIndex(({ digit }) => digit === event.digit)
      : context.cursor;
  const node = entries[index];
  return node && { node, index };
}

/** One step into the taken branch; `outOfBranch` leads back and marks where one came from. */
export function inBranch(context: TillContext, event: TillEvent): Partial<TillContext> {
  const taken = takenNode(context, event);
  return taken ? { managerPath: [...context.managerPath, taken.index], cursor: 0 } : {};
}

export function outOfBranch({ managerPath }: TillContext): Partial<TillContext> {
  return { managerPath: managerPath.slice(0, -1), cursor: managerPath.at(-1) ?? 0 };
}

/** The taken entry is marked, also when it was taken by its digit. */
export function marking(context: TillContext, event: TillEvent): Partial<TillContext> {
  return { cursor: takenNode(context, event)?.index ?? context.cursor };
}
