import type { CaseId } from '#shared/contracts/identifiers.ts'
import type { CaseAudience } from '#shared/contracts/messages/cases.ts'
import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import { sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { asAmended } from '../ingest/amend.ts'
import { openSeal } from '../ingest/open-seal.ts'
import { loadRecords } from '../ingest/sql/load-records.ts'
import { openContact } from '../safe/contact.ts'
import { openSetAside } from '../safe/quarantined-content.ts'
import type { Safe } from '../safe/safe.ts'
import type { Subjects } from '../ingest/subjects.ts'
import { subjectsIn } from '../ingest/subjects.ts'

/** One side of a case, as a person compares it with the other. */
export interface CaseVersion {
  readonly of: 'captured' | 'other' | 'holder' | 'age-check'
  /** Empty where nothing of it is kept. */
  readonly record: Readonly<Record<string, unknown>>
}

/** What is known of a case itself, its till and its record's place. */
export interface CaseFacts {
  readonly caseId: string
  readonly version: number
  readonly kind: string
  readonly audience: CaseAudience
  readonly choices: readonly string[]
  readonly status: 'open' | 'closed'
  readonly openedAt: Date
  readonly operationId: string
  readonly envelopeHash: string
  /** Null where the record is not in the inbox. */
  readonly sequence: number | null
  readonly header: EnvelopeHeader | null
  readonly terminalName: string
  readonly storeName: string
  readonly timeZone: string
}

/** A case with what a person needs to decide it. */
export interface ReadCase {
  readonly facts: CaseFacts
  readonly versions: readonly CaseVersion[]
  /** The record that the case is about, as it is now; null where it cannot be read. */
  readonly operation: TypedPayload | null
  /** When whoever has a disputed device said by a link that it is still theirs; null where nobody did. */
  readonly deniedAt: Date | null
  readonly decisions: readonly {
    readonly version: number
    readonly choice: string
    readonly actor: string
    readonly decidedAt: Date
  }[]
}

/** Reads a case of one of the audiences with both its versions; null where there is none. The look is audited first. */
export async function readCase(
  context: Acting,
  given: { caseId: CaseId; audiences: readonly CaseAudience[] },
): Promise<ReadCase | null> {
  return runTransaction(context.database, async (transaction) => {
    const facts = await readFacts(transaction, given)
    if (facts === undefined) return null
    const { operationId, envelopeHash, kind, caseId } = facts
    await writeAudit(context, transaction, {
      actor: context.actor,
      action: 'case-read',
      subject: caseId,
      detail: kind,
    })
    const { safe } = context
    const loaded = await loadRecords(transaction, { ids: [operationId], except: new Set(), safe })
    const known = loaded.records.get(operationId)
    const now = known === undefined ? null : asAmended(known)
    // Whose record it is, is hidden: it may be of somebody who was removed.
    const isHidden = kind === 'removal-overlap'
    const operation = now?.content.kind === 'opened' && !isHidden ? now.content.operation : null
    const subjects = subjectsIn([], known === undefined || isHidden ? [] : [known])
    const versions: CaseVersion[] = [{ of: 'captured', record: operation?.payload ?? {} }]
    if (kind === 'id-reused') versions.push(await newcomer(transaction, { operationId, envelopeHash, safe }))
    else if (facts.audience === 'compliance')
      versions.push(...(await ageChecks(transaction, [operationId, ...(facts.header?.dependsOn ?? [])])))
    // What settling stops on may be a row of a holder: the case can be read all the same [IN32].
    else if (kind !== 'not-settled')
      versions.push(...(await holders(transaction, { subjects, safe, except: known?.accountId ?? null })))
    const decisions = await transaction
      .selectFrom('caseDecisions')
      .select(['version', 'choice', 'actor', 'decidedAt'])
      .where('caseId', '=', caseId)
      .orderBy('version')
      .execute()
    const denied = await transaction
      .selectFrom('deviceDisputes')
      .select('deniedAt')
      .where('operationId', '=', operationId)
      .where('deniedAt', 'is not', null)
      .executeTakeFirst()
    return { facts, versions, operation, decisions, deniedAt: denied?.deniedAt ?? null }
  })
}

async function readFacts(
  transaction: DatabaseTransaction,
  given: { caseId: CaseId; audiences: readonly CaseAudience[] },
): Promise<CaseFacts | undefined> {
  if (given.audiences.length === 0) return undefined
  return transaction
    .selectFrom('cases')
    .innerJoin('terminals', 'terminals.terminalId', 'cases.terminalId')
    .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
    .leftJoin('inbox', 'inbox.operationId', 'cases.operationId')
    .select(['caseId', 'version', 'kind', 'audience', 'choices', 'cases.status', 'openedAt'])
    .select(['cases.operationId', 'envelopeHash', 'terminals.name as terminalName', 'inbox.sequence'])
    .select(['inbox.header', 'stores.name as storeName', 'stores.timeZone'])
    .where('caseId', '=', given.caseId)
    .where('audience', 'in', [...given.audiences])
    .executeTakeFirst()
}

async function newcomer(
  transaction: DatabaseTransaction,
  given: { operationId: string; envelopeHash: string; safe: Safe },
): Promise<CaseVersion> {
  const row = await transaction
    .selectFrom('quarantine')
    .select(['operationId', 'contentHash', 'content', 'customerId'])
    .where('operationId', '=', given.operationId)
    .where('contentHash', '=', given.envelopeHash)
    .executeTakeFirst()
  const { safe } = given
  const text = row === undefined ? null : await openSetAside(transaction, { row, safe })
  const envelope = sealedEnvelopeSchema.safeParse(text === null ? null : JSON.parse(text))
  const opened = envelope.success ? await openSeal(envelope.data, safe.unsealing(transaction)) : null
  return { of: 'other', record: opened?.kind === 'opened' ? opened.operation.payload : {} }
}

/** What is kept of the age checks that a case of compliance is about (R5). */
async function ageChecks(
  transaction: DatabaseTransaction,
  ids: readonly string[],
): Promise<readonly CaseVersion[]> {
  const rows = await transaction
    .selectFrom('ageChecks')
    .select(['outcome', 'reason', 'method', 'documentKind', 'ruleVersion', 'checkedAt', 'clock', 'operator'])
    .where('operationId', 'in', [...ids])
    .execute()
  return rows.map((row) => ({ of: 'age-check', record: { ...row, checkedAt: row.checkedAt.toISOString() } }))
}

/** The accounts that have the e-mail, or a device, that the record is about. */
async function holders(
  transaction: DatabaseTransaction,
  given: { subjects: Subjects; safe: Safe; except: string | null },
): Promise<readonly CaseVersion[]> {
  const { safe } = given
  const { emailKeys, deviceIds } = given.subjects
  const owners = await transaction
    .selectFrom('devices')
    .select('accountId')
    .where('deviceId', 'in', ['', ...deviceIds])
    .where('releasedAt', 'is', null)
    .execute()
  const ownerIds = owners.map(({ accountId }) => accountId)
  const accounts = await transaction
    .selectFrom('accounts')
    .select(['accountId', 'contact', 'countryOfResidence', 'language', 'registeredAt'])
    .where('closedAt', 'is', null)
    .where((where) =>
      where.or([
        where('emailHash', 'in', ['', ...emailKeys.map((key) => safe.hashOf('email', key))]),
        ...(ownerIds.length === 0 ? [] : [where('accountId', 'in', ownerIds)]),
      ]),
    )
    .orderBy('accountId')
    .execute()
  const versions: CaseVersion[] = []
  const ciphers = await safe.customers.read(
    transaction,
    accounts.map(({ accountId }) => accountId),
  )
  for (const { accountId, registeredAt, contact, countryOfResidence, language } of accounts) {
    if (accountId === given.except) continue
    const { postalAddress: _address, ...shown } = openContact({ accountId, contact }, ciphers)
    const account = { ...shown, countryOfResidence, language }
    const devices = await transaction
      .selectFrom('devices')
      .select('deviceId')
      .where('accountId', '=', accountId)
      .where('releasedAt', 'is', null)
      .orderBy('deviceId')
      .execute()
    versions.push({ of: 'holder', record: { ...account, registeredAt: registeredAt.toISOString(), devices } })
  }
  return versions
}
