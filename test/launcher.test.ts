import { once } from 'node:events';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let tree: string;
let launcher: string;

/** Makes the Node that starts the launcher an old one. */
const asOldNode = () => ['--require', join(tree, 'old-node.cjs')];

beforeEach(() => {
  tree = mkdtempSync(join(realpathSync(tmpdir()), 'razem-launcher-'));
  launcher = join(tree, 'bin', 'razem');
  cpSync('bin', join(tree, 'bin'), { recursive: true });
  mkdirSync(join(tree, 'node_modules', '.bin'), { recursive: true });
  mkdirSync(join(tree, 'src', 'cli'), { recursive: true });
  writeFileSync(join(tree, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(tree, 'old-node.cjs'),
    "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } });",
  );
  pin('#!/bin/sh\nHANDED_OVER=yes exec "$NODE" "$@"\n');
  command(`
    const told: string[] = process.argv.slice(2);
    console.log(JSON.stringify({ told, handedOver: process.env['HANDED_OVER'] ?? 'no' }));
  `);
});

afterEach(() => rmSync(tree, { recursive: true }));

/** Writes the stand-in of `src/cli/main.ts`. */
function command(source: string): void {
  writeFileSync(join(tree, 'src', 'cli', 'main.ts'), source);
}

function pin(script: string): void {
  const path = join(tree, 'node_modules', '.bin', 'node');
  writeFileSync(path, script);
  chmodSync(path, 0o755);
}

const env = { NODE: process.execPath, PATH: process.env['PATH'] ?? '' };

function run(nodeArguments: readonly string[], path = launcher, input = '') {
  const ran = spawnSync(process.execPath, [...nodeArguments, path, 'replay', 'a b', '--json'], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env,
    input,
  });
  return { status: ran.status, signal: ran.signal, out: ran.stdout, complaint: ran.stderr };
}

const told = (handedOver: 'yes' | 'no') => ({
  status: 0,
  signal: null,
  out: `${JSON.stringify({ told: ['replay', 'a b', '--json'], handedOver })}\n`,
  complaint: '',
});

test('a new enough Node runs the command itself, from any directory', () => {
  expect(run([])).toEqual(told('no'));
});

test('the launcher finds its tree through a symbolic link', () => {
  const link = join(tree, 'linked');
  symlinkSync(launcher, link);
  expect([run([], link), run(asOldNode(), link)]).toEqual([told('no'), told('yes')]);
});

test('an old Node hands over to the pinned one with the same arguments', () => {
  expect(run(asOldNode())).toEqual(told('yes'));
});

test('input, both outputs and the exit code pass through the hand-over', () => {
  command(`
    for await (const chunk of process.stdin) process.stdout.write(chunk);
    process.stderr.write('one line');
    process.exitCode = 3;
  `);
  expect(run(asOldNode(), launcher, 'RAZEM\n')).toEqual({
    status: 3,
    signal: null,
    out: 'RAZEM\n',
    complaint: 'one line',
  });
});

test('a command killed by a signal is seen to have been killed by it', () => {
  command("process.kill(process.pid, 'SIGKILL');");
  expect(run(asOldNode())).toEqual({ status: null, signal: 'SIGKILL', out: '', complaint: '' });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s reaches the command once', async (name) => {
  command(`
    let count = 0;
    process.on('${name}', () => console.log(++count));
    process.stdin.on('end', () => process.exit(40 + count)).resume();
    console.log('ready');
  `);
  const child = spawn(process.execPath, [...asOldNode(), launcher], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill(name);
  await once(child.stdout, 'data');
  child.stdin.end();
  expect(await exit).toEqual([41, null]);
});

const missing = `razem: node_modules is missing; run "npm ci" in the checkout\n`;
const noPinned =
  `razem: needs Node 26 and found no pinned one for ${process.platform}-${process.arch} ` +
  'in node_modules; run "npm ci" in the checkout\n';
const refused = (complaint: string) => ({ status: 2, signal: null, out: '', complaint });

test('without node_modules it says so in one line, whatever the Node', () => {
  rmSync(join(tree, 'node_modules'), { recursive: true });
  expect([run([]), run(asOldNode())]).toEqual([refused(missing), refused(missing)]);
});

test('an old Node without a pinned one is refused in one line', () => {
  rmSync(join(tree, 'node_modules', '.bin', 'node'));
  expect(run(asOldNode())).toEqual(refused(noPinned));
});

test('a pinned Node that cannot run here is refused in one line', () => {
  pin('#!/no/such/interpreter\n');
  expect(run(asOldNode())).toEqual(refused(noPinned));
});

test('a pinned Node that is old itself is refused instead of started for ever', () => {
  rmSync(join(tree, 'node_modules', '.bin', 'node'));
  symlinkSync(process.execPath, join(tree, 'node_modules', '.bin', 'node'));
  expect(run(asOldNode())).toEqual(refused(noPinned));
});
