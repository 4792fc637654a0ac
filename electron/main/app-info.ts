import type { AppInfo } from '#shared/ipc/desk-state.ts'
import { app } from 'electron'

/** What is running here. */
export function readAppInfo(): AppInfo {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions['chrome'] ?? '',
    platform: `${process.platform} ${process.arch}`,
  }
}
