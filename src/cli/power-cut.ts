import type { Probe } from '../runtime/ports.ts';

/**
 * `RAZEM_POWER_CUT='after blik.start'` (or `…#2`, its second time) kills this very process there, as a
 * pulled plug would: nothing is flushed, closed or said. `*#7` is the seventh point, whichever that is.
 * For whoever wants to see the till come back.
 */
export function killProbe(environment: NodeJS.ProcessEnv): Probe | undefined {
  const [point, times = '1'] = (environment['RAZEM_POWER_CUT'] ?? '').split('#');
  if (point === undefined || point === '') return undefined;
  let left = Number(times);
  return (reached) => {
    if (point !== '*' && reached !== point) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
