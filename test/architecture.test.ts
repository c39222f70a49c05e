import { expect, test } from 'vitest';
import { checkImports, checkPlaces, type Violation } from './house/architecture.ts';
import { filesBelow, importsOf, readSources } from './house/source.ts';

test('every import goes in an allowed direction, in no circle, to a package that belongs there', () => {
  const sources = readSources('.');
  expect(sources.length).toBeGreaterThan(10);
  expect(checkImports(sources)).toEqual([]);
});

test('every file lies where the house has a place for it', () => {
  expect(checkPlaces(filesBelow('.'))).toEqual([]);
});

/** A planted breach: files as path → text, and everything the check must say about them. */
interface Planted {
  readonly files: Readonly<Record<string, string>>;
  readonly found: readonly Violation[];
}

const checkFiles = (files: Planted['files']) =>
  checkImports(Object.entries(files).map(([path, text]) => ({ path, text })));

const wrongDirections: readonly [from: string, to: string][] = [
  ['src/kernel/money.ts', 'src/text/layout.ts'],
  ['src/text/layout.ts', 'receipts/document.ts'],
  ['receipts/document.ts', 'src/till/bases.ts'],
  ['src/till/bases.ts', 'src/terminal/card.ts'],
  ['src/till/bases.ts', 'src/runtime/ports.ts'],
  ['src/terminal/card.ts', 'src/till/bases.ts'],
  ['src/journal/store.ts', 'receipts/document.ts'],
  ['src/runtime/loop.ts', 'src/hosts/blik-client.ts'],
  ['src/runtime/loop.ts', 'devices/printer/printer.ts'],
  ['src/hosts/blik-client.ts', 'src/runtime/loop.ts'],
  ['devices/printer/printer.ts', 'src/runtime/loop.ts'],
  ['devices/printer/printer.ts', 'src/till/bases.ts'],
  ['src/world/portal.ts', 'src/till/receipt.ts'],
  ['src/world/portal.ts', 'src/text/layout.ts'],
  ['src/scenario/player.ts', 'src/cli/main.ts'],
  ['src/cli/main.ts', 'test/house/source.ts'],
  ['bin/razem', 'src/runtime/loop.ts'],
];

test.each(wrongDirections)('%s may not import %s', (path, target) => {
  const specifier = `${'../'.repeat(path.split('/').length - 1)}${target}`;
  const room = path.split('/', path.startsWith('src/') ? 2 : 1).join('/');
  expect(checkFiles({ [path]: `import { a } from '${specifier}';` })).toEqual([
    { rule: 'direction', path, what: `${room} may not import ${target}` },
  ]);
});

const wrongPackages: readonly [path: string, specifier: string][] = [
  ['src/till/receipt.ts', 'xstate'],
  ['src/cli/till-machine.ts', 'xstate'],
  ['src/journal/journal.ts', 'better-sqlite3'],
  ['src/world/portal.ts', 'undici'],
  ['src/till/bases.ts', 'zod'],
  ['src/runtime/loop.ts', 'yaml'],
  ['src/cli/main.ts', 'fastify'],
  ['src/counter/page.ts', 'ink'],
  ['src/counter/page.ts', 'react/jsx-runtime'],
  ['src/scenario/report.ts', 'commander'],
  ['src/world/portal.ts', 'picocolors'],
  ['src/cli/main.ts', 'serialport'],
  ['src/cli/main.ts', '@serialport/parser-readline'],
  ['receipts/fiscal-receipt.ts', 'node-thermal-printer'],
  ['src/kernel/money.ts', 'node:crypto'],
  ['src/text/layout.ts', 'fs'],
  ['src/runtime/loop.ts', 'node:timers/promises'],
  ['src/till/bases.ts', 'node:path'],
];

test.each(wrongPackages)('%s may not use %s', (path, specifier) => {
  expect(checkFiles({ [path]: `import { a } from '${specifier}';` })).toEqual([
    { rule: 'package', path, what: `${specifier} has no place here` },
  ]);
});

