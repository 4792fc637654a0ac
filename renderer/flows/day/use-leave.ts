import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { type LeaveFacts, type MayLeave, mayLeave } from '#shared/domain/may-leave.ts'
import type { DayPlace, DayPorts } from './day-ports.ts'

/** The answer, live, with the time it is of; null until main was asked for the first time. */
export function useLeave(
  ports: DayPorts,
  place: DayPlace,
): { leave: MayLeave; nowMs: number; lastAnswerAtMs: number | null } | null {
  const watched = useMemo(() => ports.queue(), [ports])
  const queue = useSyncExternalStore(watched.subscribe, watched.getSnapshot)
  const [heard, setHeard] = useState<Pick<LeaveFacts, 'chain' | 'contact' | 'nowMs'> | null>(null)
  const asked = useRef(0)
  useEffect(() => {
    const refresh = () => {
      asked.current += 1
      const question = asked.current
      void ports.readChain().then((chain) => {
        // Only the answer to the newest question is the state of now.
        if (question === asked.current)
          setHeard({ chain, contact: ports.readContact(), nowMs: ports.nowMs() })
      })
    }
    refresh()
    const stop = ports.onMoved(refresh)
    return () => {
      asked.current += 1
      stop()
    }
    // A changed queue means a changed journal.
  }, [ports, queue])
  useEffect(() => {
    ports.checkNow()
  }, [ports])
  if (heard === null) return null
  const { stops, isCustomerOpen, onHold, lost } = place
  return {
    leave: mayLeave({ ...heard, queue, stops, isCustomerOpen, onHold, lost }),
    nowMs: heard.nowMs,
    lastAnswerAtMs: heard.contact.lastAtMs,
  }
}
