import { isDamaged } from '#electron/journal/journal-report.ts'
import type { Journal } from '#electron/journal/journal.ts'
import type { Frame } from '#shared/contracts/frame.ts'

import type { MirrorStore } from './mirror-store.ts'

/** So many of the last frames are compared: each holds the hash of all before it. */
const COMPARED = 10

/** How a mirror stands to the journal [MI3] [MI4]. */
export async function compareMirror(
  store: MirrorStore,
  journal: Pick<Journal, 'lastFrame' | 'readFrame'>,
): Promise<'same' | 'damaged' | 'differs'> {
  const last = store.lastFrame()
  if (last > journal.lastFrame()) return 'differs'
  for (let number = Math.max(1, last - COMPARED + 1); number <= last; number += 1) {
    const [there, here] = [await store.read(number), await journal.readFrame(number)]
    if (there !== null && here !== null && !isSameFrame(there, here)) return 'differs'
  }
  return (await isDamagedAlone(store, journal)) ? 'damaged' : 'same'
}

/** What the journal cannot read either is missing in both, and no damage of the mirror. */
async function isDamagedAlone(store: MirrorStore, journal: Pick<Journal, 'readFrame'>): Promise<boolean> {
  const { report } = store
  if (isDamaged({ ...report, missingFrames: [] })) return true
  for (const [from, to] of report.missingFrames) {
    for (let number = from; number <= to; number += 1) {
      if ((await journal.readFrame(number)) !== null) return true
    }
  }
  return false
}

/** Whether two frames are one, whichever of them gave up its sealed bytes. */
export function isSameFrame(left: Frame, right: Frame): boolean {
  return bare(left) === bare(right)
}

/** A frame without its sealed bytes: one side may have given them up already. */
function bare(frame: Frame): string {
  if (frame.kind !== 'saved') return JSON.stringify(frame)
  return JSON.stringify({ ...frame, envelope: { ...frame.envelope, sealedPayload: null } })
}
