import { exportJWK, generateKeyPair } from 'jose'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findAccount } from '#account-api/administration/customer-look-up.ts'
import { migrate } from '#account-api/database/migrate.ts'
import { DEFAULT_LIMITS, openDatabase } from '#account-api/database/open-database.ts'
import type { Database } from '#account-api/database/tables.ts'
import { readArrivals } from '#account-api/ingest/sql/read-arrivals.ts'
import { loadServerKeys } from '#account-api/keys/server-keys.ts'
import { openSetAside } from '#account-api/safe/quarantined-content.ts'
import { openSafe } from '#account-api/safe/safe.ts'
import { wrappingKeyFrom } from '#account-api/safe/wrapping-key.ts'
import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import { systemRandom } from '#account-api/adapters/system-random.ts'
import { createSeededRandom } from '#tests/harness/seeded-random.ts'
import { amendmentsIn } from '#tests/harness/open-ledger.ts'
import { DATABASE, makeDatabase } from './api-under-test.ts'
import { FakeClock } from './fake-clock.ts'
import { mintId } from './fake-till.ts'
import { registration } from './payloads.ts'
import { sealedAs } from './sealed-as.ts'

const NOW = '2026-11-22T12:00:00.000Z'
const wrapping = wrappingKeyFrom('w'.repeat(43), systemRandom)
const given = { wrapping, random: systemRandom, now: NOW }
const BEFORE = '0012-service'

let database: Database
let drop = async () => {}
beforeAll(async () => {
  const made = DATABASE === 'PostgreSQL' ? await makeDatabase() : null
  ;({ database } = openDatabase(
    made === null ? { kind: 'memory' } : { kind: 'postgres', url: made.url, limits: DEFAULT_LIMITS },
  ))
  drop = async () => made?.drop()
})
afterAll(async () => {
  await database.destroy()
  await drop()
})

test('[SA6] what lay in the clear is encrypted by the migration, still opens, and lies in the clear no longer', async () => {
  await migrate(database, { ...given, upTo: BEFORE })
  const terminalId = mintId()
  const pair = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true })
  const jwk = await exportJWK(pair.privateKey)
  await sql`INSERT INTO server_keys VALUES ('old-key', 'sealing', ${JSON.stringify(jwk)}::jsonb, ${NOW}, NULL)`.execute(
    database,
  )
  await sql`INSERT INTO stores VALUES ('s', 'Baixa', 'practice', 'Europe/Lisbon', 'brand-store')`.execute(
    database,
  )
  await sql`INSERT INTO terminals VALUES (${terminalId}, 's', 'Till', 'active', NULL, NULL, 1, false, '1', NULL)`.execute(
    database,
  )
  const operation = registration(mintId() as never)
  const envelope = await sealedAs({
    operation,
    terminalId,
    keyId: 'old-key',
    publicKey: await exportJWK(pair.publicKey),
  })
  const { sealedPayload, hash: _hash, signature: _signature, ...header } = envelope
  const id = envelope.id
  await sql`INSERT INTO inbox VALUES (${id}, ${terminalId}, 1, 1, ${envelope.hash}, ${envelope.previousHash},
    ${envelope.signature}, ${JSON.stringify(header)}::jsonb, ${sealedPayload}, ${NOW}, '{"kind":"accepted"}', ${NOW})`.execute(
    database,
  )
  const address = JSON.stringify({
    lines: ['Rua Augusta 1'],
    postalCode: '1',
    locality: 'Lisboa',
    country: 'PT',
  })
  await sql`INSERT INTO accounts VALUES (${envelope.aggregateId}, 'Ines@example.pt', 'ines@example.pt', 'Inês', 'Sá',
    '+351912345678', '1990-01-01', 'PT', 'pt-PT', ${address}::jsonb, ${NOW}, NULL)`.execute(database)
  const changes = { type: 'registration', fields: { givenName: 'Inez' } }
  await sql`INSERT INTO amendments VALUES (${id}, 0, NULL, NULL, ${JSON.stringify(changes)}::jsonb, ${NOW})`.execute(
    database,
  )
  const setAside = JSON.stringify(envelope)
  await sql`INSERT INTO quarantine VALUES (${id}, 'h1', ${terminalId}, 1, 1, 'id-reused', ${setAside}, ${NOW}),
    (${id}, 'h2', ${terminalId}, 1, 1, 'payload-invalid', '{"id":"nonsense"}', ${NOW})`.execute(database)

  await expect(migrate(database, { ...given, wrapping: null })).rejects.toThrow('wrapping key')
  await migrate(database, given)

  const keys = await loadServerKeys({ database, ...given })
  const safe = openSafe({ keys, wrapping, random: systemRandom })
  expect(await keys.sealing.unsealing(database)('old-key')).toBeInstanceOf(CryptoKey)
  const rows = await database.selectFrom('inbox').selectAll().execute()
  const read = await database
    .transaction()
    .execute((transaction) => readArrivals(transaction, { rows, safe }))
  expect(read[0]?.content).toEqual({ kind: 'opened', operation })
  expect(envelopeHeaderSchema.parse(rows[0]?.header)).toEqual(header)
  const clock = new FakeClock(NOW)
  const context = { database, safe, clock, random: createSeededRandom('look-up'), actor: 'test' } as never
  expect(await findAccount(context, envelope.aggregateId)).toMatchObject({
    ok: true,
    value: { email: 'Ines@example.pt', givenName: 'Inês', dateOfBirth: '1990-01-01' },
  })
  const account = await database.selectFrom('accounts').selectAll().executeTakeFirstOrThrow()
  expect(account).toMatchObject({
    emailHash: safe.hashOf('email', 'ines@example.pt'),
    isBornOnFirstOfJanuary: true,
  })
  expect(await amendmentsIn(database, safe)).toMatchObject([{ changes }])
  const aside = await database.selectFrom('quarantine').selectAll().orderBy('contentHash').execute()
  const opened = await Promise.all(aside.map(async (row) => openSetAside(database, { row, safe })))
  expect(opened).toEqual([setAside, '{"id":"nonsense"}'])
  expect(aside.map(({ customerId }) => customerId)).toEqual([envelope.aggregateId, null])

  const held = JSON.stringify([
    rows,
    account,
    aside,
    await database.selectFrom('serverKeys').selectAll().execute(),
  ])
  for (const clear of ['Inês', 'ines@example.pt', 'Rua Augusta', sealedPayload, 'nonsense', '"d":'])
    expect(held).not.toContain(clear)
  const names = await sql<{ name: string }>`SELECT column_name AS name FROM information_schema.columns
    WHERE starts_with(column_name, 'clear_') OR column_name IN ('private_jwk', 'email', 'email_key', 'date_of_birth')`.execute(
    database,
  )
  expect(names.rows).toEqual([])
})
