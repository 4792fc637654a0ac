import { compactVerify, importJWK } from 'jose'

import { replaceFile, setAside } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import {
  CONFIGURATION_TYPE,
  type Configuration,
  configurationSchema,
} from '#shared/contracts/configuration.ts'
import type { Realm, TerminalId } from '#shared/contracts/identifiers.ts'
import type { PublicKey } from '#shared/contracts/values.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

/** Whose configuration it must be. */
export interface ConfigurationOwner {
  readonly rootKey: PublicKey
  readonly realm: Realm
  readonly terminalId: TerminalId
}

export type ConfigurationFailure = 'signature-invalid' | 'payload-invalid' | 'not-ours' | 'older'

/** Checks a signed configuration [T10]; the version is compared by the store. */
export async function verifyConfiguration(
  jws: string,
  owner: ConfigurationOwner,
): Promise<Result<Configuration, Exclude<ConfigurationFailure, 'older'>>> {
  let payload: Uint8Array
  try {
    const verified = await compactVerify(jws, await importJWK(owner.rootKey, 'ES256'), {
      algorithms: ['ES256'],
    })
    if (verified.protectedHeader.typ !== CONFIGURATION_TYPE) return fail('signature-invalid')
    payload = verified.payload
  } catch {
    return fail('signature-invalid')
  }
  const configuration = readConfiguration(payload)
  if (configuration === null) return fail('payload-invalid')
  const isOurs = configuration.realm === owner.realm && configuration.terminalId === owner.terminalId
  return isOurs ? ok(configuration) : fail('not-ours')
}

function readConfiguration(payload: Uint8Array): Configuration | null {
  try {
    const parsed = configurationSchema.safeParse(JSON.parse(Buffer.from(payload).toString('utf8')))
    return parsed.success && isTimeZone(parsed.data.store.timeZone) ? parsed.data : null
  } catch {
    return null
  }
}

/** Without the store's day there is no age (R1). */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The configuration in force. */
export interface ConfigurationStore {
  current(): Configuration
  /** Puts a newer one in force, on disk first. The same version again changes nothing. */
  take(jws: string): Promise<Result<{ hasChanged: boolean }, ConfigurationFailure | DiskFailure>>
}

/** Opens it: the stored one, or, where that is missing or does not verify, the one that enrolment brought. */
export async function openConfigurationStore(given: {
  disk: Disk
  path: string
  owner: ConfigurationOwner
  enrolled: Configuration
}): Promise<ConfigurationStore> {
  const { disk, path, owner } = given
  let current = given.enrolled
  const stored = await disk.read(path)
  if (stored.ok) {
    const verified = await verifyConfiguration(Buffer.from(stored.value).toString('latin1'), owner)
    if (!verified.ok) await setAside(disk, path)
    else if (verified.value.version >= current.version) current = verified.value
  }
  return {
    current: () => current,
    async take(jws) {
      const verified = await verifyConfiguration(jws, owner)
      if (!verified.ok) return verified
      if (verified.value.version < current.version) return fail('older')
      if (verified.value.version === current.version) return ok({ hasChanged: false })
      const written = await replaceFile({ disk, path, bytes: Buffer.from(jws, 'latin1') })
      if (!written.ok) return written
      current = verified.value
      return ok({ hasChanged: true })
    },
  }
}
