import type { OperationId } from '#shared/contracts/identifiers.ts'
import { MAX_OUTCOMES, type RecordResult } from '#shared/contracts/messages/outcomes.ts'

import { type AskOutcomesPorts, outcomesOf } from './ask-outcomes.ts'

/** As many records as are asked about by id at once: ten questions. */
export const MAX_ASKED = 10 * MAX_OUTCOMES

/** A record that is asked about; `hash`: null where what was written cannot be read any more. */
export interface AskedRecord {
  readonly id: OperationId
  readonly hash: string | null
}

/** Which of some records the account API holds, whatever became of them [T19]. */
export type AskHeld = (records: readonly AskedRecord[]) => Promise<ReadonlyMap<OperationId, boolean>>

type AskPorts = Pick<AskOutcomesPorts, 'client' | 'random' | 'terminalId'>

/**
 * Asks about the first `MAX_ASKED` of them, a hundred at a time; what it did not say is left out, as are those that follow. So is a
 * record of whose id an account API of before contract version 24 holds one, without saying which.
 */
export function createAskHeld(ports: () => AskPorts | null): AskHeld {
  return async (records) => {
    const held = new Map<OperationId, boolean>()
    for (let from = 0; from < Math.min(records.length, MAX_ASKED); from += MAX_OUTCOMES) {
      const asked = records.slice(from, from + MAX_OUTCOMES)
      const now = ports()
      const ids = asked.map(({ id }) => id)
      const told = now === null ? null : await outcomesOf(now, ids)
      if (told?.ok !== true) break
      for (const record of asked) {
        const isThere = isAmong(
          record,
          told.value.filter(({ operationId }) => operationId === record.id),
        )
        if (isThere !== null) held.set(record.id, isThere)
      }
    }
    return held
  }
}

/** Null where nobody says which record of the id is held. What cannot be read here is told by its id alone: it cannot be sent again. */
function isAmong({ hash }: AskedRecord, told: readonly RecordResult[]): boolean | null {
  if (told.length === 0 || hash === null) return told.length > 0
  if (told.some((result) => result.hash === hash)) return true
  return told.some((result) => result.hash === undefined) ? null : false
}
