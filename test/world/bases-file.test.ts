import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BaseChange, changeBases, type Programming } from '../../src/till/base-change.ts';
import type { Bases } from '../../src/till/bases.ts';
import { type BasesSource, readBases, yamlBases } from '../../src/world/bases-source.ts';
import { writeBases } from '../../src/world/bases-text.ts';
import { csvBases } from '../../src/world/csv-bases.ts';
import { loadWorld } from '../../src/world/world-file.ts';
import { csvTexts, yamlText } from '../../src/world/written-bases.ts';

const { bases } = loadWorld('fixtures/worlds/corner-shop.yaml');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'razem-bases-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder with these CSV files. */
function csvFolder(files: Iterable<readonly [string, string | Uint8Array]>): string {
  const place = mkdtempSync(join(folder, 'csv-'));
  for (const [name, text] of files) writeFileSync(join(place, name), text);
  return place;
}

function yamlFile(text: string): string {
  const file = join(mkdtempSync(join(folder, 'yaml-')), 'bases.yaml');
  writeFileSync(file, text);
  return file;
}

/** All that is said about files, without the folder they lie in. */
function said(read: (path: string) => BasesSource, path: string, present = bases): string[] {
  const answer = readBases(read(path), present);
  if ('bases' in answer) return ['taken'];
  return answer.problems.map((line) => line.replaceAll(`${path}/`, '').replaceAll(path, 'B'));
}
const saidOfCsv = (files: Record<string, string | Uint8Array>) =>
  said(csvBases, csvFolder(Object.entries(files)));
const saidOfYaml = (text: string) => said(yamlBases, yamlFile(text));

/** Programming of all sorts, some of it refused. */
const change: fc.Arbitrary<BaseChange> = (() => {
  const name = fc.oneof(
    fc.constantFrom('Mleko', 'MLEKO!', 'Żurek; ostry', 'a "b" c', '# nie: {tak}', '007', 'Blik'),
    fc.string({ unit: fc.constantFrom(...'aZż1 ,;"\'#:-ł'), minLength: 1, maxLength: 17 }),
  );
  const letter = fc.constantFrom(...'ABCDEFG');
  const number = fc.integer({ min: 1, max: 12 });
  const price = fc.option(fc.integer({ min: 0, max: 99_999 }), { nil: undefined });
  const item = fc
    .record({ code: fc.constantFrom('1', '2', '77', '590'), name, rate: letter, price })
    .map(({ price: cost, ...rest }) => (cost === undefined ? rest : { ...rest, price: cost }));
  const cashier = fc
    .record({
      number,
      name,
      role: fc.constantFrom('cashier', 'manager'),
      pinHash: fc.constant(bases.cashiers[0]?.pinHash ?? ''),
      untrained: fc.boolean(),
    })
    .map(({ untrained, ...one }) => (untrained ? { ...one, untrained } : one));
  const form = fc
    .record({ number, name, type: fc.constantFrom('BON', 'KARTA', 'GOTÓWKA') })
    .map((one) => (one.type === 'GOTÓWKA' ? { ...one, maxChange: 50_000 } : one));
  const percent = fc.integer({ min: -1, max: 10_100 });
  return fc.oneof(
    fc.record({ type: fc.constantFrom('item.add', 'item.change'), item }),
    fc.record({ type: fc.constant('item.delete'), code: fc.constantFrom('1', '2', '77') }),
    fc.record({
      type: fc.constant('rate.set'),
      letter,
      rate: fc.option(fc.record({ letter, percent }), { nil: undefined }),
    }),
    fc.record({ type: fc.constantFrom('cashier.add', 'cashier.change'), cashier }),
    fc.record({ type: fc.constant('cashier.delete'), number }),
    fc.record({ type: fc.constantFrom('form.add', 'form.change'), form }),
    fc.record({ type: fc.constant('form.delete'), number }),
  ) as fc.Arbitrary<BaseChange>;
})();

/** The bases after all that was taken of it. */
function programmed(changes: readonly BaseChange[]): Bases {
  let now: Programming = { bases, rateMarks: {}, soldSinceReport: false, fiscalised: true };
  for (const one of changes) {
    const answer = changeBases(now, one);
    if (!('refusal' in answer)) now = { ...answer, soldSinceReport: false, fiscalised: true };
  }
  return now.bases;
}

const asFiles = (written: Bases, withPins: boolean) => [
  readBases(yamlBases(yamlFile(yamlText(written, withPins))), withPins ? bases : written),
  readBases(csvBases(csvFolder(csvTexts(written, withPins))), withPins ? bases : written),
];

