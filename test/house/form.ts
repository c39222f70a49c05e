import { basename } from 'node:path';
import type { Violation } from './architecture.ts';
import type { Source } from './source.ts';

/** What a text must not contain, and in which files; `words` shows in the finding. */
interface Ban {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly where: RegExp;
}

// This file and its test hold the patterns that they look for.
const everywhere = /^(?!test\/(?:house\/form|form\.test)\.ts$)/;
const pureRooms = /^(?:src\/(?:kernel|text|till|terminal|runtime)|receipts)\/.*\.ts$/;
const coreRooms = /^(?:src\/(?!cli\/)|devices\/|receipts\/).*\.ts$/;

const bans: readonly Ban[] = [
  {
    rule: 'machine path',
    pattern:
      /(?:(?<![\w.~*})/])|file:\/\/)\/(?:work|root|home|tmp|Users|workspace)\/[\w.-]+|[A-Z]:\\\w+/,
    where: everywhere,
  },
  {
    rule: 'registry host',
    pattern:
      /\b(?:registry|npm|artifactory|nexus|verdaccio|proxy|mirror)\.[\w-]+\.[a-z]+|"resolved":/,
    where: everywhere,
  },
  { rule: 'unfinished', pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/, where: everywhere },
  {
    rule: 'test left out',
    pattern: /\.(?:only|skip|todo|fails)\(/,
    where: /^test\/(?!form).*\.ts$/,
  },
  { rule: 'console', pattern: /\bconsole\.\w+/, where: coreRooms },
  {
    rule: 'clock or chance',
    pattern:
      /\bDate\.now\b|\bnew Date\(|\bMath\.random\b|\bperformance\.now\b|\bTemporal\.Now\b|\bset(?:Timeout|Interval|Immediate)\b|\bqueueMicrotask\b|\brandomUUID\b/,
    where: pureRooms,
  },
];

const maxLines = 400;
const kebabCase = /^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
const namesByCustom = new Set(['README.md', 'LICENSE']);

/** Every breach of the code's form; a finding names the line. */
export function checkForm({ path, text }: Source): Violation[] {
  const lines = text.split('\n');
  const wrong: Violation[] = bans
    .filter(({ where }) => where.test(path))
    .flatMap(({ rule, pattern }) =>
      lines.flatMap((line, index) => {
        const match = pattern.exec(line);
        return match ? [{ rule, path, what: `${match[0]} in line ${index + 1}` }] : [];
      }),
    );
  const name = basename(path);
  if (!kebabCase.test(name) && !namesByCustom.has(name)) {
    wrong.push({ rule: 'file name', path, what: `${name} is not in kebab-case` });
  }
  const length = lines.length - 1;
  if (path.endsWith('.ts') && length > maxLines) {
    wrong.push({ rule: 'length', path, what: `${length} lines, at most ${maxLines}` });
  }
  return wrong;
}
