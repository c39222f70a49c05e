import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../kernel/failure.ts';
import { fieldName, firstProblem } from '../world/schema-problem.ts';
import { loadWorld, type World } from '../world/world-file.ts';
import { readYaml } from '../world/yaml-source.ts';
import { type Scenario, scenarioSchema } from './scenario-schema.ts';

export interface ScenarioFile {
  readonly file: string;
  readonly scenario: Scenario;
  readonly world: World;
  /** The line of the file at which a step is written. */
  lineOf(step: number): string;
}

const worldsFolder = fileURLToPath(new URL('../../fixtures/worlds/', import.meta.url));

/** The world that is used when none is named. */
export const defaultWorld = 'corner-shop';

/**
 * A world by name (of `fixtures/worlds`) or by path, relative to `folder`.
 * Failures: those of `loadWorld`.
 */
export function findWorld(name: string, folder: string): World {
  const named = join(worldsFolder, `${name}.yaml`);
  if (/^[\w-]+$/.test(name) && existsSync(named)) return loadWorld(named);
  return loadWorld(isAbsolute(name) ? name : join(folder, name));
}

/** Failures: `scenario.invalid` with file, line and field; those of `readYaml` and `loadWorld`. */
export function loadScenario(file: string): ScenarioFile {
  const source = readYaml(file);
  const parsed = scenarioSchema.safeParse(source.value, { reportInput: true });
  if (!parsed.success) {
    const { path, message } = firstProblem(parsed.error);
    throw new Failure('scenario.invalid', `${source.where(path)}: ${fieldName(path)}: ${message}`);
  }
  const world = findWorld(parsed.data.world, dirname(file));
  const lineOf = (step: number) => source.where(['steps', step]);
  return { file, scenario: parsed.data, world, lineOf };
}
