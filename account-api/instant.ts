/** An instant as the wire writes it, from milliseconds since 1970. */
export function instantAt(wallMs: number): string {
  return new Date(wallMs).toISOString()
}
