import type { Drafts } from '#electron/drafts/drafts.ts'
import type { SaveRequest, SaveResult } from '#shared/ipc/record-methods.ts'

/** What was typed goes as soon as it is a record, or the sale was refused (R4) [DR5]. */
export async function forgetDraft(
  drafts: Pick<Drafts, 'noteFinished'>,
  saved: { request: SaveRequest; result: SaveResult },
): Promise<void> {
  const { operation, operationId, aggregateId } = saved.request
  if (saved.result.kind === 'not-saved') return
  if (operation.type === 'sale' || operation.type === 'registration') {
    await drafts.noteFinished({ record: operationId })
  } else if (operation.type === 'age-check' && operation.payload.outcome === 'refused') {
    await drafts.noteFinished({ draftId: aggregateId })
  }
}
