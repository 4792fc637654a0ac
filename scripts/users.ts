import { spawnSync } from 'node:child_process'

import { assert } from '#shared/kernel/assert.ts'

export interface User {
  readonly uid: number
  readonly gid: number
}

/** A user of this machine as `/etc/passwd` names it, or undefined. */
export function userNamed(name: string): User | undefined {
  const entry = entryOf(name)
  return entry === undefined ? undefined : { uid: entry.uid, gid: entry.gid }
}

/** The home of a user. */
export function homeOf(name: string): string {
  const entry = entryOf(name)
  assert(entry !== undefined, `the user ${name} exists`)
  return entry.home
}

function entryOf(name: string): (User & { readonly home: string }) | undefined {
  const found = spawnSync('getent', ['passwd', name], { encoding: 'utf8' })
  const [, , uid, gid, , home] = found.stdout.trim().split(':')
  if (found.status !== 0 || uid === undefined || gid === undefined || home === undefined) return undefined
  return { uid: Number(uid), gid: Number(gid), home }
}
