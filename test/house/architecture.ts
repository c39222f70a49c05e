import { isBuiltin } from 'node:module';
import { matchesGlob, posix } from 'node:path';
import { type Import, importsOf, type Source } from './source.ts';

/** A broken rule of the house: which, where, and what is wrong there. */
export interface Violation {
  readonly rule: string;
  readonly path: string;
  readonly what: string;
}

const core = ['src/kernel', 'src/text', 'receipts'];
const machines = ['src/till', 'src/terminal'];
const belowScenario = [
  ...core,
  ...machines,
  ...['src/journal', 'src/runtime', 'src/hosts', 'devices', 'src/world'],
];

/** Which rooms, or single files of them, a room may import. Its own files it always may. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  'src/kernel': [],
  'src/text': ['src/kernel'],
  receipts: ['src/kernel', 'src/text'],
  'src/till': core,
  'src/terminal': core,
  'src/journal': ['src/kernel'],
  'src/runtime': [...core, ...machines, 'src/journal'],
  'src/hosts': ['src/kernel', 'src/runtime/ports.ts'],
  devices: [...core, 'src/runtime/ports.ts'],
  'src/world': [
    ...['src/kernel', 'src/hosts'],
    ...['src/till/bases.ts', 'src/runtime/ports.ts', 'src/text/code-page.ts'],
  ],
  'src/scenario': belowScenario,
  'src/cli': [...belowScenario, 'src/scenario', 'src/counter'],
  'src/counter': [...belowScenario, 'src/scenario', 'src/cli'],
  bin: ['src/cli'],
  test: ['src', 'devices', 'receipts'],
};

/** Which files may use a package; `test` may use all. `node` stands for all of Node's own modules. */
const packages: Readonly<Record<string, readonly string[]>> = {
  node: [
    ...['devices/**', 'src/{hosts,journal,world,scenario,cli,counter}/**', 'bin/*'],
    // Hashing is a pure function.
    'src/kernel/digest.ts',
  ],
  xstate: [
    ...['src/{till,terminal}/**/*-{machine,states,setup}.ts', 'src/runtime/**'],
    // The floor that replay is measured against.
    'src/cli/bench/bare-transition.ts',
  ],
  'better-sqlite3': ['src/journal/store.ts'],
  'date-holidays': ['src/journal/business-day.ts'],
  pdfkit: ['src/cli/export/pdf.ts'],
  'csv-stringify': ['src/cli/export/csv.ts', 'src/world/written-bases.ts'],
  undici: ['src/hosts/**', 'src/world/world-control.ts'],
  zod: ['src/{hosts,world,scenario,cli}/**'],
  yaml: ['src/{world,scenario,cli}/**'],
  'csv-parse': ['src/world/**'],
  fastify: ['src/{world,counter}/**'],
  ink: ['src/cli/**'],
  react: ['src/cli/**'],
  commander: ['src/cli/**'],
  picocolors: ['src/{cli,scenario}/**'],
  serialport: ['devices/**'],
  '@serialport/parser-readline': ['devices/**'],
  'node-thermal-printer': ['devices/**'],
};

/** Every breach of the directions, the packages' places, and the ban on cycles and re-exports. */
export function checkImports(sources: readonly Source[]): Violation[] {
  const modules = sources.map((source) => ({ path: source.path, imports: importsOf(source) }));
  const graph = new Map(modules.map(({ path, imports }) => [path, targetsOf(path, imports)]));
  return [
    ...modules.flatMap(({ path, imports }) => imports.flatMap((one) => checkImport(path, one))),
    ...[...graph.keys()].flatMap((path) => checkCycle(graph, path)),
  ];
}

function checkImport(path: string, { specifier, reExport }: Import): Violation[] {
  const relative = specifier.startsWith('.');
  const wrong = relative
    ? wrongTarget(path, resolve(path, specifier))
    : wrongPackage(path, specifier);
  return [
    ...(wrong === undefined ? [] : [{ path, ...wrong }]),
    ...(reExport ? [{ rule: 're-export', path, what: `passes on ${specifier}` }] : []),
  ];
}

function wrongTarget(path: string, target: string): Omit<Violation, 'path'> | undefined {
  const room = roomOf(path);
  const allowed = rooms[room];
  if (!allowed) return { rule: 'room', what: `${room} is no room of the house` };
  const may = [room, ...allowed].some(
    (place) => target === place || target.startsWith(`${place}/`),
  );
  return may ? undefined : { rule: 'direction', what: `${room} may not import ${target}` };
}

function wrongPackage(path: string, specifier: string): Omit<Violation, 'path'> | undefined {
  if (specifier === '?') return { rule: 'package', what: 'imports what no literal names' };
  const name = packageOf(specifier);
  const places = packages[name];
  if (path.startsWith('test/')) return undefined;
  if (!places) return { rule: 'package', what: `no rule says who may use ${name}` };
  if (places.some((place) => matchesGlob(path, place))) return undefined;
  return { rule: 'package', what: `${specifier} has no place here` };
}

function packageOf(specifier: string): string {
  if (isBuiltin(specifier)) return 'node';
  const [scope = '', name = ''] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'src' ? `${top}/${second}` : top;
}

function resolve(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier);
}

function targetsOf(path: string, imports: readonly Import[]): string[] {
  return imports
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => resolve(path, specifier));
}

type Graph = ReadonlyMap<string, readonly string[]>;

/** The shortest cycle through `start`, told only at its alphabetically first file. */
function checkCycle(graph: Graph, start: string): Violation[] {
  const trails = [[start]];
  const seen = new Set<string>();
  for (const trail of trails) {
    for (const next of graph.get(trail.at(-1) ?? start) ?? []) {
      if (next === start)
        return [{ rule: 'cycle', path: start, what: [...trail, start].join(' > ') }];
      if (next < start || seen.has(next)) continue;
      seen.add(next);
      trails.push([...trail, next]);
    }
  }
  return [];
}

const topLevel = new Set([
  ...['src', 'devices', 'fixtures', 'receipts', 'test', 'bin'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'README.md', 'LICENSE'],
]);

/** Two levels below a top-level folder, then the file. */
const maxSegments = 4;
// A shop's manager is a person of the trade: what is the manager's may begin so.
const emptyName = /(?:^|[-.])(?:(?:utils?|helpers?|misc|impl)(?:[-.]|$)|manager\.ts$)/i;

/** Every file that lies where the house has no place for it. `paths` are from the top level. */
export function checkPlaces(paths: readonly string[]): Violation[] {
  return paths.flatMap((path) => {
    const segments = path.split('/');
    const [top = ''] = segments;
    if (top.startsWith('.')) return [];
    const wrong: Violation[] = [];
    const add = (rule: string, what: string) => wrong.push({ rule, path, what });
    if (!topLevel.has(top)) add('top level', `${top} has no place there`);
    if (segments.length > maxSegments) add('depth', 'more than two levels deep');
    if (segments.some((segment) => emptyName.test(segment))) add('name', 'says nothing');
    if (/\/index\.[cm]?[jt]sx?$/.test(path)) add('barrel', 'no index files');
    if (/\.(?:[cm][jt]s|[jt]sx|js)$/.test(path)) add('language', 'sources are .ts');
    return wrong;
  });
}
