import { BrowserWindow, screen } from 'electron'
import { join } from 'node:path'

import type { Clock } from '#shared/kernel/clock.ts'
import type { Timer } from '#shared/kernel/timer.ts'

import type { WindowRegistry } from '../ipc/window-registry.ts'
import type { CameraGate } from './camera-gate.ts'
import type { CloseGuard } from './close-guard.ts'
import { START_PAGE } from './navigation.ts'
import { readSettings, writeSettings } from './settings-file.ts'
import { createWindowRecovery } from './window-recovery.ts'
import { FIRST_WINDOW_STATE, MIN_HEIGHT, MIN_WIDTH, onScreen, windowStateSchema } from './window-state.ts'

/** Opens the one window of the desk where it was last, and remembers where it goes. */
export async function openDeskWindow(parts: {
  preload: string
  profile: string
  windows: WindowRegistry
  clock: Clock
  timer: Timer
  closeGuard: CloseGuard
  camera: CameraGate
}): Promise<BrowserWindow> {
  const path = join(parts.profile, 'window.json')
  const stored = readSettings({
    path,
    schema: windowStateSchema,
    fallback: FIRST_WINDOW_STATE,
    clock: parts.clock,
  })
  if (stored.setAside !== undefined)
    console.error(`window settings were unreadable; kept as ${stored.setAside}`)
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const state = onScreen(stored.value, areas)
  const window = new BrowserWindow({
    ...state.place,
    width: state.width,
    height: state.height,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: parts.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      // Sync must go on while another window covers the desk.
      backgroundThrottling: false,
    },
  })
  parts.windows.add(window.webContents, 'desk')
  if (state.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  const { closeGuard } = parts
  window.on('close', (event) => {
    if (closeGuard.holds()) event.preventDefault()
    // However it ends, the next window opens here.
    const { x, y, width, height } = window.getNormalBounds()
    writeSettings({ path, value: { place: { x, y }, width, height, isMaximized: window.isMaximized() } })
  })
  // The system ends: it waits for nobody (Windows).
  window.on('query-session-end', () => closeGuard.release())
  window.on('session-end', () => closeGuard.release())
  // A window whose page is never throttled does not say by itself that it is out of sight.
  window.on('hide', () => parts.camera.shut())
  window.on('minimize', () => parts.camera.shut())
  const recover = createWindowRecovery({
    ...parts,
    reload: () => {
      if (!window.isDestroyed()) window.webContents.reload()
    },
  })
  window.webContents.on('render-process-gone', () => {
    closeGuard.forget()
    parts.camera.shut()
    recover()
  })
  window.webContents.on('did-navigate', () => {
    closeGuard.forget()
    parts.camera.shut()
  })
  await window.loadURL(START_PAGE)
  return window
}
