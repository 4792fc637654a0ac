import type { PreparedPin } from '#electron/vault/operator-pins.ts'
import type { OperatorId } from '#shared/contracts/identifiers.ts'

import type { DeskParts } from './desk-parts.ts'

/** What a new PIN touches. */
export type NewPinPorts = Pick<DeskParts, 'pins' | 'badges' | 'draftKeys' | 'drafts' | 'onPinReset'>

/**
 * The one place where a new PIN comes into force [D16], by one-time code or by telephone. Where it replaces another one,
 * `onPinReset` ends what rested on the old one, and drafts that only the old one opened are destroyed. False when the disk did not take it.
 */
export async function putNewPin(
  ports: NewPinPorts,
  given: { operatorId: OperatorId; prepared: PreparedPin },
): Promise<boolean> {
  const isReset = ports.pins.hasPin(given.operatorId)
  // First: a badge that outlived its PIN would open what the new PIN closed [V23].
  const ended = await ports.badges.forget(given.operatorId)
  if (!ended.ok) return false
  const stored = await given.prepared.store()
  if (!stored.ok) return false
  if (isReset) await ports.onPinReset(given.operatorId)
  // A pair that could not be written is made when this operator unlocks.
  await ports.draftKeys?.replace(given.operatorId, given.prepared.pinKey)
  await ports.drafts.noteNewPin()
  return true
}
