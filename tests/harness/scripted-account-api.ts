import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { CompactSign, exportJWK, generateKeyPair } from 'jose'

import { responseChain } from '#account-api/credentials/response-chain.ts'
import { codeName, codeProof } from '#electron/transport/code-proof.ts'
import {
  CONFIGURATION_TYPE,
  type Configuration,
  configurationSchema,
} from '#shared/contracts/configuration.ts'
import { type OperationId, terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { enrolmentRequestSchema } from '#shared/contracts/messages/enrolment.ts'
import {
  type Held,
  type OperationsRequest,
  operationsRequestSchema,
} from '#shared/contracts/messages/operations.ts'
import { outcomesRequestSchema } from '#shared/contracts/messages/outcomes.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { PROBLEM_TYPES, type ProblemType, problemUri } from '#shared/contracts/problem.ts'
import { GENESIS_HASH, publicKeySchema } from '#shared/contracts/values.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

export const CODE = '0123456789ABCDEFGHJKMNPQRS'
/** What this account API makes its responses by telephone from. */
export const RESET_KEY = Buffer.alloc(32, 7)
export const TERMINAL_ID = terminalIdSchema.parse('01890000-0000-7000-8000-00000000aaaa')
const NONCE = 'server-nonce-1'

/** One answer: what a test plays instead of the account API's own. */
export interface Played {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body: string
  /** Bytes of a body that never comes. */
  readonly missingBytes?: number
  readonly delayMs?: number
}

export interface ScriptedAccountApi {
  readonly url: string
  /** Every request that came, in order. */
  readonly seen: { path: string; headers: IncomingMessage['headers']; body: string }[]
  readonly delivered: OperationsRequest[]
  /** Answers the next requests to a path; each is used once. */
  play(path: string, ...answers: Played[]): void
  /** Goes back to an older state: holds the first epoch up to that sequence only. */
  forget(upTo: number): void
  /** Changes what good answers say. */
  settings: {
    realm: 'practice' | 'live'
    serverTimeMs: number
    durableSequence: number
    /** What it says it holds; null: as much as came. */
    held: Held[] | null
    isForked: boolean
    /** `begin-again`: enrols everybody in epoch 1, as a server would that has lost its memory. */
    epochs: 'go-on' | 'begin-again'
    requiresNonce: boolean
    /** Its configurations have a field that no desk of today knows and that may not be left out. */
    isNewer: boolean
    /** What becomes of an operation; those not named are accepted. */
    outcomes: Map<OperationId, Outcome>
  }
  signConfiguration(changes?: Partial<Configuration>, type?: string): Promise<string>
  setConfiguration(changes: Partial<Configuration>): Promise<void>
  readonly sealingPrivateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']
  stop(): Promise<void>
}

export function problem(type: ProblemType, headers: Record<string, string> = {}): Played {
  const { status, title } = PROBLEM_TYPES[type]
  const body = JSON.stringify({ type: problemUri(type), title, status })
  return { status, headers: { 'content-type': 'application/problem+json', ...headers }, body }
}

export function json(body: unknown, status = 200): Played {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  }
}

