import { join } from 'node:path'

import { readEnrolment } from '#electron/transport/enrolment-store.ts'
import { createTrustedTime } from '#electron/transport/trusted-time.ts'
import { createNodeHttp } from '#electron/transport/node-http.ts'
import { openEnrolledTerminal } from '#electron/desk/enrolled-terminal.ts'
import { openStanding } from '#electron/desk/standing.ts'
import { placesIn } from '#electron/desk/places.ts'
import { envelopeHash, sha256 } from '#electron/journal/chain.ts'
import type { Disk } from '#electron/journal/disk.ts'
import { openJournal } from '#electron/journal/journal.ts'
import { nodeDisk } from '#electron/journal/node-disk.ts'
import { systemClock } from '#electron/main/system-clock.ts'
import { systemRandom } from '#electron/main/system-random.ts'
import { sealToAccountApi } from '#electron/vault/sealing.ts'
import { envelopeSchema, signatureInput } from '#shared/contracts/envelope.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { ok } from '#shared/kernel/result.ts'

/** A record as another version of the desk would have written it. */
interface OtherVersions {
  readonly type: string
  readonly schemaVersion: number
  readonly payload: object
}

/** Nothing here has to outlive a power cut, and ten thousand syncs take minutes. */
const quickDisk: Disk = {
  ...nodeDisk,
  async open(path, mode) {
    const file = await nodeDisk.open(path, mode)
    return file.ok ? ok({ ...file.value, sync: async () => ok(null) }) : file
  },
}

/** An age check of an operator, as this version writes it. */
export function ageCheck(given: { operator: string; terminal: string }): OtherVersions {
  const checkedAt = instantOf(systemClock.wallMs())
  const how = { outcome: 'allowed', reason: null, method: 'shown', documentKind: 'citizen-card' }
  return {
    type: 'age-check',
    schemaVersion: 1,
    payload: { ...how, ruleVersion: 'PT-1', checkedAt, clock: 'trusted', ...given },
  }
}

/**
 * Writes records into the journal of an enrolled till that is closed, sealed, signed and chained with its own keys. Its
 * machine has no keystore.
 */
export async function writeWaiting(given: {
  profile: string
  count: number
  record: (terminalId: string) => OtherVersions
}): Promise<void> {
  const ports = { disk: quickDisk, clock: systemClock, random: systemRandom }
  const places = placesIn(given.profile)
  const journal = must(await openJournal({ disk: quickDisk, folder: join(given.profile, 'journal') }))
  const stored = await readEnrolment(quickDisk, places.enrolment)
  if (stored === null) throw new Error('the till is not enrolled')
  const trustedTime = createTrustedTime({ clock: systemClock, knownOffsetMs: null })
  const standing = await openStanding({ disk: quickDisk, path: places.standing, appVersion: '', epoch: null })
  const http = createNodeHttp({ deadlineMs: 1000 })
  const terminal = await openEnrolledTerminal({
    ...ports,
    places,
    secret: null,
    http,
    trustedTime,
    standing,
    stored,
  })
  if (terminal === null) throw new Error('the key of the till cannot be opened')
  const { terminalId, epoch, realm } = terminal.enrolment
  const { sealing, store, roster } = terminal.configuration.current()
  const bootId = uuidV7(ports)
  for (let count = 0; count < given.count; count += 1) {
    const { type, schemaVersion, payload } = given.record(terminalId)
    const id = uuidV7(ports)
    const content = { id, terminalId, type, schemaVersion, payload } as Parameters<
      typeof sealToAccountApi
    >[0]['content']
    const sealedPayload = must(await sealToAccountApi({ key: sealing, content }))
    const head = journal.head(epoch)
    const header = {
      id,
      realm,
      terminalId,
      epoch,
      sequence: head.sequence + 1,
      previousHash: head.hash,
      type,
      schemaVersion,
      aggregateId: uuidV7(ports),
      dependsOn: [],
      operatorId: roster[0]?.operatorId ?? null,
      occurredAt: instantOf(systemClock.wallMs()),
      storeTimeZone: store.timeZone,
      clock: { bootId, monotonicMs: count, serverOffsetMs: null, offsetAgeMs: null },
      keyId: sealing.keyId,
      payloadCommitment: sha256(sealedPayload),
    }
    const hash = envelopeHash(header as unknown as Parameters<typeof envelopeHash>[0])
    const signature = terminal.key.sign(signatureInput(hash))
    const envelope = envelopeSchema.parse({ ...header, hash, signature, sealedPayload })
    const savedAt = header.occurredAt
    must(await journal.append(async () => ok([{ kind: 'saved', envelope, slip: null, savedAt } as const])))
  }
  await journal.close()
}

function must<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: unknown },
): Value {
  if (!result.ok) throw new Error(`the journal was not written: ${JSON.stringify(result.failure)}`)
  return result.value
}
