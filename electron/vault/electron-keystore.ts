import { safeStorage } from 'electron'

import { fail, ok } from '#shared/kernel/result.ts'

import type { Keystore } from './keystore.ts'

/** The keystore behind Electron's safeStorage. Ask only once the app is ready. */
export const electronKeystore: Keystore = {
  isAvailable,
  wrap(key) {
    if (!isAvailable()) return fail('unavailable')
    try {
      return ok(new Uint8Array(safeStorage.encryptString(Buffer.from(key).toString('base64'))))
    } catch {
      return fail('unavailable')
    }
  },
  unwrap(wrapped) {
    if (!isAvailable()) return fail('unavailable')
    try {
      return ok(new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64')))
    } catch {
      return fail('unavailable')
    }
  },
}

/** On Linux `basic_text` is a fixed password in the program: obfuscation, not protection. */
function isAvailable(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return (
    process.platform !== 'linux' ||
    !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
  )
}
