import { hkdfSync, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'

import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import type { OperatorId } from '#shared/contracts/identifiers.ts'
import { RESET_ROUNDS } from '#shared/contracts/pin-reset.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/random.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { type TryStatus, openPinAttempts } from './pin-attempts.ts'
import type { PinHash } from './pin-hash.ts'
import { openPinVerifiers } from './pin-verifiers.ts'
import { openResetRounds } from './reset-rounds.ts'
import type { TillSecret } from './till-secret.ts'

/** How a try ended. `not-counted`: the try could not be put on disk and was not made. */
export type PinCheck =
  /** `pinKey`: 32 bytes that only this PIN gives; nothing on disk holds them or leads to them. */
  | { readonly kind: 'right'; readonly pinKey: Uint8Array }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'wait'; readonly retryAfterMs: number }
  | { readonly kind: 'locked-out' }
  | { readonly kind: 'no-pin' }
  | { readonly kind: 'not-counted' }
  | { readonly kind: 'hash-failed' }

/** How a response by telephone was taken. `retryAfterMs` is null while the next one need not wait. */
export type ResponseCheck =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly triesLeft: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'wait'; readonly retryAfterMs: number }
  | { readonly kind: 'disk-failed' }

/** The PINs of this till's operators. Who may work at all is the roster's matter. */
export interface OperatorPins {
  hasPin(id: OperatorId): boolean
  status(id: OperatorId): TryStatus
  check(id: OperatorId, pin: string): Promise<PinCheck>
  /** Gives somebody who is locked out their ten tries again; changes nothing for anybody who is not. */
  release(id: OperatorId): Promise<'released' | 'not-locked-out' | 'disk-failed'>
  /** The round whose challenge is to be shown, noted on disk first [V14]; null when none is left. */
  showChallenge(id: OperatorId): Promise<Result<number | null, DiskFailure>>
  /** Counts a response before it is compared; `isRight` compares it for a round [V16]. */
  checkResponse(id: OperatorId, isRight: (round: number) => boolean): Promise<ResponseCheck>
  /** Hashes a PIN that the policy has passed; `store` puts it in force, with the tries counted anew. */
  prepare(id: OperatorId, pin: string): Promise<PreparedPin | null>
}

export interface PreparedPin {
  readonly pinKey: Uint8Array
  store(): Promise<Result<null, DiskFailure>>
}

const SALT_BYTES = 16
const KEY_BYTES = 32

/** One slow hash gives two keys that tell nothing of each other: what is compared, and what opens drafts [V13]. */
function keysOf(hash: Uint8Array): { verifier: Uint8Array; pinKey: Uint8Array } {
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', hash, '', `counterside-pin-v1\n${purpose}`, KEY_BYTES))
  return { verifier: derive('verifier'), pinKey: derive('drafts') }
}

export async function openOperatorPins(given: {
  disk: Disk
  folder: string
  /** Outside the profile [V11]. */
  attemptsFolder: string
  secret: TillSecret | null
  clock: Clock
  random: Random
  pinHash: PinHash
}): Promise<OperatorPins> {
  const { disk, clock, pinHash } = given
  const verifiers = await openPinVerifiers({ ...given, path: join(given.folder, 'operator-pins.json') })
  const operatorsWithPin = [...verifiers.all().keys()]
  const attempts = await openPinAttempts({ disk, folder: given.attemptsFolder, clock, operatorsWithPin })
  const floors = new Map([...verifiers.all()].map(([id, { resetRound }]) => [id, resetRound]))
  const rounds = await openResetRounds({ disk, folder: given.attemptsFolder, clock, floors })
  // Tries asked for at once would otherwise each find the count before the others were counted.
  const alone = oneAtATime()
  return {
    hasPin: (id) => verifiers.all().has(id),
    status: (id) => attempts.status(id),
    check: (id, pin) =>
      alone(async (): Promise<PinCheck> => {
        const known = verifiers.all().get(id)
        if (known === undefined) return { kind: 'no-pin' }
        const status = attempts.status(id)
        if (status.kind !== 'free') return status
        const counted = await attempts.count(id)
        if (!counted.ok) return { kind: 'not-counted' }
        const hash = await pinHash.hash({ pin, salt: known.salt })
        if (hash === null) {
          await attempts.takeBack(id)
          return { kind: 'hash-failed' }
        }
        const { verifier, pinKey } = keysOf(hash)
        const isRight = verifier.length === known.verifier.length && timingSafeEqual(verifier, known.verifier)
        if (!isRight) {
          if (counted.value === 0) await rounds.end(id)
          return { kind: 'wrong', triesLeft: counted.value }
        }
        // A success whose count could not be cleared stays a success; the next one clears it.
        await attempts.clear(id)
        await rounds.end(id)
        return { kind: 'right', pinKey }
      }),
    release: (id) =>
      alone(async () => {
        if (attempts.status(id).kind !== 'locked-out') return 'not-locked-out'
        const ended = await rounds.end(id)
        const cleared = ended.ok ? await attempts.clear(id) : ended
        return cleared.ok ? 'released' : 'disk-failed'
      }),
    showChallenge: (id) =>
      alone(async () => {
        const round = rounds.number(id)
        if (round >= RESET_ROUNDS) return ok(null)
        const shown = await rounds.show(id)
        return shown.ok ? ok(round) : shown
      }),
    checkResponse: (id, isRight) =>
      alone(async (): Promise<ResponseCheck> => {
        const waitMs = rounds.waitMs(id)
        if (waitMs > 0) return { kind: 'wait', retryAfterMs: waitMs }
        const counted = await rounds.count(id)
        if (!counted.ok) return { kind: 'disk-failed' }
        if (!rounds.isShown(id) || !isRight(rounds.number(id))) {
          const nextMs = rounds.waitMs(id)
          return { kind: 'wrong', triesLeft: rounds.left(id), retryAfterMs: nextMs > 0 ? nextMs : null }
        }
        // A count that could not be forgiven only makes the next response wait.
        await rounds.forgive(id)
        return { kind: 'right' }
      }),
    async prepare(id, pin) {
      const salt = given.random.bytes(SALT_BYTES)
      const hash = await pinHash.hash({ pin, salt })
      if (hash === null) return null
      const { verifier, pinKey } = keysOf(hash)
      return {
        pinKey,
        store: () =>
          alone(async () => {
            const ended = await rounds.end(id)
            const cleared = ended.ok ? await attempts.clear(id) : ended
            const resetRound = rounds.number(id)
            return cleared.ok ? verifiers.put(id, { salt, verifier, resetRound }) : fail(cleared.failure)
          }),
      }
    },
  }
}
