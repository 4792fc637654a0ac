import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { type PinnedAuthorities, readAuthorities } from '../transport/pinned-authority.ts'

const NAME = 'account-api-ca.pem'

/** Where IT puts the authority of the account API: where an administrator of the machine writes and a user does not. */
export function authorityFile(platform: NodeJS.Platform, programData: string | undefined): string {
  if (platform === 'win32') return join(programData ?? 'C:\\ProgramData', 'Counterside', NAME)
  if (platform === 'darwin') return join('/Library/Application Support/Counterside', NAME)
  return join('/etc/counterside', NAME)
}

/** Who is pinned. No file pins nobody; one that cannot be read or holds no authority trusts nobody [T15]. */
export function pinnedAuthoritiesIn(file: string): PinnedAuthorities {
  try {
    return readAuthorities(readFileSync(file, 'utf8'))
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : []
  }
}
