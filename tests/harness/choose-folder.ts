import type { ElectronApplication } from '@playwright/test'

/** Answers the system's own window, which no test can press: from now on the person chooses this folder. */
export async function chooseFolder(app: ElectronApplication, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, folder)
}

/** Cancels the system's own window whenever it opens, as a person may; answers how many were open at once at the most. */
export async function cancelFolders(app: ElectronApplication): Promise<() => Promise<number>> {
  await app.evaluate(({ dialog }) => {
    const seen = { open: 0, most: 0 }
    Object.assign(dialog, { seen })
    dialog.showOpenDialog = async () => {
      seen.open += 1
      seen.most = Math.max(seen.most, seen.open)
      await new Promise((resolve) => setTimeout(resolve, 20))
      seen.open -= 1
      return { canceled: true, filePaths: [] }
    }
  })
  return () => app.evaluate(({ dialog }) => (dialog as typeof dialog & { seen: { most: number } }).seen.most)
}
