import { asAmended } from './amend.ts'
import { othersWith } from './kits.ts'
import type { KnownCase, Snapshot } from './snapshot.ts'
import { namedIn } from './subjects.ts'

/**
 * The account whose holder can answer a case by a link: the one that has the e-mail, or the only other one that has a device
 * of the record. Null where no single holder can.
 */
export function askedByLink(known: Snapshot, kase: KnownCase): string | null {
  const others = holdersOf(known, kase)
  const [only] = others
  return others.size === 1 ? (only ?? null) : null
}

/** Whether a customer who was asked by a link may still say yes: nobody else has by now what the case is about [LK6]. */
export function mayAnswer(known: Snapshot, given: { kase: KnownCase; accountId: string }): boolean {
  return [...holdersOf(known, given.kase)].every((holder) => holder === given.accountId)
}

/** The other accounts that have what the record of a case wants: its e-mail, or devices of it. */
function holdersOf(known: Snapshot, kase: KnownCase): ReadonlySet<string> {
  const record = known.records.get(kase.operationId)
  const amended = record === undefined ? null : asAmended(record)
  const own = known.customers.get(record?.arrival.header.aggregateId ?? '') ?? ''
  const named = amended === null ? { emailKeys: [], deviceIds: [] } : namedIn(amended)
  const disputed = (known.disputes.get(kase.operationId) ?? []).map(({ deviceId }) => deviceId)
  const having = (deviceIds: readonly string[]) =>
    deviceIds.flatMap((deviceId) => othersWith(known, { deviceId, accountId: own }))
  const holders =
    kase.kind === 'email-taken'
      ? named.emailKeys.flatMap((key) => known.accounts.get(key)?.accountId ?? [])
      : kase.kind === 'device-taken'
        ? having(named.deviceIds)
        : kase.kind === 'device-disputed'
          ? having(disputed)
          : []
  return new Set(holders.filter((accountId) => accountId !== own))
}
