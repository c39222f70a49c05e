import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `razem` with nothing in its environment but what is given, and all of its input at once. */
export async function run(
  words: readonly string[],
  { env = {}, input = '' }: { readonly env?: NodeJS.ProcessEnv; readonly input?: string } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, ['bin/razem', ...words], {
    env: { PATH: process.env['PATH'], ...env },
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  // Whoever is refused reads no input.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [out, err] = [child.stdout, child.stderr].map((stream) => {
    const pieces: string[] = [];
    stream.setEncoding('utf8').on('data', (text: string) => pieces.push(text));
    return pieces;
  });
  await once(child, 'close');
  return { status: child.exitCode, out: out?.join('') ?? '', err: err?.join('') ?? '' };
}
