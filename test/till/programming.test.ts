import { describe, expect, test } from 'vitest';
import { contextOf, stateName, type TillState } from '../../src/runtime/decide.ts';
import type { Bases } from '../../src/till/bases.ts';
import { at, pinWrong, play, type Play } from './play.ts';
import { bases } from './shop.ts';

const fewer: Bases = { ...bases, goods: bases.goods.slice(0, 2) };
const importing =
  (others: Bases): Play =>
  () => ({ type: 'bases.imported', bases: others });
const worldWith =
  (others: Bases): Play =>
  () => ({ type: 'till.configured', bases: others, installation: 'f00dcafe' });
const goodsOf = (state: TillState) => contextOf(state).bases.goods.length;
const said = ({ notice }: TillState) => notice?.text;

describe('the bases live in the till', () => {
  test('a changed world is loaded as long as nobody programmed anything', () => {
    const { state } = play(at('register'), worldWith(fewer));
    expect([stateName(state), goodsOf(state), said(state)]).toEqual(['loggedOut', 2, undefined]);
  });

  test('afterwards the till keeps its own bases, and says so', () => {
    const { state, effects } = play(at('register'), importing(fewer), worldWith(bases));
    expect([goodsOf(state), said(state), effects]).toEqual([2, 'bases.kept', []]);
    expect(contextOf(state).worldDigest).toBe(contextOf(at('register')).worldDigest);
  });

  test('from a file they come whole; who was logged in is logged out', () => {
    const till = { number: '7', uniqueNumber: 'ABC 0000000000', fiscalised: false };
    const { state } = play(at('register'), importing({ ...fewer, till }));
    const { bases: after, programmed, rateMarks, cashier } = contextOf(state);
    expect([stateName(state), said(state)]).toEqual(['loggedOut', 'bases.imported']);
    expect({ after, programmed, cashier }).toEqual({
      after: fewer,
      programmed: true,
      cashier: undefined,
    });
    expect(Object.keys(rateMarks)).toEqual(['KAWA', 'MLEKO', 'TOWARRÓŻNY']);
  });

  test('wrong PINs stay counted, but those of a new PIN', () => {
    const counted = play(at('enteringPin'), pinWrong, 'C 2 RAZEM', pinWrong).state;
    expect(contextOf(counted).wrongPins).toEqual({ 1: 1, 2: 1 });
    const [anna, ...others] = bases.cashiers;
    const changed = { ...bases, cashiers: [{ ...anna, pinHash: 'hash of 4444' }, ...others] };
    const { state } = play(counted, importing(changed as Bases));
    expect(contextOf(state).wrongPins).toEqual({ 2: 1 });
  });
});
