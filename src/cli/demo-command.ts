import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { playDemo } from './demo-play.ts';
import { realClock } from './real-clock.ts';
import { isTooSmall } from './window/arrangement.ts';

const farewell = '\nYour turn: razem\n';

export function demoCommand(): Command {
  return new Command('demo')
    .description('Watch a sale of one grosz paid by BLIK, from login to the printed receipt')
    .option('--fast', 'without pauses, as text')
    .addHelpText(
      'after',
      '\nExamples:\n  razem demo                about 20 seconds in this terminal; q ends it\n' +
        '  razem demo --fast | less  the same as text, at once\n' +
        '\nOutside a terminal there are no pauses. Nothing is kept.\n',
    )
    .action(runDemo);
}

async function runDemo({ fast }: { readonly fast?: true }): Promise<void> {
  const { stdin, stdout } = process;
  const atHumanSpeed = stdout.isTTY && fast === undefined;
  if (atHumanSpeed && stdin.isTTY && !isTooSmall(stdout)) {
    // As for the window of the counter.
    process.env['NODE_ENV'] ??= 'production';
    const { showDemo } = await import('./window/demo-window.ts');
    stdout.write(await showDemo(farewell));
  } else await writeDemo(atHumanSpeed);
}

/** Keys, displays and paper as text, without moving the cursor. */
async function writeDemo(atHumanSpeed: boolean): Promise<void> {
  const stop = new AbortController();
  const end = (exitCode: number) => () => stop.abort(exitCode);
  const [interrupted, terminated, unread] = [end(130), end(143), end(0)];
  process.once('SIGINT', interrupted).once('SIGTERM', terminated);
  // Whoever reads the text has seen enough; the folder is yet to be removed.
  process.stdout.removeAllListeners('error').on('error', unread);
  try {
    await playDemo({
      start: realClock.now(),
      write: (text) => process.stdout.write(text),
      pause: async (ms) => {
        stop.signal.throwIfAborted();
        if (atHumanSpeed) await sleep(ms, undefined, { signal: stop.signal });
      },
    });
    process.stdout.write(farewell);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = Number(stop.signal.reason);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', terminated);
  }
}
