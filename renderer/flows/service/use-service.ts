import { useRef } from 'react'
import type { ServicePlace, ServicePorts } from './service-ports.ts'
import { recordsToServe } from './service-operations.ts'
import { newServiceIds, type ServiceSession } from './service-session.ts'

/** What one can do for a customer of this till. */
export interface Serving extends ServiceSession {
  readonly save: () => Promise<void>
  /** Something else, for the same customer or for another one. */
  readonly another: (who: 'same' | 'other') => void
}

export function useService(
  session: ServiceSession,
  given: { ports: ServicePorts; place: ServicePlace },
): Serving {
  const { state, dispatch } = session
  const { ports, place } = given
  const isBusy = useRef(false)

  /** One record after the other; the first that is not saved stays with those behind it, and is the same one when it is tried again. */
  const save = async () => {
    if (isBusy.current || state.isDone) return
    isBusy.current = true
    try {
      const records = await recordsToServe(state, { market: place.market, digest: ports.digest })
      if (records.length === 0) return
      dispatch({ kind: 'saving' })
      for (const { operation, served } of records) {
        const answer = await ports.save(operation)
        if (answer.kind === 'not-saved') {
          dispatch({ kind: 'not-saved', reason: answer.reason })
          return
        }
        const { sequence, hash, savedAt } = answer
        dispatch({ kind: 'served', served: { ...served, sequence, hash, savedAt } })
      }
      dispatch({ kind: 'done' })
    } finally {
      isBusy.current = false
    }
  }

  return {
    state,
    dispatch,
    save,
    another: (who) => {
      const customer = who === 'same' ? state.customer : null
      dispatch({ kind: 'opened', ids: newServiceIds(ports), customer })
    },
  }
}
