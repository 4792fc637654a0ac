import { type BrowserWindow, app, dialog } from 'electron'

import type { Drafts } from '../drafts/drafts.ts'
import { closingWords } from './closing-words.ts'

/**
 * Asks who closes the window while customers are not finished, and deletes what was typed if they go on [DR11]. Where the
 * machine or an update ends the desk nobody is asked, and drafts stay as they are.
 */
export function askBeforeClosing(
  window: BrowserWindow,
  desk: { drafts: Pick<Drafts, 'count' | 'discardAll'>; language: () => string },
): void {
  let isLeaving = false
  let isAsking = false
  app.on('before-quit', () => (isLeaving = true))
  window.on('close', (event) => {
    if (isLeaving) return
    event.preventDefault()
    if (!isAsking) void ask()
  })

  async function ask(): Promise<void> {
    isAsking = true
    const count = await desk.drafts.count()
    const mayClose = count === 0 || (await isConfirmed(count))
    isAsking = false
    if (!mayClose) return
    await desk.drafts.discardAll()
    isLeaving = true
    window.close()
  }

  async function isConfirmed(count: number): Promise<boolean> {
    const { message, detail, goBack, close } = closingWords(count, desk.language())
    const buttons = [goBack, close]
    const asked = { type: 'question', message, detail, buttons, defaultId: 0, cancelId: 0 } as const
    const { response } = await dialog.showMessageBox(window, { ...asked, buttons })
    return response === buttons.indexOf(close)
  }
}
