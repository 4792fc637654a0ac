import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { BootFailure } from './boot.ts'

/**
 * What it means that Electron gives no lock of the profile [D31]: it says the same whether another desk holds it or the disk does
 * not take it, and who is told that a desk is in front looks for one that is not there.
 */
export function lockRefused(profile: string): BootFailure {
  const path = join(profile, 'lock-refused')
  try {
    writeFileSync(path, 'x')
    rmSync(path)
    return { kind: 'already-running' }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'disk-full' }
    return { kind: 'disk-unwritable', reason: String(code) }
  }
}
