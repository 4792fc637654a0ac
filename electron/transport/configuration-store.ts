import { isDeepStrictEqual } from 'node:util'

import { compactVerify, importJWK } from 'jose'
import * as z from 'zod'

import { replaceFile, setAside } from '#electron/journal/atomic-file.ts'
import type { Disk } from '#electron/journal/disk.ts'
import { CONFIGURATION_TYPE, type Configuration } from '#shared/contracts/configuration.ts'
import type { Realm, TerminalId } from '#shared/contracts/identifiers.ts'
import type { PublicKey } from '#shared/contracts/values.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import type { ConfigurationRefusal, ConfigurationStanding } from '#shared/contracts/configuration-standing.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { readConfiguration } from './read-configuration.ts'

/** Whose configuration it must be. */
export interface ConfigurationOwner {
  readonly rootKey: PublicKey
  readonly realm: Realm
  readonly terminalId: TerminalId
}

export type ConfigurationFailure = 'signature-invalid' | 'payload-invalid' | 'newer-format' | 'not-ours'

const headerSchema = z.looseObject({
  typ: z.literal(CONFIGURATION_TYPE),
  /** The last moment at which it may be put in force, in seconds since 1970 (as in RFC 7519, 4.1.4). */
  exp: z.number().optional(),
  contractVersion: z.number().optional(),
  mayBeIgnored: z.array(z.string()).default([]),
})

interface SignedConfiguration {
  readonly configuration: Configuration
  readonly expiresAtMs: number | null
}

/** Checks a signed configuration [T10]; version, date and store are compared where it is to be put in force. */
export async function verifyConfiguration(
  jws: string,
  owner: ConfigurationOwner,
): Promise<Result<Configuration, ConfigurationFailure>> {
  const read = await readSigned(jws, owner)
  return read.ok ? ok(read.value.configuration) : read
}

async function readSigned(
  jws: string,
  owner: ConfigurationOwner,
): Promise<Result<SignedConfiguration, ConfigurationFailure>> {
  let payload: Uint8Array
  let header: z.infer<typeof headerSchema>
  try {
    const verified = await compactVerify(jws, await importJWK(owner.rootKey, 'ES256'), {
      algorithms: ['ES256'],
    })
    header = headerSchema.parse(verified.protectedHeader)
    payload = verified.payload
  } catch {
    return fail('signature-invalid')
  }
  const configuration = readPayload(payload, header.mayBeIgnored)
  if (configuration === null) {
    const isNewer = (header.contractVersion ?? 0) > CONTRACT_VERSION
    return fail(isNewer ? 'newer-format' : 'payload-invalid')
  }
  const isOurs = configuration.realm === owner.realm && configuration.terminalId === owner.terminalId
  if (!isOurs) return fail('not-ours')
  return ok({ configuration, expiresAtMs: header.exp === undefined ? null : header.exp * 1000 })
}

function readPayload(payload: Uint8Array, mayBeIgnored: readonly string[]): Configuration | null {
  try {
    const read = readConfiguration(JSON.parse(Buffer.from(payload).toString('utf8')), mayBeIgnored)
    return read !== null && isTimeZone(read.store.timeZone) ? read : null
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
  /** The newest; while a visit is open, with the market data that the visit began with [D29]. */
  current(): Configuration
  /** Puts a newer one in force, on disk first. The same one again changes nothing. `nowMs`: the time by the account API. */
  take(jws: string, nowMs: number): Promise<Result<{ hasChanged: boolean }, ConfigurationRefusal>>
  setVisitOpen(isOpen: boolean): void
  standing(): ConfigurationStanding
}

/** The newest version that was ever in force here, kept apart from the configuration itself [T16]. */
export interface NewestVersion {
  known(): number
  note(version: number): Promise<void>
}

/** Opens it: the stored one, or, where that is missing or does not verify, the one that enrolment brought. */
export async function openConfigurationStore(given: {
  disk: Disk
  path: string
  owner: ConfigurationOwner
  enrolled: Configuration
  newest: NewestVersion
}): Promise<ConfigurationStore> {
  const { disk, path, owner, enrolled, newest } = given
  // A store does not move to another country: ages there are by other rules than those this till was set up with (R1).
  const isOfStore = ({ store, market }: Configuration) =>
    store.storeId === enrolled.store.storeId && market.code === enrolled.market.code
  let current = enrolled
  const stored = await disk.read(path)
  if (stored.ok) {
    const verified = await verifyConfiguration(Buffer.from(stored.value).toString('latin1'), owner)
    if (!verified.ok || !isOfStore(verified.value)) await setAside(disk, path)
    else if (verified.value.version >= current.version) current = verified.value
  }
  let { market } = current
  let isVisitOpen = false
  let refused: ConfigurationRefusal | null = newest.known() > current.version ? 'lost' : null

  async function replace(
    jws: string,
    nowMs: number,
  ): Promise<Result<{ hasChanged: boolean }, ConfigurationRefusal>> {
    const read = await readSigned(jws, owner)
    if (!read.ok) return read
    const { configuration, expiresAtMs } = read.value
    const { version } = configuration
    if (!isOfStore(configuration)) return fail('not-ours')
    if (version < Math.max(current.version, newest.known())) return fail('older')
    if (version === current.version) {
      return isDeepStrictEqual(configuration, current) ? ok({ hasChanged: false }) : fail('altered')
    }
    if (expiresAtMs !== null && expiresAtMs < nowMs) return fail('expired')
    const written = await replaceFile({ disk, path, bytes: Buffer.from(jws, 'latin1') })
    if (!written.ok) return fail('disk-failed')
    await newest.note(version)
    current = configuration
    if (!isVisitOpen) market = current.market
    return ok({ hasChanged: true })
  }

  return {
    current: () => ({ ...current, market }),
    async take(jws, nowMs) {
      const taken = await replace(jws, nowMs)
      refused = taken.ok ? null : taken.failure
      return taken
    },
    setVisitOpen(isOpen) {
      isVisitOpen = isOpen
      if (!isOpen) market = current.market
    },
    standing: () => ({
      issuedAt: current.issuedAt,
      refused,
      waiting: market === current.market ? null : current.market.version,
    }),
  }
}
