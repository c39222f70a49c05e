import Database from 'better-sqlite3';
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openJournalForReading } from '../../src/journal/read.ts';
import { startHosts } from '../../src/world/start-hosts.ts';
import { VirtualClock } from '../world/virtual-clock.ts';
import { CounterProcess } from './counter-process.ts';
import { seenAt } from './paper-witness.ts';
import { run } from './run.ts';
import { world } from './shop.ts';

// Starts of real tills, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let data: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'razem-till-'));
  data = join(folder, 'till');
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = '2026-11-20T11:00';
const logIn = '1 RAZEM 1111 RAZEM';
const key = 'key-of-the-hosts';

function till(options: Partial<ConstructorParameters<typeof CounterProcess>[0]> = {}) {
  const process = new CounterProcess({ data, at, ...options });
  onTestFinished(() => process.kill());
  return process;
}

/** What the journal and the paper hold, in numbers. */
function taken() {
  const reader = openJournalForReading(data);
  const entries = [...reader.list()].length;
  reader.close();
  return { entries, paperBytes: seenAt(join(data, 'paper.bin')).bytes.length };
}

test('one folder, one till: the second is refused in one line, the first goes on', async () => {
  const first = till();
  await first.type(logIn, '1 KOD');
  const second = await run(['--data', data, '--at', at], { input: logIn });
  expect(second).toEqual({
    status: 2,
    out: '',
    err: `razem: another till runs on ${data}: end it, or give this one another folder\n`,
  });
  await first.type('RAZEM', 'RAZEM');
  expect(first.display()).toEqual(['Zapłacono.', 'Dziękujemy', '', '']);
});

test('the folder is free again when the till on it was killed', async () => {
  const first = till();
  await first.type(logIn, '1 KOD');
  await first.kill();
  const next = till({ at: '2026-11-20T11:05' });
  await next.type('RAZEM', 'RAZEM');
  expect(next.display()).toEqual(['Zapłacono.', 'Dziękujemy', '', '']);
  expect(await next.end()).toEqual({ status: 0, signal: null });
});

interface Hindrance {
  readonly shown: readonly string[];
  begin(victim: CounterProcess): void;
  end(victim: CounterProcess): void;
}

/** Another program that keeps the journal to itself. */
function otherWriter(): Hindrance {
  let other: Database.Database | undefined;
  return {
    shown: ['SPRZEDAŻ WSTRZYMANA:', 'dziennik zajęty', 'przez inny program', ''],
    begin() {
      other = new Database(join(data, 'journal.sqlite'));
      other.exec('BEGIN IMMEDIATE');
    },
    end: () => void other?.close(),
  };
}

/** The till's files may not grow any more, as on a disk that fails under it. */
function noMoreBytes(): Hindrance {
  const limit = (victim: CounterProcess, bytes: string) =>
    execFileSync('prlimit', ['--pid', String(victim.pid), `--fsize=${bytes}:`]);
  return {
    shown: ['SPRZEDAŻ WSTRZYMANA:', 'błąd zapisu', 'dziennika. Wezwij', 'serwis'],
    begin: (victim) => void limit(victim, String(statSync(join(data, 'journal.sqlite-wal')).size)),
    end: (victim) => void limit(victim, 'unlimited'),
  };
}

/** The limit can be set for a running process only on Linux. */
const canLimit = spawnSync('prlimit', ['--version']).status === 0;
const hindrances: readonly (readonly [name: string, make: () => Hindrance])[] = [
  ['another program holds it', otherWriter],
  ['the disk takes no more', noMoreBytes],
];

describe.each(canLimit ? hindrances : hindrances.slice(0, 1))(
  'the journal cannot be written: %s',
  (_name, make) => {
    test('the till says so, charges and prints nothing, and sells again afterwards', async () => {
      const hosts = await startHosts({ world, clock: new VirtualClock(), key, seed: 1 });
      onTestFinished(() => hosts.close());
      const hindrance = make();
      const counter = till({ hosts: { url: hosts.url, key } });
      await counter.type(logIn, '1 KOD RAZEM', 'FUNKCJE 4 6 RAZEM', 'phone code', 'CODE');
      const before = taken();
      hindrance.begin(counter);
      await counter.type('RAZEM');
      expect(counter.display()).toEqual(hindrance.shown);
      expect([taken(), await hosts.ledger()]).toEqual([before, []]);
      hindrance.end(counter);
      await counter.type('RAZEM', 'phone confirm');
      expect(counter.display()).toEqual(['Płatność', 'zaakceptowana', '', '']);
      expect((await hosts.ledger()).map(({ kind }) => kind)).toEqual(['opened', 'charged']);
    });

    test('what the bank approves meanwhile is kept and reaches the receipt', async () => {
      const hosts = await startHosts({ world, clock: new VirtualClock(), key, seed: 1 });
      onTestFinished(() => hosts.close());
      const hindrance = make();
      const counter = till({ hosts: { url: hosts.url, key } });
      await counter.type(logIn, '1 KOD RAZEM', 'FUNKCJE 4 6 RAZEM', 'phone code', 'CODE RAZEM');
      const before = taken();
      hindrance.begin(counter);
      await hosts.confirm('marta');
      await counter.type('wait 10 s');
      expect(counter.display()).toEqual(hindrance.shown);
      expect(taken()).toEqual(before);
      hindrance.end(counter);
      await counter.type('wait 10 s', 'wait');
      expect(counter.display()).toEqual(['Płatność', 'zaakceptowana', '', '']);
      expect((await hosts.ledger()).map(({ kind }) => kind)).toEqual(['opened', 'charged']);
    });
  },
);

