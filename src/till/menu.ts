import type { TextKey } from '../text/catalogue.ts';
import type { Digit } from './key.ts';

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
] as const satisfies readonly { entry: string; digit: Digit; text: TextKey }[];

export type MenuEntry = (typeof menu)[number]['entry'];
