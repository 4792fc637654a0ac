import type { RosterEntry } from '#shared/contracts/configuration.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Timer } from '#shared/kernel/timer.ts'

/** Who is at the desk, until they lock it, leave it, or are removed [D6]. */
export interface Session {
  operator(): RosterEntry | null
  begin(operator: RosterEntry): void
  lock(): void
  /** Somebody touched, typed or scanned. */
  noteActivity(): void
  setCustomerOpen(isOpen: boolean): void
}

/** `idleMs` is asked each time: configuration may change it. */
export function createSession(given: {
  clock: Clock
  timer: Timer
  idleMs: (isCustomerOpen: boolean) => number
  onChange: () => void
}): Session {
  const { clock, timer } = given
  let operator: RosterEntry | null = null
  let isCustomerOpen = false
  let lastActivityMs = 0
  let cancel: () => void = () => undefined

  function lock(): void {
    cancel()
    isCustomerOpen = false
    if (operator === null) return
    operator = null
    given.onChange()
  }

  /** Re-arms for what is left instead of at every key, so that activity costs nothing. */
  function watch(): void {
    cancel()
    const leftMs = lastActivityMs + given.idleMs(isCustomerOpen) - clock.monotonicMs()
    if (leftMs <= 0) lock()
    else cancel = timer.after(leftMs, watch)
  }

  return {
    operator: () => operator,
    begin(next) {
      operator = next
      isCustomerOpen = false
      lastActivityMs = clock.monotonicMs()
      watch()
      given.onChange()
    },
    lock,
    noteActivity() {
      lastActivityMs = clock.monotonicMs()
    },
    setCustomerOpen(isOpen) {
      isCustomerOpen = isOpen
      if (operator === null) return
      lastActivityMs = clock.monotonicMs()
      watch()
    },
  }
}
