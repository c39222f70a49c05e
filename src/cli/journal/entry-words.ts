import type { Entry, JournalEffect, JournalEvent } from '../../journal/entry.ts';
import { formatGrosze } from '../../kernel/money.ts';
import type { TillEffect } from '../../till/till-effect.ts';
import type { TillEvent } from '../../till/till-event.ts';
import { documentWords } from './document-words.ts';

/** What happened, in a few words: `key RAZEM`, `BLIK start: approved`. */
export function eventWords(event: JournalEvent): string {
  const known = event as unknown as TillEvent;
  switch (known.type) {
    case 'key.digit':
      return `key ${known.digit}`;
    case 'key.comma':
      return 'key ,';
    case 'key.up':
      return 'key GÓRA';
    case 'key.down':
      return 'key DÓŁ';
    case 'pin.verified':
      return `PIN right, cashier ${known.cashier}`;
    case 'pin.rejected':
      return `PIN wrong, cashier ${known.cashier}`;
    case 'blik.answered':
      return `BLIK ${known.request}: ${known.reason ?? known.status}`;
    case 'blik.notSent':
    case 'blik.unanswered':
      return `BLIK ${known.request}: ${known.type.slice('blik.'.length)}`;
    case 'portal.answered':
      return `portal: BLIK ${known.blik ? 'on' : 'off'}`;
    case 'deviceKey.created':
    case 'deviceKey.signed':
    case 'deviceKey.failed':
      return `key of the till ${known.type.slice('deviceKey.'.length)}`;
    case 'memory.written':
    case 'memory.full':
    case 'memory.failed':
      return `memory ${known.key} ${known.type.slice('memory.'.length)}`;
    case 'memory.answered':
      return `memory answered ${known.records.length}`;
    case 'link.checked':
      return `link ${known.up ? 'up' : 'down'}`;
    case 'printer.printed':
      return `printed ${known.effect}`;
    case 'printer.stopped':
      return `print ${known.effect} ${known.fate}: ${known.trouble ?? 'power cut'}`;
    default:
      return event.type.replace('.', ' ');
  }
}

/** What was decided upon it: `print receipt 3 12,34`. */
function effectWords(effect: JournalEffect): string {
  const known = effect as unknown as TillEffect;
  switch (known.type) {
    case 'print':
      return `print ${documentWords(known.document)}${known.repeat ? ' again' : ''}${known.copy ? ' as copy' : ''}`;
    case 'drawer.open':
      return 'open drawer';
    case 'blik.start':
      return `BLIK start ${formatGrosze(known.amount)}`;
    case 'blik.status':
    case 'blik.withdraw':
    case 'blik.refund':
      return `BLIK ${known.type.slice('blik.'.length)}`;
    case 'deviceKey.create':
      return 'make key';
    case 'deviceKey.sign':
      return 'sign';
    case 'memory.append':
      return `memory ${known.key}`;
    case 'memory.read':
      return 'read memory';
    case 'portal.fetch':
      return 'ask portal';
    case 'link.check':
      return 'check link';
    default:
      return effect.type;
  }
}

/** Effects and refusal of an entry; empty when nothing came of it but a new state. */
export function decisionWords({ effects, refusal }: Pick<Entry, 'effects' | 'refusal'>): string {
  const decided = effects.map(effectWords);
  return [...decided, ...(refusal === undefined ? [] : [`refused: ${refusal}`])].join(', ');
}
