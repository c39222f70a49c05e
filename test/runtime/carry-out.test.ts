import { expect, test } from 'vitest';
import { carryOut, type JournaledEffect } from '../../src/runtime/carry-out.ts';
import type { TillEffect } from '../../src/till/till-effect.ts';
import { noon } from '../till/play.ts';
import { FakePorts, notSent, status, unanswered } from './fakes.ts';

const strip = { kind: 'interruptedPrint' as const, documentNumber: 1, at: noon };
const print: TillEffect = { type: 'print', document: strip, repeat: false };
const start: TillEffect = { type: 'blik.start', attempt: 'a-1', code: '012345', amount: 499 };
const fetch: TillEffect = { type: 'portal.fetch', uniqueNumber: 'ZBF', pushedOnly: true };
const asked = { effect: '7.0', attempt: 'a-1' };

type Case = readonly [string, TillEffect, (ports: FakePorts) => void, object];

const cases: readonly Case[] = [
  ['a print', print, () => {}, { type: 'printer.printed', effect: '7.0' }],
  [
    'a print that the printer broke off',
    print,
    ({ printer }) => printer.accidents.push({ fate: 'interrupted', trouble: 'paperOut' }),
    { type: 'printer.stopped', effect: '7.0', fate: 'interrupted', trouble: 'paperOut' },
  ],
  [
    'a question about a print while the cover is open',
    { type: 'print.ask', print: '3.0' },
    ({ printer }) => {
      printer.fates.set('3.0', 'interrupted');
      printer.stoppedBy = 'coverOpen';
    },
    { type: 'printer.stopped', effect: '7.0', fate: 'interrupted', trouble: 'coverOpen' },
  ],
  [
    'a question about a print that came to paper by itself',
    { type: 'print.ask', print: '3.0' },
    ({ printer }) => printer.fates.set('3.0', 'printed'),
    { type: 'printer.printed', effect: '7.0' },
  ],
  ['the drawer', { type: 'drawer.open' }, () => {}, { type: 'drawer.opened', effect: '7.0' }],
  [
    'a drawer that jams',
    { type: 'drawer.open' },
    (ports) => (ports.drawerJams = true),
    { type: 'drawer.failed', effect: '7.0' },
  ],
  [
    'P7 a payment without the internet',
    start,
    ({ answers }) => answers.start.order(notSent),
    { type: 'blik.notSent', ...asked, request: 'start' },
  ],
  [
    'a payment without an answer',
    start,
    ({ answers }) => answers.start.order(unanswered),
    { type: 'blik.unanswered', ...asked, request: 'start' },
  ],
  [
    'a refused payment, with its reason',
    start,
    ({ answers }) => answers.start.order(status('refused', 'USER_DECLINED')),
    {
      ...{ type: 'blik.answered', ...asked, request: 'start' },
      ...{ status: 'refused', reason: 'USER_DECLINED' },
    },
  ],
  ...(['status', 'withdraw', 'refund'] as const).map((request): Case => [
    `a ${request} by the attempt’s id`,
    { type: `blik.${request}`, attempt: 'a-1' },
    ({ answers }) => answers[request].order(status('approved')),
    { type: 'blik.answered', ...asked, request, status: 'approved' },
  ]),
  [
    'P13 the configuration',
    fetch,
    () => {},
    { type: 'portal.answered', effect: '7.0', blik: true, pushedOnly: true },
  ],
  [
    'a portal out of reach',
    fetch,
    (ports) => (ports.portalAnswer = unanswered),
    { type: 'portal.unreachable', effect: '7.0', pushedOnly: true },
  ],
  [
    'P10 the connection',
    { type: 'link.check' },
    ({ answers }) => answers.reachable.order(false),
    { type: 'link.checked', effect: '7.0', up: false },
  ],
];

test.each(cases)('%s', async (_name, effect, prepare, outcome) => {
  const ports = new FakePorts(noon);
  prepare(ports);
  const journaled: JournaledEffect = { ...effect, id: '7.0' };
  expect(await carryOut(journaled, ports)).toEqual(outcome);
});
