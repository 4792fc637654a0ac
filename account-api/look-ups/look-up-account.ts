import { aggregateIdSchema } from '#shared/contracts/identifiers.ts'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import { lookUpIdSchema } from '#shared/contracts/messages/look-ups.ts'
import type { LookUp, LookUpResponse, NamedAccount } from '#shared/contracts/messages/look-ups.ts'
import { isSamePerson } from '#shared/domain/same-person.ts'
import type { Person } from '#shared/domain/same-person.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { newId, now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { emailKeyOf } from '../ingest/email-key.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { openContact } from '../safe/contact.ts'
import { holderOfDevice } from './holder-of-device.ts'
import { countTries, giveBackTries } from './look-up-tries.ts'
import { operatorAt } from './operator-at.ts'

const TRIES_OF_NAMED = 3
const TRIES_OF_ACCOUNT = 3
const TRIES_OF_TERMINAL = 10
/** No account has it: what nobody has is looked for by the same statements [LU2]. */
const NO_ACCOUNT = '00000000-0000-7000-8000-000000000000'
const NOBODY: Person = { givenName: 'nobody', familyName: 'nobody', dateOfBirth: '1900-01-01' }

/** Says whether what a customer says and shows is of one account, and gives the desk a reference to it (R15). */
export async function lookUpAccount(
  context: Context,
  given: LookUp & { terminalId: TerminalId; storeId: string; operatorId: string },
): Promise<Result<LookUpResponse, ProblemFailure>> {
  const { terminalId, operatorId } = given
  return runTransaction(context.database, async (transaction) => {
    if ((await operatorAt(transaction, given)) === null) return fail({ problem: 'forbidden' })
    const named = nameOf(context, given.named)
    const terminal = `terminal ${terminalId}`
    const counts = await countTries(context, transaction, [
      { name: terminal, most: TRIES_OF_TERMINAL },
      { name: named, most: TRIES_OF_NAMED },
    ])
    const waits = counts.flatMap((count) => ('waitMs' in count ? [count.waitMs] : []))
    if (waits.length > 0) {
      const retryAfterSeconds = Math.max(1, Math.ceil(Math.max(...waits) / 1000))
      await audit({ subject: 'nobody', detail: 'waits' })
      return fail({ problem: 'too-many-requests', retryAfterSeconds })
    }
    const accountId = await accountNamed(context, transaction, given.named)
    // Counted by what was named where there is none, so that it costs the same [LU2] [LU4].
    const account = `account ${accountId ?? named}`
    const [tries] = await countTries(context, transaction, [{ name: account, most: TRIES_OF_ACCOUNT }])
    const isAllowed = tries !== undefined && 'left' in tries
    const person = await holderOf(context, transaction, accountId)
    const isMatch = isSamePerson(given, person) && accountId !== null && isAllowed
    const lookUpId = lookUpIdSchema.parse(newId(context))
    const isLast = isAllowed && tries.left === 0
    await transaction
      .insertInto('accountLookUps')
      .values({
        lookUpId,
        terminalId,
        operatorId,
        accountId,
        isMatch,
        isToTell: accountId !== null && (isMatch || isLast),
        at: now(context),
      })
      .execute()
    await audit({ subject: accountId ?? 'nobody', detail: isMatch ? 'match' : 'no match' })
    const left = counts.flatMap((count) => ('left' in count ? [count.left] : []))
    if (!isMatch) return ok({ answer: 'no-match', triesLeft: Math.min(...left) })
    await giveBackTries(transaction, { startAnew: [named, account], giveBackOne: terminal })
    return ok({ answer: 'match', lookUpId, aggregateId: aggregateIdSchema.parse(accountId) })

    async function audit(said: { subject: string; detail: string }): Promise<void> {
      await writeAudit(context, transaction, {
        actor: `operator ${operatorId}`,
        action: 'account-look-up',
        subject: said.subject,
        detail: `${said.detail}, terminal ${terminalId}`,
      })
    }
  })
}

/** What tries are counted by; it names nobody who reads the database. */
function nameOf({ safe }: Pick<Context, 'safe'>, named: NamedAccount): string {
  return named.by === 'device'
    ? `device ${safe.hashOf('device', named.deviceId)}`
    : `email ${safe.hashOf('email', emailKeyOf(named.email))}`
}

async function accountNamed(
  { safe }: Pick<Context, 'safe'>,
  transaction: DatabaseTransaction,
  named: NamedAccount,
): Promise<string | null> {
  if (named.by === 'device') return holderOfDevice(transaction, named.deviceId)
  const row = await transaction
    .selectFrom('accounts')
    .select('accountId')
    .where('emailHash', '=', safe.hashOf('email', emailKeyOf(named.email)))
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  return row?.accountId ?? null
}

/** Who holds an account; somebody who is nobody where there is none. */
async function holderOf(
  { safe }: Pick<Context, 'safe'>,
  transaction: DatabaseTransaction,
  accountId: string | null,
): Promise<Person> {
  const id = accountId ?? NO_ACCOUNT
  const row = await transaction
    .selectFrom('accounts')
    .select(['accountId', 'contact'])
    .where('accountId', '=', id)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  const ciphers = await safe.customers.read(transaction, [id])
  return row === undefined ? NOBODY : openContact(row, ciphers)
}
