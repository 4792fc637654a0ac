import type { ElectronApplication } from '@playwright/test'

/** Answers the system's own window, which no test can press: from now on the person chooses this folder. */
export async function chooseFolder(app: ElectronApplication, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, folder)
}
