import { join } from 'node:path'

import * as z from 'zod'

import { replaceFile, setAside } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import { type OperatorId, operatorIdSchema } from '#shared/contracts/identifiers.ts'
import { RESET_ROUNDS } from '#shared/contracts/pin-reset.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { type Result, ok } from '#shared/kernel/result.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
/** Wrong responses before the first wait. */
const FREE_WRONG = 5
const WAITS_MS = [30 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS] as const

const roundSchema = z.strictObject({
  number: z.number().int().min(0).max(RESET_ROUNDS),
  isShown: z.boolean(),
  wrong: z.number().int().nonnegative(),
})
type Round = z.infer<typeof roundSchema>
const fileSchema = z.strictObject({ version: z.literal(1), rounds: z.record(operatorIdSchema, roundSchema) })

/** Which challenge an operator has now, and how many wrong responses it had, each operator's own [V14] [V15] [V16]. */
export interface ResetRounds {
  /** The number of the round in force; RESET_ROUNDS when none is left. */
  number(id: OperatorId): number
  isShown(id: OperatorId): boolean
  /** Notes, on disk first, that the challenge of the round is shown. */
  show(id: OperatorId): Promise<Result<null, DiskFailure>>
  /** Ends a round whose challenge was shown; changes nothing in any other. */
  end(id: OperatorId): Promise<Result<null, DiskFailure>>
  /** How long the next response has to wait; 0 when not. */
  waitMs(id: OperatorId): number
  /** Counts a wrong response before it is compared. */
  count(id: OperatorId): Promise<Result<null, DiskFailure>>
  /** It was the right one after all: the count starts over. */
  forgive(id: OperatorId): Promise<Result<null, DiskFailure>>
  /** How many wrong ones are left before the next one has to wait. */
  left(id: OperatorId): number
}

/** Opens them. `floors`: rounds that were ended by a PIN which is in force, whatever the file says [V15]. */
export async function openResetRounds(given: {
  disk: Disk
  /** Outside the profile. */
  folder: string
  clock: Clock
  floors: ReadonlyMap<OperatorId, number>
}): Promise<ResetRounds> {
  const { disk, clock } = given
  const path = join(given.folder, 'reset-rounds.json')
  const rounds = await readRounds(disk, path)
  for (const [id, number] of given.floors)
    if (roundOf(id).number < number) rounds.set(id, { number, isShown: false, wrong: 0 })
  const waitUntilMs = new Map<OperatorId, number>()
  for (const id of rounds.keys()) startWait(id)

  function roundOf(id: OperatorId): Round {
    return rounds.get(id) ?? { number: 0, isShown: false, wrong: 0 }
  }

  function startWait(id: OperatorId): void {
    const over = roundOf(id).wrong - FREE_WRONG
    if (over < 0) waitUntilMs.delete(id)
    else waitUntilMs.set(id, clock.monotonicMs() + (WAITS_MS[over] ?? 60 * MINUTE_MS))
  }

  async function put(id: OperatorId, changes: Partial<Round>): Promise<Result<null, DiskFailure>> {
    const next = { ...roundOf(id), ...changes }
    const file = { version: 1, rounds: { ...Object.fromEntries(rounds), [id]: next } }
    const written = await replaceFile({ disk, path, bytes: Buffer.from(JSON.stringify(file)) })
    if (!written.ok) return written
    rounds.set(id, next)
    if (changes.wrong !== undefined) startWait(id)
    return written
  }

  return {
    number: (id) => roundOf(id).number,
    isShown: (id) => roundOf(id).isShown,
    show: async (id) => (roundOf(id).isShown ? ok(null) : put(id, { isShown: true })),
    async end(id) {
      const { number, isShown } = roundOf(id)
      return isShown ? put(id, { number: number + 1, isShown: false, wrong: 0 }) : ok(null)
    },
    waitMs: (id) => Math.max(0, Math.ceil((waitUntilMs.get(id) ?? 0) - clock.monotonicMs())),
    count: (id) => put(id, { wrong: roundOf(id).wrong + 1 }),
    forgive: async (id) => (roundOf(id).wrong === 0 ? ok(null) : put(id, { wrong: 0 })),
    left: (id) => Math.max(0, FREE_WRONG - roundOf(id).wrong),
  }
}

async function readRounds(disk: Disk, path: string): Promise<Map<OperatorId, Round>> {
  const read = await disk.read(path)
  if (!read.ok) return new Map()
  try {
    const { rounds } = fileSchema.parse(JSON.parse(Buffer.from(read.value).toString('utf8')))
    return new Map(Object.entries(rounds) as [OperatorId, Round][])
  } catch {
    await setAside(disk, path)
    return new Map()
  }
}
