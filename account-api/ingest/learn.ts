import type { CaseAudience } from '#shared/contracts/messages/cases.ts'
import { changedFieldsSchema } from '#shared/contracts/operations/changed-fields.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { Effects } from './effects.ts'
import { lastOf } from './last-of.ts'
import { audienceOf, isAboutRecord, subjectOf } from './open-case.ts'
import { ownershipKey } from './snapshot.ts'
import type { Amendment, GrowingSnapshot, KitChange, Ownership } from './snapshot.ts'

/** What an operation did to devices of the account that it wrote to; all but the first freed one. */
const WRITES_TO_ACCOUNT: readonly string[] = ['registered', 'released', 'returned', 'replaced']

/** Makes a growing snapshot as the database will be once these effects are written: changes first, then additions. */
export function learn(known: GrowingSnapshot, effects: Effects): void {
  learnChanges(known, effects)
  for (const check of effects.ageChecks) {
    known.ageChecks.set(check.operationId, {
      terminalId: check.terminal,
      isAllowed: check.outcome === 'allowed',
    })
  }
  for (const { emailKey, accountId, dateOfBirth } of effects.accounts) {
    known.accounts.set(emailKey, { accountId, dateOfBirth })
    known.accountIds.add(accountId)
    known.customers.set(accountId, accountId)
  }
  for (const { operationId, customerId, accountId } of effects.registrations) {
    known.customers.set(customerId, accountId)
    forgetRegistration(known, operationId)
    const others = known.registrations.get(accountId) ?? []
    known.registrations.set(accountId, new Set([...others, operationId]))
    setAccount(known, operationId, accountId)
  }
  for (const device of effects.devices) {
    const { deviceId, accountId, operationId, kind, model, origin } = device
    known.deviceOwners.set(deviceId, { accountId, operationId })
    known.devices.set(ownershipKey(device), {
      kind,
      model: model ?? null,
      origin,
      guaranteedFrom: device.guaranteedFrom ?? null,
      accidentsFrom: device.accidentsFrom ?? null,
      accidents: device.accidents ?? 0,
    })
  }
  for (const { replacedDevice, operationId } of effects.replacements) {
    forgetReplaced(known, operationId)
    if (replacedDevice == null) continue
    known.replaced.set(replacedDevice, new Set([...(known.replaced.get(replacedDevice) ?? []), operationId]))
  }
  for (const change of effects.kitChanges) learnKitChange(known, change)
  for (const { operationId, accountId } of [...effects.guaranteeCases, ...effects.assistanceCases])
    known.serviceCases.set(operationId, accountId ?? null)
  for (const { accountId, action } of effects.loyaltyMemberships) {
    const before = known.loyalty.get(accountId) ?? { balance: 0 }
    known.loyalty.set(accountId, { ...before, isMember: action === 'join' })
  }
  for (const { accountId, points } of effects.loyaltyEntries) {
    const before = known.loyalty.get(accountId) ?? { isMember: false, balance: 0 }
    known.loyalty.set(accountId, { ...before, balance: before.balance + points })
  }
  for (const { deviceId, operationId, event, accountId } of effects.deviceHistory) {
    if (WRITES_TO_ACCOUNT.includes(event)) {
      setAccount(known, operationId, known.records.get(operationId)?.accountId ?? accountId)
    }
    if (event === 'registered' || !WRITES_TO_ACCOUNT.includes(event)) continue
    known.freedBy.set(operationId, new Set([...(known.freedBy.get(operationId) ?? []), deviceId]))
  }
  for (const dispute of effects.deviceDisputes) {
    const { operationId, deviceId, accountId, wish, kind, model, origin } = dispute
    const added = {
      deviceId,
      accountId: accountId ?? null,
      wish,
      kind,
      model: model ?? null,
      origin,
    }
    known.disputes.set(operationId, [...(known.disputes.get(operationId) ?? []), added])
  }
  for (const row of effects.cases) {
    if (known.cases.has(row.caseId)) continue
    known.cases.set(row.caseId, {
      operationId: row.operationId,
      envelopeHash: row.envelopeHash,
      terminalId: row.terminalId,
      kind: row.kind,
      audience: row.audience satisfies CaseAudience,
      version: row.version,
      isOpen: row.status === 'open',
      choices: JSON.parse(row.choices) as string[],
    })
  }
  for (const { targetOperationId } of effects.voids) {
    known.ageChecks.delete(targetOperationId)
    for (const [deviceId, owners] of known.formerOwners) {
      if (!owners.some(({ operationId }) => operationId === targetOperationId)) continue
      const marked = owners.map((owner) =>
        owner.operationId === targetOperationId ? { ...owner, isTakenBack: true } : owner,
      )
      known.formerOwners.set(deviceId, marked)
    }
    forgetReplaced(known, targetOperationId)
    known.serviceCases.delete(targetOperationId)
    forgetRegistration(known, targetOperationId)
  }
  for (const { targetOperationId, choice, changes } of effects.amendments) {
    const record = known.records.get(targetOperationId)
    if (record === undefined) continue
    const amendments = [...record.amendments, readAmendment({ choice, changes })]
    known.records.set(targetOperationId, { ...record, amendments })
  }
  for (const { operationId, onOperationId } of effects.dependencies) {
    const record = known.records.get(operationId)
    const before = known.dependants.get(onOperationId) ?? []
    if (record === undefined || before.some((dependant) => dependant.operationId === operationId)) continue
    known.dependants.set(onOperationId, [...before, subjectOf(record.arrival)])
  }
}

