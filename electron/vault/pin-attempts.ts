import { join } from 'node:path'

import * as z from 'zod'

import { replaceFile, setAside } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import { type OperatorId, operatorIdSchema } from '#shared/contracts/identifiers.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'

/** Whether an operator may try a PIN now. */
export type TryStatus =
  | { readonly kind: 'free' }
  | { readonly kind: 'wait'; readonly retryAfterMs: number }
  | { readonly kind: 'locked-out' }

/** Counts failed tries, each operator's own, on disk before they are made [V8] [V9] [V10] [V11]. */
export interface PinAttempts {
  status(operatorId: OperatorId): TryStatus
  /** Counts one more; gives how many are left. */
  count(operatorId: OperatorId): Promise<Result<number, DiskFailure>>
  /** Takes back a counted try that could not be made after all. */
  takeBack(operatorId: OperatorId): Promise<Result<null, DiskFailure>>
  /** After a success, with a new PIN, or when a manager releases who is locked out. */
  clear(operatorId: OperatorId): Promise<Result<null, DiskFailure>>
}

const MAX_FAILURES = 10
const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const FIRST_WAIT_AT = 5
const WAITS_MS = [30 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS]

const fileSchema = z.strictObject({
  version: z.literal(1),
  failures: z.record(operatorIdSchema, z.number().int().nonnegative()),
})

/** Opens the counts. `operatorsWithPin` must each have one, or someone took it away. */
export async function openPinAttempts(given: {
  disk: Disk
  /** Outside the profile. */
  folder: string
  clock: Clock
  operatorsWithPin: readonly OperatorId[]
}): Promise<PinAttempts> {
  const { disk, clock } = given
  const path = join(given.folder, 'pin-attempts.json')
  const stored = await readCounts(disk, path)
  const failures = new Map<OperatorId, number>(stored)
  for (const id of given.operatorsWithPin) if (!failures.has(id)) failures.set(id, MAX_FAILURES - 1)
  const waitUntilMs = new Map<OperatorId, number>()
  for (const id of failures.keys()) startWait(id)

  function startWait(id: OperatorId): void {
    const waitMs = WAITS_MS[(failures.get(id) ?? 0) - FIRST_WAIT_AT]
    if (waitMs === undefined) waitUntilMs.delete(id)
    else waitUntilMs.set(id, clock.monotonicMs() + waitMs)
  }

  async function put(id: OperatorId, count: number): Promise<Result<null, DiskFailure>> {
    const next = { version: 1, failures: { ...Object.fromEntries(failures), [id]: count } }
    const written = await replaceFile({ disk, path, bytes: Buffer.from(JSON.stringify(next)) })
    if (!written.ok) return written
    failures.set(id, count)
    startWait(id)
    return written
  }

  return {
    status(id) {
      if ((failures.get(id) ?? 0) >= MAX_FAILURES) return { kind: 'locked-out' }
      const leftMs = Math.ceil((waitUntilMs.get(id) ?? 0) - clock.monotonicMs())
      return leftMs > 0 ? { kind: 'wait', retryAfterMs: leftMs } : { kind: 'free' }
    },
    async count(id) {
      const next = (failures.get(id) ?? 0) + 1
      const written = await put(id, next)
      return written.ok ? { ok: true, value: MAX_FAILURES - next } : written
    },
    takeBack: (id) => put(id, Math.max(0, (failures.get(id) ?? 0) - 1)),
    clear: (id) => put(id, 0),
  }
}

async function readCounts(disk: Disk, path: string): Promise<[OperatorId, number][]> {
  const read = await disk.read(path)
  if (!read.ok) return []
  try {
    const { failures } = fileSchema.parse(JSON.parse(Buffer.from(read.value).toString('utf8')))
    return Object.entries(failures) as [OperatorId, number][]
  } catch {
    await setAside(disk, path)
    return []
  }
}
