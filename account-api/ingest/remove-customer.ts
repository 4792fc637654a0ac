import type { Outcome } from '#shared/contracts/outcome.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Effects } from './effects.ts'
import { closedCase, decisionRow } from './settle-again.ts'
import type { Act } from './settle-again.ts'
import type { KnownCase, Snapshot } from './snapshot.ts'

/** Who is to be removed: an account, and every aggregate that stands for its customer. */
export interface Removable {
  /** Null for a customer who has no account, because the registration is with a person. */
  readonly accountId: string | null
  /** Accounts that were made one with it. */
  readonly mergedAccountIds: readonly string[]
  readonly customerIds: readonly string[]
  /** What else identifies the customer: taken from a registration that is with a person. */
  readonly emailKeys: readonly string[]
  readonly deviceIds: readonly string[]
}

/** The account with every aggregate that stands for it. */
export function removableAccount(known: Snapshot, accountId: string): Removable {
  const mergedAccountIds = mergedInto(known, accountId)
  const theirs = [accountId, ...mergedAccountIds]
  const customerIds = [...known.customers].flatMap(([customer, account]) =>
    account === accountId ? [customer] : [],
  )
  const all = [...new Set([...theirs, ...customerIds])]
  return { accountId, mergedAccountIds, customerIds: all, emailKeys: [], deviceIds: [] }
}

/** All accounts that are one with an account, also through others. */
function mergedInto(known: Snapshot, accountId: string): readonly string[] {
  const found = new Set([accountId])
  // A set is walked to what is added meanwhile.
  for (const next of found) for (const [from, { into }] of known.merges) if (into === next) found.add(from)
  found.delete(accountId)
  return [...found]
}

/** The customer's cases of the guarantee and of assistance that are open (R16). */
export function openServiceCasesOf(known: Snapshot, removable: Removable): readonly string[] {
  const records = recordsOf(known, removable)
  const theirs = [removable.accountId, ...removable.mergedAccountIds]
  return [...known.serviceCases].flatMap(([operationId, accountId]) =>
    (accountId !== null && theirs.includes(accountId)) || records.has(operationId) ? [operationId] : [],
  )
}

/** The open cases about a customer's records. Those of compliance are not among them: nobody else learns that there are any. */
export function openCasesOf(
  known: Snapshot,
  given: { removable: Removable; except: string | null },
): readonly [string, KnownCase][] {
  const records = recordsOf(known, given.removable)
  return [...known.cases].filter(
    ([, kase]) =>
      kase.isOpen &&
      kase.audience !== 'compliance' &&
      kase.operationId !== given.except &&
      records.has(kase.operationId),
  )
}

/**
 * Removes a customer (R16): the account is closed, its devices are free, open cases about it end, what waits is erased, and
 * the customer's keys are destroyed. What remains names nobody.
 */
export function removeCustomer(
  known: Snapshot,
  given: {
    removable: Removable
    removalId: string
    /** The latest time at which it can have been wished for. */
    wishedAt: string
    act: Act
  },
): { readonly effects: Effects; readonly others: ReadonlyMap<string, Outcome> } {
  const { removable, removalId, wishedAt, act } = given
  const { accountId, mergedAccountIds, customerIds } = removable
  const { at, actor } = act
  const settling = [removalId, act.operationId]
  const open = openCasesOf(known, { removable, except: removalId })
  const unsettled = [...recordsOf(known, removable)].filter((id) => {
    const kind = known.outcomes.get(id)?.kind
    return !settling.includes(id) && (kind === 'case' || kind === 'waiting')
  })
  const owned = [...known.deviceOwners].filter(([, owner]) => owner.accountId === accountId)
  const emails = [...known.accounts].filter(([, account]) => account.accountId === accountId)
  return {
    others: new Map(unsettled.map((id) => [id, { kind: 'erased' as const }])),
    effects: {
      ...NO_EFFECTS,
      releasedDevices: owned.map(([deviceId, owner]) => ({ deviceId, accountId: owner.accountId, at })),
      closedAccounts: accountId === null ? [] : [{ accountId, at }],
      removals: [
        {
          removalId,
          accountId,
          mergedAccountIds,
          actor,
          at,
          wishedAt,
          emailKeys: [...new Set([...removable.emailKeys, ...emails.map(([key]) => key)])],
          deviceIds: [...new Set([...removable.deviceIds, ...owned.map(([deviceId]) => deviceId)])],
        },
      ],
      removedCustomers: customerIds.map((customerId) => ({ customerId, at })),
      changedCases: open.map((kase) => closedCase(kase, at)),
      caseDecisions: open.map((kase) => decisionRow(kase, { act, choice: 'removal' })),
    },
  }
}

function recordsOf(known: Snapshot, removable: Removable): ReadonlySet<string> {
  return new Set(removable.customerIds.flatMap((id) => [...(known.customerRecords.get(id) ?? [])]))
}
