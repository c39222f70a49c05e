import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../src/journal/journal.ts';
import { initialState, saveState } from '../../src/runtime/decide.ts';
import { configured, keyCreated, play, type Play, printed, written } from '../till/play.ts';
import { loadWorld } from '../../src/world/world-file.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';
import { razem, type Ran } from './razem.ts';

const world = loadWorld('fixtures/worlds/training.yaml').bases;
const inWorld: Play = () => ({ type: 'till.configured', bases: world, installation: 'f00dcafe' });
/** A till that comes fiscalised from the factory. */
const inShop: Play = () => ({
  ...{ type: 'till.configured', installation: 'f00dcafe' },
  bases: { ...world, till: { ...world.till, fiscalised: true } },
});
const anna: readonly Play[] = [inWorld, '1 RAZEM', () => ({ type: 'pin.verified', cashier: 1 })];

/** The data folder of a till that was switched off after this. */
function switchedOff(...plays: readonly Play[]): string {
  const folder = temporaryFolder();
  const journal = openJournal(folder, { id: 'f00dcafe' });
  const { state } = play(initialState(), ...plays);
  const checkpoint = JSON.stringify({ till: saveState(state), pending: [] });
  journal.append({ at: 0, event: { type: 'till.stopped' }, effects: [] }, checkpoint);
  journal.close();
  return folder;
}

/** What a command said, with short names in place of folders. */
function told({ status, out, err }: Ran, ...folders: readonly string[]) {
  const short = (words: string) =>
    folders.reduce((text, folder, index) => text.replaceAll(folder, 'AB'.charAt(index)), words);
  return [status, short(out), short(err)];
}

