import { expect } from '@playwright/test'

import { createChance } from '../../simulation/seeded.ts'
import {
  expectAllSent,
  fillCustomer,
  nextCustomer,
  proveAge,
  save,
  sell,
  typeDevice,
  unlock,
} from '../../harness/at-the-counter.ts'
import { picture, test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree, journalOf } from '../../harness/books.ts'
import { noteKill } from '../../harness/fault-point.ts'
import { ledgerOf } from '../../harness/ledger.ts'
import type { Desk } from '../../harness/launch-desk.ts'
import { ANA, openTill } from '../../harness/open-till.ts'

/** Another seed chooses other moments. */
const SEED = Number(process.env['COUNTERSIDE_SEED'] ?? 20_261_122)
const RUI = { givenName: 'Rui', familyName: 'Noronha Teles', email: 'rui.teles@exemplo.pt' }
const OPERATIONS = /operations/

test('[F4] [F7] [F8] [F9] [F17] whenever main is killed, what was confirmed arrives, once', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const chance = createChance(SEED)
  let desk: Desk = await openTill({ launch, profile, store, accountApiUrl: network.url })
  /** Numbers of sales that the screen called saved. */
  const confirmed: number[] = []

  const kill = async (afterMs = 0) => {
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    await desk.kill()
    noteKill(`${afterMs} ms after what came before`)
    network.heal()
  }
  const comeBack = async () => {
    desk = await launch()
    await unlock(desk.page, ANA)
    await expectAllSent(desk.page)
    await expectBooksAgree({ store, profile })
    const sales = (await ledgerOf(store)).filter(({ type }) => type === 'sale')
    expect(sales.map(({ sequence }) => sequence)).toEqual(expect.arrayContaining(confirmed))
  }
  const pressSave = async () => {
    await proveAge(desk.page, '30-11-1980')
    await desk.page.getByRole('button', { name: 'Finish without registering' }).click()
  }

  for (const upToMs of [5, 25, 80]) {
    const afterMs = chance.below(upToMs)
    await test.step(`${afterMs} ms after the press on save, whatever the screen says by then`, async () => {
      await pressSave()
      await kill(afterMs)
      await comeBack()
    })
  }

  await test.step('as soon as the age check is confirmed', async () => {
    await proveAge(desk.page, '30-11-1980')
    await expect(desk.page.getByText('Sale allowed')).toBeVisible()
    const checks = journalOf(profile).filter(({ type }) => type === 'age-check')
    await kill()
    expect(checks.length).toBeGreaterThan(0)
    await comeBack()
  })

  for (const fault of ['request-held', 'reply-held'] as const) {
    const words =
      fault === 'request-held' ? 'while a batch is on its way' : 'after the commit, the reply unread'
    await test.step(words, async () => {
      network.fail(fault, OPERATIONS)
      confirmed.push(await sell(desk.page))
      await network.met(1)
      await kill(chance.below(50))
      await comeBack()
    })
  }

  await test.step('as the reply comes in', async () => {
    network.fail('reply-held', OPERATIONS)
    confirmed.push(await sell(desk.page))
    await network.met(1)
    network.heal()
    await kill(chance.below(20))
    await comeBack()
  })

  await test.step('during the 20 seconds that a registration waits', async () => {
    await proveAge(desk.page, '30-11-1980')
    await fillCustomer(desk.page, RUI)
    await typeDevice(desk.page, 'K7M29QX4TB3D')
    await save(desk.page)
    await kill()
    await comeBack()
    expect((await ledgerOf(store)).filter(({ type }) => type === 'registration')).toHaveLength(1)
  })

  await test.step('right at the start, twice in a row', async () => {
    network.fail('dropped')
    confirmed.push(await sell(desk.page))
    await nextCustomer(desk.page)
    await desk.kill()
    noteKill('after the next customer')
    for (const upToMs of [30, 300]) {
      desk = await launch()
      await kill(chance.below(upToMs))
    }
    await comeBack()
    await picture(desk.page, 'after-nine-power-cuts')
  })
  expect(confirmed).toHaveLength(4)
})
