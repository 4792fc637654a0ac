import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { segmentNumber } from '#electron/journal/segment-names.ts'
import { scanSegment } from '#electron/journal/segment-scan.ts'
import type { Envelope } from '#shared/contracts/envelope.ts'

import type { Store } from './store.ts'

/** What the till has on its disk, each record once, in the order of its chain. */
export function journalOf(profile: string): readonly Envelope[] {
  const folder = join(profile, 'journal')
  const found = new Map<string, Envelope>()
  for (const name of readdirSync(folder).filter((file) => segmentNumber(file) !== null)) {
    for (const { frame } of scanSegment(readFileSync(join(folder, name))).frames) {
      if (frame.kind === 'saved') found.set(frame.envelope.id, frame.envelope)
    }
  }
  return [...found.values()].sort((left, right) => left.sequence - right.sequence)
}

interface LedgerRecord {
  readonly id: string
  readonly sequence: number
  readonly hash: string
  readonly type: string
  readonly outcome: string | null
  /** How often the record took effect. */
  readonly effects: number
}

/** What the account API holds, counted by query, in the order of the chain. */
export function ledgerOf(store: Store): Promise<readonly LedgerRecord[]> {
  return store.readLedger(async (database) => {
    const inbox = await database
      .selectFrom('inbox')
      .select(['operationId', 'sequence', 'hash', 'header', 'outcome'])
      .orderBy('epoch')
      .orderBy('sequence')
      .execute()
    const tables = ['ageChecks', 'sales', 'registrations', 'terminalEvents'] as const
    const effects: string[] = []
    for (const table of tables) {
      const rows = await database.selectFrom(table).select('operationId').execute()
      effects.push(...rows.map(({ operationId }) => operationId))
    }
    return inbox.map(({ operationId, sequence, hash, header, outcome }) => ({
      id: operationId,
      sequence,
      hash,
      type: header.type,
      outcome: outcome?.kind ?? null,
      effects: effects.filter((id) => id === operationId).length,
    }))
  })
}

/** [I1] [I2] [I3] [I5]: what is on the till's disk is in the ledger, once, unaltered, and the chain recomputes. */
export async function expectBooksAgree(given: { store: Store; profile: string }): Promise<void> {
  const { store, profile } = given
  const written = journalOf(profile).map(({ id, sequence, hash, type }) => ({ id, sequence, hash, type }))
  const arrived = await ledgerOf(store)
  expect(arrived.map(({ id, sequence, hash, type }) => ({ id, sequence, hash, type }))).toEqual(written)
  const odd = arrived.filter(({ outcome, effects }) => outcome !== 'accepted' || effects !== 1)
  expect(odd, 'records that did not take effect exactly once').toEqual([])
  for (const chain of (await store.onlyChain()).chains) {
    expect(chain).toMatchObject({ intact: true, gaps: [], forks: [], altered: [] })
  }
}
