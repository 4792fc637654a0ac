import { badgeDocument } from '#electron/printing/plain-documents.ts'
import type { BadgeUnlock, MadeBadge } from '#shared/ipc/badge-methods.ts'
import { assert } from '#shared/kernel/assert.ts'

import type { DeskParts } from './desk-parts.ts'
import { madeHere, print } from './print-calls.ts'

/** A try that could not be put on disk: the disk may be better in a moment. */
const RETRY_COUNT_MS = 5000

/** Makes a badge for whoever is at work, with their PIN, and prints it. One that did not come out is none [V23]. */
export async function makeBadge(parts: DeskParts, pin: string): Promise<MadeBadge> {
  const { pins, badges, session } = parts
  const operator = session.operator()
  const made = madeHere(parts)
  assert(operator !== null && made !== null, 'who asks is at work on a till that is set up')
  const { operatorId, name } = operator
  const check = await pins.check(operatorId, pin)
  if (check.kind === 'wrong') {
    parts.announce()
    return { kind: 'wrong-pin', triesLeft: check.triesLeft }
  }
  if (check.kind === 'wait' || check.kind === 'locked-out') return check
  if (check.kind !== 'right') return { kind: 'wait', retryAfterMs: RETRY_COUNT_MS }
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

/** Unlocks for the operator whose badge it is, as their PIN would [V22] [V24]. */
export async function unlockByBadge(parts: DeskParts, code: string): Promise<BadgeUnlock> {
  const { pins, badges, session } = parts
  const operatorId = badges.claimedBy(code)
  const entryOf = () =>
    parts
      .terminal()
      ?.configuration.current()
      .roster.find((entry) => entry.operatorId === operatorId)
  if (operatorId === null || entryOf() === undefined) return { kind: 'unknown-badge' }
  const status = pins.status(operatorId)
  if (status.kind !== 'free') return status
  const pinKey = await badges.open(code)
  if (pinKey === null || session.operator() !== null) return { kind: 'unknown-badge' }
  await parts.draftKeys?.unlock(operatorId, pinKey)
  // The roster may have changed while the badge was hashed.
  const entry = entryOf()
  if (entry === undefined) {
    parts.draftKeys?.lock()
    return { kind: 'unknown-badge' }
  }
  session.begin(entry)
  return { kind: 'unlocked' }
}
