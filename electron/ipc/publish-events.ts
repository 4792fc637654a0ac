import { EVENT_CHANNEL } from '#shared/ipc/channels.ts'
import type { EventContract, WindowRole } from '#shared/ipc/method.ts'
import type { z } from 'zod'

import type { WindowRegistry } from './window-registry.ts'

/** Sends an event to every window of a role; `detail` must be what the contract says, or it throws (a bug). */
export type PublishEvent<Contract extends EventContract> = <Name extends keyof Contract & string>(event: {
  to: WindowRole
  name: Name
  detail: z.infer<Contract[Name]>
}) => void

export function createPublisher<Contract extends EventContract>(parts: {
  contract: Contract
  windows: WindowRegistry
}): PublishEvent<Contract> {
  return ({ to, name, detail }) => {
    const parsed = parts.contract[name]?.parse(detail)
    for (const contents of parts.windows.withRole(to)) contents.send(EVENT_CHANNEL, { name, detail: parsed })
  }
}
