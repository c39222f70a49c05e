import { spawnSync } from 'node:child_process';

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `razem` as it is typed, with its output into pipes. */
export function razem(...words: readonly string[]): Ran {
  return typed('', ...words);
}

/** Likewise, with this on its standard input. */
export function typed(input: string, ...words: readonly string[]): Ran {
  const { NO_COLOR: _, FORCE_COLOR: _forced, ...env } = process.env;
  const ran = spawnSync(process.execPath, ['bin/razem', ...words], {
    encoding: 'utf8',
    env,
    input,
  });
  return { status: ran.status, out: ran.stdout, err: ran.stderr };
}
