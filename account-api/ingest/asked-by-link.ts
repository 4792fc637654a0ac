import { asAmended } from './amend.ts'
import { othersWith } from './kits.ts'
import type { KnownCase, Snapshot } from './snapshot.ts'
import { namedIn } from './subjects.ts'

/**
 * The account whose holder can answer a case by a link: the one that has the e-mail, or the only other one that has a device
 * of the record. Null where no single holder can.
 */
export function askedByLink(known: Snapshot, kase: KnownCase): string | null {
  const record = known.records.get(kase.operationId)
  const amended = record === undefined ? null : asAmended(record)
  if (record === undefined || amended === null) return null
  const { emailKeys, deviceIds } = namedIn(amended)
  const own = known.customers.get(record.arrival.header.aggregateId)
  const holders =
    kase.kind === 'email-taken'
      ? emailKeys.map((key) => known.accounts.get(key)?.accountId)
      : kase.kind === 'device-taken'
        ? deviceIds.flatMap((deviceId) => othersWith(known, { deviceId, accountId: own ?? '' }))
        : []
  const others = new Set(holders.filter((accountId) => accountId !== undefined && accountId !== own))
  const [only] = others
  return others.size === 1 ? (only ?? null) : null
}
