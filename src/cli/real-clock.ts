import type { Clock } from '../runtime/ports.ts';

/** setTimeout waits at most this long; a later moment is waited for in several pieces. */
const longestTimeoutMs = 2_147_483_647;

/** The wall clock. */
export const realClock: Clock = {
  now: () => Date.now(),
  at(moment, callback) {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const left = moment - Date.now();
      timer = setTimeout(left > 0 ? wait : callback, Math.min(Math.max(0, left), longestTimeoutMs));
    };
    const left = moment - Date.now();
    timer = setTimeout(left > longestTimeoutMs ? wait : callback, Math.max(0, left));
    return () => clearTimeout(timer);
  },
};
