import type { CalendarDate } from './calendar-date.ts'

/** A moment by both clocks of one process, in milliseconds. */
export type AgeCheckMoment = { readonly monotonicMs: number; readonly wallMs: number }

/**
 * Whether a check is too old to rest a sale on (R2). The clock that went further counts: the monotonic one stands still
 * while the machine sleeps, the wall clock can be set back. A monotonic clock that went back belongs to another
 * process: the check did not survive the restart.
 */
export function isAgeCheckOld(
  checkedAt: AgeCheckMoment,
  given: { now: AgeCheckMoment; validMinutes: number },
): boolean {
  const elapsedMs = given.now.monotonicMs - checkedAt.monotonicMs
  const longestMs = Math.max(elapsedMs, given.now.wallMs - checkedAt.wallMs)
  return elapsedMs < 0 || longestMs > given.validMinutes * 60_000
}

/** A check as the open visit remembers it, in memory only. */
export type HeldAgeCheck = {
  readonly outcome: 'allowed' | 'refused'
  readonly visitId: string
  readonly operatorId: string
  readonly birthDate: CalendarDate | null
  readonly checkedAt: AgeCheckMoment
}

/** Why a check no longer carries a sale or a registration (R2). */
export type AgeCheckVoid = 'refused' | 'other-customer' | 'other-operator' | 'birth-date-changed' | 'expired'

/**
 * Why the check is void for what is about to be saved, or null while it stands (R2). `birthDate` is the one in the
 * registration, null where none is taken; a check without a date (clearly over) is not contradicted by one.
 */
export function ageCheckVoid(
  check: HeldAgeCheck,
  now: {
    visitId: string
    operatorId: string
    birthDate: CalendarDate | null
    moment: AgeCheckMoment
    validMinutes: number
  },
): AgeCheckVoid | null {
  if (check.outcome === 'refused') return 'refused'
  if (check.visitId !== now.visitId) return 'other-customer'
  if (check.operatorId !== now.operatorId) return 'other-operator'
  if (check.birthDate !== null && now.birthDate !== null && check.birthDate !== now.birthDate)
    return 'birth-date-changed'
  return isAgeCheckOld(check.checkedAt, { now: now.moment, validMinutes: now.validMinutes })
    ? 'expired'
    : null
}
