import { existsSync, readFileSync } from 'node:fs';
import { EscPosDecoder } from '../../devices/printer/escpos-decoder.ts';
import type { RollItem } from '../../devices/printer/paper.ts';
import { paperOf } from '../../devices/printer/print-head.ts';
import { profile } from '../../devices/printer/printer-profile.ts';
import type { Document } from '../../receipts/document.ts';
import { layOut } from '../../receipts/lay-out.ts';

const printer = profile('emulated-40');

/** What a bystander sees: the paper, and how often the drawer sprang open. */
export interface Seen {
  readonly bytes: Buffer;
  readonly roll: readonly RollItem[];
  readonly kicks: number;
}

export function seenAt(paperFile: string): Seen {
  const bytes = existsSync(paperFile) ? readFileSync(paperFile) : Buffer.alloc(0);
  const operations = [...new EscPosDecoder().decode(bytes)].map(({ operation }) => operation.type);
  const kicks = operations.filter((type) => type === 'pulse').length;
  return { bytes, roll: paperOf(bytes, printer.columns), kicks };
}

/** Whether a sheet that was cut bears these words. */
export function liesCut({ roll }: Seen, words: RegExp): boolean {
  const at = roll.findIndex((item) => item !== 'cut' && words.test(item.text));
  return at >= 0 && roll.indexOf('cut', at) > at;
}

/** A print that the till has journaled. */
export interface Ordered {
  readonly id: string;
  readonly document: Document;
  readonly repeat: boolean;
}

export interface Copy extends Ordered {
  readonly extent: 'nothing' | 'torn' | 'whole';
}

/**
 * How much of each ordered print lies on the roll, in their order. `stray`: lines that are no part of
 * any of them, and everything behind.
 */
export function copiesOn(
  roll: readonly RollItem[],
  orders: readonly Ordered[],
): { readonly copies: readonly Copy[]; readonly stray: readonly RollItem[] } {
  let at = 0;
  const copies = orders.map((order): Copy => {
    const { columns, codePage } = printer;
    const lines = layOut(order.document, columns, { repeat: order.repeat, codePage });
    const differs = lines.findIndex(({ text }, index) => textOf(roll[at + index]) !== text);
    const count = differs < 0 ? lines.length : differs;
    const whole = differs < 0 && roll[at + count] === 'cut';
    at += count + (whole ? 1 : 0);
    if (count === 0) return { ...order, extent: 'nothing' };
    return { ...order, extent: whole ? 'whole' : 'torn' };
  });
  return { copies, stray: roll.slice(at) };
}

function textOf(item: RollItem | undefined): string | undefined {
  return item === undefined || item === 'cut' ? undefined : item.text;
}
