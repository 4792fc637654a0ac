import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { test } from './desk-test.ts'
import { type Desk, launchDesk } from './launch-desk.ts'

/** One desk for all tests of a file that leave it as it was; it starts before the first and ends after the last. */
export function oneDesk(): () => Desk {
  const profile = mkdtempSync(join(tmpdir(), 'counterside-profile-'))
  let desk: Desk | undefined
  test.beforeAll(async () => {
    desk = await launchDesk({ profile })
  })
  test.afterAll(async () => {
    await desk?.close()
    rmSync(profile, { recursive: true, force: true })
  })
  return () => {
    if (desk === undefined) throw new Error('a desk is asked for outside a test')
    return desk
  }
}