describe('export and import', () => {
  test('whatever is programmed, the bases stay sound, and come back whole from their files', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), fc.boolean(), (changes, withPins) => {
        const written = programmed(changes);
        expect(asFiles(written, withPins)).toEqual([{ bases: written }, { bases: written }]);
      }),
      { numRuns: 60 },
    );
  });

  test('the rounding of percentages comes back, too', () => {
    const other: Bases = { ...bases, percentMethod: 'discount' };
    expect(asFiles(other, true)).toEqual([{ bases: other }, { bases: other }]);
    const goods = csvFolder([['goods.csv', csvTexts(other, false).get('goods.csv') ?? '']]);
    expect(readBases(csvBases(goods), other)).toEqual({ bases: other });
  });

  test.each(['corner-shop', 'empty-goods', 'training', 'scanner'])(
    'the bases of %s come back',
    (name) => {
      const { bases: ofWorld } = loadWorld(`fixtures/worlds/${name}.yaml`);
      expect(asFiles(ofWorld, false)).toEqual([{ bases: ofWorld }, { bases: ofWorld }]);
    },
  );

  test('the hashes of PINs are in no file unless they are asked for', () => {
    const texts = (withPins: boolean) =>
      [yamlText(bases, withPins), ...csvTexts(bases, withPins).values()].filter((text) =>
        text.includes('argon2id'),
      ).length;
    expect([texts(false), texts(true)]).toEqual([0, 2]);
  });

  test('a row is a row: as it lies in the files', () => {
    expect(csvTexts(bases, false).get('goods.csv')?.split('\n').slice(0, 3)).toEqual([
      '\ufeffcode;name;rate;price;barcodes',
      '1;Towar testowy;A;0,01;',
      '2;Chleb wiejski;C;4,99;',
    ]);
    expect(yamlText(bases, false)).toContain('\n  - { code: 1, name: Towar testowy, rate: A, ');
    expect(writeBases(bases).rates).toEqual({
      ...{ A: '23', B: '8', C: '5', D: '0', E: 'exempt', F: 'inactive', G: 'inactive' },
    });
  });
});

describe('what is given counts, the rest stays', () => {
  test('one CSV file, with commas, as another program writes it', () => {
    const goods = 'rate,code,name,price\r\nA,5,"Sok, 1 l",3.50\r\n\r\nA,6,Lizak,open\r\n';
    const answer = readBases(csvBases(csvFolder([['goods.csv', goods]])), bases);
    expect(answer).toEqual({
      bases: {
        ...bases,
        goods: [
          { code: '5', name: 'Sok, 1 l', rate: 'A', price: 350 },
          { code: '6', name: 'Lizak', rate: 'A' },
        ],
      },
    });
  });

  test('one rate; the others stay', () => {
    const answer = readBases(yamlBases(yamlFile('rates: { B: 7 }\n')), bases);
    expect(answer).toEqual({
      bases: { ...bases, rates: bases.rates.with(1, { letter: 'B', percent: 700 }) },
    });
  });

  test('a cashier without a PIN keeps the one of that number', () => {
    const rows = 'number;name;role\n9;Kierowniczka;manager\n';
    const answer = readBases(csvBases(csvFolder([['cashiers.csv', rows]])), bases);
    const pinHash = bases.cashiers[2]?.pinHash;
    expect(answer).toEqual({
      bases: {
        ...bases,
        cashiers: [{ number: 9, name: 'Kierowniczka', role: 'manager', pinHash }],
      },
    });
  });
});

