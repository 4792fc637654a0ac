import { cpSync, rmSync } from 'node:fs'

import { type Page, expect, test } from '@playwright/test'

import type { Envelope } from '#shared/contracts/envelope.ts'

import { type Chance, createChance } from '../simulation/seeded.ts'
import { expectAllSent, expectClosed, sell, unlock } from './at-the-counter.ts'
import { journalOf } from './books.ts'
import { launchDesk } from './launch-desk.ts'
import { ledgerOf } from './ledger.ts'
import { ANA } from './open-till.ts'
import { expectNoViolation, expectNothingReadable } from './oracle.ts'
import type { PreparedTill } from './prepared-till.ts'
import { openStore } from './store.ts'

/** What the till says of the damage, on every screen. */
export const SAYINGS = {
  damaged: 'A part of the till’s journal is damaged',
  unreadable: 'A record on this till cannot be read',
  'end lost': 'The end of this till’s journal is lost',
  twice: 'This till exists twice',
} as const
type Saying = keyof typeof SAYINGS

/** One way in which the disk of a till that was closed is damaged. */
export interface Damage {
  readonly title: string
  readonly damage: (profile: string, chance: Chance) => void
  /** What has to be said, and nothing else; left out where chance decides what is hit. */
  readonly says?: readonly Saying[]
  /** The journal was put back to an earlier state that looks whole: the till writes numbers a second time. */
  readonly isForked?: boolean
  /** The window's store is damaged, too: what both held may be lost, and then is reported. */
  readonly isBoth?: boolean
}

const SEED = Number(process.env['COUNTERSIDE_SEED'] ?? 20_261_122)

/**
 * Damages a copy of the prepared till, opens it, and holds that everything arrives that one of its stores still had, that
 * what none had is reported, that the words are true, and that work goes on or is refused in words.
 */
export async function expectSurvived(prepared: PreparedTill, row: Damage, count: number): Promise<void> {
  const { profile, kept } = prepared
  rmSync(profile, { recursive: true })
  cpSync(kept, profile, { recursive: true })
  const store = await openStore({ copy: prepared.store })
  try {
    const settled = new Set((await ledgerOf(store)).map(({ id }) => id))
    row.damage(profile, createChance(SEED + count))
    test.info().annotations.push({ type: 'damage', description: row.title })
    const left = new Set(journalOf(profile).map(({ id }) => id))
    const gone = prepared.written.filter(({ id }) => !left.has(id) && !settled.has(id))
    const mayBeLost = row.isBoth === true ? gone.map(({ sequence }) => sequence) : []

    const desk = await launchDesk({ profile })
    try {
      await unlock(desk.page, ANA)
      await expectNoViolationAfter({ ...row, prepared, profile, page: desk.page, mayBeLost, store })
    } finally {
      await desk.close().catch(() => desk.kill())
    }
    expectNothingReadable(profile)
  } finally {
    await store.dispose()
  }
}

async function expectNoViolationAfter(given: {
  prepared: PreparedTill
  profile: string
  page: Page
  mayBeLost: readonly number[]
  store: Awaited<ReturnType<typeof openStore>>
  says?: readonly Saying[]
  isForked?: boolean
}): Promise<void> {
  const { prepared, profile, page, store, says, mayBeLost, isForked = false } = given
  let isEndReportedLost = false
  const evidence = () => ({
    store,
    written: everWritten(prepared.written, journalOf(profile)),
    mayBeLost,
    isForked,
    isEndReportedLost,
  })
  if (says !== undefined) {
    await expect.poll(() => saidBy(page), { timeout: 20_000 }).toEqual(says)
  }
  isEndReportedLost = (await saidBy(page)).includes('end lost')
  await expectNoViolation(evidence)
  const said = await saidBy(page)
  if (said.includes('end lost') || said.includes('twice')) {
    await expectClosed(page)
    return
  }
  await sell(page)
  await expectAllSent(page)
  await expectNoViolation(evidence)
}

function everWritten(before: readonly Envelope[], now: readonly Envelope[]): readonly Envelope[] {
  const known = new Set(before.map(({ id }) => id))
  return [...before, ...now.filter(({ id }) => !known.has(id))]
}

async function saidBy(page: Page): Promise<Saying[]> {
  const said: Saying[] = []
  for (const saying of Object.keys(SAYINGS) as Saying[]) {
    if ((await page.getByText(SAYINGS[saying], { exact: true }).count()) > 0) said.push(saying)
  }
  return said
}
