import { join } from 'node:path';
import { type Journal, openJournal } from '../../journal/journal.ts';
import { recoverState } from '../../runtime/recovery.ts';
import type { TillEvent } from '../../till/till-event.ts';
import { bareTransitions } from './bare-transition.ts';
import type { Bench } from './bench.ts';
import { type Figure, median, speed, timed } from './figure.ts';
import { growJournal } from '../journal/past-trade.ts';

const rounds = 7;

/**
 * A recovery from the very first entry: read, checked against its hash, parsed, decided and compared.
 * The journal lies in the system's page cache.
 */
export async function replaySpeed({ scale, folder, bases, progress }: Bench): Promise<Figure[]> {
  const path = join(folder, 'replayed');
  await growJournal(path, bases, { days: 1, receiptsPerDay: scale.replayed });
  const journal = openJournal(path);
  const events = Array.from(
    journal.entriesAfter(0),
    ({ event, at }) => ({ ...event, at }) as unknown as TillEvent,
  );
  const [ourMs, floorMs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    progress(`replay: round ${round + 1} of ${rounds}`);
    ourMs.push(timed(() => void recoverState(withoutCheckpoint(journal))));
    floorMs.push(timed(() => bareTransitions(events)));
  }
  journal.close();
  const perSecond = (ms: readonly number[]) => (1000 * events.length) / median(ms);
  const pair = { ours: perSecond(ourMs), floor: perSecond(floorMs) };
  return [speed({ name: 'replayed events', floorName: 'bare XState transition', ...pair }, 0.5)];
}

function withoutCheckpoint(journal: Journal): Journal {
  return Object.create(journal, { checkpoint: { value: undefined } }) as Journal;
}
