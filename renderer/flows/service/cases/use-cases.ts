import { useCallback, useEffect, useRef, useState } from 'react'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { CasesAnswer } from '#shared/contracts/messages/terminal-cases.ts'
import type { RecordWord } from '../../record-port.ts'
import type { ServicePorts } from '../service-ports.ts'
import { noteOperation, type CasesSession } from './cases-state.ts'

/** What is known of this till's cases: at once what was heard last, then what the account API says, and again once online or offline. */
export function useKnownCases(ports: ServicePorts): {
  readonly answer: CasesAnswer | null
  readonly ask: () => void
} {
  const [answer, setAnswer] = useState<CasesAnswer | null>(null)
  const ask = useCallback(() => {
    void ports.readCases(true).then(setAnswer)
  }, [ports])
  useEffect(() => {
    let isOver = false
    void ports.readCases(false).then((heard) => {
      if (!isOver) setAnswer((newer) => newer ?? heard)
    })
    ask()
    const stop = ports.onConnectionMoved(ask)
    return () => {
      isOver = true
      stop()
    }
  }, [ports, ask])
  return { answer, ask }
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
    const answer = await ports.save(operation)
    if (answer.kind === 'not-saved') dispatch({ kind: 'not-saved', reason: answer.reason })
    else {
      const { kind: _saved, ...onDisk } = answer
      const { operationId } = operation
      const nextId = operationIdSchema.parse(ports.newId())
      dispatch({ kind: 'saved', saved: { operationId, note: state.note, ...onDisk }, nextId })
    }
    isBusy.current = false
  }
}
