import { createHash, randomBytes, sign } from 'node:crypto'
import { KeyObject } from 'node:crypto'
import { CompactEncrypt, decodeJwt, importJWK } from 'jose'
import { configurationSchema } from '#shared/contracts/configuration.ts'
import type { Configuration } from '#shared/contracts/configuration.ts'
import { envelopeHashInput, sealedEnvelopeSchema, signatureInput } from '#shared/contracts/envelope.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { enrolmentResponseSchema } from '#shared/contracts/messages/enrolment.ts'
import type { EnrolmentRequest } from '#shared/contracts/messages/enrolment.ts'
import { operationsResponseSchema } from '#shared/contracts/messages/operations.ts'
import type { Head, OperationsResponse } from '#shared/contracts/messages/operations.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'
import { codeKeyOf, codeNameOf, codeProof } from '#account-api/enrolment/code-secrets.ts'
import { clientAssertion, dpopProof, newKeyPair } from './dpop-client.ts'
import type { KeyPair } from './dpop-client.ts'
import { FakeClock } from './fake-clock.ts'
import { seededRandom } from './seeded-random.ts'

const source = { clock: new FakeClock('2026-11-22T10:00:00.000Z'), random: seededRandom('till') }

/** A new identity, as a till mints it. */
export function mintId(): string {
  return uuidV7(source)
}

/** What a test may say of a record; the rest is as an honest till would have it. */
export interface Recording {
  readonly operation: TypedPayload
  readonly id?: string
  readonly aggregateId?: string
  readonly dependsOn?: readonly OperationId[]
  readonly operatorId?: string | null
  readonly occurredAt?: string
  /** What its clock was known to be off. */
  readonly clock?: { readonly serverOffsetMs: number | null }
  readonly realm?: 'practice' | 'live'
  readonly terminalId?: string
  readonly type?: string
}

/** A till that speaks the real protocol: it enrols, seals, signs, chains and delivers. */
export class FakeTill {
  readonly url: string
  readonly key: KeyPair
  readonly terminalId: string
  readonly epoch: number
  configuration: Configuration
  head: Head
  /** What this till says that it speaks. */
  contractVersion = CONTRACT_VERSION
  nonce: string | undefined
  accessToken: string | undefined

  private constructor(given: {
    url: string
    key: KeyPair
    terminalId: string
    epoch: number
    configuration: Configuration
  }) {
    this.url = given.url
    this.key = given.key
    this.terminalId = given.terminalId
    this.epoch = given.epoch
    this.configuration = given.configuration
    this.head = { epoch: given.epoch, sequence: 0, hash: GENESIS_HASH }
  }

  static async enrol(given: {
    url: string
    code: string
    key?: KeyPair
    previous?: EnrolmentRequest['previous']
  }): Promise<FakeTill> {
    const key = given.key ?? (await newKeyPair())
    const response = await requestEnrolment({ ...given, key })
    if (response.status !== 200) throw new Error(`enrolment answered ${response.status}`)
    const answer = enrolmentResponseSchema.parse(await response.json())
    const configuration = configurationSchema.parse(decodeJwt(answer.configuration))
    return new FakeTill({
      url: given.url,
      key,
      terminalId: answer.terminalId,
      epoch: answer.epoch,
      configuration,
    })
  }

  /** The same till before another server. */
  movedTo(url: string): FakeTill {
    const moved = new FakeTill({ ...this, url })
    moved.head = this.head
    return moved
  }

  /** Takes the configuration that the server has for this till now. */
  async refresh(): Promise<void> {
    const { configuration } = (await (await this.ask('GET', '/configuration')).json()) as {
      configuration: string
    }
    this.configuration = configurationSchema.parse(decodeJwt(configuration))
  }

