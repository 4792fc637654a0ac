import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { waitAfter } from '#account-api/administrators/sign-in-tries.ts'
import { hashPassword } from '#account-api/administrators/password-hash.ts'
import { makeFirstAdministrator, setPassword } from '#account-api/administrators/set-password.ts'
import { putAdministrator } from '#account-api/administrators/put-administrator.ts'
import { signIn } from '#account-api/administrators/sign-in.ts'
import { PASSWORD_COSTS } from '#account-api/password-costs.ts'
import { administratorRoleSchema, loginNameSchema } from '#shared/contracts/messages/administrators.ts'
import type { AdministratorRole } from '#shared/contracts/messages/administrators.ts'
import type { Route } from '#shared/contracts/route.ts'
import { ROUTES } from '#shared/contracts/routes.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { mintId } from './fake-till.ts'
import { seededRandom } from './seeded-random.ts'
import { PASSWORD, makeAdministrator, signInAs } from './signed-in.ts'

const MINUTE = 60_000
const PERSON = { administratorId: 'test', loginName: null, roles: ['administrators'] } as const
const refused = { ok: false, failure: 'refused' }

describe(`administrators on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())

  const enter = (loginName: string, password = PASSWORD) => signIn(under.api.context, { loginName, password })
  const auditOf = (subject: string) =>
    under.api.context.database
      .selectFrom('audit')
      .select(['actor', 'action'])
      .where('subject', '=', subject)
      .orderBy('action')
      .execute()

  test('[AD8] the first administrator is made with the token, once, and cannot see what is for compliance', async () => {
    const { context, adminToken } = under.api
    const first = {
      adminToken,
      token: adminToken,
      loginName: loginNameSchema.parse('first'),
      password: PASSWORD,
    }
    expect(await makeFirstAdministrator(context, { ...first, token: 'x'.repeat(43) })).toEqual(refused)
    const weak = { ...first, password: 'short' }
    expect(await makeFirstAdministrator(context, weak)).toEqual({ ok: false, failure: 'weak' })
    const both = await Promise.all([
      makeFirstAdministrator(context, first),
      makeFirstAdministrator(context, { ...first, loginName: loginNameSchema.parse('other') }),
    ])
    expect(both.filter((made) => made.ok)).toHaveLength(1)
    const made = await context.database.selectFrom('administrators').select(['loginName', 'roles']).execute()
    expect(made).toEqual([
      { loginName: expect.any(String), roles: ['cases', 'fleet', 'configuration', 'administrators'] },
    ])
    expect((await enter(made[0]?.loginName ?? '')).ok).toBe(true)
  })

  test('[AD8] a code sets one password, once, within a day, and for its own name alone', async () => {
    const loginName = loginNameSchema.parse('rui')
    const roles = ['cases']
    const put = await under.asAdministrator('POST', '/v1/administrators', {
      loginName,
      roles,
      isDisabled: false,
    })
    expect(put.status).toBe(200)
    const newCode = async () => {
      const answer = await under.asAdministrator('POST', '/v1/administrator-codes', { loginName })
      return ((await answer.json()) as { code: string }).code
    }
    const { context } = under.api
    expect(await enter('rui')).toEqual(refused)
    const code = await newCode()
    const other = { loginName: loginNameSchema.parse('first'), code, password: PASSWORD }
    expect(await setPassword(context, other)).toEqual(refused)
    for (const password of ['short', 'x'.repeat(129), 'aaaaaaaaaaaaaaaa', 'this is rui himself'])
      expect(await setPassword(context, { loginName, code, password })).toEqual({
        ok: false,
        failure: 'weak',
      })
    expect((await setPassword(context, { loginName, code, password: PASSWORD })).ok).toBe(true)
    expect(await setPassword(context, { loginName, code, password: PASSWORD })).toEqual(refused)
    const late = await newCode()
    under.clock.advance(24 * 60 * MINUTE)
    expect(await setPassword(context, { loginName, code: late, password: PASSWORD })).toEqual(refused)
    expect((await enter('RUI ')).ok).toBe(true)
  })

  test('[AD7][AD8] only the newest code counts, and none outlives a password, an end, or the gift of compliance', async () => {
    const { context } = under.api
    const loginName = loginNameSchema.parse('codes')
    const put = async (given: { roles: readonly AdministratorRole[]; isDisabled?: boolean }) => {
      const wanted = { loginName, isDisabled: false, ...given, roles: [...given.roles] }
      expect((await putAdministrator(context, { by: PERSON, wanted })).ok).toBe(true)
    }
    const byToken = async () => {
      const answer = await under.asAdministrator('POST', '/v1/administrator-codes', { loginName })
      return ((await answer.json()) as { code: string }).code
    }
    const use = async (code: string) => setPassword(context, { loginName, code, password: PASSWORD })
    await put({ roles: ['cases'] })
    const first = await byToken()
    const second = await byToken()
    expect(await use(first)).toEqual(refused)
    expect((await use(second)).ok).toBe(true)
    // Automation may not open what compliance sees, not with a code from before either.
    const early = await byToken()
    await put({ roles: ['cases', 'compliance'] })
    expect(await use(early)).toEqual(refused)
    await put({ roles: ['cases'] })
    const disabled = await byToken()
    await put({ roles: ['cases'], isDisabled: true })
    await put({ roles: ['cases'] })
    expect(await use(disabled)).toEqual(refused)
    const stillOpen = await byToken()
    await put({ roles: ['cases', 'fleet'] })
    expect((await use(stillOpen)).ok).toBe(true)
  })

  test('[C34][AD2] a name with characters that no name has is refused like any other', async () => {
    const form = new URLSearchParams({ loginName: 'nul\u0000', password: PASSWORD })
    const answer = await fetch(`${under.api.url}/office/sign-in`, {
      method: 'POST',
      headers: { origin: under.api.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    })
    expect(answer.status).toBe(401)
  })

  test('[AD1] a password is nowhere in the database, and its hash is salted', async () => {
    const dear = { ...under.api, context: { ...under.api.context, passwordCosts: PASSWORD_COSTS } }
    await makeAdministrator(dear, { loginName: 'salt-a', roles: [] })
    await makeAdministrator(dear, { loginName: 'salt-b', roles: [] })
    const rows = await under.api.context.database
      .selectFrom('administrators')
      .select('passwordHash')
      .where('loginName', 'in', ['salt-a', 'salt-b'])
      .execute()
    const hashes = rows.map((row) => row.passwordHash ?? '')
    expect(hashes.every((hash) => hash.startsWith('scrypt$32768$8$3$'))).toBe(true)
    expect(new Set(hashes).size).toBe(2)
    expect(hashes.join().includes(PASSWORD)).toBe(false)
  })

  test('[AD1] names are told apart by how they are written, not by how their letters are composed', async () => {
    const loginName = loginNameSchema.parse('composed')
    await makeAdministrator(under.api, { loginName, roles: [] })
    const passwordHash = await hashPassword(
      { ...under.api.context, random: seededRandom('composed') },
      'atenção ao coração',
    )
    await under.api.context.database
      .updateTable('administrators')
      .set({ passwordHash })
      .where('loginName', '=', loginName)
      .execute()
    expect((await enter(loginName, 'atenção ao coração'.normalize('NFD'))).ok).toBe(true)
  })

  test('[AD2][AD3] a name waits longer and longer, known or not, and the right password does not shorten it', async () => {
    await makeAdministrator(under.api, { loginName: 'waits', roles: [] })
    for (const name of ['waits', 'nobody']) {
      for (let tries = 0; tries < 5; tries += 1) expect(await enter(name, 'wrong password')).toEqual(refused)
      expect(await enter(name)).toEqual(refused)
    }
    under.clock.advance(29_000)
    expect(await enter('waits')).toEqual(refused)
    under.clock.advance(1000)
    expect(await enter('waits', 'wrong password')).toEqual(refused)
    under.clock.advance(59_000)
    expect(await enter('waits')).toEqual(refused)
    under.clock.advance(1000)
    expect((await enter('waits')).ok).toBe(true)
    expect(await enter('waits', 'wrong password')).toEqual(refused)
    expect((await enter('waits')).ok).toBe(true)
    expect(Array.from({ length: 12 }, (_, failures) => waitAfter(failures) / 1000)).toEqual([
      0, 0, 0, 0, 0, 30, 60, 300, 900, 3600, 3600, 3600,
    ])
    const tried = await under.api.context.database.selectFrom('signInTries').select('failures').execute()
    expect(tried).toContainEqual({ failures: 5 })
  })

  test('[AD3] many tries at once are counted one by one', async () => {
    await makeAdministrator(under.api, { loginName: 'crowd', roles: [] })
    await Promise.all(Array.from({ length: 8 }, async () => enter('crowd', 'wrong password')))
    const { administratorId } = await under.api.context.database
      .selectFrom('administrators')
      .select('administratorId')
      .where('loginName', '=', 'crowd')
      .executeTakeFirstOrThrow()
    const actions = (await auditOf(administratorId)).map((entry) => entry.action)
    expect(actions.filter((action) => action === 'sign-in-failed')).toHaveLength(5)
    expect(actions.filter((action) => action === 'sign-in-too-early')).toHaveLength(3)
  })

  test('[AD4] a session ends when it is idle, when it is old, when its holder is disabled or sets a password', async () => {
    const statusOf = async (asked: Promise<Response>) => (await asked).status
    const someone = await under.signIn('someone', ['cases'])
    expect(await statusOf(someone.ask('GET', '/v1/cases'))).toBe(200)
    under.clock.advance(14 * MINUTE)
    expect(await statusOf(someone.ask('GET', '/v1/cases'))).toBe(200)
    under.clock.advance(14 * MINUTE)
    expect(await statusOf(someone.ask('GET', '/v1/cases'))).toBe(200)
    under.clock.advance(15 * MINUTE)
    expect(await statusOf(someone.ask('GET', '/v1/cases'))).toBe(401)
    const busy = await under.signIn('busy', ['cases'])
    for (let spent = 0; spent < 8 * 60; spent += 10) {
      expect(await statusOf(busy.ask('GET', '/v1/cases'))).toBe(200)
      under.clock.advance(10 * MINUTE)
    }
    expect(await statusOf(busy.ask('GET', '/v1/cases'))).toBe(401)
    const again = await under.signIn('busy', ['cases'])
    const newer = await under.signIn('busy', ['cases'])
    expect(await statusOf(again.ask('GET', '/v1/cases'))).toBe(401)
    const off = { loginName: 'busy', roles: ['cases'], isDisabled: true }
    expect(await statusOf(under.asAdministrator('POST', '/v1/administrators', off))).toBe(200)
    expect(await statusOf(newer.ask('GET', '/v1/cases'))).toBe(401)
    expect(await enter('busy')).toEqual(refused)
  })

  test('[AD4] the database holds no token of a session', async () => {
    const someone = await under.signIn('tokenless', [])
    const token = someone.cookie.split('=')[1] ?? ''
    const rows = await under.api.context.database.selectFrom('administratorSessions').selectAll().execute()
    expect(token).toHaveLength(43)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('[AD5] what changes something is refused from another origin, or from none', async () => {
    const someone = await under.signIn('cross', ['fleet'])
    const body = JSON.stringify({ operatorId: 'a1', terminalId: null })
    const from = (origin: Record<string, string>) =>
      fetch(`${under.url}/v1/first-pin-codes`, {
        method: 'POST',
        headers: { cookie: someone.cookie, 'content-type': 'application/json', ...origin },
        body,
      })
    expect((await from({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await from({ origin: 'null' })).status).toBe(403)
    expect((await from({})).status).toBe(403)
    expect((await from({ origin: under.url })).status).toBe(200)
  })

  test('[AD6][C33] on every route for administrators a wrong role is refused, the right one is let in', async () => {
    const routes = (Object.values(ROUTES) as Route[]).filter((route) => route.access === 'administrator')
    expect(routes.length).toBeGreaterThan(10)
    const people = new Map<string, Awaited<ReturnType<typeof signInAs>>>()
    for (const role of administratorRoleSchema.options)
      people.set(role, await signInAs(under.api, { loginName: `only-${role}`, roles: [role] }))
    const viewer = await under.signIn('only-looks', [])
    for (const route of routes) {
      const path = route.path
        .replace(':terminalId', mintId())
        .replace(':accountId', mintId())
        .replace(':deviceId', 'AAAAAAAAAAA1')
        .replace(':caseId', mintId())
        .replace(':alertId', mintId())
        .replace(':operationId', mintId())
      const body = route.method === 'POST' ? {} : undefined
      const roles: readonly string[] = route.access === 'administrator' ? route.roles : []
      const isRefused = async (who: typeof viewer) => (await who.ask(route.method, path, body)).status === 403
      expect([path, await isRefused(viewer)]).toEqual([path, roles.length > 0])
      for (const [role, who] of people) {
        const isOpen = roles.length === 0 || roles.includes(role)
        expect([path, role, await isRefused(who)]).toEqual([path, role, !isOpen])
      }
    }
  })

  test('[AD7] automation gives nobody compliance, and nobody changes their own roles', async () => {
    const wish = { loginName: 'auditor', roles: ['compliance'], isDisabled: false }
    expect((await under.asAdministrator('POST', '/v1/administrators', wish)).status).toBe(403)
    const boss = await under.signIn('boss', ['administrators'])
    expect((await boss.ask('POST', '/v1/administrators', wish)).status).toBe(200)
    const noLonger = { ...wish, roles: [] }
    expect((await under.asAdministrator('POST', '/v1/administrators', noLonger)).status).toBe(403)
    const code = { loginName: 'auditor' }
    expect((await under.asAdministrator('POST', '/v1/administrator-codes', code)).status).toBe(403)
    expect((await boss.ask('POST', '/v1/administrator-codes', code)).status).toBe(200)
    const own = { loginName: 'boss', roles: ['administrators', 'compliance'], isDisabled: false }
    expect((await boss.ask('POST', '/v1/administrators', own)).status).toBe(403)
    expect((await boss.ask('POST', '/v1/administrator-codes', { loginName: 'boss' })).status).toBe(403)
  })

  test('[AD9] sign-in, failure and act are in the audit under an identity, without a name', async () => {
    const fleet = await under.signIn('audited', ['fleet'])
    await enter('audited', 'wrong password')
    await fleet.ask('POST', '/v1/first-pin-codes', { operatorId: 'm1', terminalId: null })
    const actor = `administrator ${fleet.administratorId}`
    expect(await auditOf(fleet.administratorId)).toEqual([
      { actor: 'administrator test', action: 'administrator-code-made' },
      { actor: 'administrator test', action: 'administrator-put' },
      { actor, action: 'password-set' },
      { actor: 'unknown', action: 'sign-in-failed' },
      { actor, action: 'signed-in' },
    ])
    expect(await auditOf('m1')).toContainEqual({ actor, action: 'first-pin-code-made' })
    const all = await under.api.context.database.selectFrom('audit').selectAll().execute()
    expect(JSON.stringify(all)).not.toContain('audited')
  })
})
