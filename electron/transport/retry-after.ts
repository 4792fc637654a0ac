const MAX_MS = 60 * 60 * 1000

/**
 * How long a server asks to be left alone, in milliseconds, clamped to an hour [T6] (RFC 9110, 10.2.3). A date is
 * compared with the server's own `date` where it sent one. Null when nothing readable was asked.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | null {
  const asked = headers['retry-after']?.trim() ?? ''
  if (/^\d+$/.test(asked)) return Math.min(Number(asked) * 1000, MAX_MS)
  const untilMs = /[A-Za-z]{3}/.test(asked) ? Date.parse(asked) : Number.NaN
  if (Number.isNaN(untilMs)) return null
  const serverMs = Date.parse(headers['date'] ?? '')
  return Math.min(Math.max(untilMs - (Number.isNaN(serverMs) ? nowMs : serverMs), 0), MAX_MS)
}
