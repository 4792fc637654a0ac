import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render, type RenderResult } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { PT } from '#shared/markets/pt.ts'

import { proveAge, scan, typeDevice } from './counter-steps.ts'
import { DEVICE, fakePorts, unlocked } from './fake-ports.ts'
import { QUICK_HANDS, REAL_HANDS } from './hands.ts'

/** What a hand, a clipboard or a scanner brings to the counter; no record comes of any of it. */
const HIDDEN = /hidden or control character/
const NO_EMAIL = /not a whole e-mail address/
const NO_NUMBER = /not a whole mobile number/
const NO_MOBILE = /no mobile number/
const CARD = /number of a payment card/

const FIELDS: readonly (readonly [field: 'First name' | 'E-mail' | 'Mobile', text: string, said: RegExp])[] =
  [
    ['First name', 'Ana\u202Eavila', HIDDEN],
    ['First name', 'Ana\u0000', HIDDEN],
    ['First name', '\u200B', /./],
    ['First name', 'A'.repeat(10_000), /100 characters at most/],
    ['First name', '4111 1111 1111 1111', CARD],
    ['E-mail', 'a@b', NO_EMAIL],
    ['E-mail', '"a b"@x.pt', NO_EMAIL],
    ['E-mail', 'a@[127.0.0.1]', NO_EMAIL],
    ['E-mail', 'a\uFF20x.pt', NO_EMAIL],
    ['E-mail', `${'a'.repeat(250)}@x.pt`, NO_EMAIL],
    ['E-mail', `a@${'a.'.repeat(5000)}`, NO_EMAIL],
    ['E-mail', '4111111111111111@x.pt', CARD],
    ['Mobile', '212345678', NO_MOBILE],
    ['Mobile', '912345678;ext=1', NO_NUMBER],
    ['Mobile', '760123456', /mobile number/],
    ['Mobile', '4111 1111 1111 1111', CARD],
  ]

const TAKEN: readonly (readonly [field: 'First name' | 'E-mail' | 'Mobile', text: string])[] = [
  ['First name', '<img src=x onerror=alert(1)>'],
  ['First name', `Robert'); DROP TABLE--`],
  ['First name', 'D’Ávila-Conceição'],
  ['First name', 'Joa\u0303o'],
  ['First name', '李小龍'],
  ['First name', 'محمد'],
  ['First name', '=HYPERLINK("http://e")'],
  ['First name', '__proto__'],
  ['E-mail', '  ANA@X.PT '],
  ['E-mail', 'ana@exämple.pt'],
  ['E-mail', 'ana+1@x.pt'],
  ['Mobile', '00351 912 345 678'],
  ['Mobile', '٩١٢٣٤٥٦٧٨'],
]

/** On 22 November 2026. */
const DATES: readonly (readonly [text: string, said: RegExp])[] = [
  ['29/02/1900', /./],
  ['31/04/1990', /not in the calendar/],
  ['00/00/0000', /./],
  ['01/01/1890', /too long ago/],
  ['01/01/2090', /in the future/],
  ['12/11/90', /four digits/],
  ['1990-01-01T00:00Z', /without a time/],
  ['abc', /not a date/],
]

const CODES: readonly (readonly [text: string, said: RegExp])[] = [
  ['JAVASCRIPT:ALERT(1)', /is a link. It was not opened/],
  ['HTTPS://EVIL/', /is a link. It was not opened/],
  ['FILE:///ETC/PASSWD', /is a link. It was not opened/],
  ['{"__PROTO__":1}', /digits and capital letters/],
  ['BEGIN:VCARD', /contact details/],
  ['WIFI:S:X;;', /Wi-Fi/],
  ['7QK3M-9TXRW-2B4HD-5N8PC-6V0JE-A', /sets up a till/],
  ['5601234567892', /bar code of a product/],
  ['(01)05601234567890(21)K7M29QX4TB3D', /misread/],
  ['7'.repeat(300), /12 characters; there are 64/],
  ['K7M2O', /without I and O/],
]

async function atTheCustomer() {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state: unlocked(PT) })
  const screen = await render(<App ports={desk.ports} />)
  await proveAge(screen)
  await QUICK_HANDS.press(screen.getByRole('button', { name: 'The customer has read or heard it' }))
  return { ...desk, screen }
}

const boxOf = (screen: RenderResult, field: string) =>
  field === 'Mobile' ? screen.getByLabelText(/^Mobile/) : screen.getByLabelText(field, { exact: true })

