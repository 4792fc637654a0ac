import { describe, expect, it } from 'vitest'
import { ageVerdict } from '#shared/domain/age.ts'
import { type CalendarDate, localDate } from '#shared/domain/calendar-date.ts'
import { guaranteeCover } from '#shared/domain/guarantee.ts'
import { shippingWindow } from '#shared/domain/shipping-window.ts'
import { weighAssistance } from '#shared/domain/weigh-assistance.ts'
import { PT } from '#shared/markets/pt.ts'
import { KOREA } from '#tests/harness/korea.ts'

const day = (text: string) => text as CalendarDate
const until = (deliveredOn: string) =>
  guaranteeCover({
    deliveredOn: day(deliveredOn),
    basis: 'voluntary',
    isRegistered: true,
    terms: PT.guarantee.terms,
  })

/** Countries that no desk was shipped with, and days that a calendar does not have every year. */
describe('odd days, and countries that are not in the sources', () => {
  it('[R18] a device delivered on 29 February is covered to the last of February, and so are its accidents', () => {
    expect(until('2028-02-29')).toMatchObject({
      until: '2031-02-28',
      accidentalDamage: { until: '2029-02-28' },
    })
    expect(until('2025-02-28')).toMatchObject({ until: '2028-02-28' })
  })

  it('[R1] by year of birth a year turns at midnight of the store, whatever the birthday and the till believe', () => {
    const verdict = (birthDate: string, iso: string) =>
      ageVerdict({
        birthDate: day(birthDate),
        rules: KOREA.age,
        productClasses: ['device'],
        saleDate: localDate({ instantMs: Date.parse(iso), timeZone: KOREA.timeZones.default }),
      }).verdict
    expect(verdict('2008-12-31', '2026-12-31T14:59:59.999Z')).toBe('under-age')
    expect(verdict('2008-12-31', '2026-12-31T15:00:00.000Z')).toBe('adult')
    expect(verdict('2008-02-29', '2026-12-31T15:00:00.000Z')).toBe('adult')
  })

  it.each([
    ['Asia/Jerusalem', '2027-03-25T21:59:59Z', '2027-03-25', '2027-03-25T22:00:00Z', '2027-03-26'],
    ['Asia/Jerusalem', '2027-03-26T20:59:59Z', '2027-03-26', '2027-03-26T21:00:00Z', '2027-03-27'],
    ['Asia/Jerusalem', '2026-10-24T20:59:59Z', '2026-10-24', '2026-10-24T21:00:00Z', '2026-10-25'],
    ['Asia/Jerusalem', '2026-10-25T21:59:59Z', '2026-10-25', '2026-10-25T22:00:00Z', '2026-10-26'],
    // Kazakhstan is one hour nearer to Greenwich since 1 March 2024.
    ['Asia/Almaty', '2026-12-31T18:59:59Z', '2026-12-31', '2026-12-31T19:00:00Z', '2027-01-01'],
    ['Pacific/Auckland', '2026-09-26T11:59:59Z', '2026-09-26', '2026-09-26T12:00:00Z', '2026-09-27'],
  ])(
    '[R1] in %s the day of the store ends where its clocks say so, also in the night of summer time',
    (timeZone, last, before, first, after) => {
      const on = (iso: string) => localDate({ instantMs: Date.parse(iso), timeZone })
      expect([on(last), on(first)]).toEqual([before, after])
    },
  )

  it.each([
    ['Kazakhstan', [6, 7], ['2027-01-01', '2027-01-02', '2027-01-04', '2027-01-07'], '2027-01-05 2027-01-11'],
    ['Israel', [5, 6], [], '2027-01-03 2027-01-06'],
    ['South Korea', [6, 7], ['2027-01-01'], '2027-01-04 2027-01-07'],
    ['nobody at work but on Sundays', [1, 2, 3, 4, 5, 6], [], '2027-01-03 2027-01-24'],
  ])('[R24] a call on the last day of the year in %s', (_, weekend, days, window) => {
    const businessDays = { weekend, holidays: { days, through: '2027-12-31', source: 'data of a test' } }
    const { earliest, latest } = shippingWindow(day('2026-12-31'), {
      shipping: PT.assistance.shipping,
      businessDays,
    })
    expect(`${earliest} ${latest}`).toBe(window)
  })

  it('[R22] who lives in a covered country but is registered in one that is not is told which condition that is', () => {
    const { answer, checks } = weighAssistance(
      {
        residence: 'XC',
        registration: 'NO',
        visited: 'KZ',
        isAdult: 'yes',
        isRegistered: 'yes',
        isGuaranteed: 'unknown',
      },
      { covered: PT.assistance.coveredCountries, day: day('2028-02-29') },
    )
    expect(answer).toBe('unlikely')
    expect(checks.filter((check) => check.answer === 'no').map(({ check }) => check)).toEqual([
      'registered-there',
    ])
  })
})
