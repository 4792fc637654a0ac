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

interface KnownToMain {
  readonly waiting: number
  readonly unfinished: number
}

/** Answers main's question whether the window may be closed; null while there is nothing to ask a person. */
export function useClosing(
  ports: AppPorts,
  given: {
    readonly queue: { readonly waiting: number; readonly oldestWaitingAt: string | null } | null
    readonly form: Pick<CloseFacts, 'isTyped' | 'isRefusalOpen' | 'isSaving'>
    /** Customers beside the one on the screen; null while the desk is locked, when main alone knows. */
    readonly onHold: number | null
  },
): ClosingQuestion | null {
  /** What main knew when the question came; null while no question is open. */
  const [known, setKnown] = useState<KnownToMain | null>(null)
  const { queue, form, onHold } = given
  const factsWith = (main: KnownToMain): CloseFacts => ({
    ...form,
    waiting: queue?.waiting ?? main.waiting,
    onHold: onHold ?? main.unfinished,
  })
  const latest = useRef(factsWith)
  useEffect(() => {
    latest.current = factsWith
  })
  useEffect(() => {
    const answer = (word: CloseAnswer) => void ports.call('desk.answer-close', { answer: word })
    const stop = ports.onCloseAsked(() => {
      void ports.call('chain.read', {}).then((chain) => {
        const standing = chain.ok ? chain.value : null
        const main = { waiting: standing?.open.waiting ?? 0, unfinished: standing?.unfinished ?? 0 }
        const facts = latest.current(main)
        // A record of a moment ago is on main's disk before the window counts it.
        const waiting = Math.max(facts.waiting, main.waiting)
        if (mayClose({ ...facts, waiting }) === 'close') {
          answer('close')
          return
        }
        setKnown(main)
        answer('asking')
      })
    })
    answer('listening')
    return stop
  }, [ports])
  if (known === null) return null
  const facts = factsWith(known)
  return {
    ...facts,
    may: mayClose(facts),
    oldestWaitingAt: queue?.oldestWaitingAt ?? null,
    stay() {
      setKnown(null)
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
