import type { KeyCustody } from '#account-api/keys/key-custody.ts'
import { systemRandom } from '#account-api/adapters/system-random.ts'
import { wrappingKeyFrom } from '#account-api/safe/wrapping-key.ts'
import { WRAPPING_KEY } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'

/** What a command about keys works with, beside a server that runs. */
export function custodyOf(
  under: ApiUnderTest,
  wrapping: { text: string; others?: readonly string[] } = { text: WRAPPING_KEY },
): KeyCustody {
  const { database, clock, random, realm, backupLagMs } = under.api.context
  return {
    database,
    clock,
    random,
    realm,
    backupLagMs,
    actor: 'test',
    wrapping: wrappingKeyFrom(wrapping.text, systemRandom, wrapping.others),
  }
}
