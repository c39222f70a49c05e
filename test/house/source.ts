import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { parseAst } from 'vitest/node';

/** A file of the checkout: its path from the top level, with slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** What a module names: `specifier` as written; `reExport` when it is passed on to others. */
export interface Import {
  readonly specifier: string;
  readonly reExport: boolean;
}

const notOurs = new Set(['.git', 'node_modules', 'coverage']);

/** Paths of all files below `root` that are ours, with slashes, sorted. */
export function filesBelow(root: string, folder = root): string[] {
  const paths = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (notOurs.has(entry.name)) return [];
    if (entry.isDirectory()) return filesBelow(root, path);
    return [relative(root, path).replaceAll(sep, '/')];
  });
  return paths.toSorted();
}

/** The sources among `filesBelow`: TypeScript and the launcher. */
export function readSources(root: string): Source[] {
  return filesBelow(root)
    .filter((path) => extname(path) === '.ts' || path === 'bin/razem')
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/**
 * Everything a source imports, in any form: `import`, `export … from`, `import()`, `import('…')` as
 * a type, `import x = require()`, `require()` and `process.getBuiltinModule()`. An argument that is no
 * literal cannot be judged and is given as `?`.
 */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isNode(node)) return;
    const named = importOf(node);
    if (named) found.push(named);
    Object.values(node).forEach(visit);
  };
  visit(parseAst(source.text, { lang: 'ts', sourceType: 'module' }).body);
  return found;
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function importOf(node: Node): Import | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return { specifier: literal(node['source']), reExport: false };
    case 'ExportAllDeclaration':
      return { specifier: literal(node['source']), reExport: true };
    case 'ExportNamedDeclaration':
      return isNode(node['source'])
        ? { specifier: literal(node['source']), reExport: true }
        : undefined;
    case 'TSExternalModuleReference':
      return { specifier: literal(node['expression']), reExport: false };
    case 'CallExpression':
      return callImport(node);
    default:
      return undefined;
  }
}

function callImport(node: Node): Import | undefined {
  const [callee, inputs] = [node['callee'], node['arguments']];
  if (!isNode(callee) || !Array.isArray(inputs)) return undefined;
  const name = isNode(callee['property']) ? callee['property']['name'] : callee['name'];
  const loads = callee.type === 'Identifier' ? name === 'require' : name === 'getBuiltinModule';
  return loads ? { specifier: literal(inputs[0]), reExport: false } : undefined;
}

function literal(node: unknown): string {
  if (!isNode(node)) return '?';
  if (node.type === 'TSLiteralType') return literal(node['literal']);
  return node.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : '?';
}
