import type { DocumentKind } from './age-check-policy.ts'
import type { Market } from './market.ts'

/** Which channels require registration, and which are served by this desk (R6; the public page on accounts). */
export const CHANNELS: Market['registration']['channels'] = [
  { channel: 'brand-store', isRegistrationRequired: false, isTakenAtCounter: true },
  { channel: 'partner-store', isRegistrationRequired: false, isTakenAtCounter: true },
  { channel: 'sales-adviser', isRegistrationRequired: false, isTakenAtCounter: true },
  { channel: 'web', isRegistrationRequired: true, isTakenAtCounter: false },
  { channel: 'phone', isRegistrationRequired: true, isTakenAtCounter: false },
]

/** Documents with a photo, none of them accepted after it expired (R2). */
export function acceptedDocuments(kinds: readonly DocumentKind[]) {
  return kinds.map((kind) => ({ kind, hasPhoto: true as const, acceptsExpired: false as const }))
}
