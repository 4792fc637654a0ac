import type { RemovalRequestPayload } from '#shared/contracts/operations/removal-request.ts'
import type { CaseKind } from '#shared/contracts/outcome.ts'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { asAmended } from './amend.ts'
import type { Arrival } from './arrival.ts'
import { captureBounds } from './capture-bounds.ts'
import { NO_EFFECTS } from './effects.ts'
import { emailKeyOf } from './email-key.ts'
import { openCase } from './open-case.ts'
import { openCasesOf, openServiceCasesOf, removableAccount, removeCustomer } from './remove-customer.ts'
import type { Removable } from './remove-customer.ts'
import type { Act } from './settle-again.ts'
import type { Grants, Settled } from './settlement.ts'
import type { KnownRecord, Snapshot } from './snapshot.ts'
import { maySpeakFor } from './speaks-for.ts'

const MOST_NAMED = 20

interface Given {
  readonly arrival: Arrival
  readonly removal: RemovalRequestPayload
  readonly grants: Pick<Grants, 'openCases'>
  readonly act: Act
}

/**
 * Removes an account on its customer's wish (R16). Cases about the customer that are open are a person's to weigh first: the
 * removal waits for them, or ends them [IN23].
 */
export function settleRemoval(known: Snapshot, given: Given): Settled {
  const { arrival, grants, act } = given
  const { id } = arrival.header
  const removable = whoIs(known, given)
  if (!removable.ok) return openCase(arrival, removable.failure)
  const cases = openCasesOf(known, { removable: removable.value, except: id })
  const open = [...cases.map(([, kase]) => kase.operationId), ...openServiceCasesOf(known, removable.value)]
  const openCases = grants.openCases ?? known.removalChoices.get(id) ?? null
  if (open.length > 0 && openCases === null) return openCase(arrival, 'open-cases')
  if (open.length > 0 && openCases === 'after-cases') {
    const on = [...new Set(open)].map((operationId) => operationIdSchema.parse(operationId))
    return { outcome: { kind: 'waiting', on: on.slice(0, MOST_NAMED) }, effects: NO_EFFECTS }
  }
  // What its customer wants after this is a wish of its own, however late this arrived [IN25].
  const wishedAt = instantOf(captureBounds(arrival.header, arrival.receivedAt).latestMs)
  const removed = removeCustomer(known, { removable: removable.value, removalId: id, wishedAt, act })
  return { outcome: { kind: 'accepted' }, ...removed }
}

function whoIs(known: Snapshot, given: Given): Result<Removable, CaseKind> {
  const { who } = given.removal
  const { aggregateId } = given.arrival.header
  if (who.by === 'statement') {
    const emailKey = emailKeyOf(who.email)
    const account = known.accounts.get(emailKey)
    if (account?.dateOfBirth === who.dateOfBirth) {
      const found = removableAccount(known, account.accountId)
      return ok({ ...found, customerIds: [...found.customerIds, aggregateId] })
    }
    // Removed already: the wish is fulfilled.
    const isRemoved = account === undefined && known.removedEmails.has(emailKey)
    return isRemoved ? ok(nobody(aggregateId)) : fail('invalid-field')
  }
  const accountId = known.customers.get(aggregateId)
  if (accountId !== undefined) {
    const isTheirs = who.registration !== null || maySpeakFor(known, given.arrival)
    return isTheirs ? ok(removableAccount(known, accountId)) : fail('invalid-field')
  }
  const registered = who.registration === null ? undefined : known.records.get(who.registration)
  if (registered === undefined || registered.arrival.header.aggregateId !== aggregateId)
    return fail('invalid-field')
  return ok({ ...nobody(aggregateId), ...identityIn(registered) })
}

function nobody(customerId: string): Removable {
  return { accountId: null, mergedAccountIds: [], customerIds: [customerId], emailKeys: [], deviceIds: [] }
}

/** What identifies a customer whose registration is with a person, or has no effect. */
function identityIn(record: KnownRecord): Pick<Removable, 'emailKeys' | 'deviceIds'> {
  const content = (asAmended(record) ?? record.arrival).content
  if (content.kind === 'unreadable' || content.operation.type !== 'registration')
    return { emailKeys: [], deviceIds: [] }
  return { emailKeys: [emailKeyOf(content.operation.payload.email)], deviceIds: [] }
}
