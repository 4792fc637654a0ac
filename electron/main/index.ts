import { BrowserWindow, Menu, app, dialog, powerMonitor, session } from 'electron'
import { join } from 'node:path'

import { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import { EVENT_CONTRACT } from '#shared/ipc/events.ts'
import { assert } from '#shared/kernel/assert.ts'
import { fail, ok } from '#shared/kernel/result.ts'

import { createDispatcher } from '../ipc/dispatch.ts'
import type { Desk } from '../desk/open-desk.ts'
import { createPublisher } from '../ipc/publish-events.ts'
import { createRateLimit } from '../ipc/rate-limit.ts'
import { serveCalls } from '../ipc/serve-calls.ts'
import { createWindowRegistry } from '../ipc/window-registry.ts'
import { createMachinePrinter } from '../printing/machine-printer.ts'
import { PAPER_URL, type PaperSession, openPaperSession } from '../printing/paper-session.ts'
import { readAppInfo } from './app-info.ts'
import { registerAppScheme, serveAppFiles } from './app-scheme.ts'
import { type BootFailure, bootFailureOf, runBoot } from './boot.ts'
import { createCameraGate } from './camera-gate.ts'
import { createCloseGuard } from './close-guard.ts'
import { APP_ORIGIN } from './content-policy.ts'
import { clearLockPlace } from './lock-place.ts'
import { lockRefused } from './lock-refused.ts'
import { START_PAGE, guardNavigation, guardNetwork } from './navigation.ts'
import { quitOrderly } from './orderly-quit.ts'
import { closePermissions } from './permissions.ts'
import { openMachineDesk } from './open-machine-desk.ts'
import { startFailureWords } from './start-failure-words.ts'
import { systemClock } from './system-clock.ts'
import { systemRandom } from './system-random.ts'
import { systemTimer } from './system-timer.ts'
import { openDeskWindow } from './window.ts'

const built = join(import.meta.dirname, '..')
const windows = createWindowRegistry()

const publish = createPublisher({ contract: EVENT_CONTRACT, windows })
let desk: Desk | undefined
let papers: PaperSession | undefined
const closeGuard = createCloseGuard({
  clock: systemClock,
  timer: systemTimer,
  ask: () => publish({ to: 'desk', name: 'desk.close-asked', detail: {} }),
  close: (how) => void endWindows(how),
})

const camera = createCameraGate({
  isLocked: () => desk?.session().isLocked ?? true,
  onShut: () => publish({ to: 'desk', name: 'camera.shut', detail: {} }),
})

/** Who was told that what is typed goes, and closed all the same, meant it [DR11]. A window that hangs was told nothing. */
async function endWindows(how: 'confirmed' | 'unanswered') {
  if (how === 'confirmed') await desk?.drafts.discardAll()
  // Not within the window's own question whether it may close.
  setImmediate(destroyWindows)
}

function destroyWindows() {
  for (const window of BrowserWindow.getAllWindows()) window.destroy()
}

async function openTheDesk() {
  assert(papers !== undefined, 'there is paper before there is a desk')
  const printer = createMachinePrinter({ papers, timer: systemTimer })
  const opened = await openMachineDesk({
    printer,
    publish: (name) => publish({ to: 'desk', name, detail: {} }),
  })
  if (!opened.ok) return fail(bootFailureOf(opened.failure))
  desk = opened.value
  void desk.practiceSetup.then((result) => {
    if (result !== null && result.kind !== 'done') console.error('practice set-up:', JSON.stringify(result))
  })
  return ok(undefined)
}

function serveIpc() {
  assert(desk !== undefined, 'the desk is opened before it is served')
  const opened = desk
  const dispatcher = createDispatcher({
    contract: IPC_CONTRACT,
    handlers: {
      'app.info': readAppInfo,
      'desk.answer-close': ({ answer }) => {
        closeGuard.answer(answer)
        return {}
      },
      'camera.scanning': ({ isOn }) => {
        camera.setScanning(isOn)
        return {}
      },
      ...opened.handlers,
    },
    session: () => opened.session(),
    rateLimit: createRateLimit(systemClock),
    reportBug: (method, error) => console.error(`${method} failed`, error),
  })
  serveCalls({ dispatcher, windows, origin: APP_ORIGIN })
}

/** Locks when nobody is there, and lets sync try when the machine is back. */
function watchTheMachine() {
  powerMonitor.on('suspend', () => desk?.suspend())
  powerMonitor.on('lock-screen', () => desk?.suspend())
  powerMonitor.on('resume', () => publish({ to: 'desk', name: 'sync.wake', detail: {} }))
  app.on('web-contents-created', (_event, contents) => {
    contents.on('input-event', () => desk?.noteActivity())
  })
}

/** The machine's wish to end is never held up; what is being written is written. */
function watchTheEnd() {
  powerMonitor.on('shutdown', () => closeGuard.release())
  process.on('SIGTERM', () => {
    closeGuard.release()
    destroyWindows()
    app.quit()
  })
  quitOrderly({ app, timer: systemTimer, close: async () => desk?.close() })
}

function takeSingleInstance() {
  clearLockPlace(app.getPath('userData'))
  if (!app.requestSingleInstanceLock()) return fail(lockRefused(app.getPath('userData')))
  app.on('second-instance', () => {
    const [contents] = windows.withRole('desk')
    const window = contents === undefined ? null : BrowserWindow.fromWebContents(contents)
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  return ok(undefined)
}

async function endAfter(failure: BootFailure) {
  if (failure.kind === 'already-running') {
    console.error('The desk is already open; its window is in front now.')
    return app.exit(0)
  }
  console.error(`The desk could not start: ${JSON.stringify(failure)}`)
  // Before that there is no dialog, only a line that nobody reads.
  await app.whenReady()
  const words = startFailureWords(failure, app.getLocale())
  dialog.showErrorBox(words.title, words.text)
  app.exit(1)
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
    permissions: done(() =>
      closePermissions({
        session: session.defaultSession,
        isScanning: (contents) => windows.roleOf(contents) === 'desk' && camera.isOpen(),
      }),
    ),
    'network-guard': done(() => guardNetwork(session.defaultSession)),
    'navigation-guard': done(() =>
      guardNavigation((contents) => (contents.session === papers?.session ? PAPER_URL : START_PAGE)),
    ),
    paper: done(() => {
      papers = openPaperSession(join(built, 'renderer'))
    }),
    menu: done(() => Menu.setApplicationMenu(null)),
    machine: done(() => {
      watchTheMachine()
      watchTheEnd()
    }),
    desk: openTheDesk,
    ipc: done(serveIpc),
    'desk-window': async () => {
      const preload = join(built, 'preload/index.cjs')
      await openDeskWindow({
        preload,
        profile: app.getPath('userData'),
        windows,
        clock: systemClock,
        timer: systemTimer,
        closeGuard,
        camera,
      })
      return ok(undefined)
    },
  },
}).then((result) => (result.ok ? undefined : endAfter(result.failure)))