/** An amendment as its row says it. */
function readAmendment(row: {
  choice?: string | null | undefined
  changes?: string | null | undefined
}): Amendment {
  const changes = row.changes ?? null
  return {
    choice: row.choice ?? null,
    changes: changes === null ? null : changedFieldsSchema.parse(JSON.parse(changes)),
  }
}

/** What is settled again keeps its place among the changes of its kit. */
function learnKitChange(known: GrowingSnapshot, row: Effects['kitChanges'][number]): void {
  const { operationId, accountId = null, kitId, kind, oldPart = null, newPart = null, hasOwnTerm } = row
  const change: KitChange = { operationId, accountId, kind, oldPart, newPart, hasOwnTerm, isUndone: false }
  const before = known.kitChanges.get(kitId) ?? []
  const isSame = (one: KitChange) => one.operationId === operationId && one.kind === kind
  known.kitChanges.set(
    kitId,
    before.some(isSame) ? before.map((one) => (isSame(one) ? change : one)) : [...before, change],
  )
}

/** What a record of a customer who is removed said of devices: what it put out of use, which parts it took out of kits. */
function forgetDevices(known: GrowingSnapshot, operationId: string): void {
  forgetReplaced(known, operationId)
  for (const [kitId, changes] of known.kitChanges)
    known.kitChanges.set(
      kitId,
      changes.map((one) => (one.operationId === operationId ? { ...one, oldPart: null } : one)),
    )
}

function forgetReplaced(known: GrowingSnapshot, operationId: string): void {
  for (const [deviceId, operations] of known.replaced)
    if (operations.has(operationId))
      known.replaced.set(deviceId, new Set([...operations].filter((id) => id !== operationId)))
}

function forgetRegistration(known: GrowingSnapshot, operationId: string): void {
  for (const [accountId, operations] of known.registrations) {
    if (!operations.has(operationId)) continue
    known.registrations.set(accountId, new Set([...operations].filter((id) => id !== operationId)))
  }
}

function setAccount(known: GrowingSnapshot, operationId: string, accountId: string): void {
  const record = known.records.get(operationId)
  if (record !== undefined) known.records.set(operationId, { ...record, accountId })
}

