import { remembered } from './remembered.ts'

const DAY_MS = 24 * 60 * 60_000
const DAYS_KEPT = 1000
const LATEST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/**
 * Writes milliseconds since 1970-01-01T00:00:00Z as an instant in UTC, the form of `instantSchema`. A clock outside
 * the years 1970 to 9999 is written as the nearest end, so that a broken clock never costs a record.
 */
export function instantOf(wallMs: number): string {
  const ms = Math.min(Math.max(Math.trunc(wallMs), 0), LATEST_MS)
  const day = Math.floor(ms / DAY_MS)
  const inDay = ms - day * DAY_MS
  const [hours, minutes] = [Math.floor(inDay / 3_600_000), Math.floor(inDay / 60_000) % 60]
  const [seconds, rest] = [Math.floor(inDay / 1000) % 60, inDay % 1000]
  return `${textOfDay(day)}T${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(rest, 3)}Z`
}

/** The day as `Date.prototype.toISOString` writes it, which takes longer than all the rest and is mostly that of before. */
const textOfDay = remembered((day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10), DAYS_KEPT)

function pad(part: number, digits: number): string {
  return String(part).padStart(digits, '0')
}

/** Milliseconds since 1970-01-01T00:00:00Z of an instant that a schema has already accepted. */
export function instantToMs(instant: string): number {
  return Date.parse(instant)
}
