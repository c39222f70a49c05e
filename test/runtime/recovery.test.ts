import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { type Journal, memoryJournal, openJournal } from '../../src/journal/journal.ts';
import { recoverState, type RuntimeState, saveCheckpoint } from '../../src/runtime/recovery.ts';
import { PowerCut, TillRuntime } from '../../src/runtime/till-runtime.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';
import { noon } from '../till/play.ts';
import { Counter } from './counter.ts';
import { FakePorts, settle, status, unanswered } from './fakes.ts';

/** Ports at which the power fails at a named point, once. */
function failingAt(point: string): FakePorts {
  let left = 1;
  return new FakePorts(noon, (reached) => {
    if (reached !== point || left === 0) return;
    left -= 1;
    throw new PowerCut();
  });
}

async function cutDuring(point: string, keys: string, prepare?: (ports: FakePorts) => void) {
  const ports = failingAt(point);
  prepare?.(ports);
  const counter = await Counter.withAnna({ ports });
  await counter.press(keys);
  expect(counter.till.dead).toBe(true);
  return counter;
}

const blik = '2 KOD RAZEM FUNKCJE 4 6 RAZEM 777123 RAZEM';

describe('what became of an effect that has no outcome is asked for, never assumed', () => {
  test('a print that was never begun is begun now, under the same id', async () => {
    const counter = await (await cutDuring('before print', '2 KOD RAZEM RAZEM')).next();
    expect(counter.ports.log.filter((line) => /^(ask|print) /.test(line))).toEqual([
      'ask 11.1',
      'print 11.1 fiscalReceipt 1',
    ]);
    expect([counter.ports.printer.paper, counter.name]).toEqual([['fiscalReceipt 1'], 'register']);
  });

  test('a print that was finished is not printed again', async () => {
    const counter = await (await cutDuring('after print', '2 KOD RAZEM RAZEM')).next();
    expect(counter.ports.log.filter((line) => line.startsWith('print '))).toEqual([]);
    expect([counter.ports.printer.paper, counter.name]).toEqual([['fiscalReceipt 1'], 'register']);
  });

  test('a print that broke off is said to be, and printed again as a repeat', async () => {
    const broken = await cutDuring('after print', '2 KOD RAZEM RAZEM', ({ printer }) =>
      printer.accidents.push({ fate: 'interrupted' }),
    );
    const counter = await broken.next();
    expect(counter.ports.printer.paper).toEqual([
      ...['half fiscalReceipt 1', 'interruptedPrint 1', 'fiscalReceipt 1 repeat'],
    ]);
    expect(counter.name).toBe('register');
  });

  test.each(['before drawer.open', 'after drawer.open'])(
    '%s: the drawer is not kicked when nobody may be there',
    async (point) => {
      const counter = await (await cutDuring(point, 'FUNKCJE 1')).next();
      expect(counter.ports.log).not.toContain('drawer');
      expect(counter.entries.map(({ event }) => event.type)).toContain('drawer.unknown');
      expect(counter.till.state.pending.size).toBe(0);
    },
  );

  test.each(['before blik.start', 'after blik.start'])(
    'P11 %s: a payment is never started twice, but asked for by its id',
    async (point) => {
      const cut = await cutDuring(point, blik, ({ answers }) =>
        answers.start.order(status('pending')),
      );
      const counter = await cut.next();
      counter.ports.answers.status.order(status('approved'));
      await counter.ports.clock.pass(2000);
      expect(counter.ports.log.filter((line) => line.startsWith('blik.'))).toEqual([
        'blik.status f00dcafe-000001',
      ]);
      expect(counter.ports.printer.paper).toEqual(['fiscalReceipt 1']);
    },
  );

  const withdrawal = `${blik} C FUNKCJE 6 RAZEM`;
  test.each([
    ['status', `${blik} C FUNKCJE 4 5 RAZEM`, 'refused'],
    ['withdraw', withdrawal, 'withdrawn'],
    ['refund', `${withdrawal} C`, 'refunded'],
  ] as const)(
    'after blik.%s: the same is asked again, by the same id',
    async (request, keys, is) => {
      const cut = await cutDuring(`after blik.${request}`, keys, ({ answers }) => {
        answers.start.order(unanswered);
        if (request === 'refund') answers.withdraw.order(status('approved'));
        answers[request].order(unanswered, status(is));
      });
      const counter = await cut.next();
      expect(counter.ports.log.filter((line) => line.startsWith('blik.'))).toEqual([
        `blik.${request} f00dcafe-000001`,
      ]);
      expect(counter.context.attempt).toBeUndefined();
    },
  );

  test.each([
    ['portal.fetch', 'FUNKCJE 3', 'portal.fetch all'],
    ['link.check', 'FUNKCJE 2', 'append 12 link.checked'],
  ])('after %s: it is asked again', async (point, keys, line) => {
    const cutAt = { point: '' };
    const ports = new FakePorts(noon, (reached) => {
      if (reached !== cutAt.point) return;
      cutAt.point = '';
      throw new PowerCut();
    });
    ports.answers.reachable.order(true, true);
    const cut = await Counter.withAnna({ ports });
    cutAt.point = `after ${point}`;
    await cut.press(keys);
    expect(cut.till.dead).toBe(true);
    const counter = await cut.next();
    expect(counter.ports.log).toContain(line);
    expect(counter.till.state.pending.size).toBe(0);
  });
});

