/** A moment: milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = number & { readonly unit?: 'epochMs' };

/** Every printed and searched date is the shop's: Europe/Warsaw. */
const shopTimeZone = 'Europe/Warsaw';

/** `2026-11-20`, in the shop's time zone. */
export function localDate(at: EpochMs): string {
  return zoned(at).toPlainDate().toString();
}

/** `2026-11-20 10:58`, as documents bear it; to the second where it is asked for. */
export function localDateTime(at: EpochMs, smallestUnit: 'minute' | 'second' = 'minute'): string {
  const time = zoned(at).toPlainTime().toString({ smallestUnit });
  return `${localDate(at)} ${time}`;
}

/** The first moment of a local date (`2026-11-20`); throws RangeError when there is no such date. */
export function startOfDate(date: string): EpochMs {
  return Temporal.PlainDate.from(date, { overflow: 'reject' }).toZonedDateTime(shopTimeZone)
    .epochMilliseconds;
}

/** The first moment after a local date. */
export function endOfDate(date: string): EpochMs {
  return Temporal.PlainDate.from(date, { overflow: 'reject' })
    .add({ days: 1 })
    .toZonedDateTime(shopTimeZone).epochMilliseconds;
}

/** A local time (`2026-11-20T10:00`) or an instant (with `Z` or an offset); throws RangeError. */
export function parseMoment(text: string): EpochMs {
  if (/(?:Z|[+-]\d\d:\d\d)$/.test(text)) return Temporal.Instant.from(text).epochMilliseconds;
  return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toZonedDateTime(shopTimeZone)
    .epochMilliseconds;
}

function zoned(at: EpochMs): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(shopTimeZone);
}