describe('razem bases export', () => {
  test('a YAML file that is taken again; nobody else may read it', () => {
    const [data, files] = [switchedOff(inWorld), temporaryFolder()];
    const file = join(files, 'bases.yaml');
    expect(told(razem('bases', 'export', '--data', data, '--out', file), files)).toEqual([
      ...[0, 'A/bases.yaml\n', ''],
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(told(razem('bases', 'import', file, '--data', data))).toEqual([
      ...[0, 'nothing differs\n', ''],
    ]);
  });

  test('a folder of CSV files, with the hashes of PINs only when asked', () => {
    const [data, files] = [switchedOff(inWorld), temporaryFolder()];
    const order = ['bases', 'export', '--data', data, '--format', 'csv'];
    razem(...order, '--out', join(files, 'a'));
    razem(...order, '--out', join(files, 'b'), '--with-pins');
    const heads = ['a', 'b'].map((name) =>
      readFileSync(join(files, name, 'cashiers.csv'), 'utf8').split('\n', 1),
    );
    expect(heads).toEqual([
      ['\ufeffnumber;name;role;trained'],
      ['\ufeffnumber;name;role;trained;pin'],
    ]);
    expect(readdirSync(join(files, 'a')).toSorted()).toEqual([
      ...[
        'blik.csv',
        'cashiers.csv',
        'goods.csv',
        'payment-forms.csv',
        'percent.csv',
        'rates.csv',
        'shop.csv',
      ],
    ]);
  });

  test('nothing is overwritten', () => {
    const [data, files] = [switchedOff(inWorld), temporaryFolder()];
    const file = join(files, 'bases.yaml');
    writeFileSync(file, 'mine');
    expect(told(razem('bases', 'export', '--data', data, '--out', file), files)).toEqual([
      ...[2, '', 'razem: A/bases.yaml: exists already; name another place with --out\n'],
    ]);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});

describe('razem bases import', () => {
  const goods = (...rows: readonly string[]) => {
    const files = temporaryFolder();
    writeFileSync(join(files, 'goods.csv'), ['code;name;rate;price', ...rows].join('\n'));
    return files;
  };
  const entries = (data: string) => {
    const { out } = razem('journal', 'list', '--json', '--data', data);
    return (JSON.parse(out) as { entries: { event: { type: string } }[] }).entries.map(
      ({ event }) => event.type,
    );
  };

  test('what changed is said, and it is one entry of the journal', () => {
    const data = switchedOff(inWorld);
    const files = goods('1;Towar testowy;A;0,02', '77;Sok;A;3,50');
    const order = ['bases', 'import', files, '--data', data];
    expect(told(razem(...order, '--dry-run'))).toEqual([
      ...[0, 'goods: 1 added, 1 changed, 12 deleted\n', ''],
    ]);
    expect(entries(data)).toEqual(['till.stopped']);
    razem(...order);
    expect(entries(data)).toEqual(['till.stopped', 'bases.imported']);
    expect(told(razem(...order))).toEqual([0, 'nothing differs\n', '']);
  });

  test('all that is wrong is listed, and nothing is changed', () => {
    const data = switchedOff(inWorld);
    const files = goods('1;Towar testowy;A;0,02', '2;;A;1', '3;Sok;F;1', '3;Kawa;A;x');
    expect(told(razem('bases', 'import', files, '--data', data), files)).toEqual([
      2,
      '',
      'razem: A/goods.csv:3: name: is missing\n' +
        'razem: A/goods.csv:5: price: must be a price such as 12,34, or the word open\n',
    ]);
    expect(entries(data)).toEqual(['till.stopped']);
  });

  const rates = 'rates: { A: 22 }\n';
  const refused: readonly (readonly [string, readonly Play[], string, string])[] = [
    [
      'with an open receipt',
      [...anna, '2 KOD'],
      rates,
      'a receipt is open; start the till and finish or cancel it',
    ],
    [
      'with a payment whose outcome is unknown',
      [...anna, 'FUNKCJE 3', portal, '2 KOD RAZEM FUNKCJE 4 6 RAZEM 777123 RAZEM'],
      rates,
      'a BLIK payment has no outcome yet; start the till and verify it',
    ],
    [
      'with a document that is not printed',
      [...anna, '2 KOD RAZEM RAZEM'],
      rates,
      'a document is not printed yet; start the till and let it print',
    ],
    [
      'of rates after a sale',
      [...anna, '2 KOD RAZEM RAZEM', printed],
      rates,
      'A/b.yaml:1: rates: change only directly after a daily report, and receipts were sold since',
    ],
    [
      'before the fiscalisation is in the memory',
      [inShop],
      'shop:\n  nip: 5222628262\n',
      'the fiscal memory is not written yet; start the till and let it end',
    ],
    [
      'of another NIP after the fiscalisation',
      [inShop, keyCreated, written],
      'shop:\n  nip: 5222628262\n',
      'A/b.yaml:2: shop.nip: cannot change after the fiscalisation',
    ],
    [
      'of a rate that was lowered and is raised',
      [inWorld, lowered],
      'goods:\n  - { code: 4, name: MASŁO (ekstra) 200 g, rate: A, price: open }\n',
      'A/b.yaml:2: goods[0].rate: the rate of MASŁO (ekstra) 200 g was lowered once and cannot be raised again',
    ],
  ];

  test.each(refused)('is refused %s', (_, plays, text, words) => {
    const [data, files] = [switchedOff(...plays), temporaryFolder()];
    writeFileSync(join(files, 'b.yaml'), text);
    expect(told(razem('bases', 'import', join(files, 'b.yaml'), '--data', data), files)).toEqual([
      ...[2, '', `razem: ${words}\n`],
    ]);
    expect(entries(data)).toEqual(['till.stopped']);
  });

  test('is refused while the till runs, without a till, and of a single CSV file', () => {
    const running = temporaryFolder();
    const journal = openJournal(running);
    onTestFinished(() => journal.close());
    const none = temporaryFolder();
    const ask = (path: string, data: string) =>
      told(razem('bases', 'import', path, '--data', data), data)[2];
    expect([
      ask('fixtures', running),
      ask('fixtures', none),
      ask('goods.csv', switchedOff(configured)),
    ]).toEqual([
      'razem: another till runs on A: end it, or give this one another folder\n',
      'razem: no journal in A: name the folder of a till that has run\n',
      'razem: goods.csv: name the folder that the CSV files lie in\n',
    ]);
  });

  function portal() {
    return { type: 'portal.answered' as const, effect: '1.0', blik: true, pushedOnly: false };
  }

  function lowered() {
    const cheaper = world.goods.map((item) => (item.code === '4' ? { ...item, rate: 'E' } : item));
    return { type: 'bases.imported' as const, bases: { ...world, goods: cheaper } };
  }
});