/** What stands at the field for people who see and for people who hear. */
function messageAt(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
}

test.each(FIELDS)(
  '%s: %j is refused at the field, in words, and stays as it was typed',
  async (field, text, said) => {
    const { screen, saves } = await atTheCustomer()
    const box = boxOf(screen, field)
    await box.fill(text)
    await screen.getByLabelText('Born').click()
    await expect.poll(() => messageAt(box.element())).toMatch(said)
    await expect.element(box).toHaveAttribute('aria-invalid', 'true')
    await expect.element(box).toHaveValue(text)
    expect(saves).toHaveLength(1)
  },
)

test.each(TAKEN)('%s: %j is taken', async (field, text) => {
  const { screen } = await atTheCustomer()
  const box = boxOf(screen, field)
  await box.fill(text)
  await screen.getByLabelText('Born').click()
  await expect.element(box).not.toHaveAttribute('aria-invalid')
  await expect.element(box).toHaveValue(text)
})

test.each(DATES)('date of birth: %j is refused at the field and stays', async (text, said) => {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state: unlocked(PT) })
  const screen = await render(<App ports={desk.ports} />)
  await proveAge(screen, text, REAL_HANDS)
  const box = screen.getByLabelText('Date of birth')
  await expect.element(box).toHaveAttribute('aria-invalid', 'true')
  expect(messageAt(box.element())).toMatch(said)
  await expect.element(box).toHaveValue(text)
  expect(desk.saves).toHaveLength(0)
})

test.each(CODES)('a device code typed as %j is refused at the field and stays', async (text, said) => {
  const { screen, saves } = await atTheCustomer()
  const box = screen.getByLabelText('Device code')
  await typeDevice(screen, text, REAL_HANDS)
  await expect.element(box).toHaveAttribute('aria-invalid', 'true')
  expect(messageAt(box.element())).toMatch(said)
  // The field holds what one field can hold; no code is as long.
  await expect.element(box).toHaveValue(text.slice(0, 64))
  expect(saves).toHaveLength(1)
})

test.each(['(01) 05601234567892 (21) K7M29QX4TB3D', 'https://id.gs1.org/01/05601234567892/21/K7M29QX4TB3D'])(
  '[R11] %j, typed or pasted, is the device that it names',
  async (text) => {
    const { screen } = await atTheCustomer()
    await typeDevice(screen, text, REAL_HANDS)
    await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  },
)

test('[R12] a device that another record of this till holds is said before saving, and can be registered', async () => {
  const { screen, fake } = await atTheCustomer()
  fake.registeredHere.set(DEVICE, 'yes')
  await typeDevice(screen, DEVICE)
  await expect.element(screen.getByText('already registered at this till')).toBeVisible()
  await typeDevice(screen, '9B2KX47MTQ3D')
  await expect.element(screen.getByText('checked when sent')).toBeVisible()
  fake.registeredHere.set('TB3D29QXK7M4', 'perhaps')
  await typeDevice(screen, 'TB3D29QXK7M4')
  await expect.element(screen.getByText('perhaps registered at this till')).toBeVisible()
  await expect.element(screen.getByText(/is for a device that ends in …K7M4, too/)).toBeVisible()
})

test('[R11] a kit beside its holder: that nobody here knows whether they came in one box is said', async () => {
  const { screen } = await atTheCustomer()
  await typeDevice(screen, DEVICE)
  await typeDevice(screen, '9B2KX47MTQ3D')
  const kinds = screen.getByLabelText('What it is')
  expect(document.body.textContent).not.toContain('it counts by itself')
  await kinds.first().selectOptions('holder')
  await expect.element(screen.getByText(/it counts by itself/)).toBeVisible()
})

test('the same device typed twice is said and listed once', async () => {
  const { screen } = await atTheCustomer()
  await typeDevice(screen, DEVICE)
  await typeDevice(screen, DEVICE)
  await expect.element(screen.getByText('This device is already in the list.')).toBeVisible()
  expect(document.querySelectorAll('.device')).toHaveLength(1)
})

test.each(['5601234567890', '7'.repeat(250)])('a scan of %j says so and touches nothing', async (code) => {
  const { screen } = await atTheCustomer()
  await screen.getByLabelText('First name').fill('Maria')
  await scan(code)
  await expect.element(screen.getByText(/no device\. Nothing typed was changed/)).toBeVisible()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
})
