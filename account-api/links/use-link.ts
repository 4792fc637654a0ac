import { caseIdSchema } from '#shared/contracts/identifiers.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { resolveIn } from '../administration/resolve-case.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { creditPoints } from '../loyalty/credit-points.ts'
import { releaseMailsOf } from '../mail/set-aside.ts'
import { decideContactChange } from './contact-change.ts'
import { readCustomerData } from './customer-data.ts'
import type { CustomerData } from './customer-data.ts'
import { hashCustomerPassword, isStrongPassword } from './customer-password.ts'
import { readLink } from './read-link.ts'
import type { OpenLink } from './read-link.ts'

/** What the form of a link says. */
export type LinkAnswer =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'yes' | 'no' }

/**
 * `gone`: no link that works; `weak`: another password is needed; `malformed`: no answer to what the link asks;
 * `taken`: the new e-mail has an account meanwhile; `overtaken`: what it asks was settled otherwise.
 */
export type LinkFailure = 'gone' | 'weak' | 'malformed' | 'taken' | 'overtaken'

/** What was done by a link; where it asks for the customer's data, the copy of them [LK9]. */
export interface UsedLink {
  readonly link: OpenLink
  readonly data: CustomerData | null
}

/** Does what the customer says by a link, once [LK2] [LK3]. */
export async function useLink(
  context: Context,
  given: { token: string; answer: LinkAnswer },
): Promise<Result<UsedLink, LinkFailure>> {
  const { token, answer } = given
  const seen = await readLink(context, context.database, token)
  if (seen === null) return fail('gone')
  if (isAboutPassword(seen) !== (answer.kind === 'password')) return fail('malformed')
  if (answer.kind === 'password' && !isStrongPassword(answer.password)) return fail('weak')
  const passwordHash =
    answer.kind === 'password' ? await hashCustomerPassword(context, answer.password) : null
  return runTransaction(context.database, async (transaction) => {
    // Two forms of one link meet on this row: the second then finds it used.
    await transaction
      .selectFrom('accounts')
      .select('accountId')
      .where('accountId', '=', seen.key.accountId)
      .forUpdate()
      .execute()
    const link = await readLink(context, transaction, token)
    if (link === null) return fail('gone')
    await endLinks(context, transaction, link)
    const { accountId } = link.key
    let done: Result<UsedLink, LinkFailure> = ok({ link, data: null })
    if (passwordHash !== null) await letIn(context, transaction, { accountId, passwordHash })
    else if (link.task === 'contact-change') {
      const change = { operationId: link.key.operationId, accountId }
      const decision = await decideContactChange(context, transaction, {
        change,
        isYes: answer.kind === 'yes',
      })
      if (decision === 'taken') done = fail('taken')
      if (decision === 'refused' && answer.kind === 'yes') done = fail('overtaken')
    } else if (link.task === 'data') {
      if (answer.kind === 'yes')
        done = ok({ link, data: await readCustomerData(context, transaction, accountId) })
    } else if (link.task === 'dispute-question' && answer.kind === 'no') {
      await denyDispute(context, transaction, link)
    } else {
      const outcome = await answerCase(context, transaction, { link, isYes: answer.kind === 'yes' })
      if (outcome === 'superseded') done = fail('overtaken')
    }
    await writeAudit(context, transaction, {
      actor: `customer ${accountId}`,
      action: `link-${link.task}`,
      subject: accountId,
      detail: answer.kind,
    })
    return done
  })
}

function isAboutPassword({ task }: OpenLink): boolean {
  return task === 'first-password' || task === 'new-password'
}

/** Ends every link of the same mail; once a password is set, every other link that could set one, too. */
async function endLinks(context: Context, transaction: DatabaseTransaction, link: OpenLink): Promise<void> {
  const { accountId, operationId, kind, occasion } = link.key
  const ofAccount = transaction
    .updateTable('mailLinks')
    .set({ usedAt: now(context) })
    .where('accountId', '=', accountId)
    .where('usedAt', 'is', null)
  await (
    isAboutPassword(link)
      ? ofAccount.where('kind', 'in', ['activation', 'password'])
      : ofAccount
          .where('operationId', '=', operationId)
          .where('kind', '=', kind)
          .where('occasion', '=', occasion)
  ).execute()
}

/** The address is the customer's, who sets their password [LK5]. */
async function letIn(
  context: Context,
  transaction: DatabaseTransaction,
  given: { accountId: string; passwordHash: string },
): Promise<void> {
  const { accountId } = given
  await transaction
    .updateTable('accounts')
    .set(({ fn, ref, val }) => ({
      passwordHash: given.passwordHash,
      emailConfirmedAt: fn.coalesce(ref('emailConfirmedAt'), val(now(context))) as never,
    }))
    .where('accountId', '=', accountId)
    .execute()
  await releaseMailsOf(transaction, accountId)
  await creditPoints(transaction, {
    due: { of: 'account', ids: [accountId] },
    at: now(context),
    safe: context.safe,
  })
}

/** 'Yes' decides the case; 'no' leaves it to the next visit [LK6]. */
async function answerCase(
  context: Context,
  transaction: DatabaseTransaction,
  given: { link: OpenLink; isYes: boolean },
): Promise<'accepted' | 'superseded'> {
  const { link, isYes } = given
  const { accountId } = link.key
  const said = link.task === 'email-question' ? ('same-person' as const) : ('transfer' as const)
  const resolved = await resolveIn(context, transaction, {
    caseId: caseIdSchema.parse(link.caseId),
    caseVersion: link.key.occasion,
    decision: isYes
      ? { choice: said, saidByLink: accountId }
      : { choice: 'customer-not-here', ask: 'next-visit' },
    audiences: [link.task === 'dispute-question' ? 'head-office' : 'store'],
    actor: `customer ${accountId}`,
    at: now(context),
  })
  // A case that is not there any more, has no such choice by now, or is about what somebody else has by now, was dealt with.
  return resolved.ok ? resolved.value.outcome : 'superseded'
}

/** Its holder says that a disputed device is still theirs: head office, whose decision it is, sees that [LK6]. */
async function denyDispute(
  context: Context,
  transaction: DatabaseTransaction,
  { caseId }: OpenLink,
): Promise<void> {
  await transaction
    .updateTable('deviceDisputes')
    .set({ deniedAt: now(context) })
    .where('operationId', '=', (select) =>
      select.selectFrom('cases').select('operationId').where('caseId', '=', caseId),
    )
    .where('decidedAt', 'is', null)
    .execute()
}
