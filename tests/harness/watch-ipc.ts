import type { ElectronApplication } from '@playwright/test'

/** Listens to everything that crosses between the windows and main from now on; answers with all of it as text. */
export async function watchIpc(app: ElectronApplication): Promise<() => Promise<string>> {
  await app.evaluate(({ ipcMain, webContents }) => {
    const log: string[] = []
    Object.assign(globalThis, { ipcLog: log })
    // Electron has no public way to listen to what `handle` answers.
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, (event: unknown, ...given: unknown[]) => Promise<unknown>>
    }
    for (const [channel, handler] of handlers) {
      handlers.set(channel, async (event, ...given) => {
        const answer = await handler(event, ...given)
        log.push(JSON.stringify({ channel, given, answer }))
        return answer
      })
    }
    for (const contents of webContents.getAllWebContents()) {
      const send = contents.send.bind(contents)
      contents.send = (channel, ...given: unknown[]) => {
        log.push(JSON.stringify({ channel, given }))
        send(channel, ...given)
      }
    }
  })
  return async () =>
    (await app.evaluate(() => (globalThis as unknown as { ipcLog: string[] }).ipcLog)).join('\n')
}
