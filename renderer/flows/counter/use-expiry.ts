import { useEffect, useState } from 'react'
import type { AggregateId } from '#shared/contracts/identifiers.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { CounterPlace, CounterPorts } from './counter-ports.ts'
import { KEPT_MS, opening, type CounterSession } from './counter-session.ts'

/**
 * What was saved stays on the screen for five minutes, until a lock or its customer's removal at most; what was typed stays. A correction that is
 * being typed at the end of the five minutes is not cut off; one that is on its way to the disk not even by a lock.
 */
export function useExpiry(
  { state, dispatch }: CounterSession,
  given: {
    readonly isLocked: boolean
    /** The customer who wished to be removed just now (R16). */
    readonly leaving: AggregateId | null
    readonly counter: Pick<CounterPorts, 'newId' | 'sendNow' | 'time'>
    readonly place: Pick<CounterPlace, 'market'>
    readonly timer: Timer
  },
): void {
  const { isLocked, leaving, counter, place, timer } = given
  const { done, refused, amending, saving } = state
  const isOver = done !== null || (refused !== null && refused.saved !== null)
  /** The visit of which the time is up. */
  const [expired, setExpired] = useState<string | null>(null)
  const { visit, customer } = state.ids
  useEffect(() => {
    if (!isOver) return undefined
    return timer.after(KEPT_MS, () => {
      setExpired(visit)
    })
  }, [isOver, visit, timer])

  const isDue =
    isOver &&
    saving === null &&
    (isLocked || leaving === customer || (expired === visit && amending === null))
  useEffect(() => {
    if (!isDue) return
    counter.sendNow()
    dispatch({ kind: 'opened', opening: opening(counter, place) })
  }, [isDue, dispatch, counter, place])
}
