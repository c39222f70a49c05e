import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { openJournalForReading } from '../../src/journal/read.ts';
import { parseMoment } from '../../src/kernel/time.ts';
import { loadWorld } from '../../src/world/world-file.ts';
import { CounterProcess } from './counter-process.ts';
import { dailyReport, type Errand, fiscalisation, logIn, programming, reach } from './errand.ts';
import { breadSold, fiscalWrongs } from './fiscal-oracle.ts';
import { type Remains, remainsOf } from './oracle.ts';
import { pointsToCut, recordPoints } from './point-record.ts';
import { inPairs } from './shop.ts';

// Starts of real tills. RAZEM_EVERY_POINT=1 leaves no point out.
vi.setConfig({ testTimeout: 600_000 });
const everyPoint = process.env['RAZEM_EVERY_POINT'] === '1';

const folder = mkdtempSync(join(tmpdir(), 'razem-fiscal-'));
afterAll(() => rmSync(folder, { recursive: true }));

let tills = 0;
const newFolder = () => join(folder, String((tills += 1)));
const lives = ['11:00', '11:05', '11:10', '11:15'].map((time) => `2026-11-20T${time}`);

/** One till and what its power cuts left of it. */
interface Case {
  readonly errand: Errand;
  readonly data: string;
  readonly remains: readonly Remains[];
  /** Power cuts while the till was not switched off: those that it must tell of. */
  readonly failures: number;
}

function start({ errand, data, remains }: Case, cut?: string): CounterProcess {
  return new CounterProcess({
    data,
    at: lives[remains.length + 1] ?? '',
    world: errand.world,
    cut,
  });
}

function twin(one: Case): Case {
  const data = newFolder();
  cpSync(one.data, data, { recursive: true });
  return { ...one, data };
}

/** The till as it is before the errand. */
async function prepared(errand: Errand): Promise<Case> {
  const { world, before } = errand;
  const data = newFolder();
  const till = new CounterProcess({ data, at: lives[0] ?? '', world });
  expect(await till.end(...before)).toEqual({ status: 0, signal: null });
  return { errand, data, remains: [], failures: 0 };
}

async function pointsOf(one: Case): Promise<string[]> {
  const { errand, data } = twin(one);
  const options = { world: loadWorld(errand.world), data, start: parseMoment(lives[1] ?? '') };
  return recordPoints(errand, options);
}

function wasSwitchedOff(data: string): boolean {
  const reader = openJournalForReading(data);
  const last = [...reader.list()].at(-1);
  reader.close();
  return last?.event.type === 'till.stopped';
}

/** The same till after the power has gone there; `notReached` when it did not. */
async function cutAt(one: Case, point: string, lines: readonly string[]) {
  const victim = twin(one);
  const till = start(victim, point);
  const { signal } = await till.end(...lines);
  if (signal !== 'SIGKILL') return 'notReached';
  const failures = one.failures + (wasSwitchedOff(victim.data) ? 0 : 1);
  return { ...victim, failures, remains: [...one.remains, remainsOf(victim.data)] };
}

async function settle(one: Case, judge: (one: Case) => string[]): Promise<string[]> {
  const till = start(one);
  const failed = await reach(till, one.data, one.errand.goals);
  const { status } = await till.end();
  if (failed !== undefined || status !== 0) return [`exit ${status}, the manager ${failed}`];
  return judge(one);
}

const reports = ({ goals }: Errand) => goals.filter(({ shows }) => /NR/.test(shows.source)).length;

function judgeLife({ errand, data, remains, failures }: Case): string[] {
  // A till that trains tells nobody of its power cuts; nor does one that was cut as it trained.
  const cuts = errand.oneFiscalisationReport ? undefined : failures;
  const { oneFiscalisationReport } = errand;
  return fiscalWrongs({ data, remains, cuts, reports: reports(errand), oneFiscalisationReport });
}

/** What every errand begins with is cut in other flows. */
async function pointsOfLogIn(one: Case): Promise<string[]> {
  return pointsOf({ ...one, errand: { ...one.errand, lines: [logIn] } });
}

/** Between the end of one thing and the beginning of the next nothing changes. */
function distinct(points: readonly string[]): string[] {
  return points.filter(
    (point, at) => !(point.startsWith('before ') && points[at - 1]?.startsWith('after ')),
  );
}

async function cutEverywhere(errand: Errand, judge: (one: Case) => string[]): Promise<string[]> {
  const one = await prepared(errand);
  const points = await pointsOf(one);
  const chosen = everyPoint
    ? points
    : pointsToCut(distinct(points), [distinct(await pointsOfLogIn(one))], 1);
  const found = await inPairs(chosen, async (point) => {
    const left = await cutAt(one, point, errand.lines);
    if (left === 'notReached') return [`${point} was never reached`];
    return (await settle(left, judge)).map((wrong) => `${point}: ${wrong}`);
  });
  return found.flat();
}

test.each([dailyReport, fiscalisation])(
  '$name: cut at any point, it is done once, in the memory and on paper',
  async (errand) => expect(await cutEverywhere(errand, judgeLife)).toEqual([]),
);

test('an item is programmed or not, never in part, and the daily report tells which', async () => {
  const sold = new Set<string>();
  const judge = (one: Case) => {
    const bread = breadSold(one);
    sold.add(bread);
    return judgeLife(one);
  };
  expect(await cutEverywhere(programming, judge)).toEqual([]);
  expect([...sold].toSorted()).toEqual([
    'Sklep Pod Lipą: 4,99 C, 0 changes',
    'Sklep Pod Lipą: 5,55 D, 1 changes',
  ]);
});

/** Every fourth point of the beginning, then few of the documents being printed. */
const nextPoint = (at: number) => (everyPoint ? at + 1 : at < 10 ? at + 4 : at + 24);

/** The power goes again at points of the recovery, until one is not reached any more. */
async function cutAgain(one: Case, point: string): Promise<string[]> {
  const left = await cutAt(one, point, one.errand.lines);
  if (left === 'notReached') return [`${point} was never reached`];
  const found: string[] = [];
  for (let at = 2; at < 150; at = nextPoint(at)) {
    const again = await cutAt(left, `*#${at}`, []);
    if (again === 'notReached') return found;
    const wrongs = await settle(again, judgeLife);
    found.push(...wrongs.map((wrong) => `${point}, then ${at}: ${wrong}`));
  }
  return [...found, `${point}: the recovery never ended`];
}

test('a daily report that is cut again in its recovery is done once all the same', async () => {
  const one = await prepared(dailyReport);
  const firstCuts = ['after deviceKey.sign', 'memory:half', 'print:line:5'];
  const found = await inPairs(firstCuts, (point) => cutAgain(one, point));
  expect(found.flat()).toEqual([]);
});
