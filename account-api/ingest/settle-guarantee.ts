import type { GuaranteeCasePayload } from '#shared/contracts/operations/guarantee-case.ts'
import type { ReplacementPayload } from '#shared/contracts/operations/replacement.ts'
import type { NewRow } from '../database/tables.ts'
import { NO_EFFECTS } from './effects.ts'
import type { CoverageBasis } from './guarantee-coverage.ts'
import { coverAfter, coverageOf, coverOf, dayOf, isCoveredByProof } from './guarantee-coverage.ts'
import { openCase } from './open-case.ts'
import type { Settled, ToSettle } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * A new device takes the place of a faulty one (R17, R19). A fault that no guarantee covers is for a person to decide, as is a
 * new device that is in an account. The faulty one leaves the account if it is there; somebody else's stays theirs.
 */
export function settleReplacement(
  known: Snapshot,
  given: ToSettle & { replacement: ReplacementPayload },
): Settled {
  const { arrival, replacement, rules, grants, at } = given
  const { id: operationId, aggregateId, terminalId, operatorId, occurredAt } = arrival.header
  const { oldDevice, newDevice, fault, delivery, isTakenBack } = replacement
  const accountId = known.customers.get(aggregateId)
  if (accountId === undefined || newDevice.deviceId === oldDevice) return openCase(arrival, 'invalid-field')
  const isSettled = grants.settledDevices.has(newDevice.deviceId)
  if (!isSettled && known.deviceOwners.has(newDevice.deviceId)) return openCase(arrival, 'new-device-taken')
  const day = dayOf(arrival)
  const found = replacement.exclusions.found
  const basis = coverageOf(known, { deviceId: oldDevice, accountId, fault, found, day, rules, grants })
  if (basis === null) return openCase(arrival, 'not-covered')
  const old = { deviceId: oldDevice, accountId }
  const isTheirs = known.deviceOwners.get(oldDevice)?.accountId === accountId
  const cover = coverAfter({ old: coverOf(known, old), basis, fault, day, rules })
  const history = (deviceId: string, event: NewRow<'deviceHistory'>['event']): NewRow<'deviceHistory'> => ({
    deviceId,
    operationId,
    event,
    accountId,
    reason: fault,
    at,
  })
  const row = {
    operationId,
    accountId,
    terminalId,
    operatorId,
    occurredAt,
    oldDevice,
    fault,
    basis,
    isTakenBack,
  }
  const origin = 'replacement'
  return {
    outcome: { kind: 'accepted' },
    effects: {
      ...NO_EFFECTS,
      releasedDevices: isTheirs ? [{ ...old, at }] : [],
      devices: isSettled ? [] : [{ operationId, accountId, since: at, origin, ...newDevice, ...cover }],
      deviceHistory: [
        ...(isTheirs ? [history(oldDevice, 'replaced')] : []),
        ...(isSettled ? [] : [history(newDevice.deviceId, 'registered')]),
      ],
      replacements: [{ ...row, newDevice: newDevice.deviceId, way: delivery.way }],
    },
  }
}

/**
 * A fault goes to head office as a case of the guarantee (R17), or to a person where nothing covers it. Somebody without a registration is
 * served in the store, by their proof of purchase.
 */
export function settleGuaranteeCase(
  known: Snapshot,
  given: ToSettle & { guarantee: GuaranteeCasePayload },
): Settled {
  const { arrival, guarantee, rules, grants, at } = given
  const { id: operationId, aggregateId, terminalId, operatorId } = arrival.header
  const { deviceId, fault, wanted, exclusions, registration, proofOfPurchase } = guarantee
  const { found } = exclusions
  const day = dayOf(arrival)
  const accountId = known.customers.get(aggregateId) ?? null
  let basis: CoverageBasis | null
  if (proofOfPurchase === undefined) {
    if (accountId === null) return openCase(arrival, 'invalid-field')
    basis = coverageOf(known, { deviceId, accountId, fault, found, day, rules, grants })
  } else {
    if (accountId !== null || registration !== null || wanted.way !== 'store')
      return openCase(arrival, 'invalid-field')
    const isCovered = isCoveredByProof({ ...proofOfPurchase, fault, found, day, rules })
    basis = grants.coverage ?? (isCovered ? 'statutory' : null)
  }
  if (basis === null) return openCase(arrival, 'not-covered')
  const row = { operationId, accountId, terminalId, operatorId, deviceId, fault, basis, openedAt: at }
  return {
    outcome: { kind: 'accepted' },
    effects: { ...NO_EFFECTS, guaranteeCases: [{ ...row, way: wanted.way }] },
  }
}
