import type { ContactChangePayload } from '#shared/contracts/operations/contact-change.ts'
import { wrongFieldsOf } from '#shared/domain/registration-fields.ts'
import { claimEffects } from './claim-devices.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Effects } from './effects.ts'
import { emailKeyOf } from './email-key.ts'
import { openCase } from './open-case.ts'
import type { Claimed } from './claim-devices.ts'
import type { Settled, ToSettle } from './settlement.ts'
import { ownershipKey } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Other contact details wait for the customer's word by a link (links/SPEC.md, LK8). An e-mail that has another account is a
 * conflict, as for a registration: where it is the same person, what is in this account goes to that one.
 */
export function settleContactChange(
  known: Snapshot,
  given: ToSettle & { change: ContactChangePayload },
): Settled {
  const { arrival, change, grants, at: requestedAt } = given
  const { id: operationId, aggregateId } = arrival.header
  const { email } = change.fields
  if (wrongFieldsOf({ type: 'contact-change', payload: change }).length > 0)
    return openCase(arrival, 'invalid-field')
  const accountId = known.customers.get(aggregateId)
  if (accountId === undefined) return openCase(arrival, 'invalid-field')
  const holder = email === undefined ? undefined : known.accounts.get(emailKeyOf(email))?.accountId
  const accepted = { kind: 'accepted' } as const
  if (holder !== undefined && holder !== accountId) {
    if (!grants.isSamePerson) return openCase(arrival, 'email-taken')
    return { outcome: accepted, effects: mergeAccounts(known, { ...given, from: accountId, into: holder }) }
  }
  const row = {
    operationId,
    accountId,
    hasNewEmail: email !== undefined && holder === undefined,
    requestedAt,
  }
  const mail = { operationId, kind: 'contact-change' as const, accountId, requestedAt }
  return { outcome: accepted, effects: { ...NO_EFFECTS, contactChanges: [row], mailRequests: [mail] } }
}

/** Two accounts of one person become one: the devices of the first, with their guarantee, go to the second. */
function mergeAccounts(known: Snapshot, given: ToSettle & { from: string; into: string }): Effects {
  const { arrival, at, from, into } = given
  const operationId = arrival.header.id
  const moved = [...known.deviceOwners].filter(([, owner]) => owner.accountId === from)
  const devices = moved.flatMap(([deviceId, owner]) => {
    const device = known.devices.get(ownershipKey({ ...owner, deviceId }))
    return device === undefined ? [] : [{ deviceId, ...device }]
  })
  const claimed: Claimed = {
    newDevices: [],
    outOfUse: new Set(),
    transferred: moved.map(([deviceId]) => ({ deviceId, accountId: from })),
    disputed: [],
    brought: [],
    kitChanges: [],
  }
  const effects = claimEffects({ arrival, at, accountId: into, claimed, guaranteedFrom: null })
  const registered = ({ deviceId }: { deviceId: string }) =>
    ({ deviceId, operationId, event: 'registered', accountId: into, reason: null, at }) as const
  return {
    ...effects,
    devices: devices.map((device) => ({ ...device, operationId, accountId: into, since: at })),
    deviceHistory: [...effects.deviceHistory, ...devices.map(registered)],
    closedAccounts: [{ accountId: from, at, mergedInto: into, mergedBy: operationId }],
    mailRequests: [{ operationId, kind: 'devices-added', accountId: into, requestedAt: at }],
  }
}
