/** An instant as a value to compare a `timestamptz` column with, from milliseconds since 1970. */
export function dateAt(wallMs: number): Date {
  return new Date(wallMs)
}
