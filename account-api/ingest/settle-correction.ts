import type { CorrectionPayload } from '#shared/contracts/operations/correction.ts'
import { asAmended, grantsOf } from './amend.ts'
import type { Arrival } from './arrival.ts'
import { NO_EFFECTS, joinEffects } from './effects.ts'
import { emailKeyOf } from './email-key.ts'
import { kitOf } from './kits.ts'
import { learn } from './learn.ts'
import { centralCase, openCase } from './open-case.ts'
import { endedByCorrection, settleAgain } from './settle-again.ts'
import type { Act } from './settle-again.ts'
import { settleCaptured } from './settle-captured.ts'
import { settleRemoval } from './settle-removal.ts'
import { isAbout } from './settle-void.ts'
import type { Grants, Settled, SettlementRules } from './settlement.ts'
import { isSilenced } from './silenced.ts'
import { growing, isApplied, openStoreCase } from './snapshot.ts'
import type { KnownRecord, Snapshot } from './snapshot.ts'
import { devicesIn, mayClose, undoDevices } from './undo.ts'

interface Given {
  readonly arrival: Arrival
  readonly correction: CorrectionPayload
  /** What was decided in the correction's own case. */
  readonly grants: Grants
  readonly act: Act
  readonly rules: SettlementRules
}

/** Amends another record. With a person, it is settled again with the new fields; settled, it is amended and both are kept. */
export function settleCorrection(known: Snapshot, given: Given): Settled {
  const { arrival, correction, act, rules } = given
  const { changes, target } = correction
  const record = known.records.get(target)
  if (record === undefined || !isAbout(arrival, record.arrival)) return openCase(arrival, 'invalid-field')
  if (isSilenced(known, target)) return silently(arrival)
  if (record.arrival.header.type !== changes.type) return openCase(arrival, 'invalid-field')
  if (isApplied(known, target)) return amendApplied(known, record, given)
  const open = openStoreCase(known, record)
  if (open === undefined) return { outcome: { kind: 'superseded' }, effects: NO_EFFECTS }
  return settleAgain({
    record,
    open,
    act,
    amendment: { choice: null, changes },
    choice: 'correction',
    settle: (amended, grants) => resettled(known, { amended, grants, act, rules }),
  })
}

function resettled(
  known: Snapshot,
  given: { amended: Arrival; grants: Grants; act: Act; rules: SettlementRules },
): Settled {
  const { amended: arrival, grants, act, rules } = given
  const { content } = arrival
  if (content.kind === 'unreadable') return openCase(arrival, 'invalid-field')
  const { operation } = content
  if (operation.type === 'removal-request')
    return settleRemoval(known, { arrival, removal: operation.payload, grants, act })
  if (operation.type === 'void' || operation.type === 'correction' || operation.type === 'resolution') {
    return openCase(arrival, 'invalid-field')
  }
  return settleCaptured(known, { arrival, grants, at: act.at, rules, operation })
}

