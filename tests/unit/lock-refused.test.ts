import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { lockRefused } from '#electron/main/lock-refused.ts'
import { startFailureWords } from '#electron/main/start-failure-words.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'counterside-lock-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('[D31] [F72] a folder that can be written is held by another desk, and nothing stays behind', () => {
  expect(lockRefused(folder)).toEqual({ kind: 'already-running' })
  expect(readdirSync(folder)).toEqual([])
})

test('[D31] [F27] a folder that takes nothing is held by nobody: the words say what happened, what is safe and what to do', () => {
  const file = join(folder, 'no-folder')
  writeFileSync(file, '')
  expect(lockRefused(file)).toEqual({ kind: 'disk-unwritable', reason: 'ENOTDIR' })
  expect(startFailureWords({ kind: 'disk-unwritable' }, 'en-GB').text).toMatch(
    /cannot be written.*Nothing .*deleted.*safe.*start again/,
  )
  expect(startFailureWords({ kind: 'disk-unwritable' }, 'pt-PT').text).toMatch(
    /escrever.*Nada .*apagado.*seguro.*abra de novo/,
  )
})
