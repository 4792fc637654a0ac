import { sql } from 'kysely'
import { assert } from '#shared/kernel/assert.ts'
import type { DatabaseTransaction, NewRow, Tables } from '../../database/tables.ts'
import { encryptContact } from '../../safe/contact.ts'
import type { CustomerCiphers } from '../../safe/customer-keys.ts'
import { ledgerPlace } from '../../safe/ledger-places.ts'
import { releaseMailsAbout } from '../../mail/set-aside.ts'
import type { Safe } from '../../safe/safe.ts'
import { audienceOf, isAboutRecord } from '../open-case.ts'
import { EFFECT_TABLES } from '../effects.ts'
import type { AccountFacts, Effects } from '../effects.ts'
import { writeRemovals } from './write-removals.ts'
import { encryptAmendments } from './encrypt-amendments.ts'

/**
 * What happens to a row that is there already, because a record is settled again: its columns change, or it stays. Where
 * nothing is said, a row that is there is a conflict.
 */
const AGAIN: {
  readonly [Name in (typeof EFFECT_TABLES)[number]]?: readonly [keys: string, changed: string]
} = {
  sales: ['operation_id', 'product_classes, channel, age_check_id'],
  takeBacks: ['operation_id', 'kind, count'],
  registrations: [
    'operation_id',
    'account_id, age_check_id, channel, purchase_date, purchase_place, invoice_reference, tax_number',
  ],
  devices: [
    'device_id, operation_id',
    'account_id, kind, model, origin, since, released_at, guaranteed_from, accidents_from, accidents',
  ],
  // What is claimed once more is open again, whatever became of it before.
  deviceDisputes: ['device_id, operation_id', 'account_id, wish, kind, model, origin, decided_at, decision'],
  deviceHistory: ['device_id, operation_id, event, account_id', 'reason, at'],
  returns: ['operation_id', 'account_id, devices'],
  replacements: [
    'operation_id',
    'account_id, old_device, new_device, replaced_device, way, fault, basis, is_taken_back',
  ],
  kitChanges: ['operation_id, kit_id, kind', 'account_id, old_part, new_part, has_own_term, is_undone, at'],
  guaranteeCases: ['operation_id', 'account_id, device_id, fault, way, basis'],
  serviceCaseSteps: ['step_id', ''],
  contactChanges: ['operation_id', 'has_new_email'],
  loyaltyOffers: ['operation_id, device_id', 'account_id, points'],
  consents: ['operation_id, position', 'account_id'],
  shownTexts: ['operation_id, kind', 'account_id'],
  mailRequests: ['operation_id, kind, account_id, occasion', ''],
  cases: ['case_id', ''],
  voids: ['target_operation_id', ''],
  dependencies: ['operation_id, on_operation_id', ''],
}

/** Writes one step of a settlement, one statement a table: what changes rows first, then what adds them. */
export async function writeEffects(
  transaction: DatabaseTransaction,
  given: { effects: Effects; safe: Safe; at: string },
): Promise<void> {
  const { effects, safe, at } = given
  const { accounts, changedAccounts } = effects
  const customerIds = [...accounts, ...changedAccounts].map(({ accountId }) => accountId)
  const ciphers = await safe.customers.make(transaction, { customerIds, at })
  await writeDeviceChanges(transaction, effects)
  for (const facts of changedAccounts) {
    const { accountId, ...changed } = accountRow(facts, { safe, ciphers })
    const ofSame = <Value>(column: 'emailConfirmedAt' | 'passwordHash') =>
      sql<Value>`CASE WHEN email_hash = ${changed.emailHash} THEN ${sql.ref(column)} END`
    await transaction
      .updateTable('accounts')
      .set({
        ...changed,
        emailConfirmedAt: ofSame<string | null>('emailConfirmedAt'),
        passwordHash: ofSame<string | null>('passwordHash'),
      })
      .where('accountId', '=', accountId)
      .execute()
  }
  await writeAccountChanges(transaction, effects)
  await writeCaseChanges(transaction, effects)
  await erasePayloads(transaction, effects.erasedPayloads)
  await writeRemovals(transaction, { effects, safe })
  const rows = {
    ...effects,
    accounts: accounts.map(({ registeredAt, ...facts }) => ({
      ...accountRow(facts, { safe, ciphers }),
      registeredAt,
    })),
    registrations: effects.registrations.map(({ taxNumber, ...row }) => ({
      ...row,
      taxNumber: encryptTaxNumber(taxNumber ?? null, { safe, operationId: row.operationId }),
    })),
    amendments: await encryptAmendments(transaction, { rows: effects.amendments, safe }),
  }
  for (const table of EFFECT_TABLES) await insertRows(transaction, table, rows[table])
  const asking = effects.contactChanges.filter(({ hasNewEmail }) => hasNewEmail)
  await releaseMailsAbout(
    transaction,
    asking.map(({ operationId }) => operationId),
  )
}

function accountRow(facts: AccountFacts, given: { safe: Safe; ciphers: CustomerCiphers }) {
  const { accountId, emailKey, countryOfResidence, language, ...contact } = facts
  const cipher = given.ciphers.get(accountId)
  assert(cipher !== undefined, 'no account is written for a customer who was removed')
  return {
    accountId,
    contact: encryptContact(contact, { accountId, cipher }),
    emailHash: given.safe.hashOf('email', emailKey),
    isBornOnFirstOfJanuary: contact.dateOfBirth.endsWith('-01-01'),
    countryOfResidence,
    language,
  }
}

