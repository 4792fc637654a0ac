import { join } from 'node:path'

import { BrowserWindow, app, session } from 'electron'

import { registerAppScheme, serveAppFiles } from '#electron/main/app-scheme.ts'
import { systemRandom } from '#electron/main/system-random.ts'

/** A window with the page of the benchmark, served as the desk's own, under the same policy. */
registerAppScheme()
void app.whenReady().then(async () => {
  const root = join(import.meta.dirname, 'page')
  serveAppFiles({ session: session.defaultSession, root, random: systemRandom })
  const window = new BrowserWindow({ webPreferences: { sandbox: true, backgroundThrottling: false } })
  await window.loadURL('app://counterside/')
})
