import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { caseIn, recordAbout, recordDecision } from './cases-of-a-till.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { kit, operation } from './payloads.ts'
import { recordCustomer } from './registering.ts'
import { seededRandom } from './seeded-random.ts'

const accepted = { kind: 'accepted' }

/** Accounts that became one, as a forest: each is the root of its own devices until it goes into another one. */
type Model = Map<string, { into: string | null; wish: SealedEnvelope | null }>

const rootOf = (model: Model, name: string): string => {
  const into = model.get(name)?.into ?? null
  return into === null ? name : rootOf(model, into)
}

describe(`accounts that became one, some of it taken back, on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  let count = 0
  beforeAll(async () => {
    under = await startApi()
    till = await under.newTill()
  })
  afterAll(async () => under.stop())

  /** Customers by name, each with one device; what becomes of them is kept in the model beside. */
  const begin = async (names: readonly string[]) => {
    count += 1
    const run = count
    const emailOf = (name: string) => `${name}-${run}@example.pt`
    const deviceOf = (name: string) => `MCH${'ABCDEFGHJKLM'[run]}AAAAAA${name.toUpperCase()}1`
    const customers = new Map<string, SealedEnvelope>()
    for (const name of names) {
      const { check, registered } = await recordCustomer(till, {
        email: emailOf(name),
        devices: [kit(deviceOf(name))],
      })
      expect(await till.outcomes(check, registered)).toEqual([accepted, accepted])
      customers.set(name, registered)
    }
    const model: Model = new Map(names.map((name) => [name, { into: null, wish: null }]))
    const customerOf = (name: string) => customers.get(name) as SealedEnvelope
    return {
      model,
      /** The account that a customer is in goes into another one. */
      merge: async (name: string, other: string) => {
        const [from, into] = [rootOf(model, name), rootOf(model, other)]
        const customer = customerOf(name)
        const wish = await till.record({
          operation: operation('contact-change', {
            fields: { email: emailOf(into) },
            isReadByCustomer: true,
            registration: customer.id,
          }),
          aggregateId: customer.aggregateId,
          dependsOn: [customer.id],
        })
        const kase = caseIn((await till.outcomes(wish))[0])
        const decision = { choice: 'same-person', documentMatched: true }
        expect(await till.outcomes(await recordDecision(till, { about: wish, kase, decision }))).toEqual([
          accepted,
        ])
        model.set(from, { into, wish })
      },
      /** Head office makes two of the account that went into another one. */
      takeBack: async (name: string) => {
        const { wish } = model.get(name) ?? {}
        if (!wish) throw new Error(`${name} went into no other`)
        const kase = caseIn(
          (await till.outcomes(await recordAbout(till, wish, { void: 'wrong-customer' })))[0],
        )
        const answer = await under.asAdministrator('POST', `/v1/cases/${kase.caseId}/resolution`, {
          caseVersion: kase.version,
          decision: { choice: 'reverse' },
        })
        expect(await answer.json()).toEqual({ outcome: 'accepted', operation: accepted })
        model.set(name, { into: null, wish: null })
      },
      /** In whose account each customer's device is, and in whose it has to be. */
      whereabouts: async () => {
        const found = new Map<string, string | null>()
        for (const name of names) {
          const response = await under.asAdministrator('GET', `/v1/devices/${deviceOf(name)}`)
          found.set(name, ((await response.json()) as { accountId: string | null }).accountId)
        }
        const modelled = names.map((name) => [name, customerOf(rootOf(model, name)).aggregateId] as const)
        await assertInvariants(under.api.context.database)
        return { found, modelled: new Map(modelled) }
      },
    }
  }

  test.each([
    ['the first of two that went into one', 'ab cb', 'a c'],
    ['the first of a chain', 'ab bc', 'a b'],
    ['the last of a chain', 'ab bc', 'b a'],
    ['the first of three', 'ab bc cd', 'a c b'],
    ['the middle of three', 'ab bc cd', 'b a c'],
    ['one that had taken up another before', 'ba ac', 'a b'],
  ])('[IN29] %s is taken back, then the others', async (_what, merges, backs) => {
    const run = await begin([...new Set(merges.replaceAll(' ', ''))])
    for (const [from = '', into = ''] of merges.split(' ')) await run.merge(from, into)
    for (const name of ['', ...backs.split(' ')]) {
      if (name !== '') await run.takeBack(name)
      const { found, modelled } = await run.whereabouts()
      expect(found, `${name} taken back`).toEqual(modelled)
    }
  })

  test.each([1, 2])(
    '[IN29] whatever is made one and taken back, each has what is its own (seed %i)',
    async (seed) => {
      const random = seededRandom(`merges ${seed}`)
      const pick = <Item>(items: readonly Item[]): Item => {
        const [byte = 0] = random.bytes(1)
        return items[byte % items.length] as Item
      }
      const names = ['a', 'b', 'c', 'd']
      const run = await begin(names)
      const done: string[] = []
      for (let step = 0; step < 7; step += 1) {
        const merged = names.filter((name) => run.model.get(name)?.into !== null)
        const from = pick(names)
        const others = names.filter((name) => rootOf(run.model, name) !== rootOf(run.model, from))
        if (merged.length > 0 && (others.length === 0 || pick([0, 1, 2]) === 0)) {
          const name = pick(merged)
          done.push(`back ${name}`)
          await run.takeBack(name)
        } else {
          const into = pick(others)
          done.push(`${from} into ${into}`)
          await run.merge(from, into)
        }
        const { found, modelled } = await run.whereabouts()
        expect(found, done.join(', ')).toEqual(modelled)
      }
    },
  )
})
