import { type ElectronApplication, type Page, expect } from '@playwright/test'

import { CALL_CHANNEL } from '#shared/ipc/channels.ts'
import { IPC_CONTRACT } from '#shared/ipc/contract.ts'

import { test } from '../harness/desk-test.ts'
import { oneDesk } from '../harness/one-desk.ts'

const REFUSED = { ok: false, failure: { kind: 'refused-sender' } }

const call = (page: Page, method: string, request: unknown) =>
  page.evaluate(([name, body]) => window.counterside.call(name, body), [method, request] as const)

/** Hands main a call as if a frame below the page had sent it: no preload runs there to send a real one. */
const callFromFrames = (app: ElectronApplication) =>
  app.evaluate(async ({ BrowserWindow, ipcMain }, channel) => {
    type Handler = (event: object, message: unknown) => Promise<unknown>
    const handlers = (ipcMain as unknown as Record<string, Map<string, Handler>>)['_invokeHandlers']
    const sender = BrowserWindow.getAllWindows()[0]?.webContents
    const message = { method: 'app.info', request: {} }
    const ask = async (senderFrame: unknown) => handlers?.get(channel)?.({ sender, senderFrame }, message)
    const main = sender?.mainFrame
    const below = main?.framesInSubtree.filter((frame) => frame !== main) ?? []
    return {
      fromPage: await ask(main),
      fromFrames: await Promise.all(below.map(ask)),
      fromGone: await ask(null),
    }
  }, CALL_CHANNEL)

const desk = oneDesk()

test('[C7] answers a good call and refuses a bad one with a value', async () => {
  const { page } = desk()
  expect(await call(page, 'app.info', {})).toMatchObject({ ok: true, value: { version: '0.1.0' } })
  const unknown = { ok: false, failure: { kind: 'unknown-method' } }
  for (const name of ['no.such', '__proto__', 'constructor', ''])
    expect(await call(page, name, {})).toEqual(unknown)
  const bad = { ok: false, failure: { kind: 'bad-request' } }
  for (const request of [{ more: 1 }, null, [], 'x', { pin: { $gt: '' } }])
    expect(await call(page, 'app.info', request)).toMatchObject(bad)
})

test('[C7] refuses what is too large, even a hundred megabytes of it', async () => {
  const { page } = desk()
  for (const length of [70_000, 100_000_000]) {
    const reply = await page.evaluate((size) => window.counterside.call('app.info', 'x'.repeat(size)), length)
    expect(reply).toMatchObject({ ok: false, failure: { kind: 'too-large' } })
  }
  expect(await call(page, 'app.info', {})).toMatchObject({ ok: true })
})

test('[C7] a burst of calls meets the limit of the method, which then recovers', async () => {
  const { page } = desk()
  const kinds = await page.evaluate(async () => {
    const burst = Array.from({ length: 10_000 }, () => window.counterside.call('app.info', {}))
    const replies = (await Promise.all(burst)) as { ok: boolean; failure?: { kind: string } }[]
    return [...new Set(replies.map((reply) => reply.failure?.kind ?? 'answered'))].toSorted()
  })
  expect(kinds).toEqual(['answered', 'too-many'])
  await expect.poll(() => call(page, 'app.info', {})).toMatchObject({ ok: true })
})

test('[C7] while the desk is locked nothing answers that needs an operator', async () => {
  const { page } = desk()
  const closed = Object.entries(IPC_CONTRACT).filter(([, { allowedWhenLocked }]) => !allowedWhenLocked)
  expect(closed.length).toBeGreaterThan(0)
  for (const [name] of closed) {
    const reply = (await call(page, name, {})) as { ok: boolean; failure?: { kind: string } }
    expect(['locked', 'not-permitted', 'unknown-method'], name).toContain(reply.failure?.kind)
  }
})

test('[C7] a frame in the page has no bridge, and main would not answer it', async () => {
  const { app, page } = desk()
  const frames = await page.evaluate(async () => {
    const sources = [{}, { src: 'about:blank' }, { srcdoc: '<p>x' }, { src: 'app://counterside/' }]
    const made = sources.flatMap((source): HTMLIFrameElement[] => {
      try {
        return [Object.assign(document.createElement('iframe'), source)]
      } catch {
        // Trusted Types let no text become the document of a frame.
        return []
      }
    })
    document.body.append(...made)
    await new Promise((resolve) => setTimeout(resolve, 500))
    return made.map((frame) => {
      try {
        return frame.contentWindow !== null && 'counterside' in frame.contentWindow
      } catch {
        return false
      }
    })
  })
  expect(frames).toEqual([false, false, false])
  const { fromPage, fromFrames, fromGone } = await callFromFrames(app)
  expect(fromPage).toMatchObject({ ok: true })
  expect(fromFrames).toEqual([REFUSED, REFUSED, REFUSED])
  expect(fromGone).toEqual(REFUSED)
})

test('[C7] a window that main did not make for the desk gets no answer', async () => {
  const { app } = desk()
  const reply = await app.evaluate(async ({ app: main, BrowserWindow }) => {
    const { join } = process.getBuiltinModule('node:path')
    const preload = join(main.getAppPath(), 'out/desk/preload/index.cjs')
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    await stranger.loadURL('app://counterside/')
    const answer: unknown = await stranger.webContents.executeJavaScript(`counterside.call('app.info', {})`)
    stranger.destroy()
    return answer
  })
  expect(reply).toEqual(REFUSED)
})

test('[C7] a page that is not ours gets no answer in our window', async ({ launch }) => {
  // It is left on a page of no desk: so it is one of its own.
  const { app } = await launch()
  const replies = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents === undefined) return []
    // Else the desk would be back before such a page could ask.
    contents.removeAllListeners('did-navigate')
    const answers: unknown[] = []
    for (const url of ['about:blank', 'data:text/html,x']) {
      await contents.loadURL(url).catch(() => undefined)
      const asked = `window.counterside?.call('app.info', {}) ?? 'no bridge'`
      answers.push(url, await contents.executeJavaScript(asked))
    }
    // Unlike one that main opens, this one inherits the origin of the page that it replaces.
    await contents.loadURL('app://counterside/')
    const shown = new Promise((resolve) => void contents.once('did-navigate', resolve))
    await contents.executeJavaScript(`void (location.href = 'about:blank')`)
    await shown
    answers.push('inherited', await contents.executeJavaScript(`counterside.call('app.info', {})`))
    return answers
  })
  expect(replies).toEqual(['about:blank', REFUSED, 'data:text/html,x', REFUSED, 'inherited', REFUSED])
})
