import type { TextKey } from '../text/catalogue.ts';
import type { Digit } from './key.ts';

export interface MenuRow {
  readonly entry: string;
  readonly digit: Digit;
  readonly text: TextKey;
}

/** The FUNKCJE menu: each entry is chosen by its digit or marked and taken with RAZEM (RULES P4). */
export const menu = [
  { entry: 'drawer', digit: '1', text: 'menu.drawer' },
  { entry: 'link', digit: '2', text: 'menu.link' },
  { entry: 'configuration', digit: '3', text: 'menu.configuration' },
  { entry: 'paymentForms', digit: '4', text: 'menu.paymentForms' },
  { entry: 'voidLine', digit: '5', text: 'menu.voidLine' },
  { entry: 'cancel', digit: '6', text: 'menu.cancel' },
  { entry: 'unlock', digit: '7', text: 'menu.unlock' },
  { entry: 'manager', digit: '8', text: 'menu.manager' },
  { entry: 'logout', digit: '9', text: 'menu.logout' },
  { entry: 'more', digit: '0', text: 'menu.more' },
] as const satisfies readonly MenuRow[];

export type MenuEntry = (typeof menu)[number]['entry'];

/** Its second page. */
export const moreMenu = [
  { entry: 'buyerNip', digit: '1', text: 'menu.buyerNip' },
  { entry: 'park', digit: '2', text: 'menu.park' },
  { entry: 'recall', digit: '3', text: 'menu.recall' },
  { entry: 'cashIn', digit: '4', text: 'menu.cashIn' },
  { entry: 'cashOut', digit: '5', text: 'menu.cashOut' },
  { entry: 'handOver', digit: '6', text: 'menu.handOver' },
  { entry: 'lock', digit: '7', text: 'menu.lock' },
] as const satisfies readonly MenuRow[];

export type MoreEntry = (typeof moreMenu)[number]['entry'];
export type AnyEntry = MenuEntry | MoreEntry;

/** The page on which the entry stands. */
export function menuWith(wanted: AnyEntry): readonly MenuRow[] {
  return moreMenu.some(({ entry }) => entry === wanted) ? moreMenu : menu;
}
