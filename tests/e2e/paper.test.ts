import { readFileSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { type Page, expect } from '@playwright/test'
import type { WebPreferences } from 'electron'

import { systemClock } from '#electron/main/system-clock.ts'

import { fillCustomer, proveAge, save, typeDevice } from '../harness/at-the-counter.ts'
import { readPaper, takePaperPicture } from '../harness/cups/paper.ts'
import { type ThrowawayCups, startThrowawayCups } from '../harness/cups/throwaway-cups.ts'
import { test as base } from '../harness/desk-test.ts'
import { scanFolder } from '../harness/leak-scan/scan.ts'
import type { Desk } from '../harness/launch-desk.ts'
import { openTill } from '../harness/open-till.ts'
import { openStore } from '../harness/store.ts'

const MARIA = {
  givenName: 'Maria Antónia',
  familyName: 'Conceição-Ávila',
  email: 'maria.avila@exemplo.pt',
  mobile: '912 345 678',
}
const BORN = '03/05/1992'
const KIT = 'K7M29QX4TB3D'
const KIT_READ = 'K7M2 9QX4 TB3D'
/** Whatever must be on no paper, in any form in which it was typed or kept. */
const NOT_ON_PAPER = ['Conceição', 'Ávila', 'exemplo.pt', '345 678', '345678', '1992', '03/05']

/** A till with two printers and a customer who has just been registered. */
const test = base.extend<{ cups: ThrowawayCups; saved: Desk }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the needs of a fixture from this pattern
  cups: async ({}, use) => {
    const cups = await startThrowawayCups()
    cups.addPrinter('Receipts')
    cups.addPrinter('Office')
    cups.prefer('Receipts')
    await use(cups)
    await cups.stop()
  },
  saved: async ({ launch, profile, cups }, use) => {
    const store = await openStore()
    const launchOnCups: typeof launch = (options) =>
      launch({ ...options, env: { ...options?.env, CUPS_SERVER: cups.server } })
    const desk = await openTill({ launch: launchOnCups, profile, store })
    await proveAge(desk.page, BORN)
    await fillCustomer(desk.page, MARIA)
    await typeDevice(desk.page, KIT)
    await save(desk.page)
    await use(desk)
    await desk.close()
    await store.dispose()
  },
})

async function onPaper(page: Page): Promise<void> {
  await page.keyboard.press('p')
  await expect(page.getByText('Printed', { exact: true })).toBeVisible({ timeout: 20_000 })
}

/** PDF files of this user that somebody left in the machine's folder for temporary files since a moment. */
function pdfsLeft(sinceMs: number, except: string): string[] {
  const left: string[] = []
  const look = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      try {
        const { uid, mtimeMs } = statSync(path)
        if (uid !== process.getuid?.() || path === except) continue
        if (entry.isDirectory()) look(path)
        else if (
          entry.isFile() &&
          mtimeMs >= sinceMs &&
          readFileSync(path).subarray(0, 4).toString() === '%PDF'
        )
          left.push(path)
      } catch {
        // It was gone before it was read: so it is not left.
      }
    }
  }
  look(tmpdir())
  return left
}

test('[R8] [R18] [R28] [R31] [PR5] [PR6] [PR9] [PR10] [PR11] [PR14] the customer takes a receipt and a sheet away, and no file stays', async ({
  saved,
  cups,
  profile,
}) => {
  const startedAtMs = systemClock.wallMs()
  const { page } = saved
  await saved.screenshot('paper-1-saved')
  await onPaper(page)
  await saved.screenshot('paper-2-printed')
  const number = await page.getByText(/^no\. \d+$/).innerText()
  const [, hash = ''] = /· (\S{8})$/.exec(await page.getByText(/^\d\d:\d\d · /).innerText()) ?? []
  const [receipt = ''] = cups.printed('Receipts')
  takePaperPicture(receipt, 'paper-receipt')
  const read = readPaper(receipt)
  expect(read.pages).toBe(1)
  expect(read.widthMm).toBeGreaterThan(79.5)
  expect(read.widthMm).toBeLessThan(80.5)
  expect(read.title).toBe(`Counterside ${number.replace('no. ', '')}`)
  expect(cups.ticketOf(receipt).split('\n')[1]).toBe(read.title)
  for (const said of [
    `n.º ${number.replace('no. ', '')} · ${hash}`,
    KIT_READ,
    'Maria Antónia C.',
    'Treino – sem validade'.toLocaleUpperCase('pt'),
    '+80025592559',
    'Ana',
    'Contém nicotina, que causa dependência',
    'registado antes da viagem',
    'Quero receber novidades e ofertas por SMS. Não',
  ])
    expect(read.text).toContain(said)
  for (const secret of NOT_ON_PAPER) expect(read.text).not.toContain(secret)

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByLabel('Printer of this till').selectOption('Office')
  await page.getByRole('radiogroup', { name: 'Paper' }).getByText('A4').click()
  await page.getByRole('button', { name: 'Print a test page' }).click()
  await expect(page.getByText(/^The test page is printed/)).toBeVisible({ timeout: 20_000 })
  await saved.screenshot('paper-3-settings')
  await page.getByRole('button', { name: 'Register' }).click()
  await page.getByRole('button', { name: 'Print it again' }).click()
  await expect.poll(() => cups.printed('Office').length, { timeout: 20_000 }).toBe(2)
  await expect(page.getByText('Printed', { exact: true })).toBeVisible()
  const [tried = '', sheet = ''] = cups.printed('Office')
  takePaperPicture(tried, 'paper-test-page')
  takePaperPicture(sheet, 'paper-a4')
  expect(readPaper(tried).text).toMatch(/End of the page/)
  const again = readPaper(sheet)
  expect([again.pages, Math.round(again.widthMm), Math.round(again.heightMm)]).toEqual([1, 210, 297])
  for (const said of [hash, KIT_READ, 'Maria Antónia C.']) expect(again.text).toContain(said)
  for (const secret of NOT_ON_PAPER) expect(again.text).not.toContain(secret)

  expect(cups.spooled()).toEqual([])
  expect(pdfsLeft(startedAtMs, dirname(cups.server))).toEqual([])
  await saved.close()
  expect(scanFolder(profile, [KIT, KIT_READ, 'Maria Antónia']).leaks).toEqual([])
})

