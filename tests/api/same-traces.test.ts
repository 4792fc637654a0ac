import { CompactEncrypt, generateKeyPair } from 'jose'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runTransaction } from '#account-api/database/run-transaction.ts'
import type { Database } from '#account-api/database/tables.ts'
import type { RecordBatch } from '#account-api/ingest/ledger-store.ts'
import { resolveInSql } from '#account-api/ingest/sql/resolve-in-sql.ts'
import { sqlLedgerStore } from '#account-api/ingest/sql/sql-ledger-store.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { caseIdSchema } from '#shared/contracts/identifiers.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'
import { seedsAsked, traceOf } from '#tests/differential/traces.ts'
import { type MemoryLedger, createMemoryLedger } from '#tests/simulation/memory-ledger.ts'
import { type LedgerAct, actOn } from '#tests/simulation/restorable-ledger.ts'
import { PLAIN_RULES } from '#tests/simulation/plain-rules.ts'
import { readContent } from '#tests/simulation/simulated-seal.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { mintId } from './fake-till.ts'

const AUDIENCES = ['store', 'head-office', 'compliance'] as const
/** What is there before any till is. */
const KEPT = [
  'kysely_migration',
  'kysely_migration_lock',
  'server_state',
  'server_keys',
  'stores',
  'operators',
]

describe(`the traces of the simulation on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let sealing: Awaited<ReturnType<typeof generateKeyPair>>
  beforeAll(async () => {
    under = await startApi()
    sealing = await generateKeyPair('ECDH-ES')
  })
  afterAll(async () => under.stop())

  const parts = () => ({
    database: under.api.context.database,
    safe: { ...under.api.context.safe, unsealing: () => async () => sealing.privateKey },
    log: under.api.context.log,
    rulesFor: async () => PLAIN_RULES,
    newId: mintId,
    audit: async () => undefined,
  })

  /** The same records under seals that a database's reader can open. */
  async function sealed<Records extends RecordBatch>(batch: Records): Promise<Records> {
    const records = await Promise.all(
      batch.records.map(async (record) => {
        if (record.kind === 'refused') return record
        const { sealedPayload, keyId } = record.envelope
        const again = await new CompactEncrypt(Buffer.from(JSON.stringify(readContent(sealedPayload))))
          .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: keyId })
          .encrypt(sealing.publicKey)
        return { ...record, envelope: { ...record.envelope, sealedPayload: again } }
      }),
    )
    return { ...batch, records }
  }

  async function actInSql(act: LedgerAct, memory: MemoryLedger): Promise<unknown> {
    const { database } = under.api.context
    switch (act.kind) {
      case 'enrol':
        return enrol(database, act.terminalId)
      case 'revoke':
        return database
          .updateTable('terminals')
          .set({ status: 'revoked' })
          .where('terminalId', '=', act.terminalId)
          .execute()
      case 'take':
        return sqlLedgerStore(parts()).take(await sealed(act.batch))
      case 'import':
        return sqlLedgerStore(parts()).importRecords(await sealed(act.batch))
      case 'decide': {
        const { caseId, decision, at } = act.given
        const caseVersion = memory.openCases().find(([id]) => id === caseId)?.[1].version ?? 0
        const given = { caseId: caseIdSchema.parse(caseId), caseVersion, decision, at }
        return runTransaction(database, (transaction) =>
          resolveInSql(parts(), transaction, { ...given, actor: 'administrator', audiences: AUDIENCES }),
        )
      }
      default:
        return unreachable(act)
    }
  }

  test.each(seedsAsked())(
    'seed %i is answered and kept as by the ledger in memory',
    async (seed) => {
      const { database } = under.api.context
      await empty(database)
      const { ledger } = await traceOf(seed)
      const had = () => new Set<never>()
      const memory = createMemoryLedger({
        rules: PLAIN_RULES,
        violate: (text) => expect.fail(text),
        hadOf: had,
      })
      expect(ledger.length).toBeGreaterThan(0)
      for (const act of ledger) {
        // What a decision is about is looked up before memory has carried it out.
        const inSql = await actInSql(act, memory)
        const inMemory = await actOn(memory, act)
        if (act.kind === 'take' || act.kind === 'import') expect(inSql).toEqual(inMemory)
      }
      expect(await outcomesIn(database)).toEqual(outcomesOf(memory))
      expect(await openCasesIn(database)).toEqual(
        memory
          .openCases()
          .map(([id]) => id)
          .toSorted(),
      )
      expect(await ownersIn(database)).toEqual(ownersOf(memory))
    },
    120_000,
  )
})

async function empty(database: Database): Promise<void> {
  const tables = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`.execute(database)
  const names = tables.rows.map(({ name }) => name).filter((name) => !KEPT.includes(name))
  await database.transaction().execute(async (transaction) => {
    // The audit can only be added to; of a database that is thrown away it may go.
    await sql`SET LOCAL session_replication_role = replica`.execute(transaction)
    await sql`TRUNCATE ${sql.join(names.map((name) => sql.table(name)))} CASCADE`.execute(transaction)
  })
}

async function enrol(database: Database, terminalId: string): Promise<void> {
  const known = await database
    .selectFrom('terminals')
    .select('currentEpoch')
    .where('terminalId', '=', terminalId)
    .executeTakeFirst()
  const epoch = (known?.currentEpoch ?? 0) + 1
  const about = { storeId: 'practice-store', name: 'Till', hasKeystore: false, appVersion: '0.1.0' }
  await database
    .insertInto('terminals')
    .values({ terminalId, status: 'active', currentEpoch: epoch, ...about })
    .onConflict((conflict) =>
      conflict.column('terminalId').doUpdateSet({ status: 'active', currentEpoch: epoch }),
    )
    .execute()
  const ends = { claimedHash: GENESIS_HASH, contiguousHash: GENESIS_HASH }
  const enrolledAt = '2026-03-01T09:00:00.000Z'
  await database
    .insertInto('terminalEpochs')
    .values({ terminalId, epoch, publicKey: '{}', enrolledAt, ...ends })
    .execute()
}

async function outcomesIn(database: Database): Promise<Record<string, unknown>> {
  const rows = await database.selectFrom('inbox').select(['operationId', 'outcome']).execute()
  return Object.fromEntries(rows.map(({ operationId, outcome }) => [operationId, outcome]))
}

function outcomesOf(memory: MemoryLedger): Record<string, unknown> {
  return Object.fromEntries([...memory.inbox()].map(([id, { outcome }]) => [id, outcome]))
}

async function openCasesIn(database: Database): Promise<readonly string[]> {
  const rows = await database.selectFrom('cases').select('caseId').where('status', '=', 'open').execute()
  return rows.map(({ caseId }) => caseId).toSorted()
}

async function ownersIn(database: Database): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('devices')
    .select(['deviceId', 'accountId'])
    .where('releasedAt', 'is', null)
    .execute()
  return rows.map(({ deviceId, accountId }) => `${deviceId} ${accountId}`).toSorted()
}

function ownersOf(memory: MemoryLedger): readonly string[] {
  return memory.tables
    .rows('devices')
    .filter((row) => (row['releasedAt'] ?? null) === null)
    .map((row) => `${String(row['deviceId'])} ${String(row['accountId'])}`)
    .toSorted()
}
