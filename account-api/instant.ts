/** An instant as the wire writes it, from milliseconds since 1970. */
export function instantAt(wallMs: number): string {
  return new Date(wallMs).toISOString()
}

/** The same instant as a value to compare a `timestamptz` column with. */
export function dateAt(wallMs: number): Date {
  return new Date(wallMs)
}
