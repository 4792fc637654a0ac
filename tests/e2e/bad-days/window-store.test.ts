import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { type Page, expect } from '@playwright/test'

import { expectAllSent, nextCustomer, sell, unlock } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree } from '../../harness/books.ts'
import { everyLook } from '../../harness/every-look.ts'
import type { Desk } from '../../harness/launch-desk.ts'
import { ANA, openTill } from '../../harness/open-till.ts'

/** From now on what is written to the window's store never settles, or is refused for want of room. */
function breakStore(page: Page, how: 'stuck' | 'quota'): Promise<void> {
  return page.evaluate((wanted) => {
    IDBObjectStore.prototype.put = function (this: IDBObjectStore) {
      if (wanted === 'quota') throw new DOMException('no room: a test', 'QuotaExceededError')
      // A request of its own that is kept going: its transaction never commits, and nothing is answered.
      const again = () => {
        const asked = this.count()
        asked.addEventListener('success', again)
        return asked
      }
      again()
      return new EventTarget() as unknown as IDBRequest<IDBValidKey>
    }
  }, how)
}

for (const [title, how] of [
  ['[F28] a put that never settles', 'stuck'],
  ['[F29] a put that is refused for its quota', 'quota'],
] as const) {
  test(`${title}: what is saved is saved, and is sent`, async ({ profile, launch, store }) => {
    const first = await openTill({ launch, profile, store })
    await expectAllSent(first.page)
    await breakStore(first.page, how)
    const confirmed = [await sell(first.page)]
    await expectBooksAgree({ store, profile, confirmed })
    await nextCustomer(first.page)
    confirmed.push(await sell(first.page))
    await expectBooksAgree({ store, profile, confirmed })
    await first.kill()
    const { page } = await launch()
    await unlock(page, ANA)
    confirmed.push(await sell(page))
    await expectAllSent(page)
    await expectBooksAgree({ store, profile, confirmed })
  })
}

/** The files of the window's store. */
function storeFolder(profile: string): string {
  const root = join(profile, 'IndexedDB')
  return join(root, readdirSync(root).find((name) => name.endsWith('.leveldb')) ?? '')
}

/** From now on whoever opens the store waits for ever: its first file is a pipe into which nobody writes. */
function hangStore(profile: string) {
  const current = join(storeFolder(profile), 'CURRENT')
  renameSync(current, `${current}.kept`)
  execFileSync('mkfifo', [current])
  return {
    release() {
      rmSync(current)
      renameSync(`${current}.kept`, current)
    },
  }
}

/** Holds the lock of the window's store, as a backup program might that copies it. Gives it back when it is ended. */
async function lockStore(profile: string) {
  // The lock of one process on a byte range (fcntl), of which Node has none: `struct flock` of 64-bit Linux.
  const script = `use Fcntl; open(my $file, '+<', $ARGV[0]) or die; my $lock = pack('s s x4 q q i x4', F_WRLCK, 0, 0, 0, 0);
    fcntl($file, F_SETLK, $lock) or die "not locked: $!"; $| = 1; print "locked\\n"; sleep`
  const holder = spawn('perl', ['-e', script, join(storeFolder(profile), 'LOCK')])
  await once(holder.stdout, 'data')
  return { unlock: () => void holder.kill() }
}

/** A window of an earlier version that is frozen: it has its store open and lets nobody change it. */
function holdOldStore({ app }: Desk): Promise<void> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const desk = BrowserWindow.getAllWindows()[0]
    const old = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
    await old.loadURL(desk?.webContents.getURL() ?? '')
    await old.webContents.executeJavaScript(`new Promise((resolve, reject) => {
      indexedDB.deleteDatabase('outbox')
      const opening = indexedDB.open('outbox', 5)
      opening.onsuccess = () => resolve((window.held = opening.result) && undefined)
      opening.onerror = reject
    })`)
  })
}

test('[F74] a window that still has the store of an earlier version open does not let go: the desk works without it, and everything is sent', async ({
  profile,
  launch,
  store,
}) => {
  await (await openTill({ launch, profile, store })).close()
  const desk = await launch()
  await unlock(desk.page, ANA)
  await sell(desk.page)
  await expectAllSent(desk.page)
  await holdOldStore(desk)
  await desk.page.reload()
  await expect(desk.page.getByRole('heading', { name: /New customer/ })).toBeVisible()
  const confirmed = [await sell(desk.page)]
  await expectAllSent(desk.page)
  await expectBooksAgree({ store, profile, confirmed })
  const told = () =>
    store.readLedger((database) => database.selectFrom('terminalEvents').select('kind').execute())
  await expect.poll(told, { timeout: 60_000 }).toContainEqual({ kind: 'store-damaged' })
  await desk.kill()
  const { page } = await launch()
  await unlock(page, ANA)
  confirmed.push(await sell(page))
  await expectAllSent(page)
  await expectBooksAgree({ store, profile, confirmed })
})

test('[F31] a window store that another program has locked: the desk works without it, and everything is sent', async ({
  profile,
  launch,
  store,
}) => {
  const first = await openTill({ launch, profile, store })
  await sell(first.page)
  await expectAllSent(first.page)
  await first.close()
  const lock = await lockStore(profile)
  try {
    const locked = await launch()
    await unlock(locked.page, ANA)
    await sell(locked.page)
    await expectAllSent(locked.page)
    await expectBooksAgree({ store, profile })
    const told = await store.readLedger((database) =>
      database.selectFrom('terminalEvents').select('kind').execute(),
    )
    expect(told.map(({ kind }) => kind)).toContain('store-damaged')
    await locked.close()
  } finally {
    lock.unlock()
  }
  const { page } = await launch()
  await unlock(page, ANA)
  await sell(page)
  await expectAllSent(page)
  await expectBooksAgree({ store, profile })
})

test('[OB34] [I9] a window store that hangs at each start: it is said, with what is safe and what to do, and everything is sent', async ({
  profile,
  launch,
  store,
}) => {
  const first = await openTill({ launch, profile, store })
  await sell(first.page)
  await expectAllSent(first.page)
  await first.close()
  const hung = hangStore(profile)
  const told = 'The list of records on this till does not open'
  const confirmed: number[] = []
  for (const start of [1, 2]) {
    const desk = await launch()
    const { page } = desk
    await expect(page.getByText(told)).toBeVisible({ timeout: 15_000 })
    await unlock(page, ANA)
    await expect(page.getByText(told)).toBeVisible()
    await expect(page.getByText(/on this till’s disk.*Restart this computer/)).toBeVisible()
    if (start === 2) await everyLook(desk, 'store-unavailable')
    confirmed.push(await sell(page))
    await expectAllSent(page)
    await expectBooksAgree({ store, profile, confirmed })
    await desk.kill()
  }
  hung.release()
  const { page } = await launch()
  await unlock(page, ANA)
  await expect(page.getByText(told)).toHaveCount(0)
  confirmed.push(await sell(page))
  await expectAllSent(page)
  await expectBooksAgree({ store, profile, confirmed })
})
