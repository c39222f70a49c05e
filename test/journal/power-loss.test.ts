import fc from 'fast-check';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openJournal, type Journal } from '../../src/journal/journal.ts';
import { openJournalForReading } from '../../src/journal/read.ts';
import { eleven, keyStep, printStep } from './journaled-step.ts';
import { temporaryFolder } from './temporary-folder.ts';

// Some thousand starts of a till: slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

// What a power cut leaves of a WAL (https://www.sqlite.org/fileformat2.html#walformat): a header of 32
// bytes, then frames of 24 + 4096 bytes; what was synced is there, what was not may be cut, torn or old.
const headerBytes = 32;
const frameBytes = 24 + 4096;

/** The files of a folder at one moment. */
interface Image {
  readonly database: Buffer;
  readonly wal: Buffer;
}

/** What `append` had acknowledged when the WAL had so many bytes. */
interface Commit {
  readonly walBytes: number;
  readonly lastHash: string | undefined;
}

function imageOf(folder: string): Image {
  return {
    database: readFileSync(join(folder, 'journal.sqlite')),
    wal: readFileSync(join(folder, 'journal.sqlite-wal')),
  };
}

/** Starts a till on what a power cut left, without the -shm; gives the last entry it knows. */
function lastHashAfter(image: Image): string | undefined {
  const folder = join(temporaryFolder(), 'left');
  mkdirSync(folder);
  writeFileSync(join(folder, 'journal.sqlite'), image.database);
  writeFileSync(join(folder, 'journal.sqlite-wal'), image.wal);
  const journal = openJournal(folder);
  const lastHash = journal.last?.hash;
  const reader = openJournalForReading(folder);
  expect(reader.verify()).toEqual({
    sound: true,
    entries: journal.last?.seq ?? 0,
    lastHash: lastHash ?? '0'.repeat(64),
  });
  reader.close();
  journal.close();
  rmSync(folder, { recursive: true });
  return lastHash;
}

/** Sells a little and notes what each commit left. */
function sell(folder: string, journal: Journal): { commits: Commit[]; image: Image } {
  const commits: Commit[] = [];
  const note = () => {
    const walBytes = imageOf(folder).wal.length;
    commits.push({ walBytes, lastHash: journal.last?.hash });
  };
  note();
  for (let sale = 1; sale <= 3; sale++) {
    for (const key of ['1', '2', 'x'.repeat(5000 * sale)]) {
      journal.append(keyStep(eleven + sale * 3_600_000, key));
      note();
    }
    const documentNumber = journal.nextSeq;
    journal.append(printStep(documentNumber, { documentNumber }), `state ${sale}`);
    note();
  }
  return { commits, image: imageOf(folder) };
}

/** Frame boundaries and their neighbours, every byte of the header, and a sample of all others. */
function cuts(walBytes: number): number[] {
  const boundaries: number[] = [];
  for (let at = headerBytes; at <= walBytes; at += frameBytes) boundaries.push(at - 1, at, at + 1);
  const header = Array.from({ length: headerBytes + 1 }, (_, index) => index);
  const sample = fc.sample(fc.nat(walBytes), { seed: 20_261_120, numRuns: 200 });
  return [...new Set([...header, ...boundaries, ...sample])].filter((at) => at <= walBytes);
}

/** The newest commit that lies whole in the first so many bytes of the WAL. */
function acknowledgedBy(commits: readonly Commit[], walBytes: number): string | undefined {
  return commits.findLast((commit) => commit.walBytes <= walBytes)?.lastHash;
}

test('a commit is there or not, wherever its WAL is cut: at every single length', () => {
  const folder = temporaryFolder();
  openJournal(folder).close();
  const journal = openJournal(folder);
  const commits: Commit[] = [
    { walBytes: imageOf(folder).wal.length, lastHash: journal.last?.hash },
  ];
  journal.append(keyStep(eleven, 'KOD'));
  const { database, wal } = imageOf(folder);
  commits.push({ walBytes: wal.length, lastHash: journal.last?.hash });
  journal.close();
  const left = join(temporaryFolder(), 'left');
  mkdirSync(left);
  const lost: number[] = [];
  for (let cut = 0; cut <= wal.length; cut += 1) {
    writeFileSync(join(left, 'journal.sqlite'), database);
    writeFileSync(join(left, 'journal.sqlite-wal'), wal.subarray(0, cut));
    const till = openJournal(left);
    if (till.last?.hash !== acknowledgedBy(commits, cut)) lost.push(cut);
    till.close();
    rmSync(join(left, 'journal.sqlite-shm'), { force: true });
  }
  expect(lost).toEqual([]);
}, 240_000);

test.each([
  ['the first time', () => temporaryFolder()],
  [
    'for years',
    () => {
      const folder = temporaryFolder();
      const journal = openJournal(folder);
      journal.append(keyStep(eleven), 'state');
      journal.close();
      return folder;
    },
  ],
])(
  'a till that runs %s loses no acknowledged entry, wherever its WAL is cut',
  (_age, makeFolder) => {
    const folder = makeFolder();
    const journal = openJournal(folder);
    const { commits, image } = sell(folder, journal);
    journal.close();
    const lost = cuts(image.wal.length).filter((cut) => {
      const left = lastHashAfter({ ...image, wal: image.wal.subarray(0, cut) });
      return left !== acknowledgedBy(commits, cut);
    });
    expect(lost).toEqual([]);
  },
);

test('a last page that is zeroed or torn costs nothing but the commit it belongs to', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const { commits, image } = sell(folder, journal);
  journal.close();
  const lastPage = image.wal.length - 4096;
  const [noise] = fc.sample(fc.uint8Array({ minLength: 4096, maxLength: 4096 }), {
    seed: 20_261_120,
    numRuns: 1,
  });
  const before = acknowledgedBy(commits, image.wal.length - 1);
  for (const begin of [0, 1, 512, 2048, 4000]) {
    const zeroed = Buffer.from(image.wal).fill(0, lastPage + begin);
    const torn = Buffer.from(image.wal);
    torn.set((noise ?? new Uint8Array()).subarray(begin), lastPage + begin);
    expect([
      lastHashAfter({ ...image, wal: zeroed }),
      lastHashAfter({ ...image, wal: torn }),
    ]).toEqual([before, before]);
  }
});

test('a WAL that begins anew over its old frames loses no acknowledged entry', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const salts = () => imageOf(folder).wal.toString('hex', 16, 24);
  const firstSalts = salts();
  let [before, lastHash] = [imageOf(folder), journal.last?.hash];
  while (salts() === firstSalts) {
    [before, lastHash] = [imageOf(folder), journal.last?.hash];
    journal.append(keyStep(eleven, 'x'.repeat(200_000)));
  }
  for (let commit = 0; commit < 3; commit++) {
    const after = imageOf(folder);
    const written = after.wal.findLastIndex((byte, index) => byte !== before.wal[index]) + 1;
    const within = cuts(written - 1).filter((at) => at > written - 3 * frameBytes);
    for (const cut of [0, ...within]) {
      // Only what came before the cut reached the disk; behind it lie the old frames.
      const wal = Buffer.concat([after.wal.subarray(0, cut), before.wal.subarray(cut)]);
      expect(lastHashAfter({ database: before.database, wal })).toBe(lastHash);
    }
    expect(lastHashAfter(after)).toBe(journal.last?.hash);
    [before, lastHash] = [after, journal.last?.hash];
    journal.append(keyStep(eleven, `${commit}`));
  }
  journal.close();
});
