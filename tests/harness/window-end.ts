import type { Page } from '@playwright/test'

import { noteKill } from './fault-point.ts'
import type { Desk } from './launch-desk.ts'

/** A place in the window's work on its store. `marked`: records are marked as sending, and their bytes have not left. */
export type WindowPlace = 'in-transaction' | 'committed' | 'marked'

/**
 * Kills the window's process, and nothing else, when it comes to the place. Resolves once it is gone. What stops it there
 * is the debugger, so that not one more step of it is taken.
 */
export async function killWindowAt(desk: Desk, place: WindowPlace): Promise<{ done: Promise<void> }> {
  const { page } = desk
  const pid = await desk.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents()[0]?.getOSProcessId(),
  )
  if (pid === undefined) throw new Error('there is no window to kill')
  const session = await page.context().newCDPSession(page)
  await session.send('Debugger.enable')
  const done = new Promise<void>((resolve) => {
    session.once('Debugger.paused', () => {
      page.once('crash', () => {
        noteKill(`window ${place}`)
        resolve()
      })
      process.kill(pid, 'SIGKILL')
    })
  })
  await stopAt(page, place)
  return { done }
}

/** Puts a breakpoint into the page: at the first delivery that is written, with its transaction open or once it is committed. */
function stopAt(page: Page, place: WindowPlace): Promise<void> {
  return page.evaluate((wanted) => {
    // oxlint-disable-next-line typescript/unbound-method -- it is called on its own object below
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...row) {
      const request: IDBRequest<IDBValidKey> = Reflect.apply(put, this, row)
      const { status } = row[0] as { status?: string }
      if (this.name !== 'deliveries' || (wanted === 'marked' && status !== 'sending')) return request
      if (wanted === 'in-transaction') {
        // oxlint-disable-next-line no-debugger -- where the window is to stop
        debugger
      } else {
        this.transaction.addEventListener('complete', () => {
          // oxlint-disable-next-line no-debugger -- where the window is to stop
          debugger
        })
      }
      return request
    }
  }, place)
}
