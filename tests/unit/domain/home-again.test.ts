import { describe, expect, it } from 'vitest'
import { homeAgainFor } from '#shared/domain/home-again.ts'
import { dateFromParts } from '#shared/domain/calendar-date.ts'
import { PT } from '#shared/markets/pt.ts'
import { homeAgainSchema } from '#shared/markets/home-again.ts'

const november = (day: number) => {
  const date = dateFromParts({ year: 2026, month: 11, day })
  if (!date.ok) throw new Error('no such day')
  return date.value
}
const DAY = november(22)
const entry = (country: string | null, from: string | null, en: string) =>
  homeAgainSchema.parse({
    country,
    from,
    text: { 'pt-PT': en, en },
    source: 'a page',
    readOn: '2026-11-01',
  })

describe('home again', () => {
  it('[R26] every market says who sees to it at home, for any country, with its source', () => {
    const found = homeAgainFor('DE', { entries: PT.assistance.homeAgain, day: DAY })
    expect(found?.text.en).toContain('customer service of the own country')
    expect(found?.source).not.toBe('')
  })

  it('[R26] an entry of the own country goes before one for all, once it has begun', () => {
    const entries = [
      entry(null, null, 'all'),
      entry('DE', '2026-11-23', 'tomorrow'),
      entry('DE', '2026-11-22', 'today'),
      entry('DE', '2025-01-01', 'before'),
    ]
    const told = (residence: string, day = DAY) => homeAgainFor(residence, { entries, day })?.text.en
    expect([told('DE'), told('FR')]).toEqual(['today', 'all'])
    expect(told('DE', november(23))).toBe('tomorrow')
    expect(homeAgainFor('FR', { entries: [entry('DE', null, 'x')], day: DAY })).toBeNull()
  })
})