function learnChanges(known: GrowingSnapshot, effects: Effects): void {
  for (const { deviceId } of effects.releasedDevices) {
    const owner = known.deviceOwners.get(deviceId)
    if (owner === undefined) continue
    known.deviceOwners.delete(deviceId)
    known.formerOwners.set(deviceId, [...(known.formerOwners.get(deviceId) ?? []), owner])
  }
  for (const { deviceId, accountId, operationId } of effects.restoredDevices) {
    const restored: Ownership = { accountId, operationId }
    known.deviceOwners.set(deviceId, restored)
  }
  for (const { operationId, kitId, kind } of effects.undoneKitChanges) {
    const changes = known.kitChanges.get(kitId) ?? []
    known.kitChanges.set(
      kitId,
      changes.map((one) =>
        one.operationId === operationId && one.kind === kind ? { ...one, isUndone: true } : one,
      ),
    )
    forgetReplaced(known, operationId)
  }
  for (const { operationId, deviceId } of effects.decidedDisputes) {
    const open = known.disputes.get(operationId) ?? []
    known.disputes.set(
      operationId,
      open.filter((dispute) => dispute.deviceId !== deviceId),
    )
  }
  for (const { accountId, emailKey, dateOfBirth } of effects.changedAccounts) {
    forgetEmail(known, accountId)
    known.accounts.set(emailKey, { accountId, dateOfBirth })
  }
  for (const { accountId, mergedInto, mergedBy } of effects.closedAccounts) {
    forgetEmail(known, accountId)
    if (mergedInto !== undefined) known.merges.set(accountId, { into: mergedInto, by: mergedBy ?? null })
    for (const [customer, account] of known.customers) {
      if (account !== accountId) continue
      if (mergedInto === undefined) known.customers.delete(customer)
      else known.customers.set(customer, mergedInto)
    }
  }
  for (const { accountId } of effects.reopenedAccounts) {
    known.merges.delete(accountId)
    known.customers.set(accountId, accountId)
    // What had gone into it before speaks for it again.
    for (const customer of known.merges.keys())
      if (lastOf(known.merges, customer) === accountId) known.customers.set(customer, accountId)
  }
  for (const { caseId, version, kind, choices, status } of effects.changedCases) {
    const kase = known.cases.get(caseId)
    if (kase === undefined) continue
    const audience = isAboutRecord(kind) ? audienceOf(kind) : kase.audience
    known.cases.set(caseId, { ...kase, version, kind, audience, choices, isOpen: status === 'open' })
  }
  learnRemovals(known, effects)
}

function learnRemovals(known: GrowingSnapshot, { removals, removedCustomers }: Effects): void {
  for (const { customerId } of removedCustomers) {
    known.removedCustomers.add(customerId)
    for (const operationId of known.customerRecords.get(customerId) ?? []) forgetDevices(known, operationId)
  }
  for (const { accountId, mergedAccountIds, emailKeys, deviceIds, ...removal } of removals) {
    const gone = [...mergedAccountIds, ...(accountId === null ? [] : [accountId])]
    for (const [operationId, of] of known.serviceCases)
      if (of !== null && gone.includes(of)) known.serviceCases.delete(operationId)
    const { wishedAt, removalId } = removal
    const by = known.records.get(removalId)?.arrival.header ?? null
    for (const emailKey of emailKeys) known.removedEmails.set(emailKey, { wishedAt, by })
    for (const deviceId of deviceIds) known.removedDevices.set(deviceId, { wishedAt, by })
    for (const [kitId, changes] of known.kitChanges)
      known.kitChanges.set(
        kitId,
        changes.filter((change) => !gone.includes(change.accountId ?? '')),
      )
    for (const [deviceId, owners] of known.formerOwners)
      known.formerOwners.set(
        deviceId,
        owners.filter((owner) => !gone.includes(owner.accountId)),
      )
  }
}

function forgetEmail(known: GrowingSnapshot, accountId: string): void {
  for (const [emailKey, account] of known.accounts) {
    if (account.accountId === accountId) known.accounts.delete(emailKey)
  }
}

/** Remembers what became of operations. */
export function learnOutcomes(known: GrowingSnapshot, outcomes: Iterable<readonly [string, Outcome]>): void {
  for (const [id, outcome] of outcomes) known.outcomes.set(id, outcome)
}