describe('checkpoints', () => {
  const open: Journal[] = [];
  afterEach(() => {
    for (const journal of open.splice(0)) journal.close();
  });
  function onDisk(folder: string): Journal {
    const journal = openJournal(folder, { id: 'f00dcafe' });
    open.push(journal);
    return journal;
  }

  /** A state as plain values, whatever the order of its keys. */
  function meaning(state: RuntimeState): unknown {
    const { till, pending } = JSON.parse(saveCheckpoint(state)) as {
      till: string;
      pending: unknown;
    };
    return { till: JSON.parse(till) as unknown, pending };
  }

  test('one is kept every 256 entries, and a start from disk decides only what came after', async () => {
    const folder = temporaryFolder();
    const journal = onDisk(folder);
    const counter = await Counter.withAnna({ journal });
    await counter.press('1 KOD '.repeat(300).trim());
    expect(counter.ports.log.filter((line) => line.endsWith('checkpoint'))).toEqual([
      'append 256 key.digit checkpoint',
      'append 512 key.digit checkpoint',
    ]);
    const before = meaning(counter.till.state);
    counter.till.stop();
    journal.close();
    open.splice(0);
    const again = onDisk(folder);
    expect(again.checkpoint?.seq).toBe(512);
    expect(meaning(recoverState(again))).toEqual(before);
  });

  const scripts = [
    '1 KOD',
    '2 KOD',
    'RAZEM',
    'RAZEM',
    'C',
    '5',
    'FUNKCJE 2',
    'FUNKCJE 4 2 RAZEM',
    blik,
  ];
  const anyKeys = fc.array(fc.constantFrom(...scripts), { minLength: 1, maxLength: 15 });

  test('recovery from any checkpoint is recovery from the beginning', async () => {
    await fc.assert(
      fc.asyncProperty(anyKeys, fc.nat(), async (keys, choice) => {
        const ports = new FakePorts(noon);
        ports.answers.start.order(...Array<typeof unanswered>(20).fill(unanswered));
        ports.answers.reachable.order(...Array<boolean>(20).fill(true));
        const counter = await Counter.withAnna({ ports });
        await counter.press(keys.join(' '));
        counter.till.stop();
        const { entries } = counter;
        const at = 1 + (choice % entries.length);
        const [plain, kept] = [memoryJournal({ id: 'a' }), memoryJournal({ id: 'a' })];
        for (const entry of entries) {
          plain.append(entry);
          const checkpoint = entry.seq === at ? saveCheckpoint(recoverState(plain)) : undefined;
          kept.append(entry, checkpoint);
        }
        const whole = meaning(recoverState(plain));
        expect(meaning(recoverState(kept))).toEqual(whole);
        expect(meaning(counter.till.state)).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });
});

test('a journal that other rules have written is not acted upon', async () => {
  const counter = await Counter.withAnna();
  const journal = memoryJournal({ id: 'f00dcafe' });
  for (const entry of counter.entries) journal.append(entry);
  journal.append({
    at: noon,
    event: { type: 'key.KOD' },
    effects: [{ id: '8.0', type: 'drawer.open' }],
  });
  expect(() => new TillRuntime(journal, new FakePorts(noon))).toThrow(
    expect.objectContaining({
      code: 'journal.otherRules',
      message: expect.stringMatching(/^entry 8 \(key\.KOD\) was decided by other rules; /),
    }),
  );
});

test('an outcome that comes while the power fails is not lost: it is asked for again', async () => {
  const ports = failingAt('before journal blik.answered');
  const counter = await Counter.withAnna({ ports });
  ports.answers.start.order(status('approved'));
  await counter.press(blik);
  expect(counter.till.dead).toBe(true);
  const second = await counter.next();
  await settle();
  ports.answers.status.order(status('approved'));
  await ports.clock.pass(2000);
  expect([second.name, ports.printer.paper]).toEqual(['register', ['fiscalReceipt 1']]);
});
