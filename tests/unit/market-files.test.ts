import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Market, marketSchema } from '#shared/markets/market.ts'
import { SHIPPED_MARKETS } from '#shared/markets/registry.ts'

const CHECKOUT = join(import.meta.dirname, '../..')
const MARKETS = join(CHECKOUT, 'shared/markets')
/** Words for people, in whatever language, and the data itself. */
const WORDS_AND_DATA = /^shared\/markets\/|\/i18n\/|\/texts\/|texts\.ts$|-words\.ts$/
const COUNTRIES = SHIPPED_MARKETS.filter(({ isPractice }) => !isPractice)
const NAMES = COUNTRIES.flatMap(({ country }) =>
  ['en', 'pt-PT'].map((language) => new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? ''),
)
const ZONES = COUNTRIES.flatMap(({ timeZones }) => timeZones.stores)

/** What of a source file names a market: its code, its country, its time zone or its file. Comments may. */
function namesOf(source: string): readonly string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(?<!:)\/\/.*$/gm, '')
  const quoted = [...code.matchAll(/(["'`])([^"'`\n]*)\1/g)].map(([, , text = '']) => text)
  return quoted.filter(
    (text) =>
      COUNTRIES.some((market) => market.code === text) ||
      ZONES.includes(text) ||
      NAMES.some((name) => text.includes(name)) ||
      /\/markets\/[a-z]{2}\.ts$/.test(text),
  )
}

function sourceFiles(): readonly string[] {
  return ['shared', 'electron', 'renderer', 'account-api', 'scripts'].flatMap((folder) =>
    readdirSync(join(CHECKOUT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|mjs|cjs)$/.test(entry.name))
      .map((entry) => relative(CHECKOUT, join(entry.parentPath, entry.name)))
      .filter((path) => !WORDS_AND_DATA.test(path)),
  )
}

describe('a market', () => {
  it('[R1] is named by no code: its code, country, time zone and file are in data and texts alone', () => {
    const files = sourceFiles()
    const named = files.flatMap((path) =>
      namesOf(readFileSync(join(CHECKOUT, path), 'utf8')).map((text) => `${path}: ${text}`),
    )
    expect(named).toEqual([])
    expect(files.length).toBeGreaterThan(500)
  })

  it('[R1] would be found in code that names it', () => {
    for (const code of COUNTRIES.map((market) => market.code))
      expect(namesOf(`if (market.code === '${code}') return 18`), code).toEqual([code])
    expect(namesOf("import { PT } from '#shared/markets/pt.ts'")).toEqual(['#shared/markets/pt.ts'])
    expect(namesOf('const zone = "Europe/Lisbon"')).toEqual(['Europe/Lisbon'])
    expect(namesOf('const hint = `só em Portugal`')).toEqual(['só em Portugal'])
    expect(namesOf("// in Portugal\nconst url = 'https://a.example' // 'PT'\n/** 'GB' */")).toEqual([])
  })

  it('[R1] is one file, called by its code, and every file of a market ships', async () => {
    const files = readdirSync(MARKETS).filter((name) => name.endsWith('.ts'))
    const found = await Promise.all(
      files.map(async (name) => {
        const exported: Record<string, unknown> = await import(join(MARKETS, name))
        return Object.values(exported)
          .filter((value): value is Market => marketSchema.safeParse(value).success)
          .map((market) => ({ name, market }))
      }),
    )
    const markets = found.flat()
    expect(markets.map(({ name }) => name)).toEqual(
      markets.map(({ market }) => `${market.code.toLowerCase()}.ts`),
    )
    expect(new Set(markets.map(({ market }) => market))).toEqual(new Set(SHIPPED_MARKETS))
  })
})
