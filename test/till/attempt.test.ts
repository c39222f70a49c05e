import { describe, expect, test } from 'vitest';
import { contextOf, stateName } from '../../src/runtime/decide.ts';
import { attemptId, nextPause, spacedCode } from '../../src/till/attempt.ts';
import { answered, at, notSent, play, type Play, unanswered } from './play.ts';

test('an attempt’s id names the installation and counts up', () => {
  expect([attemptId('f00dcafe-1234', 1), attemptId('a', 1_234_567)]).toEqual([
    'f00dcafe-000001',
    'a-1234567',
  ]);
});

test('the pauses between questions follow the list; its last one repeats', () => {
  expect([0, 1, 2, 9].map((questions) => nextPause([2000, 4000, 8000], questions))).toEqual([
    ...[2000, 4000, 8000, 8000],
  ]);
  expect(nextPause([], 0)).toBe(1000);
});

test('a code is read in two groups, as bank apps show it', () => {
  expect(['777123', '012', '0123', ''].map(spacedCode)).toEqual(['777 123', '012', '012 3', '']);
});

const sent: readonly Play[] = ['FUNKCJE 4 6 RAZEM 012345 RAZEM'];

describe('how an attempt ends', () => {
  test.each<readonly [string, readonly Play[], readonly [string, string | undefined, boolean]]>([
    ['P6 approved', [answered('start', 'approved')], ['printing', 'blik.approved', false]],
    [
      'refused with its reason and the next step',
      [answered('start', 'refused', 'ER_TIC_EXPIRED')],
      ['subtotal', 'blik.reason.ER_TIC_EXPIRED', false],
    ],
    [
      'refused for a reason that nobody knows',
      [answered('status', 'refused', 'NEW_REASON')],
      ['subtotal', 'blik.reason.GENERAL_ERROR', false],
    ],
    ['P7 without the internet', [notSent('start')], ['subtotal', 'blik.noConnection', false]],
    ['P9 broken off by the cashier', ['C'], ['subtotal', 'blik.brokenOff', true]],
    ['without an answer', [unanswered('start')], ['awaitingConfirmation', undefined, true]],
    [
      'P11 found to be paid',
      ['C FUNKCJE 4 5 RAZEM', answered('status', 'approved')],
      ['printing', 'blik.approved', false],
    ],
    [
      'P11 not confirmed yet',
      ['C FUNKCJE 4 5 RAZEM', answered('status', 'pending')],
      ['subtotal', 'blik.stillPending', true],
    ],
    [
      'P11 unknown to the host: withdrawn, so that it cannot charge late',
      ['C FUNKCJE 4 5 RAZEM', answered('status', 'unknownId'), answered('withdraw', 'withdrawn')],
      ['subtotal', 'blik.neverArrived', false],
    ],
    [
      'withdrawn by the cashier',
      ['C FUNKCJE 6 RAZEM', answered('withdraw', 'withdrawn')],
      ['subtotal', 'blik.withdrawn', false],
    ],
    [
      'a withdrawal without an answer leaves it unknown',
      ['C FUNKCJE 6 RAZEM', unanswered('withdraw')],
      ['subtotal', 'blik.notWithdrawn', true],
    ],
    [
      'a withdrawal that comes too late: the money into the sale',
      ['C FUNKCJE 6 RAZEM', answered('withdraw', 'approved'), 'RAZEM'],
      ['printing', 'blik.approved', false],
    ],
    [
      'a refund without an answer stays owed',
      ['C FUNKCJE 6 RAZEM', answered('withdraw', 'approved'), 'C', unanswered('refund'), 'C'],
      ['subtotal', 'blik.refundOwed', true],
    ],
    [
      'a refund that the host does not make comes back to the choice',
      ['C FUNKCJE 6 RAZEM', answered('withdraw', 'approved'), 'C', answered('refund', 'approved')],
      ['withdrawnTooLate', 'blik.notRefunded', true],
    ],
  ])('%s', (_name, plays, [name, notice, open]) => {
    const { state } = play(at('subtotal'), ...sent, ...plays);
    const { attempt } = contextOf(state);
    expect([stateName(state), state.notice?.text, attempt !== undefined]).toEqual([
      ...[name, notice, open],
    ]);
  });

  test('a code may begin with 0', () => {
    const { effects } = play(at('subtotal'), ...sent);
    expect(effects).toEqual([
      { type: 'blik.start', attempt: 'f00dcafe-000001', code: '012345', amount: 499 },
    ]);
  });

  test('after a refusal a new code is a new attempt', () => {
    const refused = answered('start', 'refused', 'ER_WRONG_TICKET');
    const { effects } = play(at('subtotal'), ...sent, refused, ...sent);
    expect(effects.map((effect) => 'attempt' in effect && effect.attempt)).toEqual([
      'f00dcafe-000001',
      'f00dcafe-000002',
    ]);
  });
});
