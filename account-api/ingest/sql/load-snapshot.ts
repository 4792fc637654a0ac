import { outcomeSchema } from '#shared/contracts/outcome.ts'
import type { RegistrationPayload } from '#shared/contracts/operations/registration.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Arrival } from '../arrival.ts'
import { dependenciesOf } from '../dependencies.ts'
import { emailKeyOf } from '../email-key.ts'
import type { Snapshot } from '../snapshot.ts'

/** Reads what settling these records depends on, in four statements whatever their number. */
export async function loadSnapshot(
  transaction: DatabaseTransaction,
  arrivals: readonly Arrival[],
): Promise<Snapshot> {
  const dependencies = [...new Set(arrivals.flatMap((arrival) => dependenciesOf(arrival)))]
  const registrations = arrivals.flatMap(registrationOf)
  const emailKeys = registrations.map(({ payload }) => emailKeyOf(payload.email))
  const accountIds = registrations.map(({ accountId }) => accountId)
  const deviceIds = registrations.flatMap(({ payload }) => payload.devices.map((device) => device.deviceId))
  const [outcomes, ageChecks] =
    dependencies.length === 0 ? [[], []] : await readDependencies(transaction, dependencies)
  const accounts =
    emailKeys.length === 0
      ? []
      : await transaction
          .selectFrom('accounts')
          .select(['accountId', 'emailKey', 'dateOfBirth'])
          .where((where) =>
            where.or([where('emailKey', 'in', emailKeys), where('accountId', 'in', accountIds)]),
          )
          .execute()
  const owners =
    deviceIds.length === 0
      ? []
      : await transaction
          .selectFrom('devices')
          .select(['deviceId', 'accountId'])
          .where('deviceId', 'in', deviceIds)
          .where('releasedAt', 'is', null)
          .execute()
  return {
    outcomes: new Map(
      outcomes.map((row) => [
        row.operationId,
        row.outcome === null ? null : outcomeSchema.parse(row.outcome),
      ]),
    ),
    ageChecks: new Map(
      ageChecks.map((row) => [
        row.operationId,
        { terminalId: row.terminal, isAllowed: row.outcome === 'allowed' },
      ]),
    ),
    accounts: new Map(accounts.map(({ emailKey, ...account }) => [emailKey, account])),
    deviceOwners: new Map(owners.map((row) => [row.deviceId, row.accountId])),
  }
}

async function readDependencies(transaction: DatabaseTransaction, ids: readonly string[]) {
  const outcomes = await transaction
    .selectFrom('inbox')
    .select(['operationId', 'outcome'])
    .where('operationId', 'in', [...ids])
    .execute()
  const ageChecks = await transaction
    .selectFrom('ageChecks')
    .select(['operationId', 'terminal', 'outcome'])
    .where('operationId', 'in', [...ids])
    .execute()
  return [outcomes, ageChecks] as const
}

function registrationOf(arrival: Arrival): { accountId: string; payload: RegistrationPayload }[] {
  const { content, header } = arrival
  if (content.kind === 'unreadable' || content.operation.type !== 'registration') return []
  return [{ accountId: header.aggregateId, payload: content.operation.payload }]
}
