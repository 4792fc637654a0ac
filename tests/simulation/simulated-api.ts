import { deliverySchema } from '#account-api/ingest/delivery.ts'
import type { ReadRecord } from '#account-api/ingest/arrival.ts'
import { isCommitmentRight, isHashRight } from '#account-api/ingest/read-record.ts'
import type { LedgerStore } from '#account-api/ingest/ledger-store.ts'
import type { HttpRequest, HttpResponse } from '#electron/transport/http.ts'
import { type SealedEnvelope, sealedEnvelopeSchema, signatureInput } from '#shared/contracts/envelope.ts'
import type { Head } from '#shared/contracts/messages/operations.ts'
import { type TerminalId, operationIdSchema, terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { outcomesRequestSchema } from '#shared/contracts/messages/outcomes.ts'
import { PROBLEM_TYPES, type ProblemType, problemUri } from '#shared/contracts/problem.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import { instantOf } from '#shared/kernel/instant.ts'

import { PLAIN_RULES } from './plain-rules.ts'
import { plant } from './planted-ports.ts'
import { type RestorableLedger, createRestorableLedger } from './restorable-ledger.ts'
import { openSimulatedSeal, signatureOf } from './simulated-seal.ts'
import type { World } from './world.ts'

/** How far the server's backup is behind, in records of a chain. */
const BACKUP_LAGS = [0, 3, 3]
const TOKEN_MS = 10 * 60_000

/** The account API in one process: routes over the ledger in memory, with the answers of the real one. */
export interface SimulatedApi {
  readonly ledger: RestorableLedger
  answer(request: HttpRequest): Promise<HttpResponse>
  /** An administrator hands in what a till exported. */
  importRecords(terminalId: TerminalId, records: readonly unknown[]): Promise<void>
  /** Head office makes an enrolment known; the next epoch of the terminal. */
  enrol(terminalId: TerminalId, keyName: string): number
  expireTokens(): void
  /** A backup is taken. What it holds, and no more, is durable until the server was put back to it. */
  backUp(): void
  /** The server is put back to its backup. */
  restore(): Promise<void>
  nowMs(): number
}

export function jsonResponse(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): HttpResponse {
  const body = Buffer.from(JSON.stringify(value))
  return { status, headers: { 'content-type': 'application/json', ...headers }, body }
}

export function problemResponse(type: ProblemType, headers: Record<string, string> = {}): HttpResponse {
  const { status, title } = PROBLEM_TYPES[type]
  const response = jsonResponse(status, { type: problemUri(type), title, status }, headers)
  return { ...response, headers: { ...response.headers, 'content-type': 'application/problem+json' } }
}

export function createSimulatedApi(world: World): SimulatedApi {
  const { time, planted } = world
  const rules = plant(PLAIN_RULES, planted.rules)
  const ledger = createRestorableLedger({ rules, violate: (text) => world.violate(text) })
  const store: LedgerStore = plant<LedgerStore>(ledger, planted.ledger)
  const keys = new Map<string, string>()
  let tokensSinceMs = 0
  const backupLag = BACKUP_LAGS[world.plan.seed % BACKUP_LAGS.length] ?? 0

  let backup: { restore(): Promise<void>; holds: ReadonlySet<string> } | null = null

  /** As far as all of it, both of two records at one place, is in the backup. */
  function durableOf(terminalId: TerminalId, { epoch, sequence }: Head): number {
    const lagged = Math.max(0, sequence - backupLag)
    const { holds } = backup ?? {}
    if (holds === undefined) return lagged
    const young = everyRecord().flatMap((envelope) => {
      const isOurs = envelope.terminalId === terminalId && envelope.epoch === epoch
      return isOurs && !holds.has(envelope.hash) ? [envelope.sequence] : []
    })
    return Math.min(lagged, ...young.map((place) => place - 1))
  }

  function everyRecord(): readonly SealedEnvelope[] {
    return [...[...ledger.inbox().values()].map(({ envelope }) => envelope), ...ledger.seconds()]
  }

  const nowMs = (): number => time.wallMs()

  /** Only the key of the epoch that was enrolled last counts, and its tokens (C18). */
  const isCurrent = (terminalId: TerminalId, epoch: string | undefined): boolean =>
    Number(epoch) === ledger.heads(terminalId).length

  function refusalOf(request: HttpRequest, terminalId: TerminalId): ProblemType | null {
    const [issued, epoch] = request.headers['authorization']?.slice('DPoP '.length).split(' ') ?? []
    const issuedAtMs = Number(issued ?? 'none')
    if (!(issuedAtMs >= tokensSinceMs && time.monotonicMs() - issuedAtMs <= TOKEN_MS))
      return 'credential-expired'
    return isCurrent(terminalId, epoch) ? null : 'credential-invalid'
  }

  function read(raw: unknown, terminalId: TerminalId): ReadRecord | null {
    const id = operationIdSchema.safeParse((raw as { id?: unknown } | null)?.id)
    if (!id.success) return null
    const parsed = sealedEnvelopeSchema.safeParse(raw)
    const refused = (reason: Extract<ReadRecord, { kind: 'refused' }>['reason']): ReadRecord => {
      world.violate(`I3 the server refused ${id.data}: ${reason}`)
      return {
        kind: 'refused',
        operationId: id.data,
        reason,
        content: JSON.stringify(raw),
        epoch: null,
        sequence: null,
      }
    }
    if (!parsed.success) return refused('payload-invalid')
    const envelope = parsed.data
    if (envelope.terminalId !== terminalId) return refused('wrong-terminal')
    if (!isHashRight(envelope)) return refused('hash-invalid')
    const key = keys.get(`${terminalId} ${envelope.epoch}`) ?? ''
    if (signatureOf(key, signatureInput(envelope.hash)) !== envelope.signature)
      return refused('signature-invalid')
    if (!isCommitmentRight(envelope)) return refused('seal-broken')
    return { kind: 'chained', envelope, content: openSimulatedSeal(envelope) }
  }

  async function takeOperations(terminalId: TerminalId, body: unknown): Promise<HttpResponse> {
    const parsed = deliverySchema.safeParse(body)
    if (!parsed.success) return problemResponse('malformed-request')
    const delivery = parsed.data
    const poison = world.active('poison', tillOf(terminalId))
    const records: ReadRecord[] = []
    for (const raw of delivery.operations) {
      const record = read(raw, terminalId)
      if (record === null) return problemResponse('malformed-request')
      if (poison !== null && record.kind === 'chained' && record.envelope.sequence === poison.sequence) {
        world.reach(52)
        return problemResponse('internal-error')
      }
      records.push(record)
    }
    const receivedAt = instantOf(nowMs())
    const taken = await store.take({ terminalId, claimedHead: delivery.head, receivedAt, records })
    if (!taken.ok) {
      return problemResponse(taken.failure === 'terminal-revoked' ? 'terminal-revoked' : 'malformed-request')
    }
    const { results, head, gaps, isForked, heads, held } = taken.value
    const outcomes = results.map(({ operationId, outcome }) => `${operationId.slice(-6)} ${outcome.kind}`)
    world.trace(`take ${tillOf(terminalId)} ${outcomes.join()} ${head.hash}`)
    return jsonResponse(200, {
      nonce: delivery.nonce,
      serverTime: receivedAt,
      serverEpoch: 'one',
      head,
      isForked,
      durable: heads.map((end) => ({ epoch: end.epoch, sequence: durableOf(terminalId, end) })),
      gaps,
      held,
      results,
    })
  }

  function tellOutcomes(terminalId: TerminalId, body: unknown): HttpResponse {
    const asked = outcomesRequestSchema.safeParse(body)
    if (!asked.success) return problemResponse('malformed-request')
    const results = asked.data.operationIds.flatMap((operationId) => {
      const row = ledger.row(operationId)
      const isOurs = row !== undefined && row.envelope.terminalId === terminalId && row.outcome !== null
      const first = isOurs ? [{ operationId, hash: row.envelope.hash, outcome: row.outcome }] : []
      const later = ledger
        .seconds()
        .filter((envelope) => envelope.id === operationId && envelope.terminalId === terminalId)
        .map((envelope) => ({ operationId, hash: envelope.hash, outcome: ledger.secondOutcome(envelope) }))
      return [...first, ...later]
    })
    return jsonResponse(200, { nonce: asked.data.nonce, results })
  }

  return {
    ledger,
    nowMs,
    expireTokens: () => void (tokensSinceMs = time.monotonicMs() + 1),
    backUp() {
      backup = { restore: ledger.mark(), holds: new Set(everyRecord().map(({ hash }) => hash)) }
    },
    async restore() {
      const before = ledger.inbox().size
      await backup?.restore()
      backup = null
      world.trace(`the server is put back, from ${before} to ${ledger.inbox().size}`)
      if (ledger.inbox().size < before) world.reach(50)
    },
    async importRecords(terminalId, records) {
      const found = records.map((raw) => read(raw, terminalId))
      const whole = found.filter((record) => record !== null)
      if (whole.length < found.length) world.violate('I3 an export has a record that nobody can read')
      const receivedAt = instantOf(nowMs())
      await ledger.importRecords({ terminalId, receivedAt, records: whole, importedBy: 'head office' })
    },
    enrol(terminalId, keyName) {
      const epoch = ledger.enrol(terminalId)
      keys.set(`${terminalId} ${epoch}`, keyName)
      return epoch
    },
    async answer(request) {
      const [, , , , route, terminal, action] = request.url.replace(/\?.*$/, '').split('/')
      if (route === 'health') {
        const service = 'counterside-account-api'
        const about = { realm: 'practice', serverEpoch: 'one', contractVersion: CONTRACT_VERSION }
        return jsonResponse(200, { service, status: 'ok', serverTime: instantOf(nowMs()), ...about })
      }
      const terminalId = terminalIdSchema.parse(route === 'token' ? request.headers['terminal'] : terminal)
      const { epoch } = request.headers
      if (route === 'token' && !isCurrent(terminalId, epoch)) return problemResponse('credential-invalid')
      if (ledger.isRevoked(terminalId)) return problemResponse('terminal-revoked')
      if (route === 'token') {
        const access_token = `${time.monotonicMs()} ${epoch}`
        return jsonResponse(200, { access_token, token_type: 'DPoP', expires_in: 600 })
      }
      const refusal = refusalOf(request, terminalId)
      if (refusal !== null) return problemResponse(refusal)
      const body = parseJson(request.body)
      if (action === 'outcomes') return tellOutcomes(terminalId, body)
      return action === 'operations' ? takeOperations(terminalId, body) : problemResponse('not-found')
    },
  }
}

function parseJson(body: string | null): unknown {
  try {
    return JSON.parse(body ?? '')
  } catch {
    return undefined
  }
}

/** The identity of a simulated till, and back. */
export function terminalIdOf(till: number): TerminalId {
  return `0c000000-0000-7000-8000-${till.toString(16).padStart(12, '0')}` as TerminalId
}

function tillOf(terminalId: TerminalId): number {
  return Number.parseInt(terminalId.slice(-12), 16)
}
