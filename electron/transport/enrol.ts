import type { Disk } from '#electron/journal/disk.ts'
import type { TerminalKey } from '#electron/vault/terminal-key.ts'
import { normaliseCode } from '#shared/contracts/enrolment-code.ts'
import type { Realm } from '#shared/contracts/identifiers.ts'
import type { EnrolmentRequest } from '#shared/contracts/messages/enrolment.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import type { EnrolFailure } from '#shared/ipc/desk-methods.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import type { AccountApiClient } from './account-api-client.ts'
import type { ApiFailure } from './call-route.ts'
import { codeName, codeProof, isSameProof } from './code-proof.ts'
import { verifyConfiguration } from './configuration-store.ts'
import { type StoredEnrolment, writeEnrolment } from './enrolment-store.ts'
import { retryCauseOf } from './send-failure.ts'

/**
 * Enrols this till with a one-time code [T9]. The key is on disk before it is shown, and the request is the same each
 * time, so that after a crash the same code gives the same answer again.
 */
export async function enrol(given: {
  client: AccountApiClient
  disk: Disk
  clock: Clock
  enrolmentPath: string
  accountApiUrl: string
  code: string
  key: TerminalKey
  keyNumber: number
  appVersion: string
  hasKeystore: boolean
  /** Any other realm is refused; null takes what the server is. */
  onlyRealm: Realm | null
  /** Which terminal this till has been; null for a new till [T12]. */
  previous: EnrolmentRequest['previous']
}): Promise<Result<StoredEnrolment, EnrolFailure>> {
  const { client, key } = given
  const code = normaliseCode(given.code)
  if (code === null) return fail('code-malformed')
  const health = await client.call({ name: 'health', params: {}, body: null })
  if (!health.ok) return fail(enrolFailureOf(health.failure))
  const { realm } = health.value.value
  if (given.onlyRealm !== null && realm !== given.onlyRealm) return fail('not-the-account-api')

  const members = {
    codeName: codeName(code),
    terminalKey: key.publicKey,
    appVersion: given.appVersion,
    contractVersion: CONTRACT_VERSION,
    hasKeystore: given.hasKeystore,
    previous: given.previous,
  }
  const proof = codeProof(code, members)
  const answer = await client.call({ name: 'enrol', params: {}, body: { ...members, proof } })
  if (!answer.ok) return fail(enrolFailureOf(answer.failure))
  const { proof: serverProof, ...said } = answer.value.value
  // Without the code nobody can plant a root key, whatever they answer.
  if (!isSameProof(serverProof, codeProof(code, { ...said, request: proof })))
    return fail('not-the-account-api')

  const { terminalId, epoch, rootKey } = said
  const { previous } = given
  const continues = previous === null || (terminalId === previous.terminalId && epoch > previous.epoch)
  if (!continues) return fail('not-the-account-api')
  const configuration = await verifyConfiguration(said.configuration, { rootKey, realm, terminalId })
  if (!configuration.ok)
    return fail(configuration.failure === 'newer-format' ? 'client-too-old' : 'not-the-account-api')
  const enrolment = {
    version: 1,
    accountApiUrl: given.accountApiUrl,
    terminalId,
    epoch,
    realm,
    rootKey,
    keyNumber: given.keyNumber,
    configuration: said.configuration,
    enrolledAt: instantOf(given.clock.wallMs()),
  } as const
  const written = await writeEnrolment({ disk: given.disk, path: given.enrolmentPath, enrolment })
  return written.ok ? ok({ enrolment, configuration: configuration.value }) : fail('disk-failed')
}

function enrolFailureOf(failure: ApiFailure): EnrolFailure {
  if (failure.kind === 'problem') {
    if (failure.type === 'code-refused' || failure.type === 'client-too-old') return failure.type
  }
  const cause = retryCauseOf(failure)
  if (cause === 'not-the-account-api' || cause === 'certificate' || cause === 'certificate-date') return cause
  return 'unreachable'
}
