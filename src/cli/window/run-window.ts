import type { WindowOptions } from './counter-window.ts';

/**
 * The counter in this terminal until `q`, Ctrl-C or a signal; sets the exit code of the signal.
 * Standard input and output must be terminals. Failures: those of `Counter.powerOn`, before
 * anything is drawn. A crash gives the terminal back, prints its error and ends the process with 1.
 */
export async function runWindow(options: WindowOptions): Promise<void> {
  // React's other build measures every drawing and is several times slower.
  process.env['NODE_ENV'] ??= 'production';
  const { showCounter } = await import('./counter-window.ts');
  await showCounter(options);
}
