import type { NewRow } from '../database/tables.ts'
import { takeOver } from './claim-devices.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Effects } from './effects.ts'
import { broughtAlong, holderOf } from './kits.ts'
import type { Snapshot } from './snapshot.ts'

/** Ends the disputes of a record: whoever has a device keeps it, or the claim is followed (R12). Both sides are told [IN36]. */
export function decideDispute(
  known: Snapshot,
  given: { operationId: string; decision: 'transfer' | 'keep'; at: string },
): Effects {
  const { operationId, decision, at } = given
  const customer = known.records.get(operationId)?.arrival.header.aggregateId ?? ''
  // Whoever claims it may be one with another account by now: that one gets it.
  const disputes = (known.disputes.get(operationId) ?? []).map((dispute) => ({
    ...dispute,
    accountId: dispute.accountId === null ? null : (known.customers.get(customer) ?? dispute.accountId),
  }))
  const decidedDisputes = disputes.map(({ deviceId }) => ({ deviceId, operationId, decision, at }))
  const told = (
    kind: 'device-transferred' | 'devices-added' | 'dispute-lost',
    accountIds: readonly string[],
  ) => [...new Set(accountIds)].map((accountId) => ({ operationId, kind, accountId, requestedAt: at }))
  if (decision === 'keep') {
    const claimants = disputes.flatMap(({ deviceId, wish, accountId }) =>
      wish === 'free' || accountId === null || holderOf(known, deviceId) === accountId ? [] : [accountId],
    )
    return { ...NO_EFFECTS, decidedDisputes, mailRequests: told('dispute-lost', claimants) }
  }
  const deviceIds = disputes.map(({ deviceId }) => deviceId)
  // One record claims for one account, or for nobody.
  const claimant = disputes[0]?.accountId ?? null
  const { transferred: losing, kitChanges } = takeOver(known, {
    deviceIds,
    accountId: claimant,
    operationId,
    at,
  })
  const won = disputes.flatMap(({ deviceId, accountId, wish, kind, model, origin }) => {
    const isTheirs = known.deviceOwners.get(deviceId)?.accountId === accountId
    if (wish === 'free' || accountId === null || isTheirs) return []
    const brought = broughtAlong(known, { kitId: deviceId, accountId }).filter(
      (part) => !deviceIds.includes(part.deviceId),
    )
    return [{ deviceId, kind, model, origin }, ...brought].map((device) => ({ ...device, accountId }))
  })
  const note = (
    deviceId: string,
    accountId: string,
    event: NewRow<'deviceHistory'>['event'],
  ): NewRow<'deviceHistory'> => ({ deviceId, operationId, event, accountId, reason: null, at })
  return {
    ...NO_EFFECTS,
    decidedDisputes,
    releasedDevices: losing.map((device) => ({ ...device, at })),
    kitChanges,
    devices: won.map((device) => ({ ...device, operationId, since: at })),
    deviceHistory: [
      ...losing.map(({ deviceId, accountId }) => note(deviceId, accountId, 'transferred')),
      ...won.map(({ deviceId, accountId }) => note(deviceId, accountId, 'registered')),
    ],
    mailRequests: [
      ...told(
        'device-transferred',
        losing.map(({ accountId }) => accountId),
      ),
      ...told(
        'devices-added',
        won.map(({ accountId }) => accountId),
      ),
    ],
  }
}
