import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { renderToString } from 'ink';
import { expect, test } from 'vitest';
import type { Size } from '../../../src/cli/window/arrangement.ts';
import { counterView } from '../../../src/cli/window/counter-view.ts';
import { framedPaper, type WindowState } from '../../../src/cli/window/window-state.ts';
import { journalFailure } from '../../../src/journal/journal-failure.ts';
import {
  after,
  choosingForm,
  enteringCode,
  login,
  openStage,
  paid,
  selling,
  stateOf,
  waiting,
} from './window-stage.ts';

function frame(state: WindowState, size: Size): string {
  return stripVTControlCharacters(renderToString(counterView(state, size), size));
}

/** A small and a large window, to be compared with the golden beside this test. */
function frames(state: WindowState): string {
  const sizes = [
    { columns: 80, rows: 24 },
    { columns: 120, rows: 40 },
  ];
  return sizes.map((size) => `${size.columns}×${size.rows}\n${frame(state, size)}\n`).join('\n');
}

test.each([
  ['login', login],
  ['selling', selling],
  ['payment-forms', choosingForm],
  ['entering-code', enteringCode],
  ['waiting', waiting],
  ['paid', paid],
] as const)('the window: %s', async (name, steps) => {
  await expect(frames(await after(steps))).toMatchFileSnapshot(`${name}.golden.txt`);
});

test('the window: the journal cannot be written', async () => {
  const stage = await openStage();
  stage.counter.journal.append = () => {
    throw journalFailure('journal.full', 'data');
  };
  stage.counter.till.press('1');
  const state = await stateOf(stage);
  await expect(frames(state)).toMatchFileSnapshot('journal-unwritable.golden.txt');
});

const eighty = { columns: 80, rows: 24 };
const rowsOf = (state: WindowState, size = eighty) => frame(state, size).split('\n');

test('the pressed key stands in brackets', async () => {
  const pressed = { ...(await after(selling)), pressed: 'RAZEM' } as const;
  expect(rowsOf(pressed).find((row) => row.includes('RAZEM'))).toMatchInlineSnapshot(
    `"   │ 0  ,  c Esc C [Enter RAZEM]│"`,
  );
});

test('a lost link is told in words', async () => {
  const state = { ...(await after([])), link: 'down' } as const;
  expect(rowsOf(state).at(-2)).toMatchInlineSnapshot(
    `" Łącze: BRAK   Dziennik: wpisów 12, skrót 4f3a9c1e"`,
  );
});

test('a hint takes the place of the keys of the window', async () => {
  const state = { ...(await after([])), hint: 'Klawisz z nic tu nie robi' };
  expect(rowsOf(state).at(-1)).toBe(' Klawisz z nic tu nie robi');
});

test('older paper comes down from above, and the slot tells how much lies below', async () => {
  const state = { ...(await after(paid)), paperBelow: 12 };
  expect(
    rowsOf(state)
      .slice(13, 21)
      .map((row) => row.slice(35)),
  ).toMatchInlineSnapshot(`
    [
      "/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\",
      "│             Sklep Pod Lipą             │",
      "│              ul. Lipowa 7              │",
      "│             00-316 Warszawa            │",
      "│NIP 1234563218                      nr:1│",
      "┃            PARAGON FISKALNY            ┃",
      "│Towar testowy              1 x0,01 0,01A│",
      "══ DRUKARKA ══ niżej wierszy: 12, PgDn ═══",
    ]
  `);
});

test('a sheet that is still in the printer is not torn off', () => {
  const line = { text: 'x' };
  const edges = framedPaper([line, 'cut', line], 32).map((row) => row.slice(0, 2));
  expect(edges).toEqual(['/\\', '│x', '/\\', '', '/\\', '│x']);
});

test('the chosen phone is shown, also where only one has room', async () => {
  const state = { ...(await after([])), chosenPhone: 1 };
  expect(
    rowsOf(state)
      .find((row) => row.includes('Telefon'))
      ?.trim(),
  ).toBe('┌─ Telefon: Jan Wiśniewski ──┐');
});

test('a shop without customers says so', async () => {
  const state = { ...(await after([])), phones: [] };
  const rows = rowsOf(state).slice(12, 16);
  expect(rows.map((row) => row.trim())).toMatchInlineSnapshot(`
    [
      "┌─ Telefon klienta ──────────┐",
      "│Nie ma klienta z telefonem  │",
      "│w tym sklepie.              │",
      "└────────────────────────────┘",
    ]
  `);
});

test('a window that is too small says how large it must be', async () => {
  const state = await after([]);
  expect(frame(state, { columns: 79, rows: 40 })).toBe('Powiększ okno do 80×24 (jest 79×40)');
  expect(frame(state, { columns: 120, rows: 23 })).toBe('Powiększ okno do 80×24 (jest 120×23)');
  expect(frame(state, { columns: 12, rows: 2 })).toBe('Powiększ ok…');
});

/** From the edges of everything in the window. */
const wholeParts = [
  '│Pozostało 58 s',
  'Enter RAZEM │',
  'y potwierdza',
  '58 s│',
  'DRUKARKA',
  'q koniec',
];

test('whatever the size and the paper, nothing wraps, scrolls or is cut', async () => {
  const states = await Promise.all(
    ['corner-shop', 'narrow', 'wide'].map((world) => after([...waiting], world)),
  );
  const size = fc.record({
    columns: fc.integer({ min: 80, max: 200 }),
    rows: fc.integer({ min: 24, max: 70 }),
  });
  fc.assert(
    fc.property(fc.constantFrom(...states), size, (state, { columns, rows }) => {
      const drawn = rowsOf(state, { columns, rows });
      expect(drawn.length).toBe(rows - 1);
      expect(drawn.filter((row) => [...row].length > columns)).toEqual([]);
      const all = drawn.join('\n').replaceAll('║', '│');
      for (const part of wholeParts) expect(all).toContain(part);
    }),
    { numRuns: 60 },
  );
});
