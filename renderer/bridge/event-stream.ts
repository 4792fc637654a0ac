import type { Bridge } from '#shared/ipc/channels.ts'
import type { EventContract } from '#shared/ipc/method.ts'
import { z } from 'zod'

/** One event of main, parsed. */
export type MainEvent<Contract extends EventContract> = {
  [Name in keyof Contract & string]: { readonly name: Name; readonly detail: z.infer<Contract[Name]> }
}[keyof Contract & string]

const eventSchema = z.object({ name: z.string(), detail: z.unknown() })

/** Hands over every event that the contract knows and drops the rest, until the returned function is called. */
export function listenToMain<Contract extends EventContract>(parts: {
  bridge: Bridge
  contract: Contract
  listener: (event: MainEvent<Contract>) => void
}): () => void {
  return parts.bridge.onEvent((message) => {
    const event = eventSchema.safeParse(message)
    if (!event.success) return
    const detail = parts.contract[event.data.name]?.safeParse(event.data.detail)
    if (detail?.success === true)
      parts.listener({ name: event.data.name, detail: detail.data } as MainEvent<Contract>)
  })
}
