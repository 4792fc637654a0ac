import type { NewRow } from '../database/tables.ts'
import { asAmended } from './amend.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Effects } from './effects.ts'
import { caseOutcome, storeCase } from './open-case.ts'
import { mergeBy, undoMerge } from './undo-merge.ts'
import { caseIdOf } from './case-id.ts'
import type { Settled } from './settlement.ts'
import { isApplied } from './snapshot.ts'
import type { KnownRecord, Snapshot } from './snapshot.ts'

interface Undoing {
  readonly record: KnownRecord
  readonly at: string
  readonly event: 'corrected' | 'voided'
  /** Devices that stay as they are. */
  readonly keep: ReadonlySet<string>
}

/** Ends what a record did to devices: those that it brought are free, those that it freed are their owner's again. */
export function undoDevices(known: Snapshot, given: Undoing): Effects {
  const { record, at, event, keep } = given
  const { id: operationId } = record.arrival.header
  const note = (deviceId: string, accountId: string): NewRow<'deviceHistory'> => ({
    deviceId,
    operationId,
    event,
    accountId,
    reason: null,
    at,
  })
  const brought = [...known.deviceOwners].filter(
    ([deviceId, owner]) => owner.operationId === operationId && !keep.has(deviceId),
  )
  const freed = [...(known.freedBy.get(operationId) ?? [])].flatMap((deviceId) => {
    const former = known.formerOwners
      .get(deviceId)
      ?.findLast((ownership) => ownership.accountId === record.accountId)
    const isFree = !known.deviceOwners.has(deviceId)
    // Whoever had it by a record that was taken back since never had it [IN35].
    if (former === undefined || former.isTakenBack === true || !isFree || keep.has(deviceId)) return []
    return [{ deviceId, accountId: former.accountId, operationId: former.operationId }]
  })
  const disputes = (known.disputes.get(operationId) ?? []).filter((dispute) => !keep.has(dispute.deviceId))
  const undoneKitChanges = [...known.kitChanges].flatMap(([kitId, changes]) =>
    changes.flatMap((change) => {
      const isKept = [change.oldPart, change.newPart].some((part) => part !== null && keep.has(part))
      const isOfRecord = change.operationId === operationId && !change.isUndone && !isKept
      return isOfRecord ? [{ operationId, kitId, kind: change.kind }] : []
    }),
  )
  return {
    ...NO_EFFECTS,
    undoneKitChanges,
    releasedDevices: brought.map(([deviceId, { accountId }]) => ({ deviceId, accountId, at })),
    restoredDevices: freed,
    decidedDisputes: disputes.map(({ deviceId }) => ({ deviceId, operationId, decision: 'withdrawn', at })),
    deviceHistory: [
      ...brought.map(([deviceId, { accountId }]) => note(deviceId, accountId)),
      ...freed.map(({ deviceId, accountId }) => note(deviceId, accountId)),
    ],
  }
}

/** Whether an account was made by this registration and nothing else hangs on it. */
export function mayClose(known: Snapshot, record: KnownRecord): boolean {
  const { id, aggregateId, type } = record.arrival.header
  if (type !== 'registration' || record.accountId !== aggregateId) return false
  const others = [...(known.registrations.get(aggregateId) ?? [])].filter((other) => other !== id)
  const devices = [...known.deviceOwners.values()].filter(
    (owner) => owner.accountId === aggregateId && owner.operationId !== id,
  )
  return others.length === 0 && devices.length === 0
}

const CHANGES_AN_ACCOUNT = [
  'registration',
  'device-added',
  'device-released',
  'return',
  'consent-change',
  'replacement',
  'loyalty-membership',
  'loyalty-redemption',
]

/** Whether taking a settled record back would change an account, or what another record rests on. */
export function hasConsequences(known: Snapshot, record: KnownRecord): boolean {
  const { id, type } = record.arrival.header
  return CHANGES_AN_ACCOUNT.includes(type) || dependantsOf(known, id).length > 0
}

function dependantsOf(known: Snapshot, operationId: string) {
  return (known.dependants.get(operationId) ?? []).filter((dependant) =>
    isApplied(known, dependant.operationId),
  )
}

/** Takes a settled record back: it has no effect from now on, and what rests on it is a case each (operations.md, void). */
export function reverse(
  known: Snapshot,
  given: { record: KnownRecord; at: string; by: { operationId: string | null; reason: string | null } },
): Pick<Settled, 'effects'> & { readonly others: ReadonlyMap<string, Settled['outcome']> } {
  const { record, at, by } = given
  const { id } = record.arrival.header
  const others = new Map<string, Settled['outcome']>([[id, { kind: 'superseded' }]])
  const cases: NewRow<'cases'>[] = []
  const reopened: Effects['changedCases'][number][] = []
  for (const dependant of dependantsOf(known, id)) {
    const kind = 'support-reversed'
    const caseId = caseIdOf({ ...dependant, kind })
    const before = known.cases.get(caseId)
    if (before?.isOpen === true) continue
    const version = (before?.version ?? 0) + 1
    const row = storeCase(dependant, { kind, openedAt: at })
    if (before === undefined) cases.push(row)
    else reopened.push({ caseId, version, kind, choices: before.choices, status: 'open', at })
    others.set(dependant.operationId, caseOutcome({ caseId, version, kind }))
  }
  const isMerge = mergeBy(known, id) !== undefined
  const undone = isMerge
    ? undoMerge(known, { record, at })
    : undoDevices(known, { record, at, event: 'voided', keep: new Set() })
  const accountId = record.accountId
  return {
    others,
    effects: {
      ...undone,
      closedAccounts: accountId !== null && mayClose(known, record) ? [{ accountId, at }] : [],
      cancelledMails: isMerge ? [] : [{ operationId: id, at }],
      voids: [{ targetOperationId: id, voidedAt: at, ...by }],
      changedCases: reopened,
      cases,
    },
  }
}

/** The devices that a record names, as amended. */
export function devicesIn(record: KnownRecord): readonly string[] {
  const amended = asAmended(record)
  if (amended === null || amended.content.kind === 'unreadable') return []
  const { operation } = amended.content
  if (operation.type === 'registration') return operation.payload.devices.map((device) => device.deviceId)
  if (operation.type === 'device-added') return [operation.payload.device.deviceId]
  if (operation.type === 'device-released') return [operation.payload.deviceId]
  if (operation.type === 'replacement') return [operation.payload.newDevice.deviceId]
  return operation.type === 'return' ? operation.payload.devices : []
}
