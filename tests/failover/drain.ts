import { setTimeout as sleep } from 'node:timers/promises'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { operationsResponseSchema } from '#shared/contracts/messages/operations.ts'
import type { FakeTill } from '#tests/api/fake-till.ts'
import { kit } from '#tests/api/payloads.ts'
import { recordCustomer } from '#tests/api/registering.ts'

const CUSTOMERS_A_BATCH = 4
const PAUSE_MS = 200

/** Tills that deliver without end, each one batch at a time, and what they were told. */
export interface Drain {
  /** The records that a till was told are accepted. */
  readonly acknowledged: ReadonlySet<string>
  /** Batches that are on their way or wait to be sent again. */
  readonly inFlight: number
  /** Rejects when a till was told anything but `accepted`; never resolves. */
  readonly failed: Promise<never>
  /** Lets each till deliver what it has begun, and ends. */
  finish(): Promise<void>
}

/** Starts it. A till asks one node after the other, and sends the same batch until it gets an answer. */
export function startDrain(given: { tills: readonly FakeTill[]; urls: readonly string[] }): Drain {
  const acknowledged = new Set<string>()
  const ending = new AbortController()
  let inFlight = 0
  const drainOne = async (till: FakeTill, lane: number): Promise<void> => {
    for (let batch = 0; !ending.signal.aborted; batch += 1) {
      const records = await recordBatch(till, lane, batch)
      inFlight += 1
      for (const id of await sendUntilAnswered(till, records, given.urls)) acknowledged.add(id)
      inFlight -= 1
    }
  }
  const lanes = Promise.all(given.tills.map(drainOne))
  const failed = lanes.then(() => new Promise<never>(() => undefined))
  failed.catch(() => undefined)
  return {
    acknowledged,
    failed,
    get inFlight() {
      return inFlight
    },
    async finish() {
      ending.abort()
      await lanes
    },
  }
}

async function recordBatch(till: FakeTill, lane: number, batch: number): Promise<SealedEnvelope[]> {
  const records: SealedEnvelope[] = []
  for (let customer = 0; customer < CUSTOMERS_A_BATCH; customer += 1) {
    const number = `${lane}${String(batch).padStart(6, '0')}${customer}`
    const bend = { email: `c${number}@example.pt`, devices: [kit(`FA${number}`)] }
    const { check, registered } = await recordCustomer(till, bend)
    records.push(check, registered)
  }
  return records
}

async function sendUntilAnswered(
  till: FakeTill,
  records: readonly SealedEnvelope[],
  urls: readonly string[],
): Promise<readonly string[]> {
  for (let attempt = 0; ; attempt += 1) {
    Object.assign(till, { url: urls[attempt % urls.length], nonce: till.nonce })
    const response = await till.post(records).catch(() => null)
    if (response?.status === 200) {
      const { results } = operationsResponseSchema.parse(await response.json())
      const others = results.filter(({ outcome }) => outcome.kind !== 'accepted')
      if (others.length > 0 || results.length !== records.length)
        throw new Error(`answered ${results.length} of ${records.length}, ${JSON.stringify(others)}`)
      return results.map(({ operationId }) => operationId)
    }
    if (response !== null && response.status !== 503 && response.status !== 401)
      throw new Error(`${response.status}: ${await response.text()}`)
    if (response?.status === 401) till.accessToken = undefined
    await sleep(PAUSE_MS)
  }
}