function encryptTaxNumber(
  taxNumber: string | null,
  given: { safe: Safe; operationId: string },
): string | null {
  const { safe, operationId } = given
  if (taxNumber === null) return null
  return safe.ofNobody(operationId).encrypt(taxNumber, ledgerPlace.taxNumber(operationId))
}

/** Adds rows to a table; none is no statement. */
export async function insertRows<Name extends keyof Tables>(
  transaction: DatabaseTransaction,
  table: Name,
  rows: readonly NewRow<Name>[],
): Promise<void> {
  if (rows.length === 0) return
  const insert = transaction.insertInto(table).values(rows)
  const again = (AGAIN as Record<string, readonly [string, string] | undefined>)[table]
  if (again === undefined) {
    await insert.execute()
    return
  }
  const [keys, changed] = again
  const columns = changed === '' ? [] : changed.split(', ')
  const changes = columns.map((column) => `${column} = excluded.${column}`).join(', ')
  await insert
    .modifyEnd(sql.raw(`ON CONFLICT (${keys}) DO ${changes === '' ? 'NOTHING' : `UPDATE SET ${changes}`}`))
    .execute()
}

async function writeDeviceChanges(transaction: DatabaseTransaction, effects: Effects): Promise<void> {
  const { releasedDevices, restoredDevices, undoneKitChanges, decidedDisputes } = effects
  if (releasedDevices.length > 0) {
    const rows = releasedDevices.map(
      (row) => sql`(${row.deviceId}, ${row.accountId}::uuid, ${row.at}::timestamptz)`,
    )
    await sql`UPDATE devices SET released_at = given.at
      FROM (VALUES ${sql.join(rows)}) AS given (device_id, account_id, at)
      WHERE devices.device_id = given.device_id AND devices.account_id = given.account_id
        AND devices.released_at IS NULL`.execute(transaction)
  }
  if (restoredDevices.length > 0) {
    const rows = restoredDevices.map((row) => sql`(${row.deviceId}, ${row.operationId}::uuid)`)
    await sql`UPDATE devices SET released_at = NULL
      FROM (VALUES ${sql.join(rows)}) AS given (device_id, operation_id)
      WHERE devices.device_id = given.device_id AND devices.operation_id = given.operation_id`.execute(
      transaction,
    )
  }
  if (undoneKitChanges.length > 0) {
    const rows = undoneKitChanges.map((row) => sql`(${row.operationId}::uuid, ${row.kitId}, ${row.kind})`)
    await sql`UPDATE kit_changes SET is_undone = true
      WHERE (operation_id, kit_id, kind) IN (${sql.join(rows)})`.execute(transaction)
  }
  if (decidedDisputes.length > 0) {
    const rows = decidedDisputes.map(
      (row) => sql`(${row.deviceId}, ${row.operationId}::uuid, ${row.decision}, ${row.at}::timestamptz)`,
    )
    await sql`UPDATE device_disputes SET decision = given.decision, decided_at = given.at
      FROM (VALUES ${sql.join(rows)}) AS given (device_id, operation_id, decision, at)
      WHERE device_disputes.device_id = given.device_id
        AND device_disputes.operation_id = given.operation_id`.execute(transaction)
  }
}

async function writeAccountChanges(transaction: DatabaseTransaction, effects: Effects): Promise<void> {
  for (const { accountId, at, mergedInto, mergedBy } of effects.closedAccounts) {
    await transaction
      .updateTable('accounts')
      .set({ closedAt: at, mergedInto: mergedInto ?? null, mergedBy: mergedBy ?? null })
      .where('accountId', '=', accountId)
      .execute()
  }
  for (const { accountId } of effects.reopenedAccounts) {
    // Its address may be another account's by now: then it has none until one is given anew.
    await sql`UPDATE accounts SET closed_at = NULL, merged_into = NULL, merged_by = NULL,
      email_hash = CASE WHEN EXISTS (SELECT FROM accounts AS other
        WHERE other.email_hash = accounts.email_hash AND other.closed_at IS NULL) THEN NULL ELSE email_hash END,
      email_confirmed_at = CASE WHEN EXISTS (SELECT FROM accounts AS other
        WHERE other.email_hash = accounts.email_hash AND other.closed_at IS NULL) THEN NULL ELSE email_confirmed_at END
      WHERE account_id = ${accountId}::uuid`.execute(transaction)
  }
  for (const { operationId, at } of effects.cancelledMails) {
    await transaction
      .updateTable('mailRequests')
      .set({ cancelledAt: at })
      .where('operationId', '=', operationId)
      .where('sentAt', 'is', null)
      .execute()
  }
}

async function writeCaseChanges(transaction: DatabaseTransaction, effects: Effects): Promise<void> {
  for (const { caseId, at, choices, ...changed } of effects.changedCases) {
    await transaction
      .updateTable('cases')
      .set({
        ...changed,
        choices: JSON.stringify(choices),
        closedAt: changed.status === 'closed' ? at : null,
        ...(isAboutRecord(changed.kind) ? { audience: audienceOf(changed.kind) } : {}),
      })
      .where('caseId', '=', caseId)
      .execute()
  }
}

async function erasePayloads(transaction: DatabaseTransaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await transaction
    .updateTable('inbox')
    .set({ sealedPayload: null, payload: null })
    .where('operationId', 'in', [...ids])
    .execute()
  await transaction
    .updateTable('amendments')
    .set({ changes: null })
    .where('targetOperationId', 'in', [...ids])
    .execute()
}
