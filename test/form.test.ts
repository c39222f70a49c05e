import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkForm } from './house/form.ts';
import { filesBelow } from './house/source.ts';

test('every file has the form of the house', () => {
  const paths = filesBelow('.');
  expect(paths).toContain('src/kernel/money.ts');
  const sources = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  expect(sources.flatMap(checkForm)).toEqual([]);
});

const breaches: readonly [rule: string, path: string, line: string, words: string][] = [
  ['machine path', 'test/cli/main.test.ts', "cd('/home/anna/razem');", '/home/anna'],
  ['machine path', 'README.md', 'Look into /tmp/paper for it.', '/tmp/paper'],
  ['machine path', 'README.md', 'file:///home/anna', 'file:///home/anna'],
  ['machine path', '.ci/run', 'cd /root/build', '/root/build'],
  ['machine path', 'fixtures/worlds/shop.yaml', 'logo: C:\\Users\\anna', 'C:\\Users'],
  ['registry host', '.npmrc', 'registry=https://registry.npmjs.org/', 'registry.npmjs.org'],
  ['registry host', 'package-lock.json', '  "resolved": "https://elsewhere"', '"resolved":'],
  ['unfinished', 'src/till/tax.ts', '// TODO round', 'TODO'],
  ['unfinished', 'fixtures/worlds/shop.yaml', '# FIXME', 'FIXME'],
  ['test left out', 'test/till/tax.test.ts', "test.only('x', () => {});", '.only('],
  ['test left out', 'test/till/tax.test.ts', "describe.skip('x', () => {});", '.skip('],
  ['console', 'src/till/tax.ts', 'console.log(tax);', 'console.log'],
  ['console', 'devices/printer/printer.ts', 'console.error(1);', 'console.error'],
  ['clock or chance', 'src/till/tax.ts', 'const at = Date.now();', 'Date.now'],
  ['clock or chance', 'src/kernel/time.ts', 'const at = new Date(0);', 'new Date('],
  ['clock or chance', 'receipts/frame.ts', 'const id = Math.random();', 'Math.random'],
  ['clock or chance', 'src/runtime/loop.ts', 'setTimeout(go, 1);', 'setTimeout'],
  ['clock or chance', 'src/runtime/loop.ts', 'setInterval(go, 1);', 'setInterval'],
  ['clock or chance', 'src/text/layout.ts', 'performance.now();', 'performance.now'],
  ['clock or chance', 'src/terminal/card.ts', 'Temporal.Now.instant();', 'Temporal.Now'],
];

test.each(breaches)('%s is found in %s', (rule, path, line, words) => {
  expect(checkForm({ path, text: `\n${line}\n` })).toEqual([
    { rule, path, what: `${words} in line 2` },
  ]);
});

test.each([
  'src/till/blikStates.ts',
  'src/till/Blik-states.ts',
  'fixtures/worlds/corner_shop.yaml',
])('the name %s is found', (path) => {
  const what = `${path.slice(path.lastIndexOf('/') + 1)} is not in kebab-case`;
  expect(checkForm({ path, text: '' })).toEqual([{ rule: 'file name', path, what }]);
});

test('a file of more than 400 lines is found, one of 400 is not', () => {
  const path = 'src/till/tax.ts';
  const check = (lines: number) => checkForm({ path, text: '\n'.repeat(lines) });
  expect([check(400), check(401)]).toEqual([
    [],
    [{ rule: 'length', path, what: '401 lines, at most 400' }],
  ]);
});

test('what only looks like a breach is not found', () => {
  const sources = [
    { path: 'src/world/server.ts', text: "app.get('/blik/home/:id'); join(root, 'work');" },
    { path: 'src/cli/real-clock.ts', text: 'Date.now(); setTimeout(go, 1); console.log();' },
    { path: 'src/kernel/time.ts', text: '/** Never `console`: a date, not new dates. */' },
    { path: 'README.md', text: 'https://example.org/root/page and ./home/x' },
    { path: 'receipts/fiscal-receipt-32.golden.txt', text: 'x' },
  ];
  expect(sources.flatMap(checkForm)).toEqual([]);
});
