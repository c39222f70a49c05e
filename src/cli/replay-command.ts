import { globSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { Failure } from '../kernel/failure.ts';
import { replayAgainstGolden, type Replayed } from '../scenario/replay.ts';
import { differenceText, junitXml } from '../scenario/report.ts';
import { scenarioJsonSchema } from '../scenario/scenario-schema.ts';
import { stdoutColours } from './output.ts';

interface ReplayOptions {
  readonly update?: true;
  readonly json?: true;
  readonly schema?: true;
  readonly report?: string;
  readonly show?: true;
}

export function replayCommand(): Command {
  return new Command('replay')
    .description('Play scenarios and compare every byte shown and printed')
    .argument('[paths...]', 'scenario files, or folders of them')
    .option('--update', 'write the goldens beside the scenarios instead of comparing')
    .option('--report <kind=file>', 'also write a report: junit=FILE')
    .option('--show', 'show what each scenario displayed and printed')
    .option('--json', 'one JSON object instead of text')
    .option('--schema', 'print the JSON Schema of the format, for editors')
    .addHelpText(
      'after',
      '\nExamples:\n  razem replay fixtures/scenarios\n  razem replay --show my-till.yaml\n' +
        '  razem replay --report junit=report.xml fixtures/scenarios\n' +
        '\nExit codes: 0 all as expected, 1 a difference, 2 unusable input\n',
    )
    .action(runReplay);
}

async function runReplay(paths: readonly string[], options: ReplayOptions): Promise<void> {
  if (options.schema) {
    process.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
    return;
  }
  const junit = junitFile(options.report);
  const results: Replayed[] = [];
  for (const file of scenarioFiles(paths)) {
    const result = await replayAgainstGolden(file, options.update === true);
    results.push(result);
    if (!options.json) process.stdout.write(resultText(result, options.show === true));
  }
  const failed = results.filter(({ differences }) => differences.length > 0).length;
  if (junit !== undefined) writeFileSync(junit, junitXml(results));
  process.stdout.write(
    options.json ? jsonText(results) : `${results.length - failed} passed, ${failed} failed\n`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
}

function resultText({ file, title, differences, transcript }: Replayed, show: boolean): string {
  const colours = stdoutColours();
  const mark = differences.length === 0 ? colours.green('✓') : colours.red('✗');
  const shown = show ? transcript : '';
  return `${mark} ${title} ${colours.dim(file)}\n${shown}${differences.map(differenceText).join('')}`;
}

function jsonText(results: readonly Replayed[]): string {
  const scenarios = results.map(({ transcript: _, ...result }) => ({
    ...result,
    passed: result.differences.length === 0,
  }));
  return `${JSON.stringify({ scenarios }, null, 2)}\n`;
}

function junitFile(report: string | undefined): string | undefined {
  if (report === undefined) return undefined;
  const [kind, file] = [
    report.slice(0, report.indexOf('=')),
    report.slice(report.indexOf('=') + 1),
  ];
  if (kind === 'junit' && file !== '') return file;
  throw new Failure('replay.report', `--report ${report}: must be junit=FILE`);
}

function scenarioFiles(paths: readonly string[]): string[] {
  if (paths.length === 0) {
    throw new Failure('replay.noPath', 'replay what? Give scenario files or folders of them');
  }
  return paths.flatMap((path) => {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
    const found = globSync('**/*.{yaml,yml}', { cwd: path }).toSorted();
    if (found.length === 0) throw new Failure('replay.noScenario', `${path}: no scenario in it`);
    return found.map((file) => join(path, file));
  });
}
