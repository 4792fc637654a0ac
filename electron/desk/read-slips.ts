import { isSettled } from '#electron/journal/frame-index.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Slip } from '#shared/ipc/record-methods.ts'

import type { DeskParts } from './desk-parts.ts'

/** The slips that this operator may see, in the order asked for; null for the rest [D11]. */
export function readSlips(parts: DeskParts, ids: readonly OperationId[]): Promise<(Slip | null)[]> {
  const operator = parts.session.operator()
  return Promise.all(
    ids.map(async (id) => {
      const entry = parts.journal.record(id)
      if (operator === null || entry === undefined || isGone(entry)) return null
      const mayRead = operator.roles.includes('manager') || entry.operatorId === operator.operatorId
      const frame = mayRead ? await parts.journal.readFrame(entry.savedFrame) : null
      if (frame?.kind !== 'saved') return null
      const isWithPerson = entry.settled?.outcome.kind === 'case'
      // Of who wished to be removed nothing is shown any more, but what a person still has to decide about them (R16).
      if (!isWithPerson && parts.journal.isLeaving(frame.envelope.aggregateId)) return null
      return parts.slipBox.open(id, frame.slip)
    }),
  )

  /** A case is final for the queue, and a person still has to know whom it is about. */
  function isGone(entry: NonNullable<ReturnType<typeof parts.journal.record>>): boolean {
    return isSettled(entry) && entry.settled?.outcome.kind !== 'case'
  }
}
