import { text, type TextKey } from '../../src/text/catalogue.ts';
import type { CounterProcess } from './counter-process.ts';
import type { Aim } from './flow.ts';

/** What a cashier has before them when the power is back. */
export interface Counter {
  readonly till: CounterProcess;
  readonly aim: Aim;
  /** The customer, as far as a cashier knows: looks at the phone, or walks about. */
  readonly customer: { answer(): Promise<void>; readonly pays: boolean };
  /** Whether the receipt lies cut on the counter. */
  receiptLies(): boolean;
}

export type End = 'done' | 'died' | `stuck at ${string}`;

const patience = 30;
const logIn = '1 RAZEM 1111 RAZEM';
/** From a message to what lies under it: it goes by itself, or with a key that does nothing. */
const lookUnder = { first: ['wait 4 s'], next: ['8 C'] };

/** Reads the display and finishes the sale by what it says, as somebody would who saw no power cut. */
export async function finish(counter: Counter): Promise<End> {
  const { till, customer } = counter;
  if (!(await till.type())) return 'died';
  let before = '';
  for (let turn = 0; turn < patience; turn += 1) {
    await customer.answer();
    const rows = till.display();
    const lines = nextLines(rows, counter);
    if (lines === 'done') return 'done';
    const message = before === rows.join('\n') ? lookUnder.next : lookUnder.first;
    if (!(await till.type(...(lines === 'message' ? message : lines)))) return 'died';
    before = rows.join('\n');
  }
  return `stuck at ${till.display().join(' | ')}`;
}

function nextLines(
  rows: readonly string[],
  counter: Counter,
): readonly string[] | 'done' | 'message' {
  const { aim } = counter;
  const [first = '', second = '', third = '', fourth = ''] = rows;
  const words = rows.join(' ').trim();
  const is = (key: TextKey) => words === text(key);
  const withdraws = aim.unknown === 'withdraw';

  if (third.startsWith(text('login.number'))) return counter.receiptLies() ? 'done' : ['C', logIn];
  if (third.startsWith(text('login.pin'))) return ['C', logIn];
  if (first === text('cancel.question')) return [aim.receipt === 'cancel' ? 'RAZEM' : 'C'];
  if (words.startsWith(text('cash.question'))) return ['RAZEM'];
  if (words.startsWith(text('blik.withdrawQuestion'))) return [withdraws ? 'RAZEM' : 'C'];
  if (first === text('blik.tooLate')) return [withdraws ? 'C' : 'RAZEM'];
  if (/^BLIK( \d{3} \d{3})?$/.test(first)) return ['wait'];
  if (is('printer.mustFinish') || is('printer.offline')) return ['RAZEM'];
  if (rows.some((row) => row.startsWith('>')) || third === text('blik.code')) return ['C'];
  if (second.startsWith(text('sale.due'))) {
    const unsettled = third === `${text('blik.verifying')}!`;
    return fourth !== '' ? ['C'] : unsettled ? askAbout(aim) : pay(counter);
  }
  if (first.startsWith(text('sale.ready'))) return counter.receiptLies() ? 'done' : ['1 KOD'];
  if (third.startsWith(text('sale.total')) && fourth === '')
    return [aim.receipt === 'cancel' ? 'FUNKCJE 6' : 'RAZEM'];
  return 'message';
}

function askAbout(aim: Aim): readonly string[] {
  return [aim.unknown === 'withdraw' ? 'FUNKCJE 6' : 'FUNKCJE 4 5 RAZEM'];
}

function pay({ aim, customer }: Counter): readonly string[] {
  if (aim.receipt === 'cancel') return ['FUNKCJE 6'];
  if (aim.pays === 'blik' && customer.pays)
    return ['FUNKCJE 4 6 RAZEM', 'phone code', 'CODE RAZEM'];
  return ['RAZEM'];
}
