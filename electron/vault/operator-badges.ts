import { hkdfSync, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'

import * as z from 'zod'

import { replaceFile, setAside } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import {
  BADGE_BYTES,
  BADGE_SELECTOR_LENGTH,
  badgeFromBytes,
  badgeSymbols,
} from '#shared/contracts/badge-code.ts'
import { type OperatorId, operatorIdSchema } from '#shared/contracts/identifiers.ts'
import type { Random } from '#shared/kernel/random.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { decryptBytes, encryptBytes } from './aead.ts'
import type { PinHash } from './pin-hash.ts'
import type { TillSecret } from './till-secret.ts'

const PURPOSE = 'operator-badges'
const SALT_BYTES = 16
const KEY_BYTES = 32

const badgeSchema = z.strictObject({
  selector: z.string().length(BADGE_SELECTOR_LENGTH),
  salt: z.base64(),
  verifier: z.base64(),
  closedPinKey: z.base64(),
})
type Badge = z.infer<typeof badgeSchema>
const badgesSchema = z.record(operatorIdSchema, badgeSchema)
const fileSchema = z.strictObject({
  version: z.literal(1),
  protection: z.enum(['keystore', 'file']),
  /** The badges as JSON, encrypted where the protection is the keystore. */
  badges: z.base64(),
})

/** The badges of this till's operators: each opens the till as its operator's PIN does [V22]. */
export interface OperatorBadges {
  has(id: OperatorId): boolean
  /** Whose badge this says it is; null for one that this till did not make, or no longer takes. */
  claimedBy(code: string): OperatorId | null
  /** The PIN's key, out of the badge; null where it is another badge. */
  open(code: string): Promise<Uint8Array | null>
  /** Makes a badge in place of the one before. The code is given out this once. */
  make(id: OperatorId, pinKey: Uint8Array): Promise<Result<string, DiskFailure | 'hash-failed'>>
  forget(id: OperatorId): Promise<Result<null, DiskFailure>>
}

/** Opens them. A file that cannot be read is kept aside, and nobody has a badge until they make one. */
export async function openOperatorBadges(given: {
  disk: Disk
  folder: string
  secret: TillSecret | null
  random: Random
  pinHash: PinHash
}): Promise<OperatorBadges> {
  const { disk, secret, random, pinHash } = given
  const path = join(given.folder, 'operator-badges.json')
  const alone = oneAtATime()
  let badges = await readBadges({ disk, path, secret })

  async function write(next: ReadonlyMap<OperatorId, Badge>): Promise<Result<null, DiskFailure>> {
    const plain = Buffer.from(JSON.stringify(Object.fromEntries(next)))
    const bytes = secret?.encrypt({ purpose: PURPOSE, bound: PURPOSE, bytes: plain }) ?? plain
    const protection = secret === null ? 'file' : 'keystore'
    const stored = { version: 1, protection, badges: Buffer.from(bytes).toString('base64') }
    const written = await replaceFile({ disk, path, bytes: Buffer.from(JSON.stringify(stored)) })
    if (written.ok) badges = new Map(next)
    return written
  }

  const claimed = (code: string) => {
    const selector = badgeSymbols(code)?.slice(0, BADGE_SELECTOR_LENGTH)
    return [...badges].find(([, badge]) => badge.selector === selector) ?? null
  }

  return {
    has: (id) => badges.has(id),
    claimedBy: (code) => claimed(code)?.[0] ?? null,
    async open(code) {
      const found = claimed(code)
      if (found === null) return null
      const [id, badge] = found
      const hash = await pinHash.hash({ pin: code, salt: Buffer.from(badge.salt, 'base64') })
      if (hash === null) return null
      const { verifier, key } = keysOf(hash)
      const known = Buffer.from(badge.verifier, 'base64')
      if (known.length !== verifier.length || !timingSafeEqual(known, verifier)) return null
      return decryptBytes({ key, bound: id, bytes: Buffer.from(badge.closedPinKey, 'base64') })
    },
    make: (id, pinKey) =>
      alone(async () => {
        const code = badgeFromBytes(random.bytes(BADGE_BYTES))
        const salt = random.bytes(SALT_BYTES)
        const hash = await pinHash.hash({ pin: code, salt })
        if (hash === null) return fail('hash-failed')
        const { verifier, key } = keysOf(hash)
        const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
        const badge: Badge = {
          selector: badgeSymbols(code)?.slice(0, BADGE_SELECTOR_LENGTH) ?? '',
          salt: text(salt),
          verifier: text(verifier),
          closedPinKey: text(encryptBytes({ key, bound: id, bytes: pinKey, random })),
        }
        const written = await write(new Map(badges).set(id, badge))
        return written.ok ? ok(code) : written
      }),
    forget: (id) =>
      alone(async () => {
        if (!badges.has(id)) return ok(null)
        const next = new Map(badges)
        next.delete(id)
        return write(next)
      }),
  }
}

/** One slow hash gives what is compared and what opens the PIN's key; neither tells the other. */
function keysOf(hash: Uint8Array): { verifier: Uint8Array; key: Uint8Array } {
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', hash, '', `counterside-badge-v1\n${purpose}`, KEY_BYTES))
  return { verifier: derive('verifier'), key: derive('pin-key') }
}

async function readBadges(given: {
  disk: Disk
  path: string
  secret: TillSecret | null
}): Promise<Map<OperatorId, Badge>> {
  const { disk, path, secret } = given
  const read = await disk.read(path)
  if (!read.ok) return new Map()
  try {
    const stored = fileSchema.parse(JSON.parse(Buffer.from(read.value).toString('utf8')))
    // A keystore that is merely locked today opens them tomorrow.
    if (stored.protection === 'keystore' && secret === null) return new Map()
    const bytes = new Uint8Array(Buffer.from(stored.badges, 'base64'))
    const plain =
      stored.protection === 'file' ? bytes : secret?.decrypt({ purpose: PURPOSE, bound: PURPOSE, bytes })
    const parsed = badgesSchema.parse(JSON.parse(Buffer.from(plain ?? []).toString('utf8')))
    return new Map(Object.entries(parsed).map(([id, badge]) => [operatorIdSchema.parse(id), badge]))
  } catch {
    await setAside(disk, path)
    return new Map()
  }
}