test('hosts whose port is in use are refused in one line', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const words = ['hosts', '--port', String(port)];
  expect(await run(words, { env: { RAZEM_HOSTS_KEY: key } })).toEqual({
    status: 2,
    out: '',
    err:
      `razem: port ${port} on 127.0.0.1 is in use by another program; ` +
      'choose another port, or 0 for a free one\n',
  });
});

interface Bad {
  readonly words: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly says: string;
}

const withKey = { RAZEM_HOSTS_KEY: key };
const bads: readonly Bad[] = [
  { words: ['--world', 'none.yaml'], says: 'none.yaml: no such file; give a readable YAML file' },
  { words: ['--world', '{folder}/odd.yaml'], says: '{folder}/odd.yaml:1: shop: is missing' },
  {
    words: ['--world', '{folder}/broken.yaml'],
    says: '{folder}/broken.yaml:2: Flow sequence in block collection must be sufficiently indented and end with a ]',
  },
  { words: ['--config', '{folder}/odd.yaml'], says: '{folder}/odd.yaml:1: nothing: unknown field' },
  {
    words: ['--data', '{folder}/file'],
    says: "{folder}/file is not a folder: name a folder for the till's data, or remove the file in its place",
  },
  {
    words: ['--data', '{folder}/foreign'],
    says: "journal.sqlite in {folder}/foreign is not a till's journal: name another folder, or move that file away",
  },
  {
    words: ['--data', '{folder}/paper'],
    says: "cannot open the paper {folder}/paper/paper.bin: EISDIR: illegal operation on a directory, open '{folder}/paper/paper.bin'",
  },
  {
    words: ['--at', 'yesterday'],
    says: '--at yesterday: no such moment; write it like 2026-03-02T10:00',
  },
  {
    words: ['--hosts', 'nowhere'],
    env: withKey,
    says: 'the address of the hosts must be like http://127.0.0.1:8080, without user, query or fragment',
  },
  {
    words: ['--hosts', 'http://127.0.0.1:1'],
    says: 'RAZEM_HOSTS_KEY is not set; put the key of the hosts into it (8 to 256 characters)',
  },
  {
    words: ['--hosts', 'http://127.0.0.1:1'],
    env: { RAZEM_HOSTS_KEY: 'short' },
    says: 'the key of the hosts must be 8 to 256 visible ASCII characters; set it in the environment',
  },
  {
    words: ['hosts', '--port', '70000'],
    env: withKey,
    says: "option '--port <number>' argument '70000' is invalid. must be 0 to 65535.",
  },
  { words: ['sell'], says: 'there is no command sell; razem --help lists them' },
];

test.each(bads)('refused in one line: $words', async ({ words, env = {}, says }) => {
  writeFileSync(join(folder, 'odd.yaml'), 'nothing: 1\n');
  writeFileSync(join(folder, 'broken.yaml'), 'shop: [\n');
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'foreign'));
  writeFileSync(join(folder, 'foreign', 'journal.sqlite'), 'a shopping list');
  mkdirSync(join(folder, 'paper', 'paper.bin'), { recursive: true });
  const inFolder = (text: string) => text.replaceAll('{folder}', folder);
  const own = words.includes('--data') || words[0] === 'hosts' ? [] : ['--data', data];
  const { status, out, err } = await run([...own, ...words.map(inFolder)], { env, input: logIn });
  expect({ status, out, err }).toEqual({ status: 2, out: '', err: `razem: ${inFolder(says)}\n` });
});

test.each([
  [
    '1 KOD RAZEMM',
    '"RAZEMM" is no key; keys are digits and , KOD X CENA RABAT C FUNKCJE GÓRA DÓŁ RAZEM',
  ],
  ['phone dance', 'phone dance: must be phone code, phone confirm or phone refuse'],
  ['phone confirm', 'phone marta: no payment waits for confirmation'],
  ['wait long', 'wait long: must be like wait 2 s, wait 1 min, or wait alone'],
])('the line %s is refused by its number, and what was sold before is kept', async (line, says) => {
  const input = `${logIn}\n1 KOD\n\n${line}\nRAZEM\n`;
  const { status, err } = await run(['--data', data, '--at', at], { input });
  expect([status, err]).toEqual([2, `razem: line 4: ${says}\n`]);
  const next = till({ at: '2026-11-20T11:05' });
  await next.type('RAZEM');
  expect(next.display()).toEqual(['Razem           0,01', 'Do zapłaty      0,01', '', '']);
});
