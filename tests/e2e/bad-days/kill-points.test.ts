import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { type Page, expect } from '@playwright/test'

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
import { test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree } from '../../harness/books.ts'
import { type FaultPoint, arm, isReached, noteKill, withFaultPoints } from '../../harness/fault-point.ts'
import type { Desk } from '../../harness/launch-desk.ts'
import type { LoopbackProxy } from '../../harness/loopback-proxy.ts'
import { ANA, openTill } from '../../harness/open-till.ts'
import type { Store } from '../../harness/store.ts'

const REACHED_WITHIN_MS = 20_000

interface Kill {
  readonly title: string
  readonly point: FaultPoint
}

const SALE = '"type":"sale"'
const SETTLED = '"kind":"settled"'
const REMOVED = '"kind":"removed"'
const RESOLUTION = '"type":"resolution"'

const WHILE_SAVING: readonly Kill[] = [
  { title: '[F1] before the journal write', point: { at: 'before-write', holding: SALE } },
  { title: '[F2] with one byte of the frame written', point: { at: 'mid-write', holding: SALE, share: 0 } },
  { title: '[F2] in the middle of the frame', point: { at: 'mid-write', holding: SALE, share: 0.5 } },
  { title: '[F2] with all but one byte written', point: { at: 'mid-write', holding: SALE, share: 1 } },
  { title: '[F3] before fdatasync', point: { at: 'before-sync', holding: SALE } },
  { title: '[F4] after fdatasync', point: { at: 'after-sync', holding: SALE } },
  { title: '[F4] before the window is answered', point: { at: 'before-answer', holding: SALE } },
]

const WHILE_SENDING: readonly Kill[] = [
  { title: '[F7] before sending', point: { at: 'before-call', holding: '"sync.send"' } },
  { title: '[F8] with half of the body sent', point: { at: 'mid-body', holding: '/operations' } },
  { title: '[F10] before the outcomes are written', point: { at: 'before-write', holding: SETTLED } },
  {
    title: '[F11] with half of a batch’s outcomes written',
    point: { at: 'mid-write', holding: SETTLED, share: 0.6 },
  },
  { title: '[F10] before the outcomes are synced', point: { at: 'before-sync', holding: SETTLED } },
  { title: '[F10] before the window knows the outcomes', point: { at: 'after-sync', holding: SETTLED } },
  { title: '[F13] before sealed bytes are given up', point: { at: 'before-write', holding: REMOVED } },
  {
    title: '[F13] in the middle of giving them up',
    point: { at: 'mid-write', holding: REMOVED, share: 0.5 },
  },
  { title: '[F13] once they are given up', point: { at: 'after-sync', holding: REMOVED } },
]

const WHILE_DECIDING: readonly Kill[] = [
  { title: '[F12] before a resolution is written', point: { at: 'before-write', holding: RESOLUTION } },
  {
    title: '[F12] in the middle of a resolution',
    point: { at: 'mid-write', holding: RESOLUTION, share: 0.5 },
  },
  { title: '[F12] once it is written', point: { at: 'after-sync', holding: RESOLUTION } },
]

const WHILE_STARTING: readonly (Kill & { isWithoutOutbox?: boolean })[] = [
  {
    title: '[F13] in the middle of a segment without its sealed bytes',
    point: { at: 'mid-write', holding: '.csj.new', share: 0.5 },
  },
  {
    title: '[F13] before it takes the place of the old one',
    point: { at: 'before-rename', holding: '.csj' },
  },
  {
    title: '[F13] once it has taken the place of the old one',
    point: { at: 'after-rename', holding: '.csj' },
  },
  {
    title: '[F15] while the outbox is filled from the journal',
    point: { at: 'before-answer', holding: '"journal.read"' },
    isWithoutOutbox: true,
  },
  {
    title: '[F15] before it is told that the outbox was made anew',
    point: { at: 'before-call', holding: '"terminal.report"' },
    isWithoutOutbox: true,
  },
]

/** Two who bought the same device, so that the second one is a case. */
const CUSTOMERS = [
  { givenName: 'Rui', familyName: 'Noronha Teles', email: 'rui.teles@exemplo.pt' },
  { givenName: 'Inês', familyName: 'Sá Marques', email: 'ines.marques@exemplo.pt' },
]

/** Opens the only case and chooses, but decides nothing. */
async function openCase(page: Page): Promise<void> {
  const queue = page.getByRole('navigation').getByRole('button', { name: /^To send/ })
  await expect(queue).toHaveAccessibleName(/1 record needs you/, { timeout: 60_000 })
  await queue.click()
  await page.getByRole('row').filter({ hasText: 'needs you' }).getByRole('button').click()
  const choices = page.getByRole('radiogroup', { name: 'What is true?' })
  await choices.getByText('The device was mistyped', { exact: true }).click()
  await typeDevice(page, 'C9T3XB7KD5MW')
}

