import type { Bridge } from '#shared/ipc/channels.ts'

declare global {
  interface Window {
    readonly counterside: Bridge
  }
}
