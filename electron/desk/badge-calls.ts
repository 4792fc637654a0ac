import { badgeDocument } from '#electron/printing/plain-documents.ts'
import type { MadeBadge } from '#shared/ipc/badge-methods.ts'
import { assert } from '#shared/kernel/assert.ts'

import type { DeskParts } from './desk-parts.ts'
import { madeHere, print } from './print-calls.ts'
import { checkPin } from './unlock.ts'

/** Makes a badge for whoever is at work, with their PIN, and prints it. One that did not come out is none [V23]. */
export async function makeBadge(parts: DeskParts, pin: string): Promise<MadeBadge> {
  const { badges, session } = parts
  const operator = session.operator()
  const made = madeHere(parts)
  assert(operator !== null && made !== null, 'who asks is at work on a till that is set up')
  const { operatorId, name } = operator
  const check = await checkPin(parts, { operatorId, pin })
  assert(check.kind !== 'no-pin', 'who is at work has a PIN')
  if (check.kind !== 'right') return check
  const code = await badges.make(operatorId, check.pinKey)
  if (!code.ok) return { kind: 'disk-failed' }
  const { language } = parts.settings.current()
  const printed = await print(parts, badgeDocument({ language, name, code: code.value }, made))
  if (printed.kind !== 'failed') return { kind: printed.kind }
  await badges.forget(operatorId)
  return { kind: 'not-printed', failure: printed.failure }
}

/** Ends the badge of whoever is at work. */
export async function forgetBadge({ badges, session }: DeskParts): Promise<'forgotten' | 'disk-failed'> {
  const operator = session.operator()
  assert(operator !== null, 'who asks is at work')
  return (await badges.forget(operator.operatorId)).ok ? 'forgotten' : 'disk-failed'
}
