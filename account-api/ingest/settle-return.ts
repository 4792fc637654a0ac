import type { ReturnPayload } from '#shared/contracts/operations/return.ts'
import { NO_EFFECTS } from './effects.ts'
import { holderOf, letGo } from './kits.ts'
import { centralCase } from './open-case.ts'
import { freeing } from './settle-device.ts'
import type { Settled, ToSettle } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Goods brought back are free again, and what followed from their sale counts no longer. A return is never a conflict at the
 * counter: the goods are there. A device of somebody else's account stays theirs until head office has looked.
 */
export function settleReturn(known: Snapshot, given: ToSettle & { returned: ReturnPayload }): Settled {
  const { arrival, returned, at } = given
  const { id: operationId, aggregateId, terminalId, operatorId, occurredAt } = arrival.header
  const accountId = known.customers.get(aggregateId) ?? accountOf(known, returned.of)
  const deviceIds = [...new Set<string>(returned.devices)]
  const owned = deviceIds.flatMap((deviceId) => {
    const holder = holderOf(known, deviceId)
    return holder === null ? [] : [{ deviceId, accountId: holder }]
  })
  const left = accountId === null ? null : letGo(known, { deviceIds, accountId, operationId, at })
  const foreign = owned.filter((device) => device.accountId !== accountId)
  return {
    outcome: { kind: 'accepted' },
    effects: {
      ...NO_EFFECTS,
      releasedDevices: left?.releasedDevices ?? [],
      kitChanges: left?.kitChanges ?? [],
      deviceHistory:
        accountId === null || left === null
          ? []
          : left.gone.map((deviceId) => ({
              deviceId,
              accountId,
              operationId,
              event: 'returned' as const,
              reason: null,
              at,
            })),
      deviceDisputes: foreign.map(({ deviceId }) => freeing({ deviceId, operationId, accountId, at })),
      cases: foreign.length === 0 ? [] : [centralCase(arrival, 'device-disputed')],
      returns: [
        {
          operationId,
          ofOperationId: returned.of,
          accountId,
          terminalId,
          operatorId,
          devices: JSON.stringify(returned.devices),
          occurredAt,
        },
      ],
    },
  }
}

function accountOf(known: Snapshot, registration: string | null): string | null {
  if (registration === null) return null
  const found = [...known.registrations].find(([, operations]) => operations.has(registration))
  return found?.[0] ?? null
}
