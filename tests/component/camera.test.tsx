import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'

import type { Market } from '#shared/markets/market.ts'
import { PRACTICE } from '#shared/markets/practice.ts'
import { ANNA, zoneOf } from '#tests/harness/specimens.ts'

import { proveAge } from './counter-steps.ts'
import { DEVICE, fakePorts, unlocked } from './fake-ports.ts'
import { picture } from './picture.ts'

const OTHER = '9B2KX47MTQ3D'
const NAMED = '9B2K X47M TQ3D'

async function scanning(market?: Market) {
  await page.viewport(1366, 768)
  const desk = fakePorts(market === undefined ? {} : { state: unlocked(market) })
  const screen = await render(<App ports={desk.ports} />)
  await proveAge(screen)
  const open = screen.getByRole('button', { name: 'Scan with the camera' })
  await open.click()
  return { ...desk, screen, open }
}

/** A market where machines read documents, before the age is proven. */
async function readingDocuments() {
  await page.viewport(1366, 768)
  const market = { ...PRACTICE, ageCheck: { ...PRACTICE.ageCheck, machineReading: 'on' } } as const
  const desk = fakePorts({ state: unlocked(market) })
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: 'Scan with the camera' }).click()
  await expect.poll(() => desk.camera.on).toBe(1)
  return { ...desk, screen }
}

const wasScanning = (calls: { name: string; request: unknown }[]) =>
  calls
    .filter(({ name }) => name === 'camera.scanning')
    .map(({ request }) => (request as { isOn: boolean }).isOn)

test('[CA3] [CA7] a code that the camera reads is the device, and the camera goes off', async () => {
  const { screen, camera, calls, open } = await scanning()
  await expect.element(screen.getByText('Hold the code flat in the picture.')).toBeVisible()
  expect(camera.on).toBe(1)
  camera.show([`]Q1${DEVICE}`])
  await expect.element(screen.getByText('Read K7M2 9QX4 TB3D')).toBeVisible()
  expect(camera.on).toBe(0)
  expect(wasScanning(calls)).toEqual([true, false])
  await expect.element(open).toHaveFocus()
})

test('[CA3] two devices in view: the operator says which, by keyboard too, and nothing is taken before', async () => {
  const { screen, camera } = await scanning()
  await expect.poll(() => camera.on).toBe(1)
  camera.show([`]C0${DEVICE}`, ']E05601234567892', `]C0${OTHER}`, `]Q1${DEVICE}`])
  await expect
    .element(screen.getByRole('group', { name: '2 codes are in view. Which one do you mean?' }))
    .toBeVisible()
  expect(document.querySelectorAll('.device')).toHaveLength(0)
  expect(document.querySelectorAll('.camera-which .button')).toHaveLength(2)
  await expect.element(screen.getByRole('button', { name: 'Device K7M2 9QX4 TB3D' })).toHaveFocus()
  await userEvent.keyboard('{Tab}{Enter}')
  await expect.element(screen.getByText(`Read ${NAMED}`)).toBeVisible()
  expect(document.querySelectorAll('.device')).toHaveLength(1)
})

test('[CA3] the device beside the bar code of its box is taken without a question', async () => {
  const { screen, camera } = await scanning()
  await expect.poll(() => camera.on).toBe(1)
  camera.show([']E05601234567892', `]C0${OTHER}`])
  await expect.element(screen.getByText(`Read ${NAMED}`)).toBeVisible()
})

test.each([
  ['https://evil/', /is a link. It was not opened/],
  ['BEGIN:VCARD\nN:Silva\nEND:VCARD', /contact details/],
  ['WIFI:S:x;;', /Wi-Fi/],
  ['5601234567892', /bar code of a product/],
  ['7'.repeat(7089), /far more than a device code/],
])('[C31] a picture of %j is said, and nothing typed is touched', async (text, said) => {
  const { screen, camera } = await scanning()
  await expect.poll(() => camera.on).toBe(1)
  camera.show([`]Q1${text}`])
  await expect.element(screen.getByText(said)).toBeVisible()
  expect(document.querySelectorAll('.device')).toHaveLength(0)
})

