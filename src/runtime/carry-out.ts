import { Failure } from '../kernel/failure.ts';
import type { PrintFate, PrinterTrouble } from '../kernel/outcome.ts';
import type { TillEffect } from '../till/till-effect.ts';
import type { BlikRequest, OutcomeEvent } from '../till/till-event.ts';
import { wantedOf } from './memory-query.ts';
import type { AttemptAnswer, FiscalMemory, HostAnswer, Ports } from './ports.ts';

/** An effect as the journal has it: the id is the same after a power cut. */
export type JournaledEffect = TillEffect & { readonly id: string };

/** Does outside what was decided. Every failure is an outcome: nothing is thrown for the world's sake. */
export async function carryOut(effect: JournaledEffect, ports: Ports): Promise<OutcomeEvent> {
  const { id } = effect;
  switch (effect.type) {
    case 'print': {
      const { document, repeat, copy } = effect;
      const { fate, trouble } = await ports.printer.print({ id, document, repeat, copy });
      return printOutcome(id, fate, trouble);
    }
    case 'print.ask':
      return askPrinter(id, effect.print, ports);
    case 'drawer.open':
      return ports.drawer.open().then(
        () => ({ type: 'drawer.opened', effect: id }),
        () => ({ type: 'drawer.failed', effect: id }),
      );
    case 'blik.start': {
      const { attempt, code, amount } = effect;
      const answer = await ports.blik.start({ id: attempt, code, amount });
      return blikOutcome(id, attempt, 'start', answer);
    }
    case 'blik.status':
      return blikOutcome(id, effect.attempt, 'status', await ports.blik.status(effect.attempt));
    case 'blik.withdraw':
      return blikOutcome(id, effect.attempt, 'withdraw', await ports.blik.withdraw(effect.attempt));
    case 'blik.refund':
      return blikOutcome(id, effect.attempt, 'refund', await ports.blik.refund(effect.attempt));
    case 'portal.fetch': {
      const { uniqueNumber, pushedOnly } = effect;
      const answer = await ports.portal.fetchConfiguration({ uniqueNumber, pushedOnly });
      return answer.result === 'answered'
        ? { type: 'portal.answered', effect: id, blik: answer.blik, pushedOnly }
        : { type: 'portal.unreachable', effect: id, pushedOnly };
    }
    case 'deviceKey.create':
      return ports.deviceKey
        .create()
        .then(
          (publicKey) => ({ type: 'deviceKey.created', effect: id, publicKey }),
          orFailure({ type: 'deviceKey.failed', effect: id }),
        );
    case 'deviceKey.sign':
      return ports.deviceKey
        .sign(effect.text)
        .then(
          (signature) => ({ type: 'deviceKey.signed', effect: id, signature }),
          orFailure({ type: 'deviceKey.failed', effect: id }),
        );
    case 'memory.append':
      return appendToMemory(effect, ports.memory);
    case 'memory.read':
      return ports.memory.read().then(
        (records) => ({
          type: 'memory.answered',
          effect: id,
          records: wantedOf(records, effect.wanted),
        }),
        orFailure({ type: 'memory.unreadable', effect: id }),
      );
    case 'link.check':
      return { type: 'link.checked', effect: id, up: await ports.portal.reachable() };
  }
}

/**
 * What became of an effect whose outcome a power cut swallowed. It is asked for, never assumed; only
 * what may be repeated with the same id is done again.
 */
export async function recover(effect: JournaledEffect, ports: Ports): Promise<OutcomeEvent> {
  const { id } = effect;
  switch (effect.type) {
    case 'print': {
      const fate = await ports.printer.ask(id);
      return fate === 'notBegun' ? carryOut(effect, ports) : askPrinter(id, id, ports);
    }
    case 'drawer.open':
      return { type: 'drawer.unknown', effect: id };
    case 'blik.start':
      return { type: 'blik.unanswered', effect: id, attempt: effect.attempt, request: 'start' };
    default:
      return carryOut(effect, ports);
  }
}

async function appendToMemory(
  { id, key, record }: Extract<JournaledEffect, { type: 'memory.append' }>,
  memory: FiscalMemory,
): Promise<OutcomeEvent> {
  const failed = { type: 'memory.failed', effect: id, key } as const;
  const write = await memory.append(key, record).catch(orFailure(failed));
  if ('type' in write) return write;
  if (write.result === 'failed') return failed;
  if (write.result === 'full') return { type: 'memory.full', effect: id, key };
  const { warning, dailyLeft } = memory.state();
  return { type: 'memory.written', effect: id, key, ...(warning && { lastDays: dailyLeft }) };
}

/** The device's own failures are outcomes; a power cut and a fault of the program are not. */
function orFailure(outcome: OutcomeEvent): (error: unknown) => OutcomeEvent {
  return (error) => {
    if (error instanceof Failure) return outcome;
    throw error;
  };
}

/** Asked only once nothing stops it: what waits in its buffer comes to paper when it can go on. */
async function askPrinter(effect: string, print: string, ports: Ports): Promise<OutcomeEvent> {
  const trouble = await ports.printer.trouble();
  return printOutcome(effect, await ports.printer.ask(print), trouble);
}

function printOutcome(effect: string, fate: PrintFate, trouble?: PrinterTrouble): OutcomeEvent {
  if (fate === 'printed') return { type: 'printer.printed', effect };
  return { type: 'printer.stopped', effect, fate, ...(trouble && { trouble }) };
}

function blikOutcome(
  effect: string,
  attempt: string,
  request: BlikRequest,
  answer: HostAnswer<AttemptAnswer>,
): OutcomeEvent {
  const asked = { effect, attempt, request };
  if (answer.result === 'notSent') return { type: 'blik.notSent', ...asked };
  if (answer.result === 'unanswered') return { type: 'blik.unanswered', ...asked };
  const { status, reason } = answer;
  return { type: 'blik.answered', ...asked, status, ...(reason !== undefined && { reason }) };
}
