import type { CalendarDate } from './calendar-date.ts'

/** A check as the open visit remembers it, in memory only; times are monotonic milliseconds of one process. */
export type HeldAgeCheck = {
  readonly outcome: 'allowed' | 'refused'
  readonly visitId: string
  readonly operatorId: string
  readonly birthDate: CalendarDate | null
  readonly checkedAtMonotonicMs: number
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
    monotonicMs: number
    validMinutes: number
  },
): AgeCheckVoid | null {
  if (check.outcome === 'refused') return 'refused'
  if (check.visitId !== now.visitId) return 'other-customer'
  if (check.operatorId !== now.operatorId) return 'other-operator'
  if (check.birthDate !== null && now.birthDate !== null && check.birthDate !== now.birthDate)
    return 'birth-date-changed'
  const elapsedMs = now.monotonicMs - check.checkedAtMonotonicMs
  // A monotonic clock that went back belongs to another process: the check did not survive the restart.
  return elapsedMs < 0 || elapsedMs > now.validMinutes * 60_000 ? 'expired' : null
}
