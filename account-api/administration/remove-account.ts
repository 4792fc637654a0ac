import { sql } from 'kysely'
import { removalPreviewSchema } from '#shared/contracts/messages/removals.ts'
import type { RemovalAnswer, RemovalPreview } from '#shared/contracts/messages/removals.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import { newId, now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import { emailKeyOf } from '../ingest/email-key.ts'
import { loadWholeAccount } from '../ingest/sql/load-merges.ts'
import { removeInSql } from '../ingest/sql/remove-in-sql.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { openCasesOfAccount } from '../look-ups/open-cases-of-account.ts'
import { openContact } from '../safe/contact.ts'

/** What removing an account would do, and what law keeps of it (R16). Audited; it names nobody. */
export async function previewRemoval(
  context: Acting,
  accountId: string,
): Promise<Result<RemovalPreview, ProblemFailure>> {
  const { database } = context
  await audit(context, { action: 'removal-previewed', subject: accountId })
  const account = await database
    .selectFrom('accounts')
    .select('registeredAt')
    .where('accountId', '=', accountId)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  if (account === undefined) return fail({ problem: 'not-found' })
  const { openCases, openServiceCases } = await openCasesOfAccount(database, accountId)
  // What was made one with it goes with it, and what law keeps of those is kept as well.
  const whole = sql.join(await loadWholeAccount(database, accountId))
  const counted = await sql<Record<'devices' | keyof RemovalPreview['kept'], number>>`SELECT
    (SELECT count(*) FROM devices WHERE account_id IN (${whole}) AND released_at IS NULL)::integer AS devices,
    (SELECT count(*) FROM consents WHERE account_id IN (${whole}))::integer AS consents,
    (SELECT count(*) FROM shown_texts WHERE account_id IN (${whole}))::integer AS shown_texts,
    (SELECT count(*) FROM registrations WHERE account_id IN (${whole}))::integer AS purchases,
    (SELECT count(*) FROM registrations WHERE account_id IN (${whole})
      AND (invoice_reference IS NOT NULL OR tax_number IS NOT NULL))::integer AS invoices`.execute(database)
  const { devices, ...kept } = counted.rows[0] ?? {}
  return ok(
    removalPreviewSchema.parse({
      accountId,
      registeredAt: account.registeredAt.toISOString(),
      devices,
      openCases: openCases.map((kase) => ({ ...kase, openedAt: kase.openedAt.toISOString() })),
      openServiceCases: openServiceCases.map(({ operationId, kind, openedAt }) => ({
        operationId,
        kind,
        openedAt: openedAt.toISOString(),
      })),
      kept,
    }),
  )
}

/** Removes an account: closed, its devices free, its data erased for good. Audited. */
export async function removeAccount(
  context: Acting,
  given: { accountId: string; openCases: 'refuse' | 'now-anyway' },
): Promise<Result<RemovalAnswer, ProblemFailure>> {
  const { accountId } = given
  const parts = { safe: context.safe, newId: () => newId(context) }
  const removed = await runTransaction(context.database, async (transaction) => {
    const done = await removeInSql(parts, transaction, { ...given, actor: context.actor, at: now(context) })
    if (done.ok && done.value === 'removed')
      await writeAudit(context, transaction, {
        actor: context.actor,
        action: 'account-removed',
        subject: accountId,
        detail: given.openCases,
      })
    return done
  })
  return removed.ok ? ok({ outcome: removed.value }) : fail({ problem: 'not-found' })
}

/** The open account of whoever has this e-mail and this date of birth; null where both do not match. Audited. */
export async function findToRemove(
  context: Acting,
  stated: { email: string; dateOfBirth: string },
): Promise<string | null> {
  const { database, safe } = context
  const account = await database
    .selectFrom('accounts')
    .select(['accountId', 'contact'])
    .where('emailHash', '=', safe.hashOf('email', emailKeyOf(stated.email)))
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  const ciphers = await safe.customers.read(database, account === undefined ? [] : [account.accountId])
  const isMatch = account !== undefined && openContact(account, ciphers).dateOfBirth === stated.dateOfBirth
  await audit(context, {
    action: 'removal-looked-for',
    subject: isMatch ? account.accountId : 'nobody',
  })
  return isMatch ? account.accountId : null
}

async function audit(context: Acting, said: { action: string; subject: string }): Promise<void> {
  await writeAudit(context, context.database, { actor: context.actor, detail: null, ...said })
}
