import {
  type KeyObject,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
} from 'node:crypto'

import * as z from 'zod'

import { replaceFile, setAside } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import { type OperatorId, operatorIdSchema } from '#shared/contracts/identifiers.ts'
import type { Random } from '#shared/kernel/random.ts'
import { type Result, ok } from '#shared/kernel/result.ts'

import { decryptBytes, encryptBytes } from './aead.ts'
import type { TillSecret } from './till-secret.ts'

const PURPOSE = 'draft-keys'

/** Somebody who can open what is parked for them. */
export interface DraftReader {
  readonly operatorId: OperatorId
  /** Names the pair: a new PIN makes another one. */
  readonly keyId: string
  readonly publicKey: KeyObject
}

export interface UnlockedReader {
  readonly operatorId: OperatorId
  readonly keyId: string
  readonly privateKey: KeyObject
}

/** The operators' key pairs for drafts [V14]. */
export interface DraftKeys {
  readers(): readonly DraftReader[]
  /** Opens the operator's private half with the key of the PIN they have just typed; makes a pair where none opens. */
  unlock(id: OperatorId, pinKey: Uint8Array): Promise<Result<null, DiskFailure>>
  /** A new PIN: the pair before it is gone, and so is what only it opened. */
  replace(id: OperatorId, pinKey: Uint8Array): Promise<Result<null, DiskFailure>>
  /** Forgets the private half. */
  lock(): void
  unlocked(): UnlockedReader | null
}

const pairSchema = z.strictObject({ publicKey: z.base64(), closedPrivateKey: z.base64() })
type Pair = z.infer<typeof pairSchema>
const fileSchema = z.strictObject({ version: z.literal(1), pairs: z.record(operatorIdSchema, pairSchema) })

/** Opens them. A file that does not open is kept aside, and who unlocks next gets a new pair. */
export async function openDraftKeys(given: {
  disk: Disk
  path: string
  secret: TillSecret
  random: Random
}): Promise<DraftKeys> {
  const { disk, path, secret, random } = given
  const alone = oneAtATime()
  const known = await readPairs(given)
  let pairs = known.ok ? known.value : new Map<OperatorId, Pair>()
  let current: UnlockedReader | null = null

  const wrapKey = (pinKey: Uint8Array) => secret.combine({ purpose: PURPOSE, other: pinKey })

  async function make(id: OperatorId, pinKey: Uint8Array): Promise<Result<UnlockedReader, DiskFailure>> {
    // Writing over what could not be read would take the others' keys away.
    if (!known.ok) return known
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const spki = publicKey.export({ type: 'spki', format: 'der' })
    const bytes = privateKey.export({ type: 'pkcs8', format: 'der' })
    const closed = encryptBytes({ key: wrapKey(pinKey), bound: id, bytes, random })
    const pair = {
      publicKey: spki.toString('base64'),
      closedPrivateKey: Buffer.from(closed).toString('base64'),
    }
    const next = new Map(pairs).set(id, pair)
    const plain = Buffer.from(JSON.stringify({ version: 1, pairs: Object.fromEntries(next) }))
    const stored = secret.encrypt({ purpose: PURPOSE, bound: PURPOSE, bytes: plain })
    const written = await replaceFile({ disk, path, bytes: stored })
    if (!written.ok) return written
    pairs = next
    return ok({ operatorId: id, keyId: keyIdOf(pair), privateKey })
  }

  return {
    readers: () =>
      [...pairs].map(([operatorId, pair]) => ({
        operatorId,
        keyId: keyIdOf(pair),
        publicKey: createPublicKey({
          key: Buffer.from(pair.publicKey, 'base64'),
          type: 'spki',
          format: 'der',
        }),
      })),
    unlock: (id, pinKey) =>
      alone(async () => {
        current = null
        const pair = pairs.get(id)
        const bytes = pair === undefined ? null : Buffer.from(pair.closedPrivateKey, 'base64')
        const plain = bytes === null ? null : decryptBytes({ key: wrapKey(pinKey), bound: id, bytes })
        if (pair !== undefined && plain !== null) {
          const key = createPrivateKey({ key: Buffer.from(plain), type: 'pkcs8', format: 'der' })
          current = { operatorId: id, keyId: keyIdOf(pair), privateKey: key }
          return ok(null)
        }
        const made = await make(id, pinKey)
        if (!made.ok) return made
        current = made.value
        return ok(null)
      }),
    replace: (id, pinKey) =>
      alone(async () => {
        const made = await make(id, pinKey)
        if (!made.ok) return made
        if (current?.operatorId === id) current = made.value
        return ok(null)
      }),
    lock: () => void (current = null),
    unlocked: () => current,
  }
}

function keyIdOf({ publicKey }: Pair): string {
  return createHash('sha256').update(publicKey).digest('base64url').slice(0, 22)
}

async function readPairs(given: {
  disk: Disk
  path: string
  secret: TillSecret
}): Promise<Result<Map<OperatorId, Pair>, DiskFailure>> {
  const { disk, path, secret } = given
  const read = await disk.read(path)
  if (!read.ok) return read.failure === 'not-found' ? ok(new Map()) : read
  const plain = secret.decrypt({ purpose: PURPOSE, bound: PURPOSE, bytes: read.value })
  if (plain !== null) {
    const { pairs } = fileSchema.parse(JSON.parse(Buffer.from(plain).toString('utf8')))
    return ok(new Map(Object.entries(pairs).map(([id, pair]) => [operatorIdSchema.parse(id), pair])))
  }
  await setAside(disk, path)
  return ok(new Map())
}
