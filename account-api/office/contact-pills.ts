import type { FleetTerminal } from '#shared/contracts/messages/proof.ts'
import { pill } from './elements.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import type { Texts } from './texts/texts.ts'

/** Whether anybody heard of a till, or it is at its end. */
export function contactPill({ fleet }: Texts, terminal: Pick<FleetTerminal, 'status' | 'isSilent'>): Html {
  if (terminal.status === 'revoked') return pill('neutral', fleet.isRevoked)
  return terminal.isSilent ? pill('stop', fleet.isSilent) : pill('ok', fleet.isActive)
}

/** Nothing where its key is protected. */
export function keyPill({ fleet }: Texts, { hasKeystore }: Pick<FleetTerminal, 'hasKeystore'>): Html {
  return html`${hasKeystore ? null : pill('wait', fleet.noKeystore)}`
}
