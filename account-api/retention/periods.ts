import * as z from 'zod'
import { instantOf } from '#shared/kernel/instant.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { RETENTION_CLASSES } from './classes.ts'
import type { RetentionClass, RetentionClassName } from './classes.ts'

const DAY_MS = 24 * 3_600_000
const MOST_DAYS = 36_600

const CLASS_NAMES = Object.keys(RETENTION_CLASSES) as RetentionClassName[]

const periodSchema = z
  .strictObject({
    class: z.enum(CLASS_NAMES),
    /** The code of a market; null: every market that has none of its own. */
    market: z.string().min(1).nullable(),
    days: z.number().int().max(MOST_DAYS),
    /** The day, in UTC, from which it holds. */
    from: z.iso.date(),
    source: z.string().min(1),
  })
  .refine(({ class: name, days }) => days >= RETENTION_CLASSES[name].least, {
    path: ['days'],
    message: 'below what this class needs at least',
  })

/** What head office says about periods: dated entries with a source (SPEC.md, RT2). */
const periodsSchema = z.array(periodSchema)
export type Periods = z.infer<typeof periodsSchema>

/** Reads what head office wrote. The failure is one readable line for each thing that is wrong. */
export function readPeriods(text: string): Result<Periods, readonly string[]> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return fail(['it is not JSON'])
  }
  const parsed = periodsSchema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  return fail(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
}

/** Until when a class is swept: what is older goes. Milliseconds since 1970. */
export interface Cutoffs {
  readonly general: number
  /** By the code of each market that has a period of its own. */
  readonly markets: ReadonlyMap<string, number>
}

/** The cutoffs of a class now, never behind the oldest last contact where the class waits for tills (SPEC.md, RT2, RT5). */
export function cutoffsOf(
  name: RetentionClassName,
  given: { periods: Periods; nowMs: number; oldestContactMs: number },
): Cutoffs {
  const { nowMs, oldestContactMs } = given
  const { days, waitsForTills }: RetentionClass = RETENTION_CLASSES[name]
  const today = instantOf(nowMs).slice(0, 10)
  const held = given.periods
    .filter((period) => period.class === name && period.from <= today)
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
  const cutoff = (after: number) => {
    const overMs = nowMs - after * DAY_MS
    return waitsForTills ? Math.min(overMs, oldestContactMs) : overMs
  }
  const general = held.findLast(({ market }) => market === null)?.days ?? days
  const markets = held.flatMap(({ market, days: own }): [string, number][] =>
    market === null ? [] : [[market, cutoff(own)]],
  )
  return { general: cutoff(general), markets: new Map(markets) }
}
