import { createHash } from 'node:crypto'
import { CompactSign } from 'jose'
import { CONFIGURATION_TYPE, configurationSchema, MAY_BE_IGNORED } from '#shared/contracts/configuration.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import type { Configuration } from '#shared/contracts/configuration.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { configurationContent } from './configuration-content.ts'

/** A copy that somebody held back is refused after this time; what is in force on a till stays in force. */
const TAKEN_FOR_MS = 14 * 24 * 60 * 60_000
/** The same content is signed anew after this time, so that no till that asks gets one that is about to expire. */
const RENEWED_AFTER_MS = 7 * 24 * 60 * 60_000

/**
 * The signed configuration of a terminal, a compact JWS. A new version is made only when its content changed or it is a week
 * old, so that a till that asks often gets the same bytes.
 */
export async function issueConfiguration(
  context: Context,
  transaction: DatabaseTransaction,
  terminalId: string,
): Promise<string> {
  await transaction
    .selectFrom('terminals')
    .select('terminalId')
    .where('terminalId', '=', terminalId)
    .forUpdate()
    .execute()
  const content = await configurationContent(context, transaction, terminalId)
  const contentHash = createHash('sha256').update(JSON.stringify(content)).digest('base64url')
  const newest = await transaction
    .selectFrom('configurationVersions')
    .selectAll()
    .where('terminalId', '=', terminalId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const issuedAt = now(context)
  const isFresh = (at: Date) => Date.parse(issuedAt) - at.getTime() < RENEWED_AFTER_MS
  if (newest?.contentHash === contentHash && isFresh(newest.issuedAt)) return newest.configuration
  const version = (newest?.version ?? 0) + 1
  const configuration = await sign(context, configurationSchema.parse({ version, issuedAt, ...content }))
  await transaction
    .insertInto('configurationVersions')
    .values({ terminalId, version, contentHash, configuration, issuedAt })
    .execute()
  return configuration
}

async function sign(context: Context, configuration: Configuration): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(configuration)))
    .setProtectedHeader({
      alg: 'ES256',
      typ: CONFIGURATION_TYPE,
      kid: context.keys.root.keyId,
      exp: Math.floor((Date.parse(configuration.issuedAt) + TAKEN_FOR_MS) / 1000),
      contractVersion: CONTRACT_VERSION,
      mayBeIgnored: MAY_BE_IGNORED,
    })
    .sign(context.keys.root.privateKey)
}