test.each([
  ['no-camera', /There is no camera here/],
  ['refused', /may not be used here/],
  ['in-use', /Another program uses the camera/],
  ['failed', /gives no picture/],
] as const)('[CA9] %s is said in words, and can be tried again', async (failure, said) => {
  await page.viewport(1366, 768)
  const desk = fakePorts()
  desk.camera.failure = failure
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: 'Scan with the camera' }).click()
  await expect.element(screen.getByText(said)).toBeVisible()
  expect(wasScanning(desk.calls)).toEqual([true, false])
  desk.camera.failure = null
  await screen.getByRole('button', { name: 'Try the camera again' }).click()
  await expect.element(screen.getByText('Hold the code flat in the picture.')).toBeVisible()
})

test('[CA7] the camera goes off with Escape, another place, a hidden window and an unplugged cable', async () => {
  const { screen, camera, open, calls } = await scanning()
  await expect.poll(() => camera.on).toBe(1)
  await userEvent.keyboard('{Escape}')
  expect(camera.on).toBe(0)
  await expect.element(open).toHaveFocus()

  await open.click()
  await expect.poll(() => camera.on).toBe(1)
  camera.shut()
  await expect.element(screen.getByText(/the window was out of sight/)).toBeVisible()
  expect(camera.on).toBe(0)

  await screen.getByRole('button', { name: 'Try the camera again' }).click()
  await expect.poll(() => camera.on).toBe(1)
  camera.unplug()
  await expect.element(screen.getByText(/gives no picture/)).toBeVisible()
  expect(camera.on).toBe(0)

  await screen.getByRole('button', { name: 'Try the camera again' }).click()
  await expect.poll(() => camera.on).toBe(1)
  await screen.getByRole('button', { name: /^Day/ }).click()
  await expect.poll(() => camera.on).toBe(0)
  expect(wasScanning(calls).at(-1)).toBe(false)
})

test('[CA7] a camera that opens after its card is gone is closed again', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts()
  let opened = () => {}
  desk.camera.opening = new Promise<void>((resolve) => (opened = resolve))
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: 'Scan with the camera' }).click()
  await expect.poll(() => desk.camera.asked.length).toBe(1)
  await screen.getByRole('button', { name: /^Day/ }).click()
  opened()
  await expect.element(screen.getByRole('heading', { name: /^Day/ })).toBeVisible()
  expect(desk.camera.on).toBe(0)
})

test('[CA8] the camera that is chosen is on at once and asked for the next time', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts()
  desk.camera.cameras.push({ id: 'document', name: 'Document camera' })
  const screen = await render(<App ports={desk.ports} />)
  const open = screen.getByRole('button', { name: 'Scan with the camera' })
  await open.click()
  await screen.getByLabelText('Camera', { exact: true }).selectOptions('document')
  await expect.poll(() => desk.camera.asked).toEqual([null, 'document'])
  await expect.poll(() => desk.camera.on).toBe(1)
  await screen.getByRole('button', { name: 'Turn the camera off' }).click()
  await open.click()
  await expect.poll(() => desk.camera.asked).toEqual([null, 'document', 'document'])
})

test('[CA9] the light of a camera that has one is switched where it is held', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts()
  const lit: boolean[] = []
  desk.camera.light = (isOn) => {
    lit.push(isOn)
    return Promise.resolve(isOn)
  }
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: 'Scan with the camera' }).click()
  const light = screen.getByRole('button', { name: 'Light' })
  await light.click()
  await expect.element(light).toHaveAttribute('aria-pressed', 'true')
  expect(lit).toEqual([true])
})

test('[CA7] returns and the service desk scan with a camera as well', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts()
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: /^Return/ }).click()
  await screen.getByRole('button', { name: 'Scan with the camera' }).click()
  await expect.poll(() => desk.camera.on).toBe(1)
  desk.camera.show([`]C0${OTHER}`])
  await expect.element(screen.getByText(NAMED)).toBeVisible()
})

test.each([
  { language: 'pt-PT', theme: 'dark' },
  { language: 'en', theme: 'light' },
] as const)('the camera has its place in the card: %j', async (settings) => {
  await page.viewport(1366, 768)
  const desk = fakePorts({ settings })
  desk.camera.cameras.push({ id: 'document', name: 'Document camera' })
  const screen = await render(<App ports={desk.ports} />)
  const open = screen.getByRole('button', { name: /^(Ler com a câmara|Scan with the camera)$/ })
  await expect.element(open).toBeVisible()
  expect(await picture(`camera-off-${settings.theme}`)).toBe('fits')
  await open.click()
  await expect.element(screen.getByLabelText(/^(Câmara|Camera)$/)).toBeVisible()
  expect(await picture(`camera-on-${settings.theme}`)).toBe('fits')
  desk.camera.show([`]C0${DEVICE}`, `]C0${OTHER}`])
  await expect.element(screen.getByRole('button', { name: new RegExp(NAMED) })).toBeVisible()
  expect(await picture(`camera-which-${settings.theme}`)).toBe('fits')
})

