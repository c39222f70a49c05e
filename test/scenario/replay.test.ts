import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '../../src/kernel/failure.ts';
import { goldenFile, replay, replayAgainstGolden } from '../../src/scenario/replay.ts';
import { loadScenario } from '../../src/scenario/scenario-file.ts';
import { razem } from '../cli/razem.ts';

const scenarios = globSync('fixtures/scenarios/**/*.yaml').toSorted();
/** Journals are written through to the disk, which other tests keep busy. */
const patienceMs = 60_000;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'razem-replay-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A scenario of these steps in the test's folder; the golden is written if given. */
function written(name: string, steps: readonly string[], golden?: string): string {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, `title: ${name}\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`);
  if (golden !== undefined) writeFileSync(goldenFile(file), golden);
  return file;
}

async function failureOf(file: string): Promise<string> {
  const failure = await replay(loadScenario(file)).catch((error: unknown) => error);
  if (!(failure instanceof Failure)) throw new Error('it was played to the end');
  return `${failure.code} ${failure.message.replaceAll(folder, '.')}`;
}

describe('the scenarios of the house', () => {
  test('each has its golden, and no golden is left over', () => {
    const goldens = globSync('fixtures/scenarios/**/*.golden.txt').toSorted();
    expect(goldens).toEqual(scenarios.map(goldenFile).toSorted());
    expect(scenarios.length).toBeGreaterThan(40);
  });

  test('no two bear the same title', () => {
    const titles = scenarios.map((file) => loadScenario(file).scenario.title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test.each(scenarios)(
    '%s',
    async (file) => {
      expect((await replayAgainstGolden(file, false)).differences).toEqual([]);
    },
    patienceMs,
  );

  test.each([
    'blik/test-transaction',
    'blik/status-in-trouble',
    'printing/roll-ends-in-the-receipt',
    'power/blik-refund-cut',
    'power/cut-again-in-the-repeat',
  ])(
    '%s is the same story twice, to the last hash of its journal',
    async (name) => {
      const source = loadScenario(`fixtures/scenarios/${name}.yaml`);
      const [first, second] = [await replay(source), await replay(source)];
      expect(first.journalHash).toMatch(/^[0-9a-f]{64}$/);
      expect(second).toEqual(first);
    },
    patienceMs,
  );
});

describe('what cannot be played is told with its line', () => {
  test.each([
    [
      'a code that no phone has shown',
      ['keys: CODE'],
      'scenario.noCode',
      'CODE: no phone has shown a code yet; add phone: showCode',
    ],
    [
      'a customer who is not asked',
      ['phone: { does: confirm }'],
      'world.noRequest',
      'phone marta: no payment waits for confirmation',
    ],
    [
      'a phone that is not there',
      ['phone: { does: showCode, id: ewa }'],
      'world.noPhone',
      'no phone "ewa"; this world has: marta, jan',
    ],
    [
      'power back while it is on',
      ['power: back'],
      'scenario.powerOn',
      'power: back: the power is on; cut it first: cut: now, or power: off',
    ],
  ])('%s', async (name, steps, code, message) => {
    const file = written(name.replaceAll(' ', '-'), steps);
    expect(await failureOf(file)).toBe(`${code} ./${basename(file)}:3: ${message}`);
  });

  test('a power cut that never comes', async () => {
    const cut = ['cut: before blik.strat', 'keys: 1'];
    const message = 'the till never came to "before blik.strat"';
    expect(await failureOf(written('back', [...cut, 'power: back']))).toBe(
      `scenario.powerOn ./back.yaml:5: power: back: the power is on; ${message}`,
    );
    expect(await failureOf(written('end', cut))).toBe(
      `scenario.notCut ./end.yaml: cut: ${message}`,
    );
  });

  test('an expectation of the journal without power', async () => {
    const file = written('dark', ['cut: now', 'expect: { journal: [key.C] }']);
    expect(await failureOf(file)).toBe(
      'scenario.noPower ./dark.yaml:4: expect: a till without power has no journal to read',
    );
  });

  test('without power there is nothing on the display', async () => {
    const file = written('off', ['cut: now', 'expect: { display: [], ledger: [] }']);
    expect((await replay(loadScenario(file))).differences).toEqual([]);
  });
});

describe('every kind of expectation finds its difference', () => {
  test.each([
    [
      'display: [Sprzedaż]',
      'display',
      ['Sprzedaż'],
      ['BLIK włączony:', 'ostatnia na liście', 'form płatności'],
    ],
    ['refused: [pin.wrong]', 'refused', ['pin.wrong'], ['clear.nothing']],
    ['journal: [key.RAZEM]', 'journal', ['key.RAZEM'], ['portal.answered']],
    ["ledger: ['charged 0,01']", 'ledger', ['charged 0,01'], []],
    ['drawer: 1', 'drawer', ['1'], ['0']],
    ['printed: [SUMA PLN]', 'printed lines', ['SUMA PLN'], []],
    ['printed: SUMA', 'printed', ['SUMA'], []],
  ])('%s', async (expectation, what, expected, got) => {
    const keys = expectation.startsWith('refused') ? ['keys: C'] : [];
    const file = written('different', [...keys, `expect: { ${expectation} }`]);
    const { differences } = await replay(loadScenario(file));
    expect(differences).toEqual([{ where: `${file}:${3 + keys.length}`, what, expected, got }]);
  });
});

describe('razem replay', () => {
  const golden = 'fixtures/scenarios/login/logout';

  test('0: all as expected', () => {
    expect(razem('replay', `${golden}.yaml`)).toEqual({
      status: 0,
      out: `✓ A cashier logs out, but not with an open receipt ${golden}.yaml\n1 passed, 0 failed\n`,
      err: '',
    });
  });

  test('1: differences side by side, with file and line; the report and the JSON say the same', () => {
    const file = written('wrong', ['keys: 1', 'expect: { display: [Sklep, ok] }'], 'x\n');
    const report = join(folder, 'report.xml');
    const text = razem('replay', '--report', `junit=${report}`, file);
    expect({ ...text, out: text.out.replaceAll(folder, '.') }).toMatchInlineSnapshot(`
      {
        "err": "",
        "out": "✗ wrong ./wrong.yaml
        ./wrong.yaml:4: display
            expected                                     | got
          ! Sklep                                        | Sklep Pod Lipą
          ! ok                                           | 
          ! —                                            | Sprzedawca nr:     1
        ./wrong.golden.txt:1: golden
            expected                                     | got
          ! x                                            | ┌────────────────────┐
          !                                              | │BLIK włączony:      │
          ! —                                            | │ostatnia na liście  │
          ! —                                            | │form płatności      │
          ! —                                            | │                    │
          ! —                                            | └────────────────────┘
          ! —                                            | > 1
          ! —                                            | ┌────────────────────┐
            … 6 more rows
      0 passed, 1 failed
      ",
        "status": 1,
      }
    `);
    expect(readFileSync(report, 'utf8').replaceAll(folder, '.')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="razem" tests="1" failures="1">
        <testcase classname="./wrong.yaml" name="wrong">
          <failure message="./wrong.yaml:4: display">expected
      Sklep
      ok
      got
      Sklep Pod Lipą

      Sprzedawca nr:     1</failure>
          <failure message="./wrong.golden.txt:1: golden">expected
      x

      got
      ┌────────────────────┐
      │BLIK włączony:      │
      │ostatnia na liście  │
      │form płatności      │
      │                    │
      └────────────────────┘
      &gt; 1
      ┌────────────────────┐
      │Sklep Pod Lipą      │
      │                    │
      │Sprzedawca nr:     1│
      │                    │
      └────────────────────┘
      </failure>
        </testcase>
      </testsuite>
      "
    `);
    const json = razem('replay', '--json', file);
    expect([
      json.status,
      JSON.parse(json.out.replaceAll(folder, '.').replace(/[0-9a-f]{64}/, 'HASH')),
    ]).toMatchInlineSnapshot(`
      [
        1,
        {
          "scenarios": [
            {
              "differences": [
                {
                  "expected": [
                    "Sklep",
                    "ok",
                  ],
                  "got": [
                    "Sklep Pod Lipą",
                    "",
                    "Sprzedawca nr:     1",
                  ],
                  "what": "display",
                  "where": "./wrong.yaml:4",
                },
                {
                  "expected": [
                    "x",
                    "",
                  ],
                  "got": [
                    "┌────────────────────┐",
                    "│BLIK włączony:      │",
                    "│ostatnia na liście  │",
                    "│form płatności      │",
                    "│                    │",
                    "└────────────────────┘",
                    "> 1",
                    "┌────────────────────┐",
                    "│Sklep Pod Lipą      │",
                    "│                    │",
                    "│Sprzedawca nr:     1│",
                    "│                    │",
                    "└────────────────────┘",
                    "",
                  ],
                  "what": "golden",
                  "where": "./wrong.golden.txt:1",
                },
              ],
              "file": "./wrong.yaml",
              "journalHash": "HASH",
              "passed": false,
              "rules": [],
              "title": "wrong",
            },
          ],
        },
      ]
    `);
  });

  test('--update writes the golden, and then nothing differs', () => {
    const file = written('updated', ['keys: 1']);
    expect(razem('replay', file).status).toBe(1);
    expect(razem('replay', '--update', file).status).toBe(0);
    expect(readFileSync(goldenFile(file), 'utf8')).toMatchInlineSnapshot(`
      "┌────────────────────┐
      │BLIK włączony:      │
      │ostatnia na liście  │
      │form płatności      │
      │                    │
      └────────────────────┘
      > 1
      ┌────────────────────┐
      │Sklep Pod Lipą      │
      │                    │
      │Sprzedawca nr:     1│
      │                    │
      └────────────────────┘
      "
    `);
    expect(razem('replay', file).status).toBe(0);
  });

  test('--update does not forgive an expectation', () => {
    const file = written('unforgiven', ['expect: { drawer: 1 }']);
    expect(razem('replay', '--update', file).status).toBe(1);
  });

  test('2: unusable input in one line', () => {
    const bad = written('bad', ['keys: 1 KODD']);
    const runs = [
      [],
      [bad],
      [join(folder, 'gone.yaml')],
      ['fixtures/worlds'],
      [bad, '--report', 'html'],
    ];
    expect(
      runs
        .map((words) => razem('replay', ...words))
        .map(({ status, out, err }) => [status, out, err.replaceAll(folder, '.')]),
    ).toMatchInlineSnapshot(`
      [
        [
          2,
          "",
          "razem: replay what? Give scenario files or folders of them
      ",
        ],
        [
          2,
          "",
          "razem: ./bad.yaml:3: steps[0].keys: must be key names, digits or CODE, separated by spaces; "KODD" is none
      ",
        ],
        [
          2,
          "",
          "razem: ./gone.yaml: no such file; give a readable YAML file
      ",
        ],
        [
          2,
          "",
          "razem: fixtures/worlds/corner-shop.yaml:1: title: is missing
      ",
        ],
        [
          2,
          "",
          "razem: --report html: must be junit=FILE
      ",
        ],
      ]
    `);
  });

  test('--schema describes every step for editors', () => {
    const { status, out } = razem('replay', '--schema');
    const schema = JSON.parse(out) as {
      properties: { steps: { items: { properties: object; additionalProperties: boolean } } };
    };
    const { properties, additionalProperties } = schema.properties.steps.items;
    expect([status, Object.keys(properties), additionalProperties]).toEqual([
      0,
      [
        'keys',
        'repeat',
        'scan',
        'phone',
        'host',
        'portal',
        'printer',
        'wait',
        'cut',
        'power',
        'expect',
      ],
      false,
    ]);
  });
});
