import { expect } from '@playwright/test'

import { expectAllSent, nextCustomer, proveAge, sell, unlock } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree, journalOf } from '../../harness/books.ts'
import { ANA, openTill } from '../../harness/open-till.ts'
import { type WindowPlace, killWindowAt } from '../../harness/window-end.ts'

const PLACES: readonly { title: string; place: WindowPlace }[] = [
  { title: '[F5] in the transaction of its store', place: 'in-transaction' },
  { title: '[F6] once it is committed, before the screen says so', place: 'committed' },
  { title: '[F7] with records marked as sending, before they are', place: 'marked' },
]

test('[F16] the window alone is killed: it comes back by itself, and what was saved is sent', async ({
  profile,
  launch,
  store,
  network,
}) => {
  let desk = await openTill({ launch, profile, store, accountApiUrl: network.url })
  await expectAllSent(desk.page)
  for (const { title, place } of PLACES) {
    await test.step(title, async () => {
      const before = journalOf(profile).length
      const killed = await killWindowAt(desk, place)
      // Whatever the end interrupts fails with the window.
      const sold = proveAge(desk.page, '30-11-1980').catch(() => undefined)
      await killed.done
      await sold
      // What was saved last can have been sent by a window that came back, and by nothing else.
      await expectBooksAgree({ store, profile })
      expect(journalOf(profile).length).toBeGreaterThan(before)
      await desk.kill()
      desk = await launch()
      await unlock(desk.page, ANA)
      await sell(desk.page)
      await expectAllSent(desk.page)
      await nextCustomer(desk.page)
      await expectBooksAgree({ store, profile })
    })
  }
})
