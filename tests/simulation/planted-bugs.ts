import { basename } from 'node:path'

import { envelopeHash } from '#electron/journal/chain.ts'
import type { Disk, DiskFile } from '#electron/journal/disk.ts'
import type { FrameBody } from '#electron/journal/journal.ts'
import { segmentNumber } from '#electron/journal/segment-names.ts'
import type { Http, HttpRequest, HttpResponse } from '#electron/transport/http.ts'
import type { Outbox } from '#renderer/outbox/outbox.ts'
import { type Envelope, signatureInput } from '#shared/contracts/envelope.ts'
import { type OperatorId, operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { Held, OperationsRequest } from '#shared/contracts/messages/operations.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { ok } from '#shared/kernel/result.ts'

import type { Planted } from './planted-ports.ts'
import { jsonResponse } from './simulated-api.ts'
import { readContent, signatureOf } from './simulated-seal.ts'
import { JOURNAL_FOLDER, keyName } from './till-main.ts'

/** A bug that the oracle has to catch. `plant` makes it anew for each run. */
export interface PlantedBug {
  readonly name: string
  plant(): Planted
}

const isBatch = ({ url }: HttpRequest): boolean => url.endsWith('/operations')

function onFiles(change: (file: DiskFile) => DiskFile): Planted {
  return {
    disk: (disk) => ({
      ...disk,
      async open(path, mode) {
        const opened = await disk.open(path, mode)
        return opened.ok ? ok(change(opened.value)) : opened
      },
    }),
  }
}

const onDisk = (change: (disk: Disk) => Partial<Disk>): Planted => ({
  disk: (disk) => ({ ...disk, ...change(disk) }),
})

const onOutbox = (change: (outbox: Outbox) => Partial<Outbox>): Planted => ({
  outbox: (outbox) => ({ ...outbox, ...change(outbox) }),
})

/** Changes what is written to the journal. */
const onBodies = (change: (body: FrameBody) => FrameBody): Planted => ({
  journal: (journal) => ({
    ...journal,
    append: (build) =>
      journal.append(async () => {
        const bodies = await build()
        return bodies.ok ? ok(bodies.value.map(change)) : bodies
      }),
  }),
})

/** With the hash and the signature that its header has now. */
function signedAnew(envelope: Envelope): Envelope {
  const { hash: _hash, signature: _signature, sealedPayload, ...header } = envelope
  const hash = envelopeHash(header)
  const signature = signatureOf(keyName(header.terminalId), signatureInput(hash))
  return { ...header, hash, signature, sealedPayload }
}

async function standsInJournal(disk: Disk, bytes: Uint8Array): Promise<boolean> {
  const names = await disk.list(JOURNAL_FOLDER)
  for (const name of names.ok ? names.value : []) {
    if (segmentNumber(name) === null) continue
    const segment = await disk.read(`${JOURNAL_FOLDER}/${name}`)
    if (segment.ok && Buffer.from(segment.value).includes(Buffer.from(bytes))) return true
  }
  return false
}

/** Changes what the account API answers to a batch. */
function onAnswers(
  change: (response: HttpResponse, request: OperationsRequest) => HttpResponse | null,
): Planted {
  return {
    http: (http): Http => ({
      async send(request) {
        const answer = await http.send(request)
        if (!answer.ok || !isBatch(request)) return answer
        const body = JSON.parse(request.body ?? '') as OperationsRequest
        return ok(change(answer.value, body) ?? answer.value)
      },
    }),
  }
}

/** An answer that nobody gave: all of it accepted. */
function allAccepted(request: OperationsRequest): HttpResponse {
  const { nonce, head, operations } = request
  const results = operations.map(({ id }) => ({ operationId: id, outcome: { kind: 'accepted' } }))
  const serverTime = instantOf(Date.parse('2026-03-01T09:00:00.000Z'))
  const rest = { serverEpoch: 'one', isForked: false, durable: [], gaps: [] }
  return jsonResponse(200, { nonce, serverTime, head: { ...head, sequence: 0 }, results, ...rest })
}

const jsonOf = (response: HttpResponse): Record<string, unknown> | null => {
  if (response.headers['content-type'] !== 'application/json') return null
  try {
    return JSON.parse(Buffer.from(response.body).toString()) as Record<string, unknown>
  } catch {
    return null
  }
}

export const PLANTED: readonly PlantedBug[] = [
  {
    name: 'the fsync is skipped',
    plant: () => onFiles((file) => ({ ...file, sync: async () => ok(null) })),
  },
  {
    name: 'saved is said before the fsync is done',
    plant: () =>
      onFiles((file) => ({
        ...file,
        async sync() {
          void file.sync()
          return ok(null)
        },
      })),
  },
  {
    name: 'the name of a new file is not synced',
    plant: () => onDisk(() => ({ syncFolder: async () => ok(null) })),
  },
  {
    name: 'a torn end costs the whole segment',
    plant: () => onDisk((disk) => ({ truncate: (path) => disk.truncate(path, 0) })),
  },
  {
    name: 'what a start found at the end is not written again',
    plant: () =>
      onDisk((disk) => ({
        async open(path, mode) {
          const opened = await disk.open(path, mode)
          if (!opened.ok || segmentNumber(basename(path)) === null) return opened
          let isOldOnly = false
          const write: DiskFile['write'] = async (bytes) => {
            isOldOnly = await standsInJournal(disk, bytes)
            return opened.value.write(bytes)
          }
          const sync: DiskFile['sync'] = async () => (isOldOnly ? ok(null) : opened.value.sync())
          return ok({ ...opened.value, write, sync })
        },
      })),
  },
  {
    name: 'a record that is asked for again gets a new id',
    plant() {
      const asked = new Set<string>()
      return {
        saveRecord: (save) => (request) => {
          const isAgain = asked.has(request.operationId)
          asked.add(request.operationId)
          if (!isAgain) return save(request)
          const last = request.operationId.endsWith('0') ? '1' : '0'
          const operationId = operationIdSchema.parse(`${request.operationId.slice(0, -1)}${last}`)
          return save({ ...request, operationId })
        },
      }
    },
  },
  {
    name: 'a record is given up after three tries',
    plant: () =>
      onOutbox((outbox) => ({
        async nextSendable(query) {
          const batch = await outbox.nextSendable(query)
          return batch.ok ? ok(batch.value.filter(({ delivery }) => delivery.attempts < 3)) : batch
        },
      })),
  },
  {
    name: 'the newest by the wall clock goes first',
    plant: () =>
      onOutbox((outbox) => ({
        async nextSendable(query) {
          const batch = await outbox.nextSendable(query)
          if (!batch.ok) return batch
          const byClock = batch.value.toSorted((left, right) =>
            left.envelope.occurredAt < right.envelope.occurredAt ? 1 : -1,
          )
          return ok(byClock.slice(0, 1))
        },
      })),
  },
  {
    name: 'an unknown outcome stays on its way for good',
    plant: () => onOutbox(() => ({ markUnknown: async () => ok(null) })),
  },
  {
    name: 'what was on its way when the window died is not taken up again',
    plant: () =>
      onOutbox(() => ({ markUnknown: async () => ok(null), recoverSending: async () => ok(null) })),
  },
  {
    name: 'a replay is counted and not applied',
    plant: () =>
      onOutbox((outbox) => ({
        applyReplay: (page) => outbox.applyReplay({ ...page, frames: page.frames.slice(-1) }),
      })),
  },
  {
    name: 'one outcome of a batch is forgotten and counted as applied',
    plant: () =>
      onOutbox((outbox) => ({
        applyFrames: (frames) =>
          outbox.applyFrames(
            frames.map((frame) =>
              frame.kind === 'settled' && frame.number % 5 === 0
                ? { number: frame.number, kind: 'removed', operationIds: [frame.operationId] }
                : frame,
            ),
          ),
        markUnknown: async () => ok(null),
      })),
  },
  {
    name: 'what a record depends on is lost',
    plant: () =>
      onBodies((body) => {
        if (body.kind !== 'saved' || body.envelope.type !== 'device-added') return body
        return { ...body, envelope: signedAnew({ ...body.envelope, dependsOn: [] }) }
      }),
  },
  {
    name: 'the nonce of an answer is ignored',
    plant: () =>
      onAnswers((response, { nonce }) => {
        const answer = jsonOf(response)
        return answer === null || answer['results'] === undefined
          ? null
          : jsonResponse(200, { ...answer, nonce })
      }),
  },
  {
    name: 'any answer of 200 is taken for success',
    plant: () =>
      onAnswers((response, request) => {
        const isOurs = jsonOf(response)?.['nonce'] !== undefined
        return response.status === 200 && !isOurs ? allAccepted(request) : null
      }),
  },
  {
    name: 'an answer of 5xx is taken for success',
    plant: () => onAnswers((response, request) => (response.status >= 500 ? allAccepted(request) : null)),
  },
  {
    name: 'a redirect is taken for success',
    plant: () => onAnswers((response, request) => (response.status === 302 ? allAccepted(request) : null)),
  },
  {
    name: 'a fork is not heard',
    plant: () =>
      onAnswers((response, request) => {
        const answer = jsonOf(response)
        if (answer?.['head'] === undefined) return null
        return jsonResponse(200, { ...answer, isForked: false, head: { ...request.head, sequence: 0 } })
      }),
  },
  {
    name: 'what a restored server has lost is not seen',
    plant: () =>
      onAnswers((response) => {
        const answer = jsonOf(response)
        return answer?.['held'] === undefined ? null : jsonResponse(200, { ...answer, held: [] })
      }),
  },
  {
    name: 'what a restored server holds is told by its place alone',
    plant: () =>
      onAnswers((response) => {
        const answer = jsonOf(response)
        const held = answer?.['held'] as Held[] | undefined
        if (held === undefined) return null
        const places = held.map(({ epoch, last, gaps }) => ({ epoch, last, gaps }))
        return jsonResponse(200, { ...answer, held: places })
      }),
  },
  {
    name: 'what has arrived is given up before it is durable',
    plant: () =>
      onAnswers((response) => {
        const answer = jsonOf(response)
        const held = answer?.['held'] as { epoch: number; last: number }[] | undefined
        if (held === undefined) return null
        const durable = held.map(({ epoch, last }) => ({ epoch, sequence: last }))
        return jsonResponse(200, { ...answer, durable })
      }),
  },
  {
    name: 'a Retry-After is not heard',
    plant: () =>
      onAnswers((response) => {
        const { 'retry-after': after, ...headers } = response.headers
        return after === undefined ? null : { ...response, headers }
      }),
  },
  {
    name: 'a batch leaves beside another of its customer',
    plant: () =>
      onOutbox((outbox) => ({
        nextSendable: (query) => outbox.nextSendable({ ...query, excludeAggregates: new Set() }),
        markSending: async () => ok(null),
      })),
  },
  {
    name: 'a failed request is repeated at once',
    plant: () => ({
      http: (http) => ({
        async send(request) {
          let answer = await http.send(request)
          for (let tries = 0; !answer.ok && tries < 200; tries += 1) answer = await http.send(request)
          return answer
        },
      }),
    }),
  },
  {
    name: 'a record that fails is put in quarantine',
    plant: () => ({
      transport: (transport) => ({
        ...transport,
        async send(envelopes) {
          const result = await transport.send(envelopes)
          const [only, ...others] = envelopes
          if (result.kind !== 'retry' || result.cause !== 'server-error' || others.length > 0) return result
          const gone = only === undefined ? null : await transport.quarantine(only.id)
          if (gone?.kind !== 'quarantined') return result
          return { kind: 'settled', frames: [gone.frame], unanswered: [], spreadMs: 0 }
        },
      }),
    }),
  },
  {
    name: 'something else is sealed than what was captured',
    plant: () => ({
      seal: (seal) => (given) => {
        const payload = given.content.payload as { channel?: string }
        if (payload.channel === undefined) return seal(given)
        return seal({ ...given, content: { ...given.content, payload: { ...payload, channel: 'web' } } })
      },
    }),
  },
  {
    name: 'the slip is kept in words',
    plant: () =>
      onBodies((body) => {
        if (body.kind !== 'saved') return body
        const payload = readContent(body.envelope.sealedPayload ?? '')?.payload as { email?: string }
        return payload?.email === undefined ? body : { ...body, slip: payload.email }
      }),
  },
  {
    name: 'the journal is read with a hole in each page',
    plant: () => ({
      journal: (journal) => ({
        ...journal,
        async readFrames(asked) {
          const frames = await journal.readFrames(asked)
          return frames.ok && frames.value.length > 1 ? ok(frames.value.slice(1)) : frames
        },
      }),
    }),
  },
  {
    name: 'a lost end of the journal is not noticed',
    plant: () => ({
      journal: (journal) => ({
        ...journal,
        report: { ...journal.report, wasCreated: false, isHeadLost: false },
      }),
    }),
  },
  {
    name: 'delays are measured by the wall clock',
    plant: () => ({ clock: (clock) => ({ ...clock, monotonicMs: () => clock.wallMs() }) }),
  },
  {
    name: 'a full disk is called saved',
    plant: () => ({
      record: (record) => async (request) => {
        const recorded = await record(request)
        if (recorded.kind !== 'not-saved' || !recorded.reason.startsWith('disk')) return recorded
        return { kind: 'saved', envelope: {} as never, savedAt: '' }
      },
    }),
  },
  {
    name: 'what nobody knows is called not saved',
    plant: () => ({
      record: (record) => async (request) => {
        const recorded = await record(request)
        return recorded.kind === 'unknown' ? { kind: 'not-saved', reason: 'disk-failed' } : recorded
      },
    }),
  },
  {
    name: 'head office tells a case as accepted',
    plant: () => ({
      ledger: (ledger) => ({
        async take(batch) {
          const taken = await ledger.take(batch)
          if (!taken.ok) return taken
          const results = taken.value.results.map(({ operationId, outcome }) => ({
            operationId,
            outcome: outcome.kind === 'case' ? ({ kind: 'accepted' } as const) : outcome,
          }))
          return ok({ ...taken.value, results })
        },
      }),
    }),
  },
  {
    name: 'head office gives a record the outcome of its neighbour',
    plant: () => ({
      ledger: (ledger) => ({
        async take(batch) {
          const taken = await ledger.take(batch)
          if (!taken.ok) return taken
          const { results } = taken.value
          const moved = results.map(({ operationId }, place) => {
            const neighbour = results[(place + 1) % results.length]
            return { operationId, outcome: neighbour?.outcome ?? ({ kind: 'accepted' } as const) }
          })
          return ok({ ...taken.value, results: moved })
        },
      }),
    }),
  },
  {
    name: 'head office takes the last operator for the one who captured',
    plant() {
      let last: OperatorId | null = null
      return {
        ledger: (ledger) => ({
          take(batch) {
            const records = batch.records.map((record) => {
              if (record.kind !== 'chained' || record.envelope.operatorId === null) return record
              const operatorId = last ?? record.envelope.operatorId
              last = record.envelope.operatorId
              return { ...record, envelope: { ...record.envelope, operatorId } }
            })
            return ledger.take({ ...batch, records })
          },
        }),
      }
    },
  },
  {
    name: 'head office answers for records that it did not store',
    plant: () => ({
      ledger: (ledger) => ({
        async take(batch) {
          const kept = batch.records.length > 2 ? batch.records.slice(0, -1) : batch.records
          const taken = await ledger.take({ ...batch, records: kept })
          const last = batch.records.at(-1)
          if (!taken.ok || kept.length === batch.records.length || last?.kind !== 'chained') return taken
          const result = { operationId: last.envelope.id, outcome: { kind: 'accepted' } as const }
          return ok({ ...taken.value, results: [...taken.value.results, result] })
        },
      }),
    }),
  },
  {
    name: 'a paper names the record before',
    plant() {
      let before: Envelope | null = null
      return {
        record: (record) => async (request) => {
          const recorded = await record(request)
          if (recorded.kind !== 'saved') return recorded
          const envelope = before ?? recorded.envelope
          before = recorded.envelope
          return { ...recorded, envelope }
        },
      }
    },
  },
  {
    name: 'what was decided elsewhere is not told',
    plant: () => ({
      http: (http) => ({
        async send(request) {
          const answer = await http.send(request)
          const body = answer.ok && /\/outcomes(\?|$)/.test(request.url) ? jsonOf(answer.value) : null
          return body?.['results'] === undefined ? answer : ok(jsonResponse(200, { ...body, results: [] }))
        },
      }),
    }),
  },
]
