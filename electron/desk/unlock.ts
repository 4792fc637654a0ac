import type { OperatorId } from '#shared/contracts/identifiers.ts'
import type { BadgeUnlock } from '#shared/ipc/badge-methods.ts'
import type { UnlockResult } from '#shared/ipc/desk-methods.ts'
import { assert } from '#shared/kernel/assert.ts'

import type { DeskParts } from './desk-parts.ts'

type PinAnswer =
  | { readonly kind: 'right'; readonly pinKey: Uint8Array }
  | Extract<UnlockResult, { kind: 'wrong-pin' | 'wait' | 'locked-out' | 'no-pin' | 'disk-failed' }>

/** Whether a PIN is the operator's; every try counts [V9], and one that is wrong is told to the window. */
export async function checkPin(
  parts: Pick<DeskParts, 'pins' | 'announce'>,
  asked: { operatorId: OperatorId; pin: string },
): Promise<PinAnswer> {
  const check = await parts.pins.check(asked.operatorId, asked.pin)
  assert(check.kind !== 'hash-failed', 'a PIN can be hashed')
  if (check.kind === 'not-counted') return { kind: 'disk-failed' }
  if (check.kind !== 'wrong') return check
  parts.announce()
  return { kind: 'wrong-pin', triesLeft: check.triesLeft }
}

/** Unlocks for the operator whose PIN it is. */
export async function unlockByPin(
  parts: DeskParts,
  asked: { operatorId: OperatorId; pin: string },
): Promise<UnlockResult> {
  if (entryOf(parts, asked.operatorId) === undefined) return { kind: 'unknown-operator' }
  const check = await checkPin(parts, asked)
  if (check.kind !== 'right') return check
  const hasBegun = await begin(parts, { operatorId: asked.operatorId, pinKey: check.pinKey })
  return { kind: hasBegun ? 'unlocked' : 'unknown-operator' }
}

/** Unlocks for the operator whose badge it is, as their PIN would [V22] [V24]. */
export async function unlockByBadge(parts: DeskParts, code: string): Promise<BadgeUnlock> {
  const { pins, badges, session } = parts
  const operatorId = badges.claimedBy(code)
  if (operatorId === null || entryOf(parts, operatorId) === undefined) return { kind: 'unknown-badge' }
  const status = pins.status(operatorId)
  if (status.kind !== 'free') return status
  const pinKey = await badges.open(code)
  if (pinKey === null || session.operator() !== null) return { kind: 'unknown-badge' }
  const hasBegun = await begin(parts, { operatorId, pinKey })
  return { kind: hasBegun ? 'unlocked' : 'unknown-badge' }
}

/** Begins their work, drafts included; not where the roster lost them while the PIN or the badge was hashed. */
async function begin(
  parts: DeskParts,
  { operatorId, pinKey }: { operatorId: OperatorId; pinKey: Uint8Array },
): Promise<boolean> {
  // Who works on although their pair cannot be opened or written can read no draft, and hears that.
  await parts.draftKeys?.unlock(operatorId, pinKey)
  const entry = entryOf(parts, operatorId)
  if (entry === undefined) parts.draftKeys?.lock()
  else parts.session.begin(entry)
  return entry !== undefined
}

function entryOf(parts: Pick<DeskParts, 'terminal'>, operatorId: OperatorId) {
  const roster = parts.terminal()?.configuration.current().roster ?? []
  return roster.find((entry) => entry.operatorId === operatorId)
}
