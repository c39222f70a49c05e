import fc from 'fast-check';
import { Player } from '../../src/scenario/player.ts';
import { Stage } from '../../src/scenario/stage.ts';
import type { World } from '../../src/world/world-file.ts';
import { type Flow, stepOf } from './flow.ts';

/** Every point at which the power can be cut while a flow is played, as `point#n`, in order. */
export async function recordPoints(
  flow: Pick<Flow, 'lines'>,
  { world, data, start }: { readonly world: World; readonly data: string; readonly start: number },
): Promise<string[]> {
  const points: string[] = [];
  const times = new Map<string, number>();
  const probe = (point: string) => {
    const time = (times.get(point) ?? 0) + 1;
    times.set(point, time);
    points.push(`${point}#${time}`);
  };
  const stage = await Stage.open({ world, data, start, seed: 1, write: () => {}, probe });
  try {
    const player = new Player(stage);
    for (const line of flow.lines) {
      await player.play(stepOf(line));
      if (line.startsWith('phone confirm')) await player.play({ wait: 'quiet' });
    }
    await player.play({ wait: 'quiet' });
  } finally {
    await stage.close();
  }
  return points;
}

/** Points that differ in nothing but how many came before them. */
const alike = [/^print:line:/, /^before journal key\.digit/, /^after journal key\.digit/];

/**
 * The points worth a cut after other flows were cut at all of theirs: not the beginning that the flow
 * shares with one of them, and of points that are alike only `sampleSize`, the same in every run.
 */
export function pointsToCut(
  points: readonly string[],
  others: readonly (readonly string[])[],
  sampleSize: number,
): string[] {
  const shared = others.map((other) => points.findIndex((point, at) => point !== other[at]));
  const own = points.slice(Math.max(0, ...shared));
  const samples = alike.map((pattern) => {
    const group = own.filter((point) => pattern.test(point));
    const size = Math.min(sampleSize, group.length);
    const subarrays = fc.subarray(group, { minLength: size, maxLength: size });
    return fc.sample(subarrays, { seed: 20_261_120, numRuns: 1 }).flat();
  });
  const sampled = new Set(samples.flat());
  return own.filter((point) => sampled.has(point) || !alike.some((pattern) => pattern.test(point)));
}
