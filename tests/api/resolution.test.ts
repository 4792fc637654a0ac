import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { askOutcomes, caseIn, recordDecision } from './cases-of-a-till.ts'
import { mintId } from './fake-till.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { ageCheck, kit, operation } from './payloads.ts'
import { recordCustomer } from './registering.ts'
import { ledgerPlace } from '#account-api/safe/ledger-places.ts'

const accepted = { kind: 'accepted' }
const superseded = { kind: 'superseded' }

describe(`decisions in cases on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  beforeAll(async () => {
    under = await startApi()
    till = await under.newTill()
  })
  afterEach(async () => assertInvariants(under.api.context.database))
  afterAll(async () => under.stop())

  const ownerOf = async (deviceId: string) => {
    const response = await under.asAdministrator('GET', `/v1/devices/${deviceId}`)
    return response.status === 404
      ? 'unknown'
      : ((await response.json()) as { accountId: string | null }).accountId
  }

  /** A customer, and another one who wants the same e-mail or the same device. */
  const recordConflict = async (name: string, wants: 'email' | 'device') => {
    const device = `${name}AAAAAAAA`
    const first = await recordCustomer(till, { email: `${name}@example.pt`, devices: [kit(`${device}1`)] })
    const bend =
      wants === 'email'
        ? { email: `${name}@example.pt`, devices: [kit(`${device}2`)] }
        : { email: `${name}-2@example.pt`, devices: [kit(`${device}1`), kit(`${device}2`)] }
    const second = await recordCustomer(till, bend)
    const outcomes = await till.outcomes(first.check, first.registered, second.check, second.registered)
    return { first: first.registered, second: second.registered, device, kase: caseIn(outcomes[3]) }
  }

  test('[R7] same person: the devices come to the account that is there, and its holder is told', async () => {
    const { first, second, device, kase } = await recordConflict('SAME', 'email')
    const decision = { choice: 'same-person', documentMatched: true }
    const decided = await recordDecision(till, { about: second, kase, decision })
    expect(await till.outcomes(decided)).toEqual([accepted])
    expect(await askOutcomes(till, second)).toEqual([accepted])
    expect(await till.outcomes(second, decided)).toEqual([accepted, accepted])
    expect([await ownerOf(`${device}1`), await ownerOf(`${device}2`)]).toEqual([
      first.aggregateId,
      first.aggregateId,
    ])
    const mails = await under.api.context.database
      .selectFrom('mailRequests')
      .select(['kind', 'accountId'])
      .where('operationId', '=', second.id)
      .execute()
    expect(mails).toEqual([{ kind: 'devices-added', accountId: first.aggregateId }])
  })

  test('[R12] mistyped: the corrected registration is settled; a new conflict keeps the case open', async () => {
    const { second, device, kase } = await recordConflict('TYPE', 'email')
    const taken = await recordCustomer(till, { email: 'TYPE-3@example.pt', devices: [kit('TYPEBBBBBBBB')] })
    await till.outcomes(taken.check, taken.registered)
    const mistyped = (email: string) => ({
      choice: 'mistyped',
      changes: { type: 'registration', fields: { email } },
    })
    const once = await recordDecision(till, { about: second, kase, decision: mistyped('type-3@example.pt') })
    expect(await till.outcomes(once)).toEqual([accepted])
    const [again] = await askOutcomes(till, second)
    expect(again).toEqual({ ...kase, version: 2 })
    const better = { about: second, kase: caseIn(again), decision: mistyped('type-4@example.pt') }
    expect(await till.outcomes(await recordDecision(till, better))).toEqual([accepted])
    expect(await askOutcomes(till, second)).toEqual([accepted])
    expect(await ownerOf(`${device}2`)).toBe(second.aggregateId)
    const account = await under.asAdministrator('GET', `/v1/accounts/${second.aggregateId}`)
    expect(await account.json()).toMatchObject({ email: 'type-4@example.pt' })
    const { database, safe } = under.api.context
    const sealed = await database
      .selectFrom('inbox')
      .select('sealedPayload')
      .where('operationId', '=', second.id)
      .executeTakeFirstOrThrow()
    const cipher = (await safe.customers.read(database, [second.aggregateId])).get(second.aggregateId)
    expect(cipher?.decrypt(sealed.sealedPayload ?? '', ledgerPlace.sealed(second.id))).toBe(
      second.sealedPayload,
    )
  })

  test('[R12] transfer: the device leaves the first account, whose holder is told', async () => {
    const { first, second, device, kase } = await recordConflict('MAVE', 'device')
    const decision = { choice: 'transfer', releasedByHolder: true }
    await till.outcomes(await recordDecision(till, { about: second, kase, decision }))
    expect(await ownerOf(`${device}1`)).toBe(second.aggregateId)
    const { database } = under.api.context
    const history = await database
      .selectFrom('deviceHistory')
      .select(['event', 'accountId'])
      .where('deviceId', '=', `${device}1`)
      .where('operationId', '=', second.id)
      .orderBy('event')
      .execute()
    expect(history).toEqual([
      { event: 'registered', accountId: second.aggregateId },
      { event: 'transferred', accountId: first.aggregateId },
    ])
    const told = await database
      .selectFrom('mailRequests')
      .select('accountId')
      .where('kind', '=', 'device-transferred')
      .where('operationId', '=', second.id)
      .execute()
    expect(told).toEqual([{ accountId: first.aggregateId }])
  })

  test('[R7] [R12] who has an account and claims only what somebody else has adds nothing yet: nobody is told of devices', async () => {
    const { first, device } = await recordConflict('ADDS', 'device')
    const own = { email: 'ADDS-own@example.pt', devices: [kit(`${device}3`)] }
    const { check, registered } = await recordCustomer(till, own)
    const claiming = await recordCustomer(till, { ...own, claim: 'existing', devices: [kit(`${device}1`)] })
    const outcomes = await till.outcomes(check, registered, claiming.check, claiming.registered)
    const about = claiming.registered
    const kase = caseIn(outcomes[3])
    await till.outcomes(await recordDecision(till, { about, kase, decision: { choice: 'dispute' } }))
    expect(await askOutcomes(till, about)).toEqual([accepted])
    expect(await ownerOf(`${device}1`)).toBe(first.aggregateId)
    const mails = await under.api.context.database
      .selectFrom('mailRequests')
      .select(['kind', 'accountId'])
      .where('operationId', '=', about.id)
      .execute()
    // Whoever has it is asked; nothing was added that its claimant could be told of.
    expect(mails).toEqual([{ kind: 'case-question', accountId: first.aggregateId }])
  })

  test('[R12] dispute: registered now, the device stays where it is until head office decides', async () => {
    const { first, second, device, kase } = await recordConflict('WARS', 'device')
    await till.outcomes(await recordDecision(till, { about: second, kase, decision: { choice: 'dispute' } }))
    expect(await askOutcomes(till, second)).toEqual([accepted])
    expect([await ownerOf(`${device}1`), await ownerOf(`${device}2`)]).toEqual([
      first.aggregateId,
      second.aggregateId,
    ])
    const shown = await under.asAdministrator('GET', `/v1/devices/${device}1`)
    expect(await shown.json()).toMatchObject({ isDisputed: true })
    const open = await under.asAdministrator('GET', '/v1/cases')
    const { cases } = (await open.json()) as {
      cases: { caseId: string; operationId: string; kind: string }[]
    }
    const dispute = cases.find((one) => one.operationId === second.id)
    expect(dispute).toMatchObject({ kind: 'device-disputed', audience: 'head-office', version: 1 })
    const path = `/v1/cases/${dispute?.caseId}/resolution`
    const body = { caseVersion: 1, decision: { choice: 'transfer', releasedByHolder: true } }
    const decided = await under.asAdministrator('POST', path, body)
    expect(await decided.json()).toEqual({ outcome: 'accepted', operation: accepted })
    expect(await ownerOf(`${device}1`)).toBe(second.aggregateId)
    const late = await under.asAdministrator('POST', path, body)
    expect(await late.json()).toEqual({ outcome: 'superseded', operation: accepted })
  })

  test('[I7] cancel: the record has no effect for good, and what rests on it is a case', async () => {
    const { second, device, kase } = await recordConflict('STAP', 'email')
    await till.outcomes(await recordDecision(till, { about: second, kase, decision: { choice: 'cancel' } }))
    expect(await askOutcomes(till, second)).toEqual([superseded])
    expect(await till.outcomes(second)).toEqual([superseded])
    expect(await ownerOf(`${device}2`)).toBe('unknown')
  })

  test('[I7] customer is not here: the case stays with a new version, and a link is asked for', async () => {
    const { first, second, kase } = await recordConflict('GANE', 'email')
    const away = { about: second, kase, decision: { choice: 'customer-not-here', ask: 'link' } }
    expect(await till.outcomes(await recordDecision(till, away))).toEqual([accepted])
    const [again] = await askOutcomes(till, second)
    expect(again).toEqual({ ...kase, version: 2, asked: 'link' })
    const links = await under.api.context.database
      .selectFrom('mailRequests')
      .select(['kind', 'occasion', 'operationId', 'accountId'])
      .where('caseId', '=', kase.caseId)
      .execute()
    const kind = 'case-question'
    const accountId = first.aggregateId
    expect(links).toEqual([{ kind, occasion: 2, operationId: second.id, accountId }])
    const old = { about: second, kase, decision: { choice: 'cancel' } }
    expect(await till.outcomes(await recordDecision(till, old))).toEqual([superseded])
    const early = { about: second, kase: { ...kase, version: 3 }, decision: { choice: 'cancel' } }
    const waits = await recordDecision(till, early)
    expect(await till.outcomes(waits)).toEqual([{ kind: 'waiting', on: [second.id] }])
    const still = { ...away, kase: caseIn(again) }
    expect(await till.outcomes(await recordDecision(till, still))).toEqual([accepted])
    expect(await askOutcomes(till, waits, second)).toEqual([accepted, superseded])
  })

  test('[F71][IN15] two decisions at once from two tills: one is accepted, one superseded', async () => {
    for (const name of ['RACA', 'RACB', 'RACC']) {
      const { second, kase } = await recordConflict(name, 'device')
      const other = await under.newTill()
      const one = await recordDecision(till, {
        about: second,
        kase,
        decision: { choice: 'transfer', releasedByHolder: true },
      })
      const two = await recordDecision(other, { about: second, kase, decision: { choice: 'dispute' } })
      const kinds = (await Promise.all([till.outcomes(one), other.outcomes(two)])).flat()
      expect(kinds.map((outcome) => outcome.kind).toSorted()).toEqual(['accepted', 'superseded'])
      const decisions = await under.api.context.database
        .selectFrom('caseDecisions')
        .select('version')
        .where('caseId', '=', kase.caseId)
        .execute()
      expect(decisions).toEqual([{ version: 1 }])
    }
  })

  test('[IN14] the same case again: a decision that comes before its case waits, and then finds it', async () => {
    const first = await recordCustomer(till, { email: 'early@example.pt', devices: [kit('EARLYAAAAAA1')] })
    const second = await recordCustomer(till, { email: 'early@example.pt', devices: [kit('EARLYAAAAAA2')] })
    const { caseIdOf } = await import('#account-api/ingest/case-id.ts')
    const kind = 'email-taken'
    const { registered } = second
    const caseId = caseIdOf({ operationId: registered.id, envelopeHash: registered.hash, kind })
    const kase = { kind: 'case', caseId, version: 1, caseKind: kind, choices: [] } as const
    const decision = { choice: 'same-person', documentMatched: true }
    const decided = await recordDecision(till, {
      about: registered,
      kase: { ...kase, choices: [] },
      decision,
    })
    expect(await till.outcomes(decided)).toEqual([{ kind: 'waiting', on: [registered.id] }])
    expect(await till.outcomes(first.check, first.registered)).toEqual([accepted, accepted])
    expect(await till.outcomes(second.check, registered)).toEqual([accepted, accepted])
    expect(await askOutcomes(till, decided)).toEqual([accepted])
  })

  test('[IN27][I7] a decision with a value that no counter would have written leaves a case, and no account', async () => {
    const { second, kase } = await recordConflict('NULA', 'email')
    const poison = { type: 'registration', fields: { email: 'null@example.pt', purchaseDate: '0000-01-01' } }
    const decision = { choice: 'mistyped', changes: poison }
    const decided = await recordDecision(till, { about: second, kase, decision })
    expect(await till.outcomes(decided)).toEqual([accepted])
    const still = { kind: 'case', caseId: kase.caseId, caseKind: 'invalid-field', version: 2 }
    expect(await askOutcomes(till, second)).toMatchObject([still])
    const path = `/v1/cases/${kase.caseId}/resolution`
    const central = await under.asAdministrator('POST', path, { caseVersion: 2, decision })
    expect(central.status).toBe(200)
    expect(await askOutcomes(till, second)).toMatchObject([{ ...still, version: 3 }])
  })

  test('[R12][IN15] what head office corrects is judged against whoever has the new e-mail and the new devices', async () => {
    const { first, second, device, kase } = await recordConflict('SEEN', 'email')
    const path = `/v1/cases/${kase.caseId}/resolution`
    const correct = async (caseVersion: number, fields: Readonly<Record<string, unknown>>) => {
      const decision = { choice: 'mistyped', changes: { type: 'registration', fields } }
      const answer = await under.asAdministrator('POST', path, { caseVersion, decision })
      expect(answer.status).toBe(200)
      return askOutcomes(till, second)
    }
    const taken = await recordCustomer(till, { email: 'SEEN-3@example.pt', devices: [kit('SEENBBBBBBBB')] })
    await till.outcomes(taken.check, taken.registered)
    expect(await correct(1, { email: 'seen-3@example.pt' })).toEqual([{ ...kase, version: 2 }])
    const both = { email: 'seen-4@example.pt', devices: [kit('SEENBBBBBBBB')] }
    expect(await correct(2, both)).toMatchObject([{ kind: 'case', caseKind: 'device-taken', version: 3 }])
    const known = { claim: 'existing', email: 'SEEN@example.pt', devices: [kit(`${device}5`)] }
    expect(await correct(3, known)).toEqual([accepted])
    expect(await ownerOf(`${device}5`)).toBe(first.aggregateId)
  })

  test('[IN15] head office decides what a store may decide, on the same path, and tills are overtaken', async () => {
    const { first, second, device, kase } = await recordConflict('HEAD', 'email')
    const added = await till.record({
      operation: operation('device-added', { device: kit(`${device}3`), registration: second.id }),
      aggregateId: second.aggregateId,
      dependsOn: [second.id],
    })
    expect(await till.outcomes(added)).toEqual([{ kind: 'waiting', on: [second.id] }])
    const path = `/v1/cases/${kase.caseId}/resolution`
    const decision = { choice: 'same-person', documentMatched: true }
    const answer = await under.asAdministrator('POST', path, { caseVersion: 1, decision })
    expect(await answer.json()).toEqual({ outcome: 'accepted', operation: accepted })
    expect(await askOutcomes(till, second, added)).toEqual([accepted, accepted])
    expect(await ownerOf(`${device}3`)).toBe(first.aggregateId)
    const late = await recordDecision(till, { about: second, kase, decision: { choice: 'cancel' } })
    expect(await till.outcomes(late)).toEqual([superseded])
    const trail = await under.api.context.database
      .selectFrom('audit')
      .select(['actor', 'detail'])
      .where('subject', '=', kase.caseId)
      .execute()
    expect(trail).toEqual([{ actor: 'administrator', detail: 'version 1: same-person' }])
    expect(
      (await under.asAdministrator('POST', `/v1/cases/${mintId()}/resolution`, { caseVersion: 1, decision }))
        .status,
    ).toBe(404)
  })

  test('[C33] a till learns nothing of records of another one, and nothing of what compliance sees', async () => {
    const other = await under.newTill()
    const check = await till.record({ operation: ageCheck(till.terminalId) })
    await till.deliver(check)
    expect(await askOutcomes(other, check)).toEqual([])
    const minor = await recordCustomer(till, {
      email: 'minor@example.pt',
      dateOfBirth: '2010-01-01',
      devices: [kit('MNARAAAAAAA1')],
    })
    await till.outcomes(minor.check, minor.registered)
    type Listed = { cases: { caseId: string; operationId: string; audience: string }[] }
    const compliance = await under.signIn('compliance', ['compliance'])
    const { cases } = (await (await compliance.ask('GET', '/v1/cases')).json()) as Listed
    expect(new Set(cases.map(({ audience }) => audience))).toEqual(new Set(['compliance']))
    const others = (await (await under.asAdministrator('GET', '/v1/cases')).json()) as Listed
    expect(others.cases.filter(({ audience }) => audience === 'compliance')).toEqual([])
    const hidden = cases.find((one) => one.operationId === minor.registered.id)
    expect(hidden?.audience).toBe('compliance')
    const kase = { kind: 'case', caseId: hidden?.caseId, version: 1 } as never
    const guessed = await recordDecision(till, {
      about: minor.registered,
      kase,
      decision: { choice: 'cancel' },
    })
    expect(await till.outcomes(guessed)).toEqual([superseded])
    expect(await askOutcomes(till, minor.registered)).toEqual([accepted])
    const path = `/v1/cases/${hidden?.caseId}/resolution`
    const wrong = await compliance.ask('POST', path, { caseVersion: 1, decision: { choice: 'cancel' } })
    expect(wrong.status).toBe(400)
    const body = { caseVersion: 1, decision: { choice: 'confirmed' } }
    expect((await under.asAdministrator('POST', path, body)).status).toBe(404)
    expect(await (await compliance.ask('POST', path, body)).json()).toEqual({
      outcome: 'accepted',
      operation: accepted,
    })
    const trail = await under.api.context.database
      .selectFrom('audit')
      .select(['actor', 'action'])
      .where('subject', '=', hidden?.caseId ?? '')
      .execute()
    expect(trail).toEqual([{ actor: `administrator ${compliance.administratorId}`, action: 'case-decided' }])
  })
})
