import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { DATABASE, startApi } from './api-under-test.ts'
import { FakeTill } from './fake-till.ts'
import { faultsOf, lookAt, openOffice, signInOn, takePicture } from './office-browser.ts'
import { startOfficeMorning, tabTo, textOf } from './office-morning.ts'
import { kit } from './payloads.ts'
import { recordCustomer } from './registering.ts'
import { PASSWORD } from './signed-in.ts'

let morning: Awaited<ReturnType<typeof startOfficeMorning>>
beforeAll(async () => {
  morning = await startOfficeMorning()
})
afterAll(() => morning.stop())

describe(`who may use the page of head office on ${DATABASE}`, () => {
  test('[AD8] while nobody can sign in, the page makes the first administrator with the token', async () => {
    const { browser } = morning
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

  test('[AD8] somebody new gets a code from the page, sets a password and signs in, by keyboard alone', async () => {
    const { open } = morning
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
    const { open } = morning
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

  test('the language can be changed, and the way back leads nowhere else', async () => {
    const { under, open } = morning
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

  test('[AD6] what is for compliance is not there for anybody else', async () => {
    const { cases, open } = morning
    const { page } = await open('deciding')
    await page.goto('/office/cases')
    expect(await textOf(page)).not.toContain('Under age by')
    const response = await page.goto(`/office/cases/${cases.compliance}`)
    expect(response?.status()).toBe(404)
    expect((await page.goto('/office/administrators'))?.status()).toBe(403)
    await page.context().close()
    const looking = await open('looking')
    expect((await looking.page.goto('/office/cases'))?.status()).toBe(403)
    await looking.page.context().close()
  })

  test('[C17][C18] a code enrols a till, and a till that is revoked is refused', async () => {
    const { under, open } = morning
    const { page } = await open('boss')
    await page.locator('input[name=terminalName]').fill('Till 9')
    await page.locator('form[action="/office/enrolment-codes"] button').click()
    const code = (await page.locator('.one-time-code').innerText()).replaceAll(/\s/g, '')
    const made = await FakeTill.enrol({ url: under.url, code })
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
    const { under, open } = morning
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
    const upload = async (text: string, on = page) => {
      const file = { name: 'counterside.sealed', mimeType: '', buffer: Buffer.from(text) }
      await on.locator('input[type=file]').setInputFiles(file)
      await on.getByRole('button', { name: /^Import( it|ar)$/ }).click()
    }
    await upload('a shopping list')
    await page.getByText('this is not a sealed export').waitFor()
    await upload(lines.join('\n'))
    await page.getByText('2 records are taken. Each counts once.').waitFor()
    expect([...(await lookAt(page, 'imports-result')), ...faults]).toEqual([])
    const portuguese = await open('boss', { locale: 'pt-PT' })
    await portuguese.page.goto('/office/fleet/imports')
    await upload(lines.join('\n'), portuguese.page)
    await portuguese.page.getByText('Todos os registos do ficheiro já cá estavam.').waitFor()
    expect([...(await lookAt(portuguese.page, 'pt-imports-result')), ...portuguese.faults]).toEqual([])
  })

  test('[AD5] a form that another page sends is refused', async () => {
    const { under } = morning
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
    const { under } = morning
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
})
