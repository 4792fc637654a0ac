import { describe, expect, it } from 'vitest'
import { type CalendarDate, parseCalendarDate, weekdayOf } from '#shared/domain/calendar-date.ts'
import { shippingWindow } from '#shared/domain/shipping-window.ts'
import { AT } from '#shared/markets/at.ts'
import { type BusinessDays, WEEKENDS_ONLY } from '#shared/markets/business-days.ts'
import { GB } from '#shared/markets/gb.ts'
import { PT } from '#shared/markets/pt.ts'
import { SHIPPED_MARKETS } from '#shared/markets/registry.ts'

const { shipping } = PT.assistance
const window = (day: string, businessDays: BusinessDays = PT.businessDays, wanted = shipping) => {
  const { earliest, latest } = shippingWindow(day as CalendarDate, { shipping: wanted, businessDays })
  return `${earliest} ${latest}`
}

describe('when a new device ships after a call', () => {
  it('[R24] is 1 to 4 business days later, weekends aside', () => {
    expect(window('2026-11-23')).toBe('2026-11-24 2026-11-27')
    expect(window('2026-11-27', WEEKENDS_ONLY)).toBe('2026-11-30 2026-12-03')
    expect(window('2026-11-28', WEEKENDS_ONLY)).toBe('2026-11-30 2026-12-03')
  })

  it("[R24] and the country's public holidays aside, over the turn of a year too", () => {
    // Tuesday 1 December and Tuesday 8 December are holidays in Portugal.
    expect(window('2026-11-27')).toBe('2026-11-30 2026-12-04')
    expect(window('2026-12-31')).toBe('2027-01-04 2027-01-07')
    expect(window('2026-12-31', AT.businessDays)).toBe('2027-01-04 2027-01-08')
    // Christmas is on a Friday: Monday 28 December is the substitute of a Saturday.
    expect(window('2026-12-24', GB.businessDays)).toBe('2026-12-29 2027-01-04')
    expect(window('2028-02-28', WEEKENDS_ONLY)).toBe('2028-02-29 2028-03-03')
  })

  it('[R24] a country may rest on other days of the week, and ship on the day itself', () => {
    const friday: BusinessDays = { weekend: [5, 6], holidays: null }
    expect(window('2026-11-26', friday)).toBe('2026-11-29 2026-12-02')
    expect(window('2026-11-26', friday, { fromBusinessDays: 0, toBusinessDays: 1 })).toBe(
      '2026-11-26 2026-11-29',
    )
    expect(window('2026-11-27', friday, { fromBusinessDays: 0, toBusinessDays: 1 })).toBe(
      '2026-11-29 2026-11-29',
    )
  })

  it('[R24] says where holidays are not known to its last day', () => {
    const known = (day: string, businessDays: BusinessDays) =>
      shippingWindow(day as CalendarDate, { shipping, businessDays }).areHolidaysKnown
    expect(known('2026-11-27', PT.businessDays)).toBe(true)
    expect(known('2029-12-24', PT.businessDays)).toBe(true)
    expect(known('2029-12-27', PT.businessDays)).toBe(false)
    expect(known('2026-11-27', WEEKENDS_ONLY)).toBe(false)
  })

  it.each(SHIPPED_MARKETS.map(({ code, businessDays }) => ({ code, holidays: businessDays.holidays })))(
    '[R24] the holidays of $code are days in order, each once, of every year that they reach to',
    ({ holidays }) => {
      const days = holidays?.days ?? []
      expect(days.every((day) => parseCalendarDate(day).ok)).toBe(true)
      expect(days).toEqual([...new Set(days)].toSorted())
      expect([...new Set(days.map((day) => day.slice(0, 4)))]).toEqual(['2026', '2027', '2028', '2029'])
      expect(holidays?.through).toBe('2029-12-31')
    },
  )

  it('[R24] knows the day of the week', () => {
    expect(['2026-11-23', '2026-11-29', '2028-02-29'].map((day) => weekdayOf(day as CalendarDate))).toEqual([
      1, 7, 2,
    ])
  })
})
