import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { segmentNumber } from '#electron/journal/segment-names.ts'
import { scanSegment } from '#electron/journal/segment-scan.ts'
import type { Envelope } from '#shared/contracts/envelope.ts'

import { type Evidence, expectNoViolation } from './oracle.ts'
import type { Store } from './store.ts'

/** What can be read of what the till has on its disk, each record once, in the order of its chain. */
export function journalOf(profile: string): readonly Envelope[] {
  const folder = join(profile, 'journal')
  if (!existsSync(folder)) return []
  const found = new Map<string, Envelope>()
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const { name } = entry
    if (entry.isDirectory() || segmentNumber(name) === null) continue
    for (const { frame } of scanSegment(readFileSync(join(folder, name))).frames) {
      if (frame.kind === 'saved') found.set(frame.envelope.id, frame.envelope)
    }
  }
  return [...found.values()].sort((left, right) => left.sequence - right.sequence)
}

/** [I1] [I2] [I3] [I5]: what is on the till's disk is in the ledger, once, unaltered, and the chain recomputes. */
export function expectBooksAgree(
  given: { store: Store; profile: string } & Omit<Evidence, 'written'>,
): Promise<void> {
  const { profile, ...evidence } = given
  return expectNoViolation(() => ({ ...evidence, written: journalOf(profile) }))
}

/** Head office was told nothing of a store of a window that was made anew. */
export async function expectNoAlarm(store: Store): Promise<void> {
  const told = await store.readLedger((database) =>
    database.selectFrom('terminalEvents').select('kind').execute(),
  )
  expect(told.map(({ kind }) => kind)).not.toContain('store-rebuilt')
}
