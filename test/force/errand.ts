import { join } from 'node:path';
import { text } from '../../src/text/catalogue.ts';
import type { CounterProcess } from './counter-process.ts';
import { type Seen, seenAt } from './paper-witness.ts';

/** What a manager does again, from the ready till, until the paper shows that it is done. */
export interface Goal {
  readonly keys: string;
  /** On at least so many cut sheets. */
  readonly shows: RegExp;
  readonly sheets: number;
}

/** Something that is done at a till; `goals` finish it after a power cut, and say more of it. */
export interface Errand {
  readonly name: string;
  readonly world: string;
  /** Done before, in a life of the till that ends in order. */
  readonly before: readonly string[];
  readonly lines: readonly string[];
  readonly goals: readonly Goal[];
  readonly oneFiscalisationReport: boolean;
}

export const logIn = '9 RAZEM 9999 RAZEM';
const sell = '2 KOD 9 KOD 11 KOD RAZEM RAZEM';
const report = 'FUNKCJE 8 1 1 RAZEM';
const fiscalise = 'FUNKCJE 8 5 2 1234563218 RAZEM RAZEM';
const receipts = (sheets: number): Goal => ({ keys: sell, shows: /SUMA PLN/, sheets });
const reported = (number: number): Goal => ({
  ...{ keys: report, shows: new RegExp(`DOBOWY NR ${number}\\b`), sheets: 1 },
});

export const dailyReport: Errand = {
  name: 'daily report after a sale',
  world: 'fixtures/worlds/corner-shop.yaml',
  before: [logIn, sell, '5 KOD C RAZEM'],
  lines: [logIn, report],
  goals: [reported(1), receipts(2), reported(2)],
  oneFiscalisationReport: false,
};

export const fiscalisation: Errand = {
  name: 'fiscalisation of a till that trained',
  world: 'fixtures/worlds/training.yaml',
  before: [logIn, sell],
  lines: [logIn, fiscalise],
  goals: [{ keys: fiscalise, shows: /FISKALIZACJ/, sheets: 1 }, receipts(2), reported(1)],
  oneFiscalisationReport: true,
};

/** The bread gets another rate and another price; the paper of the next sale tells. */
const sellBread: Goal = { keys: '2 KOD RAZEM RAZEM', shows: /SUMA PLN/, sheets: 1 };

export const programming: Errand = {
  name: 'an item programmed at the keypad',
  world: 'fixtures/worlds/corner-shop.yaml',
  before: [logIn],
  lines: [logIn, 'FUNKCJE 8 2 1 1 2 RAZEM RAZEM 4 RAZEM 5,55 RAZEM'],
  goals: [sellBread, reported(1)],
  oneFiscalisationReport: false,
};

const patience = 40;
/** From a message to what lies under it: it goes by itself, with a key that does nothing, or back. */
const lookUnder = [['wait 4 s'], ['8 C'], ['C']] as const;
const yesOrNo = 'RAZEM=tak C=nie';

/** Reaches the goals by what display and paper say, as somebody would who saw no power cut. */
export async function reach(
  till: CounterProcess,
  data: string,
  goals: readonly Goal[],
): Promise<string | undefined> {
  if (!(await till.type())) return `died: ${till.err}`;
  for (let turn = 0; turn < patience; turn += 1) {
    const rows = till.display();
    const seen = seenAt(join(data, 'paper.bin'));
    const goal = goals.find(({ shows, sheets }) => sheetsWith(seen, shows) < sheets);
    const keys = nextKeys(rows, goal, turn);
    if (keys === undefined) return undefined;
    if (!(await till.type(...keys))) return `died: ${till.err}`;
  }
  return `stuck at ${till.display().join(' | ')}`;
}

/** Undefined when there is nothing more to do. */
function nextKeys(
  rows: readonly string[],
  goal: Goal | undefined,
  turn: number,
): readonly string[] | undefined {
  const [first = '', , third = '', fourth = ''] = rows;
  const words = rows.join(' ').trim();
  if (third.startsWith(text('login.number')) || third.startsWith(text('login.pin')))
    return goal ? ['C', logIn] : undefined;
  if (fourth === yesOrNo) return ['C'];
  const waiting = ['printer.mustFinish', 'printer.offline', 'fiscal.fault'] as const;
  if (waiting.some((key) => words === text(key))) return ['RAZEM'];
  if (first.startsWith(text('sale.ready'))) return goal && [goal.keys];
  return lookUnder[turn % lookUnder.length];
}

function sheetsWith({ roll }: Seen, words: RegExp): number {
  let bears = false;
  let count = 0;
  for (const item of roll) {
    if (item !== 'cut') bears ||= words.test(item.text);
    else {
      count += bears ? 1 : 0;
      bears = false;
    }
  }
  return count;
}
