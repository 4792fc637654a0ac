import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putStore } from '#account-api/administration/organisation.ts'
import { makeEnrolmentCode } from '#account-api/administration/one-time-codes.ts'
import { draftMarket } from '#account-api/markets/market-drafts.ts'
import { marketChanges } from '#account-api/markets/market-changes.ts'
import { publishMarket } from '#account-api/markets/publish-market.ts'
import { configurationSchema } from '#shared/contracts/configuration.ts'
import { fleetSchema } from '#shared/contracts/messages/proof.ts'
import { storeIdSchema } from '#shared/contracts/identifiers.ts'
import { AT } from '#shared/markets/at.ts'
import type { Market } from '#shared/markets/market.ts'
import { findMarket } from '#shared/markets/registry.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { FakeTill } from './fake-till.ts'
import { KOREA } from '#tests/harness/korea.ts'

const SHIPPED = findMarket('practice') as Market
const draft = (version: string, validMinutes = 7): Market => ({
  ...SHIPPED,
  version,
  ageCheck: { ...SHIPPED.ageCheck, validMinutes },
})

describe(`market drafts on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let here: FakeTill
  let there: FakeTill
  beforeAll(async () => {
    under = await startApi()
    const acting = context()
    const storeId = storeIdSchema.parse('other-store')
    await putStore(acting, {
      storeId,
      name: 'Other store',
      marketCode: 'practice',
      timeZone: 'Europe/Lisbon',
      channel: 'brand-store',
    })
    here = await under.newTill()
    const code = await makeEnrolmentCode(acting, { storeId, terminalName: 'There' })
    there = await FakeTill.enrol({ url: under.url, code: code.ok ? code.value.code : '' })
  })
  afterAll(async () => under.stop())

  const context = () => ({ ...under.api.context, actor: 'administrator test' })
  const keep = async (market: Market) => {
    const kept = await draftMarket(context(), { market, note: 'a test' })
    if (!kept.ok) throw new Error(kept.failure)
    return kept.value.draftId
  }
  const configurationOf = async (till: FakeTill) => {
    const answer = (await (await till.ask('GET', '/configuration')).json()) as { configuration: string }
    return configurationSchema.parse(decodeJwt(answer.configuration))
  }
  const versionsOf = async () => [
    (await configurationOf(here)).market.version,
    (await configurationOf(there)).market.version,
  ]

  test('[C34] a place that names no draft is no failure of the server', async () => {
    const { ask } = await under.signIn('drafting', ['configuration'])
    for (const name of ['-'.repeat(36), 'a'.repeat(36), 'nonsense'])
      expect((await ask('GET', `/office/configuration/${name}`)).status).toBe(404)
  })

  test('[MD1][C34] a draft with text that no database takes is refused', async () => {
    for (const source of ['nul\u0000', 'half \ud83d'])
      expect(
        await draftMarket(context(), { market: { ...draft('practice-odd'), source }, note: 'a test' }),
      ).toEqual({ ok: false, failure: 'unstorable' })
  })

  test('[MD3][MD4][MD5] a draft goes to one store, then to all, and back; each time a till gets a newer version', async () => {
    expect(await versionsOf()).toEqual(['practice-1', 'practice-1'])
    const before = await configurationOf(here)
    const second = await keep(draft('practice-2'))
    expect(await versionsOf()).toEqual(['practice-1', 'practice-1'])
    expect(await publishMarket(context(), { draftId: second, stores: null })).toEqual({
      ok: false,
      failure: 'not-staged',
    })
    expect(await publishMarket(context(), { draftId: second, stores: ['practice-store'] })).toMatchObject({
      ok: true,
    })
    expect(await versionsOf()).toEqual(['practice-2', 'practice-1'])
    const after = await configurationOf(here)
    expect([after.version, after.market.ageCheck.validMinutes]).toEqual([before.version + 1, 7])
    expect(await publishMarket(context(), { draftId: second, stores: null })).toMatchObject({ ok: true })
    expect(await versionsOf()).toEqual(['practice-2', 'practice-2'])
    const third = await keep(draft('practice-3', 9))
    await publishMarket(context(), { draftId: third, stores: ['practice-store', 'practice-store'] })
    expect(await versionsOf()).toEqual(['practice-3', 'practice-2'])
    await publishMarket(context(), { draftId: second, stores: null })
    expect(await versionsOf()).toEqual(['practice-2', 'practice-2'])
    expect((await configurationOf(here)).version).toBe(before.version + 3)
  })

  test('[MD1][MD4] a till of a market that was added as data has it, and head office changes it by a draft', async () => {
    const storeId = storeIdSchema.parse('vienna-store')
    const { timeZones, code: marketCode } = AT
    const put = {
      storeId,
      name: 'Vienna',
      marketCode,
      timeZone: timeZones.default,
      channel: 'brand-store' as const,
    }
    expect(await putStore(context(), put)).toMatchObject({ ok: true })
    const code = await makeEnrolmentCode(context(), { storeId, terminalName: 'Vienna' })
    const vienna = await FakeTill.enrol({ url: under.url, code: code.ok ? code.value.code : '' })
    expect((await configurationOf(vienna)).market).toEqual(AT)
    const draftId = await keep({
      ...AT,
      version: 'at-2',
      ageCheck: { ...AT.ageCheck, machineReading: 'ask' },
    })
    expect(await publishMarket(context(), { draftId, stores: null })).toMatchObject({ ok: true })
    expect((await configurationOf(vienna)).market.ageCheck.machineReading).toBe('ask')
    expect((await configurationOf(here)).market.code).toBe('practice')
  })

  test('[MD1][MD7] a market that nothing shipped has opens with its first publication; a till of its store works by it', async () => {
    const storeId = storeIdSchema.parse('seoul-store')
    const put = {
      storeId,
      name: 'Seoul',
      marketCode: KOREA.code,
      timeZone: KOREA.timeZones.default,
      channel: 'brand-store' as const,
    }
    const isPut = async (changes: Partial<typeof put> = {}) =>
      (await putStore(context(), { ...put, ...changes })).ok
    expect(await isPut()).toBe(false)
    const draftId = await keep(KOREA)
    expect(await isPut()).toBe(false)
    expect(await publishMarket(context(), { draftId, stores: null })).toEqual({
      ok: true,
      value: { stores: 0 },
    })
    expect(await isPut({ timeZone: 'Europe/Lisbon' })).toBe(false)
    expect(await isPut()).toBe(true)
    const code = await makeEnrolmentCode(context(), { storeId, terminalName: 'Seoul' })
    const seoul = await FakeTill.enrol({ url: under.url, code: code.ok ? code.value.code : '' })
    expect(seoul.configuration.market).toEqual(KOREA)
    expect((await configurationOf(here)).market.code).toBe('practice')
    expect(await isPut({ marketCode: 'practice', timeZone: 'Europe/Lisbon' })).toBe(false)
    expect(await isPut({ name: 'Seoul, Myeong-dong' })).toBe(true)
  })

  test('[MD1] what is not a market of ours, or a version again, is no draft', async () => {
    const failureOf = async (market: Market) => {
      const made = await draftMarket(context(), { market, note: 'x' })
      return made.ok ? null : made.failure
    }
    expect(await failureOf({ ...KOREA, code: 'XX', country: 'XX' })).toBe('no-country')
    expect(await failureOf({ ...KOREA, code: 'JP' })).toBe('no-country')
    expect(await failureOf({ ...KOREA, isPractice: true })).toBe('no-country')
    const { registration, riskStatement } = KOREA
    const declaration = { version: '1', text: riskStatement.text }
    const { ko: _, ...withoutKorean } = riskStatement.text
    const incomplete = [
      { ...KOREA, riskStatement: { version: '1', text: withoutKorean } },
      { ...KOREA, languages: { ...KOREA.languages, customer: ['ko', 'de'] } },
      { ...KOREA, languages: { ...KOREA.languages, operator: ['ko'] } },
      { ...KOREA, guarantee: { ...KOREA.guarantee, terms: [] } },
      { ...KOREA, assistance: { ...KOREA.assistance, coveredCountries: [] } },
      { ...KOREA, registration: { ...registration, declaration, channels: [] } },
    ]
    for (const market of incomplete) expect(await failureOf(market)).toBe('incomplete')
    expect(await failureOf({ ...draft('x'), isPractice: false })).toBe('identity-changed')
    expect(await failureOf({ ...draft('x'), country: 'ES' })).toBe('identity-changed')
    expect(await failureOf(draft('practice-1'))).toBe('version-taken')
    await keep(draft('practice-again'))
    expect(await failureOf(draft('practice-again', 30))).toBe('version-taken')
  })

  test('[T18] head office sees by which version a till works and why it refuses the newest; an older desk that says nothing gets it too', async () => {
    const { ask } = await under.signIn('watching', ['fleet'])
    const toldOf = async () => {
      const { terminals } = fleetSchema.parse(await (await under.asAdministrator('GET', '/v1/fleet')).json())
      const till = terminals.find(({ terminalId }) => terminalId === here.terminalId)
      const page = await (await ask('GET', `/office/fleet/${here.terminalId}`)).text()
      return [
        till?.configurationInForce,
        till?.configurationRefused,
        page.includes('needs a newer version of'),
      ]
    }
    expect(await toldOf()).toEqual([null, null, false])
    for (const said of ['?inForce=1&refused=newer-format', '?inForce=1&refused=newer-format&mood=grim'])
      expect((await here.ask('GET', `/configuration${said}`)).status).toBe(200)
    expect(await toldOf()).toEqual([1, 'newer-format', true])
    expect(await (await ask('GET', '/office/fleet')).text()).toContain('Refuses its configuration')
    expect((await here.ask('GET', '/configuration?inForce=2')).status).toBe(200)
    expect(await toldOf()).toEqual([2, null, false])
    expect((await here.ask('GET', '/configuration')).status).toBe(200)
    expect(await toldOf()).toEqual([null, null, false])
  })

  test('[MD3] a store that is not of the market, or none, gets nothing', async () => {
    const draftId = await keep(draft('practice-nowhere'))
    for (const stores of [[], ['nowhere'], ['practice-store', 'nowhere']])
      expect(await publishMarket(context(), { draftId, stores })).toEqual({
        ok: false,
        failure: 'unknown-store',
      })
    const rows = await under.api.context.database
      .selectFrom('marketPublications')
      .select('number')
      .where('draftId', '=', draftId)
      .execute()
    expect(rows).toEqual([])
  })

  test('[MD6] drafting and publishing are in the audit', async () => {
    const draftId = await keep(draft('practice-audited'))
    await publishMarket(context(), { draftId, stores: ['other-store'] })
    const trail = await under.api.context.database
      .selectFrom('audit')
      .select(['actor', 'action', 'detail'])
      .where('subject', '=', draftId)
      .orderBy('action')
      .execute()
    const actor = 'administrator test'
    expect(trail).toEqual([
      { actor, action: 'market-drafted', detail: 'practice practice-audited' },
      { actor, action: 'market-published', detail: 'practice practice-audited for other-store' },
    ])
  })

  test('[MD2] every change is named once, and an entry in front of a list makes the rest no change', () => {
    const [first, ...rest] = SHIPPED.ageCheck.documents
    const changed = {
      ...draft('practice-2'),
      ageCheck: { ...SHIPPED.ageCheck, validMinutes: 7, documents: rest },
      consents: SHIPPED.consents.map((one, index) => (index === 0 ? { ...one, isOn: !one.isOn } : one)),
    }
    expect(marketChanges(SHIPPED, SHIPPED)).toEqual([])
    expect(marketChanges(SHIPPED, changed)).toEqual([
      { path: ['version'], before: 'practice-1', after: 'practice-2' },
      { path: ['ageCheck', 'documents', first?.kind, 'kind'], before: first?.kind, after: null },
      { path: ['ageCheck', 'documents', first?.kind, 'hasPhoto'], before: 'true', after: null },
      { path: ['ageCheck', 'documents', first?.kind, 'acceptsExpired'], before: 'false', after: null },
      { path: ['ageCheck', 'validMinutes'], before: String(SHIPPED.ageCheck.validMinutes), after: '7' },
      { path: ['consents', SHIPPED.consents[0]?.purpose, 'isOn'], before: 'true', after: 'false' },
    ])
  })
})
