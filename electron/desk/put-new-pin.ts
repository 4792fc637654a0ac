import type { OperatorPins } from '#electron/vault/operator-pins.ts'
import type { OperatorId } from '#shared/contracts/identifiers.ts'

import type { DeskParts } from './desk-parts.ts'

type Prepared = NonNullable<Awaited<ReturnType<OperatorPins['prepare']>>>

/**
 * The one place where a new PIN comes into force [D16], by one-time code or by telephone. Where it replaces another one,
 * `onPinReset` ends what rested on the old one. False when the disk did not take it.
 */
export async function putNewPin(
  ports: Pick<DeskParts, 'pins' | 'onPinReset'>,
  given: { operatorId: OperatorId; prepared: Prepared },
): Promise<boolean> {
  const isReset = ports.pins.hasPin(given.operatorId)
  const stored = await given.prepared.store()
  if (stored.ok && isReset) await ports.onPinReset(given.operatorId)
  return stored.ok
}
