import type { OperationId } from '#shared/contracts/identifiers.ts'
import { MAX_OUTCOMES } from '#shared/contracts/messages/outcomes.ts'

import { type AskOutcomesPorts, outcomesOf } from './ask-outcomes.ts'

/** As many records as are asked about by id at once: ten questions. */
export const MAX_ASKED = 10 * MAX_OUTCOMES

/** Which of some records the account API holds, whatever became of them [T19]. */
export type AskHeld = (operationIds: readonly OperationId[]) => Promise<ReadonlyMap<OperationId, boolean>>

type AskPorts = Pick<AskOutcomesPorts, 'client' | 'random' | 'terminalId'>

/** Asks about the first `MAX_ASKED` of them, a hundred at a time; what it did not say is left out, as are those that follow. */
export function createAskHeld(ports: () => AskPorts | null): AskHeld {
  return async (operationIds) => {
    const held = new Map<OperationId, boolean>()
    for (let from = 0; from < Math.min(operationIds.length, MAX_ASKED); from += MAX_OUTCOMES) {
      const asked = operationIds.slice(from, from + MAX_OUTCOMES)
      const now = ports()
      const told = now === null ? null : await outcomesOf(now, asked)
      if (told?.ok !== true) break
      const named = new Set(told.value.map(({ operationId }) => operationId))
      for (const id of asked) held.set(id, named.has(id))
    }
    return held
  }
}
