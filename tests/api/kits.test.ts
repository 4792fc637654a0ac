import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { AccountKits } from '#shared/contracts/messages/found-account.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { askOutcomes, caseIn, recordAbout, recordDecision } from './cases-of-a-till.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { find } from './looking-up.ts'
import { kit, operation, replacement } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const accepted = { kind: 'accepted' }
const aCase = (caseKind: string) => ({ kind: 'case', caseKind })
const LET_GO = { choice: 'transfer', releasedByHolder: true }
const ACCIDENT = { fault: 'accidental-damage' }

describe(`kits and their parts on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  let other: FakeTill
  let names = 0
  beforeAll(async () => {
    under = await startApi()
    till = await under.newTill()
    other = await under.newTill()
  })
  afterEach(async () => assertInvariants(under.api.context.database))
  afterAll(async () => under.stop())

  /** A box with what the manufacturer put into it, and a holder and a charger that lie in the store. */
  const newBox = () => {
    const id = (part: string) => `K${part}${String((names += 1)).padStart(10, '0')}`
    return { box: id('T'), holder: id('H'), charger: id('C'), freshHolder: id('H'), freshCharger: id('C') }
  }
  type Box = ReturnType<typeof newBox>
  const sayWhatIsIn = async ({ box: kitId, holder, charger }: Box) => {
    const parts = [
      { kind: 'holder', deviceId: holder },
      { kind: 'charger', deviceId: charger },
    ]
    const response = await under.asAdministrator('POST', '/v1/known-kits', { kits: [{ kitId, parts }] })
    expect(response.status).toBe(200)
    return response.json()
  }
  const knownBox = async () => {
    const box = newBox()
    expect(await sayWhatIsIn(box)).toEqual({ taken: 1, contradicting: [] })
    return box
  }
  const holderPart = (deviceId: string) => ({ ...kit(deviceId), kind: 'holder' })
  const recordOwner = async (devices: readonly unknown[], bend: object = {}) =>
    recordCustomer(till, { email: `kit${(names += 1)}@example.pt`, devices, ...bend })
  const owner = async (...devices: readonly unknown[]) => {
    const { check, registered } = await recordOwner(devices)
    expect(await till.outcomes(check, registered)).toEqual([accepted, accepted])
    return registered
  }
  const refused = async (kind: string, ...devices: readonly unknown[]) => {
    const { check, registered } = await recordOwner(devices)
    expect(await till.outcomes(check, registered)).toMatchObject([accepted, aCase(kind)])
    return registered
  }
  const recordOf = async (customer: SealedEnvelope, said: TypedPayload) =>
    till.record({ operation: said, aggregateId: customer.aggregateId, dependsOn: [customer.id] })
  const swapPart = async (
    customer: SealedEnvelope,
    given: { of: string; part?: string | null; by: string; kind?: 'holder' | 'charger' },
    bend: object = {},
  ) => {
    const { of: old, part, by, kind = 'holder' } = given
    const newDevice = { deviceId: by, kind, model: null }
    const named = part === undefined ? {} : { part: { kind, deviceId: part } }
    return recordOf(
      customer,
      replacement({ old, new: by, registration: customer.id }, { newDevice, ...named, ...bend }),
    )
  }
  const release = async (customer: SealedEnvelope, deviceId: string) =>
    recordOf(customer, operation('device-released', { deviceId, reason: 'sold', registration: customer.id }))
  const add = async (customer: SealedEnvelope, device: object) =>
    recordOf(customer, operation('device-added', { device, registration: customer.id }))
  const settled = async (...records: SealedEnvelope[]) => {
    expect(await till.outcomes(...records)).toEqual(records.map(() => accepted))
  }
  const holdersOf = async (...devices: string[]) =>
    Promise.all(
      devices.map(async (deviceId) => {
        const response = await under.asAdministrator('GET', `/v1/devices/${deviceId}`)
        return response.status === 404
          ? null
          : ((await response.json()) as { accountId: string | null }).accountId
      }),
    )
  const kitsSeen = async (deviceId: string): Promise<AccountKits['kits']> => {
    const { lookUpId } = await find(other, { by: 'device', deviceId })
    const response = await other.ask('GET', `/look-ups/${lookUpId}/kits`)
    expect(response.status).toBe(200)
    return ((await response.json()) as AccountKits).kits
  }
  const place = (kind: string, deviceId: string | null, isReplaced = false) => ({
    kind,
    deviceId,
    isReplaced,
  })
  const termsOf = async (deviceId: string) =>
    under.api.context.database
      .selectFrom('devices')
      .select(['guaranteedFrom', 'accidents', 'kind'])
      .where('deviceId', '=', deviceId)
      .where('releasedAt', 'is', null)
      .executeTakeFirst()

  test('[R11][KT1] what the manufacturer says of a box is taken once; what contradicts it is left out and named', async () => {
    const one = await knownBox()
    expect(await sayWhatIsIn(one)).toEqual({ taken: 1, contradicting: [] })
    const two = { ...newBox(), holder: one.holder }
    expect(await sayWhatIsIn(two)).toEqual({ taken: 0, contradicting: [two.box] })
    expect(await sayWhatIsIn({ ...one, charger: one.freshCharger })).toEqual({
      taken: 0,
      contradicting: [one.box],
    })
  })

  test('[R11][R19][KT3][KT4] a holder of a kit that is registered by its box is swapped: the kit goes on with the new one', async () => {
    const { box, holder, charger, freshHolder } = await knownBox()
    const customer = await owner(kit(box))
    await settled(await swapPart(customer, { of: box, part: holder, by: freshHolder }))
    const theirs = customer.aggregateId
    expect(await holdersOf(box, freshHolder, charger, holder)).toEqual([theirs, theirs, theirs, null])
    expect(await kitsSeen(freshHolder)).toEqual([
      { kitId: box, places: [place('holder', freshHolder, true), place('charger', charger)] },
    ])
    expect(await termsOf(freshHolder)).toEqual({ guaranteedFrom: '2026-11-22', accidents: 0, kind: 'holder' })
  })

  test('[R19][KT4] the old holder claims no second swap and is registered by nobody as if it were free', async () => {
    const { box, holder, freshHolder } = await knownBox()
    const spare = newBox()
    const customer = await owner(kit(box))
    await settled(await swapPart(customer, { of: box, part: holder, by: freshHolder }))
    const byBox = await swapPart(customer, { of: box, part: holder, by: spare.holder })
    const byItself = await swapPart(customer, { of: holder, by: spare.holder })
    expect(await till.outcomes(byBox, byItself)).toMatchObject([aCase('not-covered'), aCase('not-covered')])
    const claimed = await refused('device-taken', holderPart(holder))
    expect(await till.outcomes(await add(customer, holderPart(holder)))).toMatchObject([
      aCase('device-taken'),
    ])
    const asNew = await swapPart(customer, { of: box, part: freshHolder, by: holder })
    expect(await till.outcomes(asNew)).toMatchObject([aCase('new-device-taken')])
    // Whoever decides that it is theirs begins no guarantee with it.
    const kase = caseIn((await askOutcomes(till, claimed))[0])
    await till.outcomes(await recordDecision(till, { about: claimed, kase, decision: LET_GO }))
    expect(await askOutcomes(till, claimed)).toEqual([accepted])
    expect(await termsOf(holder)).toMatchObject({ guaranteedFrom: null })
    const next = await refused('device-taken', holderPart(holder))
    const again = caseIn((await askOutcomes(till, next))[0])
    await till.outcomes(await recordDecision(till, { about: next, kase: again, decision: LET_GO }))
    expect(await holdersOf(holder)).toEqual([next.aggregateId])
    expect(await termsOf(holder)).toMatchObject({ guaranteedFrom: null })
    expect(await holdersOf(box, freshHolder)).toEqual([customer.aggregateId, customer.aggregateId])
  })

  test('[R11][KT3] a holder that is known to be of a registered kit needs no box at the counter', async () => {
    const { box, holder, charger, freshHolder, freshCharger } = await knownBox()
    const customer = await owner(kit(box))
    const byHolder = await swapPart(customer, { of: holder, by: freshHolder })
    const byBox = await swapPart(customer, { of: box, part: null, by: freshCharger, kind: 'charger' })
    await settled(byHolder, byBox)
    expect(await holdersOf(holder, charger)).toEqual([null, null])
    expect(await kitsSeen(box)).toEqual([
      { kitId: box, places: [place('holder', freshHolder, true), place('charger', freshCharger, true)] },
    ])
  })

  test('[R11][KT5] where nobody said what a box held, a part counts as its own, but not twice and not somebody else’s', async () => {
    const one = newBox()
    const two = newBox()
    const customer = await owner(kit(one.box))
    const neighbour = await owner(kit(two.box), holderPart(two.holder))
    const apart = await swapPart(customer, { of: one.holder, by: one.freshHolder })
    const theirs = await swapPart(customer, { of: one.box, part: two.holder, by: one.freshHolder })
    expect(await till.outcomes(apart, theirs)).toMatchObject([aCase('not-covered'), aCase('not-covered')])
    await settled(await swapPart(customer, { of: one.box, part: one.holder, by: one.freshHolder }))
    const again = await swapPart(customer, { of: one.box, part: one.holder, by: one.freshCharger })
    const unread = await swapPart(customer, {
      of: one.box,
      part: null,
      by: one.freshCharger,
      kind: 'charger',
    })
    expect(await till.outcomes(again, unread)).toMatchObject([aCase('not-covered'), accepted])
    expect(await holdersOf(two.holder)).toEqual([neighbour.aggregateId])
    expect(await kitsSeen(two.box)).toEqual([])
  })

  test('[KT3] a code of the wrong kind is a person’s: a box as a part, a charger as a holder, a new part of another kind', async () => {
    const { box, holder, charger, freshHolder } = await knownBox()
    const customer = await owner(kit(box))
    const wrong = [
      await swapPart(customer, { of: box, part: box, by: freshHolder }),
      await swapPart(customer, { of: box, part: charger, by: freshHolder }),
      await swapPart(customer, { of: holder, part: holder, by: freshHolder }),
    ]
    const newDevice = { deviceId: freshHolder, kind: 'charger', model: null }
    const mixed = await swapPart(customer, { of: box, part: holder, by: freshHolder }, { newDevice })
    expect(await till.outcomes(...wrong, mixed)).toMatchObject([
      ...wrong.map(() => aCase('not-covered')),
      aCase('invalid-field'),
    ])
    expect(await holdersOf(box, holder)).toEqual([customer.aggregateId, customer.aggregateId])
  })

  test('[R18][KT3] accidents are counted for the kit with all of its parts', async () => {
    const { box, holder, charger, freshHolder, freshCharger } = await knownBox()
    const spare = newBox()
    const customer = await owner(kit(box))
    await settled(
      await swapPart(customer, { of: box, part: holder, by: freshHolder }, ACCIDENT),
      await swapPart(customer, { of: box, part: charger, by: freshCharger, kind: 'charger' }, ACCIDENT),
    )
    const third = await swapPart(customer, { of: box, part: null, by: spare.holder }, ACCIDENT)
    const whole = await recordOf(
      customer,
      replacement({ old: box, new: spare.box, registration: customer.id }, ACCIDENT),
    )
    expect(await till.outcomes(third, whole)).toMatchObject([aCase('not-covered'), aCase('not-covered')])
    const fault = await recordOf(
      customer,
      replacement({ old: box, new: spare.box, registration: customer.id }),
    )
    await settled(fault)
    expect(await termsOf(spare.box)).toMatchObject({ accidents: 2 })
    expect(await holdersOf(box, freshHolder, freshCharger)).toEqual([null, null, null])
    await refused('device-taken', holderPart(freshHolder))
  })

  test('[R12][KT2] a part of somebody’s kit is theirs, and a kit of which somebody has a part is not free', async () => {
    const one = await knownBox()
    const two = await knownBox()
    const customer = await owner(kit(one.box))
    const second = await owner(holderPart(two.holder))
    const claimed = await refused('device-taken', holderPart(one.holder))
    await refused('device-taken', kit(two.box))
    const kase = caseIn((await askOutcomes(till, claimed))[0])
    await till.outcomes(await recordDecision(till, { about: claimed, kase, decision: LET_GO }))
    expect(await holdersOf(one.box, one.holder, two.holder)).toEqual([
      customer.aggregateId,
      claimed.aggregateId,
      second.aggregateId,
    ])
    expect(await kitsSeen(one.box)).toEqual([
      { kitId: one.box, places: [place('holder', null), place('charger', one.charger)] },
    ])
  })

  test('[R12][KT6] a kit leaves with its parts and comes with them; a part that is let go alone leaves its kit', async () => {
    const { box, holder, charger, freshHolder } = await knownBox()
    const first = await owner(kit(box), holderPart(holder))
    await settled(
      await swapPart(first, { of: box, part: holder, by: freshHolder }),
      await release(first, box),
    )
    expect(await holdersOf(box, freshHolder, charger)).toEqual([null, null, null])
    const second = await owner(kit(box))
    const theirs = second.aggregateId
    expect(await holdersOf(box, freshHolder, charger, holder)).toEqual([theirs, theirs, theirs, null])
    const alone = await release(second, charger)
    await settled(alone, await release(second, charger))
    expect(await kitsSeen(box)).toEqual([
      { kitId: box, places: [place('holder', freshHolder, true), place('charger', null)] },
    ])
    const gone = await swapPart(second, { of: box, part: null, by: newBox().charger, kind: 'charger' })
    expect(await till.outcomes(gone)).toMatchObject([aCase('not-covered')])
    const third = await owner({ ...kit(charger), kind: 'charger' })
    expect(await holdersOf(charger)).toEqual([third.aggregateId])
  })

  test('[R12][KT6] a replacement that comes after its kit was handed on is a person’s; the new owner’s kit stays whole', async () => {
    const { box, holder, freshHolder } = await knownBox()
    const first = await owner(kit(box))
    const late = await swapPart(first, { of: box, part: holder, by: freshHolder })
    await settled(await release(first, box))
    const second = await owner(kit(box))
    expect(await till.outcomes(late)).toMatchObject([aCase('not-covered')])
    expect(await holdersOf(box, holder, freshHolder)).toEqual([second.aggregateId, second.aggregateId, null])
  })

  test('[R13][KT7] box, holder and its replacement come to the same in any order: one kit, one guarantee, by the box’s record', async () => {
    const seen = async (order: readonly ('box' | 'holder' | 'swap')[]) => {
      const { box, holder, freshHolder } = await knownBox()
      const customer = await owner(kit(newBox().box))
      const records = {
        box: await add(customer, kit(box)),
        holder: await add(customer, { ...holderPart(holder), origin: 'bought-elsewhere' }),
        swap: await swapPart(customer, { of: holder, by: freshHolder }),
      }
      const outcomes = []
      for (const name of order) outcomes.push((await till.outcomes(records[name]))[0])
      const swap = caseIf((await askOutcomes(till, records.swap))[0])
      if (swap !== null) {
        const decision = { choice: 'statutory-route', proofOfPurchaseShown: true }
        await till.outcomes(await recordDecision(till, { about: records.swap, kase: swap, decision }))
      }
      const holders = await holdersOf(box, holder, freshHolder)
      const places = (await kitsSeen(box)).flatMap((one) => one.places)
      const called = new Map([
        [box, 'box'],
        [holder, 'holder'],
        [freshHolder, 'fresh'],
      ])
      return {
        holders: holders.map((one) => one === customer.aggregateId),
        places: places.map((one) => [one.kind, called.get(one.deviceId ?? '') ?? 'charger', one.isReplaced]),
      }
    }
    const whole = await seen(['box', 'holder', 'swap'])
    expect(whole).toEqual({
      holders: [true, false, true],
      places: [
        ['holder', 'fresh', true],
        ['charger', 'charger', false],
      ],
    })
    expect(await seen(['holder', 'box', 'swap'])).toEqual(whole)
    expect(await seen(['holder', 'swap', 'box'])).toEqual(whole)
  })

  test('[IN7][KT7] a fault that arrives before the registration of its box waits for it', async () => {
    const { box, holder, freshHolder } = await knownBox()
    const { check, registered } = await recordOwner([kit(box)])
    const swap = await swapPart(registered, { of: box, part: holder, by: freshHolder })
    expect(await till.outcomes(swap)).toEqual([{ kind: 'waiting', on: [registered.id] }])
    await settled(check, registered)
    expect(await askOutcomes(till, swap)).toEqual([accepted])
    expect(await holdersOf(freshHolder, holder)).toEqual([registered.aggregateId, null])
  })

  test('[IN18][IN35][KT8] a part’s replacement is corrected and taken back: the kit is as it was', async () => {
    const { box, holder, charger, freshHolder, freshCharger } = await knownBox()
    const customer = await owner(kit(box))
    const swap = await swapPart(customer, { of: box, part: holder, by: freshHolder })
    await settled(swap)
    const fields = {
      part: { kind: 'charger', deviceId: charger },
      newDevice: { deviceId: freshCharger, kind: 'charger', model: null },
    }
    await settled(await recordAbout(till, swap, { correction: { type: 'replacement', fields } }))
    const theirs = customer.aggregateId
    expect(await holdersOf(holder, freshHolder, charger, freshCharger)).toEqual([theirs, null, null, theirs])
    const taken = await recordAbout(till, swap, { void: 'recorded-by-mistake' })
    const kase = caseIn((await till.outcomes(taken))[0])
    await till.outcomes(await recordDecision(till, { about: taken, kase, decision: { choice: 'reverse' } }))
    expect(await holdersOf(holder, charger, freshCharger)).toEqual([theirs, theirs, null])
    expect(await kitsSeen(box)).toEqual([
      { kitId: box, places: [place('holder', holder), place('charger', charger)] },
    ])
  })

  test('[IN18][KT8] a replacement is corrected after the next one of its place: the kit holds what came last', async () => {
    const { box, holder, charger, freshHolder, freshCharger } = await knownBox()
    const last = newBox().holder
    const customer = await owner(kit(box))
    const swap = await swapPart(customer, { of: box, part: null, by: freshHolder })
    await settled(swap, await swapPart(customer, { of: box, part: null, by: last }))
    const theirs = customer.aggregateId
    const fields = { isTakenBack: false }
    await settled(await recordAbout(till, swap, { correction: { type: 'replacement', fields } }))
    expect(await holdersOf(last, charger, holder, freshHolder)).toEqual([theirs, theirs, null, null])
    expect(await kitsSeen(box)).toEqual([
      { kitId: box, places: [place('holder', last, true), place('charger', charger)] },
    ])
    await settled(await swapPart(customer, { of: box, part: null, by: freshCharger, kind: 'charger' }))
  })

  test('[IN18][KT6] a registration is corrected and keeps the part that came with its kit', async () => {
    const { box, holder, freshHolder } = await knownBox()
    const first = await owner(kit(box))
    await settled(
      await swapPart(first, { of: box, part: holder, by: freshHolder }),
      await release(first, box),
    )
    const second = await owner(kit(box))
    const before = await termsOf(freshHolder)
    const fields = { givenName: 'Inês Maria' }
    await settled(await recordAbout(till, second, { correction: { type: 'registration', fields } }))
    expect(before).toBeDefined()
    expect(await termsOf(freshHolder)).toEqual(before)
  })

  test('[KT9] a desk from before there were parts says by the new device which one failed', async () => {
    const { box, freshHolder } = newBox()
    const customer = await owner(kit(box))
    await settled(await swapPart(customer, { of: box, by: freshHolder }))
    expect(await holdersOf(box, freshHolder)).toEqual([customer.aggregateId, customer.aggregateId])
  })

  test('[R17][KT3] a fault of a part is a case of head office by the record of its kit, and says which part', async () => {
    const { box, holder } = await knownBox()
    const customer = await owner(kit(box))
    const opened = await recordOf(
      customer,
      operation('guarantee-case', {
        deviceId: box,
        part: { kind: 'holder', deviceId: holder },
        fault: 'error-light',
        exclusions: { areChecked: true, found: null },
        wanted: { way: 'store' },
        registration: customer.id,
      }),
    )
    await settled(opened)
    const { ask } = await under.signIn('parts', ['cases'])
    const page = await (await ask('GET', `/office/service/${opened.id}`)).text()
    expect(page).toContain(holder)
    expect(page).toContain('holder')
  })

  test('[R16][KT6] a kit stays without its part when whoever got that is removed, and no change of it names the part', async () => {
    const { box, holder, charger } = await knownBox()
    const customer = await owner(kit(box))
    const claimed = await refused('device-taken', holderPart(holder))
    const kase = caseIn((await askOutcomes(till, claimed))[0])
    await till.outcomes(await recordDecision(till, { about: claimed, kase, decision: LET_GO }))
    const response = await under.asAdministrator('POST', `/v1/accounts/${claimed.aggregateId}/removal`, {
      openCases: 'refuse',
    })
    expect(response.status).toBe(200)
    expect(await kitsSeen(box)).toEqual([
      { kitId: box, places: [place('holder', null), place('charger', charger)] },
    ])
    const changes = await under.api.context.database
      .selectFrom('kitChanges')
      .select(['accountId', 'kitId', 'oldPart'])
      .where('kitId', '=', box)
      .execute()
    expect(changes).toEqual([{ accountId: customer.aggregateId, kitId: box, oldPart: null }])
  })

  test('[R16][KT4] a removal leaves nothing of what was done to the kits of the account', async () => {
    const { box, holder, freshHolder } = await knownBox()
    const customer = await owner(kit(box))
    await settled(await swapPart(customer, { of: box, part: holder, by: freshHolder }))
    const response = await under.asAdministrator('POST', `/v1/accounts/${customer.aggregateId}/removal`, {
      openCases: 'refuse',
    })
    expect(response.status).toBe(200)
    for (const table of ['kitChanges', 'replacements', 'devices'] as const) {
      const rows = await under.api.context.database.selectFrom(table).selectAll().execute()
      for (const device of [box, holder, freshHolder]) expect(JSON.stringify(rows)).not.toContain(device)
    }
  })
})

function caseIf(outcome: Parameters<typeof caseIn>[0]) {
  return outcome?.kind === 'case' ? caseIn(outcome) : null
}
