import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { DATABASE } from './api-under-test.ts'
import { CUSTOMER_PASSWORD, FakeMail, linkIn } from './fake-mail.ts'
import { faultsOf, takePicture } from './office-browser.ts'
import { startOfficeMorning, tabTo, textOf } from './office-morning.ts'
import { kit } from './payloads.ts'
import { recordCustomer } from './registering.ts'

let morning: Awaited<ReturnType<typeof startOfficeMorning>>
beforeAll(async () => {
  morning = await startOfficeMorning()
})
afterAll(() => morning.stop())

describe(`what head office decides on its page on ${DATABASE}`, () => {
  test('[R12][C31] a case is decided by somebody who sees both versions, and markup in a name is text', async () => {
    const { under, cases, open } = morning
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
      .where('subject', '=', cases.email)
      .where('action', 'in', ['case-read', 'case-decided'])
      .execute()
    expect(new Set(actions.map(({ action }) => action))).toEqual(new Set(['case-read', 'case-decided']))
    expect(actions.every(({ actor }) => actor.startsWith('administrator '))).toBe(true)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('[R12][I7] a mistyped device is corrected, and two who decide at once do not overwrite each other', async () => {
    const { under, cases, open } = morning
    const { page } = await open('deciding')
    const other = await open('boss')
    const path = `/office/cases/${cases.device}`
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

  test('[IN23][R16][C21] an account is found by what its holder says, and removed; nothing of it is in an address', async () => {
    const { till, open } = morning
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

  test('[R17][R22] a case of the guarantee is read with where to send it, and ended once', async () => {
    const { service, open } = morning
    const { page } = await open('deciding')
    await page.goto('/office/service')
    expect(await textOf(page)).not.toMatch(/Augusta|Plaka|maria@/)
    await page.getByRole('link', { name: 'Guarantee' }).click()
    const shown = await textOf(page)
    for (const text of ['Rua Augusta 1', '1100-048 Lisboa', 'maria@example.pt', 'does not charge'])
      expect(shown).toContain(text)
    expect(shown).toContain('Nothing yet.')
    await page.getByRole('button', { name: 'Device on its way' }).click()
    await page.getByRole('cell', { name: 'Device on its way' }).waitFor()
    await page.getByText('Declined', { exact: true }).click()
    await page.getByRole('button', { name: 'End the case' }).click()
    await page.getByText('What is declined needs a reason').waitFor()
    await page.getByText('The customer has a new device').click()
    await page.getByRole('button', { name: 'End the case' }).click()
    await page.getByText('The case is ended.').waitFor()
    expect(await page.getByRole('button', { name: 'Device on its way' }).count()).toBe(0)
    await page.goto('/office/service')
    expect(await page.getByRole('link', { name: 'Guarantee' }).count()).toBe(0)
    await page.goto(`/office/service/${service.assistance}`)
    expect(await textOf(page)).toContain('Hotel <b>Sol</b>')
    await page.context().close()
  })

  test('[ML3][LY4] a mail that was given up is tried again, and an alert about an operator is cleared', async () => {
    const { open } = morning
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
    const { under, till, open } = morning
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
})
