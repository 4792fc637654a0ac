import { createHash } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { responseChain } from '#account-api/credentials/response-chain.ts'
import { challengeOf, isResponse } from '#electron/vault/telephone-response.ts'
import { operatorIdSchema, terminalIdSchema } from '#shared/contracts/identifiers.ts'
import {
  RESET_ROUNDS,
  RESPONSE_BYTES,
  type ResetBinding,
  chainLinkInput,
  linkOfRound,
  roundOfChallenge,
} from '#shared/contracts/pin-reset.ts'

const KEY = Buffer.alloc(32, 1)
const BINDING: ResetBinding = {
  terminalId: terminalIdSchema.parse('01890000-0000-7000-8000-00000000aaaa'),
  epoch: 1,
  operatorId: operatorIdSchema.parse('ana'),
}
const OTHERS: readonly (readonly [string, ResetBinding])[] = [
  ['operator', { ...BINDING, operatorId: operatorIdSchema.parse('rui') }],
  ['till', { ...BINDING, terminalId: terminalIdSchema.parse('01890000-0000-7000-8000-00000000bbbb') }],
  ['epoch', { ...BINDING, epoch: 2 }],
]

const chain = responseChain(KEY, BINDING)
/** What a till of this binding holds. */
const held = (binding: ResetBinding) => ({
  anchor: Buffer.from(responseChain(KEY, binding).anchor, 'base64url'),
  binding,
})
const till = held(BINDING)

describe('a response by telephone', () => {
  test('[C12] [V13] head office answers every round, and the till knows the answer from the anchor alone', () => {
    for (let round = 0; round < RESET_ROUNDS; round += 1) {
      expect(isResponse({ ...till, round, response: chain.response(round) })).toBe(true)
      expect(isResponse({ ...till, round: round + 1, response: chain.response(round) })).toBe(false)
      if (round > 0)
        expect(isResponse({ ...till, round: round - 1, response: chain.response(round) })).toBe(false)
    }
  })

  test.each(OTHERS)('[V13] fits no other %s', (_, other) => {
    const response = responseChain(KEY, other).response(3)
    expect(isResponse({ ...held(other), round: 3, response })).toBe(true)
    expect(isResponse({ ...till, round: 3, response })).toBe(false)
    // Nor does this one's response pass where the other's anchor is put beside it.
    expect(isResponse({ anchor: till.anchor, binding: other, round: 3, response: chain.response(3) })).toBe(
      false,
    )
  })

  test('[V13] nothing altered passes, not one bit', () => {
    const response = chain.response(0)
    for (let bit = 0; bit < RESPONSE_BYTES * 8; bit += 1) {
      const altered = Uint8Array.from(response, (byte, at) =>
        at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
      )
      expect(isResponse({ ...till, round: 0, response: altered })).toBe(false)
    }
    for (const wrong of [new Uint8Array(), response.subarray(1), Buffer.concat([response, response])])
      expect(isResponse({ ...till, round: 0, response: wrong })).toBe(false)
  })

  test('[V13] what the till holds, and everything that follows from it, is the response of no round', () => {
    let known: Uint8Array = till.anchor
    for (let step = 0; step < 5; step += 1) {
      for (let round = 0; round < RESET_ROUNDS; round += 1)
        expect(isResponse({ ...till, round, response: known })).toBe(false)
      known = createHash('sha256')
        .update(
          chainLinkInput(BINDING, { index: RESET_ROUNDS, before: Buffer.from(known).toString('base64url') }),
        )
        .digest()
        .subarray(0, RESPONSE_BYTES)
    }
  })

  test('[V13] a response tells the ones of earlier rounds, and so must be the response of a later one to be right', () => {
    const round = 7
    const index = linkOfRound(round) + 1
    const before = Buffer.from(chain.response(round)).toString('base64url')
    const followed = createHash('sha256').update(chainLinkInput(BINDING, { index, before })).digest()
    expect(Buffer.from(chain.response(round - 1))).toEqual(followed.subarray(0, RESPONSE_BYTES))
  })

  test('[V13] there is no round beyond the last', () => {
    for (const round of [-1, RESET_ROUNDS])
      expect(isResponse({ ...till, round, response: till.anchor })).toBe(false)
  })
})

describe('a challenge', () => {
  test('[V14] is the same at both ends, and tells its round', () => {
    for (let round = 0; round < RESET_ROUNDS; round += 1) {
      expect(Buffer.from(challengeOf(till, round))).toEqual(Buffer.from(chain.challenge(round)))
      expect(roundOfChallenge(challengeOf(till, round))).toBe(round)
    }
    expect(roundOfChallenge(Uint8Array.of(255, 0, 0, 0, 0))).toBeNull()
  })

  test.each(OTHERS)('[V14] is another for another %s', (_, other) => {
    expect(Buffer.from(challengeOf(held(other), 0))).not.toEqual(Buffer.from(challengeOf(till, 0)))
  })

  test('[V14] is not made without the anchor', () => {
    const forged = challengeOf({ anchor: Buffer.alloc(RESPONSE_BYTES), binding: BINDING }, 0)
    expect(Buffer.from(forged)).not.toEqual(Buffer.from(chain.challenge(0)))
  })
})
