import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SERVER = join(import.meta.dirname, '../../account-api')

/** What PostgreSQL 15 lacks, and what a pooler between transactions or a distributed PostgreSQL does. */
const FORBIDDEN =
  /advisory|\b(?:LISTEN|UNLISTEN|NOTIFY|MERGE INTO|DISCARD ALL|SET SESSION|WITH HOLD|DEALLOCATE)\b|\b(?:TEMP|TEMPORARY|UNLOGGED) TABLE\b|\bpg_notify\b|\bLOCK TABLE\b|\bJSON_TABLE\b|\bANY_VALUE\b|\bUSING (?:brin|hash|gist|spgist)\b|\bEXCLUDE USING\b|\bSET STORAGE\b|\bTABLESPACE\b/

const lines = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:ts|sql)$/.test(name))
  .flatMap((name) =>
    readFileSync(join(SERVER, name), 'utf8')
      .split('\n')
      .map((text) => `${name}: ${text}`),
  )

test('[OP8] no statement of ours needs a session, or a PostgreSQL newer than 15', () => {
  expect(lines.length).toBeGreaterThan(5000)
  expect(lines.filter((line) => FORBIDDEN.test(line))).toEqual([])
})

test('[OP8] the check finds what it looks for', () => {
  for (const planted of [
    'SELECT pg_advisory_xact_lock(1)',
    'LISTEN outcomes',
    'MERGE INTO inbox USING x',
    'CREATE TEMPORARY TABLE x (y integer)',
    'CREATE INDEX x ON y USING brin (z)',
    'ALTER TABLE x ALTER COLUMN y SET STORAGE EXTERNAL',
  ])
    expect(FORBIDDEN.test(planted), planted).toBe(true)
})
