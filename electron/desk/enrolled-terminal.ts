import type { Disk } from '#electron/journal/disk.ts'
import { type AccountApiClient, createAccountApiClient } from '#electron/transport/account-api-client.ts'
import { type ConfigurationStore, openConfigurationStore } from '#electron/transport/configuration-store.ts'
import type { Enrolment, StoredEnrolment } from '#electron/transport/enrolment-store.ts'
import type { Http } from '#electron/transport/http.ts'
import { type TerminalCredential, createTerminalCredential } from '#electron/transport/terminal-credential.ts'
import type { TrustedTime } from '#electron/transport/trusted-time.ts'
import { type TerminalKey, openTerminalKey } from '#electron/vault/terminal-key.ts'
import type { TillSecret } from '#electron/vault/till-secret.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/random.ts'

import type { Places } from './places.ts'
import type { Standing } from './standing.ts'

/** Everything that exists only once the till is enrolled. */
export interface EnrolledTerminal {
  readonly enrolment: Enrolment
  readonly configuration: ConfigurationStore
  readonly credential: TerminalCredential
  readonly client: AccountApiClient
  readonly key: TerminalKey
}

/** Null when the enrolled key cannot be opened: only enrolling again, with a new key, mends that. */
export async function openEnrolledTerminal(given: {
  disk: Disk
  places: Places
  secret: TillSecret | null
  http: Http
  clock: Clock
  random: Random
  trustedTime: TrustedTime
  standing: Pick<Standing, 'newestConfiguration' | 'setNewestConfiguration'>
  stored: StoredEnrolment
}): Promise<EnrolledTerminal | null> {
  const { disk, places, stored, http, clock, standing } = given
  const { enrolment } = stored
  const { terminalId, accountApiUrl, keyNumber, epoch } = enrolment
  const path = places.terminalKey(keyNumber)
  // Asked first, because opening a key that is not there would make another one.
  const isThere = await disk.read(path)
  const key = isThere.ok ? await openTerminalKey({ disk, path, secret: given.secret }) : isThere
  if (!key.ok) return null
  const configuration = await openConfigurationStore({
    disk,
    path: places.configuration,
    owner: enrolment,
    enrolled: stored.configuration,
    newest: {
      known: () => standing.newestConfiguration(epoch),
      note: (version) => standing.setNewestConfiguration({ epoch, version }),
    },
  })
  const ports = { http, clock, accountApiUrl }
  const credential = createTerminalCredential({ ...given, ports, terminalId, key: key.value })
  const client = createAccountApiClient({ ...ports, credential })
  return { enrolment, configuration, credential, client, key: key.value }
}
