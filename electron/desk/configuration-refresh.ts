import type { TrustedTime } from '#electron/transport/trusted-time.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { Clock } from '#shared/kernel/clock.ts'

import type { EnrolledTerminal } from './enrolled-terminal.ts'

const EVERY_MS = 5 * 60_000

/** Asks for the configuration when the account API was just heard, and not more often than every five minutes [D9]; says how it went with the last [T18]. */
export function createConfigurationRefresh(given: {
  clock: Clock
  trustedTime: Pick<TrustedTime, 'nowMs'>
  onChange: () => void
}): (terminal: Pick<EnrolledTerminal, 'enrolment' | 'client' | 'configuration'>) => Promise<void> {
  let askedAtMs: number | null = null
  return async (terminal) => {
    const nowMs = given.clock.monotonicMs()
    if (askedAtMs !== null && nowMs - askedAtMs < EVERY_MS) return
    askedAtMs = nowMs
    const { terminalId } = terminal.enrolment
    const { refused } = terminal.configuration.standing()
    const answer = await terminal.client.call({
      name: 'configuration',
      params: { terminalId },
      body: null,
      query: {
        inForce: String(terminal.configuration.current().version),
        ...(refused === null ? {} : { refused }),
      },
    })
    if (!answer.ok) return
    // An answer was just heard, so the time is the server's; a wrong clock of the machine makes nothing valid or expired.
    const serverMs = given.trustedTime.nowMs()
    assert(serverMs !== null, 'a valid answer gives the time')
    const taken = await terminal.configuration.take(answer.value.value.configuration, serverMs)
    if (taken.ok && taken.value.hasChanged) given.onChange()
  }
}
