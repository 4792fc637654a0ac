import { expect } from '@playwright/test'
import type { WebPreferences } from 'electron'

import { test } from '../harness/desk-test.ts'
import { oneDesk } from '../harness/one-desk.ts'

const BRIDGE_KEYS = ['call', 'onEvent']
const OF_NODE = ['require', 'process', 'Buffer', 'module', 'exports', 'global', '__dirname', 'setImmediate']

const desk = oneDesk()

test('[C1] the page runs in a sandboxed process without Node', async () => {
  const { app, rendererStatus } = desk()
  expect(await rendererStatus('Seccomp')).toBe('2')
  const preferences = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const undocumented = contents as unknown as { getLastWebPreferences(): WebPreferences }
      const last = undocumented.getLastWebPreferences()
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } = last
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity }
    }),
  )
  expect(preferences).toEqual([
    { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true },
  ])
})

test('[C2] the page finds nothing of Node and of Electron', async () => {
  const { page } = desk()
  const found = await page.evaluate(
    (names) => names.filter((name) => name in globalThis),
    [...OF_NODE, 'electron', 'ipcRenderer', 'contextBridge'],
  )
  expect(found).toEqual([])
})

test('[C2] the bridge is exactly what is committed and cannot be changed', async () => {
  const { page } = desk()
  const bridge = await page.evaluate(() => {
    const attempt = (change: () => unknown) => {
      try {
        change()
      } catch {}
    }
    const own = window as unknown as Record<string, unknown>
    const before = window.counterside
    attempt(() => Object.assign(window.counterside, { call: () => 'planted' }))
    attempt(() => (own['counterside'] = { call: () => 'planted' }))
    attempt(() => delete own['counterside'])
    return {
      keys: Reflect.ownKeys(window.counterside).map(String).toSorted(),
      isSame: window.counterside === before,
      isNative: !String(window.counterside.call).includes('planted'),
    }
  })
  expect(bridge).toEqual({ keys: BRIDGE_KEYS, isSame: true, isNative: true })
})
