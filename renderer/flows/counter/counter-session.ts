import { useReducer, type Dispatch } from 'react'
import { aggregateIdSchema, operationIdSchema } from '#shared/contracts/identifiers.ts'
import { counterReducer, type CounterAction } from './counter-reducer.ts'
import type { CounterPlace, CounterPorts } from './counter-ports.ts'
import { openCounter, type CounterState } from './counter-state.ts'

/** The open visit, which outlives the screen: a lock or another place of the desk loses nothing that was typed. */
export interface CounterSession {
  readonly state: CounterState
  readonly dispatch: Dispatch<CounterAction>
}

/** How long what was saved stays on the screen, to be corrected or taken back. */
export const KEPT_MS = 5 * 60_000

/** Opens a form for one customer. */
export function opening(ports: Pick<CounterPorts, 'newId' | 'time'>, place: Pick<CounterPlace, 'market'>) {
  const operation = () => operationIdSchema.parse(ports.newId())
  const aggregate = () => aggregateIdSchema.parse(ports.newId())
  const [language = 'en'] = place.market.languages.customer
  return {
    ids: {
      visit: aggregate(),
      customer: aggregate(),
      ageCheck: operation(),
      sale: operation(),
      registration: operation(),
    },
    startedAtMs: ports.time.nowMs(),
    home: { country: place.market.country, language },
  }
}

/** Holds the open visit above every screen. */
export function useCounterSession(
  ports: Pick<CounterPorts, 'newId' | 'time'>,
  place: Pick<CounterPlace, 'market'>,
) {
  const [state, dispatch] = useReducer(counterReducer, null, () => openCounter(opening(ports, place)))
  return { state, dispatch }
}
