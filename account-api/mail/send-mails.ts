import { sql } from 'kysely'
import { assert } from '#shared/kernel/assert.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { Market } from '#shared/markets/market.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import { readContactChange } from '../links/contact-change.ts'
import { issueLink } from '../links/issue-link.ts'
import type { Log } from '../log.ts'
import { againAndAgain } from '../recurring/again-and-again.ts'
import type { Recurring } from '../recurring/again-and-again.ts'
import { tellHolders } from '../look-ups/tell-holders.ts'
import { marketOfStore } from '../markets/market-of-store.ts'
import { claimMails, requestOf } from './claim-mails.ts'
import type { ClaimedMail } from './claim-mails.ts'
import { composeMail } from './compose-mail.ts'
import type { MailFailure, MailPort } from './mail-port.ts'
import type { MailKind } from './mail-texts.ts'
import { setMailsAside } from './set-aside.ts'

const MINUTE_MS = 60_000
const WAITS_MINUTES = [1, 5, 15, 60, 240, 720, 1440]
const MOST_ATTEMPTS = WAITS_MINUTES.length + 1
/** Mails without a link: nothing is asked. */
const TELLS_ONLY: ReadonlySet<MailKind> = new Set([
  'devices-added',
  'device-transferred',
  'device-let-go',
  'dispute-lost',
  'account-found',
  'look-up-failed',
])

/** What sending needs beside the database: the port, and where customers reach the server. */
export interface Sending {
  readonly mail: MailPort
  readonly origin: string
}

/** Works off what may be sent now, and says how many requests it took up [ML1]. */
export async function sendMails(context: Context, sending: Sending): Promise<number> {
  await tellHolders(context.database)
  while ((await setMailsAside(context)) > 0);
  let taken = 0
  for (;;) {
    const claimed = await claimMails(context)
    for (const request of claimed) await sendOne(context, sending, request)
    taken += claimed.length
    if (claimed.length === 0) return taken
  }
}

async function sendOne(context: Context, sending: Sending, request: ClaimedMail): Promise<void> {
  const kind = await kindOf(context, request)
  if (kind === null) {
    await requestOf(context.database, request)
      .set({ cancelledAt: now(context) })
      .execute()
    return
  }
  const { email, emailHash, language } = request
  const hasLink = !TELLS_ONLY.has(kind)
  const link = hasLink ? await issueLink(context, { key: request, emailHash, origin: sending.origin }) : ''
  const { riskStatement } = await marketOf(context, request.operationId)
  const { domain } = sending.mail
  const to = (kind === 'contact-change' ? await newAddress(context, request) : null) ?? email
  const mail = composeMail({ key: request, kind, to, language, link, riskStatement, domain })
  const sent = await sending.mail.send(mail)
  const done = sent.ok ? { sentAt: now(context), failure: null } : notSent(context, request, sent.failure)
  await requestOf(context.database, request).set(done).execute()
}

/** While no address is confirmed, the new one is asked: the old one may be a mistake [ML4]. */
async function newAddress(context: Context, request: ClaimedMail): Promise<string | null> {
  if (request.isConfirmed) return null
  const fields = await contactFields(context, request)
  return fields?.email ?? null
}

async function contactFields(context: Context, { operationId }: ClaimedMail) {
  return runTransaction(context.database, async (transaction) =>
    readContactChange(context, transaction, operationId),
  )
}

/** What becomes of a request that was not sent [ML3]. */
function notSent(context: Context, { attempts }: ClaimedMail, failure: MailFailure) {
  const nowMs = context.clock.wallMs()
  if (failure === 'refused' || attempts >= MOST_ATTEMPTS) return { failure, givenUpAt: instantOf(nowMs) }
  const waitMs = (WAITS_MINUTES[attempts - 1] ?? 0) * MINUTE_MS
  return { failure, nextTryAt: instantOf(nowMs + waitMs) }
}

/** Which mail a request is now [ML7]; null where its case needs no answer any more [ML6]. */
async function kindOf(context: Context, request: ClaimedMail): Promise<MailKind | null> {
  const { kind, isConfirmed, caseId } = request
  if (kind === 'activation' || kind === 'password') return isConfirmed ? 'password' : 'activation'
  if (kind === 'contact-change') return (await contactFields(context, request)) === null ? null : kind
  if (kind !== 'case-question') return kind
  const kase = await context.database
    .selectFrom('cases')
    .select('kind')
    .where('caseId', '=', caseId)
    .where('status', '=', 'open')
    .where('version', '=', request.occasion)
    .executeTakeFirst()
  if (kase?.kind === 'email-taken') return 'email-question'
  if (kase?.kind === 'device-disputed') return 'dispute-question'
  return kase?.kind === 'device-taken' ? 'device-question' : null
}

async function marketOf(context: Context, operationId: string): Promise<Market> {
  const store = await context.database
    .selectFrom('terminals')
    .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
    .select(['stores.storeId', 'stores.marketCode'])
    .where(
      'terminalId',
      '=',
      sql<string>`(SELECT terminal_id FROM inbox WHERE operation_id = ${operationId}
        UNION ALL SELECT terminal_id FROM account_look_ups WHERE look_up_id = ${operationId})`,
    )
    .executeTakeFirstOrThrow()
  const market = await marketOfStore(context.database, store)
  assert(market !== null, 'a store names a known market')
  return market
}

/** Sends again and again until it is stopped; what fails is logged and tried anew. */
export function sendMailsAgainAndAgain(
  context: Context,
  given: Sending & { intervalMs: number; timer: Timer; log: Log },
): Recurring {
  const send = async () => void (await sendMails(context, given))
  const sending = againAndAgain(send, { name: 'mail', ...given })
  return {
    stop: async () => {
      await sending.stop()
      await given.mail.close()
    },
  }
}
