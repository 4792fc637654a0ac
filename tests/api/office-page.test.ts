import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { DATABASE } from './api-under-test.ts'
import { shortHash } from '#shared/domain/slip.ts'
import { readFile } from 'node:fs/promises'
import { faultsOf, lookAt, takePicture } from './office-browser.ts'
import { startOfficeMorning } from './office-morning.ts'

let morning: Awaited<ReturnType<typeof startOfficeMorning>>
beforeAll(async () => {
  morning = await startOfficeMorning()
})
afterAll(() => morning.stop())

describe(`the page of head office on ${DATABASE}`, () => {
  for (const locale of ['en-GB', 'pt-PT'])
    test(`every screen is without a fault for everybody: ${locale}`, async () => {
      const { till, cases, mariasAccount, service, paper, open } = morning
      const { page, faults } = await open('boss', { locale })
      const screens = {
        fleet: '/office/fleet',
        terminal: `/office/fleet/${till.terminalId}`,
        imports: '/office/fleet/imports',
        cases: '/office/cases',
        case: `/office/cases/${cases.device}`,
        compliance: `/office/cases/${cases.compliance}`,
        decided: '/office/cases?status=closed',
        service: '/office/service',
        guarantee: `/office/service/${service.guarantee}`,
        assistance: `/office/service/${service.assistance}`,
        removals: '/office/removals',
        removal: `/office/removals/${mariasAccount}`,
        refusals: '/office/refusals',
        takeBacks: '/office/take-backs',
        anomalies: '/office/anomalies',
        proof: `/office/proof?sequence=${paper.sequence}&hash=${shortHash(paper.hash)}`,
        configuration: '/office/configuration',
        people: '/office/administrators',
      }
      for (const [name, path] of Object.entries(screens)) {
        await page.goto(path)
        expect(await page.locator('html').getAttribute('lang')).toBe(locale === 'en-GB' ? 'en' : locale)
        if (name === 'case') await page.locator('input[value=mistyped]').check()
        expect([name, await lookAt(page, `${name}-${locale}`)]).toEqual([name, []])
      }
      await page.getByRole('button', { name: /Sign out|Terminar/ }).click()
      expect(await lookAt(page, `sign-in-${locale}`)).toEqual([])
      expect(faults).toEqual([])
      await page.context().close()
    })

  test('a narrow window and 200 % lose nothing', async () => {
    const { till, cases, service, open } = morning
    const { page } = await open('boss', { width: 683 })
    for (const path of [
      '/office/fleet',
      '/office/cases',
      `/office/cases/${cases.email}`,
      `/office/fleet/${till.terminalId}`,
      '/office/anomalies',
      '/office/proof',
      '/office/service',
      `/office/service/${service.assistance}`,
    ]) {
      await page.goto(path)
      expect([path, await faultsOf(page)]).toEqual([path, []])
    }
    await page.context().close()
  })

  test('[AD5][C34] nothing runs on it, nothing comes from elsewhere, and its cookie is out of reach', async () => {
    const { open } = morning
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

  test('the fleet shows the silent till first, what is still to come, and exports it', async () => {
    const { till, open } = morning
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
    const state = page
      .locator('.card', { has: page.getByRole('heading', { name: 'State', exact: true }) })
      .locator('.pill')
    expect(await state.allInnerTexts()).toEqual(['In contact', 'No protected key'])
    expect(await page.getByRole('button', { name: 'Revoke for good' }).count()).toBe(0)
    await page.goto('/office/fleet')
    await rows.first().getByRole('link').click()
    expect(await state.allInnerTexts()).toEqual(['Silent', 'No protected key'])
    await page.context().close()
  })

  test('[FN6] what a till says is wrong with it is seen in the fleet, among the anomalies and on its own page', async () => {
    const { till, open } = morning
    const { page } = await open('looking')
    const row = page.locator('tbody tr').nth(1)
    expect(await row.innerText()).toMatch(/Data damaged[^]*Mirror lost|Mirror lost[^]*Data damaged/)
    await page.setViewportSize({ width: 900, height: 800 })
    const boxes = await row
      .locator('.pill')
      .evaluateAll((pills) => pills.map((one) => one.getBoundingClientRect().toJSON() as DOMRect))
    const lines = [...new Map(boxes.map(({ top, bottom }) => [Math.round(top), Math.round(bottom)]))]
    expect(lines.length).toBeGreaterThan(1)
    for (const [index, [top]] of lines.slice(1).entries())
      expect(top - (lines[index]?.[1] ?? 0)).toBeGreaterThanOrEqual(3)
    expect(await page.locator('.tile', { hasText: 'till that says something is wrong' }).innerText()).toMatch(
      /^1\b/,
    )
    const csv = await (await page.request.get('/office/fleet.csv')).text()
    expect(csv.split('\n').find((line) => line.includes(till.terminalId))).toContain('Mirror lost')
    await page.goto('/office/anomalies')
    const wrong = page.getByRole('region', { name: 'What tills say is wrong with them' })
    expect(await wrong.locator('tbody tr').count()).toBe(2)
    expect(await wrong.innerText()).toContain('the stick or disk is full')
    await wrong.getByRole('link').first().click()
    const told = page.getByRole('region', { name: 'What this till says of itself' }).locator('tbody tr')
    expect(await told.nth(0).innerText()).toContain('records: 3, files: 1')
    expect(await told.nth(2).innerText()).toMatch(/Data damaged[^]*entries 3-5 of its journal/)
    expect(await told.count()).toBe(3)
    await page.context().close()
  })

  test('a record is found from paper, and paper of a lost tail is not talked away', async () => {
    const { paper, lost, open } = morning
    const { page } = await open('looking')
    await page.goto('/office/proof')
    await page.locator('input[name=sequence]').fill(String(paper.sequence))
    await page.locator('input[name=hash]').fill(`${shortHash(paper.hash)}…`)
    await page.getByRole('button', { name: 'Look for it' }).click()
    await page.getByText('The record is here').waitFor()
    // Read out over the telephone, in capitals and in fours.
    const read = shortHash(paper.hash).toUpperCase()
    await page.locator('input[name=hash]').fill(`# ${read.slice(0, 4)} ${read.slice(4)}`)
    await page.getByRole('button', { name: 'Look for it' }).click()
    await page.getByText('The record is here').waitFor()
    await page.locator('input[name=hash]').fill(shortHash(lost.hash))
    await page.locator('select[name=storeId]').selectOption('practice-store')
    await page.getByRole('button', { name: 'Look for it' }).click()
    await page.getByText('another record has this number here').first().waitFor()
    await page.getByText(/^Look once more: one wrong character finds nothing/).waitFor()
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

  test('[MD1][MD2][MD3][MD6] market data is drafted, its changes are read, and it goes to a store', async () => {
    const { under, open } = morning
    const { page } = await open('boss')
    await page.goto('/office/configuration')
    const data = page.locator('textarea[name=market]')
    const market = await data.inputValue()
    // The text of a whole market, put there at once: a browser takes five seconds to type it.
    const paste = (text: string) => data.evaluate((area, value) => void Object.assign(area, { value }), text)
    await page.locator('input[name=note]').fill('shorter checks')
    await paste(market.replace('"validMinutes"', '"minutes"'))
    await page.getByRole('button', { name: 'Keep the draft' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('ageCheck')
    await page.locator('input[name=note]').fill('shorter checks')
    await paste(
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
})
