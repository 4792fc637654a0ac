import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'

import { createMemoryDisk, PowerCut, type MemoryDisk } from '#electron/journal/memory-disk.ts'
import { openConfigurationStore } from '#electron/transport/configuration-store.ts'
import {
  CONFIGURATION_TYPE,
  type Configuration,
  configurationSchema,
} from '#shared/contracts/configuration.ts'
import { publicKeySchema } from '#shared/contracts/values.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import { AT } from '#shared/markets/at.ts'
import { PT } from '#shared/markets/pt.ts'

const PATH = '/profile/vault/configuration.jws'
const NOW = Date.parse('2026-11-27T10:00:00.000Z')
const TERMINAL = '01890000-0000-7000-8000-000000000001'
const STRICT = { ...PT, version: 'pt-2', ageCheck: { ...PT.ageCheck, validMinutes: 5 } }

type Keys = Awaited<ReturnType<typeof generateKeyPair>>
let root: Keys
let stranger: Keys
let owner: Parameters<typeof openConfigurationStore>[0]['owner']
let enrolled: Configuration

beforeAll(async () => {
  root = await generateKeyPair('ES256', { extractable: true })
  stranger = await generateKeyPair('ES256')
  const rootKey = publicKeySchema.parse(await exportJWK(root.publicKey))
  enrolled = configurationSchema.parse({
    version: 3,
    issuedAt: '2026-11-20T08:00:00.000Z',
    realm: 'live',
    terminalId: TERMINAL,
    terminalName: 'Till 1',
    store: { storeId: 'lisboa-1', name: 'Lisboa', timeZone: 'Europe/Lisbon', channel: 'brand-store' },
    roster: [{ operatorId: 'ana', name: 'Ana', roles: ['assistant'] }],
    sealing: { keyId: 'k1', publicKey: rootKey },
    market: PT,
    idleLockSeconds: 60,
    openCustomerLockSeconds: 300,
  })
  owner = { rootKey, realm: 'live', terminalId: enrolled.terminalId }
})

interface Bent {
  key?: Keys
  header?: Record<string, unknown>
}

function sign(changes: object, { key = root, header = {} }: Bent = {}): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify({ ...enrolled, ...changes })))
    .setProtectedHeader({ alg: 'ES256', typ: CONFIGURATION_TYPE, ...header })
    .sign(key.privateKey)
}

/** A till's disk, and the version that it was told last, which is in another file. */
function till(disk: MemoryDisk = createMemoryDisk()) {
  let known = 0
  const newest = { known: () => known, note: async (version: number) => void (known = version) }
  return { disk, start: () => openConfigurationStore({ disk, path: PATH, owner, enrolled, newest }) }
}

async function opened() {
  const { disk, start } = till()
  const store = await start()
  const take = async (changes: object, bent?: Bent) => {
    const taken = await store.take(await sign(changes, bent), NOW)
    return taken.ok ? taken.value.hasChanged : taken.failure
  }
  return { disk, start, store, take }
}

