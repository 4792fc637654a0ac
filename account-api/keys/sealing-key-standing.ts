import { sql } from 'kysely'
import { sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'
import type { Database } from '../database/tables.ts'
import { openSetAside } from '../safe/quarantined-content.ts'
import type { Safe } from '../safe/safe.ts'
import type { KeyCustody } from './key-custody.ts'
import { terminalsInNeed } from './terminals-in-need.ts'
import type { TerminalInNeed } from './terminals-in-need.ts'

/** What still needs an old sealing key. */
export interface Needs {
  readonly terminals: readonly TerminalInNeed[]
  /** Records here that were never read and only this key reads [KE4]. */
  readonly unread: number
  /** Open cases that show a record which only this key reads. */
  readonly cases: readonly string[]
}

/** A sealing key as it stands. */
export interface SealingKeyStanding {
  readonly keyId: string
  readonly createdAt: Date
  readonly escrowedAt: Date | null
  /** `in-use`: tills get it; `old`: it only opens; `destroyed`: its private half is gone. */
  readonly state: 'in-use' | 'old' | 'destroyed'
  /** Of an old key alone. */
  readonly needs: Needs | null
}

/** Every sealing key, oldest first, with what still needs it. */
export async function sealingKeyStandings(
  custody: KeyCustody,
  given: { database: Database; safe: Safe },
): Promise<readonly SealingKeyStanding[]> {
  const { database, safe } = given
  const rows = await database
    .selectFrom('serverKeys')
    .select(['keyId', 'createdAt', 'retiredAt', 'destroyedAt', 'escrowedAt'])
    .where('purpose', '=', 'sealing')
    .orderBy('createdAt')
    .execute()
  const shown = await recordsInOpenCases(database, safe)
  const standings: SealingKeyStanding[] = []
  for (const [index, { keyId, createdAt, retiredAt, destroyedAt, escrowedAt }] of rows.entries()) {
    const known = { keyId, createdAt, escrowedAt }
    if (destroyedAt !== null) standings.push({ ...known, state: 'destroyed', needs: null })
    else if (retiredAt === null) standings.push({ ...known, state: 'in-use', needs: null })
    else {
      const newer = new Set(rows.slice(index + 1).map((row) => row.keyId))
      const key = { keyId, createdAt, retiredAt }
      const terminals = await terminalsInNeed(custody, database, { key, newer })
      const cases = shown.filter((one) => one.keyId === keyId).map(({ caseId }) => caseId)
      const needs = { terminals, unread: await countUnread(database, keyId), cases }
      standings.push({ ...known, state: 'old', needs })
    }
  }
  return standings
}

async function countUnread(database: Database, keyId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM inbox
    WHERE header->>'keyId' = ${keyId} AND payload IS NULL AND sealed_payload IS NOT NULL
      AND (outcome->>'kind' = 'waiting' OR outcome->>'reason' = 'unknown-type'
        OR outcome->>'caseKind' = 'key-unknown')`.execute(database)
  return rows[0]?.count ?? 0
}

/** The records that lie beside another one of their id, and which key reads each. */
async function recordsInOpenCases(
  database: Database,
  safe: Safe,
): Promise<readonly { caseId: string; keyId: string }[]> {
  const rows = await database
    .selectFrom('cases')
    .innerJoin('quarantine', (join) =>
      join
        .onRef('quarantine.operationId', '=', 'cases.operationId')
        .onRef('quarantine.contentHash', '=', 'cases.envelopeHash'),
    )
    .select(['caseId', 'quarantine.operationId', 'contentHash', 'content', 'customerId'])
    .where('cases.status', '=', 'open')
    .where('cases.kind', '=', 'id-reused')
    .execute()
  const shown: { caseId: string; keyId: string }[] = []
  for (const { caseId, ...row } of rows) {
    const text = await openSetAside(database, { row, safe })
    const envelope = sealedEnvelopeSchema.safeParse(text === null ? null : JSON.parse(text))
    if (envelope.success) shown.push({ caseId, keyId: envelope.data.keyId })
  }
  return shown
}
