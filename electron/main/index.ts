import { BrowserWindow, Menu, app, session } from 'electron'
import { join } from 'node:path'

import { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import { fail, ok } from '#shared/kernel/result.ts'

import { createDispatcher } from '../ipc/dispatch.ts'
import { createRateLimit } from '../ipc/rate-limit.ts'
import { serveCalls } from '../ipc/serve-calls.ts'
import { createWindowRegistry } from '../ipc/window-registry.ts'
import { readAppInfo } from './app-info.ts'
import { registerAppScheme, serveAppFiles } from './app-scheme.ts'
import { type BootFailure, runBoot } from './boot.ts'
import { APP_ORIGIN } from './content-policy.ts'
import { guardNavigation, guardNetwork } from './navigation.ts'
import { closePermissions } from './permissions.ts'
import { systemClock } from './system-clock.ts'
import { systemRandom } from './system-random.ts'
import { openDeskWindow } from './window.ts'

const built = join(import.meta.dirname, '..')
const windows = createWindowRegistry()

function serveIpc() {
  const dispatcher = createDispatcher({
    contract: { 'app.info': IPC_CONTRACT['app.info'] },
    handlers: { 'app.info': readAppInfo },
    session: () => ({ isLocked: true }),
    rateLimit: createRateLimit(systemClock),
    reportBug: (method, error) => console.error(`${method} failed`, error),
  })
  serveCalls({ dispatcher, windows, origin: APP_ORIGIN })
}

function takeSingleInstance() {
  if (!app.requestSingleInstanceLock()) return fail({ kind: 'already-running' } as const)
  app.on('second-instance', () => {
    const window = BrowserWindow.getAllWindows()[0]
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  return ok(undefined)
}

function endAfter(failure: BootFailure) {
  if (failure.kind === 'broken') console.error(`The desk could not start: ${failure.step}: ${failure.reason}`)
  else console.error('The desk is already open; its window is in front now.')
  app.exit(failure.kind === 'broken' ? 1 : 0)
}

const done = (run: () => unknown) => () => {
  run()
  return ok(undefined)
}

app.on('window-all-closed', () => app.quit())

// Not awaited here: Electron becomes ready only once this module has been evaluated.
void runBoot({
  whenReady: () => app.whenReady(),
  actions: {
    'single-instance': takeSingleInstance,
    'app-scheme': done(registerAppScheme),
    'app-files': done(() =>
      serveAppFiles({ session: session.defaultSession, root: join(built, 'renderer'), random: systemRandom }),
    ),
    permissions: done(() => closePermissions({ session: session.defaultSession, isScanning: () => false })),
    'network-guard': done(() => guardNetwork(session.defaultSession)),
    'navigation-guard': done(guardNavigation),
    menu: done(() => Menu.setApplicationMenu(null)),
    ipc: done(serveIpc),
    'desk-window': async () => {
      const preload = join(built, 'preload/index.cjs')
      await openDeskWindow({ preload, profile: app.getPath('userData'), windows, clock: systemClock })
      return ok(undefined)
    },
  },
}).then((result) => {
  if (!result.ok) endAfter(result.failure)
})
