import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { parseMoment } from '../../src/kernel/time.ts';
import type { AttemptListener } from '../../src/world/delivery.ts';
import type { TillRoute } from '../../src/world/fault.ts';
import type { CounterProcess } from './counter-process.ts';
import { blikSale, cancelledReceipt, cashSale, type Flow, lateWithdrawal } from './flow.ts';
import { pointsToCut, recordPoints } from './point-record.ts';
import { inPairs, Shop, world } from './shop.ts';

// Some hundred starts of a real till. RAZEM_EVERY_POINT=1 leaves no point out, in about five minutes.
vi.setConfig({ testTimeout: 600_000 });
const everyPoint = process.env['RAZEM_EVERY_POINT'] === '1';

const folder = mkdtempSync(join(tmpdir(), 'razem-force-'));
afterAll(() => rmSync(folder, { recursive: true }));

let shops = 0;
const newFolder = () => join(folder, String((shops += 1)));

interface Cut {
  readonly flow: Flow;
  readonly point: string;
  readonly customerPays: boolean;
}

async function cutAndSettle({ flow, point, customerPays }: Cut): Promise<string[]> {
  const shop = await Shop.open({ folder: newFolder(), flow, customerPays });
  try {
    const till = shop.start(point);
    await till.end(...flow.lines);
    const missed = await shop.noteCut(till, point);
    const found = [...missed, ...(await shop.settle())];
    return found.map((wrong) => `${point}, customer ${customerPays ? 'pays' : 'away'}: ${wrong}`);
  } finally {
    await shop.close();
  }
}

const pointsOf = (flow: Flow) =>
  recordPoints(flow, { world, data: newFolder(), start: parseMoment('2026-11-20T11:00') });

// What two flows begin with is cut in the first of them. Lines of a print and digit keys are many and
// alike: a cash sale is cut at every one of them, the others at two of each group.
test.each([
  { flow: cashSale, after: [], sampleSize: Infinity },
  { flow: blikSale, after: [cashSale], sampleSize: 2 },
  { flow: lateWithdrawal, after: [blikSale], sampleSize: 2 },
  { flow: cancelledReceipt, after: [blikSale, lateWithdrawal], sampleSize: 2 },
])('$flow.name: a cut at any point loses and doubles nothing', async (row) => {
  const { flow, after, sampleSize } = row;
  const points = await pointsOf(flow);
  const others = await Promise.all(after.map(pointsOf));
  const chosen = everyPoint ? points : pointsToCut(points, others, sampleSize);
  const cuts = chosen.map((point, index) => ({ flow, point, customerPays: index % 2 === 0 }));
  const found = await inPairs(cuts, cutAndSettle);
  expect(found.flat()).toEqual([]);
});

interface Kill {
  readonly flow: Flow;
  readonly route: TillRoute;
  readonly moment: 'received' | 'recorded' | 'answered';
  readonly customerPays: boolean;
}

const asked = [
  { flow: blikSale, route: 'start' },
  { flow: blikSale, route: 'status' },
  { flow: lateWithdrawal, route: 'withdraw' },
  { flow: lateWithdrawal, route: 'refund' },
] as const;
const kills = asked.flatMap(({ flow, route }) =>
  (['received', 'recorded', 'answered'] as const).flatMap((moment) =>
    [true, false].map((customerPays): Kill => ({ flow, route, moment, customerPays })),
  ),
);

/** The host holds its breath while the till dies, then goes on with the request. */
async function killAndSettle({ flow, route, moment, customerPays }: Kill): Promise<string[]> {
  let victim: CounterProcess | undefined;
  const onAttempt: AttemptListener = async (now, on) => {
    if (now !== moment || on !== route) return;
    const till = victim;
    victim = undefined;
    await till?.kill();
  };
  const shop = await Shop.open({ folder: newFolder(), flow, customerPays, onAttempt });
  try {
    victim = shop.start();
    const till = victim;
    await till.end(...flow.lines);
    const found = [...(await shop.noteCut(till, moment)), ...(await shop.settle())];
    return found.map((wrong) => `${route} ${moment}: ${wrong}`);
  } finally {
    await shop.close();
  }
}

test('whether the host got nothing, got it, or answered: an attempt is never lost or paid twice', async () => {
  expect((await inPairs(kills, killAndSettle)).flat()).toEqual([]);
});

test.each([true, false])(
  'a start that reaches the host after the till was told it is unknown charges nothing (customer pays: %s)',
  async (customerPays) => {
    const [arrived, settled, recorded] = [gate(), gate(), gate()];
    let first = true;
    const onAttempt: AttemptListener = async (moment, route) => {
      if (route !== 'start' || !first) return;
      if (moment === 'recorded') {
        first = false;
        recorded.resolve();
      }
      if (moment !== 'received') return;
      arrived.resolve();
      await settled.promise;
    };
    const flow = { ...blikSale, aim: { ...blikSale.aim, pays: 'cash' } } as const;
    const shop = await Shop.open({ folder: newFolder(), flow, customerPays, onAttempt });
    onTestFinished(() => shop.close());
    const till = shop.start();
    const life = till.end(...flow.lines);
    await arrived.promise;
    await till.kill();
    await life;
    const missed = await shop.noteCut(till, 'the start');
    const found = await shop.settle(async () => {
      settled.resolve();
      await recorded.promise;
    });
    expect([...missed, ...found]).toEqual([]);
    expect(await shop.ledgerKinds()).toEqual(['withdrawn']);
  },
);

function gate(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  return Promise.withResolvers();
}

/** Every point of the recovery's beginning, then of the documents being printed every seventh. */
const nextPoint = (at: number) => (at < 11 || everyPoint ? at + 1 : at + 7);

/** The power goes again at each point of the recovery, until one is not reached any more. */
async function cutAgain({ flow, point, customerPays }: Cut): Promise<string[]> {
  const shop = await Shop.open({ folder: newFolder(), flow, customerPays });
  try {
    const till = shop.start(point);
    await till.end(...flow.lines);
    const found = await shop.noteCut(till, point);
    for (let at = 1; at < 100; at = nextPoint(at)) {
      const again = await cutRecovery(await shop.twin(newFolder()), at);
      if (again === 'notReached') return found;
      found.push(...again.map((wrong) => `${point}, then ${at}: ${wrong}`));
    }
    return [...found, `${point}: the recovery never ended`];
  } finally {
    await shop.close();
  }
}

/** The shop is shut afterwards. */
async function cutRecovery(shop: Shop, at: number): Promise<string[] | 'notReached'> {
  try {
    const till = shop.start(`*#${at}`);
    if (await till.type()) {
      await till.kill();
      return 'notReached';
    }
    return [...(await shop.noteCut(till, `point ${at}`)), ...(await shop.settle())];
  } finally {
    await shop.close();
  }
}

test('a second cut at any point of the recovery loses and doubles nothing either', async () => {
  const firstCuts: readonly Cut[] = [
    { flow: cashSale, point: 'print:line:5', customerPays: true },
    { flow: cashSale, point: 'after drawer.open', customerPays: true },
    { flow: blikSale, point: 'host:start:answered', customerPays: true },
    { flow: lateWithdrawal, point: 'after blik.refund', customerPays: true },
  ];
  expect((await inPairs(firstCuts, cutAgain)).flat()).toEqual([]);
});