const otherBreaches: readonly [name: string, planted: Planted][] = [
  [
    'a package that no rule knows',
    {
      files: { 'src/cli/main.ts': "import pad from '@some/pad/left';" },
      found: [
        {
          rule: 'package',
          path: 'src/cli/main.ts',
          what: 'no rule says who may use @some/pad',
        },
      ],
    },
  ],
  [
    'an import that no literal names',
    {
      files: { 'src/cli/main.ts': 'await import(name);' },
      found: [{ rule: 'package', path: 'src/cli/main.ts', what: 'imports what no literal names' }],
    },
  ],
  [
    'a room that the house does not have',
    {
      files: { 'src/shed/tool.ts': "import '../kernel/money.ts';" },
      found: [{ rule: 'room', path: 'src/shed/tool.ts', what: 'src/shed is no room of the house' }],
    },
  ],
  [
    'a re-export',
    {
      files: { 'src/till/bases.ts': "export type { Grosze } from '../kernel/money.ts';" },
      found: [
        { rule: 're-export', path: 'src/till/bases.ts', what: 'passes on ../kernel/money.ts' },
      ],
    },
  ],
  [
    'a circle, told once, even when it is of types only',
    {
      files: {
        'src/till/c.ts': "import type { A } from './a.ts';",
        'src/till/b.ts': "import { c } from './c.ts';",
        'src/till/a.ts': "import { b } from './b.ts';",
        'src/till/d.ts': "import { a } from './a.ts';",
      },
      found: [
        {
          rule: 'cycle',
          path: 'src/till/a.ts',
          what: 'src/till/a.ts > src/till/b.ts > src/till/c.ts > src/till/a.ts',
        },
      ],
    },
  ],
];

test.each(otherBreaches)('%s is found', (_name, { files, found }) => {
  expect(checkFiles(files)).toEqual(found);
});

test('what the directions allow is not found', () => {
  const files = {
    'src/kernel/digest.ts': "import { hash } from 'node:crypto';",
    'src/till/till-machine.ts': "import { setup } from 'xstate'; import './sale-states.ts';",
    'src/till/sale-states.ts': "import { sum } from '../kernel/money.ts';",
    'src/hosts/blik-client.ts': "import type { BlikHost } from '../runtime/ports.ts';",
    'src/world/world-file.ts': "import type { Bases } from '../till/bases.ts'; import 'yaml';",
    'src/journal/store.ts': "import Database from 'better-sqlite3'; import 'node:fs';",
    'bin/razem': "require('fs'); import('../src/cli/main.ts');",
    'test/kernel/money.test.ts':
      "import { sum } from '../../src/kernel/money.ts'; import 'xstate';",
  };
  expect(checkFiles(files)).toEqual([]);
});

test.each([
  ['notes.md', 'top level', 'notes.md has no place there'],
  ['lib/money.ts', 'top level', 'lib has no place there'],
  ['src/till/sale/line/item.ts', 'depth', 'more than two levels deep'],
  ['src/kernel/utils.ts', 'name', 'says nothing'],
  ['src/till/date-helper.ts', 'name', 'says nothing'],
  ['test/helpers/clock.ts', 'name', 'says nothing'],
  ['src/till/index.ts', 'barrel', 'no index files'],
  ['src/till/till.mjs', 'language', 'sources are .ts'],
])('the place of %s is found wrong', (path, rule, what) => {
  expect(checkPlaces([path])).toEqual([{ rule, path, what }]);
});

test('files that begin with a dot, and known ones, have a place', () => {
  const paths = ['.ci/run', '.gitignore', 'README.md', 'bin/razem', 'test/journal/a/b.test.ts'];
  expect(checkPlaces(paths)).toEqual([]);
});

const forms = `
  import a from './1.ts';
  import type { B } from './2.ts'; import { type C } from "./3.ts";
  import * as d from './4.ts'; import './5.ts' with { type: 'json' };
  import
    { e } // a comment from './no.ts'
    from /* another */ './6.ts';
  export * from './7.ts'; export * as f from './8.ts'; export { g } from './9.ts';
  export type { H } from './10.ts';
  export { a }; export const i = 1;
  const j = await import(/* why */ './11.ts');
  let k: import('./12.ts').K<typeof import('./13.ts')>;
  import l = require('./14.ts');
  const m = require('./15.ts'); const n = process.getBuiltinModule('fs');
  // import './no.ts'
  const o = "import './no.ts'"; const p = \`\${await import('./16.ts')} import('./no.ts')\`;
  const q = /import('.\\/no.ts')/; const r = import.meta.url; path.resolve('./no.ts');
  await import('./' + o); function s<T>(x: T = require('./17.ts')) {}
`;

test('imports are read in every form, and nowhere else', () => {
  const source = { path: 'src/till/nasty.ts', text: forms };
  const found = importsOf(source);
  expect(found.map(({ specifier }) => specifier)).toEqual([
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((n) => `./${n}.ts`),
    ...['fs', './16.ts', '?', './17.ts'],
  ]);
  expect(found.filter(({ reExport }) => reExport).map(({ specifier }) => specifier)).toEqual(
    [7, 8, 9, 10].map((n) => `./${n}.ts`),
  );
});
