/** What a spreadsheet would take for a formula, or a command, when a cell begins so. */
const ACTIVE = /^[\s]*[=+\-@\t\r|%]/

/** A CSV file (RFC 4180) with a byte order mark, so that a spreadsheet reads it as UTF-8; a formula in a cell stays text. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`
}

function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const inert = ACTIVE.test(value) ? `'${value}` : value
  return `"${inert.replaceAll('"', '""')}"`
}
