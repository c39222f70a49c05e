import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifySignature } from '../../devices/fiscal/signature.ts';
import { type DailyRecord, signedText } from '../../src/kernel/fiscal-record.ts';
import { isZero } from '../../src/till/day.ts';
import { taxOfGross } from '../../src/till/tax.ts';
import { bases } from '../till/shop.ts';
import type { Counter } from './counter.ts';
import {
  issuedBy,
  type Played,
  playWithCuts,
  untilReported,
  wholePrints,
} from './fiscal-counter.ts';

/** The day's figures worked out anew from the documents between two reports. */
function figuresOf(counter: Counter, after: number, before: number) {
  const documents = issuedBy(counter).filter(
    ({ documentNumber }) => documentNumber > after && documentNumber < before,
  );
  const receipts = documents.flatMap((one) => (one.kind === 'fiscalReceipt' ? [one] : []));
  const cancelled = documents.flatMap((one) => (one.kind === 'cancelledReceipt' ? [one] : []));
  return {
    rates: bases.rates.map(({ letter, percent }) => {
      const sold = receipts.flatMap(({ rates }) => rates.filter((rate) => rate.letter === letter));
      const gross = sold.reduce((sum, rate) => sum + rate.gross, 0);
      const tax = percent === undefined ? 0 : taxOfGross(gross, percent);
      return { letter, ...(percent !== undefined && { percent }), gross, tax, net: gross - tax };
    }),
    receipts: receipts.length,
    cancelled: {
      count: cancelled.length,
      amount: cancelled.reduce((sum, { total }) => sum + total, 0),
    },
  };
}

/** What is wrong once the days are reported: in the memory, on paper, in the till. */
async function wrongs({ counter, ports }: Played, reports: number): Promise<string[]> {
  const all = await ports.records();
  const kinds = all.map(({ kind }) => kind).filter((kind) => kind !== 'powerFailure');
  const expected = ['fiscalisation', ...Array.from({ length: reports }, () => 'daily')];
  const issued = issuedBy(counter);
  const numbers = issued.map(({ kind, documentNumber }) => `${kind} ${documentNumber}`);
  const paper = wholePrints(ports);
  const key = (await ports.deviceKey.publicKey()) ?? '';
  const days = await ports.days();
  const printed = issued.flatMap((one) => (one.kind === 'dailyReport' ? [one] : []));
  const { events } = counter.context.day;
  const counted = days.map((day) => day.events.powerFailures);
  const cuts = counted.reduce((sum, count) => sum + count, events.powerFailures);
  const { unrecorded } = counter.context.fiscal;
  const failures = all.length - kinds.length + unrecorded.length;
  const own = (day: DailyRecord) => verifySignature(key, signedText(day), day.signature);
  return [
    kinds.join() === expected.join() ? '' : `in the memory: ${kinds.join()}`,
    paper.join() === numbers.join() ? '' : `issued ${numbers.join()}, printed ${paper.join()}`,
    failures === cuts ? '' : `${failures} power failures recorded, ${cuts} counted`,
    days.every(own) ? '' : 'a signature that is not of the till',
    printed.map(({ digest }) => digest).join() === days.map(({ digest }) => digest).join()
      ? ''
      : 'the paper is not the record',
    isZero(counter.context.day) && counter.context.receiptCount === 0 ? '' : 'the day goes on',
  ].filter(Boolean);
}

const sale = '1 RAZEM 1111 RAZEM 2 KOD 3 KOD RAZEM RAZEM';
const report = 'FUNKCJE 9 9 RAZEM 9999 RAZEM FUNKCJE 8 1 1 RAZEM';
const words = `${sale} ${report}`.split(' ');

