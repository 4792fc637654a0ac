import type { Clock } from '#shared/kernel/clock.ts'

import type { EnrolledTerminal } from './enrolled-terminal.ts'

const EVERY_MS = 5 * 60_000

/** Asks for the configuration when the account API was just heard, and not more often than every five minutes [D9]. */
export function createConfigurationRefresh(given: {
  clock: Clock
  onChange: () => void
}): (terminal: EnrolledTerminal) => Promise<void> {
  let askedAtMs: number | null = null
  return async (terminal) => {
    const nowMs = given.clock.monotonicMs()
    if (askedAtMs !== null && nowMs - askedAtMs < EVERY_MS) return
    askedAtMs = nowMs
    const { terminalId } = terminal.enrolment
    const answer = await terminal.client.call({ name: 'configuration', params: { terminalId }, body: null })
    if (!answer.ok) return
    const taken = await terminal.configuration.take(answer.value.value.configuration)
    if (taken.ok && taken.value.hasChanged) given.onChange()
  }
}
