import { useEffect, useRef, useState } from 'react'
import type { CloseAnswer } from '#shared/ipc/leave-methods.ts'
import { type CloseFacts, type MayClose, mayClose } from '#shared/domain/may-close.ts'
import type { AppPorts } from '../app-ports.ts'

/** What a person is told before the desk closes, as it is now. */
export interface ClosingQuestion extends CloseFacts {
  readonly may: MayClose
  readonly oldestWaitingAt: string | null
  readonly stay: () => void
  readonly close: () => void
}

/** Answers main's question whether the window may be closed; null while there is nothing to ask a person. */
export function useClosing(
  ports: AppPorts,
  given: {
    readonly queue: { readonly waiting: number; readonly oldestWaitingAt: string | null } | null
    readonly form: Pick<CloseFacts, 'isTyped' | 'isSaving'>
  },
): ClosingQuestion | null {
  /** How many wait by main's journal, as asked for when the question came; null while no question is open. */
  const [journaled, setJournaled] = useState<number | null>(null)
  const { queue, form } = given
  const factsWith = (inJournal: number) => ({ ...form, waiting: queue?.waiting ?? inJournal })
  const latest = useRef(factsWith)
  useEffect(() => {
    latest.current = factsWith
  })
  useEffect(() => {
    const answer = (word: CloseAnswer) => void ports.call('desk.answer-close', { answer: word })
    const stop = ports.onCloseAsked(() => {
      void ports.call('chain.read', {}).then((chain) => {
        const inJournal = chain.ok ? (chain.value?.open.waiting ?? 0) : 0
        if (mayClose(latest.current(inJournal)) === 'close') {
          answer('close')
          return
        }
        setJournaled(inJournal)
        answer('asking')
      })
    })
    answer('listening')
    return stop
  }, [ports])
  if (journaled === null) return null
  const facts = factsWith(journaled)
  return {
    ...facts,
    may: mayClose(facts),
    oldestWaitingAt: queue?.oldestWaitingAt ?? null,
    stay() {
      setJournaled(null)
      void ports.call('desk.answer-close', { answer: 'stay' })
    },
    close: () => void ports.call('desk.answer-close', { answer: 'close' }),
  }
}

/** Before there is a till to leave, the desk closes without a word. */
export function useClosingAtOnce(ports: AppPorts, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return undefined
    const stop = ports.onCloseAsked(() => void ports.call('desk.answer-close', { answer: 'close' }))
    void ports.call('desk.answer-close', { answer: 'listening' })
    return stop
  }, [ports, isOn])
}