test('a daily report is one record and one original, wherever the power is cut', async () => {
  const goOn = untilReported(1);
  const calm = await playWithCuts({ bases, words, cuts: new Set(), goOn });
  expect([calm.points.length > 60, await wrongs(calm, 1)]).toEqual([true, []]);
  expect(calm.points).toContain('memory:half');
  for (const [index, point] of calm.points.entries()) {
    const cut = await playWithCuts({ bases, words, cuts: new Set([index + 1]), goOn });
    expect({ index, point, wrong: await wrongs(cut, 1) }).toEqual({ index, point, wrong: [] });
  }
});

test('a report that is cut twice, from its question on, is finished once', async () => {
  const goOn = untilReported(1);
  const { points } = await playWithCuts({ bases, words, cuts: new Set(), goOn });
  const first = points.indexOf('before deviceKey.sign') + 1;
  for (let cut = first; cut <= points.length; cut += 1) {
    for (const more of [1, 2, 4, 7]) {
      const cuts = new Set([cut, cut + more]);
      const played = await playWithCuts({ bases, words, cuts, goOn });
      expect({ cuts, wrong: await wrongs(played, 1) }).toEqual({ cuts, wrong: [] });
    }
  }
});

test('what the documents add up to is what report and memory say, whatever was cut', async () => {
  const anyKeys = fc.constantFrom(
    ...['2 KOD RAZEM RAZEM', '3 KOD 4 KOD RAZEM 50 RAZEM', '4 X 2 KOD C RAZEM'],
    ...['2 KOD 3 KOD FUNKCJE 5 RAZEM RAZEM FUNKCJE 4 2 RAZEM', '1 KOD RAZEM C C RAZEM'],
  );
  const anyDay = fc.array(anyKeys, { maxLength: 4 });
  const anyCuts = fc.uniqueArray(fc.integer({ min: 1, max: 260 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(anyDay, anyCuts, async (sales, cutAt) => {
      const played = await playWithCuts({
        bases,
        words: ['1 RAZEM 1111 RAZEM', ...sales, report],
        cuts: new Set(cutAt),
        goOn: untilReported(1),
      });
      expect(await wrongs(played, 1)).toEqual([]);
      const [day] = await played.ports.days();
      const number = (day?.lastDocument ?? 0) + 1;
      const { rates, receipts, cancelled } = day ?? {};
      expect({ rates, receipts, cancelled }).toEqual(figuresOf(played.counter, 0, number));
    }),
    { numRuns: 40 },
  );
});

test('a till is fiscalised once, wherever the power is cut', async () => {
  const training = { ...bases, till: { ...bases.till, fiscalised: false } };
  const fiscalise = `${sale} FUNKCJE 9 9 RAZEM 9999 RAZEM FUNKCJE 8 5 2 1234563218 RAZEM RAZEM`;
  const goOn = ({ name, context }: Counter) => {
    const done = context.fiscal.fiscalisation !== undefined;
    if (name === 'loggedOut') return done ? undefined : '9 RAZEM 9999 RAZEM';
    if (name === 'printerStopped' || name === 'fiscalFault') return 'RAZEM';
    if (name === 'subtotal' || context.receipt) return 'FUNKCJE 6 RAZEM';
    if (name !== 'register') return 'C';
    if (done) return undefined;
    return context.cashier?.number === 9 ? 'FUNKCJE 8 5 2 1234563218 RAZEM RAZEM' : 'FUNKCJE 9';
  };
  const play = (cuts: readonly number[]) =>
    playWithCuts({ bases: training, words: fiscalise.split(' '), cuts: new Set(cuts), goOn });
  const { points } = await play([]);
  for (const [index, point] of points.entries()) {
    const { counter, ports } = await play([index + 1]);
    const kinds = (await ports.records()).map(({ kind }) => kind);
    const paper = wholePrints(ports).filter((line) => line.startsWith('fiscalisationReport'));
    const { fiscal, receiptCount } = counter.context;
    expect({ index, point, kinds, prints: paper.length, receiptCount }).toEqual({
      ...{ index, point, kinds: ['fiscalisation'], prints: 1, receiptCount: 0 },
    });
    expect(fiscal.fiscalisation?.publicKey).toBe(await ports.deviceKey.publicKey());
  }
});
