import { lstatSync, renameSync } from 'node:fs'
import { join } from 'node:path'

/** What Chromium makes of its lock on a profile, on Linux and macOS: each is a link. */
const LINKS = ['SingletonLock', 'SingletonCookie', 'SingletonSocket']

/**
 * Keeps aside what lies in the place of the lock and is no link. Nobody holds a lock by it, and every desk would be told that
 * another one is open [D31].
 */
export function clearLockPlace(profile: string): void {
  for (const path of LINKS.map((name) => join(profile, name))) {
    try {
      if (!lstatSync(path).isSymbolicLink()) renameSync(path, `${path}.unreadable`)
    } catch {
      // Nothing is there, or the disk does not take it: then the lock is refused, and that is said.
    }
  }
}
