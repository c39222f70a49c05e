import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '../../src/kernel/failure.ts';
import { verifyPin } from '../../src/world/pin-hash.ts';
import { loadWorld } from '../../src/world/world-file.ts';

const worlds = resolve(import.meta.dirname, '../../fixtures/worlds');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'razem-world-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is said about a file, `taken` when nothing is. */
function complaintAbout(file: string): string {
  try {
    loadWorld(file);
  } catch (error) {
    if (error instanceof Failure) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'taken';
}

/** What is said about a written world; `W` stands for its file, the house's worlds for themselves. */
function complaint(yaml: string | Uint8Array): string {
  const file = join(folder, 'w.yaml');
  writeFileSync(file, yaml);
  return complaintAbout(file).replaceAll(file, 'W').replaceAll(worlds, '');
}

const shop = `extends: ${worlds}/corner-shop.yaml\n`;
const hash =
  '$argon2id$v=19$m=19456,t=2,p=1$6INiwITXViVglsShWkB8lw$WJKs5LM55fhimS3szhqVAvBZ2VNBhBFxLP29FCgXgUA';

describe('the worlds of the house', () => {
  test.each(['corner-shop', 'empty-goods', 'training', 'narrow', 'medium', 'wide', 'not-pushed'])(
    '%s is taken',
    (name) => {
      expect(loadWorld(`${worlds}/${name}.yaml`)).toBeDefined();
    },
  );

  test('amounts are grosze, rates hundredths of a per cent, inactive rates are left out', () => {
    const { bases } = loadWorld(`${worlds}/corner-shop.yaml`);
    expect(bases.rates).toEqual([
      { letter: 'A', percent: 2300 },
      { letter: 'B', percent: 800 },
      { letter: 'C', percent: 500 },
      { letter: 'D', percent: 0 },
      { letter: 'E' },
    ]);
    expect(bases.goods[0]).toEqual({ code: '1', name: 'Towar testowy', rate: 'A', price: 1 });
    expect(bases.goods.at(-1)).toEqual({ code: '99', name: 'Towar różny', rate: 'A' });
    expect(bases.blik).toEqual({
      answerMs: 10_000,
      pollMs: [2_000, 2_000, 3_000, 5_000],
      giveUpMs: 90_000,
      codeLifeMs: 120_000,
      confirmationMs: 60_000,
    });
  });

  test('the example PINs open the example till', async () => {
    const { cashiers } = loadWorld(`${worlds}/corner-shop.yaml`).bases;
    const pins = ['1111', '2222', '9999'];
    const verdicts = cashiers.map(({ pinHash }, at) => verifyPin(pinHash, pins[at] ?? ''));
    expect(await Promise.all(verdicts)).toEqual([true, true, true]);
  });

  test('a world lies over another: sections field by field, lists whole', () => {
    const base = loadWorld(`${worlds}/corner-shop.yaml`);
    expect(loadWorld(`${worlds}/training.yaml`)).toEqual({
      ...base,
      bases: { ...base.bases, till: { ...base.bases.till, fiscalised: false } },
    });
    expect(loadWorld(`${worlds}/empty-goods.yaml`)).toEqual({
      ...base,
      bases: { ...base.bases, goods: [] },
    });
    expect(loadWorld(`${worlds}/narrow.yaml`).printer).toEqual({ profile: 'emulated-32' });
  });

  test('leading zeros stay, quoted or not', () => {
    const file = join(folder, 'zeros.yaml');
    writeFileSync(file, `${shop}goods:\n  - { code: 007, name: Zero, rate: A, price: 1.5 }\n`);
    expect(loadWorld(file).bases.goods).toEqual([
      { code: '007', name: 'Zero', rate: 'A', price: 150 },
    ]);
  });
});

const cashier = (fields: string) => `${shop}cashiers:\n  - ${fields}\n`;
const form = (...forms: string[]) =>
  `${shop}paymentForms:\n${forms.map((f) => `  - ${f}\n`).join('')}`;
const item = (fields: string) => `${shop}goods:\n  - { ${fields} }\n`;
const cash = '{ number: 1, name: GOTÓWKA, type: GOTÓWKA }';

describe('a bad world is refused in one line with file, line and field', () => {
  test.each([
    [
      'shop:\n  - [\n',
      'file.syntax W:3: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['till: 1\ntill: 2\n', 'file.syntax W:2: Map keys must be unique'],
    ['', 'file.syntax W:1: must hold fields, each with its name and a colon'],
    ['- 1\n', 'file.syntax W:1: must hold fields, each with its name and a colon'],
    ['till: {}\n', 'world.invalid W:1: shop: is missing'],
    [`${shop}colour: red\n`, 'world.invalid W:2: colour: unknown field'],
    [`${shop}till:\n  numer: 2\n`, 'world.invalid W:3: till.numer: unknown field'],
    [`${shop}till: 7\n`, 'world.invalid W:2: till: must be a group of fields'],
    [`${shop}goods: none\n`, 'world.invalid W:2: goods: must be a list'],
    [
      `${shop}till:\n  fiscalised: yes\n`,
      'world.invalid W:3: till.fiscalised: must be one of: true, false',
    ],
    [
      `${shop}till:\n  uniqueNumber: zbf\n`,
      'world.invalid W:3: till.uniqueNumber: must be like ZBF 1801007587',
    ],
    [`${shop}till:\n  number: 12345\n`, 'world.invalid W:3: till.number: must be 1 to 4 digits'],
    [`${shop}shop:\n  nip: 123\n`, 'world.invalid W:3: shop.nip: must be 10 digits'],
    [
      `${shop}shop:\n  nip: 1234563217\n`,
      'world.invalid W:3: shop.nip: is no NIP: its check digit is wrong',
    ],
    [
      `${shop}shop:\n  name: ''\n`,
      'world.invalid W:3: shop.name: must not be empty, nor begin or end with a space',
    ],
    [
      `${shop}shop:\n  name: ${'x'.repeat(41)}\n`,
      'world.invalid W:3: shop.name: must be at most 40 characters',
    ],
    [
      `${shop}shop:\n  name: Sklep 中\n`,
      'world.invalid W:3: shop.name: holds a character that the printer’s code page CP852 does not have',
    ],
    [`${shop}shop:\n  address: []\n`, 'world.invalid W:3: shop.address: must not be empty'],
    [
      `${shop}printer:\n  profile: Emulated 40\n`,
      'world.invalid W:3: printer.profile: must be a printer profile',
    ],
    [`${shop}rates:\n  H: 5\n`, 'world.invalid W:3: rates.H: must be a letter from A to G'],
    [
      `${shop}rates:\n  B: eight\n`,
      'world.invalid W:3: rates.B: must be a percentage such as 23 or 5,50, or one of: exempt, inactive',
    ],
    [
      `${shop}rates: { A: inactive, B: inactive, C: inactive, D: inactive, E: inactive }\n`,
      'world.invalid W:2: rates: must have at least one active rate',
    ],
    [
      `${shop}rates: { B: inactive }\n`,
      'world.invalid /corner-shop.yaml:37: goods[8].rate: rate B is inactive; use one of: A, C, D, E',
    ],
    [
      item('code: 1a, name: X, rate: A, price: 1'),
      'world.invalid W:3: goods[0].code: must be 1 to 13 digits',
    ],
    [item('code: 1, name: X, rate: A'), 'world.invalid W:3: goods[0].price: is missing'],
    [
      item('code: 1, name: X, rate: A, price: 1.234'),
      'world.invalid W:3: goods[0].price: must be a price such as 12,34, or the word open',
    ],
    [
      item('code: 1, name: X, rate: A, price: 0'),
      'world.invalid W:3: goods[0].price: must be a price such as 12,34, or the word open',
    ],
    [
      item('code: 1, name: X, rate: X, price: 1'),
      'world.invalid W:3: goods[0].rate: must be a letter from A to G',
    ],
    [
      item('code: 1, name: X, rate: F, price: 1'),
      'world.invalid W:3: goods[0].rate: rate F is inactive; use one of: A, B, C, D, E',
    ],
    [
      `${shop}goods:\n  - { code: 1, name: X, rate: A, price: 1 }\n  - { code: 1, name: Y, rate: A, price: 1 }\n`,
      'world.invalid W:4: goods[1].code: 1 is already in goods[0]',
    ],
    [
      `${shop}goods:\n  - { code: 1, name: X-1, rate: A, price: 1 }\n  - { code: 2, name: x 1, rate: A, price: 1 }\n`,
      'world.invalid W:4: goods[1].name: x 1 is already in goods[0]',
    ],
    [
      cashier('{ number: 1, name: Anna, role: cashier, pin: 1111 }'),
      'world.invalid W:3: cashiers[0].pin: must be an argon2id PHC string, never the PIN itself',
    ],
    [
      cashier(`{ number: 0, name: Anna, role: cashier, pin: "${hash}" }`),
      'world.invalid W:3: cashiers[0].number: must be a whole number from 1 to 999',
    ],
    [
      cashier(`{ number: 1, name: Anna, role: boss, pin: "${hash}" }`),
      'world.invalid W:3: cashiers[0].role: must be one of: cashier, manager',
    ],
    [
      cashier(`{ number: 1, name: Anna, role: cashier, pin: "${hash}" }`),
      'world.invalid W:2: cashiers: must have a manager',
    ],
    [`${shop}cashiers: []\n`, 'world.invalid W:2: cashiers: must not be empty'],
    [
      form('{ number: 1, name: KARTA, type: KARTA }'),
      'world.invalid W:2: paymentForms: must have exactly one form of type GOTÓWKA, not 0',
    ],
    [
      form(cash, '{ number: 2, name: BON, type: GOTÓWKA }'),
      'world.invalid W:2: paymentForms: must have exactly one form of type GOTÓWKA, not 2',
    ],
    [
      form(cash, '{ number: 2, name: gotówka, type: BON }'),
      'world.invalid W:4: paymentForms[1].name: gotówka is already in paymentForms[0]',
    ],
    [
      form(cash, '{ number: 2, name: BON, type: BITCOIN }'),
      'world.invalid W:4: paymentForms[1].type: must be one of: GOTÓWKA, KARTA, CZEK, BON, KREDYT, INNA, VOUCHER, PRZELEW, MOBILNA',
    ],
    [
      form(cash, '{ number: 2, name: ABCDEFGHIJKLMNOPQ, type: BON }'),
      'world.invalid W:4: paymentForms[1].name: must be at most 16 characters',
    ],
    [
      `${shop}blik:\n  answerMs: 10s\n`,
      'world.invalid W:3: blik.answerMs: must be a whole number from 1 to 3600000',
    ],
    [`${shop}blik:\n  pollMs: []\n`, 'world.invalid W:3: blik.pollMs: must not be empty'],
    [
      `${shop}portal:\n  blik: on\n`,
      'world.invalid W:3: portal.blik: must be one of: active, inactive',
    ],
    [
      `${shop}phones:\n  - { id: A, owner: A, balance: 1, limit: 1, pin: 1234 }\n`,
      'world.invalid W:3: phones[0].id: must be a short name such as anna',
    ],
    [
      `${shop}phones:\n  - { id: a, owner: A, balance: -1, limit: 1, pin: 1234 }\n`,
      'world.invalid W:3: phones[0].balance: must be an amount such as 12,34',
    ],
    [
      `${shop}phones:\n  - { id: a, owner: A, balance: 1, limit: 1, pin: 12 }\n`,
      'world.invalid W:3: phones[0].pin: must be 4 to 8 digits',
    ],
    ['extends: []\n', 'file.extends W:1: extends: must be the path of another file'],
    ['extends: w.yaml\n', 'file.extends W:1: extends: the files extend each other in a circle'],
  ])('%j', (yaml, message) => {
    expect(complaint(yaml)).toBe(message);
  });

  test('a file that cannot be read', () => {
    expect(complaintAbout('no.yaml')).toBe(
      'file.unreadable no.yaml: no such file; give a readable YAML file',
    );
    expect(complaintAbout(folder)).toBe(
      `file.unreadable ${folder}: it is a folder; give a readable YAML file`,
    );
    expect(complaint(Uint8Array.of(0xff, 0xfe))).toBe(
      'file.unreadable W: not UTF-8 text; give a readable YAML file',
    );
    expect(complaint('extends: gone.yaml\n')).toBe(
      `file.unreadable ${folder}/gone.yaml: no such file; give a readable YAML file`,
    );
  });
});
