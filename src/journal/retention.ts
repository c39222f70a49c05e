/** How long everything about a transaction is kept from its date (RULES T19). */
export const retentionMonths = 13;

/**
 * The earliest date that is still kept on the day `today`, both the shop's (`2026-11-20`). A date is
 * kept to the end of the day 13 calendar months later; where that month has no such day, of its last
 * day. So 30 and 31 January 2026 are both kept through 28 February 2027.
 */
export function firstKeptDate(today: string): string {
  const day = Temporal.PlainDate.from(today);
  let first = day.subtract({ months: retentionMonths });
  // Going back from 30 March stops at 28 February, whose own term has ended by then.
  while (Temporal.PlainDate.compare(lastKeptDay(first), day) < 0) first = first.add({ days: 1 });
  return first.toString();
}

function lastKeptDay(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.add({ months: retentionMonths });
}
