import { describe, expect, it } from 'vitest'
import type { CalendarDate } from '../../../shared/domain/calendar-date.ts'
import { guaranteeCover } from '../../../shared/domain/guarantee.ts'
import { PT } from '../../../shared/markets/pt.ts'

const cover = (deliveredOn: string, basis: 'statutory' | 'voluntary' = 'voluntary', isRegistered = true) =>
  guaranteeCover({ deliveredOn: deliveredOn as CalendarDate, basis, isRegistered, terms: PT.guarantee.terms })

describe('the guarantee in Portugal', () => {
  it('[R18] lasts 3 years for what was delivered from 2022, 2 years before', () => {
    expect(cover('2022-01-01')?.until).toBe('2025-01-01')
    expect(cover('2021-12-31')?.until).toBe('2023-12-31')
  })

  it('[R18] covers two accidents in the first 12 months of registered customers', () => {
    expect(cover('2026-11-22')?.accidentalDamage).toEqual({ until: '2027-11-22', incidents: 2 })
    expect(cover('2026-11-22', 'statutory')?.accidentalDamage).toBe(null)
  })

  it('[R17] the voluntary guarantee is for registered customers, the statutory one for all', () => {
    expect(cover('2026-11-22', 'voluntary', false)).toBe(null)
    expect(cover('2026-11-22', 'statutory', false)?.until).toBe('2029-11-22')
  })

  it('[R18] a term from 29 February ends on the last day of a shorter February', () => {
    expect(cover('2024-02-29')?.until).toBe('2027-02-28')
  })

  it('[R18] there is none for what was delivered before any term', () => {
    expect(cover('1999-01-01', 'statutory')).toBe(null)
  })
})
