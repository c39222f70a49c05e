import { statSync } from 'node:fs';
import { Command } from 'commander';
import { Failure } from '../kernel/failure.ts';
import { scales } from './bench/bench.ts';
import { reportText } from './bench/report.ts';
import { jsonText, progressLine, writeOut } from './output.ts';

interface BenchOptions {
  readonly json?: true;
  readonly quick?: true;
  readonly in?: string;
}

/** `razem bench`: our figures beside their floor, as ratios. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('Measure the till beside what its work costs at the least, in one run')
    .option('--quick', 'less of everything: one month of history instead of thirteen')
    .option('--in <folder>', 'the folder whose disk is measured (default: the temporary folder)')
    .option('--json', 'one JSON document instead of a table')
    .addHelpText(
      'after',
      '\nExamples:\n  razem bench --quick\n  razem bench --in . --json\n' +
        '\nJSON: {"command","machine":{"node","sqlite","platform","processor","cores","load"},\n' +
        '"history":{"days","receipts","entries","megabytes","generatedInSeconds"},\n' +
        '"figures":[{"name","unit","ours","floor","floorName","ratio","goal","met"}]}\n' +
        'The whole takes about two minutes and half a gigabyte, which is removed again.',
    )
    .action(measure);
}

async function measure({ json, quick, in: place }: BenchOptions): Promise<void> {
  if (place !== undefined && statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Failure('bench.noFolder', `--in ${place}: must be a folder on the disk to measure`);
  }
  // The whole till comes with it: loaded only when it is measured.
  const { runBench } = await import('./bench/run-bench.ts');
  const progress = progressLine();
  try {
    const report = await runBench(scales[quick ? 'quick' : 'full'], place, (words) => {
      progress.show(words);
    });
    progress.clear();
    const command = `razem bench${quick ? ' --quick' : ''}${place ? ` --in ${place}` : ''}`;
    const text = json ? jsonText({ command, ...report }, 2) : reportText(command, report);
    await writeOut([`${text}\n`]);
  } finally {
    progress.clear();
  }
}
