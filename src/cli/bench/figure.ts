/** A figure of ours beside its floor: what the same work costs at the least, in the same run. */
export interface Figure {
  readonly name: string;
  readonly unit: 'per second' | 'ms';
  readonly ours: number;
  /** What the floor is; missing where the goal is a figure by itself. */
  readonly floorName?: string;
  readonly floor?: number;
  /** `ours` divided by `floor`. */
  readonly ratio?: number;
  /** `ratio ≥ 0.85`, `≤ 5 ms`. */
  readonly goal?: string;
  readonly met?: boolean;
}

type Pair = Required<Pick<Figure, 'name' | 'floorName' | 'ours' | 'floor'>>;

/** How much of the floor's speed is reached. */
export function speed(pair: Pair, atLeast: number): Figure {
  const ratio = pair.ours / pair.floor;
  const goal = `ratio ≥ ${atLeast}`;
  return { ...pair, unit: 'per second', ratio, goal, met: ratio >= atLeast };
}

/** How many times as long as the floor it takes. */
export function duration(pair: Pair, atMost?: number): Figure {
  const ratio = pair.ours / pair.floor;
  const figure: Figure = { ...pair, unit: 'ms', ratio };
  if (atMost === undefined) return figure;
  return { ...figure, goal: `ratio ≤ ${atMost}`, met: ratio <= atMost };
}

/** A time that has a limit by itself. */
export function limited(name: string, ours: number, atMostMs: number): Figure {
  return { name, unit: 'ms', ours, goal: `≤ ${atMostMs} ms`, met: ours <= atMostMs };
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The smallest value that at least so many per cent of the values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error('no values');
  return value;
}

/** Milliseconds that an action takes. */
export function timed(action: () => void): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}

export async function timedAsync(action: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