describe('every wrong row is named', () => {
  test('all problems of all files, a line each', () => {
    const goods = [
      'code;name;rate;price',
      '12345678901234;Sok;A;3,50',
      '7;;A;3,50',
      '8;Herbata ☕;A;3,50',
      '9;Kawa;H;dużo',
    ];
    expect(
      saidOfCsv({
        'goods.csv': goods.join('\n'),
        'rates.csv': 'letter;rate\nA;101\n',
        'shop.csv': 'field;value\nname;Sklep\nnip;1234563219\naddress;ul. Lipowa 7\naddress;\n',
      }),
    ).toEqual([
      'shop.csv:5: address: must not be empty, nor begin or end with a space',
      'shop.csv:3: nip: is no NIP: its check digit is wrong',
      'rates.csv:2: A: must be a percentage such as 23 or 5,50, or one of: exempt, inactive',
      'goods.csv:2: code: must be 1 to 13 digits',
      'goods.csv:3: name: is missing',
      'goods.csv:4: name: holds a character that the printer’s code page CP852 does not have',
      'goods.csv:5: rate: must be a letter from A to G',
      'goods.csv:5: price: must be a price such as 12,34, or the word open',
    ]);
  });

  test.each([
    [
      'goods.csv',
      'code;name;rate;price\n1;Sok;F;1,00\n',
      'goods.csv:2: rate: rate F is inactive; use one of: A, B, C, D, E',
    ],
    [
      'goods.csv',
      'code;name;rate;price\n1;Sok;A;1\n2;SOK.;A;1\n',
      'goods.csv:3: name: SOK. is already in goods[0]',
    ],
    [
      'goods.csv',
      'code;name;rate;price\n1;Sok;A;1\n1;Kawa;A;1\n',
      'goods.csv:3: code: 1 is already in goods[0]',
    ],
    [
      'goods.csv',
      'code;name;rate;price\n1;Sok;A;1;2\n',
      'goods.csv:2: has 5 cells, the header has 4',
    ],
    [
      'goods.csv',
      'code;name;rate\n1;Sok;A\n',
      'goods.csv:1: price: the column is missing; columns are: code, name, rate, price, barcodes',
    ],
    [
      'goods.csv',
      'code;code;name;rate;price\n',
      'goods.csv:1: code: the column stands there twice',
    ],
    [
      'goods.csv',
      'code;name;rate;price;colour\n',
      'goods.csv:1: colour: unknown column; columns are: code, name, rate, price, barcodes',
    ],
    [
      'goods.csv',
      'code;name;rate;price\n1;"Sok;A;1\n',
      'goods.csv:2: its quotation marks do not match',
    ],
    ['rates.csv', 'letter;rate\nA;23\nA;8\n', 'rates.csv:3: A is already in row 2'],
    ['rates.csv', 'letter;rate\n;8\n', 'rates.csv:2: letter: is missing'],
    [
      'rates.csv',
      'letter;rate\nB;inactive\n',
      "the till's own goods[8].rate: rate B is inactive; use one of: A, C, D, E",
    ],
    ['cashiers.csv', 'number;name;role\n5;Ola;manager\n', 'cashiers.csv:2: pin: is missing'],
    [
      'cashiers.csv',
      'number;name;role\n1;Ola;cashier\n',
      'cashiers.csv:1: cashiers: must have a manager',
    ],
    [
      'payment-forms.csv',
      'number;name;type\n1;KARTA;KARTA\n',
      'payment-forms.csv:1: paymentForms: must have exactly one form of type GOTÓWKA, not 0',
    ],
    [
      'payment-forms.csv',
      'number;name;type\n1;GOTÓWKA;GOTÓWKA\n2;Blik;MOBILNA\n',
      'payment-forms.csv:3: name: Blik is kept for BLIK’s own form',
    ],
    [
      'percent.csv',
      'field;value\npercentMethod;up\n',
      'percent.csv:2: percentMethod: must be one of: value, discount',
    ],
    ['percent.csv', 'field;value\nmethod;value\n', 'percent.csv:2: field: must be percentMethod'],
    [
      'prices.csv',
      'code;price\n',
      'prices.csv: is no base; files are: shop.csv, rates.csv, goods.csv, cashiers.csv, payment-forms.csv, blik.csv, percent.csv, embedded-codes.csv',
    ],
  ])('%s %j', (file, text, problem) => {
    expect(saidOfCsv({ [file]: text })[0]).toBe(problem);
  });

  test('in YAML with the line of the field', () => {
    const text =
      'goods:\n  - { code: 1, name: Sok, rate: A, price: 1 }\n  - { code: 2, rate: A, price: 0 }\n';
    expect(saidOfYaml(text)).toEqual([
      'B:3: goods[1].name: is missing',
      'B:3: goods[1].price: must be a price such as 12,34, or the word open',
    ]);
    expect(saidOfYaml('goods: none\n')).toEqual(['B:1: goods: must be a list']);
    expect(saidOfYaml('phones: []\n')).toEqual([
      'B:1: phones: is no base; bases are: shop, rates, goods, cashiers, paymentForms, blik, percentMethod, embeddedCodes',
    ]);
    expect(
      saidOfYaml('extends: corner-shop.yaml\n'.replace('corner-shop.yaml', emptyBelow())),
    ).toEqual([
      'B:1: holds no base; bases are: shop, rates, goods, cashiers, paymentForms, blik, percentMethod, embeddedCodes',
    ]);
  });

  test('a folder without files, and a file that is not UTF-8', () => {
    expect(saidOfCsv({})).toEqual([
      'B: holds no base; files are: shop.csv, rates.csv, goods.csv, cashiers.csv, payment-forms.csv, blik.csv, percent.csv, embedded-codes.csv',
    ]);
    const polish = Uint8Array.from([...Buffer.from('code;name;rate;price\n1;'), 0xb9, 0x0a]);
    expect(() => saidOfCsv({ 'goods.csv': polish })).toThrow(/goods\.csv: not UTF-8 text/);
  });
});

function emptyBelow(): string {
  const place = mkdtempSync(join(folder, 'below-'));
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'empty.yaml'), '{}\n');
  return join(place, 'empty.yaml');
}
