import { assert } from '#shared/kernel/assert.ts'
import type { Context } from '../context.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { openContact } from '../safe/contact.ts'
import { ledgerPlace } from '../safe/ledger-places.ts'

/** What the tables of the account API hold of a customer, but what is of other people: operators and terminals. */
export type CustomerData = Readonly<Record<string, unknown>>

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
  const merged = await transaction
    .selectFrom('accounts')
    .select('accountId')
    .where('mergedInto', '=', accountId)
    .execute()
  const ids = [accountId, ...merged.map((one) => one.accountId)]
  const registered = await transaction
    .selectFrom('registrations')
    .select(['operationId', 'occurredAt', 'channel', 'purchaseDate', 'purchasePlace'])
    .select(['invoiceReference', 'taxNumber'])
    .where('accountId', 'in', ids)
    .orderBy('occurredAt')
    .execute()
  const registrations = registered.map(({ operationId, taxNumber, ...row }) => {
    const place = ledgerPlace.taxNumber(operationId)
    const opened = taxNumber === null ? null : safe.ofNobody(operationId).decrypt(taxNumber, place)
    return { ...row, taxNumber: opened }
  })
  const ageChecks = await transaction
    .selectFrom('ageChecks')
    .innerJoin('registrations', 'registrations.ageCheckId', 'ageChecks.operationId')
    .select(['checkedAt', 'outcome', 'method', 'documentKind', 'ruleVersion'])
    .where('registrations.accountId', 'in', ids)
    .orderBy('checkedAt')
    .execute()
  const contactChanges = await transaction
    .selectFrom('contactChanges')
    .select(['requestedAt', 'hasNewEmail', 'decidedAt', 'decision'])
    .where('accountId', 'in', ids)
    .orderBy('requestedAt')
    .execute()
  const mails = await transaction
    .selectFrom('mailRequests')
    .select(['kind', 'requestedAt', 'sentAt'])
    .where('accountId', 'in', ids)
    .orderBy('requestedAt')
    .orderBy('kind')
    .execute()
  const devices = await transaction
    .selectFrom('devices')
    .select(['deviceId', 'kind', 'model', 'origin', 'since', 'releasedAt', 'guaranteedFrom', 'accidents'])
    .where('accountId', 'in', ids)
    .orderBy('since')
    .orderBy('deviceId')
    .execute()
  const deviceHistory = await transaction
    .selectFrom('deviceHistory')
    .select(['deviceId', 'event', 'reason', 'at'])
    .where('accountId', 'in', ids)
    .orderBy('at')
    .orderBy('deviceId')
    .execute()
  const consents = await transaction
    .selectFrom('consents')
    .select(['purpose', 'channel', 'answer', 'textVersion', 'language', 'recordedAt'])
    .where('accountId', 'in', ids)
    .orderBy('recordedAt')
    .orderBy('position')
    .execute()
  const textsShown = await transaction
    .selectFrom('shownTexts')
    .select(['kind', 'version', 'language', 'recordedAt'])
    .where('accountId', 'in', ids)
    .orderBy('recordedAt')
    .orderBy('kind')
    .execute()
  const points = await transaction
    .selectFrom('loyaltyEntries')
    .select(['kind', 'points', 'item', 'deviceId', 'at'])
    .where('accountId', 'in', ids)
    .orderBy('at')
    .execute()
  const memberships = await transaction
    .selectFrom('loyaltyMemberships')
    .select(['action', 'termsVersion', 'language', 'recordedAt'])
    .where('accountId', 'in', ids)
    .orderBy('recordedAt')
    .execute()
  const replacements = await transaction
    .selectFrom('replacements')
    .select(['oldDevice', 'newDevice', 'way', 'fault', 'basis', 'isTakenBack', 'occurredAt'])
    .where('accountId', 'in', ids)
    .orderBy('occurredAt')
    .execute()
  const guaranteeCases = await transaction
    .selectFrom('guaranteeCases')
    .select(['deviceId', 'fault', 'way', 'basis', 'openedAt', 'closedAt', 'conclusion'])
    .where('accountId', 'in', ids)
    .orderBy('openedAt')
    .execute()
  const assistanceCases = await transaction
    .selectFrom('assistanceCases')
    .select(['deviceId', 'fault', 'residence', 'registeredIn', 'visited', 'answer', 'openedAt', 'closedAt'])
    .where('accountId', 'in', ids)
    .orderBy('openedAt')
    .execute()
  const lookUps = await transaction
    .selectFrom('accountLookUps')
    .select(['at', 'isMatch'])
    .where('accountId', 'in', ids)
    .orderBy('at')
    .execute()
  return {
    account: { ...facts, ...contact },
    ageChecks,
    registrations,
    devices,
    deviceHistory,
    consents,
    textsShown,
    loyalty: { memberships, points },
    replacements,
    guaranteeCases,
    assistanceCases,
    contactChanges,
    mails,
    lookUps,
  }
}
