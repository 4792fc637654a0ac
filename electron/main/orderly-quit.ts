import type { App } from 'electron'

import type { Timer } from '#shared/kernel/timer.ts'

/** A disk that hangs must not keep a machine from going down. */
const CLOSE_WITHIN_MS = 3_000

/** Ends only after `close` ended what is being written, or after three seconds. */
export function quitOrderly(parts: { app: App; timer: Timer; close: () => Promise<void> }): void {
  const { app, timer } = parts
  let isClosed = false
  const quit = () => {
    if (isClosed) return
    isClosed = true
    app.quit()
  }
  app.on('will-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    timer.after(CLOSE_WITHIN_MS, quit)
    void parts.close().finally(quit)
  })
}
