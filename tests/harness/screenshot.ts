import { dirname, join } from 'node:path'

import type { ElectronApplication, Page } from '@playwright/test'

const FOLDER = join(dirname(dirname(import.meta.dirname)), 'out/screenshots')
const SIZE = { width: 1366, height: 768 }

/** Takes a picture of the whole window content at the size of the counter's usual screen, then restores the window. */
export async function takeScreenshot(parts: {
  app: ElectronApplication
  page: Page
  name: string
}): Promise<void> {
  const { app, page, name } = parts
  const resize = (size: typeof SIZE) =>
    app.evaluate(({ BrowserWindow }, wanted) => {
      const window = BrowserWindow.getAllWindows()[0]
      const [width = 0, height = 0] = window?.getContentSize() ?? []
      window?.setContentSize(wanted.width, wanted.height)
      return { width, height }
    }, size)
  const before = await resize(SIZE)
  await page.waitForFunction(
    ({ width, height }) => window.innerWidth === width && window.innerHeight === height,
    SIZE,
  )
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' })
  await resize(before)
}
