import { useRef } from 'react'
import { saveInOrder } from '../save-in-order.ts'
import { useLoyalty } from './loyalty/use-loyalty.ts'
import type { ServicePlace, ServicePorts } from './service-ports.ts'
import { recordsToServe } from './service-operations.ts'
import { newServiceIds, type ServiceSession } from './service-session.ts'

/** What one can do for a customer of this till. */
export interface Serving extends Pick<ServiceSession, 'state' | 'dispatch'> {
  readonly save: () => Promise<void>
  /** Something else, for the same customer or for another one. */
  readonly another: (who: 'same' | 'other') => void
  /** Since when an exchange of this customer's points has no answer; null where there is none. */
  readonly spendOpenSince: string | null
  readonly askLoyalty: () => void
}

export function useService(
  session: Pick<ServiceSession, 'state' | 'dispatch'>,
  given: { ports: ServicePorts; place: ServicePlace },
): Serving {
  const { state, dispatch } = session
  const { ports, place } = given
  const isBusy = useRef(false)
  const { spendOpenSince, ask } = useLoyalty(session, ports)

  const save = async () => {
    if (isBusy.current || state.isDone) return
    isBusy.current = true
    try {
      const records = await recordsToServe(state, {
        market: place.market,
        digest: ports.digest,
        // What is perhaps on disk is the open one itself, and is tried again as it is.
        isSpendOpen: spendOpenSince !== null && !state.isUnsure,
      })
      if (records.length === 0) return
      dispatch({ kind: 'saving' })
      const reason = await saveInOrder(ports, records, ({ served }, onDisk) => {
        dispatch({ kind: 'served', served: { ...served, ...onDisk } })
      })
      if (records.some(({ operation }) => operation.operation.type === 'loyalty-redemption')) ports.sendNow()
      dispatch(reason === null ? { kind: 'done' } : { kind: 'not-saved', reason })
    } finally {
      isBusy.current = false
    }
  }

  return {
    state,
    dispatch,
    save,
    spendOpenSince,
    askLoyalty: ask,
    another: (who) => {
      const customer = who === 'same' ? state.customer : null
      dispatch({ kind: 'opened', ids: newServiceIds(ports), customer })
    },
  }
}