test.each([
  [1024, 768],
  [683, 384],
])('[CA12] the camera is there on a screen of %d by %d as well', async (width, height) => {
  await page.viewport(width, height)
  const desk = fakePorts()
  const screen = await render(<App ports={desk.ports} />)
  await proveAge(screen)
  await screen.getByRole('button', { name: 'Scan with the camera' }).click()
  await expect.element(screen.getByText('Hold the code flat in the picture.')).toBeVisible()
  await picture(`camera-on-${width}`)
  desk.camera.show([`]C0${DEVICE}`])
  await expect.element(screen.getByText('Read K7M2 9QX4 TB3D')).toBeVisible()
})

test('[CA3] [W8] a device and a document in view: asked in words, and nothing of the document is kept for the question', async () => {
  const zone = zoneOf(ANNA).join('\n')
  const { screen, camera } = await readingDocuments()
  camera.show([`]C0${OTHER}`, zone, ']E05601234567892'])
  const which = screen.getByRole('group', { name: '2 codes are in view. Which one do you mean?' })
  await expect.element(which.getByRole('button', { name: `Device ${NAMED}` })).toHaveFocus()
  expect(camera.on).toBe(0)
  expect(document.documentElement.outerHTML).not.toMatch(/<<|CONCEICAO|X1234567/)

  await which.getByRole('button', { name: 'The document, for the age check' }).click()
  await expect.poll(() => camera.on).toBe(1)
  camera.show([`]C0${OTHER}`])
  expect(camera.on, 'a device is not meant now').toBe(1)
  camera.show([`]C0${OTHER}`, zone])
  await expect.element(screen.getByText('Citizen card read')).toBeVisible()
  expect(camera.on).toBe(0)
  expect(document.querySelectorAll('.device')).toHaveLength(0)
})

test('[R11] an article number in a code says which model and which part of it was read', async () => {
  const gtin = '05601234567892'
  const [first, ...others] = PRACTICE.devices.models
  if (first === undefined) throw new Error('a market has models')
  const models = [{ ...first, tradeItems: [{ gtin, kind: 'holder' } as const] }, ...others]
  const { screen, camera } = await scanning({ ...PRACTICE, devices: { ...PRACTICE.devices, models } })
  await expect.poll(() => camera.on).toBe(1)
  // The same device twice: the code that says more counts.
  camera.show([`]d201${gtin}21${OTHER}`, `]C0${OTHER}`, `]C0${DEVICE}`])
  await expect.element(screen.getByRole('button', { name: 'Device K7M2 9QX4 TB3D' })).toBeVisible()
  await screen.getByRole('button', { name: `Holder ${NAMED}` }).click()
  const device = screen.getByRole('listitem').filter({ hasText: NAMED })
  await expect.element(device.getByText('Holder and pocket charger')).toBeVisible()
  await expect.element(device.getByLabelText('What it is')).toHaveValue('holder')
})

test('[CA3] of two documents in view one has to leave the picture', async () => {
  const { screen, camera } = await readingDocuments()
  const other = zoneOf({ ...ANNA, number: 'Z9876543', givenName: 'RITA' }).join('\n')
  camera.show([zoneOf(ANNA).join('\n'), other])
  await expect
    .element(screen.getByText('Two documents are in view. Hold only one of them in the picture.'))
    .toBeVisible()
  expect(camera.on).toBe(1)
  camera.show([other])
  await expect.element(screen.getByText('Citizen card read')).toBeVisible()
})

test('[CA3] after the age is proven only the device is meant', async () => {
  const { screen, camera } = await scanning()
  await expect.poll(() => camera.on).toBe(1)
  camera.show([zoneOf(ANNA).join('\n'), `]C0${OTHER}`])
  await expect.element(screen.getByText(`Read ${NAMED}`)).toBeVisible()
})
