import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  framedPaper,
  windowState,
  type WindowState,
} from '../../../src/cli/window/window-state.ts';
import { parseMoment } from '../../../src/kernel/time.ts';
import { Player } from '../../../src/scenario/player.ts';
import { findWorld } from '../../../src/scenario/scenario-file.ts';
import type { Step } from '../../../src/scenario/scenario-schema.ts';
import { Stage } from '../../../src/scenario/stage.ts';

/** A counter on virtual time with everything the same in every run; gone when the test is. */
export async function openStage(world = 'corner-shop'): Promise<Stage> {
  const data = mkdtempSync(join(tmpdir(), 'razem-window-'));
  onTestFinished(() => rmSync(data, { recursive: true }));
  const stage = await Stage.open({
    world: findWorld(world, '.'),
    data,
    start: parseMoment('2026-03-02T10:00'),
    seed: 1,
    journalId: '00000000-0000-4000-8000-000000000000',
    write: () => {},
  });
  onTestFinished(() => stage.close());
  return stage;
}

/** What the window shows after these steps. */
export async function after(steps: readonly Step[], world?: string): Promise<WindowState> {
  const stage = await openStage(world);
  const player = new Player(stage);
  for (const step of steps) await player.play(step);
  return stateOf(stage);
}

/** The journal's figures are made up: what they are is no matter of the window. */
export async function stateOf({ counter, hosts }: Stage): Promise<WindowState> {
  const state = windowState(counter, {
    phones: await hosts.phones(),
    chosenPhone: 0,
    link: 'up',
    paper: framedPaper(counter.printer.roll, counter.profile.columns),
    paperBelow: 0,
  });
  return { ...state, journal: { ...state.journal, entries: 12, hash: '4f3a9c1e' } };
}

/** As far as each step of a sale paid by BLIK. */
export const login: readonly Step[] = [{ keys: '1 RAZEM' }, { keys: '1 1' }];
export const selling: readonly Step[] = [{ keys: '1 RAZEM 1111 RAZEM 3 X 5 KOD 2' }];
export const choosingForm: readonly Step[] = [
  { keys: '1 RAZEM 1111 RAZEM 1 KOD RAZEM FUNKCJE 4 DÓŁ DÓŁ' },
];
export const enteringCode: readonly Step[] = [
  ...choosingForm,
  { keys: 'DÓŁ DÓŁ DÓŁ RAZEM' },
  { phone: { does: 'showCode' } },
  { keys: '6 2 7 0' },
];
export const waiting: readonly Step[] = [...enteringCode, { keys: '7 3 RAZEM' }, { wait: 2500 }];
export const paid: readonly Step[] = [
  ...waiting,
  { phone: { does: 'confirm' } },
  { wait: 'quiet' },
];
