import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '../../src/kernel/failure.ts';
import { parseDuration } from '../../src/scenario/duration.ts';
import { parseKeys, unknownKey } from '../../src/scenario/key-script.ts';
import { loadScenario } from '../../src/scenario/scenario-file.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'razem-scenario-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(yaml: string): string {
  const file = join(folder, 's.yaml');
  writeFileSync(file, yaml);
  return file;
}

/** What is said about a written scenario; `S` stands for its file. */
function complaint(yaml: string): string {
  const file = written(yaml);
  try {
    loadScenario(file);
  } catch (error) {
    if (error instanceof Failure) return `${error.code} ${error.message.replaceAll(file, 'S')}`;
    throw error;
  }
  return 'taken';
}

const step = (fields: string) => `title: T\nsteps:\n  - ${fields}\n`;
const oneThing = 'scenario.invalid S:3: steps[0]: a step does exactly one thing';

describe('a scenario that says what it must', () => {
  test('has a world, a moment and a seed of its own unless it names others', () => {
    const source = loadScenario(written(step('keys: 1 KOD RAZEM')));
    expect(source.scenario).toEqual({
      title: 'T',
      rules: [],
      world: 'corner-shop',
      start: Date.parse('2026-03-02T09:00:00Z'),
      seed: 1,
      steps: [{ keys: '1 KOD RAZEM' }],
    });
    expect(source.lineOf(0)).toBe(`${join(folder, 's.yaml')}:3`);
  });

  test('reads durations, faults and orders as what they are', () => {
    const steps = [
      'wait: 2 min',
      'host: { kind: delay, on: status, ms: 500, times: 2 }',
      'printer: { paperOutAfter: 8 }',
      'portal: { blik: inactive, assigned: false }',
      'repeat: { times: 500, keys: 1 KOD }',
    ];
    const yaml = `title: T\nstart: 2026-07-01T10:00\nsteps:\n${steps.map((s) => `  - ${s}\n`).join('')}`;
    const { scenario } = loadScenario(written(yaml));
    expect(scenario.start).toBe(Date.parse('2026-07-01T08:00:00Z'));
    expect(scenario.steps).toEqual([
      { wait: 120_000 },
      { host: { kind: 'delay', on: 'status', ms: 500, times: 2 } },
      { printer: { paperOutAfter: 8 } },
      { portal: { blik: 'inactive', assigned: false } },
      { repeat: { times: 500, keys: '1 KOD' } },
    ]);
  });

  test('a code and a typed amount keep their leading zeros', () => {
    const { scenario } = loadScenario(written(step('keys: 007123')));
    expect(scenario.steps).toEqual([{ keys: '007123' }]);
  });
});

describe('a bad scenario is refused in one line with file, line and field', () => {
  test.each([
    ['steps:\n  - wait: quiet\n', 'scenario.invalid S:1: title: is missing'],
    ['title: T\n', 'scenario.invalid S:1: steps: is missing'],
    ['title: T\nsteps: []\n', 'scenario.invalid S:2: steps: must not be empty'],
    [`colour: red\n${step('wait: quiet')}`, 'scenario.invalid S:1: colour: unknown field'],
    [step('key: 1 KOD'), 'scenario.invalid S:3: steps[0].key: unknown field'],
    [step('expect: { shown: [] }'), 'scenario.invalid S:3: steps[0].expect.shown: unknown field'],
    [
      step('keys: 1 KODD'),
      'scenario.invalid S:3: steps[0].keys: must be key names, digits or CODE, separated by spaces; "KODD" is none',
    ],
    [
      `start: yesterday\n${step('wait: quiet')}`,
      'scenario.invalid S:1: start: must be a moment like 2026-03-02T10:00',
    ],
    [
      `start: 2026-02-30T10:00\n${step('wait: quiet')}`,
      'scenario.invalid S:1: start: must be a moment like 2026-03-02T10:00',
    ],
    [`rules: [P6, six]\n${step('wait: quiet')}`, 'scenario.invalid S:1: rules[1]: must be like P6'],
    [`seed: one\n${step('wait: quiet')}`, 'scenario.invalid S:1: seed: must be a whole number'],
    [
      step('expect: { refused: [cash.tooMuch] }'),
      'scenario.invalid S:3: steps[0].expect.refused[0]: no refusal of this name',
    ],
    [
      step('phone: { does: sing }'),
      'scenario.invalid S:3: steps[0].phone.does: must be one of: showCode, confirm, refuse, confirmWithWrongPin',
    ],
    [step('keys: 1\n    wait: quiet'), oneThing],
    [step('{}'), oneThing],
    [
      'title: [\n',
      'file.syntax S:2: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
  ])('%j', (yaml, message) => {
    expect(complaint(yaml)).toBe(message);
  });

  test('a world that is not there', () => {
    const message = complaint(`world: nowhere\n${step('wait: quiet')}`);
    expect(message).toBe(
      `file.unreadable ${join(folder, 'nowhere')}: no such file; give a readable YAML file`,
    );
  });
});

describe('the words of a key script', () => {
  test('digits are pressed one by one, names in any case and without diacritics', () => {
    expect(parseKeys('12,5 kod CODE gora DÓŁ Razem')).toEqual([
      '1',
      '2',
      ',',
      '5',
      'KOD',
      'CODE',
      'GÓRA',
      'DÓŁ',
      'RAZEM',
    ]);
  });

  test('the first word that is no key is named', () => {
    expect([parseKeys('1 KOD TOTAL'), unknownKey('1 KOD TOTAL')]).toEqual([undefined, 'TOTAL']);
    expect([parseKeys(' '), unknownKey(' ')]).toEqual([undefined, undefined]);
  });

  test('durations have a unit', () => {
    const durations = ['2 s', '500 ms', '2min', '1 h', '2', '-1 s', '1,5 s'].map(parseDuration);
    expect(durations).toEqual([2000, 500, 120_000, 3_600_000, undefined, undefined, undefined]);
  });
});
