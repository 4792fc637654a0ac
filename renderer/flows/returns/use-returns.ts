import { useRef } from 'react'
import { maskDeviceId } from '#shared/domain/device-id.ts'
import type { CapturedOperation } from '../record-port.ts'
import { canReturn, returnOperation, takeBackOperation } from './returns-operations.ts'
import type { ReturnsPorts } from './returns-ports.ts'
import { newReturnsIds, type ReturnsDone, type ReturnsSession } from './returns-session.ts'

/** What one can do with goods that come back. */
export interface Returning extends ReturnsSession {
  readonly saveReturn: () => Promise<void>
  readonly saveTakeBack: () => Promise<void>
  readonly another: () => void
}

export function useReturns(session: ReturnsSession, ports: ReturnsPorts): Returning {
  const { state, dispatch } = session
  const isBusy = useRef(false)

  /** One save at a time: a double press is the same operation and the same call. */
  const save = async (
    operation: CapturedOperation,
    made: Pick<ReturnsDone, 'what' | 'devices' | 'isOfRecord'>,
  ) => {
    if (isBusy.current || state.done !== null) return
    if (state.unsure !== null && state.unsure !== made.what) return
    isBusy.current = true
    dispatch({ kind: 'saving', saving: made.what })
    try {
      const answer = await ports.save(operation)
      if (answer.kind === 'not-saved') {
        dispatch({ kind: 'not-saved', reason: answer.reason })
        return
      }
      const { sequence, hash, savedAt } = answer
      const { operationId } = operation
      dispatch({ kind: 'done', done: { ...made, operationId, sequence, hash, savedAt } })
    } finally {
      isBusy.current = false
    }
  }

  return {
    state,
    dispatch,
    saveReturn: async () => {
      if (!canReturn(state)) return
      const devices = state.devices.map(maskDeviceId)
      await save(returnOperation(state), { what: 'return', devices, isOfRecord: state.of !== null })
    },
    saveTakeBack: async () => {
      const operation = takeBackOperation(state)
      if (operation !== null) await save(operation, { what: 'take-back', devices: [], isOfRecord: false })
    },
    another: () => {
      dispatch({ kind: 'opened', ids: newReturnsIds(ports) })
    },
  }
}
