import type { Disk } from './disk.ts'

/** `low`: warn. `full`: take no new record, keep the form [J7]. */
export type FreeSpace = 'ok' | 'low' | 'full'

const LOW_BYTES = 2 ** 30
const FULL_BYTES = 200 * 2 ** 20

/** How much room is left; a disk that cannot say is taken to have enough, since writing will tell. */
export async function measureFreeSpace(disk: Disk, folder: string): Promise<FreeSpace> {
  const free = await disk.freeBytes(folder)
  if (!free.ok) return 'ok'
  if (free.value < FULL_BYTES) return 'full'
  return free.value < LOW_BYTES ? 'low' : 'ok'
}
