import type { DeskParts } from './desk-parts.ts'

/** Until then the window has the disk for itself. */
const VERIFY_AFTER_MS = 15_000

/**
 * Verifies all of the journal once the desk has started [D13]; boot has verified only what came after the last checkpoint.
 * What is found is said, and told to head office. Calling the returned function before it begins cancels it.
 */
export function verifyLater(
  parts: Pick<DeskParts, 'journal' | 'ports' | 'reportTrouble'>,
  found: Found,
): () => void {
  return parts.ports.timer.after(VERIFY_AFTER_MS, () => void verify(parts, found))
}

/** Exactly one of these is called, unless the disk does not answer. */
interface Found {
  onAltered(): void
  onWhole(): void
}

async function verify(parts: Pick<DeskParts, 'journal' | 'reportTrouble'>, found: Found): Promise<void> {
  const altered = await parts.journal.verifyAll()
  if (!altered.ok) return
  if (altered.value.length === 0) return found.onWhole()
  found.onAltered()
  const records = altered.value.map(({ epoch, sequence }) => `${epoch}:${sequence}`).join(' ')
  await parts.reportTrouble({ kind: 'store-damaged', detail: `records ${records}`.slice(0, 200) })
}
