import { useEffect, useState } from 'react'
import type { AppPorts } from './app-ports.ts'

const TICK_MS = 10_000

/** Wall time in milliseconds, fresh enough for a clock of hours and minutes. */
export function useNow({ clock, timer }: Pick<AppPorts, 'clock' | 'timer'>): number {
  const [nowMs, setNowMs] = useState(() => clock.wallMs())
  useEffect(
    () =>
      timer.after(TICK_MS, () => {
        setNowMs(clock.wallMs())
      }),
    [clock, timer, nowMs],
  )
  return nowMs
}
