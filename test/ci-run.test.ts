import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let tree: string;

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'razem-ci-'));
  cpSync('.ci', join(tree, '.ci'), { recursive: true });
});

afterEach(() => rmSync(tree, { recursive: true }));

/** One file's part of a vitest report, as far as the totals read it. */
const suite = (...statuses: string[]) => ({
  status: statuses.length === 0 || statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
});

function reportOf(...suites: ReturnType<typeof suite>[]): string {
  const count = (wanted: string) =>
    suites.flatMap((one) => one.assertionResults).filter((t) => t.status === wanted).length;
  return JSON.stringify({
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending'),
    numTodoTests: count('todo'),
    testResults: suites,
  });
}

/** Runs the checks with a stand-in for npm whose answers are shell commands. */
function run(npm: { report?: string; test?: string; ci?: string; lint?: string }, seconds = 60) {
  mkdirSync(join(tree, 'bin'), { recursive: true });
  writeFileSync(join(tree, 'report.json'), npm.report ?? '');
  const script = `#!/usr/bin/env bash
    case "$*" in
      ci*) ${npm.ci ?? 'true'} ;;
      'pkg get'*) echo '"npm run types && npm run lint && npm test"' ;;
      'run lint') ${npm.lint ?? 'true'} ;;
      'run '*) true ;;
      test*)
        ${npm.report === undefined ? '' : `cp report.json "\${!#/--outputFile.json=/}"`}
        ${npm.test ?? 'true'} ;;
    esac`;
  writeFileSync(join(tree, 'bin', 'npm'), script, { mode: 0o755 });
  const ran = spawnSync('bash', [join(tree, '.ci', 'run')], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: {
      PATH: [join(tree, 'bin'), dirname(process.execPath), process.env['PATH']].join(':'),
      CI_LIMIT_SECONDS: String(seconds),
    },
  });
  return { status: ran.status, last: ran.stdout.trimEnd().split('\n').at(-1) };
}

const good = reportOf(suite('passed', 'passed'), suite('passed'));

test('the last line counts every test and every other step as one check', () => {
  expect(run({ report: good })).toEqual({ status: 0, last: '6 passed, 0 failed' });
});

test('a failed step is counted and the tests still run', () => {
  expect(run({ report: good, lint: 'false' })).toEqual({ status: 1, last: '5 passed, 1 failed' });
});

test('when the installation fails, nothing else is tried', () => {
  expect(run({ report: good, ci: 'false' })).toEqual({ status: 1, last: '0 passed, 1 failed' });
});

test('failed, skipped and unfinished tests are failures', () => {
  const report = reportOf(suite('passed', 'failed', 'pending', 'todo'));
  expect(run({ report, test: 'false' })).toEqual({ status: 1, last: '4 passed, 3 failed' });
});

test('skipped tests fail a run that the runner calls good', () => {
  const report = reportOf(suite('passed', 'pending'));
  expect(run({ report })).toEqual({ status: 1, last: '4 passed, 1 failed' });
});

test('a suite that does not load is one failure', () => {
  const report = reportOf(suite('passed'), suite());
  expect(run({ report, test: 'false' })).toEqual({ status: 1, last: '4 passed, 1 failed' });
});

test('a run that fails without a failed test is one failure', () => {
  expect(run({ report: good, test: 'false' })).toEqual({ status: 1, last: '6 passed, 1 failed' });
});

test('a run without a single test is one failure', () => {
  expect(run({ report: reportOf() })).toEqual({ status: 1, last: '3 passed, 1 failed' });
});

test.each(['true', 'kill -KILL $$'])('without a report (%s) there is one failure', (crash) => {
  expect(run({ test: crash })).toEqual({ status: 1, last: '3 passed, 1 failed' });
});

test('a report broken off is one failure', () => {
  const report = good.slice(0, 40);
  expect(run({ report, test: 'false' })).toEqual({ status: 1, last: '3 passed, 1 failed' });
});

test('a step that hangs is cut off and the total still printed', () => {
  const ran = run({ report: good, test: 'exec sleep 600' }, 1);
  expect(ran).toEqual({ status: 1, last: '6 passed, 1 failed' });
});
