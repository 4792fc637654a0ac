import { setTimeout as sleep } from 'node:timers/promises'

import { type ElectronApplication, type Page, expect } from '@playwright/test'

import { test } from '../harness/desk-test.ts'
import { oneDesk } from '../harness/one-desk.ts'
import { expectBackInOneSecond, shownBy } from '../harness/shown.ts'

const ELSEWHERE = 'http://127.0.0.1:9/'
const MAIL = 'mailto:ana@example.pt'

/** What main noticed: proof that an attempt was one. */
type Noticed = { readonly kind: 'leaving' | 'shown' | 'external' | 'window'; readonly url: string }

interface Attempt {
  readonly kind: string
  make(page: Page): Promise<unknown>
  /** What main must have noticed; undefined where Chromium or the page's own rules stop it earlier. */
  readonly noticed?: Noticed
}

const goTo = (url: string) => (page: Page) =>
  page.evaluate((target) => void (location.href = target), url).catch(() => undefined)

const clickLink = (url: string, button: 'left' | 'middle') => async (page: Page) => {
  await page.evaluate((target) => {
    const link = document.createElement('a')
    Object.assign(link, { id: 'planted', href: target, textContent: 'planted' })
    link.style.cssText = 'position: fixed; inset: 0; z-index: 9999'
    document.body.append(link)
  }, url)
  await page.click('#planted', { button, noWaitAfter: true })
  await page.evaluate(() => document.querySelector('#planted')?.remove()).catch(() => undefined)
}

const drop =
  (dropped: { files: string[]; items: { mimeType: string; data: string }[] }) => async (page: Page) => {
    await page.evaluate(() =>
      document.addEventListener('dragover', () => (document.documentElement.id = 'dragged-over')),
    )
    const session = await page.context().newCDPSession(page)
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      const data = { ...dropped, dragOperationsMask: 1 }
      await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
    }
    expect(await page.evaluate(() => document.documentElement.id)).toBe('dragged-over')
  }

const leaving = (url: string): Noticed => ({ kind: 'leaving', url })

const ATTEMPTS: readonly Attempt[] = [
  { kind: 'a link', make: clickLink(ELSEWHERE, 'left'), noticed: leaving(ELSEWHERE) },
  { kind: 'a middle click', make: clickLink(ELSEWHERE, 'middle') },
  {
    kind: 'a form',
    make: (page) =>
      page.evaluate((target) => {
        const form = document.createElement('form')
        Object.assign(form, { action: target, method: 'POST' })
        document.body.append(form)
        form.submit()
      }, ELSEWHERE),
  },
  {
    kind: 'a meta refresh',
    make: (page) =>
      page.evaluate((target) => {
        const meta = document.createElement('meta')
        Object.assign(meta, { httpEquiv: 'refresh', content: `0;url=${target}` })
        document.head.append(meta)
      }, ELSEWHERE),
    noticed: leaving(ELSEWHERE),
  },
  { kind: 'a dropped file', make: drop({ files: ['/etc/hostname'], items: [] }) },
  {
    kind: 'a dropped address',
    make: drop({ files: [], items: [{ mimeType: 'text/uri-list', data: ELSEWHERE }] }),
  },
  { kind: 'data:', make: goTo('data:text/html,planted') },
  {
    kind: 'blob:',
    make: (page) =>
      page.evaluate(() => {
        location.href = URL.createObjectURL(new Blob(['planted'], { type: 'text/html' }))
      }),
  },
  { kind: 'file:', make: goTo('file:///etc/passwd') },
  { kind: 'javascript:', make: goTo('javascript:"planted"') },
  { kind: 'about:blank', make: goTo('about:blank'), noticed: { kind: 'shown', url: 'about:blank' } },
  { kind: 'another page of ours', make: goTo('app://counterside/index.html') },
  {
    kind: 'a program of the machine',
    make: goTo(MAIL),
    noticed: leaving(MAIL),
  },
]

const desk = oneDesk()
let text: string

/** Writes down from now on what main notices of the desk. */
test.beforeAll(async () => {
  const { app, page } = desk()
  await expect(page.getByRole('heading').first()).toBeVisible()
  await app.evaluate(({ app: main, BrowserWindow, shell }) => {
    const noticed: { kind: string; url: string }[] = []
    Object.assign(globalThis, { noticed })
    shell.openExternal = (url) => Promise.resolve(void noticed.push({ kind: 'external', url }))
    main.on('browser-window-created', () => noticed.push({ kind: 'window', url: '' }))
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.on('will-frame-navigate', ({ url }) => noticed.push({ kind: 'leaving', url }))
    contents?.on('did-navigate', (_event, url) => noticed.push({ kind: 'shown', url }))
  })
  text = (await shownBy(app))[0]?.text ?? ''
})

/** Every test has a page that nobody planted anything in, and of which main has noticed nothing. */
test.beforeEach(async () => {
  const { app, page } = desk()
  await page.reload()
  await expect(page.getByRole('heading').first()).toBeVisible()
  await noticedBy(app)
})

/** What main noticed since it was asked last. */
const noticedBy = (app: ElectronApplication): Promise<Noticed[]> =>
  app.evaluate(() => (globalThis as unknown as { noticed: Noticed[] }).noticed.splice(0))

for (const { kind, make, noticed } of ATTEMPTS) {
  test(`[C5] the desk is back within a second after ${kind}`, async () => {
    const { app, page } = desk()
    await make(page)
    await expectBackInOneSecond(app, text)
    const found = await noticedBy(app)
    if (noticed !== undefined) expect(found).toContainEqual(noticed)
    expect(found.filter((one) => one.kind === 'external' || one.kind === 'window')).toEqual([])
  })
}

test('[C5] a page can open no window', async () => {
  const { app, page } = desk()
  const urls = ['app://counterside/', 'about:blank', '', ELSEWHERE, 'data:text/html,x', MAIL]
  const opened = await page.evaluate((targets) => targets.map((url) => window.open(url)), urls)
  expect(opened).toEqual(urls.map(() => null))
  await expectBackInOneSecond(app, text)
  expect(await noticedBy(app)).toEqual([])
})

test('[C5] a page can hold no webview', async () => {
  const { app, page } = desk()
  await page.evaluate(() => {
    const view = document.createElement('webview')
    view.setAttribute('src', 'app://counterside/')
    document.body.append(view)
  })
  await sleep(1000)
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
})
