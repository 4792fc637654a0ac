import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { test } from '../harness/desk-test.ts'

test('opens one window on app:// and draws the interface on it', async ({ launch }) => {
  const { app, page } = await launch()
  expect(page.url()).toBe('app://counterside/')
  expect(app.windows()).toHaveLength(1)
  await expect(page.locator('#root')).not.toBeEmpty()
})

test('remembers the window and keeps an unreadable settings file aside', async ({ launch, profile }) => {
  const first = await launch()
  const windowOf = (what: 'isVisible' | 'getSize') =>
    first.app.evaluate(({ BrowserWindow }, asked) => BrowserWindow.getAllWindows()[0]?.[asked](), what)
  // A size given before the window is shown is overtaken by the one that it is shown with.
  await expect.poll(() => windowOf('isVisible')).toBe(true)
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1100, 800))
  await expect.poll(() => windowOf('getSize')).toEqual([1100, 800])
  await first.close()
  const path = join(profile, 'window.json')
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ width: 1100, height: 800 })
  writeFileSync(path, '{"width":')
  const second = await launch()
  await expect(second.page.locator('#root')).not.toBeEmpty()
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
  await expect(page.locator('#root')).not.toBeEmpty()
})

test('takes a picture of the counter at its usual size', async ({ launch }) => {
  const { app, screenshot } = await launch()
  await screenshot('shell')
  const picture = readFileSync(join(import.meta.dirname, '../../out/screenshots/shell.png'))
  // Width and height stand at fixed places of a PNG.
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1366, 768])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})
