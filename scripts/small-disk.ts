import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import type { Stage } from './stage.ts'

/** Above the 200 MB below which the desk refuses new records, below the gigabyte below which it warns. */
const SIZE = '320m'

/** A disk that a test can fill. Where there is none, `env` carries the reason and the tests that need it fail with it. */
export interface SmallDisk {
  readonly env: Readonly<Record<string, string>>
  unmount(): void
}

/** For root: a file system in memory for the ordinary user, gone after the run. */
export function mountSmallDisk(stage: Stage): SmallDisk {
  const { user } = stage
  if (user === undefined) return none('only root can mount one; run the tests as root')
  const folder = join(stage.home, `small-disk-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  const options = `size=${SIZE},mode=0700,uid=${user.uid},gid=${user.gid}`
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { encoding: 'utf8' })
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    return none(mounted.stderr.trim() || 'mount is not there')
  }
  return {
    env: { COUNTERSIDE_SMALL_DISK: folder },
    unmount() {
      const unmounted = spawnSync('umount', ['--lazy', folder])
      if (unmounted.status === 0) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function none(reason: string): SmallDisk {
  return { env: { COUNTERSIDE_SMALL_DISK_REASON: reason }, unmount: () => undefined }
}
