import type { Context } from '../context.ts'
import { dateAt } from '../database/date-at.ts'
import type { Database } from '../database/tables.ts'
import type { MailKey } from '../mail/compose-mail.ts'
import { tokenHashOf } from './issue-link.ts'

/** What a link lets its customer do. */
export interface OpenLink {
  readonly key: MailKey
  readonly task:
    | 'first-password'
    | 'new-password'
    | 'email-question'
    | 'device-question'
    | 'dispute-question'
    | 'contact-change'
    | 'data'
  /** The language of the account. */
  readonly language: string
  /** The case that it asks about. */
  readonly caseId: string | null
}

/** Reads a link that works; null for any other, whatever is wrong with it [LK2] [LK4]. Changes nothing [LK3]. */
export async function readLink(
  context: Pick<Context, 'clock'>,
  database: Database,
  token: string,
): Promise<OpenLink | null> {
  const tokenHash = tokenHashOf(token)
  if (tokenHash === null) return null
  const row = await database
    .selectFrom('mailLinks')
    .innerJoin('mailRequests', (join) =>
      join
        .onRef('mailRequests.operationId', '=', 'mailLinks.operationId')
        .onRef('mailRequests.accountId', '=', 'mailLinks.accountId')
        .onRef('mailRequests.occasion', '=', 'mailLinks.occasion')
        .onRef('mailRequests.kind', '=', 'mailLinks.kind'),
    )
    .innerJoin('accounts', 'accounts.accountId', 'mailLinks.accountId')
    .leftJoin('cases', 'cases.caseId', 'mailRequests.caseId')
    .select(['mailLinks.operationId', 'mailLinks.kind', 'mailLinks.accountId', 'mailLinks.occasion'])
    .select(['addressHash', 'mailRequests.caseId', 'emailHash', 'language', 'emailConfirmedAt'])
    .select('cases.kind as caseKind')
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', dateAt(context.clock.wallMs()))
    .where('cancelledAt', 'is', null)
    .where('accounts.closedAt', 'is', null)
    .executeTakeFirst()
  if (row === undefined || row.addressHash !== row.emailHash) return null
  const { operationId, kind, accountId, occasion, language, caseId } = row
  const key = { operationId, kind, accountId, occasion }
  if (kind === 'activation' || kind === 'password') {
    const task = row.emailConfirmedAt === null ? 'first-password' : 'new-password'
    return { key, task, language, caseId }
  }
  if (kind === 'contact-change' || kind === 'data') return { key, task: kind, language, caseId }
  if (row.caseKind === 'device-disputed') return { key, task: 'dispute-question', language, caseId }
  const task = row.caseKind === 'device-taken' ? 'device-question' : 'email-question'
  return { key, task, language, caseId }
}
