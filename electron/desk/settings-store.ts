import type { Disk } from '#electron/journal/disk.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import { START_SCANNER } from '#shared/domain/scanner.ts'
import { START_PRINTING } from '#shared/ipc/print-methods.ts'
import { type Settings, settingsSchema } from '#shared/ipc/settings-methods.ts'

import { readJsonFile, writeJsonFile } from './json-file.ts'

const DEFAULTS: Settings = {
  language: 'pt-PT',
  theme: 'system',
  singleKeyShortcuts: true,
  printing: START_PRINTING,
  scanner: START_SCANNER,
  cameraId: null,
  cameraName: null,
}

/** What the till remembers of its own accord. */
export interface SettingsStore {
  current(): Settings
  /** The file did not parse and was kept aside; over once new settings are written. */
  wasUnreadable(): boolean
  write(settings: Settings): Promise<'written' | 'disk-failed'>
}

export async function openSettings(given: { disk: Disk; path: string }): Promise<SettingsStore> {
  const { disk, path } = given
  const stored = await readJsonFile({ disk, path, schema: settingsSchema })
  const alone = oneAtATime()
  let current = stored.value ?? DEFAULTS
  let { isUnreadable } = stored
  return {
    current: () => current,
    wasUnreadable: () => isUnreadable,
    write: (settings) =>
      alone(async () => {
        const written = await writeJsonFile({ disk, path, value: settings })
        if (!written.ok) return 'disk-failed'
        current = settings
        isUnreadable = false
        return 'written'
      }),
  }
}
