import { sql } from 'kysely'
import { findingsSchema } from '#shared/contracts/messages/proof.ts'
import type { Findings } from '#shared/contracts/messages/proof.ts'
import type { Database } from '../database/tables.ts'

const MAX_FINDINGS = 500
/** A gap may be what is on its way right now: it counts when the till was in contact for so long and it is still there. */
export const GAP_COUNTS = sql<boolean>`(findings.kind <> 'gap'
  OR terminals.last_seen_at >= findings.found_at + interval '10 minutes')`

/** How many findings of each kind hold now. */
export async function countFindings(database: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await database
    .selectFrom('findings')
    .innerJoin('terminals', 'terminals.terminalId', 'findings.terminalId')
    .select(['findings.kind', sql<number>`count(*)::integer`.as('count')])
    .where('endedAt', 'is', null)
    .where(GAP_COUNTS)
    .groupBy('findings.kind')
    .execute()
  return new Map(rows.map(({ kind, count }) => [kind, count]))
}

/** What holds now, longest first (findings/SPEC.md, FN4). */
export async function listFindings(database: Database): Promise<Findings> {
  const check = await database.selectFrom('fleetChecks').select('finishedAt').executeTakeFirst()
  const rows = await database
    .selectFrom('findings')
    .innerJoin('terminals', 'terminals.terminalId', 'findings.terminalId')
    .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
    .select(['findings.kind', 'findings.terminalId', 'findings.epoch', 'sequence', 'lastSequence'])
    .select(['foundAt', 'seenAt', 'terminals.name as terminalName'])
    .select(['stores.storeId', 'stores.name as storeName', 'stores.timeZone'])
    .where('endedAt', 'is', null)
    .where(GAP_COUNTS)
    .orderBy('foundAt')
    .orderBy('findingId')
    .limit(MAX_FINDINGS)
    .execute()
  return findingsSchema.parse({
    checkedAt: check?.finishedAt?.toISOString() ?? null,
    findings: rows.map((row) => ({
      ...row,
      foundAt: row.foundAt.toISOString(),
      seenAt: row.seenAt.toISOString(),
    })),
  })
}
