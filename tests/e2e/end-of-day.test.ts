import { expect } from '@playwright/test'
import { sql } from 'kysely'

import { expectAllSent, nextCustomer, proveAge, sell, unlock } from '../harness/at-the-counter.ts'
import { picture, test } from '../harness/bad-day-test.ts'
import { expectBooksAgree } from '../harness/books.ts'
import { closeAnyway, type Desk } from '../harness/launch-desk.ts'
import { ANA, openTill } from '../harness/open-till.ts'
import type { Store } from '../harness/store.ts'

const MAY_LEAVE = { name: 'You can leave this till.' }
const NOT_YET = { name: 'Not everything is confirmed yet' }
const QUESTION = { name: 'Close the desk?' }

async function goTo(desk: Desk, place: RegExp): Promise<void> {
  await desk.page.getByRole('navigation').getByRole('button', { name: place }).click()
}

/** The account API is put back to before the last record, which it had acknowledged; gives that record's number. */
function loseLast(store: Store): Promise<number> {
  return store.readLedger(async (database) => {
    const [last, before] = await database
      .selectFrom('inbox')
      .select(['operationId', 'sequence', 'hash'])
      .orderBy('sequence', 'desc')
      .limit(2)
      .execute()
    if (last === undefined || before === undefined) throw new Error('the ledger holds two records')
    // What refers to the record stays: only the end of the chain is of interest here.
    await sql`SET session_replication_role = replica`.execute(database)
    await database.deleteFrom('inbox').where('operationId', '=', last.operationId).execute()
    await sql`SET session_replication_role = origin`.execute(database)
    await database
      .updateTable('terminalEpochs')
      .set({ contiguousSequence: before.sequence, contiguousHash: before.hash })
      .execute()
    return last.sequence
  })
}

/** Presses the window's cross. */
function pressCross({ app }: Desk): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close()
  })
}

/** Resolves once the process of the desk is gone. */
function ended({ app }: Desk): Promise<void> {
  const main = app.process()
  return new Promise((resolve) => {
    if (main.exitCode !== null || main.signalCode !== null) resolve()
    else main.once('exit', () => resolve())
  })
}

test('[I9] says exactly what is missing, and that the till may be left by itself once it may', async ({
  profile,
  launch,
  store,
}) => {
  test.setTimeout(120_000)
  const desk = await openTill({ launch, profile, store })
  const { page } = desk
  await expectAllSent(page)
  await goTo(desk, /^Day$/)
  await expect(page.getByRole('heading', MAY_LEAVE)).toBeVisible({ timeout: 20_000 })

  await test.step('the account API goes away and a customer buys', async () => {
    await goTo(desk, /^Register$/)
    await store.stop()
    const number = await sell(page)
    await nextCustomer(page)
    await goTo(desk, /^Day$/)
    await expect(page.getByRole('heading', NOT_YET)).toBeVisible()
    await expect(page.getByText(/^2 records wait, oldest \d\d:\d\d$/)).toBeVisible()
    const behind = `The account API confirmed up to no. ${number - 2}; this till has written up to no. ${number}`
    await expect(page.getByText(behind)).toBeVisible()
    await picture(page, 'end-of-day-not-yet')
  })

  await test.step('it comes back', async () => {
    await store.start()
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByRole('heading', MAY_LEAVE)).toBeVisible({ timeout: 60_000 })
    await picture(page, 'end-of-day-may-leave')
    await expectBooksAgree({ store, profile })
  })

  await test.step('[F50] the account API loses what it had confirmed', async () => {
    const last = await loseLast(store)
    await page.getByRole('button', { name: 'Check now' }).click()
    const behind = `The account API confirmed up to no. ${last - 1}; this till has written up to no. ${last}`
    await expect(page.getByText(behind)).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('heading', NOT_YET)).toBeVisible()
  })
})

test('[F18] closing with records that wait says so, loses nothing, and is never in the way', async ({
  profile,
  launch,
  store,
}) => {
  test.setTimeout(150_000)
  const first = await openTill({ launch, profile, store })
  await expectAllSent(first.page)

  await test.step('a customer who is half typed is said to be lost', async () => {
    await proveAge(first.page, '30-11-1980')
    await expectAllSent(first.page)
    await pressCross(first)
    await expect(first.page.getByRole('heading', QUESTION)).toBeVisible()
    await expect(first.page.getByText('What was typed for the customer is not saved')).toBeVisible()
    await first.page.keyboard.press('Escape')
    await expect(first.page.getByText(/^Age proven/)).toBeVisible()
  })

  await test.step('records that wait are said, and to stay is to stay', async () => {
    // What the status line says may be a moment older than the check that was just saved: first it has arrived, then that is said.
    await expectBooksAgree({ store, profile })
    await expectAllSent(first.page)
    await store.stop()
    await first.page.getByRole('button', { name: 'Finish without registering' }).click()
    await expect(first.page.getByText('Saved on this till')).toBeVisible()
    await pressCross(first)
    await expect(first.page.getByText(/^1 record waits on this till, saved \d\d:\d\d$/)).toBeVisible()
    await picture(first.page, 'end-of-day-closing')
    await first.page.getByRole('button', { name: 'Stay' }).click()
    await expect(first.page.getByRole('navigation')).toBeVisible()
    await pressCross(first)
    await closeAnyway(first)
  })

  await test.step('opened again, all is there and goes', async () => {
    const again = await launch()
    await expect(again.page.getByText(/^\d saved here, oldest \d\d:\d\d\. /)).toBeVisible({
      timeout: 20_000,
    })
    await picture(again.page, 'end-of-day-locked')
    await store.start()
    await unlock(again.page, ANA)
    await expectAllSent(again.page)
    await expectBooksAgree({ store, profile })
    const gone = ended(again)
    // A desk that closes at once answers nothing any more.
    await Promise.race([gone, pressCross(again)])
    await gone
  })
})

test('[F18] a machine that ends is not held, and what waits is there afterwards', async ({
  profile,
  launch,
  store,
}) => {
  test.setTimeout(120_000)
  const first = await openTill({ launch, profile, store })
  await store.stop()
  await sell(first.page)

  await first.kill()

  await test.step('SIGTERM ends at once, with records that wait, and they are there afterwards', async () => {
    const again = await launch()
    await expect(again.page.getByText(/^\d saved here, oldest/)).toBeVisible({ timeout: 20_000 })
    const main = again.app.process()
    const gone = ended(again)
    main.kill('SIGTERM')
    await gone
    expect(main.exitCode).toBe(0)
    const last = await launch()
    await store.start()
    await unlock(last.page, ANA)
    await expectAllSent(last.page)
    await expectBooksAgree({ store, profile })
  })
})
