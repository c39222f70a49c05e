import { formatGrosze } from '../kernel/money.ts';
import { signedText } from '../kernel/fiscal-record.ts';
import type { TextKey } from '../text/catalogue.ts';
import { type CheckName, checks, dueOf } from './check.ts';
import { dailyRecord } from './fiscal-document.ts';
import { recordKey } from './fiscal-life.ts';
import { entryRefusal } from './manager-choice.ts';
import { memoryQuery } from './report-forms.ts';
import { answerRefusal, doneWords, formRefusal, inputRefusal } from './form.ts';
import { chosenRefusal } from './cashier-forms.ts';
import { formBook } from './form-book.ts';
import { importRefusal, worldRefusal } from './programming.ts';
import { scanRefusal } from './sale-change.ts';
import { takeAdjustment } from './taken-adjustment.ts';
import { endText } from './till-change.ts';
import type { TillContext } from './till-context.ts';
import type { TillEffect, Words } from './till-effect.ts';
import type { TillEvent } from './till-event.ts';

interface Now {
  readonly context: TillContext;
  readonly event: TillEvent;
}

/** What leaves the machine, as data. The runtime journals it before it is shown or carried out. */
export function perform(effect: (now: Now) => TillEffect) {
  return { type: 'perform' as const, params: effect };
}

export function announce(words: TextKey | ((now: Now) => Words)) {
  return { type: 'announce' as const, params: spoken(words) };
}

/** Said now, and again once all is printed: a printer in trouble must not make it forgotten. */
export function conclude(words: TextKey | ((now: Now) => Words)) {
  return [announce(words), { type: 'keepNews' as const, params: spoken(words) }] as const;
}

export function refuse(words: TextKey | ((now: Now) => Words)) {
  return { type: 'refuse' as const, params: spoken(words) };
}

/** The refusal that the check gives. */
export function refusedBy(check: CheckName) {
  return refuse(({ context, event }) => ({
    text: checks[check](context, event.at) ?? 'key.notNow',
  }));
}

/** A transition that is taken, without going anywhere, when the check refuses. */
export function unless(check: CheckName) {
  return {
    guard: { type: 'refused' as const, params: { check } },
    actions: refusedBy(check),
  };
}

/** Likewise, and the digits are gone, so that the next ones do not join them to another number. */
export function unlessClearing(check: CheckName) {
  return {
    guard: { type: 'refused' as const, params: { check } },
    actions: [refusedBy(check), 'clearDigits' as const],
  };
}

export const effects = {
  kickDrawer: (): TillEffect => ({ type: 'drawer.open' }),
  checkLink: (): TillEffect => ({ type: 'link.check' }),

  fetchConfiguration: ({ context }: Now): TillEffect => ({
    type: 'portal.fetch',
    uniqueNumber: context.bases.till.uniqueNumber,
    pushedOnly: false,
  }),
  fetchPushedConfiguration: ({ context }: Now): TillEffect => ({
    type: 'portal.fetch',
    uniqueNumber: context.bases.till.uniqueNumber,
    pushedOnly: true,
  }),

  printFirst({ context }: Now): TillEffect {
    const [first] = context.printing;
    if (!first) throw new Error('nothing to print');
    const { document, repeat, copy } = first;
    return { type: 'print', document, repeat, ...(copy && { copy }) };
  },

  askPrinter({ context }: Now): TillEffect {
    return { type: 'print.ask', print: context.printing[0]?.job ?? '' };
  },

  createKey: (): TillEffect => ({ type: 'deviceKey.create' }),
  signReport({ context }: Now): TillEffect {
    if (!context.openReport) throw new Error('no report is open');
    return { type: 'deviceKey.sign', text: signedText(context.openReport.figures) };
  },
  appendReport({ context }: Now): TillEffect {
    return { type: 'memory.append', key: recordKey(context), record: dailyRecord(context) };
  },
  appendFiscalisation({ context }: Now): TillEffect {
    if (!context.fiscalising) throw new Error('no fiscalisation is under way');
    return { type: 'memory.append', key: recordKey(context), record: context.fiscalising };
  },
  appendEvent({ context }: Now): TillEffect {
    const [record] = context.fiscal.unrecorded;
    if (!record) throw new Error('nothing to record');
    return { type: 'memory.append', key: recordKey(context), record };
  },
  readMemory: ({ context }: Now): TillEffect => ({
    type: 'memory.read',
    wanted: memoryQuery(context),
  }),

  blikStart({ context }: Now): TillEffect {
    const { id, code, amount } = theAttempt(context);
    return { type: 'blik.start', attempt: id, code, amount };
  },
  blikStatus: ({ context }: Now): TillEffect => ({
    type: 'blik.status',
    attempt: theAttempt(context).id,
  }),
  blikWithdraw: ({ context }: Now): TillEffect => ({
    type: 'blik.withdraw',
    attempt: theAttempt(context).id,
  }),
  blikRefund: ({ context }: Now): TillEffect => ({
    type: 'blik.refund',
    attempt: theAttempt(context).id,
  }),
};

