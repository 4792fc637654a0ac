import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { ServicePorts } from '../service-ports.ts'
import type { ServiceSession } from '../service-session.ts'
import { whoseOf } from '../whose.ts'

/** Asks what the customer has when they are chosen and whenever the till goes online or offline; and finds a spend that has no answer [LO3] [LO5]. */
export function useLoyalty(
  { state, dispatch }: Pick<ServiceSession, 'state' | 'dispatch'>,
  ports: ServicePorts,
): { readonly spendOpenSince: string | null; readonly ask: () => void } {
  const { wish, isDone } = state
  const whose = whoseOf(state)
  const isAsked = wish === 'loyalty' && !isDone
  const of = isAsked ? (whose?.aggregateId ?? null) : null
  const registration = whose?.registration ?? null
  const asked = useRef(0)
  const ask = useCallback(() => {
    if (of === null) return
    asked.current += 1
    const question = asked.current
    void ports.readLoyalty(registration).then((answer) => {
      // Only the answer to the newest question is the state of now.
      if (question === asked.current) dispatch({ kind: 'loyalty-known', of, answer })
    })
  }, [of, registration, ports, dispatch])
  useEffect(() => {
    ask()
    return ports.onConnectionMoved(ask)
  }, [ask, ports])
  const spends = useMemo(() => ports.openSpends(), [ports])
  const open = useSyncExternalStore(spends.subscribe, spends.getSnapshot)
  const own = open.find(({ aggregateId }) => aggregateId === whose?.aggregateId)
  return { spendOpenSince: own?.savedAt ?? null, ask }
}
