import type { Grosze } from '../kernel/money.ts';
import type { Verdict } from './bank-app.ts';

/**
 * What the amount decides for a code that begins with 777, as Polish testers know it
 * (facts/terminal §3.2). `noAnswer`: approved, but the start is never answered.
 */
export function sandboxOutcome(amount: Grosze): Verdict | 'noAnswer' | undefined {
  return outcomes.get(amount);
}

const outcomes: ReadonlyMap<Grosze, Verdict | 'noAnswer'> = new Map([
  [80_88, 'approved'],
  [81_88, 'BAD_PIN'],
  [82_88, 'INSUFFICIENT_FUNDS'],
  [83_88, 'ISSUER_DECLINED'],
  [84_88, 'LIMIT_EXCEEDED'],
  [85_88, 'SEC_DECLINED'],
  [86_88, 'SYSTEM_ERROR'],
  [87_88, 'GENERAL_ERROR'],
  [88_88, 'RET_LATE'],
  [89_88, 'RET_AMT_EXCEEDED'],
  [90_88, 'ALIAS_DECLINED'],
  [91_88, 'TIMEOUT'],
  [92_88, 'OFFUS_NOT_ALLOWED'],
  [93_88, 'ISS_OUTOFSERVICE'],
  [94_88, 'noAnswer'],
]);
