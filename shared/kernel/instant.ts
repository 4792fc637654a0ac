const LATEST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/**
 * Writes milliseconds since 1970-01-01T00:00:00Z as an instant in UTC, the form of `instantSchema`. A clock outside
 * the years 1970 to 9999 is written as the nearest end, so that a broken clock never costs a record.
 */
export function instantOf(wallMs: number): string {
  return new Date(Math.min(Math.max(Math.trunc(wallMs), 0), LATEST_MS)).toISOString()
}

/** Milliseconds since 1970-01-01T00:00:00Z of an instant that a schema has already accepted. */
export function instantToMs(instant: string): number {
  return Date.parse(instant)
}
