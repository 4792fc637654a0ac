import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { expectAllSent, nextCustomer, sell, unlock } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree, expectNoAlarm } from '../../harness/books.ts'
import { type FaultPoint, noteKill, withFaultPoints } from '../../harness/fault-point.ts'
import { ANA, openTill } from '../../harness/open-till.ts'

/** The journal is verified a quarter of a minute after the start, and the window is asked then. */
const ASKED_WITHIN_MS = 90_000

/** A window that has just opened its store offers it, too. */
const RENEW = '"store.renew"'
const KILLS: readonly { title: string; point: FaultPoint }[] = [
  { title: 'when the window answers', point: { at: 'before-call', holding: RENEW, passes: 1 } },
  { title: 'before it is noted', point: { at: 'before-rename', holding: 'window-store.json' } },
  {
    title: 'once it is noted, with nothing emptied',
    point: { at: 'after-rename', holding: 'window-store.json' },
  },
  { title: 'once the store is emptied', point: { at: 'before-answer', holding: RENEW, passes: 1 } },
]

const noteOf = (profile: string) => join(profile, 'window-store.json')

/** As if twelve hours had passed since the store was emptied; what the window has still to say of it stays. */
function makeDue(profile: string): void {
  if (!existsSync(noteOf(profile))) return
  const note = JSON.parse(readFileSync(noteOf(profile), 'utf8')) as object
  writeFileSync(noteOf(profile), JSON.stringify({ ...note, givenUp: 0, atMs: 0 }))
}

test('[D26] [OB31] whatever is killed while the window’s store is emptied, nothing is lost, doubled or an alarm', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const mark = join(profile, 'fault-point-reached')
  const first = await openTill({ launch, profile, store, accountApiUrl: network.url })
  const confirmed = [await sell(first.page)]
  await nextCustomer(first.page)
  await expectAllSent(first.page)
  // What waits is in the journal and in the store that is about to be emptied.
  network.fail('dropped')
  confirmed.push(await sell(first.page))
  await first.close()

  for (const { title, point } of KILLS) {
    await test.step(`main, ${title}`, async () => {
      makeDue(profile)
      const desk = await withFaultPoints({ launch, mark, point })()
      await expect.poll(() => existsSync(mark), { timeout: ASKED_WITHIN_MS }).toBe(true)
      await desk.ended
      noteKill(`main, ${title}`)
    })
  }
  await test.step('the window, while it is emptied', async () => {
    makeDue(profile)
    const point = { at: 'window-while-emptied', holding: '' } as const
    const desk = await withFaultPoints({ launch, mark, point })()
    await expect.poll(() => existsSync(mark), { timeout: ASKED_WITHIN_MS }).toBe(true)
    noteKill('window, while its store is emptied')
    // The one that comes back finds it empty, says so, and fills it again.
    await expect
      .poll(() => readFileSync(noteOf(profile), 'utf8'), { timeout: ASKED_WITHIN_MS })
      .toContain('"isExpected":false')
    await desk.kill()
    noteKill('main, while the window comes back')
  })
  const { page, close } = await launch()
  network.heal()
  await unlock(page, ANA)
  confirmed.push(await sell(page))
  await expectAllSent(page)
  await expectBooksAgree({ store, profile, confirmed })
  await expectNoAlarm(store)
  await close()
})
