import { accountSchema, deviceSchema } from '#shared/contracts/messages/administration.ts'
import type { DeviceId } from '#shared/contracts/operations/registration.ts'
import type { RouteResponse } from '#shared/contracts/routes.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { holderOfDevice } from '../look-ups/holder-of-device.ts'
import { openContact } from '../safe/contact.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** One account with its active devices. Every look-up is audited before it is answered, also one that finds nothing. */
export async function findAccount(
  context: Acting,
  accountId: string,
): Promise<Result<RouteResponse<'account'>, ProblemFailure>> {
  await auditLookUp(context, 'account-read', accountId)
  const account = await context.database
    .selectFrom('accounts')
    .select(['accountId', 'contact', 'countryOfResidence', 'language', 'registeredAt'])
    .where('accountId', '=', accountId)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  if (account === undefined) return fail({ problem: 'not-found' })
  const devices = await context.database
    .selectFrom('devices')
    .select(['deviceId', 'kind', 'since'])
    .where('accountId', '=', accountId)
    .where('releasedAt', 'is', null)
    .orderBy('deviceId')
    .execute()
  const ciphers = await context.safe.customers.read(context.database, [accountId])
  const { email, givenName, familyName, mobilePhone, dateOfBirth } = openContact(account, ciphers)
  const { countryOfResidence, language } = account
  return ok(
    accountSchema.parse({
      accountId,
      email,
      givenName,
      familyName,
      mobilePhone,
      dateOfBirth,
      countryOfResidence,
      language,
      registeredAt: account.registeredAt.toISOString(),
      devices: devices.map((device) => ({ ...device, since: device.since.toISOString() })),
    }),
  )
}

/** A device and whose it is, if anybody's. Audited as an account is. */
export async function findDevice(
  context: Acting,
  deviceId: DeviceId,
): Promise<Result<RouteResponse<'device'>, ProblemFailure>> {
  await auditLookUp(context, 'device-read', deviceId)
  const device = await context.database
    .selectFrom('devices')
    .selectAll()
    .where('deviceId', '=', deviceId)
    .orderBy('releasedAt', (order) => order.desc().nullsFirst())
    .limit(1)
    .executeTakeFirst()
  const holder = await holderOfDevice(context.database, deviceId)
  if (device === undefined) {
    if (holder === null) return fail({ problem: 'not-found' })
    const inKit = await context.database
      .selectFrom('kitParts')
      .innerJoin('devices', 'devices.deviceId', 'kitParts.kitId')
      .select(['kitParts.kind', 'since'])
      .where('partId', '=', deviceId)
      .where('releasedAt', 'is', null)
      .executeTakeFirstOrThrow()
    const since = inKit.since.toISOString()
    return ok(deviceSchema.parse({ deviceId, kind: inKit.kind, accountId: holder, since, isDisputed: false }))
  }
  const disputes = await context.database
    .selectFrom('deviceDisputes')
    .select('operationId')
    .where('deviceId', '=', deviceId)
    .where('decidedAt', 'is', null)
    .execute()
  const since = device.since.toISOString()
  const isDisputed = disputes.length > 0
  return ok(deviceSchema.parse({ deviceId, kind: device.kind, accountId: holder, since, isDisputed }))
}

async function auditLookUp(context: Acting, action: string, subject: string): Promise<void> {
  await writeAudit(context, context.database, { actor: context.actor, action, subject, detail: null })
}
