import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toBase64Url } from '#shared/kernel/base64url.ts'
import type { Random } from '#shared/kernel/random.ts'

const TOKEN_FILE = 'admin-token'

/** A bearer token of 256 random bits. */
export function newAdminToken(random: Random): string {
  return toBase64Url(random.bytes(32))
}

/** The administrator's token of a data directory, made on the first start and readable by the owner only. */
export function adminTokenOf(directory: string, random: Random): string {
  const file = join(directory, TOKEN_FILE)
  try {
    writeFileSync(file, `${newAdminToken(random)}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file, 'utf8').trim()
}
