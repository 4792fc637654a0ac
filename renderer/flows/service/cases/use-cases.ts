import { useEffect, useMemo, useRef, useState } from 'react'
import { useAsked } from '#renderer/ui/use-asked.ts'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { CasesAnswer } from '#shared/contracts/messages/terminal-cases.ts'
import type { RecordWord } from '../../record-port.ts'
import { saveInOrder } from '../../save-in-order.ts'
import type { ServicePorts } from '../service-ports.ts'
import { noteOperation, type CasesSession } from './cases-state.ts'

/** What is known of this till's cases: at once what was heard last, then what the account API says, and again once online or offline. */
export function useKnownCases(ports: ServicePorts): {
  readonly answer: CasesAnswer | null
  readonly ask: () => void
} {
  const [heard, setHeard] = useState<CasesAnswer | null>(null)
  const asking = useMemo(
    () => ({
      read: () => ports.readCases(true),
      onMoved: (moved: () => void) => ports.onConnectionMoved(moved),
    }),
    [ports],
  )
  const { value, ask } = useAsked(asking)
  useEffect(() => {
    void ports.readCases(false).then(setHeard)
  }, [ports])
  return { answer: value ?? heard, ask }
}

/** Asks again once a record that was on its way is with the account API. */
export function useAskOnceSent(word: RecordWord, ask: () => void): void {
  useEffect(() => {
    if (word === 'sent') ask()
  }, [word, ask])
}

/** Puts an addition on record. */
export function useNote({ state, dispatch }: CasesSession, ports: ServicePorts): () => Promise<void> {
  const isBusy = useRef(false)
  return async () => {
    const operation = noteOperation(state)
    if (isBusy.current || operation === null || state.note === null) return
    isBusy.current = true
    dispatch({ kind: 'saving' })
    const { note } = state
    const reason = await saveInOrder(ports, [{ operation }], ({ operation: { operationId } }, onDisk) => {
      const nextId = operationIdSchema.parse(ports.newId())
      dispatch({ kind: 'saved', saved: { operationId, note, ...onDisk }, nextId })
    })
    if (reason !== null) dispatch({ kind: 'not-saved', reason })
    isBusy.current = false
  }
}
