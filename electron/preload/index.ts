import { type Bridge, CALL_CHANNEL, EVENT_CHANNEL } from '#shared/ipc/channels.ts'
import { contextBridge, ipcRenderer } from 'electron'

const bridge: Bridge = {
  call: (method, request) => ipcRenderer.invoke(CALL_CHANNEL, { method, request }),
  onEvent(listener) {
    const forward = (_event: unknown, message: unknown) => listener(message)
    ipcRenderer.on(EVENT_CHANNEL, forward)
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, forward)
    }
  },
}

contextBridge.exposeInMainWorld('counterside', bridge)
