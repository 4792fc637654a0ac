import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

import {
  RESET_ROUNDS,
  RESPONSE_BYTES,
  type ResetBinding,
  chainLinkInput,
  challengeBytes,
  challengeProofInput,
  linkOfRound,
} from '#shared/contracts/pin-reset.ts'
import { toBase64Url } from '#shared/kernel/base64url.ts'

/** What a till knows of an operator's chain: its end, from signed configuration, and whom it is for [V13]. */
export interface ResetAnchor {
  readonly anchor: Uint8Array
  readonly binding: ResetBinding
}

/** The challenge of a round: the same as often as it is asked for, and made by no one without the anchor [V14]. */
export function challengeOf({ anchor, binding }: ResetAnchor, round: number): Uint8Array {
  const proof = createHmac('sha256', anchor).update(challengeProofInput(binding, round)).digest()
  return challengeBytes(round, proof)
}

/** Whether these bytes are head office's response to the challenge of this round [V13]. */
export function isResponse(given: ResetAnchor & { round: number; response: Uint8Array }): boolean {
  const { anchor, binding, round, response } = given
  if (response.length !== RESPONSE_BYTES || round < 0 || round >= RESET_ROUNDS) return false
  let link = response
  for (let index = linkOfRound(round) + 1; index <= RESET_ROUNDS; index += 1) {
    const input = chainLinkInput(binding, { index, before: toBase64Url(link) })
    link = createHash('sha256').update(input).digest().subarray(0, RESPONSE_BYTES)
  }
  return anchor.length === link.length && timingSafeEqual(anchor, link)
}
