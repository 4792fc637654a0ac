import { accountViewSchema } from '#shared/contracts/messages/found-account.ts'
import type { AccountView } from '#shared/contracts/messages/found-account.ts'
import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'
import { maskDeviceId } from '#shared/domain/device-id.ts'
import type { DeviceId } from '#shared/domain/device-id.ts'
import { maskEmail, maskPhone } from '#shared/domain/masked-contact.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import type { Database } from '../database/tables.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { openContact } from '../safe/contact.ts'
import { foundAccount } from './found-account.ts'
import { openCasesOfAccount } from './open-cases-of-account.ts'

const MOST_HISTORY = 50
const MOST_CASES = 50

/** What the desk is shown of an account that it found; a manager sees what happened to its devices, too. Audited [LU6] [LU8]. */
export async function viewAccount(
  context: Context,
  given: Parameters<typeof foundAccount>[2],
): Promise<Result<AccountView, ProblemFailure>> {
  const { database, safe } = context
  const found = await foundAccount(context, database, given)
  if (!found.ok) return found
  const { accountId, operatorId, roles } = found.value
  await writeAudit(context, database, {
    actor: `operator ${operatorId}`,
    action: 'account-opened',
    subject: accountId,
    detail: `terminal ${given.terminalId}`,
  })
  const account = await database
    .selectFrom('accounts')
    .select(['accountId', 'contact', 'language', 'emailConfirmedAt'])
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  const contact = openContact(account, await safe.customers.read(database, [accountId]))
  const { openCases, openServiceCases } = await openCasesOfAccount(database, accountId)
  return ok(
    accountViewSchema.parse({
      email: maskEmail(contact.email),
      isEmailConfirmed: account.emailConfirmedAt !== null,
      mobilePhone: contact.mobilePhone === null ? null : maskPhone(contact.mobilePhone),
      language: account.language,
      devices: await devicesOf(database, accountId),
      history: roles.includes('manager') ? await historyOf(database, accountId) : null,
      consents: await consentsOf(database, accountId),
      openCases: openCases.length,
      openServiceCases: openServiceCases.slice(0, MOST_CASES).map(({ kind, deviceId, openedAt }) => ({
        kind,
        masked: masked(deviceId),
        openedAt: openedAt.toISOString(),
      })),
    }),
  )
}

async function devicesOf(database: Database, accountId: string) {
  const rows = await database
    .selectFrom('devices')
    .leftJoin('deviceDisputes', (join) =>
      join.onRef('deviceDisputes.deviceId', '=', 'devices.deviceId').on('decidedAt', 'is', null),
    )
    .select(['devices.deviceId', 'devices.kind', 'since'])
    .select(({ fn }) => fn.count<string>('deviceDisputes.operationId').as('disputes'))
    .where('devices.accountId', '=', accountId)
    .where('releasedAt', 'is', null)
    .groupBy(['devices.deviceId', 'devices.kind', 'since'])
    .orderBy('since')
    .orderBy('devices.deviceId')
    .execute()
  return rows.map(({ deviceId, kind, since, disputes }) => ({
    deviceId,
    kind,
    since: since.toISOString(),
    isDisputed: Number(disputes) > 0,
  }))
}

async function historyOf(database: Database, accountId: string) {
  const rows = await database
    .selectFrom('deviceHistory')
    .select(['deviceId', 'event', 'at'])
    .where('accountId', '=', accountId)
    .orderBy('at', 'desc')
    .orderBy('deviceId')
    .limit(MOST_HISTORY)
    .execute()
  return rows.map(({ deviceId, event, at }) => ({
    masked: masked(deviceId),
    event,
    at: at.toISOString(),
  }))
}

function masked(deviceId: string): string {
  return maskDeviceId(deviceIdSchema.parse(deviceId) as string as DeviceId)
}

async function consentsOf(database: Database, accountId: string) {
  const rows = await database
    .selectFrom('consents')
    .leftJoin('voids', 'voids.targetOperationId', 'consents.operationId')
    .distinctOn(['purpose', 'channel'])
    .select(['purpose', 'channel', 'answer', 'recordedAt'])
    .where('accountId', '=', accountId)
    .where('voids.targetOperationId', 'is', null)
    .where('answer', '<>', 'not-asked')
    .orderBy('purpose')
    .orderBy('channel')
    .orderBy('recordedAt', 'desc')
    .orderBy('consents.operationId', 'desc')
    .execute()
  return rows.map(({ recordedAt, ...said }) => ({ ...said, at: recordedAt.toISOString() }))
}
