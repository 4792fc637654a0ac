import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

import { app, session } from 'electron'

import type { EVENT_CONTRACT } from '#shared/ipc/events.ts'
import type { Result } from '#shared/kernel/result.ts'

import { type Desk, type DeskFailure, openDesk } from '../desk/open-desk.ts'
import { PRACTICE_SETUP_VARIABLE } from '../desk/practice-setup.ts'
import { nodeDisk } from '../journal/node-disk.ts'
import type { Printer } from '../printing/printer.ts'
import { createElectronHttp } from '../transport/electron-http.ts'
import { createArgon2Hash } from '../vault/argon2-worker.ts'
import { electronKeystore } from '../vault/electron-keystore.ts'
import { authorityFile, pinnedAuthoritiesIn } from './authority-file.ts'
import { chooseFolder } from './choose-folder.ts'
import { APP_ORIGIN } from './content-policy.ts'
import { systemClock } from './system-clock.ts'
import { systemRandom } from './system-random.ts'
import { systemTimer } from './system-timer.ts'

/** Offered on the set-up screen, so that nobody has to type an address that IT knows. */
const ACCOUNT_API_VARIABLE = 'COUNTERSIDE_ACCOUNT_API_URL'
const AUTHORITY_VARIABLE = 'COUNTERSIDE_ACCOUNT_API_CA'

/** Opens the desk on the disk, network and keystore of this machine. Call it once Electron is ready. */
export function openMachineDesk(parts: {
  publish: (event: keyof typeof EVENT_CONTRACT) => void
  printer: Printer
}): Promise<Result<Desk, DeskFailure>> {
  const profileFolder = app.getPath('userData')
  return openDesk({
    disk: nodeDisk,
    http: createElectronHttp({ timer: systemTimer, clock: systemClock, authorities: pinnedAuthorities() }),
    keystore: electronKeystore,
    pinHash: createArgon2Hash(() => new Worker(join(import.meta.dirname, 'argon2-thread.js'))),
    clock: systemClock,
    timer: systemTimer,
    random: systemRandom,
    profileFolder,
    attemptsFolder: attemptsFolderOf(profileFolder),
    appVersion: app.getVersion(),
    suggestedAccountApiUrl: process.env[ACCOUNT_API_VARIABLE] ?? null,
    practiceSetupPath: process.env[PRACTICE_SETUP_VARIABLE] ?? null,
    publish: parts.publish,
    printer: parts.printer,
    chooseFolder,
    clearWindowStore: () =>
      session.defaultSession.clearStorageData({ storages: ['indexdb'], origin: APP_ORIGIN }),
  })
}

/** A package reads the machine's own file alone; a desk that is run from its sources may be told of another one. */
function pinnedAuthorities() {
  const told = app.isPackaged ? undefined : process.env[AUTHORITY_VARIABLE]
  return pinnedAuthoritiesIn(told ?? authorityFile(process.platform, process.env['ProgramData']))
}

/** One folder for each profile, beside all of them: who puts an old profile back does not get the tries back. */
function attemptsFolderOf(profileFolder: string): string {
  const name = createHash('sha256').update(profileFolder).digest('hex').slice(0, 16)
  return join(app.getPath('appData'), 'counterside-pin-attempts', name)
}
