import { invalid } from './criteria.ts';

const longest = 200;

/**
 * A line that somebody writes beside a document. Failure: `option.invalid`, also where it bears what
 * looks like a full card number, which is then not repeated.
 */
export function writtenLine(option: string, typed: string): string {
  const text = typed.trim();
  if (bearsCardNumber(text)) {
    throw invalid(option, '…', 'bears a full card number; write its last four digits');
  }
  if (text !== '' && text.length <= longest && !/\p{Cc}/u.test(text)) return text;
  throw invalid(option, JSON.stringify(typed), `must be one line of 1 to ${longest} characters`);
}

/** 13 to 19 digits, in one run or in groups, that begin as cards do and whose check digit is right. */
function bearsCardNumber(text: string): boolean {
  const runs = text.match(/\d(?:[ .-]?\d){12,}/g) ?? [];
  return runs.some((run) => {
    const groups = run.split(/\D/);
    return groups.some((_, first) =>
      groups.some((__, last) => isCardNumber(groups.slice(first, last + 1).join(''))),
    );
  });
}

function isCardNumber(digits: string): boolean {
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false;
  const sum = Array.from(digits, Number)
    .toReversed()
    .map((digit, place) => (place % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)))
    .reduce((total, digit) => total + digit, 0);
  return sum % 10 === 0;
}
