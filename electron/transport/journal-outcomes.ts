import type { FrameBody, Journal } from '#electron/journal/journal.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import { type OperationResult, type Outcome, isFinal } from '#shared/contracts/outcome.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { type Result, ok } from '#shared/kernel/result.ts'

/**
 * Writes the outcomes that are new, and gives the frame of every result: the one written now, or the one that said the same
 * before. A wait that comes late, after a final outcome, is not written [T5].
 */
export async function journalOutcomes(
  ports: { readonly journal: Journal; readonly clock: Clock },
  results: readonly OperationResult[],
): Promise<Result<readonly Frame[], unknown>> {
  const { journal, clock } = ports
  const settledAt = instantOf(clock.wallMs())
  const written = await journal.append(async () => {
    const bodies: FrameBody[] = []
    for (const { operationId, outcome } of results) {
      if (isNews(journal.outcome(operationId)?.outcome, outcome))
        bodies.push({ kind: 'settled', operationId, outcome, settledAt })
    }
    return ok(bodies)
  })
  if (!written.ok) return written
  const journaled = new Set(
    written.value.flatMap((frame) => (frame.kind === 'settled' ? frame.operationId : [])),
  )
  const known: Frame[] = []
  for (const { operationId } of results) {
    const number = journal.outcome(operationId)?.frame
    const frame = number === undefined || journaled.has(operationId) ? null : await journal.readFrame(number)
    if (frame !== null) known.push(frame)
  }
  return ok([...known, ...written.value])
}

function isNews(known: Outcome | undefined, outcome: Outcome): boolean {
  if (known === undefined) return true
  if (isFinal(known) && !isFinal(outcome)) return false
  return JSON.stringify(known) !== JSON.stringify(outcome)
}
