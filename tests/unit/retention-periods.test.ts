import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { RETENTION_CLASSES } from '#account-api/retention/classes.ts'
import { cutoffsOf, readPeriods } from '#account-api/retention/periods.ts'
import { STEPS, SWEPT_OTHERWISE } from '#account-api/retention/steps.ts'

const DAY = 24 * 3_600_000
const NOW = Date.parse('2030-06-01T12:00:00.000Z')
const source = 'counsel'
const daysBack = (ms: number) => (NOW - ms) / DAY

describe('periods', () => {
  test('[RT2] the newest entry that holds today counts, and a market has its own', () => {
    const general = { class: 'terminal-events' as const, market: null, source }
    const periods = [
      { ...general, days: 900, from: '2029-01-01' },
      { ...general, days: 800, from: '2028-01-01' },
      { ...general, days: 100, from: '2030-06-02' },
      { ...general, market: 'PT', days: 200, from: '2028-01-01' },
    ]
    const cutoffs = cutoffsOf('terminal-events', { periods, nowMs: NOW, oldestContactMs: NOW })
    expect(daysBack(cutoffs.general)).toBe(900)
    expect([...cutoffs.markets].map(([code, ms]) => [code, daysBack(ms)])).toEqual([['PT', 200]])
    const shipped = cutoffsOf('terminal-events', { periods: [], nowMs: NOW, oldestContactMs: NOW })
    expect(daysBack(shipped.general)).toBe(RETENTION_CLASSES['terminal-events'].days)
  })

  test('[RT5] what a till may ask for never goes behind the last contact of the one that is silent longest', () => {
    const given = { periods: [], nowMs: NOW, oldestContactMs: NOW - 5000 * DAY }
    expect(daysBack(cutoffsOf('contents', given).general)).toBe(5000)
    expect(daysBack(cutoffsOf('findings', given).general)).toBe(RETENTION_CLASSES.findings.days)
  })

  test('[RT2] a file is refused with a line for each thing that is wrong', () => {
    const good = { class: 'contents', market: 'PT', days: 730, from: '2027-01-01', source }
    expect(readPeriods(JSON.stringify([good]))).toMatchObject({ ok: true, value: [good] })
    expect(readPeriods('no').ok).toBe(false)
    for (const bend of [
      { class: 'everything' },
      { class: 'toString' },
      { days: RETENTION_CLASSES.contents.least - 1 },
      { from: '2027-02-30' },
      { source: '' },
      { more: 1 },
    ]) {
      const read = readPeriods(JSON.stringify([good, { ...good, ...bend }]))
      expect(read.ok ? [] : read.failure, JSON.stringify(bend)).toHaveLength(1)
    }
  })

  test('[RT2] no class ships below its least', () => {
    for (const [name, { days, least }] of Object.entries(RETENTION_CLASSES))
      expect(days, name).toBeGreaterThanOrEqual(least)
  })

  test('[RT1] the page for operators names every class with its days and its tables', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8')
    const rows = page.split('\n').filter((line) => line.startsWith('|'))
    for (const [name, { days, least }] of Object.entries(RETENTION_CLASSES)) {
      const row = rows.find((line) => line.startsWith(`| \`${name}\` `))
      const [, , said, tables] = (row ?? '').split('|').map((cell) => cell.trim())
      expect(said, name).toBe(`${days} (${least})`)
      const own = [
        ...STEPS.filter(({ of }) => of === name).map(({ table }) => table),
        ...Object.entries(SWEPT_OTHERWISE).flatMap(([table, of]) => (of === name ? [table] : [])),
      ]
      expect(own.length, name).toBeGreaterThan(0)
      expect(
        own.filter((table) => !tables?.includes(`\`${table}\``)),
        name,
      ).toEqual([])
    }
  })
})
