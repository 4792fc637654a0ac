import { z } from 'zod'

import type { Disk } from '#electron/journal/disk.ts'
import type { Journal } from '#electron/journal/journal.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Timer } from '#shared/kernel/timer.ts'

import { readJsonFile, writeJsonFile } from './json-file.ts'

/** How the window's store was last made anew on purpose. */
const stateSchema = z.strictObject({
  /** So many records had given up their sealed bytes by then. */
  givenUp: z.number().int().nonnegative(),
  /** By the till's clock, milliseconds since 1970. */
  atMs: z.number(),
  /** The window has not yet said that it found its store empty. */
  isExpected: z.boolean(),
})

const AT_MOST_EVERY_MS = 12 * 60 * 60_000
const LOOK_EVERY_MS = 5 * 60_000

/** Keeps sealed bytes that were given up out of the files of the window's store [D26]. */
export interface WindowStoreRenewal {
  /** All of the journal was read and verified: from now on the store may be made anew from it, and the window is asked. */
  noteWhole(): void
  /**
   * Empties the store, when it is due and the journal gives back every record that nothing final came back for in it: what the
   * journal lost, the store alone may have. Says whether it did.
   */
  renew(unsettled: readonly OperationId[]): Promise<boolean>
  /** Whether the store that the window found empty was emptied here; asked once for each time. */
  takeExpected(): Promise<boolean>
  stop(): void
}

/**
 * Has the window's store emptied once a record in it gave up its sealed bytes, so that the window makes it anew from the journal
 * [OB18]: a database keeps what was overwritten in its files for as long as it likes [C20]. At most every twelve hours, while
 * nobody works at the desk.
 */
export async function openWindowStoreRenewal(given: {
  disk: Disk
  clock: Clock
  timer: Timer
  path: string
  journal: Pick<Journal, 'givenUp' | 'holds'>
  isLocked: () => boolean
  /** Asks the window what it holds; it answers by `renew`. */
  ask: () => void
  clear: () => Promise<void>
}): Promise<WindowStoreRenewal> {
  const { disk, clock, timer, path, journal } = given
  const stored = await readJsonFile({ disk, path, schema: stateSchema })
  let state = stored.value ?? { givenUp: 0, atMs: 0, isExpected: false }
  let cancel: () => void = () => undefined
  let isWhole = false
  /** Of two answers at once, the second finds that nothing is due any more. */
  const alone = oneAtATime()

  async function keep(next: typeof state): Promise<boolean> {
    const written = await writeJsonFile({ disk, path, value: next })
    if (written.ok) state = next
    return written.ok
  }

  function isDue(): boolean {
    // A clock that was set back must not put it off.
    const isLongAgo = Math.abs(clock.wallMs() - state.atMs) >= AT_MOST_EVERY_MS
    return isLongAgo && journal.givenUp() > state.givenUp && given.isLocked()
  }

  function look(): void {
    cancel = timer.after(LOOK_EVERY_MS, look)
    if (isDue()) given.ask()
  }

  async function renew(unsettled: readonly OperationId[]): Promise<boolean> {
    if (!isWhole || !isDue()) return false
    for (const id of unsettled) if (!(await journal.holds(id))) return false
    // Somebody may have unlocked meanwhile.
    if (!isDue()) return false
    // Written first: after a kill in between, an empty store is no alarm either.
    if (!(await keep({ givenUp: journal.givenUp(), atMs: clock.wallMs(), isExpected: true }))) return false
    await given.clear()
    return true
  }

  return {
    noteWhole() {
      isWhole = true
      look()
    },
    renew: (unsettled) => alone(() => renew(unsettled)),
    async takeExpected() {
      const { isExpected } = state
      if (isExpected) await keep({ ...state, isExpected: false })
      return isExpected
    },
    stop: () => cancel(),
  }
}
