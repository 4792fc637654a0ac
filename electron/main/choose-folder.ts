import { BrowserWindow, dialog } from 'electron'

/** Asks for a folder in the system's own window, before the desk's; null when none is chosen. */
export async function chooseFolder(): Promise<string | null> {
  const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible())
  const options = { properties: ['openDirectory' as const, 'createDirectory' as const] }
  const { canceled, filePaths } =
    window === undefined ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
  return canceled ? null : (filePaths[0] ?? null)
}
