import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { readSettings, writeSettings } from '#electron/main/settings-file.ts'
import { FIRST_WINDOW_STATE, onScreen, windowStateSchema } from '#electron/main/window-state.ts'

const clock = { wallMs: () => 1234, monotonicMs: () => 0 }
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterside-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = () =>
  readSettings({
    path: join(folder, 'window.json'),
    schema: windowStateSchema,
    fallback: FIRST_WINDOW_STATE,
    clock,
  })

describe('the window settings', () => {
  test('start with the first state and come back as they were written', () => {
    expect(read()).toEqual({ value: FIRST_WINDOW_STATE })
    const value = { place: { x: 5, y: 6 }, width: 1100, height: 900, isMaximized: true }
    expect(writeSettings({ path: join(folder, 'window.json'), value })).toBe(true)
    expect(read()).toEqual({ value })
  })

  test.each(['', '{"width":', '[]', '{"width":1,"height":1,"isMaximized":false}', 'null'])(
    'keep what is unreadable aside: %s',
    (text) => {
      writeFileSync(join(folder, 'window.json'), text)
      const { value, setAside } = read()
      expect(value).toEqual(FIRST_WINDOW_STATE)
      expect(readFileSync(setAside ?? '', 'utf8')).toBe(text)
      expect(read()).toEqual({ value: FIRST_WINDOW_STATE })
    },
  )

  test('say when they could not be written', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(writeSettings({ path: join(folder, 'file', 'window.json'), value: {} })).toBe(false)
  })

  test('forget a place that no screen shows any more', () => {
    const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }]
    const size = { width: 1100, height: 900, isMaximized: false }
    const here = { ...size, place: { x: 100, y: 100 } }
    expect(onScreen(here, screens)).toEqual(here)
    expect(onScreen({ ...size, place: { x: 3000, y: 100 } }, screens)).toEqual(size)
    expect(onScreen({ ...size, place: { x: 100, y: -400 } }, screens)).toEqual(size)
  })
})
