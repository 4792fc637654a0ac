import type { KeyObject } from 'node:crypto'
import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import type { ChainReport } from '#shared/contracts/messages/administration.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'
import type { PublicKey } from '#shared/contracts/values.ts'
import { isCommitmentRight, isHashRight, isSignatureRight, keyObjectOf } from '../ingest/read-record.ts'
import type { HeldRecord } from './held-records.ts'

type Verified = Pick<
  ChainReport,
  'held' | 'contiguousSequence' | 'contiguousHash' | 'gaps' | 'forks' | 'altered'
>

/** Where a walk along the chain is: the last place that held anything, and the hashes that the next may follow. */
interface Position {
  readonly sequence: number
  readonly hashes: ReadonlySet<string>
}

/** Verifies records that come by sequence: every hash, signature, sealed byte and link. */
export async function verifyChain(
  records: AsyncIterable<HeldRecord>,
  publicKey: PublicKey,
): Promise<Verified & { sequences: ReadonlySet<number> }> {
  const key = keyObjectOf(publicKey)
  const gaps: [number, number][] = []
  const forks: number[] = []
  const altered: number[] = []
  const sequences = new Set<number>()
  let held = 0
  /** The end of the gapless, linked chain: where two records claim one place, both ways are gone. */
  let contiguous: Position = { sequence: 0, hashes: new Set([GENESIS_HASH]) }
  let position: Position = { sequence: 0, hashes: new Set([GENESIS_HASH]) }
  for await (const place of byPlace(records)) {
    const { sequence } = place
    held += place.records.length
    sequences.add(sequence)
    const isNext = sequence === position.sequence + 1
    if (!isNext) gaps.push([position.sequence + 1, sequence - 1])
    if (place.records.length > 1) forks.push(sequence)
    const isSound = (record: HeldRecord) =>
      isUnaltered(record, key) && (!isNext || position.hashes.has(record.previousHash))
    if (!place.records.every(isSound)) altered.push(sequence)
    const next = place.records.filter(
      (record) => isSound(record) && contiguous.hashes.has(record.previousHash),
    )
    if (next.length > 0 && sequence === contiguous.sequence + 1)
      contiguous = { sequence, hashes: new Set(next.map(({ hash }) => hash)) }
    position = { sequence, hashes: new Set(place.records.map((record) => record.hash)) }
  }
  const contiguousSequence = contiguous.sequence
  const [contiguousHash = GENESIS_HASH] = [...contiguous.hashes].toSorted()
  return { held, contiguousSequence, contiguousHash, gaps, forks, altered, sequences }
}

async function* byPlace(
  records: AsyncIterable<HeldRecord>,
): AsyncGenerator<{ sequence: number; records: readonly HeldRecord[] }> {
  let gathered: HeldRecord[] = []
  for await (const record of records) {
    const first = gathered[0]
    if (first !== undefined && first.sequence !== record.sequence) {
      yield { sequence: first.sequence, records: gathered }
      gathered = []
    }
    gathered.push(record)
  }
  const last = gathered[0]
  if (last !== undefined) yield { sequence: last.sequence, records: gathered }
}

function isUnaltered(record: HeldRecord, key: KeyObject): boolean {
  const header = envelopeHeaderSchema.safeParse(record.header)
  if (!header.success) return false
  const { id, sequence, previousHash } = header.data
  const isInItsPlace =
    id === record.operationId && sequence === record.sequence && previousHash === record.previousHash
  const envelope = { ...header.data, hash: record.hash, signature: record.signature }
  const { sealedPayload } = record
  const isContentRight = sealedPayload === null || isCommitmentRight({ ...envelope, sealedPayload })
  return isInItsPlace && isContentRight && isHashRight(envelope) && isSignatureRight(envelope, key)
}
