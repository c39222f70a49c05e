import { statSync } from 'node:fs';
import { Failure } from '../../kernel/failure.ts';
import { canonical } from '../../kernel/canonical.ts';
import type { SwitchedOffTill } from '../../runtime/switched-off-till.ts';
import type { TextKey } from '../../text/catalogue.ts';
import { raisedItems } from '../../till/base-change.ts';
import type { Bases } from '../../till/bases.ts';
import { programmingOf } from '../../till/programming.ts';
import { type BasesSource, readBases, yamlBases } from '../../world/bases-source.ts';
import { csvBases } from '../../world/csv-bases.ts';
import type { FieldPath } from '../../world/schema-problem.ts';

/** What became of the files: what changed, or why nothing did, a line for each problem. */
export type Imported =
  { readonly changes: readonly string[] } | { readonly problems: readonly string[] };

/** A YAML file or a folder of CSV files into the till. Failures: those of the files. */
export function importBases(
  till: SwitchedOffTill,
  path: string,
  options: { readonly dryRun: boolean },
): Imported {
  const source = sourceAt(path);
  const { context } = till;
  const read = readBases(source, context.bases);
  if ('problems' in read) return read;
  if (canonical(read.bases) === canonical(context.bases)) return { changes: [] };
  const raised = raisedItems(programmingOf(context), read.bases);
  if (raised.length > 0)
    return { problems: raised.map((item) => guarded(source, read.bases, item)) };
  const refusal = till.importBases(read.bases, options);
  if (refusal !== undefined) return { problems: [inWords(source, refusal)] };
  return { changes: changesBetween(context.bases, read.bases) };
}

function sourceAt(path: string): BasesSource {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return csvBases(path);
  if (/\.csv$/i.test(path)) {
    const message = `${path}: name the folder that the CSV files lie in`;
    throw new Failure('bases.folder', message);
  }
  return yamlBases(path);
}

function guarded(source: BasesSource, { goods }: Bases, item: Bases['goods'][number]): string {
  const place = source.place(['goods', goods.indexOf(item), 'rate']);
  return `${place}: the rate of ${item.name} was lowered once and cannot be raised again`;
}

/** What the till refuses for the moment it is in, and the field that it concerns. */
const refusals: Readonly<Partial<Record<TextKey, readonly [FieldPath | undefined, string]>>> = {
  'attempt.unsettled': [
    undefined,
    'a BLIK payment has no outcome yet; start the till and verify it',
  ],
  'till.receiptOpen': [undefined, 'a receipt is open; start the till and finish or cancel it'],
  'printer.wait': [undefined, 'a document is not printed yet; start the till and let it print'],
  'fiscal.wait': [undefined, 'the fiscal memory is not written yet; start the till and let it end'],
  'rates.soldSince': [
    ['rates'],
    'change only directly after a daily report, and receipts were sold since',
  ],
  'shop.nipFixed': [['shop', 'nip'], 'cannot change after the fiscalisation'],
};

function inWords(source: BasesSource, refusal: TextKey): string {
  const [field, words] = refusals[refusal] ?? [undefined, `the till refuses it: ${refusal}`];
  return field ? `${source.place(field)}: ${words}` : words;
}

/** `goods: 2 added, 1 changed`, a line for each base that differs. */
function changesBetween(before: Bases, after: Bases): string[] {
  const lists = [
    counted('rates', before.rates, after.rates, ({ letter }) => letter),
    counted('goods', before.goods, after.goods, ({ code }) => code),
    counted('cashiers', before.cashiers, after.cashiers, ({ number }) => number),
    counted('payment forms', before.paymentForms, after.paymentForms, ({ number }) => number),
  ];
  const single = (name: 'shop' | 'blik' | 'percentMethod' | 'embeddedCodes') =>
    canonical(before[name] ?? null) === canonical(after[name] ?? null) ? [] : [`${name}: changed`];
  return [
    ...single('shop'),
    ...lists.flat(),
    ...single('blik'),
    ...single('percentMethod'),
    ...single('embeddedCodes'),
  ];
}

function counted<Entry>(
  name: string,
  before: readonly Entry[],
  after: readonly Entry[],
  keyOf: (entry: Entry) => string | number,
): string[] {
  const old = new Map(before.map((entry) => [keyOf(entry), canonical(entry)]));
  const added = after.filter((entry) => !old.has(keyOf(entry))).length;
  const changed = after.filter((entry) => {
    const was = old.get(keyOf(entry));
    return was !== undefined && was !== canonical(entry);
  }).length;
  const deleted = before.length + added - after.length;
  const parts = [
    ...(added > 0 ? [`${added} added`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(deleted > 0 ? [`${deleted} deleted`] : []),
  ];
  const moved = canonical(before) === canonical(after) ? [] : ['in another order'];
  const said = parts.length > 0 ? parts : moved;
  return said.length === 0 ? [] : [`${name}: ${said.join(', ')}`];
}
