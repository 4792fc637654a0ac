import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

/** Whom the desk believes to be the account API's; null: whomever the machine believes [T15]. */
export type PinnedAuthorities = readonly X509Certificate[] | null

/** `date`: it would hold at another time. */
export type CertificateTrouble = 'date' | 'host' | 'authority'

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** Reads the authorities of a PEM file. A file that holds none trusts nobody: it was meant to narrow trust, never to widen it. */
export function readAuthorities(text: string): readonly X509Certificate[] {
  return (text.match(PEM_BLOCK) ?? []).flatMap((block) => {
    try {
      const certificate = new X509Certificate(block)
      return certificate.ca ? [certificate] : []
    } catch {
      return []
    }
  })
}

/**
 * Whether a server's certificate was given by a pinned authority, directly or through those that it brought along, for this host and this
 * moment (RFC 5280, 6; RFC 9525). Null: it holds. The first thing that is wrong is named, a date last: it is what a person
 * at the till can mend.
 */
export function certificateTrouble(given: {
  /** The server's own first, each followed by its issuer; PEM or DER. */
  readonly chain: readonly (string | Uint8Array)[]
  readonly authorities: readonly X509Certificate[]
  readonly host: string
  readonly nowMs: number
}): CertificateTrouble | null {
  const { host, nowMs } = given
  const chain = parsed(given.chain)
  const [own] = chain
  if (own === undefined) return 'authority'
  const path = pathToAuthority(chain, given.authorities)
  if (path === null) return 'authority'
  const isForHost = isIP(host) === 0 ? own.checkHost(host) !== undefined : own.checkIP(host) !== undefined
  if (!isForHost) return 'host'
  return path.every((certificate) => isWithin(certificate, nowMs)) ? null : 'date'
}

function parsed(chain: readonly (string | Uint8Array)[]): readonly X509Certificate[] {
  try {
    return chain.map((one) => new X509Certificate(one))
  } catch {
    return []
  }
}

/** The certificates from the server's own to a pinned authority; null where none of them leads to one. */
function pathToAuthority(
  chain: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): readonly X509Certificate[] | null {
  const path: X509Certificate[] = []
  for (const certificate of chain) {
    const above = path.at(-1)
    if (above !== undefined && !(certificate.ca && isIssuedBy(above, certificate))) return null
    path.push(certificate)
    const authority = authorities.find((candidate) => isIssuedBy(certificate, candidate))
    if (authority !== undefined) return [...path, authority]
  }
  return null
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

// Electron's BoringSSL gives these as texts alone.
function isWithin({ validFrom, validTo }: X509Certificate, nowMs: number): boolean {
  return Date.parse(validFrom) <= nowMs && nowMs <= Date.parse(validTo)
}
