import { sql } from 'kysely'
import type { FindingKind } from '#shared/contracts/messages/proof.ts'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { assert } from '#shared/kernel/assert.ts'
import { chainReports } from '../chain/chain-report.ts'
import { dateAt } from '../database/date-at.ts'
import type { Database } from '../database/tables.ts'
import type { Safe } from '../safe/safe.ts'

/** How long a terminal may be silent, and the oldest record missing, before somebody should look [FN2]. */
export const TOO_LONG_MS = 24 * 3_600_000

/** Something that is wrong now: where, and with which run of sequences. */
export interface Seen {
  readonly kind: FindingKind
  readonly terminalId: string
  readonly epoch: number
  readonly sequence: number
  readonly lastSequence: number
}

/** Looks over every terminal, one chain after the other [FN1]. */
export async function lookOverFleet(
  parts: { database: Database; safe: Safe },
  nowMs: number,
): Promise<readonly Seen[]> {
  const { database } = parts
  const seen: Seen[] = [...(await silentTerminals(database, nowMs)), ...(await headsAhead(database))]
  const terminals = await database
    .selectFrom('terminals')
    .select('terminalId')
    .orderBy('terminalId')
    .execute()
  for (const row of terminals) {
    const terminalId = terminalIdSchema.parse(row.terminalId)
    const chains = await chainReports(parts, terminalId)
    assert(chains.ok, 'a terminal that is listed has an epoch')
    for (const { epoch, gaps, forks, altered } of chains.value.epochs) {
      const at = (kind: FindingKind, sequence: number, lastSequence: number): Seen => ({
        kind,
        terminalId,
        epoch,
        sequence,
        lastSequence,
      })
      seen.push(
        ...gaps.map(([first, last]) => at('gap', first, last)),
        ...forks.map((place) => at('fork', place, place)),
        ...altered.map((place) => at('altered', place, place)),
      )
    }
  }
  return seen
}

async function silentTerminals(database: Database, nowMs: number): Promise<readonly Seen[]> {
  const rows = await database
    .selectFrom('terminals')
    .innerJoin('terminalEpochs', (join) =>
      join
        .onRef('terminalEpochs.terminalId', '=', 'terminals.terminalId')
        .onRef('terminalEpochs.epoch', '=', 'terminals.currentEpoch'),
    )
    .select(['terminals.terminalId', 'terminalEpochs.epoch'])
    .where('status', '=', 'active')
    .where(
      ({ fn, ref }) => fn.coalesce(ref('lastSeenAt'), ref('enrolledAt')),
      '<',
      dateAt(nowMs - TOO_LONG_MS),
    )
    .execute()
  return rows.map((row) => ({ ...row, kind: 'silent', sequence: 0, lastSequence: 0 }))
}

async function headsAhead(database: Database): Promise<readonly Seen[]> {
  const held = sql<number>`coalesce((SELECT max(held.sequence) FROM chain_records AS held
    WHERE held.terminal_id = terminal_epochs.terminal_id AND held.epoch = terminal_epochs.epoch), 0)`
  const rows = await database
    .selectFrom('terminalEpochs')
    .select(['terminalId', 'epoch', 'claimedSequence as lastSequence', held.as('held')])
    .where('claimedSequence', '>', held)
    .execute()
  return rows.map(({ held: last, ...row }) => ({ ...row, kind: 'head-ahead', sequence: last + 1 }))
}
