/**
 * @module
 */

/** A time that names its zone, as in ISO 8601. */
const ZONED = /(?:Z|[+-]\d\d:?\d\d)$/;

/** A date and a time without a zone, with a "T" or a blank between them. */
const LOCAL = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

/**
 * A time in milliseconds since 1970; null if `text` is not a time.
 * @param text A time in ISO 8601.
 * @param timeZone The zone of a time that names none.
 */
export function instantOf(text: string, timeZone: string): number | null {
  if (!LOCAL.test(text)) return null;
  try {
    if (ZONED.test(text)) return Temporal.Instant.from(text).epochMilliseconds;
    return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return null;
  }
}

/** A time in UTC if `text` names no zone; otherwise, or if it is not a time, `text` itself. */
export function withZone(text: string, timeZone: string): string {
  const instant = ZONED.test(text) ? null : instantOf(text, timeZone);
  return instant === null ? text : new Date(instant).toISOString();
}
