import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  bytesOf,
  flip,
  flipInFrame,
  frameOfKind,
  framesOf,
  overwrite,
  removeJournal,
  saleFromEnd,
  segmentsOf,
  splice,
} from '../../harness/damage-journal.ts'
import { type Damage, expectSurvived } from '../../harness/damaged-till.ts'
import { test } from '../../harness/prepared-till.ts'
import { randomOf } from '../../simulation/seeded.ts'

const last = (profile: string) => segmentsOf(profile).at(-1) ?? ''
const first = (profile: string) => segmentsOf(profile)[0] ?? ''
const LOSES_ONE = ['damaged', 'unreadable'] as const
const LOSES_END = ['damaged', 'unreadable', 'end lost'] as const

/** Where the bytes of a frame's header stand: its mark, the length of its body, and the two checksums. */
const HEADER = { mark: 1, length: 7, headerSum: 9, bodySum: 13 }

const DAMAGES: readonly Damage[] = [
  ...[1, 3, 15, 16, 200].map((length) => ({
    title: `[F19] a frame of which ${length} bytes were written`,
    damage: (profile: string) =>
      appendFileSync(last(profile), bytesOf(saleFromEnd(profile, 1)).subarray(0, length)),
    says: [],
  })),
  {
    title: '[F19] room that was made and never written',
    damage: (profile) => appendFileSync(last(profile), Buffer.alloc(4096)),
    says: [],
  },
  {
    title: '[F19] a frame that was begun, with zeros in the room of the rest',
    damage: (profile) => {
      const begun = bytesOf(saleFromEnd(profile, 1))
      appendFileSync(last(profile), begun.fill(0, 200))
    },
    says: [],
  },
  {
    title: '[F20] other bytes after the end',
    damage: (profile, chance) => appendFileSync(last(profile), randomOf(chance).bytes(300)),
    says: LOSES_END,
  },
  {
    title: '[F20] a bit of a waiting sale',
    damage: (profile) => {
      const sale = saleFromEnd(profile, 2)
      flipInFrame(sale, sale.length >> 1)
    },
    says: LOSES_ONE,
  },
  ...Object.entries(HEADER).map(([part, at]) => ({
    title: `[F20] a bit of the ${part} of a waiting sale’s header`,
    damage: (profile: string) => flipInFrame(saleFromEnd(profile, 2), at),
    says: LOSES_ONE,
  })),
  {
    title: '[F20] a bit of the last record',
    damage: (profile) => flipInFrame(saleFromEnd(profile, 1), 100),
    says: LOSES_END,
  },
  ...(['settled', 'removed'] as const).map((kind) => ({
    title: `[F20] a bit of what was noted as ${kind}`,
    damage: (profile: string) => flipInFrame(frameOfKind(profile, kind), 40),
  })),
  {
    title: '[F20] a bit of the first record of all',
    damage: (profile) => flip(first(profile), 60),
  },
  {
    title: '[F20] bits of two waiting records',
    damage: (profile) => {
      flipInFrame(saleFromEnd(profile, 2), 300)
      const checks = framesOf(profile).filter(
        ({ frame }) => frame.kind === 'saved' && frame.envelope.type === 'age-check',
      )
      const check = checks.at(-1)
      if (check !== undefined) flipInFrame(check, 200)
    },
    says: LOSES_ONE,
  },
  {
    title: '[F20] zeros in the place of a waiting sale',
    damage: (profile) => {
      const { path, offset, length } = saleFromEnd(profile, 2)
      overwrite(path, offset, Buffer.alloc(length))
    },
    says: LOSES_ONE,
  },
  {
    title: '[F20] other bytes across the border of two records',
    damage: (profile, chance) => {
      const { path, offset } = saleFromEnd(profile, 2)
      overwrite(path, offset - 100, randomOf(chance).bytes(400))
    },
    says: LOSES_ONE,
  },
  {
    title: '[F20] ten bytes missing in a waiting sale',
    damage: (profile) => {
      const { path, offset } = saleFromEnd(profile, 2)
      splice(path, offset + 500, { out: 10 })
    },
    says: LOSES_ONE,
  },
  {
    title: '[F20] ten bytes too many in a waiting sale',
    damage: (profile) => {
      const { path, offset } = saleFromEnd(profile, 2)
      splice(path, offset + 500, { in: Buffer.alloc(10, 'x') })
    },
    says: LOSES_ONE,
  },
  {
    title: '[F20] a record that stands there twice',
    damage: (profile) => appendFileSync(last(profile), bytesOf(saleFromEnd(profile, 2))),
    says: [],
  },
  {
    title: '[F21] the first segment deleted',
    damage: (profile) => rmSync(first(profile)),
  },
  {
    title: '[F21] the first segment cut in half',
    damage: (profile) => truncateSync(first(profile), readFileSync(first(profile)).length >> 1),
  },
  { title: '[F21] the first segment empty', damage: (profile) => truncateSync(first(profile), 0) },
  {
    title: '[F21] the last segment deleted',
    damage: (profile) => rmSync(last(profile)),
    says: LOSES_END,
  },
  {
    title: '[F21] the last segment empty',
    damage: (profile) => truncateSync(last(profile), 0),
    says: LOSES_END,
  },
  {
    title: '[F21] zeros in the place of the last segment',
    damage: (profile) => writeFileSync(last(profile), Buffer.alloc(readFileSync(last(profile)).length)),
    says: LOSES_END,
  },
  {
    title: '[F21] zeros in the place of the first segment',
    damage: (profile) => writeFileSync(first(profile), Buffer.alloc(readFileSync(first(profile)).length)),
  },
  {
    title: '[F32] the last segment cut off before the last record',
    damage: (profile) => {
      const { path, offset } = saleFromEnd(profile, 1)
      truncateSync(path, offset)
    },
    isForked: true,
  },
  {
    title: '[F32] the last segment cut off within a waiting record',
    damage: (profile) => {
      const { path, offset } = saleFromEnd(profile, 2)
      truncateSync(path, offset + 50)
    },
    isForked: true,
  },
  { title: '[F21] the whole journal deleted', damage: removeJournal, says: ['end lost'] },
  {
    title: '[F21] nothing says which segment is the last',
    damage: (profile) => rmSync(join(profile, 'journal/last-segment')),
    says: [],
  },
  {
    title: '[F21] nothing says which segment was written last',
    damage: (profile) => rmSync(join(profile, 'journal/last-written')),
    says: [],
  },
  {
    title: '[F20] something else says which segment is the last',
    damage: (profile) => writeFileSync(join(profile, 'journal/last-segment'), 'xx'),
    says: [],
  },
  ...[1, 2, 3, 4].map((time) => ({
    title: `[F20] a bit anywhere in the last segment, ${time}`,
    damage: (profile: string, chance: Parameters<Damage['damage']>[1]) =>
      flip(last(profile), chance.below(readFileSync(last(profile)).length)),
  })),
]

for (const [count, row] of DAMAGES.entries()) {
  test(`${row.title}: the window’s store has what is missing, and it arrives`, async ({ prepared }) => {
    await expectSurvived(prepared, row, count)
  })
}
