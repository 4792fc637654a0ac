import { CALL_CHANNEL } from '#shared/ipc/channels.ts'
import type { WindowRole } from '#shared/ipc/method.ts'
import { type IpcMainInvokeEvent, ipcMain } from 'electron'

import type { Dispatcher } from './dispatch.ts'
import type { WindowRegistry } from './window-registry.ts'

/** Connects the call channel to the dispatcher, naming for each call the window it truly came from. */
export function serveCalls(parts: { dispatcher: Dispatcher; windows: WindowRegistry; origin: string }): void {
  ipcMain.handle(CALL_CHANNEL, (event, message: unknown) =>
    parts.dispatcher.dispatch({ windowRole: roleOfSender({ event, ...parts }), message }),
  )
}

function roleOfSender(asked: {
  event: IpcMainInvokeEvent
  windows: WindowRegistry
  origin: string
}): WindowRole | undefined {
  const { event, windows, origin } = asked
  const frame = event.senderFrame
  // A frame that navigated away while its call was on the way is null.
  if (frame === null || frame !== event.sender.mainFrame || frame.origin !== origin) return undefined
  return windows.roleOf(event.sender)
}
