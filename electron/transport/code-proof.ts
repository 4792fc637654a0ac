import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

import { codeKeyInput, codeNameInput } from '#shared/contracts/enrolment-code.ts'
import { type CanonicalValue, canonicalJson } from '#shared/kernel/canonical-json.ts'

/** What names a one-time code without telling it. */
export function codeName(code: string): string {
  return createHash('sha256').update(codeNameInput(code), 'utf8').digest('base64url')
}

/** Proves knowledge of a code over some members, without telling it (C17). */
export function codeProof(code: string, members: { readonly [name: string]: CanonicalValue }): string {
  const key = createHash('sha256').update(codeKeyInput(code), 'utf8').digest()
  return createHmac('sha256', key).update(canonicalJson(members), 'utf8').digest('base64url')
}

export function isSameProof(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
