import { BrowserWindow, dialog } from 'electron'

let isAsking = false

/** Asks for a folder in the system's own window, before the desk's; null when none is chosen, or while one is asked for already. */
export async function chooseFolder(): Promise<string | null> {
  if (isAsking) return null
  isAsking = true
  const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible())
  const options = { properties: ['openDirectory' as const, 'createDirectory' as const] }
  try {
    const { canceled, filePaths } =
      window === undefined
        ? await dialog.showOpenDialog(options)
        : await dialog.showOpenDialog(window, options)
    return canceled ? null : (filePaths[0] ?? null)
  } finally {
    isAsking = false
  }
}
