import { useEffect } from 'react'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { ServiceSession } from '../service-session.ts'

/** An account that was found leaves the screen when its time is over, whatever screen that is: main has closed it by then (R15). */
export function useAccountEnd(
  { state, dispatch }: Pick<ServiceSession, 'state' | 'dispatch'>,
  { clock, timer }: { readonly clock: Clock; readonly timer: Timer },
): void {
  const expiresAt = state.found?.expiresAt ?? null
  useEffect(() => {
    if (expiresAt === null) return undefined
    return timer.after(Math.max(0, Date.parse(expiresAt) - clock.wallMs()), () => {
      dispatch({ kind: 'account-closed' })
    })
  }, [expiresAt, clock, timer, dispatch])
}
