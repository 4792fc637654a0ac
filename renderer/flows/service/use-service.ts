import { useRef, type Dispatch } from 'react'
import type { FoundAccount } from '#shared/contracts/account-answers.ts'
import { saveInOrder } from '../save-in-order.ts'
import { newGuaranteeIds } from './guarantee/guarantee-state.ts'
import { useLoyalty } from './loyalty/use-loyalty.ts'
import type { ServicePlace, ServicePorts } from './service-ports.ts'
import { recordsToServe } from './service-operations.ts'
import type { Handover } from './transfer/handover.ts'
import { newServiceIds, type ServiceAction, type ServiceSession } from './service-session.ts'

/** What one can do for a customer of this till. */
export interface Serving extends Pick<ServiceSession, 'state' | 'dispatch'> {
  readonly save: () => Promise<void>
  /** What may be seen of the account that was found. */
  readonly readAccount: () => Promise<void>
  /** Opens an account that was found, once it was asked what may be seen of it. */
  readonly openAccount: (found: FoundAccount) => Promise<void>
  /** Something else, for the same customer or for another one. */
  readonly another: (who: 'same' | 'other') => void
  /** The new owner's turn: what was open of the first one is closed [TR2]. */
  readonly handOver: (handover: Handover) => void
  /** Since when an exchange of this customer's points has no answer; null where there is none. */
  readonly spendOpenSince: string | null
  readonly askLoyalty: () => void
}

export function useService(
  session: Pick<ServiceSession, 'state' | 'dispatch' | 'guarantee'>,
  given: { ports: ServicePorts; place: ServicePlace },
): Serving {
  const { state, dispatch } = session
  const { ports, place } = given
  const isBusy = useRef(false)
  const { spendOpenSince, ask } = useLoyalty(session, ports)

  const readAccount = async () => {
    await readOpenAccount(dispatch, ports)
  }

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
      // Main refuses what is about an account that it closed meanwhile.
      if (reason === 'invalid' && state.found !== null) await readAccount()
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
    readAccount,
    async openAccount(found) {
      const read = await ports.account.read()
      const seen = read.kind === 'read' ? { view: read.view, kits: read.kits } : { view: null }
      dispatch({ kind: 'found', found: { ...found, ...seen } })
      if (read.kind === 'closed') dispatch({ kind: 'account-closed' })
    },
    handOver(handover) {
      nextCustomer(session, ports, handover)
    },
    another: (who) => {
      if (who === 'other') {
        nextCustomer(session, ports)
        return
      }
      dispatch({ kind: 'opened', ids: newServiceIds(ports), same: state })
      if (state.found !== null) void readAccount()
    },
  }
}

/** Empty forms; the account of the customer before is closed (D30). */
export function nextCustomer(
  { dispatch, guarantee }: Pick<ServiceSession, 'dispatch' | 'guarantee'>,
  ports: ServicePorts,
  handover: Handover | null = null,
): void {
  void ports.account.leave()
  guarantee.dispatch({ kind: 'opened', ids: newGuaranteeIds(ports) })
  dispatch({ kind: 'opened', ids: newServiceIds(ports), same: null, handover })
}

/** Shows what may be seen now of the account that is open; false where main has closed it. */
export async function readOpenAccount(
  dispatch: Dispatch<ServiceAction>,
  ports: ServicePorts,
): Promise<boolean> {
  const read = await ports.account.read()
  if (read.kind === 'closed') dispatch({ kind: 'account-closed' })
  if (read.kind === 'read') dispatch({ ...read, kind: 'account-read' })
  return read.kind !== 'closed'
}
