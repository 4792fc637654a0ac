import { type KeyObject, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A certificate with its private key, as a TLS server takes them. */
export interface Certificate {
  readonly pem: string
  readonly keyPem: string
  readonly name: string
  readonly key: KeyObject
}

const DAY_MS = 86_400_000

/**
 * Makes an X.509 certificate (RFC 5280) with a P-256 key: of an authority, or of a server that answers to host names and
 * addresses. Without an issuer it signs itself.
 */
export function makeCertificate(given: {
  readonly name: string
  readonly nowMs: number
  readonly issuer?: Certificate
  readonly isAuthority?: boolean
  readonly hosts?: readonly string[]
  readonly addresses?: readonly string[]
  /** Days from now; a day before until a month after. */
  readonly from?: number
  readonly until?: number
}): Certificate {
  const { name, issuer, nowMs } = given
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
  const at = (days: number) => utcTime(nowMs + days * DAY_MS)
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    nameOf(issuer?.name ?? name),
    sequence(at(given.from ?? -1), at(given.until ?? 30)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensionsOf(given))),
  )
  const signature = sign('sha256', body, issuer?.key ?? privateKey)
  const whole = sequence(body, ecdsaWithSha256, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const base64 =
    whole
      .toString('base64')
      .match(/.{1,64}/g)
      ?.join('\n') ?? ''
  return {
    name,
    key: privateKey,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  }
}

function extensionsOf(given: {
  isAuthority?: boolean
  hosts?: readonly string[]
  addresses?: readonly string[]
}): readonly Buffer[] {
  const isAuthority = given.isAuthority ?? false
  const names = [
    ...(given.hosts ?? []).map((host) => tagged(0x82, Buffer.from(host))),
    ...(given.addresses ?? []).map((address) => tagged(0x87, Buffer.from(address.split('.').map(Number)))),
  ]
  const basic = sequence(...(isAuthority ? [tagged(0x01, Buffer.from([0xff]))] : []))
  // keyCertSign for an authority, digitalSignature for a server.
  const usage = tagged(0x03, Buffer.from(isAuthority ? [2, 0x04] : [7, 0x80]))
  return [
    extension('551d13', basic, true),
    extension('551d0f', usage, true),
    ...(names.length === 0 ? [] : [extension('551d11', sequence(...names), false)]),
  ]
}

function extension(id: string, value: Buffer, isCritical: boolean): Buffer {
  const critical = isCritical ? [tagged(0x01, Buffer.from([0xff]))] : []
  return sequence(oid(id), ...critical, tagged(0x04, value))
}

function nameOf(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from(commonName)))))
}

function utcTime(ms: number): Buffer {
  return tagged(0x17, Buffer.from(`${new Date(ms).toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`))
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'))
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes)
}

/** One element of DER (X.690): tag, length, value. */
function tagged(tag: number, value: Buffer): Buffer {
  const { length } = value
  const lengthBytes =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), value])
}
