import type { Seal } from '#electron/vault/sealing.ts'
import type { SlipBox } from '#electron/vault/slip-box.ts'
import type { TerminalKey } from '#electron/vault/terminal-key.ts'
import type { SealedOperation } from '#account-api/ingest/arrival.ts'
import { readOperation } from '#account-api/ingest/open-seal.ts'
import { type EnvelopeHeader, type SealedContent, sealedContentSchema } from '#shared/contracts/envelope.ts'
import { ok } from '#shared/kernel/result.ts'
import { slipSchema } from '#shared/ipc/record-methods.ts'

const encode = (text: string): string => Buffer.from(text).toString('base64url')
const decode = (text: string): string => Buffer.from(text, 'base64url').toString('utf8')

/** Seals in the form of a compact JWE, without a secret: what real sealing would hide is encoded, and nothing else differs. */
export const simulatedSeal: Seal = async ({ key, content }) =>
  ok(`${encode(key.keyId)}...${encode(JSON.stringify(content))}.x`)

export function openSimulatedSeal(envelope: EnvelopeHeader & { sealedPayload: string }): SealedOperation {
  const content = readContent(envelope.sealedPayload)
  if (content === null || content.id !== envelope.id || content.terminalId !== envelope.terminalId) {
    return { kind: 'unreadable', reason: 'seal-broken' }
  }
  return readOperation(content)
}

/** What was put under a simulated seal, as it is. */
export function textUnder(sealedPayload: string): string {
  return decode(sealedPayload.split('.')[3] ?? '')
}

/** What is under a simulated seal; null when nothing can be read. */
export function readContent(sealedPayload: string): SealedContent | null {
  try {
    return sealedContentSchema.parse(JSON.parse(textUnder(sealedPayload)))
  } catch {
    return null
  }
}

/** 64 bytes in base64url, as ES256 makes them. */
const SIGNATURE_CHARACTERS = 86

/** A terminal's key: whoever knows its name signs. What is signed is mixed and not hashed, since nobody here forges. */
export function simulatedKey(name: string): Pick<TerminalKey, 'sign'> {
  return { sign: (text) => signatureOf(name, text) }
}

export function signatureOf(keyName: string, text: string): string {
  const signed = `${keyName}\n${text}`
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let index = 0; index < signed.length; index += 1) {
    const code = signed.charCodeAt(index)
    high = Math.imul(high ^ code, 0x9e3779b1) ^ (low >>> 15)
    low = Math.imul(low ^ code, 0x5f356495) ^ (high >>> 13)
  }
  return ((high >>> 0).toString(16) + (low >>> 0).toString(16)).padEnd(SIGNATURE_CHARACTERS, 'A')
}

export const simulatedSlipBox: SlipBox = {
  close: (id, slip) => encode(`${id}${JSON.stringify(slip)}`),
  open(id, closed) {
    const text = closed === null ? '' : decode(closed)
    if (!text.startsWith(id)) return null
    return slipSchema.parse(JSON.parse(text.slice(id.length)))
  },
}