/** An account API that settles everything, on loopback, until a test plays something else. */
export async function startScriptedAccountApi(): Promise<ScriptedAccountApi> {
  const root = await generateKeyPair('ES256', { extractable: true })
  const sealing = await generateKeyPair('ECDH-ES', { extractable: true })
  const rootKey = publicKeySchema.parse(await exportJWK(root.publicKey))
  const base = configurationSchema.parse({
    version: 1,
    issuedAt: '2026-11-22T09:00:00.000Z',
    realm: 'practice',
    terminalId: TERMINAL_ID,
    terminalName: 'Till 1',
    store: { storeId: 'lisboa-1', name: 'Lisboa', timeZone: 'Europe/Lisbon', channel: 'brand-store' },
    roster: [
      { operatorId: 'ana', name: 'Ana', roles: ['assistant'] },
      { operatorId: 'rui', name: 'Rui', roles: ['manager'] },
    ],
    sealing: { keyId: 'seal-1', publicKey: publicKeySchema.parse(await exportJWK(sealing.publicKey)) },
    market: PRACTICE,
    idleLockSeconds: 60,
    openCustomerLockSeconds: 300,
  })
  const seen: ScriptedAccountApi['seen'] = []
  const delivered: OperationsRequest[] = []
  const scripts = new Map<string, Played[]>()
  const settings: ScriptedAccountApi['settings'] = {
    realm: 'practice',
    serverTimeMs: Date.UTC(2026, 10, 22, 10),
    durableSequence: 0,
    held: null,
    isForked: false,
    epochs: 'go-on',
    requiresNonce: false,
    isNewer: false,
    outcomes: new Map(),
  }
  const heads = new Map<number, { epoch: number; sequence: number; hash: string }>()

  const signConfiguration: ScriptedAccountApi['signConfiguration'] = (
    changes = {},
    typ = CONFIGURATION_TYPE,
  ) => {
    const newer = settings.isNewer ? { lasers: true } : {}
    const contractVersion = CONTRACT_VERSION + (settings.isNewer ? 1 : 0)
    return new CompactSign(
      Buffer.from(JSON.stringify({ ...base, realm: settings.realm, ...newer, ...changes })),
    )
      .setProtectedHeader({ alg: 'ES256', typ, contractVersion })
      .sign(root.privateKey)
  }
  let configuration = await signConfiguration()

  async function answer(path: string, request: IncomingMessage, body: string): Promise<Played> {
    const scripted = scripts.get(path)?.shift()
    if (scripted !== undefined) return scripted
    const serverTime = new Date(settings.serverTimeMs).toISOString()
    if (path === '/v1/health') {
      return json({
        service: 'counterside-account-api',
        status: 'ok',
        realm: settings.realm,
        serverTime,
        serverEpoch: 'e1',
        contractVersion: 1,
      })
    }
    if (path === '/v1/enrolments') {
      const { proof, ...members } = enrolmentRequestSchema.parse(JSON.parse(body))
      if (members.codeName !== codeName(CODE) || proof !== codeProof(CODE, members))
        return problem('code-refused')
      const epoch = settings.epochs === 'go-on' ? (members.previous?.epoch ?? 0) + 1 : 1
      const resetAnchors = Object.fromEntries(
        base.roster.map(({ operatorId }) => {
          const binding = { terminalId: TERMINAL_ID, epoch, operatorId }
          return [operatorId, responseChain(RESET_KEY, binding).anchor]
        }),
      )
      const signed = await signConfiguration({ resetAnchors })
      const said = { terminalId: TERMINAL_ID, epoch, rootKey, configuration: signed }
      return json({ ...said, proof: codeProof(CODE, { ...said, request: proof }) })
    }
    if (settings.requiresNonce && nonceOf(request) !== NONCE) {
      return problem('nonce-required', { 'dpop-nonce': NONCE })
    }
    if (path === '/v1/token')
      return json({ access_token: `t-${seen.length}`, token_type: 'DPoP', expires_in: 600 })
    if (path.endsWith('/configuration')) return json({ configuration })
    if (path.endsWith('/first-pin'))
      return JSON.parse(body).code === CODE ? json({ granted: true }) : problem('code-refused')
    if (path.endsWith('/outcomes')) {
      const { nonce, operationIds } = outcomesRequestSchema.parse(JSON.parse(body))
      const results = operationIds.flatMap((id) => {
        const outcome = settings.outcomes.get(id)
        return outcome === undefined ? [] : [{ operationId: id, outcome, hash: hashOf(id) }]
      })
      return json({ nonce, results })
    }
    const batch = operationsRequestSchema.parse(JSON.parse(body))
    delivered.push(batch)
    const { epoch } = batch.head
    const head = heads.get(epoch) ?? { epoch, sequence: 0, hash: GENESIS_HASH }
    heads.set(epoch, head)
    for (const { epoch: own, sequence, hash } of batch.operations) {
      const end = heads.get(own) ?? { epoch: own, sequence: 0, hash: GENESIS_HASH }
      heads.set(own, end)
      if (sequence > end.sequence) Object.assign(end, { sequence, hash })
    }
    const results = batch.operations.map(({ id }) => ({
      operationId: id,
      outcome: settings.outcomes.get(id) ?? { kind: 'accepted' },
    }))
    const { durableSequence, isForked } = settings
    return json({
      nonce: batch.nonce,
      serverTime,
      serverEpoch: 'e1',
      head,
      isForked,
      durable: [...heads.keys()].map((held) => ({ epoch: held, sequence: durableSequence })),
      gaps: [],
      held:
        settings.held ??
        [...heads.values()].map((end) => ({ epoch: end.epoch, last: end.sequence, gaps: [] })),
      results,
    })
  }

  /** Of the record that was delivered under this id. */
  function hashOf(id: OperationId): string | undefined {
    return delivered.flatMap(({ operations }) => operations).find((envelope) => envelope.id === id)?.hash
  }

  function nonceOf(request: IncomingMessage): unknown {
    const payload = String(request.headers['dpop'] ?? '').split('.')[1] ?? ''
    return payload === '' ? null : JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')).nonce
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString('utf8')
    const path = request.url ?? ''
    seen.push({ path, headers: request.headers, body })
    const played = await answer(path.split('?', 1)[0] ?? '', request, body)
    if (played.delayMs !== undefined)
      await new Promise((resolve) => setTimeout(resolve, played.delayMs).unref())
    const length = Buffer.byteLength(played.body) + (played.missingBytes ?? 0)
    response.writeHead(played.status, { 'content-length': length, ...played.headers })
    response.write(played.body)
    if (played.missingBytes === undefined) response.end()
    else response.destroy()
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    delivered,
    settings,
    sealingPrivateKey: sealing.privateKey,
    forget: (upTo) => void Object.assign(heads.get(1) ?? {}, { sequence: upTo }),
    play: (path, ...answers) => void scripts.set(path, [...(scripts.get(path) ?? []), ...answers]),
    signConfiguration,
    setConfiguration: async (changes) => void (configuration = await signConfiguration(changes)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
