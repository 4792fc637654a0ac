import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'

const SET_UID = 0o4000

/**
 * What keeps Chromium from its sandbox, with the one command that helps; undefined where nothing does. For root it has none
 * anyway. An ordinary user's is made of namespaces, or of a helper that belongs to root where the machine gives none.
 */
export function missingBrowserSandbox(runtimeFolder: string): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return undefined
  const hasNamespaces = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' })
  if (hasNamespaces.status === 0) return undefined
  const helper = join(runtimeFolder, 'chrome-sandbox')
  const state = existsSync(helper) ? statSync(helper) : undefined
  if (state?.uid === 0 && (state.mode & SET_UID) !== 0) return undefined
  return (
    'this machine gives an ordinary user no namespaces, and without them the desk has no sandbox. ' +
    `Run once as root: chown root:root ${helper} && chmod 4755 ${helper}`
  )
}
