import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EpochMs } from '../kernel/time.ts';
import { parseKeys } from '../scenario/key-script.ts';
import { Player } from '../scenario/player.ts';
import { defaultWorld, findWorld } from '../scenario/scenario-file.ts';
import type { Step } from '../scenario/scenario-schema.ts';
import { Stage } from '../scenario/stage.ts';
import type { Key } from '../till/key.ts';
import { demoScript, type DemoStep } from './demo-script.ts';

/** What is to be seen at one moment of the demo. */
export interface Scene {
  readonly stage: Stage;
  readonly caption: string;
  readonly pressed?: Key | undefined;
}

export interface DemoOptions {
  readonly start: EpochMs;
  /** Takes captions, keys, display changes and paper as text. */
  readonly write: (text: string) => void;
  readonly show?: (scene: Scene) => Promise<void>;
  /** Lets people read; a rejection ends the demo. */
  readonly pause?: (ms: number) => Promise<void>;
}

const readingMs = 900;
const keyMs = 200;
const lookMs = 900;

/** Plays the demo on virtual time and a data folder of its own, which is removed afterwards. */
export async function playDemo(options: DemoOptions): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'razem-demo-'));
  const { start, write } = options;
  try {
    const world = findWorld(defaultWorld, '.');
    const stage = await Stage.open({ world, data, start, seed: 1, write });
    try {
      await playScript(stage, options);
    } finally {
      await stage.close();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function playScript(stage: Stage, options: DemoOptions): Promise<void> {
  const { show = async () => {}, pause = async () => {} } = options;
  const player = new Player(stage);
  for (const step of demoScript) {
    const { caption } = step;
    stage.transcript.note(caption);
    await show({ stage, caption });
    await pause(readingMs);
    for (const act of await actsOf(step, stage)) {
      await player.play(act.step);
      await show({ stage, caption, pressed: act.pressed });
      await pause(act.pressed === undefined ? lookMs : keyMs);
    }
  }
  await pause(2 * lookMs);
}

interface Act {
  readonly step: Step;
  readonly pressed?: Key;
}

async function actsOf(step: DemoStep, stage: Stage): Promise<Act[]> {
  const { keys = '', customer, watchSeconds = 0, wait } = step;
  const [phone] = await stage.hosts.phones();
  const script = keys.replace('CODE', phone?.code?.code ?? '');
  return [
    ...(parseKeys(script) ?? []).flatMap((key) =>
      key === 'CODE' ? [] : { step: { keys: key }, pressed: key },
    ),
    ...(customer ? [{ step: { phone: { does: customer } } }] : []),
    ...Array.from({ length: watchSeconds }, () => ({ step: { wait: 1000 } })),
    ...(wait ? [{ step: { wait } }] : []),
  ];
}