test('[PR2] [PR4] each way in which a printer fails is named, the record stays, and nothing comes out later', async ({
  saved,
  cups,
}) => {
  test.setTimeout(120_000)
  const { page } = saved
  const failing = async (words: RegExp) => {
    await page.keyboard.press('p')
    await expect(page.getByText(words)).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText('Not printed', { exact: true })).toBeVisible()
    await expect(page.getByText(/The record is saved and not affected/)).toBeVisible()
    await expect.poll(() => cups.spooled()).toEqual([])
  }
  cups.setPaperOut('Receipts', true)
  await failing(/The printer has no paper/)
  await saved.screenshot('paper-4-paper-out')
  cups.setPaperOut('Receipts', false)
  await onPaper(page)
  expect(cups.printed('Receipts')).toHaveLength(1)
  cups.pause('Receipts')
  await failing(/The printer stands still/)
  cups.resume('Receipts')
  cups.reject('Receipts')
  await failing(/The printer takes no jobs now/)
  cups.accept('Receipts')
  await onPaper(page)
  expect(cups.printed('Receipts')).toHaveLength(2)
  cups.remove('Receipts')
  cups.remove('Office')
  await failing(/This computer has no printer/)
})

test('[C1] [C2] [C4] [C5] [PR7] the window of a paper is a sandboxed page that runs nothing, reaches nothing and is gone', async ({
  saved,
}) => {
  const { app, page } = saved
  await app.evaluate(({ app: main }) => {
    const seen: unknown[] = []
    Object.assign(globalThis, { seen })
    main.on('web-contents-created', (_event, contents) => {
      contents.once('did-finish-load', () => {
        const undocumented = contents as unknown as { getLastWebPreferences(): WebPreferences }
        const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity, preload } =
          undocumented.getLastWebPreferences()
        const status = process
          .getBuiltinModule('node:fs')
          .readFileSync(`/proc/${contents.getOSProcessId()}/status`, 'utf8')
        const seccomp = /^Seccomp:\s*(.*)$/m.exec(status)?.[1]
        void contents
          .executeJavaScript(
            `(async () => {
              const planted = document.createElement('script')
              let ran = 'nothing'
              try { planted.textContent = 'window.planted = 1'; document.body.append(planted); ran = String(window.planted) } catch { }
              const out = await fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'refused')
              const desk = await fetch('/index.html').then(() => 'reached', () => 'refused')
              return {
                url: location.href,
                found: ['counterside', 'require', 'process', 'Buffer'].filter((name) => name in globalThis),
                ran, out, desk,
                stored: await new Promise((done) => { try { done(Object.keys(localStorage).length) } catch { done('refused') } }),
              }
            })()`,
          )
          .then((result: object) =>
            seen.push({
              sandbox,
              contextIsolation,
              nodeIntegration,
              webviewTag,
              webSecurity,
              preload,
              seccomp,
              ...result,
            }),
          )
      })
    })
  })
  await onPaper(page)
  const seen = await app.evaluate(() => (globalThis as unknown as { seen: unknown[] }).seen)
  expect(seen).toContainEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
    seccomp: '2',
    url: 'app://counterside/paper.html',
    found: [],
    ran: 'nothing',
    out: 'refused',
    desk: 'refused',
    stored: 0,
  })
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
})
