import type { GuaranteeCasePayload } from '#shared/contracts/operations/guarantee-case.ts'
import type { ReplacementPayload } from '#shared/contracts/operations/replacement.ts'
import type { NewRow } from '../database/tables.ts'
import { NO_EFFECTS } from './effects.ts'
import type { CoverageBasis } from './guarantee-coverage.ts'
import { coverOfFaulty, faultyDevice } from './faulty-device.ts'
import { coverAfter, coverageOf, dayOf, isCoveredByProof } from './guarantee-coverage.ts'
import { holderOf, isReplaced, kitsBefore, letGo } from './kits.ts'
import { openCase } from './open-case.ts'
import type { Settled, ToSettle } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * A new device takes the place of a faulty one (R17, R19). A fault that no guarantee covers is for a person to decide, as is a
 * new device that is in an account, or is out of use. The faulty one leaves the account, or its kit there, and is out of use; somebody
 * else's stays theirs. What comes in the place of a part is in its kit, and a device of the account (R11).
 */
export function settleReplacement(
  known: Snapshot,
  given: ToSettle & { replacement: ReplacementPayload },
): Settled {
  const { arrival, replacement, rules, grants, at } = given
  const { id: operationId, aggregateId, terminalId, operatorId, occurredAt } = arrival.header
  const { oldDevice, newDevice, fault, delivery, isTakenBack, part } = replacement
  const accountId = known.customers.get(aggregateId)
  if (accountId === undefined) return openCase(arrival, 'invalid-field')
  const isOtherKind = part !== undefined && part.kind !== newDevice.kind
  if (isOtherKind || [oldDevice, part?.deviceId].includes(newDevice.deviceId))
    return openCase(arrival, 'invalid-field')
  const isSettled = grants.settledDevices.has(newDevice.deviceId)
  if (!isSettled && isInUse(known, newDevice.deviceId)) return openCase(arrival, 'new-device-taken')
  const before = kitsBefore(known, operationId)
  const faulty = faultyDevice(before, { accountId, deviceId: oldDevice, part, newKind: newDevice.kind })
  const per = rules.guarantee.accidentsPer ?? 'kit'
  const cover = coverOfFaulty(before, { faulty, accountId, per })
  const day = dayOf(arrival)
  const basis = coverageOf({ cover, fault, found: replacement.exclusions.found, day, rules, grants })
  if (basis === null) return openCase(arrival, 'not-covered')
  const { hasOwnTerm, ...after } = coverAfter({ old: cover, basis, fault, day, rules })
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
  const { kit } = faulty
  const replacedDevice = faulty.isTheirs ? faulty.deviceId : null
  const left =
    replacedDevice === null
      ? { gone: [], releasedDevices: [] }
      : letGo(before, { deviceIds: [replacedDevice], accountId, operationId, at })
  const change = { operationId, accountId, oldPart: faulty.deviceId, newPart: newDevice.deviceId, at }
  return {
    outcome: { kind: 'accepted' },
    effects: {
      ...NO_EFFECTS,
      releasedDevices: left.releasedDevices,
      devices: isSettled ? [] : [{ operationId, accountId, since: at, origin, ...newDevice, ...after }],
      kitChanges: kit === null ? [] : [{ ...change, ...kit, hasOwnTerm }],
      deviceHistory: [
        ...left.gone.map((deviceId) => history(deviceId, 'replaced')),
        ...(isSettled ? [] : [history(newDevice.deviceId, 'registered')]),
      ],
      replacements: [{ ...row, newDevice: newDevice.deviceId, replacedDevice, way: delivery.way }],
    },
  }
}

function isInUse(known: Snapshot, deviceId: string): boolean {
  return holderOf(known, deviceId) !== null || isReplaced(known, deviceId)
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
  const { deviceId, part, fault, wanted, exclusions, registration, proofOfPurchase } = guarantee
  const { found } = exclusions
  const day = dayOf(arrival)
  const accountId = known.customers.get(aggregateId) ?? null
  let basis: CoverageBasis | null
  if (proofOfPurchase === undefined) {
    if (accountId === null) return openCase(arrival, 'invalid-field')
    const faulty = faultyDevice(known, { accountId, deviceId, part, newKind: null })
    const per = rules.guarantee.accidentsPer ?? 'kit'
    const cover = coverOfFaulty(known, { faulty, accountId, per })
    basis = coverageOf({ cover, fault, found, day, rules, grants })
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