describe('the configuration of a till', () => {
  test('[T10] a newer one by the pinned root is put in force, on disk first, and is there after a restart', async () => {
    const { start, store, take } = await opened()
    expect(await take({ version: 4, market: STRICT })).toBe(true)
    expect(store.current()).toMatchObject({ version: 4, market: { version: 'pt-2' } })
    expect(store.standing()).toEqual({ issuedAt: enrolled.issuedAt, refused: null, waiting: null })
    expect((await start()).current()).toEqual(store.current())
    expect(await take({ version: 4, market: STRICT })).toBe(false)
  })

  test('[T10] what is not ours to take is refused by its reason, is on no disk, and the old one stays', async () => {
    const { disk, store, take } = await opened()
    const elsewhere = { ...enrolled.store, storeId: 'porto-1' }
    const newer = { contractVersion: CONTRACT_VERSION + 1 }
    const past = { exp: NOW / 1000 - 1 }
    const refusals: [object, Bent, string][] = [
      [{ version: 9 }, { key: stranger }, 'signature-invalid'],
      [{ version: 9 }, { header: { typ: 'JWT' } }, 'signature-invalid'],
      [{ version: 9, store: elsewhere }, {}, 'not-ours'],
      [{ version: 9, terminalId: '01890000-0000-7000-8000-000000000002' }, {}, 'not-ours'],
      [{ version: 9, realm: 'practice' }, {}, 'not-ours'],
      [{ version: 9, market: AT }, {}, 'not-ours'],
      [{ version: 2 }, {}, 'older'],
      [{ version: 3, market: STRICT }, {}, 'altered'],
      [{ version: 9, market: STRICT }, { header: past }, 'expired'],
      [{ version: 9, lasers: true }, {}, 'payload-invalid'],
      [{ version: 9, lasers: true }, { header: newer }, 'newer-format'],
      [{ version: 9, market: { ...PT, lasers: true } }, { header: newer }, 'newer-format'],
      [{ version: 9, market: { ...AT, age: {} } }, {}, 'payload-invalid'],
    ]
    for (const [changes, bent, why] of refusals) {
      expect(await take(changes, bent)).toBe(why)
      expect(store.standing().refused).toBe(why)
      expect(store.current()).toEqual(enrolled)
    }
    expect(disk.files()).toEqual([])
    expect(await take({ version: 4 }, { header: { ...newer, exp: NOW / 1000 + 60 } })).toBe(true)
    expect(store.standing().refused).toBe(null)
  })

  test('[T17] a field that this desk does not know is left out where the signed header says so, and kept for the next desk', async () => {
    const { disk, start, store, take } = await opened()
    const { benefits, assistance } = PT
    const coveredCountries = assistance.coveredCountries.map((entry) => ({ ...entry, phone: '112' }))
    const market = {
      ...PT,
      version: 'pt-3',
      benefits: { ...benefits, pictures: ['a'] },
      assistance: { ...assistance, coveredCountries },
    }
    const header = {
      contractVersion: CONTRACT_VERSION + 1,
      mayBeIgnored: ['market.benefits.pictures', 'market.assistance.coveredCountries.*.phone'],
    }
    expect(
      await take({ version: 4, market }, { header: { ...header, mayBeIgnored: ['market.benefits'] } }),
    ).toBe('newer-format')
    expect(await take({ version: 4, market }, { header })).toBe(true)
    expect(store.current().market).toEqual({ ...PT, version: 'pt-3' })
    expect((await start()).current()).toEqual(store.current())
    const kept =
      Buffer.from(disk.durable(PATH) ?? [])
        .toString('latin1')
        .split('.')[1] ?? ''
    expect(JSON.parse(Buffer.from(kept, 'base64url').toString())).toMatchObject({ market })
  })

  test('[T17] [R1] [R2] [R8] [R18] what decides about age, consent or what is owed is never left out, whatever a header says', async () => {
    const { take } = await opened()
    const [entry] = PT.age.dated
    const [term] = PT.guarantee.terms
    const [consent] = PT.consents
    const unknown = { lasers: true }
    const bent: [string, object][] = [
      ['market.age.lasers', { age: { ...PT.age, ...unknown } }],
      ['market.age.dated.*.lasers', { age: { ...PT.age, dated: [{ ...entry, ...unknown }] } }],
      [
        'market.age.dated.*.rule.lasers',
        { age: { ...PT.age, dated: [{ ...entry, rule: { ...entry?.rule, ...unknown } }] } },
      ],
      ['market.ageCheck.lasers', { ageCheck: { ...PT.ageCheck, ...unknown } }],
      ['market.consents.*.lasers', { consents: [{ ...consent, ...unknown }] }],
      [
        'market.guarantee.terms.*.lasers',
        { guarantee: { ...PT.guarantee, terms: [{ ...term, ...unknown }] } },
      ],
    ]
    for (const [place, changes] of bent) {
      const header = { contractVersion: CONTRACT_VERSION + 1, mayBeIgnored: [place, 'market', 'market.age'] }
      expect([place, await take({ version: 4, market: { ...PT, ...changes } }, { header })]).toEqual([
        place,
        'newer-format',
      ])
    }
    const rule = { kind: 'by-moon', years: 18 }
    const other = { ...PT, age: { ...PT.age, dated: [{ ...entry, rule }] } }
    const header = { contractVersion: CONTRACT_VERSION + 1, mayBeIgnored: ['market.age.dated.*.rule'] }
    expect(await take({ version: 4, market: other }, { header })).toBe('newer-format')
  })

  test('[T10] unsigned, signed by no algorithm of ours, or cut short, it is refused', async () => {
    const { store } = await opened()
    const [header = '', payload = '', signature = ''] = (await sign({ version: 9 })).split('.')
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: CONFIGURATION_TYPE })).toString('base64url')
    for (const jws of [
      `${none}.${payload}.`,
      `${header}.${payload}.`,
      `${header}.${payload}.${signature.slice(0, -4)}`,
      `${header}.${payload.slice(0, -8)}.${signature}`,
      'nonsense',
    ])
      expect(await store.take(jws, NOW)).toEqual({ ok: false, failure: 'signature-invalid' })
    expect(store.current()).toEqual(enrolled)
  })

  test('[T10] one that expired stays in force, however long the till hears nothing', async () => {
    const { start, take } = await opened()
    expect(await take({ version: 4 }, { header: { exp: NOW / 1000 } })).toBe(true)
    const later = await start()
    expect(later.current().version).toBe(4)
    expect(await later.take(await sign({ version: 5 }, { header: { exp: NOW / 1000 } }), NOW + 1000)).toEqual(
      {
        ok: false,
        failure: 'expired',
      },
    )
  })

  test('[T10] a power cut at any step leaves the old one or the new one, whole', async () => {
    const jws = await sign({ version: 4, market: STRICT })
    const left = new Set<number>()
    for (let cutAt = 0; cutAt < 12; cutAt += 1) {
      const { disk, start } = till()
      const store = await start()
      const before = disk.stepsDone()
      disk.setPlan((_, index) => (index === before + cutAt ? 'crash' : null))
      await store.take(jws, NOW).catch((error: unknown) => expect(error).toBeInstanceOf(PowerCut))
      disk.setPlan(() => null)
      disk.crash(cutAt * 100)
      const again = await start()
      left.add(again.current().version)
      expect(again.current().market).toEqual(again.current().version === 4 ? STRICT : PT)
      expect(await again.take(jws, NOW)).toMatchObject({ ok: true })
      expect((await start()).current().version).toBe(4)
    }
    expect(left).toEqual(new Set([3, 4]))
  })

  test('[T10] a full disk refuses it and the old one stays', async () => {
    const { disk, start, store, take } = await opened()
    disk.setPlan((step) => (step === 'write' ? 'short' : null))
    expect(await take({ version: 4 })).toBe('disk-failed')
    expect(store.current().version).toBe(3)
    disk.setPlan(() => null)
    expect((await start()).current().version).toBe(3)
  })

  test('[T16] torn, put back to an older one or taken away, it is said and nothing older is taken in its place', async () => {
    const { disk, start, take } = await opened()
    expect(await take({ version: 5 })).toBe(true)
    const older = Buffer.from(await sign({ version: 4 }))
    const newest = disk.durable(PATH) ?? new Uint8Array()
    for (const bytes of [older, newest.slice(0, 400), new Uint8Array(0)]) {
      disk.put(PATH, bytes)
      const store = await start()
      expect(store.standing().refused).toBe('lost')
      expect(await store.take(await sign({ version: 4, terminalName: 'Again' }), NOW)).toEqual({
        ok: false,
        failure: 'older',
      })
      expect(await store.take(Buffer.from(newest).toString('latin1'), NOW)).toEqual({
        ok: true,
        value: { hasChanged: true },
      })
      expect(store.standing().refused).toBe(null)
    }
    expect(disk.files().filter((path) => path.includes('unreadable'))).toHaveLength(2)
  })

  test('[D29] market data waits for the end of an open visit; the roster does not', async () => {
    const { start, store, take } = await opened()
    store.setVisitOpen(true)
    expect(await take({ version: 4, market: STRICT, roster: [] })).toBe(true)
    expect(store.current()).toMatchObject({ version: 4, roster: [], market: { version: 'pt-1' } })
    expect(store.standing().waiting).toBe('pt-2')
    expect((await start()).current().market.version).toBe('pt-2')
    store.setVisitOpen(false)
    expect(store.current().market).toEqual(STRICT)
    expect(store.standing().waiting).toBe(null)
  })
})