  /** Seals, signs and chains a record; the head moves on. */
  async record(recording: Recording): Promise<SealedEnvelope> {
    const { operation } = recording
    const id = recording.id ?? mintId()
    const identity = {
      id,
      terminalId: recording.terminalId ?? this.terminalId,
      type: recording.type ?? operation.type,
      schemaVersion: 1,
    }
    const { keyId, publicKey } = this.configuration.sealing
    const sealedPayload = await new CompactEncrypt(
      Buffer.from(JSON.stringify({ ...identity, payload: operation.payload })),
    )
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: keyId })
      .encrypt(await importJWK({ ...publicKey }, 'ECDH-ES'))
    const envelope = await this.sign({
      ...identity,
      realm: recording.realm ?? this.configuration.realm,
      epoch: this.epoch,
      sequence: this.head.sequence + 1,
      previousHash: this.head.hash,
      aggregateId: recording.aggregateId ?? mintId(),
      dependsOn: recording.dependsOn ?? [],
      operatorId: recording.operatorId === undefined ? 'a1' : recording.operatorId,
      occurredAt: recording.occurredAt ?? '2026-11-22T10:00:00.000Z',
      storeTimeZone: 'Europe/Lisbon',
      clock: { bootId: mintId(), monotonicMs: 1, serverOffsetMs: 0, offsetAgeMs: 0, ...recording.clock },
      keyId,
      payloadCommitment: createHash('sha256').update(sealedPayload).digest('base64url'),
      sealedPayload,
    })
    this.head = { epoch: this.epoch, sequence: envelope.sequence, hash: envelope.hash }
    return envelope
  }

  /** Hashes and signs a header anew, for records that a test bends after they were made. */
  async sign(unsigned: Record<string, unknown>): Promise<SealedEnvelope> {
    const shape = { hash: GENESIS_HASH, signature: 'A'.repeat(86) }
    const draft = sealedEnvelopeSchema.parse({ ...unsigned, ...shape })
    const hash = createHash('sha256').update(envelopeHashInput(draft)).digest('base64url')
    const signature = sign('sha256', Buffer.from(signatureInput(hash)), {
      key: KeyObject.from(this.key.privateKey),
      dsaEncoding: 'ieee-p1363',
    })
    return { ...draft, hash, signature: signature.toString('base64url') }
  }

  /** Asks with a DPoP proof, taking a fresh nonce where the server wants one. */
  async ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response> {
    if (this.accessToken === undefined) await this.renewToken()
    const response = await this.askOnce(method, path, body)
    if (response.status !== 401) return response
    return this.askOnce(method, path, body)
  }

  async askOnce(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response> {
    return this.askRaw(method, `/v1/terminals/${this.terminalId}${path}`, {
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : Buffer.from(JSON.stringify(body)),
    })
  }

  /** Asks with a DPoP proof, once, with the very bytes that are given. */
  async askRaw(
    method: 'GET' | 'POST',
    path: string,
    given: { headers: Readonly<Record<string, string>>; body: Buffer | null },
  ): Promise<Response> {
    const url = `${this.url}${path}`
    const { accessToken, nonce } = this
    const response = await fetch(url, {
      method,
      headers: {
        ...given.headers,
        authorization: `DPoP ${accessToken}`,
        dpop: await dpopProof({ key: this.key, method, url, nonce, accessToken }),
      },
      ...(given.body === null ? {} : { body: new Uint8Array(given.body) }),
    })
    this.nonce = response.headers.get('dpop-nonce') ?? undefined
    return response
  }

  async renewToken(): Promise<void> {
    await this.requestToken()
    const response = await this.requestToken()
    if (response.status !== 200) throw new Error(`the token endpoint answered ${response.status}`)
    this.accessToken = ((await response.json()) as { access_token: string }).access_token
  }

  async requestToken(): Promise<Response> {
    const url = `${this.url}/v1/token`
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        dpop: await dpopProof({ key: this.key, method: 'POST', url, nonce: this.nonce }),
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await clientAssertion({ key: this.key, terminalId: this.terminalId }),
      }),
    })
    this.nonce = response.headers.get('dpop-nonce') ?? undefined
    return response
  }

  /** Posts a batch as it is, whatever it is. */
  async post(operations: readonly unknown[]): Promise<Response> {
    const nonce = randomBytes(16).toString('base64url')
    return this.ask('POST', '/operations', {
      nonce,
      contractVersion: this.contractVersion,
      head: this.head,
      operations,
    })
  }

  /** Delivers a batch and reads the answer; anything but success is a failure of the test. */
  async deliver(...operations: readonly unknown[]): Promise<OperationsResponse> {
    const response = await this.post(operations)
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`)
    return operationsResponseSchema.parse(await response.json())
  }

  /** Delivers a batch and returns its outcomes in order. */
  async outcomes(...operations: readonly unknown[]): Promise<readonly Outcome[]> {
    return (await this.deliver(...operations)).results.map((result) => result.outcome)
  }
}

/** Sends an enrolment request as a till makes it, with members that a test may bend. */
export async function requestEnrolment(given: {
  url: string
  code: string
  key: KeyPair
  previous?: EnrolmentRequest['previous']
  bend?: Readonly<Record<string, unknown>>
}): Promise<Response> {
  const members = {
    codeName: codeNameOf(given.code),
    terminalKey: given.key.publicKey,
    appVersion: '0.1.0',
    contractVersion: 1,
    hasKeystore: false,
    previous: given.previous ?? null,
  }
  const proof = codeProof(codeKeyOf(given.code), members)
  return fetch(`${given.url}/v1/enrolments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...members, proof, ...given.bend }),
  })
}
