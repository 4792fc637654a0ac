import { X509Certificate } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createNodeHttp } from '#electron/transport/node-http.ts'
import { certificateTrouble, readAuthorities } from '#electron/transport/pinned-authority.ts'
import { systemClock } from '#electron/main/system-clock.ts'

import { type Certificate, makeCertificate } from '../../harness/certificates.ts'
import { type ScriptedAccountApi, startScriptedAccountApi } from '../../harness/scripted-account-api.ts'
import { type TlsFront, openTlsFront } from '../../harness/tls-front.ts'

const nowMs = systemClock.wallMs()
const ADDRESSES = ['127.0.0.1']
const pinned = makeCertificate({ name: 'Head office', nowMs, isAuthority: true })
const other = makeCertificate({ name: 'Somebody', nowMs, isAuthority: true })
const namesake = makeCertificate({ name: 'Head office', nowMs, isAuthority: true })
const between = makeCertificate({ name: 'Stores', nowMs, isAuthority: true, issuer: pinned })
const notAnAuthority = makeCertificate({ name: 'Till', nowMs, issuer: pinned, addresses: ADDRESSES })
const server = (given: Partial<Parameters<typeof makeCertificate>[0]>): Certificate =>
  makeCertificate({ name: 'accounts', nowMs, issuer: pinned, addresses: ADDRESSES, ...given })

type Shown = readonly [
  title: string,
  certificate: Certificate,
  chain: readonly Certificate[],
  trouble: string | null,
]

const SHOWN: readonly Shown[] = [
  ['one of the pinned authority', server({}), [], null],
  ['one of an authority below it that is brought along', server({ issuer: between }), [between], null],
  ['one of an authority below it that is not brought along', server({ issuer: between }), [], 'authority'],
  ['one that ran out', server({ from: -40, until: -1 }), [], 'date'],
  ['one that is not valid yet', server({ from: 2, until: 9 }), [], 'date'],
  [
    'one that signed itself',
    makeCertificate({ name: 'accounts', nowMs, addresses: ADDRESSES }),
    [],
    'authority',
  ],
  ['one of another authority', server({ issuer: other }), [], 'authority'],
  ['one of an authority that only has the name', server({ issuer: namesake }), [], 'authority'],
  ['one of another host', server({ addresses: ['127.0.0.2'] }), [], 'host'],
  ['one for a name alone', server({ addresses: [], hosts: ['accounts.example'] }), [], 'host'],
  [
    'one that somebody gave out who may not',
    server({ issuer: notAnAuthority }),
    [notAnAuthority],
    'authority',
  ],
  [
    'one that ran out, of another authority',
    server({ issuer: other, from: -40, until: -1 }),
    [],
    'authority',
  ],
]

describe('a pinned authority', () => {
  let api: ScriptedAccountApi
  let front: TlsFront
  beforeAll(async () => {
    api = await startScriptedAccountApi()
    front = await openTlsFront({ before: api.url, certificate: SHOWN[0]?.[1] ?? pinned })
  })
  afterAll(async () => {
    await front.close()
    await api.stop()
  })

  const ask = async () => {
    const http = createNodeHttp({ deadlineMs: 5000, authority: pinned.pem })
    const request = { method: 'GET', url: `${front.url}/v1/health`, headers: {}, body: null } as const
    const answer = await http.send(request)
    return answer.ok ? answer.value.status : answer.failure
  }

  test.each(SHOWN)('[T15] [C35] %s', async (_title, certificate, chain, trouble) => {
    const found = certificateTrouble({
      chain: [certificate, ...chain].map(({ pem }) => pem),
      authorities: readAuthorities(pinned.pem),
      host: '127.0.0.1',
      nowMs,
    })
    expect(found).toBe(trouble)
    // Before a real server, by the rules of another implementation, which names a date first.
    front.show(certificate, chain)
    const hasRunOut = new X509Certificate(certificate.pem).validToDate.getTime() < nowMs
    const expected =
      trouble === null ? 200 : trouble === 'date' || hasRunOut ? 'certificate-date' : 'certificate'
    expect(await ask()).toBe(expected)
  })

  test('[T15] a clock that is wrong makes a good certificate one of another date, and mends it', () => {
    const at = (ms: number) =>
      certificateTrouble({
        chain: [server({}).pem],
        authorities: readAuthorities(pinned.pem),
        host: '127.0.0.1',
        nowMs: ms,
      })
    const year = 365 * 86_400_000
    expect([at(nowMs - year), at(nowMs), at(nowMs + year)]).toEqual(['date', null, 'date'])
  })

  test('[T15] a file is read whole: two authorities are both pinned, and what is none trusts nobody', () => {
    expect(readAuthorities(`${pinned.pem}\n# the next one\n${other.pem}`)).toHaveLength(2)
    expect(readAuthorities(server({}).pem)).toEqual([])
    expect(readAuthorities('no certificate')).toEqual([])
    const chain = [server({}).pem]
    expect(certificateTrouble({ chain, authorities: [], host: '127.0.0.1', nowMs })).toBe('authority')
    expect(certificateTrouble({ chain: ['nonsense'], authorities: [], host: 'x', nowMs })).toBe('authority')
  })
})
