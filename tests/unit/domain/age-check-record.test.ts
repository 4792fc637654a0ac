import { describe, expect, it } from 'vitest'
import { ageCheckVoid, type HeldAgeCheck } from '../../../shared/domain/age-check-record.ts'
import type { CalendarDate } from '../../../shared/domain/calendar-date.ts'

const at = (monotonicMs: number, wallMs: number) => ({ monotonicMs, wallMs })
const day = (text: string) => text as CalendarDate
describe('a check that is void', () => {
  const check: HeldAgeCheck = {
    outcome: 'allowed',
    visitId: 'visit-1',
    operatorId: 'operator-1',
    birthDate: day('1990-05-01'),
    checkedAt: at(1000, 5000),
  }
  const now = {
    visitId: 'visit-1',
    operatorId: 'operator-1',
    birthDate: day('1990-05-01'),
    moment: at(2000, 6000),
    validMinutes: 30,
  }

  it('[R2] stands for this customer, this operator, now', () => {
    expect(ageCheckVoid(check, now)).toBe(null)
    expect(ageCheckVoid(check, { ...now, birthDate: null })).toBe(null)
    expect(ageCheckVoid(check, { ...now, moment: at(1000 + 30 * 60_000, 0) })).toBe(null)
  })

  it.each([
    ['other-customer', { visitId: 'visit-2' }],
    ['other-operator', { operatorId: 'operator-2' }],
    ['birth-date-changed', { birthDate: day('1990-05-02') }],
    ['expired', { moment: at(1001 + 30 * 60_000, 0) }],
    // Asleep: the monotonic clock stood still.
    ['expired', { moment: at(2000, 5001 + 30 * 60_000) }],
    ['expired', { moment: at(999, 5000) }],
  ] as const)('[R2] is void: %s', (reason, change) => {
    expect(ageCheckVoid(check, { ...now, ...change })).toBe(reason)
  })

  it('[R2] a refusal carries nothing', () => {
    expect(ageCheckVoid({ ...check, outcome: 'refused' }, now)).toBe('refused')
  })
})
