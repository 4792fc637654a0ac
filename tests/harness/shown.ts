import { setTimeout as sleep } from 'node:timers/promises'

import { type ElectronApplication, expect } from '@playwright/test'

const START_PAGE = 'app://counterside/'

/** What every window of the desk shows, as main sees it: its address, and the text of the interface. */
export function shownBy(app: ElectronApplication): Promise<{ url: string; text: string }[]> {
  return app.evaluate(({ BrowserWindow }) =>
    Promise.all(
      BrowserWindow.getAllWindows().map(async ({ webContents }) => ({
        url: webContents.getURL(),
        text: await webContents.executeJavaScript(`document.querySelector('#root')?.textContent ?? ''`).then(
          (text: unknown) => String(text),
          () => '',
        ),
      })),
    ),
  )
}

/** Holds that one second after now the desk is the one window, at its page, showing what it showed at first. */
export async function expectBackInOneSecond(app: ElectronApplication, text: string): Promise<void> {
  await sleep(1000)
  expect(await shownBy(app)).toEqual([{ url: START_PAGE, text }])
}
