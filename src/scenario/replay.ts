import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../kernel/failure.ts';
import type { Difference } from './expectation.ts';
import { Player } from './player.ts';
import { loadScenario, type ScenarioFile } from './scenario-file.ts';
import { Stage } from './stage.ts';

/** The same for every replay, so that attempt ids are too. */
const replayJournalId = '00000000-0000-4000-8000-000000000000';

export interface FoundDifference extends Difference {
  /** `file:line` of the step that expected something else, or of the golden. */
  readonly where: string;
}

export interface Replayed {
  readonly file: string;
  readonly title: string;
  readonly rules: readonly string[];
  readonly differences: readonly FoundDifference[];
  /** Everything shown and printed, as text. */
  readonly transcript: string;
  /** Of the last journal entry: the same for the same scenario, always. */
  readonly journalHash: string;
}

/** Plays one scenario on a data folder of its own, which is removed afterwards. */
export async function replay(source: ScenarioFile): Promise<Replayed> {
  const { file, scenario, world } = source;
  const data = mkdtempSync(join(tmpdir(), 'razem-replay-'));
  let transcript = '';
  const found: FoundDifference[] = [];
  try {
    const stage = await Stage.open({
      world,
      data,
      start: scenario.start,
      seed: scenario.seed,
      journalId: replayJournalId,
      write: (text) => (transcript += text),
    });
    try {
      const player = new Player(stage);
      for (const [index, step] of scenario.steps.entries()) {
        const where = source.lineOf(index);
        const differences = await located(where, () => player.play(step));
        found.push(...differences.map((difference) => ({ where, ...difference })));
      }
      await located(file, async () => player.end());
      const journalHash = stage.counter.powered ? (stage.counter.journal.last?.hash ?? '') : '';
      await stage.close();
      const { title, rules } = scenario;
      return { file, title, rules, differences: found, transcript, journalHash };
    } catch (error) {
      await stage.close();
      throw error;
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** What cannot be played is told with the line that asks for it. */
async function located<T>(where: string, play: () => Promise<T>): Promise<T> {
  try {
    return await play();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.code, `${where}: ${error.message}`, { cause: error });
  }
}

/** `pay-by-blik.yaml` → `pay-by-blik.golden.txt`, beside it. */
export function goldenFile(scenarioFile: string): string {
  return scenarioFile.replace(/\.ya?ml$/, '') + '.golden.txt';
}

/**
 * Plays a scenario and compares its transcript with the golden beside it, byte for byte. `update`
 * writes the golden instead.
 */
export async function replayAgainstGolden(file: string, update: boolean): Promise<Replayed> {
  const replayed = await replay(loadScenario(file));
  const golden = goldenFile(file);
  if (update) {
    writeFileSync(golden, replayed.transcript);
    return replayed;
  }
  const found = existsSync(golden);
  const expected = found ? readFileSync(golden, 'utf8').split('\n') : [];
  const got = replayed.transcript.split('\n');
  const row = got.findIndex((line, index) => line !== expected[index]);
  if (row < 0 && got.length === expected.length) return replayed;
  const difference: FoundDifference = {
    where: `${golden}:${row < 0 ? got.length + 1 : row + 1}`,
    what: found ? 'golden' : 'golden (missing; --update writes it)',
    expected,
    got,
  };
  return { ...replayed, differences: [...replayed.differences, difference] };
}
