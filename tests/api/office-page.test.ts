import { shortHash } from '#shared/domain/slip.ts'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkFleet } from '#account-api/findings/check-fleet.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { caseIn } from './cases-of-a-till.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { CUSTOMER_PASSWORD, FakeMail, linkIn } from './fake-mail.ts'
import { mintId } from './fake-till.ts'
import type { FakeTill } from './fake-till.ts'
import { faultsOf, openOffice, signInOn, startBrowser, takePicture } from './office-browser.ts'
import { ageCheck, kit, operation } from './payloads.ts'
import { recordCustomer } from './registering.ts'
import { PASSWORD, makeAdministrator } from './signed-in.ts'

const EVERYTHING = ['cases', 'fleet', 'configuration', 'compliance', 'administrators'] as const
const HOUR = 3_600_000

/** A device to replace, help abroad, a mail that did not go, and an operator to look at. */
async function leaveService(customer: SealedEnvelope): Promise<void> {
  const registration = customer.id
  const { aggregateId } = customer
  const address = { lines: ['Rua Augusta 1'], postalCode: '1100-048', locality: 'Lisboa', country: 'PT' }
  const guarantee = await till.record({
    operation: operation('guarantee-case', {
      deviceId: 'MARAAAAAAAA1',
      fault: 'does-not-charge',
      exclusions: { areChecked: true, found: null },
      wanted: { way: 'address', address },
      registration,
    }),
    aggregateId,
  })
  const assistance = await till.record({
    operation: operation('assistance-case', {
      deviceId: 'MARAAAAAAAA1',
      fault: 'error-light',
      countries: { residence: 'PT', registration: 'PT', visited: 'GR' },
      temporaryAddress: {
        place: 'Hotel <b>Sol</b>',
        lines: ['Plaka 3'],
        postalCode: null,
        locality: 'Athina',
      },
      checks: [
        { check: 'registered-there', answer: 'yes' },
        { check: 'guarantee-valid', answer: 'unknown' },
      ],
      answer: 'likely',
      registration,
    }),
    aggregateId,
  })
  await till.outcomes(guarantee, assistance)
  service['guarantee'] = guarantee.id
  service['assistance'] = assistance.id
  const mail = new FakeMail()
  mail.failure = 'refused'
  await mail.sendTo(under, '')
  await under.api.context.database
    .insertInto('operatorAlerts')
    .values({ alertId: mintId(), operatorId: 'a1', kind: 'too-fast', raisedAt: '2026-11-23T10:00:00.000Z' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

let browser: Browser
let under: ApiUnderTest
let till: FakeTill
const caseIds: Record<string, string> = {}
let mariasAccount: string
const service: Record<string, string> = {}
let paper: { sequence: number; hash: string }
let lost: { sequence: number; hash: string }

beforeAll(async () => {
  browser = await startBrowser()
  under = await startApi({ trustedProxy: '127.0.0.1' })
  const silent = await under.newTill()
  await silent.deliver()
  under.clock.advance(25 * HOUR)
  till = await under.newTill()
  const [first, same, taken] = [
    await recordCustomer(till, { email: 'maria@example.pt', devices: [kit('MARAAAAAAAA1')] }),
    await recordCustomer(till, {
      email: 'maria@example.pt',
      givenName: '<img src=x onerror=alert(1)>',
      devices: [kit('MARAAAAAAAA2')],
    }),
    await recordCustomer(till, { email: 'rui@example.pt', devices: [kit('MARAAAAAAAA1')] }),
  ]
  const minor = await recordCustomer(till, {
    email: 'minor@example.pt',
    dateOfBirth: '2010-01-01',
    devices: [kit('MARAAAAAAAA3')],
  })
  const outcomes = await till.outcomes(
    first.check,
    first.registered,
    same.check,
    same.registered,
    taken.check,
    taken.registered,
    minor.check,
    minor.registered,
  )
  caseIds['email'] = caseIn(outcomes[3]).caseId
  caseIds['device'] = caseIn(outcomes[5]).caseId
  const hidden = await under.api.context.database
    .selectFrom('cases')
    .select('caseId')
    .where('audience', '=', 'compliance')
    .executeTakeFirstOrThrow()
  caseIds['compliance'] = hidden.caseId
  paper = first.registered
  mariasAccount = first.registered.aggregateId
  await leaveService(first.registered)
  await till.record({ operation: ageCheck(till.terminalId) })
  lost = await till.record({ operation: ageCheck(till.terminalId) })
  await till.deliver()
  await checkFleet(under.api.context, { intervalMs: 0 })
  for (const [loginName, roles] of [
    ['boss', EVERYTHING],
    ['deciding', ['cases']],
    ['looking', []],
  ] as const)
    await makeAdministrator(under.api, { loginName, roles })
})
afterAll(async () => {
  await browser.close()
  await under.stop()
})

const open = async (loginName: string | null, given: Parameters<typeof openOffice>[1] | object = {}) => {
  const opened = await openOffice(browser, { under, ...given })
  if (loginName !== null) await signInOn(opened.page, loginName)
  return opened
}
const textOf = (page: Page) => page.locator('main').innerText()
/** Tabs until the element has the focus, as one without a mouse does. */
const tabTo = async (page: Page, selector: string) => {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab')
    if (
      await page
        .locator(selector)
        .first()
        .evaluate((element) => element === document.activeElement)
    )
      return
  }
  throw new Error(`the keyboard does not reach ${selector}`)
}

describe(`the page of head office on ${DATABASE}`, () => {
  for (const locale of ['en-GB', 'pt-PT'])
    for (const isDark of [false, true])
      test(`every screen is without a fault for everybody: ${locale}, ${isDark ? 'dark' : 'light'}`, async () => {
        const { page, faults } = await open('boss', { locale, isDark })
        const screens = {
          fleet: '/office/fleet',
          terminal: `/office/fleet/${till.terminalId}`,
          imports: '/office/fleet/imports',
          cases: '/office/cases',
          case: `/office/cases/${caseIds['device']}`,
          compliance: `/office/cases/${caseIds['compliance']}`,
          decided: '/office/cases?status=closed',
          removals: '/office/removals',
          removal: `/office/removals/${mariasAccount}`,
          refusals: '/office/refusals',
          anomalies: '/office/anomalies',
          proof: `/office/proof?sequence=${paper.sequence}&hash=${shortHash(paper.hash)}`,
          configuration: '/office/configuration',
          people: '/office/administrators',
        }
        for (const [name, path] of Object.entries(screens)) {
          await page.goto(path)
          expect(await page.locator('html').getAttribute('lang')).toBe(locale === 'en-GB' ? 'en' : locale)
          if (name === 'case') await page.locator('input[value=mistyped]').check()
          await takePicture(page, `${name}-${locale}-${isDark ? 'dark' : 'light'}`)
          expect([name, await faultsOf(page)]).toEqual([name, []])
        }
        await page.getByRole('button', { name: /Sign out|Terminar/ }).click()
        await takePicture(page, `sign-in-${locale}-${isDark ? 'dark' : 'light'}`)
        expect(await faultsOf(page)).toEqual([])
        expect(faults).toEqual([])
        await page.context().close()
      })

  test.each([
    ['en-GB', false],
    ['pt-PT', true],
  ])('what customers wait for is shown without a fault: %s, dark: %s', async (locale, isDark) => {
    const { page, faults } = await open('deciding', { locale, isDark })
    const screens = {
      service: '/office/service',
      guarantee: `/office/service/${service['guarantee']}`,
      assistance: `/office/service/${service['assistance']}`,
    }
    for (const [name, path] of Object.entries(screens)) {
      await page.goto(path)
      await takePicture(page, `${name}-${locale}-${isDark ? 'dark' : 'light'}`)
      expect([name, await faultsOf(page)]).toEqual([name, []])
    }
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('a narrow window and 200 % lose nothing', async () => {
    const { page } = await open('boss', { width: 683 })
    for (const path of [
      '/office/fleet',
      '/office/cases',
      `/office/cases/${caseIds['email']}`,
      '/office/proof',
      '/office/service',
      `/office/service/${service['assistance']}`,
    ]) {
      await page.goto(path)
      expect([path, await faultsOf(page)]).toEqual([path, []])
    }
    await page.context().close()
  })

  test('[AD5][C34] nothing runs on it, nothing comes from elsewhere, and its cookie is out of reach', async () => {
    const { page } = await open('boss')
    const response = await page.goto('/office/fleet')
    const headers = response?.headers() ?? {}
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self';/)
    expect(headers['content-security-policy']).not.toContain('script-src')
    expect(headers['cache-control']).toBe('no-store')
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'counterside-session')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', expires: -1, path: '/' })
    const ran = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "ran"'
      document.body.append(script)
      return document.title
    })
    expect(ran).not.toBe('ran')
    await page.context().close()
  })

  test('[AD8] somebody new gets a code from the page, sets a password and signs in, by keyboard alone', async () => {
    const { page } = await open('boss')
    await page.goto('/office/administrators')
    await tabTo(page, 'form[action="/office/administrators"] input[name=loginName]')
    await page.keyboard.type('nova')
    await tabTo(page, 'input[name=role-cases]')
    await page.keyboard.press('Space')
    await tabTo(page, 'form[action="/office/administrators"] button')
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('Saved.').waitFor()
    await tabTo(page, 'form[action="/office/administrator-codes"] input[name=loginName]')
    await page.keyboard.type('nova')
    await page.keyboard.press('Enter')
    const code = (await page.locator('.one-time-code').innerText()).replaceAll(/\s/g, '')
    expect(code).toMatch(/^[0-9A-Z]{26}$/)
    await takePicture(page, 'one-time-code')
    expect(await faultsOf(page)).toEqual([])
    await page.context().close()

    const { page: hers } = await open(null)
    await hers.goto('/office/fleet')
    expect(hers.url()).toMatch(/\/office\/sign-in$/)
    await tabTo(hers, 'a[href="/office/set-up"]')
    await hers.keyboard.press('Enter')
    await hers.locator('h1', { hasText: 'Set a password' }).waitFor()
    await tabTo(hers, 'input[name=loginName]')
    await hers.keyboard.type('nova')
    await tabTo(hers, 'input[name=secret]')
    await hers.keyboard.type(code)
    await tabTo(hers, 'input[name=password]')
    await hers.keyboard.type('short')
    await hers.keyboard.press('Enter')
    expect(await hers.getByRole('alert').innerText()).toContain('at least 12 characters')
    expect(await faultsOf(hers)).toEqual([])
    await hers.locator('input[name=loginName]').fill('nova')
    await hers.locator('input[name=secret]').fill(code)
    await hers.locator('input[name=password]').fill(PASSWORD)
    await hers.keyboard.press('Enter')
    await hers.getByRole('status').waitFor()
    await signInOn(hers, 'nova')
    await hers.getByRole('link', { name: 'Cases' }).waitFor()
    expect(await hers.getByRole('link', { name: 'People' }).count()).toBe(0)
    await hers.context().close()
  })

  test('[AD2] a wrong password and an unknown name are refused with the same words', async () => {
    const { page } = await open(null)
    const said: string[] = []
    for (const name of ['boss', 'nobody']) {
      await page.goto('/office/sign-in')
      await page.locator('input[name=loginName]').fill(name)
      await page.locator('input[name=password]').fill('wrong password')
      await page.keyboard.press('Enter')
      said.push(await page.getByRole('alert').innerText())
    }
    expect(said[0]).toContain('Not signed in')
    expect(said[0]).toBe(said[1])
    expect(await faultsOf(page)).toEqual([])
    await page.context().close()
  })

  test('the fleet shows the silent till first, what is still to come, and exports it', async () => {
    const { page } = await open('looking')
    const rows = page.locator('tbody tr')
    expect(await rows.first().innerText()).toContain('Silent')
    expect(await rows.nth(1).innerText()).toContain('2')
    expect(await page.locator('form[action="/office/enrolment-codes"]').count()).toBe(0)
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export as CSV' }).click()
    const csv = await readFile(await (await waiting).path(), 'utf8')
    expect(csv).toContain(till.terminalId)
    await rows.nth(1).getByRole('link').click()
    await page.getByText('Intact').waitFor()
    expect(await page.getByRole('button', { name: 'Revoke for good' }).count()).toBe(0)
    await page.context().close()
  })

  test('[C17][C18] a code enrols a till, and a till that is revoked is refused', async () => {
    const { page } = await open('boss')
    await page.locator('input[name=terminalName]').fill('Till 9')
    await page.locator('form[action="/office/enrolment-codes"] button').click()
    const code = (await page.locator('.one-time-code').innerText()).replaceAll(/\s/g, '')
    const { FakeTill: Till } = await import('./fake-till.ts')
    const made = await Till.enrol({ url: under.url, code })
    await made.deliver()
    await page.goto(`/office/fleet/${made.terminalId}`)
    await page.locator('input[name=reason]').fill('stolen')
    await page.getByRole('button', { name: 'Revoke for good' }).click()
    await page.getByText('The till is revoked').waitFor()
    expect((await made.post([])).status).toBe(403)
    const entry = await under.api.context.database
      .selectFrom('audit')
      .select('actor')
      .where('action', '=', 'terminal-revoked')
      .where('subject', '=', made.terminalId)
      .executeTakeFirst()
    expect(entry?.actor).toMatch(/^administrator [0-9a-f-]{36}$/)
    await page.context().close()
  })

  test('[IN20][C18] the file of a revoked till is taken by the page, and a file that is none is refused in words', async () => {
    const lostTill = await under.newTill()
    const { check, registered } = await recordCustomer(lostTill, {
      email: 'pen@example.pt',
      devices: [kit('PENAAAAAAAA1')],
    })
    await under.asAdministrator('POST', `/v1/terminals/${lostTill.terminalId}/revocation`, { reason: 'lost' })
    const { page, faults } = await open('boss')
    await page.goto('/office/fleet')
    await page.getByRole('link', { name: 'Import a file' }).click()
    const header = {
      format: 'counterside-sealed-export',
      version: 1,
      contractVersion: 1,
      realm: 'practice',
      terminalId: lostTill.terminalId,
      madeAt: new Date(under.clock.wallMs()).toISOString(),
    }
    const lines = [header, check, registered, { end: true, records: 2 }].map((line) => JSON.stringify(line))
    const upload = async (text: string) => {
      const file = { name: 'counterside.sealed', mimeType: '', buffer: Buffer.from(text) }
      await page.locator('input[type=file]').setInputFiles(file)
      await page.getByRole('button', { name: 'Import it' }).click()
    }
    await upload('a shopping list')
    await page.getByText('this is not a sealed export').waitFor()
    await upload(lines.join('\n'))
    await page.getByText('2 records are taken. Each counts once.').waitFor()
    await takePicture(page, 'imports-result')
    expect([...(await faultsOf(page)), ...faults]).toEqual([])
  })

  test('[R12][C31] a case is decided by somebody who sees both versions, and markup in a name is text', async () => {
    const { page, faults } = await open('deciding')
    await page.goto('/office/cases?kind=email-taken')
    await page.getByRole('link', { name: 'The e-mail already has an account' }).click()
    const shown = await textOf(page)
    expect(shown).toContain('As captured at the counter')
    expect(shown).toContain('The account that is there')
    expect(shown).toContain('<img src=x onerror=alert(1)>')
    expect(await page.locator('main img').count()).toBe(0)
    expect(await page.locator('input[type=radio]:checked').count()).toBe(0)
    await tabTo(page, 'input[value=same-person]')
    await page.keyboard.press('Space')
    await tabTo(page, 'main button')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('alert').innerText()).toContain('Nothing was decided')
    await page.locator('input[value=same-person]').check()
    await page.locator('input[name=documentMatched]').check()
    await page.getByRole('button', { name: 'Decide so' }).click()
    await page.getByRole('status').getByText('Decided.').waitFor()
    expect(await textOf(page)).toContain('deciding')
    const actions = await under.api.context.database
      .selectFrom('audit')
      .select(['actor', 'action'])
      .where('subject', '=', caseIds['email'] ?? '')
      .where('action', 'in', ['case-read', 'case-decided'])
      .execute()
    expect(new Set(actions.map(({ action }) => action))).toEqual(new Set(['case-read', 'case-decided']))
    expect(actions.every(({ actor }) => actor.startsWith('administrator '))).toBe(true)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('[IN23][R16][C21] an account is found by what its holder says, and removed; nothing of it is in an address', async () => {
    const leaving = await recordCustomer(till, {
      email: 'leaving@example.pt',
      devices: [kit('MARAAAAAAAA7')],
    })
    await till.outcomes(leaving.check, leaving.registered)
    const { page, faults } = await open('deciding')
    await page.goto('/office/removals')
    const find = async (email: string, dateOfBirth: string) => {
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Date of birth').fill(dateOfBirth)
      await page.getByRole('button', { name: 'Find' }).click()
    }
    await find('leaving@example.pt', '15-02-1990')
    expect(await page.getByRole('alert').innerText()).toContain('No account has')
    await find('leaving@example.pt', '14-02-1990')
    await page.waitForURL(`**/office/removals/${leaving.registered.aggregateId}`)
    expect(await textOf(page)).toContain('leaving@example.pt')
    await page.getByRole('button', { name: 'Remove the account' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('Tick that the holder')
    await page.getByLabel(/showed who they are/).check()
    await page.getByRole('button', { name: 'Remove the account' }).click()
    await page.getByRole('status').getByText('The account was removed').waitFor()
    expect(await textOf(page)).toContain('deciding')
    await page.goto(`/office/removals/${leaving.registered.aggregateId}`)
    expect(await textOf(page)).not.toContain('leaving@example.pt')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('[R12][I7] a mistyped device is corrected, and two who decide at once do not overwrite each other', async () => {
    const { page } = await open('deciding')
    const other = await open('boss')
    const path = `/office/cases/${caseIds['device']}`
    await page.goto(path)
    await other.page.goto(path)
    await page.locator('input[value=mistyped]').check()
    await page.locator('input[name=device-0]').fill('mara aaaa aab7')
    await page.getByRole('button', { name: 'Decide so' }).click()
    await page.getByRole('status').getByText('Decided.').waitFor()
    await other.page.locator('input[value=cancel]').check()
    await other.page.getByRole('button', { name: 'Decide so' }).click()
    await other.page.getByRole('status').getByText('Somebody decided before you').waitFor()
    const device = await under.asAdministrator('GET', '/v1/devices/MARAAAAAAAB7')
    expect(device.status).toBe(200)
    await page.context().close()
    await other.page.context().close()
  })

  test('[MD1][MD2][MD3][MD6] market data is drafted, its changes are read, and it goes to a store', async () => {
    const { page } = await open('boss')
    await page.goto('/office/configuration')
    const data = page.locator('textarea[name=market]')
    const market = await data.inputValue()
    await page.locator('input[name=note]').fill('shorter checks')
    await data.fill(market.replace('"validMinutes"', '"minutes"'))
    await page.getByRole('button', { name: 'Keep the draft' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('ageCheck')
    await page.locator('input[name=note]').fill('shorter checks')
    await data.fill(
      market.replace('"practice-1"', '"practice-2"').replace(/"validMinutes": \d+/, '"validMinutes": 7'),
    )
    await page.getByRole('button', { name: 'Keep the draft' }).click()
    await page.getByRole('cell', { name: 'age check › valid for minutes' }).waitFor()
    expect(await page.locator('tbody tr').count()).toBe(2)
    await takePicture(page, 'draft')
    expect(await faultsOf(page)).toEqual([])
    await page.locator('input[name=store-practice-store]').check()
    await page.getByRole('button', { name: 'Publish for these stores' }).click()
    await page.getByRole('status').getByText('Published.').waitFor()
    const next = await under.newTill()
    expect(next.configuration.market).toMatchObject({ version: 'practice-2', ageCheck: { validMinutes: 7 } })
    await page.context().close()
    const deciding = await open('deciding')
    expect((await deciding.page.goto('/office/configuration'))?.status()).toBe(403)
    await deciding.page.context().close()
  })

  test('[AD6] what is for compliance is not there for anybody else', async () => {
    const { page } = await open('deciding')
    await page.goto('/office/cases')
    expect(await textOf(page)).not.toContain('Under age by')
    const response = await page.goto(`/office/cases/${caseIds['compliance']}`)
    expect(response?.status()).toBe(404)
    expect((await page.goto('/office/administrators'))?.status()).toBe(403)
    await page.context().close()
    const looking = await open('looking')
    expect((await looking.page.goto('/office/cases'))?.status()).toBe(403)
    await looking.page.context().close()
  })

  test('a record is found from paper, and paper of a lost tail is not talked away', async () => {
    const { page } = await open('looking')
    await page.goto('/office/proof')
    await page.locator('input[name=sequence]').fill(String(paper.sequence))
    await page.locator('input[name=hash]').fill(`${shortHash(paper.hash)}…`)
    await page.getByRole('button', { name: 'Look for it' }).click()
    await page.getByText('The record is here').waitFor()
    await page.locator('input[name=sequence]').fill(String(lost.sequence))
    await page.locator('input[name=hash]').fill(shortHash(lost.hash))
    await page.locator('select[name=storeId]').selectOption('practice-store')
    await page.getByRole('button', { name: 'Look for it' }).click()
    await page.getByText('written, never arrived').waitFor()
    await takePicture(page, 'proof-lost')
    expect(await faultsOf(page)).toEqual([])
    await page.locator('input[name=hash]').fill('?')
    await page.getByRole('button', { name: 'Look for it' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('the 8 characters of the hash')
    await page.context().close()
  })

  test('[AD5] a form that another page sends is refused', async () => {
    const someone = await under.signIn('robbed', ['fleet'])
    const sent = await fetch(`${under.url}/office/enrolment-codes`, {
      method: 'POST',
      headers: {
        cookie: someone.cookie,
        origin: 'https://evil.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'storeId=practice-store&terminalName=Mine',
    })
    expect(sent.status).toBe(403)
    expect(await sent.text()).not.toContain('one-time-code')
  })

  test('[C33] guessing a password from one place is stopped, in words', async () => {
    const guess = () =>
      fetch(`${under.url}/office/sign-in`, {
        method: 'POST',
        headers: { origin: under.url, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'loginName=boss',
        redirect: 'manual',
      })
    let answer = await guess()
    for (let tries = 0; tries < 25 && answer.status !== 429; tries += 1) answer = await guess()
    expect(answer.status).toBe(429)
    expect(await answer.text()).toContain('Too many tries from this place')
  })

  test('[AD8] while nobody can sign in, the page makes the first administrator with the token', async () => {
    const fresh = await startApi()
    const { page } = await openOffice(browser, { under: fresh })
    await page.goto('/office')
    await page.getByRole('heading', { name: 'The first administrator' }).waitFor()
    await takePicture(page, 'first-administrator')
    expect(await faultsOf(page)).toEqual([])
    const fill = async (secret: string) => {
      await page.locator('input[name=loginName]').fill('first')
      await page.locator('input[name=secret]').fill(secret)
      await page.locator('input[name=password]').fill(PASSWORD)
      await page.getByRole('button', { name: 'Set the password' }).click()
    }
    await fill('x'.repeat(43))
    expect(await page.getByRole('alert').innerText()).toContain('Nothing was set')
    await fill(fresh.api.adminToken)
    await page.getByRole('status').getByText('The password is set').waitFor()
    await signInOn(page, 'first')
    await page.goto('/office/set-up')
    await page.getByRole('heading', { name: 'Set a password' }).waitFor()
    await page.context().close()
    await fresh.stop()
  })

  test('[R17][R22] a case of the guarantee is read with where to send it, and ended once', async () => {
    const { page } = await open('deciding')
    await page.goto('/office/service')
    expect(await textOf(page)).not.toMatch(/Augusta|Plaka|maria@/)
    await page.getByRole('link', { name: 'Guarantee' }).click()
    const shown = await textOf(page)
    for (const text of ['Rua Augusta 1', '1100-048 Lisboa', 'maria@example.pt', 'does not charge'])
      expect(shown).toContain(text)
    await page.getByText('The customer has a new device').click()
    await page.getByRole('button', { name: 'End the case' }).click()
    await page.getByText('The case is ended.').waitFor()
    await page.goto('/office/service')
    expect(await page.getByRole('link', { name: 'Guarantee' }).count()).toBe(0)
    await page.goto(`/office/service/${service['assistance']}`)
    expect(await textOf(page)).toContain('Hotel <b>Sol</b>')
    await page.context().close()
  })

  test('[ML3][LY4] a mail that was given up is tried again, and an alert about an operator is cleared', async () => {
    const { page } = await open('deciding')
    await page.goto('/office/service')
    expect(await textOf(page)).toContain('refused for good')
    await page.getByRole('button', { name: 'Try again' }).first().click()
    await page.getByText('It is tried again with the next that go.').waitFor()
    await page.getByRole('button', { name: 'I looked: clear it' }).first().click()
    await page.getByText('What is sound has its points now.').waitFor()
    await page.context().close()
    const looking = await open('looking')
    expect((await looking.page.goto('/office/service'))?.status()).toBe(403)
    await looking.page.context().close()
  })

  test('[LK3][LK4] the page of a link is without a fault, and tells whom it is for to nobody', async () => {
    const customer = await recordCustomer(till, { email: 'link@example.pt', devices: [kit('MARAAAAAAAA9')] })
    await till.outcomes(customer.check, customer.registered)
    const mail = new FakeMail()
    const path = linkIn((await mail.sendTo(under, 'link@example.pt'))[0])
    for (const isDark of [false, true]) {
      const { page, faults } = await open(null, { isDark, locale: 'pt-PT', width: isDark ? 683 : 1366 })
      await page.goto(path)
      await takePicture(page, `link-${isDark ? 'dark' : 'light'}`)
      expect(await faultsOf(page)).toEqual([])
      expect(await textOf(page)).not.toMatch(/link@|Inês|MARA/)
      expect(faults).toEqual([])
      await page.context().close()
    }
    const { page } = await open(null, { locale: 'pt-PT' })
    await page.goto(path)
    await page.locator('input[name=password]').fill('short')
    await page.getByRole('button', { name: 'Guardar' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('12 caracteres')
    await page.locator('input[name=password]').fill(CUSTOMER_PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'O seu endereço está confirmado' }).waitFor()
    await takePicture(page, 'link-done')
    await page.goto(path)
    await page.getByRole('heading', { name: 'Esta ligação não funciona' }).waitFor()
    await page.context().close()
  })

  test('the language can be changed, and the way back leads nowhere else', async () => {
    const { page } = await open(null)
    await page.goto('/office/sign-in')
    await page.getByRole('button', { name: 'Português' }).click()
    await page.getByRole('heading', { name: 'Iniciar sessão' }).waitFor()
    await page.context().close()
    const away = await fetch(`${under.url}/office/language`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'to=en&back=//evil.example',
      redirect: 'manual',
    })
    expect(away.headers.get('location')).toBe('/office/fleet')
  })
})
