import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { codeKeyInput, codeNameInput } from '#shared/contracts/enrolment-code.ts'
import { canonicalJson } from '#shared/kernel/canonical-json.ts'
import type { CanonicalValue } from '#shared/kernel/canonical-json.ts'

/** The name that a one-time code is looked up by: SHA-256, base64url. */
export function codeNameOf(code: string): string {
  return createHash('sha256').update(codeNameInput(code)).digest('base64url')
}

/** The key that both sides prove a one-time code with: 32 bytes. */
export function codeKeyOf(code: string): Uint8Array {
  return createHash('sha256').update(codeKeyInput(code)).digest()
}

/** HMAC-SHA-256 over the canonical JSON of the members, base64url. */
export function codeProof(key: Uint8Array, members: { readonly [name: string]: CanonicalValue }): string {
  return createHmac('sha256', key).update(canonicalJson(members)).digest('base64url')
}

/** Compares two proofs in constant time. */
export function isSameProof(left: string, right: string): boolean {
  const [first, second] = [Buffer.from(left), Buffer.from(right)]
  return first.length === second.length && timingSafeEqual(first, second)
}
