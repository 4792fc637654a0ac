import { appendFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Page, expect } from '@playwright/test'

import { scanSegment } from '#electron/journal/segment-scan.ts'

import {
  expectAllSent,
  expectClosed,
  nextCustomer,
  proveAge,
  sell,
  setUpTill,
  unlock,
} from '../../harness/at-the-counter.ts'
import { picture, test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree, journalOf } from '../../harness/books.ts'
import { everyLook } from '../../harness/every-look.ts'
import { ledgerOf } from '../../harness/ledger.ts'
import { ANA, openTill } from '../../harness/open-till.ts'

const DAMAGED = 'A part of the till’s journal is damaged'
const LOST_END = 'The end of this till’s journal is lost'
const UNREADABLE = 'A record on this till cannot be read'

function segmentOf(profile: string): string {
  return join(profile, 'journal', 'segment-000001.csj')
}

/** Flips one byte in the middle of the frame of a sale. Answers with the number of the sale. */
function damageSale(profile: string, which: 'first' | 'last'): number {
  const bytes = readFileSync(segmentOf(profile))
  const sales = scanSegment(bytes).frames.filter(
    ({ frame }) => frame.kind === 'saved' && frame.envelope.type === 'sale',
  )
  const sale = sales.at(which === 'first' ? 0 : -1)
  if (sale?.frame.kind !== 'saved') throw new Error('there is no sale in the journal')
  const at = sale.offset + (sale.length >> 1)
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x01, at)
  writeFileSync(segmentOf(profile), bytes)
  return sale.frame.envelope.sequence
}

test('[F20] a record that cannot be read is kept aside and said; the rest works, and the outbox still sends it', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const first = await openTill({ launch, profile, store, accountApiUrl: network.url })
  network.fail('dropped')
  await sell(first.page)
  await nextCustomer(first.page)
  await sell(first.page)
  await first.close()
  const written = journalOf(profile).length
  const lost = damageSale(profile, 'first')

  const desk = await launch()
  const { page } = desk
  await unlock(page, ANA)
  for (const title of [DAMAGED, UNREADABLE]) await expect(page.getByText(title)).toBeVisible()
  await everyLook(desk, 'record-unreadable')
  expect(readdirSync(join(profile, 'journal', 'aside'))).toHaveLength(1)
  network.heal()
  await sell(page)
  await expectAllSent(page)
  const arrived = await ledgerOf(store)
  expect(arrived.length).toBeGreaterThan(written)
  expect(arrived.map(({ sequence }) => sequence)).toContain(lost)
  expect(arrived.filter(({ outcome, effects }) => outcome !== 'accepted' || effects !== 1)).toEqual([])
  expect((await store.onlyChain()).chains).toMatchObject([{ intact: true, gaps: [] }])
})

test('[F19] a torn end of the journal is cut off, and nothing is lost or said', async ({
  profile,
  launch,
  store,
}) => {
  const first = await openTill({ launch, profile, store })
  await sell(first.page)
  await first.kill()
  const whole = readFileSync(segmentOf(profile))
  appendFileSync(segmentOf(profile), whole.subarray(0, 200))
  const { page } = await launch()
  await unlock(page, ANA)
  await sell(page)
  await expectAllSent(page)
  await expect(page.getByText(/journal|cannot be read/)).toHaveCount(0)
  await expectBooksAgree({ store, profile })
})

const LOST_ENDS = [
  {
    title: '[F21] a journal that was deleted',
    damage: (profile: string) => rmSync(join(profile, 'journal'), { recursive: true }),
  },
  {
    title: '[F20] a journal whose last record cannot be read',
    damage: (profile: string) => void damageSale(profile, 'last'),
  },
]

for (const { title, damage } of LOST_ENDS) {
  test(`${title}: what waits is sent, nothing new is taken, it is said, and setting up again ends it`, async ({
    profile,
    launch,
    store,
    network,
  }) => {
    const first = await openTill({ launch, profile, store, accountApiUrl: network.url })
    await expectAllSent(first.page)
    network.fail('dropped')
    const sold = await sell(first.page)
    await first.close()
    const written = journalOf(profile).map(({ id }) => id)
    damage(profile)

    const desk = await launch()
    const { page } = desk
    await unlock(page, ANA)
    await expect(page.getByText(LOST_END)).toBeVisible()
    network.heal()
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await expectAllSent(page)
    await expectClosed(page)
    await everyLook(desk, 'journal-lost')
    await expect(page.getByText('This till exists twice')).toHaveCount(0)
    const arrived = await ledgerOf(store)
    expect(arrived.map(({ id }) => id)).toEqual(written)
    expect(arrived.map(({ sequence }) => sequence)).toContain(sold)

    await page.getByRole('button', { name: /^Lock/ }).click()
    await page.getByRole('button', { name: 'Set up this till again' }).click()
    await setUpTill(page, { accountApiUrl: network.url, code: await store.codeForAgain() })
    await unlock(page, ANA)
    await expect(page.getByText(LOST_END)).toHaveCount(0)
    await proveAge(page, '30-11-1980')
    await expect(page.getByText('Sale allowed')).toBeVisible()
    await expectAllSent(page)
    const { chains } = await store.onlyChain()
    expect(chains).toMatchObject([1, 2].map((epoch) => ({ epoch, intact: true, gaps: [], forks: [] })))
  })
}

