import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { JWK } from 'jose'
import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import type { Random } from '#shared/kernel/random.ts'
import { emailKeyOf } from '../ingest/email-key.ts'
import { openSeal } from '../ingest/open-seal.ts'
import { loadServerKeys } from '../keys/server-keys.ts'
import { wrapJwk } from '../keys/stored-key.ts'
import { encryptContact } from '../safe/contact.ts'
import type { Contact } from '../safe/contact.ts'
import { keepRecord } from '../safe/kept-record.ts'
import { ledgerPlace } from '../safe/ledger-places.ts'
import { encryptSetAside } from '../safe/quarantined-content.ts'
import { cipherFor, customersIn, openSafe } from '../safe/safe.ts'
import type { Safe } from '../safe/safe.ts'
import type { WrappingKey } from '../safe/wrapping-key.ts'
import type { DatabaseTransaction } from './tables.ts'

/** What encrypting an existing database needs. */
export interface Encrypting {
  /** Null where nobody gave one: then there must be nothing to encrypt. */
  readonly wrapping: WrappingKey | null
  readonly random: Random
  readonly now: string
}

const PAGE = 500

/**
 * Encrypts what a database from before the safe holds in the clear [SA6]. It is a step of the migration: the columns that it
 * reads exist in no later version, so it names them itself. Throws where there is something to encrypt and no wrapping key.
 */
export async function encryptClearRows(database: Kysely<unknown>, given: Encrypting): Promise<void> {
  const transaction = database as unknown as DatabaseTransaction
  const keys = await sql<{ keyId: string; jwk: JWK }>`
    SELECT key_id, private_jwk AS jwk FROM server_keys WHERE wrapped_key IS NULL`.execute(transaction)
  // Keys are made at the first start: without them there is no record either.
  if (keys.rows.length === 0) return
  const { wrapping, random, now } = given
  if (wrapping === null) throw new Error('this database is encrypted now: give it the wrapping key')
  for (const { keyId, jwk } of keys.rows) {
    await sql`UPDATE server_keys SET wrapped_key = ${wrapJwk(wrapping, { keyId, jwk })}, private_jwk = NULL
      WHERE key_id = ${keyId}`.execute(transaction)
  }
  const serverKeys = await loadServerKeys({ database: transaction, wrapping, random, now })
  const safe = openSafe({ keys: serverKeys, wrapping, random })
  for (const encryptPage of [
    encryptRecords,
    encryptAccounts,
    encryptTaxNumbers,
    encryptAmendments,
    encryptQuarantine,
  ])
    while ((await encryptPage(transaction, { safe, now })) === PAGE);
}

interface Step {
  readonly safe: Safe
  readonly now: string
}

async function encryptRecords(transaction: DatabaseTransaction, { safe, now }: Step): Promise<number> {
  const { rows } = await sql<{ header: unknown; sealedPayload: string }>`
    SELECT header, clear_sealed_payload AS sealed_payload FROM inbox
    WHERE clear_sealed_payload IS NOT NULL LIMIT ${PAGE}`.execute(transaction)
  const records = rows.map(({ header, sealedPayload }) => ({
    header: envelopeHeaderSchema.parse(header),
    sealedPayload,
  }))
  const customerIds = customersIn(records.map(({ header }) => header))
  const ciphers = await safe.customers.make(transaction, { customerIds, at: now })
  for (const { header, sealedPayload } of records) {
    const content = await openSeal({ ...header, sealedPayload }, safe.unsealing(transaction))
    const kept = keepRecord({ id: header.id, sealedPayload, content }, cipherFor(safe, header, ciphers))
    await sql`UPDATE inbox SET clear_sealed_payload = NULL, sealed_payload = ${kept.sealedPayload},
      payload = ${kept.payload} WHERE operation_id = ${header.id}`.execute(transaction)
  }
  return rows.length
}

async function encryptAccounts(transaction: DatabaseTransaction, { safe, now }: Step): Promise<number> {
  const { rows } = await sql<Contact & { accountId: string }>`
    SELECT account_id, email, given_name, family_name, mobile_phone, postal_address,
      date_of_birth::text AS date_of_birth
    FROM accounts WHERE contact IS NULL LIMIT ${PAGE}`.execute(transaction)
  const customerIds = rows.map(({ accountId }) => accountId)
  const ciphers = await safe.customers.make(transaction, { customerIds, at: now })
  for (const { accountId, ...contact } of rows) {
    const cipher = ciphers.get(accountId)
    if (cipher === undefined) throw new Error('a customer without a key')
    await sql`UPDATE accounts SET contact = ${encryptContact(contact, { accountId, cipher })},
      email_hash = ${safe.hashOf('email', emailKeyOf(contact.email))},
      is_born_on_first_of_january = ${contact.dateOfBirth.endsWith('-01-01')}
      WHERE account_id = ${accountId}`.execute(transaction)
  }
  return rows.length
}

async function encryptTaxNumbers(transaction: DatabaseTransaction, { safe }: Step): Promise<number> {
  const { rows } = await sql<{ operationId: string; taxNumber: string }>`
    SELECT operation_id, clear_tax_number AS tax_number FROM registrations
    WHERE clear_tax_number IS NOT NULL LIMIT ${PAGE}`.execute(transaction)
  for (const { operationId, taxNumber } of rows) {
    const kept = safe.ofNobody(operationId).encrypt(taxNumber, ledgerPlace.taxNumber(operationId))
    await sql`UPDATE registrations SET clear_tax_number = NULL, tax_number = ${kept}
      WHERE operation_id = ${operationId}`.execute(transaction)
  }
  return rows.length
}

async function encryptAmendments(transaction: DatabaseTransaction, { safe }: Step): Promise<number> {
  const { rows } = await sql<{ id: string; position: number; changes: unknown; header: unknown }>`
    SELECT target_operation_id AS id, position, clear_changes AS changes, inbox.header
    FROM amendments JOIN inbox ON inbox.operation_id = amendments.target_operation_id
    WHERE clear_changes IS NOT NULL LIMIT ${PAGE}`.execute(transaction)
  const headers = rows.map(({ header }) => envelopeHeaderSchema.parse(header))
  const ciphers = await safe.customers.read(transaction, customersIn(headers))
  for (const [index, { id, position, changes }] of rows.entries()) {
    const header = headers[index]
    const cipher = header === undefined ? null : cipherFor(safe, header, ciphers)
    const text = cipher?.encrypt(JSON.stringify(changes), ledgerPlace.amendment(id, position)) ?? null
    await sql`UPDATE amendments SET clear_changes = NULL, changes = ${text}
      WHERE target_operation_id = ${id} AND position = ${position}`.execute(transaction)
  }
  return rows.length
}

async function encryptQuarantine(transaction: DatabaseTransaction, { safe, now }: Step): Promise<number> {
  const { rows } = await sql<{ operationId: string; contentHash: string; content: string }>`
    SELECT operation_id, content_hash, clear_content AS content FROM quarantine
    WHERE clear_content IS NOT NULL LIMIT ${PAGE}`.execute(transaction)
  for (const row of await encryptSetAside(transaction, { rows, safe, at: now })) {
    await sql`UPDATE quarantine SET clear_content = NULL, content = ${row.content},
      customer_id = ${row.customerId}
      WHERE operation_id = ${row.operationId} AND content_hash = ${row.contentHash}`.execute(transaction)
  }
  return rows.length
}
