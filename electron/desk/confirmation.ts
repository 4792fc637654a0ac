import type { OperationsResponse } from '#shared/contracts/messages/operations.ts'
import type { ChainStanding } from '#shared/ipc/leave-methods.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { instantOf } from '#shared/kernel/instant.ts'

type Said = Pick<OperationsResponse, 'head' | 'gaps'>

/** What the account API last said of this till's chain. In memory only: a restart has to hear it again [D17]. */
export interface Confirmation {
  note(said: Said): void
  current(): ChainStanding['confirmed']
}

/** Its age is the longer one of both clocks: one stands still while the machine sleeps, the other can be put back. */
export function createConfirmation(clock: Clock): Confirmation {
  let last: (Said & { readonly wallMs: number; readonly monotonicMs: number }) | null = null
  return {
    note({ head, gaps }) {
      last = { head, gaps, wallMs: clock.wallMs(), monotonicMs: clock.monotonicMs() }
    },
    current() {
      if (last === null) return null
      const { head, gaps, wallMs, monotonicMs } = last
      const ages = [clock.monotonicMs() - monotonicMs, Math.abs(clock.wallMs() - wallMs)]
      return { head, gaps, heardAt: instantOf(wallMs), heardAgoMs: Math.round(Math.max(...ages)) }
    },
  }
}
