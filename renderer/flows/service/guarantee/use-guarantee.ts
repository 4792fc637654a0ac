import { useRef } from 'react'
import { saveInOrder } from '../../save-in-order.ts'
import type { ServicePorts } from '../service-ports.ts'
import { guaranteeRecords, type GuaranteePlace } from './guarantee-operations.ts'
import type { GuaranteeForm, GuaranteeSession } from './guarantee-state.ts'

/** What one can do at the guarantee's form. */
export interface Guarantee extends GuaranteeSession {
  readonly answer: (change: Partial<GuaranteeForm>) => void
  readonly save: () => Promise<void>
}

export function useGuarantee(
  session: GuaranteeSession,
  given: { ports: ServicePorts; place: GuaranteePlace; onRefused: () => Promise<void> },
): Guarantee {
  const { state, dispatch } = session
  const { ports, place, onRefused } = given
  const isBusy = useRef(false)

  const save = async () => {
    if (isBusy.current || state.isDone) return
    const records = guaranteeRecords(state, place)
    if (records.length === 0) return
    isBusy.current = true
    dispatch({ kind: 'saving' })
    const open = records.filter(({ what }) => !state.saved.some((one) => one.what === what))
    const reason = await saveInOrder(ports, open, ({ what, operation }, onDisk) => {
      dispatch({ kind: 'saved', saved: { what, operationId: operation.operationId, ...onDisk } })
    })
    dispatch(reason === null ? { kind: 'done' } : { kind: 'not-saved', reason })
    // Main refuses what is about an account that it closed meanwhile.
    if (reason === 'invalid' && state.found !== null) await onRefused()
    isBusy.current = false
  }

  return {
    state,
    dispatch,
    save,
    answer: (change) => {
      dispatch({ kind: 'answered', change })
    },
  }
}
