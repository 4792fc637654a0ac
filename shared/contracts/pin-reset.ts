import * as z from 'zod'
import type { OperatorId, TerminalId } from './identifiers.ts'

/** How many challenges one operator may have at one till in one epoch; each has one response of its own. */
export const RESET_ROUNDS = 100

/** 80 bits: a response is as hard to guess, and to find from the anchor, as a key of that length. */
export const RESPONSE_BYTES = 10

/** 40 bits: 7 of the round, 33 that only this till and head office can make. */
export const CHALLENGE_BYTES = 5
const PROOF_BITS = 33n

/** The end of a chain of responses, base64url: a till checks a response with it and cannot make one. */
export const resetAnchorSchema = z.string().regex(/^[A-Za-z0-9_-]{14}$/)

/** Whom a challenge and its response are for. */
export interface ResetBinding {
  readonly terminalId: TerminalId
  readonly epoch: number
  readonly operatorId: OperatorId
}

/** The text whose HMAC under head office's key begins a chain of responses. */
export function chainStartInput(binding: ResetBinding): string {
  return inputOf('start', binding)
}

/** The text whose SHA-256, cut to RESPONSE_BYTES, is link `index` of a chain; `before` is the link before it, base64url. */
export function chainLinkInput(binding: ResetBinding, given: { index: number; before: string }): string {
  return inputOf('link', binding, String(given.index), given.before)
}

/** The text whose HMAC under the anchor proves that this till shows this challenge. */
export function challengeProofInput(binding: ResetBinding, round: number): string {
  return inputOf('challenge', binding, String(round))
}

/** Which link answers a round: the last ones first, because a link tells all that follow it and none before. */
export function linkOfRound(round: number): number {
  return RESET_ROUNDS - 1 - round
}

/** Puts a challenge together; of `proof`, an HMAC, the first 33 bits count. */
export function challengeBytes(round: number, proof: Uint8Array): Uint8Array {
  const first = proof.slice(0, CHALLENGE_BYTES).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const value = (BigInt(round) << PROOF_BITS) | (first >> (BigInt(CHALLENGE_BYTES * 8) - PROOF_BITS))
  return new Uint8Array(
    Array.from({ length: CHALLENGE_BYTES }, (_, at) =>
      Number((value >> BigInt(8 * (CHALLENGE_BYTES - 1 - at))) & 255n),
    ),
  )
}

/** The round that a challenge is of; null when there is no such round. */
export function roundOfChallenge(challenge: Uint8Array): number | null {
  const round = (challenge[0] ?? 0) >> 1
  return round < RESET_ROUNDS ? round : null
}

function inputOf(what: string, { terminalId, epoch, operatorId }: ResetBinding, ...more: string[]): string {
  return [`counterside-pin-reset-${what}-v1`, terminalId, epoch, operatorId, ...more].join('\n')
}