/** Fails where main does not end in time. */
async function within(ended: Promise<void>, title: string): Promise<void> {
  let late: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => reject(new Error(`main never came to: ${title}`)), REACHED_WITHIN_MS)
  })
  await Promise.race([ended, tooLate])
  clearTimeout(late)
}

/** A till that is ended again and again, and what its screens confirmed. */
function createMortalTill(given: {
  launch: Parameters<typeof withFaultPoints>[0]['launch']
  profile: string
  store: Store
  network: LoopbackProxy
}) {
  const { launch, profile, store, network } = given
  const mark = join(profile, 'fault-point-reached')
  const confirmed: number[] = []
  let hasCases = false
  let desk: Desk | undefined
  const running = () => {
    if (desk === undefined) throw new Error('no desk runs')
    return desk
  }
  const hasDied = (title: string) => {
    expect(existsSync(mark), `main ended ${title}`).toBe(true)
    noteKill(title)
  }
  return {
    page: () => running().page,
    confirm: (number: number) => void confirmed.push(number),
    expectCases: () => void (hasCases = true),
    async open() {
      desk = await openTill({
        launch: withFaultPoints({ launch, mark }),
        profile,
        store,
        accountApiUrl: network.url,
      })
      await expectAllSent(desk.page)
    },
    close: () => running().close(),
    /** Makes everything that is written from now on stand in a segment of its own; what is before it is written again at a start. */
    async endSegment() {
      await arm(running(), { at: 'sync-fails', holding: 'segment-' })
      confirmed.push(await sell(running().page))
      expect(await isReached(running())).toBe(true)
      await expectAllSent(running().page)
    },
    /** Does what leads to the place, and holds that main ended there. */
    async dieAt({ title, point }: Kill, provoke: (page: Page) => Promise<unknown>) {
      const { page, ended } = running()
      await arm(running(), point)
      // Whatever the end interrupts fails with the window.
      const provoked = provoke(page).catch(() => undefined)
      await within(ended, title)
      await provoked
      hasDied(title)
    },
    /** Starts a desk that ends at the place by itself, be it before it has a window. */
    async dieAtStart({ title, point }: Kill) {
      const started = await withFaultPoints({ launch, mark, point })().catch(() => null)
      if (started !== null) await within(started.ended, title)
      hasDied(title)
    },
    async comeBack() {
      network.heal()
      desk = await withFaultPoints({ launch, mark })()
      await unlock(desk.page, ANA)
      if (!hasCases) await expectAllSent(desk.page)
      await expectBooksAgree({ store, profile, confirmed, hasCases })
    },
  }
}

test('main is killed at each place of a save, and what was confirmed arrives, once', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const till = createMortalTill({ launch, profile, store, network })
  await till.open()
  for (const kill of WHILE_SAVING) {
    await test.step(kill.title, async () => {
      await till.dieAt(kill, async (page) => {
        await proveAge(page, '30-11-1980')
        await page.getByRole('button', { name: 'Finish without registering' }).click()
      })
      await till.comeBack()
    })
  }
})

test('main is killed at each place of a delivery, and what was confirmed arrives, once', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const till = createMortalTill({ launch, profile, store, network })
  await till.open()
  for (const kill of WHILE_SENDING) {
    await test.step(kill.title, async () => {
      network.fail('dropped')
      till.confirm(await sell(till.page()))
      await till.dieAt(kill, async (page) => {
        network.heal()
        await page.evaluate(() => window.dispatchEvent(new Event('online')))
      })
      await till.comeBack()
    })
  }
})

test('main is killed at each place of a decision, and it is made once', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const till = createMortalTill({ launch, profile, store, network })
  await till.open()
  for (const customer of CUSTOMERS) {
    await proveAge(till.page(), '30-11-1980')
    await fillCustomer(till.page(), customer)
    await typeDevice(till.page(), 'K7M29QX4TB3D')
    await save(till.page())
    await nextCustomer(till.page())
  }
  till.expectCases()
  for (const kill of WHILE_DECIDING) {
    await test.step(kill.title, async () => {
      await openCase(till.page())
      await till.dieAt(kill, (page) => page.getByRole('button', { name: 'Save the decision' }).click())
      await till.comeBack()
    })
  }
  await expectAllSent(till.page())
  const decisions = await store.readLedger((database) =>
    database.selectFrom('caseDecisions').select('choice').execute(),
  )
  expect(decisions).toHaveLength(1)
})

test('main is killed while a segment is written again, and while the outbox is made anew', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const till = createMortalTill({ launch, profile, store, network })
  await till.open()
  for (const kill of WHILE_STARTING) {
    await test.step(kill.title, async () => {
      if (kill.isWithoutOutbox !== true) await till.endSegment()
      await till.close()
      if (kill.isWithoutOutbox === true) rmSync(join(profile, 'IndexedDB'), { recursive: true })
      await till.dieAtStart(kill)
      await till.comeBack()
    })
  }
})
