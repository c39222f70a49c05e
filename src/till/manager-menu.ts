import type { TextKey } from '../text/catalogue.ts';
import type { FormName } from './form-book.ts';
import type { Digit } from './key.ts';
import type { TillContext } from './till-context.ts';
import type { TillEvent } from './till-event.ts';

/** What a leaf starts without asking anything first. */
export type ManagerAct = 'drawer' | 'link' | 'configuration';

interface AnyNode {
  readonly digit: Digit;
  readonly text: TextKey;
  /** One row that says more, shown while the entry is marked. */
  readonly help: TextKey;
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

/** A branch, or a leaf that opens a form or starts an act. */
export type MenuNode = MenuBranch | FormLeaf | ActLeaf;

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
];

/** The manager's menu: every entry is reached by its digit, or by arrows and RAZEM. */
export const managerMenu: readonly MenuNode[] = [
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
