import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { ElectronApplication, Page } from '@playwright/test'

const FOLDER = join(dirname(dirname(import.meta.dirname)), 'out/screenshots')

/** The content of the window in pixels, and how large the page is drawn in it. */
export interface View {
  readonly width: number
  readonly height: number
  readonly zoom: number
}

/** The counter's usual screen. */
export const USUAL_VIEW: View = { width: 1366, height: 768, zoom: 1 }

/** Gives the window's content this size and waits until the page has it; gives what it was before. */
export async function setView(parts: { app: ElectronApplication; page: Page; view: View }): Promise<View> {
  const before = await parts.app.evaluate(({ BrowserWindow }, wanted) => {
    const window = BrowserWindow.getAllWindows()[0]
    const [width = 0, height = 0] = window?.getContentSize() ?? []
    const zoom = window?.webContents.getZoomFactor() ?? 1
    window?.setMinimumSize(1, 1)
    window?.setContentSize(wanted.width, wanted.height)
    window?.webContents.setZoomFactor(wanted.zoom)
    return { width, height, zoom }
  }, parts.view)
  await parts.page.waitForFunction(
    ({ width, height, zoom }) =>
      Math.abs(window.innerWidth - width / zoom) < 1 && Math.abs(window.innerHeight - height / zoom) < 1,
    parts.view,
  )
  return before
}

/** Takes a picture of the whole window content in a view, then restores the window. */
export async function takeScreenshot(parts: {
  app: ElectronApplication
  page: Page
  name: string
  view?: View
}): Promise<void> {
  const { app, page, name, view = USUAL_VIEW } = parts
  const before = await setView({ app, page, view })
  await takePicture({ app, page, name, view })
  await setView({ app, page, view: before })
}

/** Takes a picture of the window as it is. Playwright knows nothing of zoom, so an enlarged page is taken by its window. */
export async function takePicture(parts: {
  app: ElectronApplication
  page: Page
  name: string
  view: View
}): Promise<void> {
  const path = join(FOLDER, `${parts.name}.png`)
  if (parts.view.zoom === 1) {
    await parts.page.screenshot({ path, animations: 'disabled' })
    return
  }
  const image = await parts.app.evaluate(async ({ BrowserWindow }) => {
    const captured = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage()
    return captured?.toPNG().toString('base64') ?? ''
  })
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(path, Buffer.from(image, 'base64'))
}
