import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { flipInFrame, removeJournal, saleFromEnd, segmentsOf } from '../../harness/damage-journal.ts'
import {
  CURRENT,
  LOG,
  MANIFEST,
  TABLE,
  cutFiles,
  flipFiles,
  removeFiles,
  removeOutbox,
  writeFiles,
  zeroFiles,
} from '../../harness/damage-outbox.ts'
import { type Damage, expectSurvived } from '../../harness/damaged-till.ts'
import { test } from '../../harness/prepared-till.ts'

/** The journal is whole: nothing is lost, and nothing has to be said to the operator. */
const ALONE: readonly Damage[] = [
  { title: '[F23] deleted', damage: removeOutbox },
  { title: '[F22] with an empty log', damage: (profile) => cutFiles(profile, LOG, 0) },
  { title: '[F22] with half of its log', damage: (profile) => cutFiles(profile, LOG, 0.5) },
  { title: '[F22] with the end of its log cut off', damage: (profile) => cutFiles(profile, LOG, 0.99) },
  { title: '[F22] with zeros at the end of its log', damage: (profile) => zeroFiles(profile, LOG, 0.8) },
  { title: '[F22] without its log', damage: (profile) => removeFiles(profile, LOG) },
  { title: '[F23] with a bit turned in its log', damage: (profile) => flipFiles(profile, LOG, 0.5) },
  {
    title: '[F23] with a bit turned at the start of its log',
    damage: (profile) => flipFiles(profile, LOG, 0),
  },
  { title: '[F23] with a bit turned in its tables', damage: (profile) => flipFiles(profile, TABLE, 0.3) },
  {
    title: '[F23] with a bit turned at the end of its tables',
    damage: (profile) => flipFiles(profile, TABLE, 1),
  },
  { title: '[F23] with half of its tables', damage: (profile) => cutFiles(profile, TABLE, 0.5) },
  { title: '[F23] without its tables', damage: (profile) => removeFiles(profile, TABLE) },
  { title: '[F24] without its MANIFEST', damage: (profile) => removeFiles(profile, MANIFEST) },
  { title: '[F24] with half of its MANIFEST', damage: (profile) => cutFiles(profile, MANIFEST, 0.5) },
  {
    title: '[F24] with a bit turned in its MANIFEST',
    damage: (profile) => flipFiles(profile, MANIFEST, 0.5),
  },
  { title: '[F24] without its CURRENT', damage: (profile) => removeFiles(profile, CURRENT) },
  {
    title: '[F24] with a CURRENT that names nothing',
    damage: (profile) => writeFiles(profile, CURRENT, 'MANIFEST-999999\n'),
  },
  { title: '[F23] with nothing but zeros', damage: (profile) => zeroFiles(profile, /./, 0) },
  ...[1, 2].map((time) => ({
    title: `[F23] with a bit turned anywhere in its files, ${time}`,
    damage: (profile: string, chance: Parameters<Damage['damage']>[1]) =>
      flipFiles(profile, /log|ldb|MANIFEST/, chance.next()),
  })),
]

const BOTH: readonly Damage[] = [
  {
    title: 'a waiting sale damaged, and the window’s store deleted',
    damage: (profile) => {
      flipInFrame(saleFromEnd(profile, 2), 300)
      removeOutbox(profile)
    },
    says: ['damaged', 'unreadable'],
  },
  {
    title: 'both waiting sales damaged, and the window’s store without its MANIFEST',
    damage: (profile) => {
      for (const back of [1, 2]) flipInFrame(saleFromEnd(profile, back), 300)
      removeFiles(profile, MANIFEST)
    },
    says: ['damaged', 'unreadable', 'end lost'],
  },
  {
    title: 'a waiting sale damaged, and the log of the window’s store empty',
    damage: (profile) => {
      flipInFrame(saleFromEnd(profile, 2), 300)
      cutFiles(profile, LOG, 0)
    },
  },
  {
    title: 'the last record damaged, and the window’s store deleted',
    damage: (profile) => {
      flipInFrame(saleFromEnd(profile, 1), 300)
      removeOutbox(profile)
    },
    says: ['damaged', 'unreadable', 'end lost'],
  },
  {
    title: 'the first segment and the window’s store deleted',
    damage: (profile) => {
      rmSync(segmentsOf(profile)[0] ?? '')
      removeOutbox(profile)
    },
  },
  {
    title: 'the last segment and the window’s store deleted',
    damage: (profile) => {
      rmSync(segmentsOf(profile).at(-1) ?? '')
      removeOutbox(profile)
    },
    says: ['damaged', 'unreadable', 'end lost'],
  },
  {
    title: 'journal and window’s store deleted',
    damage: (profile) => {
      removeJournal(profile)
      removeOutbox(profile)
    },
    says: ['end lost'],
  },
]

for (const [count, row] of ALONE.entries()) {
  test(`the window’s store ${row.title}: it is made anew from the journal, and everything arrives`, async ({
    prepared,
  }) => {
    await expectSurvived(prepared, { ...row, says: [] }, count)
  })
}

test('[F32] the window’s store put back to an older one: it follows the journal, and everything arrives', async ({
  prepared,
}) => {
  const damage = (profile: string) => {
    removeOutbox(profile)
    cpSync(prepared.olderOutbox, join(profile, 'IndexedDB'), { recursive: true })
  }
  await expectSurvived(prepared, { title: 'an older window store', damage, says: [] }, 0)
})

for (const [count, row] of BOTH.entries()) {
  test(`[F25] ${row.title}: what none of them has is reported, exactly, and the rest arrives`, async ({
    prepared,
  }) => {
    await expectSurvived(prepared, { ...row, isBoth: true }, count)
  })
}
