import { sql } from 'kysely'
import { MAX_SERVICE_CASES, mailsSchema } from '#shared/contracts/messages/service.ts'
import type { Mails } from '#shared/contracts/messages/service.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { MailRequestKind } from '../database/customer-tables.ts'
import type { Database } from '../database/tables.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { requestOf } from './claim-mails.ts'

/** The mails that were given up, newest first, and how many wait [ML3]. No address is among it. */
export async function listMails(database: Database): Promise<Mails> {
  const { waiting } = await database
    .selectFrom('mailRequests')
    .innerJoin('accounts', 'accounts.accountId', 'mailRequests.accountId')
    .select(sql<number>`count(*)::integer`.as('waiting'))
    .where('sentAt', 'is', null)
    .where('cancelledAt', 'is', null)
    .where('givenUpAt', 'is', null)
    .where('closedAt', 'is', null)
    .where((where) =>
      where.or([where('kind', 'in', ['activation', 'password']), where('emailConfirmedAt', 'is not', null)]),
    )
    .executeTakeFirstOrThrow()
  const rows = await database
    .selectFrom('mailRequests')
    .select(['operationId', 'kind', 'accountId', 'occasion', 'attempts', 'failure', 'givenUpAt'])
    .where('givenUpAt', 'is not', null)
    .orderBy('givenUpAt', 'desc')
    .limit(MAX_SERVICE_CASES)
    .execute()
  const givenUp = rows.map((row) => ({ ...row, givenUpAt: row.givenUpAt?.toISOString() }))
  return mailsSchema.parse({ waiting, givenUp })
}

/** Has a mail that was given up tried anew, from the first attempt on. */
export async function retryMail(
  context: Acting,
  given: { operationId: string; kind: string; accountId: string; occasion: number },
): Promise<Result<{ done: true }, ProblemFailure>> {
  const key = { ...given, kind: given.kind as MailRequestKind }
  return runTransaction(context.database, async (transaction) => {
    const again = await requestOf(transaction, key)
      .set({ givenUpAt: null, nextTryAt: null, attempts: 0 })
      .where('givenUpAt', 'is not', null)
      .returning('operationId')
      .executeTakeFirst()
    if (again === undefined) return fail({ problem: 'not-found' })
    await writeAudit(context, transaction, {
      actor: context.actor,
      action: 'mail-retried',
      subject: given.operationId,
      detail: given.kind,
    })
    return ok({ done: true })
  })
}