/** Refusals of a form, by the name that its data give. */
export const refusals = {
  /** What keeps a scanned item from being sold. */
  scan: ({ context, event }: Now): Words => ({
    text: scanRefusal(context, event) ?? 'key.notNow',
  }),
  /** An entry of the manager's menu that its own check refuses. */
  entry: ({ context, event }: Now): Words => ({
    text: entryRefusal(context, event) ?? 'key.notNow',
  }),
  input: ({ context, event }: Now): Words => {
    const text = inputRefusal(context, event, formBook) ?? 'key.notNow';
    return text === 'key.notNow' ? news.keyNotNow({ context, event }) : { text };
  },
  answer: ({ context }: Now): Words => ({ text: answerRefusal(context, formBook) ?? 'key.notNow' }),
  form: ({ context, event }: Now): Words => ({
    text: formRefusal(context, event.at, formBook) ?? 'key.notNow',
  }),
  world: ({ context, event }: Now): Words => ({
    text: worldRefusal(context, event) ?? 'till.notReady',
  }),
  chosen: ({ context, event }: Now): Words => ({
    text: chosenRefusal(context, event) ?? 'key.notNow',
  }),
  import: ({ context, event }: Now): Words => ({
    text: importRefusal(context, event) ?? 'till.notReady',
  }),
};

export const news = {
  formDone: ({ context }: Now): Words => doneWords(context, formBook),

  powerBack: ({ context }: Now): Words => ({
    text: context.attempt ? 'till.powerBackUnsettled' : 'till.powerBack',
  }),

  buyerNip: ({ context }: Now): Words => ({ text: 'nip.kept', params: { nip: context.typed } }),

  adjusted({ context, event }: Now): Words {
    const taken = takeAdjustment(context, event);
    if ('refusal' in taken) return { text: taken.refusal };
    const { kind, amount } = taken.adjustment;
    const made = kind === 'discount' ? 'adjustment.discount' : 'adjustment.surcharge';
    return { text: made, params: { amount: formatGrosze(amount) } };
  },

  rest({ context }: Now): Words {
    const byBlik = context.receipt?.payments.at(-1)?.attempt !== undefined;
    return {
      text: byBlik ? 'blik.approvedPart' : 'payment.rest',
      params: { rest: formatGrosze(dueOf(context)) },
    };
  },

  /** The change, for it must be given; RULES P6 when BLIK paid last; otherwise thanks. */
  receiptPaid({ context }: Now): Words {
    const { payments = [], change = 0 } = context.receipt ?? {};
    if (change > 0) return { text: 'payment.change', params: { change: formatGrosze(change) } };
    const paidByBlik = payments.at(-1)?.attempt !== undefined;
    return { text: paidByBlik ? 'blik.approved' : 'payment.complete' };
  },

  /** The memory says in time that it must be exchanged. */
  reportDone({ event }: Now): Words {
    const lastDays = event.type === 'memory.written' ? event.lastDays : undefined;
    if (lastDays === undefined) return { text: 'report.dailyDone' };
    return { text: 'memory.nearlyFull', params: { days: String(lastDays) } };
  },

  /** What was said when the printed document was issued. */
  printed: ({ context }: Now): Words => context.afterPrint ?? { text: 'printer.done' },

  /** Money already taken for a cancelled receipt goes back to the customer. */
  receiptCancelled({ context }: Now): Words {
    const taken = (context.receipt?.payments ?? []).reduce((sum, { amount }) => sum + amount, 0);
    if (taken === 0) return { text: 'cancel.done' };
    return { text: 'cancel.returnMoney', params: { amount: formatGrosze(taken) } };
  },

  attemptEnded: ({ context, event }: Now): Words => ({ text: endText(context, event) }),

  printerTrouble: ({ event }: Now): Words => ({
    text: `printer.${(event.type === 'printer.stopped' && event.trouble) || 'offline'}`,
  }),

  keyNotNow: ({ event }: Now): Words => ({
    text: 'key.notNow',
    params: { key: keyLabel(event) },
  }),
};

function spoken(words: TextKey | ((now: Now) => Words)): (now: Now) => Words {
  return typeof words === 'string' ? () => ({ text: words }) : words;
}

function theAttempt(context: TillContext) {
  if (!context.attempt) throw new Error('no BLIK attempt');
  return context.attempt;
}

function keyLabel(event: TillEvent): string {
  if (event.type === 'key.digit') return event.digit;
  const labels: Record<string, string> = { 'key.comma': ',', 'key.up': 'GÓRA', 'key.down': 'DÓŁ' };
  return labels[event.type] ?? event.type.replace('key.', '');
}
