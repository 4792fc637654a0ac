import { parseCountry } from '#shared/domain/country.ts'
import { marketSchema } from '#shared/markets/market.ts'
import type { Market } from '#shared/markets/market.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import { marketByCode } from '../configuration/market-by-code.ts'
import type { Acting } from '../context.ts'
import { newId, now } from '../context.ts'
import { isUniqueViolation } from '../database/database-error.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { Database } from '../database/tables.ts'
import { marketGaps } from './market-gaps.ts'

/** A draft, whole. */
export interface MarketDraft {
  readonly draftId: string
  readonly marketCode: string
  readonly version: string
  readonly market: Market
  readonly note: string
  readonly madeBy: string
  readonly madeAt: Date
}

/**
 * `unstorable`: some text of it is no text that a database takes. `identity-changed`, `no-country`, `version-taken`: [MD1].
 * `incomplete`: it has gaps [MD7].
 */
export type DraftFailure = 'unstorable' | 'identity-changed' | 'no-country' | 'version-taken' | 'incomplete'

/** NUL, and half of a character: JSON writes both as escapes. */
const UNSTORABLE = /\\u0000|\\ud[89a-f][0-9a-f]{2}/i

/** Keeps a draft; nobody gets it before it is published. */
export async function draftMarket(
  context: Acting,
  given: { market: Market; note: string },
): Promise<Result<{ draftId: string }, DraftFailure>> {
  const { market, note } = given
  const shipped = marketByCode(market.code)
  if (shipped === null) {
    const isCountry = parseCountry(market.code).ok && market.country === market.code
    if (!isCountry || market.isPractice) return fail('no-country')
  } else {
    if (shipped.isPractice !== market.isPractice || shipped.country !== market.country)
      return fail('identity-changed')
    if (shipped.version === market.version) return fail('version-taken')
  }
  if (marketGaps(market).length > 0) return fail('incomplete')
  const content = JSON.stringify(market)
  if (UNSTORABLE.test(content)) return fail('unstorable')
  const draftId = newId(context)
  try {
    await runTransaction(context.database, async (transaction) => {
      await transaction
        .insertInto('marketDrafts')
        .values({
          draftId,
          marketCode: market.code,
          version: market.version,
          content,
          note,
          madeBy: context.actor,
          madeAt: now(context),
        })
        .execute()
      await writeAudit(context, transaction, {
        actor: context.actor,
        action: 'market-drafted',
        subject: draftId,
        detail: `${market.code} ${market.version}`,
      })
    })
  } catch (error) {
    if (isUniqueViolation(error)) return fail('version-taken')
    throw error
  }
  return ok({ draftId })
}

/** One draft; null where there is none. */
export async function readDraft(database: Database, draftId: string): Promise<MarketDraft | null> {
  const row = await database
    .selectFrom('marketDrafts')
    .selectAll()
    .where('draftId', '=', draftId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { content, ...draft } = row
  return { ...draft, market: marketSchema.parse(content) }
}
