import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { authorityFile, pinnedAuthoritiesIn } from '#electron/main/authority-file.ts'
import { systemClock } from '#electron/main/system-clock.ts'

import { makeCertificate } from '../harness/certificates.ts'

test('[T15] no file pins nobody; a file pins whom it holds; one that holds none, or is none, trusts nobody', () => {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'))
  const file = join(folder, 'account-api-ca.pem')
  try {
    expect(pinnedAuthoritiesIn(file)).toBeNull()
    const nowMs = systemClock.wallMs()
    writeFileSync(file, makeCertificate({ name: 'Head office', nowMs, isAuthority: true }).pem)
    expect(pinnedAuthoritiesIn(file)).toHaveLength(1)
    writeFileSync(file, '')
    expect(pinnedAuthoritiesIn(file)).toEqual([])
    expect(pinnedAuthoritiesIn(folder)).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('[T15] the file lies where an administrator of the machine writes', () => {
  expect(authorityFile('linux', undefined)).toBe('/etc/counterside/account-api-ca.pem')
  expect(authorityFile('darwin', undefined)).toMatch(/^\/Library\//)
  expect(authorityFile('win32', 'D:\\Data')).toContain('D:\\Data')
})
