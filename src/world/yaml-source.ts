import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { Failure } from '../kernel/failure.ts';
import type { FieldPath } from './schema-problem.ts';

/** A file's plain values, every scalar a string, and the way back from a field to its line. */
export interface YamlSource {
  readonly value: unknown;
  /** `corner-shop.yaml:12`, where the field, or the nearest thing around it, is written. */
  where(path: FieldPath): string;
}

interface Layer {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

const maxLayers = 8;

/**
 * Reads a YAML file and what it `extends` (a path relative to it): its sections lie over the other's,
 * mappings field by field, lists and single values whole. Scalars stay text, so that codes, PINs
 * and NIPs keep their leading zeros without quotes.
 * Failures: `file.unreadable`, `file.syntax`, `file.extends`.
 */
export function readYaml(file: string): YamlSource {
  const layers: Layer[] = [];
  for (let next: string | undefined = file; next !== undefined; next = extended(layers)) {
    layers.push(readLayer(next));
  }
  const value = layers
    .map((layer) => layer.document.toJS() as Record<string, unknown>)
    .reduceRight((below, above) => overlay(below, above));
  delete value.extends;
  return { value, where: (path) => locate(layers, path) };
}

function readLayer(file: string): Layer {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
  });
  const error = document.errors[0];
  if (error) {
    const { line } = lines.linePos(error.pos[0]);
    throw new Failure('file.syntax', `${file}:${line}: ${error.message.replaceAll('\n', ' ')}`);
  }
  if (!isMap(document.contents)) {
    throw new Failure('file.syntax', `${file}:1: must hold fields, each with its name and a colon`);
  }
  return { file, document, lines };
}

function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason =
      code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'it is a folder' : 'not UTF-8 text';
    const why = code === 'EACCES' ? 'no permission to read it' : reason;
    throw new Failure('file.unreadable', `${file}: ${why}; give a readable YAML file`, {
      cause: error,
    });
  }
}

/** The file that the lowest layer extends; undefined at the bottom. */
function extended(layers: readonly Layer[]): string | undefined {
  const top = layers.at(-1);
  const name = top?.document.get('extends', true);
  if (!top || name === undefined) return undefined;
  const where = locate([top], ['extends']);
  if (!isScalar(name) || typeof name.value !== 'string' || name.value === '') {
    throw new Failure('file.extends', `${where}: extends: must be the path of another file`);
  }
  const file = resolve(dirname(top.file), name.value);
  if (layers.length >= maxLayers || layers.some((layer) => resolve(layer.file) === file)) {
    throw new Failure('file.extends', `${where}: extends: the files extend each other in a circle`);
  }
  return isAbsolute(name.value) ? name.value : join(dirname(top.file), name.value);
}

function overlay(
  below: Record<string, unknown>,
  above: Record<string, unknown>,
): Record<string, unknown> {
  const merged = { ...below };
  for (const [section, value] of Object.entries(above)) {
    const lower = below[section];
    merged[section] = isFields(lower) && isFields(value) ? { ...lower, ...value } : value;
  }
  return merged;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The topmost layer that gives the field, and in it the deepest written part of the path. */
function locate(layers: readonly Layer[], path: FieldPath): string {
  const owner =
    layers.find(({ document }) => path.length > 1 && ownsField(document, path)) ??
    layers.find(({ document }) => path.length > 0 && document.hasIn(path.slice(0, 1))) ??
    layers[0];
  if (!owner) return '';
  for (let depth = path.length; depth > 0; depth -= 1) {
    const line = lineOf(owner, path.slice(0, depth));
    if (line !== undefined) return `${owner.file}:${line}`;
  }
  return `${owner.file}:1`;
}

function ownsField(document: Document, path: FieldPath): boolean {
  const section = document.getIn(path.slice(0, 1));
  return isMap(section) ? section.has(path[1]) : section !== undefined;
}

function lineOf({ document, lines }: Layer, path: FieldPath): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  const pair = isMap(parent)
    ? parent.items.find((item) => isScalar(item.key) && item.key.value === key)?.key
    : undefined;
  const node = pair ?? document.getIn(path, true);
  return isNode(node) && node.range ? lines.linePos(node.range[0]).line : undefined;
}
