import { createHash, createHmac } from 'node:crypto'
import {
  RESET_ROUNDS,
  RESPONSE_BYTES,
  chainLinkInput,
  chainStartInput,
  challengeBytes,
  challengeProofInput,
  linkOfRound,
} from '#shared/contracts/pin-reset.ts'
import type { ResetBinding } from '#shared/contracts/pin-reset.ts'
import { toBase64Url } from '#shared/kernel/base64url.ts'

/**
 * The responses of one operator at one till in one epoch (C12). Each link is the hash of the one before, and the till is
 * given the end: from a response follow only those of earlier rounds, from the end follows none.
 */
export interface ResponseChain {
  /** What the signed configuration carries, base64url. */
  readonly anchor: string
  response(round: number): Uint8Array
  /** The challenge that this till shows in this round. */
  challenge(round: number): Uint8Array
}

/** Computes a chain from head office's key; nothing of it is stored. */
export function responseChain(key: Uint8Array, binding: ResetBinding): ResponseChain {
  const start = createHmac('sha256', key).update(chainStartInput(binding)).digest()
  const links = [start.subarray(0, RESPONSE_BYTES)]
  for (let index = 1; index <= RESET_ROUNDS; index += 1) {
    const before = toBase64Url(linkAt(links, index - 1))
    const link = createHash('sha256').update(chainLinkInput(binding, { index, before })).digest()
    links.push(link.subarray(0, RESPONSE_BYTES))
  }
  const anchor = linkAt(links, RESET_ROUNDS)
  return {
    anchor: toBase64Url(anchor),
    response: (round) => linkAt(links, linkOfRound(round)),
    challenge: (round) =>
      challengeBytes(
        round,
        createHmac('sha256', anchor).update(challengeProofInput(binding, round)).digest(),
      ),
  }
}

function linkAt(links: readonly Uint8Array[], index: number): Uint8Array {
  const link = links[index]
  if (link === undefined) throw new Error(`a chain has no link ${index}`)
  return link
}