test('[F25] the outbox deleted and the journal damaged: head office sees the gap, everything else arrives', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const first = await openTill({ launch, profile, store, accountApiUrl: network.url })
  await expectAllSent(first.page)
  network.fail('dropped')
  await sell(first.page)
  await nextCustomer(first.page)
  await sell(first.page)
  await first.close()
  const lost = damageSale(profile, 'first')
  const readable = journalOf(profile).map(({ id }) => id)
  rmSync(join(profile, 'IndexedDB'), { recursive: true })
  network.heal()

  const { page } = await launch()
  await unlock(page, ANA)
  for (const title of [DAMAGED, UNREADABLE]) await expect(page.getByText(title)).toBeVisible()
  await sell(page)
  await expectAllSent(page)
  const arrived = await ledgerOf(store)
  expect(arrived.map(({ id }) => id)).toEqual(expect.arrayContaining(readable))
  expect((await store.onlyChain()).chains).toMatchObject([{ gaps: [[lost, lost]], forks: [], altered: [] }])
  const events = await store.readLedger((database) =>
    database.selectFrom('terminalEvents').select('kind').execute(),
  )
  expect(events.map(({ kind }) => kind)).toContain('store-damaged')
})

/** Turns what the window's store has of the first sale into what nobody can read, as a bad disk does. */
function rotFirstSale(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('outbox')
        opening.addEventListener('error', () => reject(opening.error))
        opening.addEventListener('success', () => {
          const tables = ['deliveries', 'envelopes']
          const rotting = opening.result.transaction(tables, 'readwrite', { durability: 'strict' })
          const deliveries = rotting.objectStore('deliveries')
          const all = deliveries.getAll()
          all.addEventListener('success', () => {
            const rows = all.result as { id: string; type: string; position: number }[]
            const sales = rows.filter(({ type }) => type === 'sale')
            const [first] = sales.toSorted((left, right) => left.position - right.position)
            deliveries.put({ ...first, attempts: -1 })
            rotting.objectStore('envelopes').put({ id: first?.id, envelope: 'melted' })
          })
          rotting.addEventListener('complete', () => resolve())
          rotting.addEventListener('abort', () => reject(rotting.error))
        })
      }),
  )
}

test('[F25] [OB35] [I9] a record that neither the journal nor the window’s store can read is counted on the screens, and head office sees which one', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const first = await openTill({ launch, profile, store, accountApiUrl: network.url })
  await expectAllSent(first.page)
  network.fail('dropped')
  await sell(first.page)
  await nextCustomer(first.page)
  await sell(first.page)
  await rotFirstSale(first.page)
  await first.kill()
  const lost = damageSale(profile, 'first')
  network.heal()

  const desk = await launch()
  const { page } = desk
  await unlock(page, ANA)
  const told = '1 record cannot be read on this till any more'
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /To send.*1 record needs you/ })
    .click()
  await expect(page.getByText(told)).toBeVisible()
  await expect(page.getByText(/both copies.*kept aside.*Do not reinstall\. Tell head office/)).toBeVisible()
  await expect(page.getByText('Online, 1 needs you')).toBeVisible()
  await everyLook(desk, 'record-lost')
  await page.getByRole('navigation').getByRole('button', { name: 'Day', exact: true }).click()
  await expect(page.getByText(told)).toBeVisible()
  await expect(page.getByText('You can leave this till.')).toHaveCount(0)
  const { chains } = await store.onlyChain()
  expect(chains).toMatchObject([{ gaps: [[lost, lost]], forks: [], altered: [] }])
})

test('damaged settings: start values, the bytes kept aside, and words', async ({
  profile,
  launch,
  store,
}) => {
  const first = await openTill({ launch, profile, store })
  await first.close()
  const broken = '{"language":"en","theme":'
  writeFileSync(join(profile, 'settings.json'), broken)
  const { page } = await launch()
  await expect(page.getByText('As definições desta caixa')).toBeVisible()
  await picture(page, 'settings-unreadable')
  const aside = readdirSync(profile).filter((name) => name.startsWith('settings.json.unreadable'))
  expect(aside.map((name) => readFileSync(join(profile, name), 'utf8'))).toEqual([broken])
})

test('[F72] a second start on the same till comes to the front of the first, opens no window and ends', async ({
  profile,
  launch,
}) => {
  const { app } = await launch()
  const outcome = await app.evaluate(async ({ app: main, BrowserWindow }, folder) => {
    const seen = { fronts: 0, windows: 0, code: null as number | null }
    for (const window of BrowserWindow.getAllWindows()) {
      const focus = window.focus.bind(window)
      window.focus = () => {
        seen.fronts += 1
        focus()
      }
    }
    const { spawn } = process.getBuiltinModule('node:child_process')
    const child = spawn(process.execPath, [main.getAppPath(), `--user-data-dir=${folder}`])
    seen.code = await new Promise((resolve) => void child.once('exit', resolve))
    seen.windows = BrowserWindow.getAllWindows().length
    return seen
  }, profile)
  expect(outcome).toEqual({ fronts: 1, windows: 1, code: 0 })
})
