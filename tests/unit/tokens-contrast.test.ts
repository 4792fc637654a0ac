import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../shared/tokens/tokens.css', import.meta.url), 'utf8')

function tokensOf(theme: 'light' | 'dark'): Map<string, string> {
  const [light = '', dark = ''] = css.split("[data-theme='dark']")
  const read = (text: string) => [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)]
  const entries = theme === 'light' ? read(light) : [...read(light), ...read(dark)]
  return new Map(entries.map((match) => [match[1] ?? '', match[2] ?? '']))
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2, 1.4.3. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((left, right) => right - left)
  return (light + 0.05) / (dark + 0.05)
}

const surfaces = ['surface-0', 'surface-1', 'surface-2'] as const
const TEXT = [
  ...['ink-1', 'ink-2', 'ink-3', 'accent', 'ok', 'wait', 'stop', 'practice'].flatMap((ink) =>
    surfaces.map((surface) => [ink, surface] as const),
  ),
  ['ink-1', 'accent-soft'],
  ['ink-2', 'accent-soft'],
  ['ink-3', 'accent-soft'],
  ['accent', 'accent-soft'],
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['ok', 'ok-soft'],
  ['wait', 'wait-soft'],
  ['stop', 'stop-soft'],
  ['stop', 'accent-soft'],
  ['wait', 'accent-soft'],
  ['ok', 'accent-soft'],
  ['ink-1', 'wait-soft'],
  ['ink-1', 'stop-soft'],
  ['ink-1', 'ok-soft'],
  ['ink-2', 'ok-soft'],
  ['surface-1', 'wait'],
  ['surface-1', 'ok'],
  ['practice', 'practice-soft'],
  ['ink-1', 'practice-soft'],
  ['ink-2', 'practice-soft'],
  ['practice-ink', 'practice'],
  ['disabled-ink', 'disabled'],
] as const
const BORDERS = surfaces.flatMap((surface) => [
  ['line-strong', surface] as const,
  ['focus', surface] as const,
])

describe.each(['light', 'dark'] as const)('tokens in the %s theme', (theme) => {
  const tokens = tokensOf(theme)
  const colour = (name: string) => tokens.get(name) ?? expect.fail(`no token ${name}`)

  it.each(TEXT)('%s can be read on %s', (ink, surface) => {
    expect(contrast(colour(ink), colour(surface))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(BORDERS)('%s can be seen on %s', (line, surface) => {
    expect(contrast(colour(line), colour(surface))).toBeGreaterThanOrEqual(3)
  })
})
