import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'
import type { WebPreferences } from 'electron'

import { test } from '../harness/desk-test.ts'

const BRIDGE_KEYS = ['call', 'onEvent']

test('opens one window on app:// and shows what main answers', async ({ launch }) => {
  const { app, page } = await launch()
  expect(page.url()).toBe('app://counterside/')
  expect(app.windows()).toHaveLength(1)
  await expect(page.getByText('Version 0.1.0')).toBeVisible()
})

test('runs the page in a sandboxed process without Node', async ({ launch }) => {
  const { page, app, rendererStatus } = await launch()
  expect(await rendererStatus('Seccomp')).toBe('2')
  const preferences = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const undocumented = contents as unknown as { getLastWebPreferences(): WebPreferences }
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = undocumented.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webviewTag }
    }),
  )
  expect(preferences).toEqual([
    { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
  ])
  const names = ['require', 'process', 'Buffer', 'module']
  expect(await page.evaluate((wanted) => wanted.filter((name) => name in globalThis), names)).toEqual([])
})

test('gives the page exactly the committed bridge', async ({ launch }) => {
  const { page } = await launch()
  expect(await page.evaluate(() => Object.keys(window.counterside).toSorted())).toEqual(BRIDGE_KEYS)
})

test('answers a good call and refuses a bad one with a value', async ({ launch }) => {
  const { page } = await launch()
  const call = (method: string, request: unknown) =>
    page.evaluate(([name, body]) => window.counterside.call(name, body), [method, request] as const)
  expect(await call('app.info', {})).toMatchObject({ ok: true, value: { version: '0.1.0' } })
  expect(await call('app.info', { more: 1 })).toMatchObject({ ok: false, failure: { kind: 'bad-request' } })
  expect(await call('no.such', {})).toEqual({ ok: false, failure: { kind: 'unknown-method' } })
  expect(await call('app.info', 'x'.repeat(70_000))).toMatchObject({
    ok: false,
    failure: { kind: 'too-large' },
  })
})

test('blocks inline script, markup from text, remote requests and new windows', async ({ launch }) => {
  const { page } = await launch()
  const outcome = await page.evaluate(async () => {
    const blocked: string[] = []
    const attempt = async (name: string, run: () => unknown) => {
      try {
        if ((await run()) === null) blocked.push(name)
      } catch {
        blocked.push(name)
      }
    }
    await attempt('inline script', () => {
      const script = document.createElement('script')
      script.append('window.planted = true')
      document.body.append(script)
      return 'planted' in window ? 'ran' : null
    })
    await attempt('innerHTML', () => (document.body.innerHTML = '<b>planted</b>'))
    await attempt('fetch', () => fetch('http://127.0.0.1:9/'))
    await attempt('window.open', () => window.open('app://counterside/'))
    return blocked
  })
  expect(outcome).toEqual(['inline script', 'innerHTML', 'fetch', 'window.open'])
})

test('comes back when a page tries to leave', async ({ launch }) => {
  const { page, app } = await launch()
  const shown = () =>
    app.evaluate(async ({ webContents }) => {
      const contents = webContents.getAllWebContents()[0]
      const text: unknown = await contents?.executeJavaScript('document.body.innerText').catch(() => '')
      return `${contents?.getURL()} ${String(text)}`
    })
  for (const target of ['about:blank', 'data:text/html,x', 'file:///etc/passwd', 'http://127.0.0.1:9/']) {
    await page.evaluate((url) => void (location.href = url), target).catch(() => undefined)
    await expect.poll(shown).toMatch(/^app:\/\/counterside\/ [^]*Version 0\.1\.0/)
  }
})

test('refuses what is not a file of the interface', async ({ launch }) => {
  const { page } = await launch()
  const paths = [
    '/../main/index.js',
    '/%2e%2e/main/index.js',
    '/..%2fmain/index.js',
    '/.hidden.js',
    '/a%00.js',
  ]
  const statuses = await page.evaluate(
    (urls) => Promise.all(urls.map(async (url) => (await fetch(url)).status)),
    paths,
  )
  expect(statuses.every((status) => status === 403 || status === 404)).toBe(true)
})

test('remembers the window and keeps an unreadable settings file aside', async ({ launch, profile }) => {
  const first = await launch()
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1100, 800))
  await first.close()
  const path = join(profile, 'window.json')
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ width: 1100, height: 800 })
  writeFileSync(path, '{"width":')
  const second = await launch()
  await expect(second.page.getByText('Version 0.1.0')).toBeVisible()
  const aside = readdirSync(profile).filter((name) => name.startsWith('window.json.unreadable-'))
  expect(aside.map((name) => readFileSync(join(profile, name), 'utf8'))).toEqual(['{"width":'])
})

test('a second start on the same till leaves the first one alone', async ({ launch, profile }) => {
  const { page, app } = await launch()
  const code = await app.evaluate(async ({ app: main }, folder) => {
    const { spawn } = process.getBuiltinModule('node:child_process')
    const child = spawn(process.execPath, [main.getAppPath(), `--user-data-dir=${folder}`])
    return new Promise((resolve) => void child.once('exit', resolve))
  }, profile)
  expect(code).toBe(0)
  await expect(page.getByText('Version 0.1.0')).toBeVisible()
})