/** What the record did is undone as far as it changes, and it is settled again; a conflict stays with the correction. */
function amendApplied(known: Snapshot, record: KnownRecord, given: Given): Settled {
  const { arrival, correction, act, rules } = given
  const amendment = { choice: null, changes: correction.changes }
  const amended = asAmended(record, [amendment])
  if (amended === null) return openCase(arrival, 'invalid-field')
  const { id, aggregateId } = record.arrival.header
  const before = grantsOf([...record.amendments, amendment])
  const isSamePerson = before.isSamePerson || given.grants.isSamePerson
  const isOwn = record.arrival.header.type === 'registration' && record.accountId === aggregateId
  const staysAtAccount = isOwn ? !given.grants.isSamePerson : !changesEmail(correction)
  const staying =
    record.arrival.header.type === 'registration' && staysAtAccount
      ? devicesIn({ ...record, amendments: [...record.amendments, amendment] })
      : []
  const keep = new Set([...staying, ...cameAlong(known, { record, kitIds: staying })])
  const undone = undoDevices(known, { record, at: act.at, event: 'corrected', keep })
  const trial = growing(known)
  learn(trial, undone)
  const isItsOwn = (deviceId: string) => known.deviceOwners.get(deviceId)?.operationId === id
  // What it claims of somebody else is claimed still; what it brought and somebody else has since is not claimed back.
  const isDisputed = (deviceId: string) =>
    known.disputes.get(id)?.some((dispute) => dispute.deviceId === deviceId) === true
  const held = bringsDevices(record) ? devicesIn(record) : []
  const grants = {
    ...before,
    isSamePerson,
    foreignDevices: given.grants.foreignDevices ?? before.foreignDevices,
    ownAccountId: isOwn ? aggregateId : null,
    actingTerminalId: act.terminalId,
    settledDevices: new Set(
      held.filter((deviceId) => keep.has(deviceId) || !(isItsOwn(deviceId) || isDisputed(deviceId))),
    ),
  }
  const settled = resettled(trial, { amended, grants, act, rules })
  const { outcome, effects } = settled
  if (outcome.kind === 'case') return openCase(arrival, outcome.caseKind)
  if (outcome.kind !== 'accepted') return { outcome: { kind: 'superseded' }, effects: NO_EFFECTS }
  if (effects.erasedPayloads.length > 0) {
    return joined(silently(arrival), { cases: [centralCase(amended, 'under-age')] })
  }
  const isStillClaiming = (trial.disputes.get(id) ?? []).length + effects.deviceDisputes.length > 0
  const ended = isStillClaiming ? NO_EFFECTS : endedByCorrection(known, { record, act })
  const again = reopened(known, { effects, at: act.at })
  const leaves = isOwn && effects.registrations[0]?.accountId !== aggregateId
  return {
    outcome,
    before: undone,
    effects: {
      ...effects,
      closedAccounts: leaves && mayClose(trial, record) ? [{ accountId: aggregateId, at: act.at }] : [],
      // A link answers the version of the case that it asks about.
      mailRequests: mailsOf(known, { arrival, effects }).map((mail) => {
        const kase = again.find(({ caseId }) => caseId === mail.caseId)
        return kase === undefined ? mail : { ...mail, occasion: kase.version }
      }),
      changedCases: [...effects.changedCases, ...ended.changedCases, ...again],
      caseDecisions: [...effects.caseDecisions, ...ended.caseDecisions],
      amendments: [
        {
          targetOperationId: id,
          position: record.amendments.length,
          operationId: arrival.header.id,
          choice: null,
          changes: JSON.stringify(correction.changes),
          madeAt: act.at,
        },
      ],
    },
  }
}

/** A dispute that had ended is open again where the record claims of somebody else once more: it is the same case [IN14]. */
function reopened(
  known: Snapshot,
  given: { effects: Settled['effects']; at: string },
): Settled['effects']['changedCases'] {
  return given.effects.cases.flatMap(({ caseId }) => {
    const kase = known.cases.get(caseId)
    if (kase === undefined || kase.isOpen) return []
    const { kind, choices, version } = kase
    return [{ caseId, version: version + 1, kind, choices, status: 'open' as const, at: given.at }]
  })
}

/** Parts that a record brought with their kits, without naming them [KT6]. */
function cameAlong(
  known: Snapshot,
  given: { record: KnownRecord; kitIds: readonly string[] },
): readonly string[] {
  const { record, kitIds } = given
  const named = devicesIn(record)
  return [...known.deviceOwners].flatMap(([deviceId, { operationId }]) => {
    const isOfRecord = operationId === record.arrival.header.id && !named.includes(deviceId)
    return isOfRecord && kitIds.includes(kitOf(known, deviceId)?.kitId ?? '') ? [deviceId] : []
  })
}

function bringsDevices(record: KnownRecord): boolean {
  return ['registration', 'device-added', 'replacement'].includes(record.arrival.header.type)
}

function changesEmail({ changes }: CorrectionPayload): boolean {
  return changes.type === 'registration' && changes.fields.email !== undefined
}

/** Only what is new is told: another address gets its own activation, devices that came are named to their holder. */
function mailsOf(
  known: Snapshot,
  given: { arrival: Arrival; effects: Settled['effects'] },
): Settled['effects']['mailRequests'] {
  const { arrival, effects } = given
  const operationId = arrival.header.id
  const isNewAddress = effects.changedAccounts.some(({ email }) => !known.accounts.has(emailKeyOf(email)))
  return effects.mailRequests
    .filter(({ kind }) => kind !== 'activation' || isNewAddress)
    .filter(({ kind }) => kind !== 'devices-added' || effects.devices.length > 0)
    .map((mail) => ({ ...mail, operationId }))
}

function silently(arrival: Arrival): Settled {
  const erasedPayloads = [arrival.header.id]
  return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, erasedPayloads } }
}

function joined(settled: Settled, more: Partial<Settled['effects']>): Settled {
  return { ...settled, effects: joinEffects([settled.effects, { ...NO_EFFECTS, ...more }]) }
}
