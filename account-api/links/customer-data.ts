import { sql } from 'kysely'
import { assert } from '#shared/kernel/assert.ts'
import type { Context } from '../context.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { loadWholeAccount } from '../ingest/sql/load-merges.ts'
import { openContact } from '../safe/contact.ts'
import { ledgerPlace } from '../safe/ledger-places.ts'
import { stepsOfCases } from '../service/case-steps.ts'

/** What the tables of the account API hold of a customer, but what is of other people: operators and terminals. */
export type CustomerData = Readonly<Record<string, unknown>>

/** Tables with rows of an account that an operation wrote. */
type WrittenTable =
  | 'assistanceCases'
  | 'consents'
  | 'contactChanges'
  | 'deviceDisputes'
  | 'deviceHistory'
  | 'devices'
  | 'guaranteeCases'
  | 'kitChanges'
  | 'loyaltyEntries'
  | 'loyaltyMemberships'
  | 'loyaltyOffers'
  | 'mailRequests'
  | 'registrations'
  | 'replacements'
  | 'returns'
  | 'shownTexts'

/** Reads a customer's data for their own copy [LK9]: of the account, and of those that went into it. */
export async function readCustomerData(
  { safe }: Pick<Context, 'safe'>,
  transaction: DatabaseTransaction,
  accountId: string,
): Promise<CustomerData> {
  const account = await transaction
    .selectFrom('accounts')
    .select(['accountId', 'contact', 'language', 'countryOfResidence', 'registeredAt', 'emailConfirmedAt'])
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  const { contact: sealed, ...facts } = account
  assert(sealed !== null, 'an open account has contact data')
  const contact = openContact(account, await safe.customers.read(transaction, [accountId]))
  const ids = await loadWholeAccount(transaction, accountId)
  /** Theirs, and not taken back as another customer's. */
  const isTheirs = (table: WrittenTable) =>
    sql<boolean>`${sql.ref(`${table}.accountId`)} IN (${sql.join(ids)}) AND NOT EXISTS (SELECT FROM voids
      WHERE target_operation_id = ${sql.ref(`${table}.operationId`)} AND voids.reason = 'wrong-customer')`
  const registered = await transaction
    .selectFrom('registrations')
    .select(['operationId', 'occurredAt', 'channel', 'purchaseDate', 'purchasePlace'])
    .select(['invoiceReference', 'taxNumber'])
    .where(isTheirs('registrations'))
    .orderBy('occurredAt')
    .execute()
  const registrations = registered.map(({ operationId, taxNumber, ...row }) => {
    const place = ledgerPlace.taxNumber(operationId)
    const opened = taxNumber === null ? null : safe.ofNobody(operationId).decrypt(taxNumber, place)
    return { ...row, taxNumber: opened }
  })
  const ageChecks = await transaction
    .selectFrom('ageChecks')
    .select(['checkedAt', 'outcome', 'method', 'documentKind', 'ruleVersion'])
    .where('operationId', 'in', (query) =>
      query.selectFrom('registrations').select('ageCheckId').where(isTheirs('registrations')),
    )
    .orderBy('checkedAt')
    .execute()
  const returns = await transaction
    .selectFrom('returns')
    .select(['devices', 'occurredAt'])
    .where(isTheirs('returns'))
    .orderBy('occurredAt')
    .execute()
  const contactChanges = await transaction
    .selectFrom('contactChanges')
    .select(['requestedAt', 'hasNewEmail', 'decidedAt', 'decision'])
    .where(isTheirs('contactChanges'))
    .orderBy('requestedAt')
    .execute()
  const mails = await transaction
    .selectFrom('mailRequests')
    .select(['kind', 'requestedAt', 'sentAt'])
    .where(isTheirs('mailRequests'))
    .orderBy('requestedAt')
    .orderBy('kind')
    .execute()
  const devices = await transaction
    .selectFrom('devices')
    .select(['deviceId', 'kind', 'model', 'origin', 'since', 'releasedAt'])
    .select(['guaranteedFrom', 'accidentsFrom', 'accidents'])
    .where(isTheirs('devices'))
    .orderBy('since')
    .orderBy('deviceId')
    .execute()
  const deviceHistory = await transaction
    .selectFrom('deviceHistory')
    .select(['deviceId', 'event', 'reason', 'at'])
    .where(isTheirs('deviceHistory'))
    .orderBy('at')
    .orderBy('deviceId')
    .execute()
  const kitChanges = await transaction
    .selectFrom('kitChanges')
    .select(['kitId', 'kind', 'oldPart', 'newPart', 'at'])
    .where(isTheirs('kitChanges'))
    .where('isUndone', '=', false)
    .orderBy('number')
    .execute()
  const disputes = await transaction
    .selectFrom('deviceDisputes')
    .select(['deviceId', 'wish', 'kind', 'model', 'origin', 'openedAt', 'decidedAt', 'decision'])
    .where(isTheirs('deviceDisputes'))
    .orderBy('openedAt')
    .orderBy('deviceId')
    .execute()
  const consents = await transaction
    .selectFrom('consents')
    .select(['purpose', 'channel', 'answer', 'textVersion', 'language', 'recordedAt'])
    .where(isTheirs('consents'))
    .orderBy('recordedAt')
    .orderBy('position')
    .execute()
  const textsShown = await transaction
    .selectFrom('shownTexts')
    .select(['kind', 'version', 'language', 'recordedAt'])
    .where(isTheirs('shownTexts'))
    .orderBy('recordedAt')
    .orderBy('kind')
    .execute()
  const points = await transaction
    .selectFrom('loyaltyEntries')
    .select(['kind', 'points', 'item', 'deviceId', 'at'])
    .where(isTheirs('loyaltyEntries'))
    .orderBy('at')
    .execute()
  const offers = await transaction
    .selectFrom('loyaltyOffers')
    .select(['deviceId', 'points', 'offeredAt'])
    .where(isTheirs('loyaltyOffers'))
    .orderBy('offeredAt')
    .orderBy('deviceId')
    .execute()
  const memberships = await transaction
    .selectFrom('loyaltyMemberships')
    .select(['action', 'termsVersion', 'language', 'recordedAt'])
    .where(isTheirs('loyaltyMemberships'))
    .orderBy('recordedAt')
    .execute()
  const replacements = await transaction
    .selectFrom('replacements')
    .select(['oldDevice', 'newDevice', 'way', 'fault', 'basis', 'isTakenBack', 'occurredAt'])
    .where(isTheirs('replacements'))
    .orderBy('occurredAt')
    .execute()
  const guaranteeCases = await transaction
    .selectFrom('guaranteeCases')
    .select(['operationId', 'deviceId', 'fault', 'way', 'basis', 'openedAt', 'closedAt', 'conclusion'])
    .where(isTheirs('guaranteeCases'))
    .orderBy('openedAt')
    .execute()
  const assistanceCases = await transaction
    .selectFrom('assistanceCases')
    .select(['operationId', 'deviceId', 'fault', 'residence', 'registeredIn', 'visited', 'answer'])
    .select(['openedAt', 'closedAt', 'conclusion'])
    .where(isTheirs('assistanceCases'))
    .orderBy('openedAt')
    .execute()
  const steps = await stepsOfCases(
    transaction,
    [...guaranteeCases, ...assistanceCases].map(({ operationId }) => operationId),
  )
  const withSteps = <Row extends { readonly operationId: string }>({ operationId, ...row }: Row) => ({
    ...row,
    steps: steps.get(operationId) ?? [],
  })
  const lookUps = await transaction
    .selectFrom('accountLookUps')
    .select(['at', 'isMatch'])
    .where('accountId', 'in', [...ids])
    .orderBy('at')
    .execute()
  return {
    account: { ...facts, ...contact },
    ageChecks,
    registrations,
    devices,
    kitChanges,
    deviceHistory,
    disputes,
    consents,
    textsShown,
    loyalty: { memberships, offers, points },
    replacements,
    returns,
    guaranteeCases: guaranteeCases.map(withSteps),
    assistanceCases: assistanceCases.map(withSteps),
    contactChanges,
    mails,
    lookUps,
  }
}
