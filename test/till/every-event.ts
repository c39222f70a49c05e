import type { AttemptStatus } from '../../src/kernel/outcome.ts';
import { keyEvent, keys } from '../../src/till/key.ts';
import { recordKey } from '../../src/till/fiscal-life.ts';
import type { TillContext } from '../../src/till/till-context.ts';
import type { BlikRequest, TillEvent } from '../../src/till/till-event.ts';
import {
  answered,
  configured,
  keyCreated,
  memoryAnswered,
  memoryFailed,
  memoryFull,
  powerFailure,
  signed,
  written,
  notSent,
  pinChosen,
  pinDiffers,
  pinRight,
  pinTooShort,
  pinTyped,
  pinWrong,
  type Play,
  portalAnswered,
  printed,
  printerStopped,
  started,
  unanswered,
  type Undated,
} from './play.ts';
import { bases } from './shop.ts';

const requests: readonly BlikRequest[] = ['start', 'status', 'withdraw', 'refund'];
const statuses: readonly AttemptStatus[] = [
  ...(['pending', 'approved', 'refused'] as const),
  ...(['withdrawn', 'refunded', 'unknownId'] as const),
];

type Make = (context: TillContext) => Undated<TillEvent>;

const happenings: Readonly<Record<string, Play>> = {
  'scan.read': () => ({ type: 'scan.read', code: '5901234123457' }),
  'scan.read wrong': () => ({ type: 'scan.read', code: '5901234123458' }),
  'pin.verified': pinRight,
  'pin.rejected': pinWrong,
  'pin.typed': pinTyped,
  'pin.tooShort': pinTooShort,
  'pin.chosen': pinChosen,
  'pin.differs': pinDiffers,
  'pin.verified of another': () => ({ type: 'pin.verified', cashier: 77 }),
  'pin.rejected of another': () => ({ type: 'pin.rejected', cashier: 77 }),
  'printer.printed': printed,
  'printer.stopped interrupted': printerStopped('interrupted'),
  'printer.stopped interrupted paperOut': printerStopped('interrupted', 'paperOut'),
  'printer.stopped notBegun': printerStopped('notBegun'),
  'printer.stopped notBegun coverOpen': printerStopped('notBegun', 'coverOpen'),
  'printer.stopped notBegun offline': printerStopped('notBegun', 'offline'),
  'drawer.opened': () => ({ type: 'drawer.opened', effect: '1.0' }),
  'drawer.failed': () => ({ type: 'drawer.failed', effect: '1.0' }),
  'drawer.unknown': () => ({ type: 'drawer.unknown', effect: '1.0' }),
  'link.checked up': () => ({ type: 'link.checked', effect: '1.0', up: true }),
  'link.checked down': () => ({ type: 'link.checked', effect: '1.0', up: false }),
  'portal.answered blik': () => portalAnswered(true, false),
  'portal.answered noBlik': () => portalAnswered(false, false),
  'portal.answered pushed blik': () => portalAnswered(true, true),
  'portal.answered pushed nothing': () => portalAnswered(false, true),
  'portal.unreachable': () => ({ type: 'portal.unreachable', effect: '1.0', pushedOnly: false }),
  'portal.unreachable pushed': () => ({
    ...{ type: 'portal.unreachable', effect: '1.0', pushedOnly: true },
  }),
  'deviceKey.created': keyCreated,
  'deviceKey.signed': signed,
  'deviceKey.failed': () => ({ type: 'deviceKey.failed', effect: '1.0' }),
  'memory.written': written,
  'memory.written nearly full': (context) => ({
    ...{ type: 'memory.written', effect: '1.0', key: recordKey(context), lastDays: 3 },
  }),
  'memory.written another': () => ({ type: 'memory.written', effect: '1.0', key: 'another' }),
  'memory.full': memoryFull,
  'memory.full another': () => ({ type: 'memory.full', effect: '1.0', key: 'another' }),
  'memory.failed': memoryFailed,
  'memory.answered nothing': memoryAnswered([]),
  'memory.answered events': memoryAnswered([powerFailure]),
  'memory.unreadable': () => ({ type: 'memory.unreadable', effect: '1.0' }),
  'deadline.answer': () => ({ type: 'deadline.answer' }),
  'deadline.poll': () => ({ type: 'deadline.poll' }),
  'deadline.giveUp': () => ({ type: 'deadline.giveUp' }),
  'till.started': started,
  'till.started clock back': () => ({ type: 'till.started', clockBack: true }),
  'till.stopped': () => ({ type: 'till.stopped' }),
  'till.configured': configured,
  'bases.imported': () => ({ type: 'bases.imported', bases }),
};

/** Every key, every outcome, every deadline, by a name that says all that the till may tell apart. */
export const everyEvent: readonly (readonly [name: string, make: Make])[] = [
  ...keys.map((key) => [`key ${key}`, () => keyEvent(key)] as const),
  ...Object.entries(happenings).map(([name, make]) => [name, made(make)] as const),
  ...requests.flatMap((request) => [
    ...statuses.map(
      (status) => [`blik.answered ${request} ${status}`, made(answered(request, status))] as const,
    ),
    [`blik.unanswered ${request}`, made(unanswered(request))] as const,
    [`blik.notSent ${request}`, made(notSent(request))] as const,
  ]),
  ...requests.map(
    (request) =>
      [
        `blik.answered ${request} approved of another`,
        () => ({
          ...{ type: 'blik.answered' as const, effect: '1.0', attempt: 'another' },
          ...{ request, status: 'approved' as const },
        }),
      ] as const,
  ),
];

function made(play: Play): Make {
  if (typeof play === 'string') throw new Error('keys are no single event');
  return play;
}
