import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

const CHECKOUT = dirname(dirname(import.meta.dirname))

const PLANTED: Readonly<Record<string, { rule: string; text: string }>> = {
  'date-now': { rule: 'no-restricted-properties', text: 'export const now = () => Date.now()' },
  'new-date': { rule: 'no-ambient-date', text: 'export const now = () => new Date()' },
  random: { rule: 'no-restricted-properties', text: 'export const chance = () => Math.random()' },
  uuid: { rule: 'no-restricted-properties', text: 'export const id = () => crypto.randomUUID()' },
  fetch: { rule: 'no-restricted-globals', text: "export const ask = () => fetch('x')" },
  floating: {
    rule: 'no-floating-promises',
    text: 'const later = async () => 1\nexport function start(): void {\n  later()\n}',
  },
  any: { rule: 'no-explicit-any', text: 'export const anything = (value: any): unknown => value' },
  default: { rule: 'no-default-export', text: 'export default 1' },
  switch: {
    rule: 'switch-exhaustiveness-check',
    text: "export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1\n  }\n  return 2\n}",
  },
}

const reportSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })),
})

describe('the linter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'counterside-lint-'))
  const found = new Map<string, string[]>()

  beforeAll(() => {
    for (const name of ['node_modules', 'scripts', '.oxlintrc.json']) {
      symlinkSync(join(CHECKOUT, name), join(folder, name))
    }
    const base = join(CHECKOUT, 'tsconfig.base.json')
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: base, include: ['*.ts'] }))
    for (const [name, { text }] of Object.entries(PLANTED))
      writeFileSync(join(folder, `${name}.ts`), `${text}\n`)
    const args = ['--type-aware', '--format', 'json', ...Object.keys(PLANTED).map((name) => `${name}.ts`)]
    const linter = join(CHECKOUT, 'node_modules/.bin/oxlint')
    const run = spawnSync(linter, args, { cwd: folder, encoding: 'utf8' })
    for (const { code, filename } of reportSchema.parse(JSON.parse(run.stdout)).diagnostics) {
      found.set(filename, [...(found.get(filename) ?? []), code ?? ''])
    }
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each(Object.entries(PLANTED))('finds %s', (name, { rule }) => {
    expect(found.get(`${name}.ts`)?.some((code) => code.includes(`(${rule})`))).toBe(true)
  })
})
