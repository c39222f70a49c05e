import { expect, test } from 'vitest';
import { CounterSession } from '../../../src/cli/window/counter-session.ts';
import type { KeyPress } from '../../../src/cli/window/key-parser.ts';
import { Failure } from '../../../src/kernel/failure.ts';
import { Player } from '../../../src/scenario/player.ts';
import type { Stage } from '../../../src/scenario/stage.ts';
import type { WorldControl } from '../../../src/world/world-control.ts';
import { openStage, paid, selling, waiting } from './window-stage.ts';
import type { Step } from '../../../src/scenario/scenario-schema.ts';

const rows = 20;

interface SessionOptions {
  /** What the people around the counter do otherwise. */
  readonly control?: (hosts: WorldControl) => Partial<WorldControl>;
  readonly up?: boolean;
}

async function session(
  steps: readonly Step[] = [],
  { control = () => ({}), up = true }: SessionOptions = {},
): Promise<{ session: CounterSession; stage: Stage; press: (key: KeyPress) => Promise<void> }> {
  const stage = await openStage();
  const opened = new CounterSession({
    counter: stage.counter,
    control: { ...stage.hosts, ...control(stage.hosts) },
    reachable: async () => up,
    changed: () => {},
  });
  const player = new Player(stage);
  for (const step of steps) await player.play(step);
  await opened.refreshPhones();
  return { session: opened, stage, press: (key) => opened.press(key, rows) };
}

const phone = (does: 'showCode' | 'confirm' | 'refuse' | 'next'): KeyPress => ({
  kind: 'phone',
  does,
});
const unreachable = async () => {
  throw new Failure('hosts.unreachable', 'no hosts answer');
};

test('a key of the till is pressed at the till and shown as pressed', async () => {
  const { session: at, press } = await session();
  await press({ kind: 'till', key: '7' });
  expect([at.state.pressed, at.state.display[2]]).toEqual(['7', 'Sprzedawca nr:     7']);
});

test('in the secret field no key is shown as pressed', async () => {
  const { session: at, press } = await session([{ keys: '1 RAZEM' }]);
  await press({ kind: 'till', key: '7' });
  expect([at.state.pressed, at.state.display[2]]).toEqual([undefined, 'PIN:               *']);
});

test('the customer’s phone shows a code when it is asked for', async () => {
  const { session: at, press } = await session();
  await press(phone('showCode'));
  expect(at.state.phones[0]?.code).toEqual({ code: '627073', remainingMs: 120_000 });
  expect(at.counting).toBe(true);
});

test('Tab goes to the next customer, and round again', async () => {
  const { session: at, press } = await session();
  await press(phone('next'));
  await press(phone('showCode'));
  expect([at.state.chosenPhone, at.state.phones.map(({ code }) => code !== undefined)]).toEqual([
    1,
    [false, true],
  ]);
  await press(phone('next'));
  expect(at.state.chosenPhone).toBe(0);
});

test('the customer confirms, and the window says so', async () => {
  const { session: at, press, stage } = await session(waiting);
  expect(at.counting).toBe(true);
  await press(phone('confirm'));
  expect(at.state.hint).toBe('Marta Kowalska: płatność potwierdzona');
  await stage.time.flow();
  expect(at.state.display.slice(0, 2)).toEqual(['Płatność', 'zaakceptowana']);
  expect([at.counting, at.state.paper.length]).toEqual([false, 19]);
});

test('the customer refuses, and the window says so', async () => {
  const { session: at, press } = await session(waiting);
  await press(phone('refuse'));
  expect(at.state.hint).toBe('Marta Kowalska: płatność odrzucona');
});

test('a bank that refuses is told apart from its customer', async () => {
  const { session: at, press } = await session(waiting, {
    control: () => ({ confirm: async () => 'INSUFFICIENT_FUNDS' }),
  });
  await press(phone('confirm'));
  expect(at.state.hint).toBe('Marta Kowalska: bank odmówił');
});

test('with nothing to confirm the window says so, and the hint goes with the next key', async () => {
  const { session: at, press } = await session();
  await press(phone('confirm'));
  expect(at.state.hint).toBe('Marta Kowalska: nie ma płatności do potwierdzenia');
  await press({ kind: 'till', key: '1' });
  expect(at.state.hint).toBe(undefined);
});

test('a phone that does not answer is a hint, no crash', async () => {
  const { session: at, press } = await session([], { control: () => ({ showCode: unreachable }) });
  await press(phone('showCode'));
  expect(at.state.hint).toBe('Telefon nie odpowiada: sprawdź, czy działa: razem hosts');
});

test('while the phones cannot be asked, what they showed last stays', async () => {
  let reached = true;
  const { session: at } = await session([], {
    control: (hosts) => ({ phones: async () => (reached ? hosts.phones() : unreachable()) }),
  });
  reached = false;
  await at.refreshPhones();
  expect(at.state.phones.map(({ id }) => id)).toEqual(['marta', 'jan']);
});

test('without customers the keys of the phone say so', async () => {
  const { session: at, press } = await session([], { control: () => ({ phones: async () => [] }) });
  await press(phone('next'));
  expect(at.state.hint).toBe('Nie ma klienta z telefonem');
});

test('an unknown key is named', async () => {
  const { session: at, press } = await session();
  await press({ kind: 'unknown', name: 'z' });
  expect(at.state.hint).toBe('Klawisz z nic tu nie robi');
  await press({ kind: 'unknown' });
  expect(at.state.hint).toBe('Ten klawisz nic tu nie robi');
});

test('the paper turns by pages, no further than it reaches, and back with new paper', async () => {
  const { session: at, press, stage } = await session(paid);
  const turn = async (pages: 1 | -1) => {
    await at.press({ kind: 'paper', pages }, 8);
    return at.state.paperBelow;
  };
  expect([await turn(-1), await turn(1), await turn(1), await turn(-1)]).toEqual([0, 8, 11, 3]);
  await press({ kind: 'till', key: 'C' });
  await new Player(stage).play({ keys: '1 KOD RAZEM RAZEM' });
  expect(at.state.paperBelow).toBe(0);
});

test.each([
  [true, 'up'],
  [false, 'down'],
] as const)('the link is checked: %s', async (up, link) => {
  const { session: at } = await session([], { up });
  expect(at.state.link).toBe('checking');
  await at.checkLink();
  expect(at.state.link).toBe(link);
});

test('the journal is shown by its entries and the end of its chain', async () => {
  const { session: at, stage } = await session(selling);
  const { nextSeq, last } = stage.counter.journal;
  expect(at.state.journal).toEqual({
    entries: nextSeq - 1,
    hash: last?.hash.slice(0, 8),
    failure: undefined,
  });
});

test('phones that change while they are asked are asked once more', async () => {
  let asked = 0;
  const { session: at } = await session([], {
    control: (hosts) => ({
      phones: async () => {
        asked += 1;
        return hosts.phones();
      },
    }),
  });
  asked = 0;
  await Promise.all([at.refreshPhones(), at.refreshPhones(), at.refreshPhones()]);
  expect(asked).toBe(2);
});
