import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { PT } from '#shared/markets/pt.ts'
import { ANNA, zoneOf } from '#tests/harness/specimens.ts'

import { fillCustomer, proveAge, scan } from './counter-steps.ts'
import { fakePorts, unlocked } from './fake-ports.ts'

const WEDGE_GAP_MS = 30
const SCANNER_PACE_MS = 5

/** The keys of a scanner, each pressed at its own moment, however long this machine takes to draw between two of them. */
function scannerKeys(text: string): KeyboardEvent[] {
  const codeOf = (character: string) => (/[0-9]/.test(character) ? `Digit${character}` : `Key${character}`)
  const keys = [...text].map((key) => ({ key, code: codeOf(key) }))
  return [...keys, { key: 'Enter', code: 'Enter' }].map((key, index) => {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...key })
    return Object.defineProperty(event, 'timeStamp', { value: 1000 + index * SCANNER_PACE_MS })
  })
}

/** What the browser does with a letter on a list. */
function letterChooses(list: HTMLSelectElement, value: string): void {
  list.value = value
  list.dispatchEvent(new Event('input', { bubbles: true }))
  list.dispatchEvent(new Event('change', { bubbles: true }))
}

test('[R11] a scan that a busy till hears late, on a choice, types nothing into the field that was left before', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts()
  const { after } = desk.ports.timer
  let expire = () => {}
  const timer: typeof desk.ports.timer = {
    after: (delayMs, fire) => {
      if (delayMs !== WEDGE_GAP_MS) return after(delayMs, fire)
      expire = fire
      return () => undefined
    },
  }
  const screen = await render(<App ports={{ ...desk.ports, timer }} />)
  await proveAge(screen)
  await fillCustomer(screen)
  const mobile = screen.getByLabelText(/^Mobile/)
  await mobile.fill('912 345 678')
  await screen
    .getByRole('radiogroup', { name: 'Already a customer?' })
    .getByText('No', { exact: true })
    .click()
  expect(document.activeElement?.getAttribute('type')).toBe('radio')
  for (const [index, key] of scannerKeys('K7M29QX4TB3D').entries()) {
    document.activeElement?.dispatchEvent(key)
    if (index === 6) expire()
  }
  await expect.element(screen.getByText('Read K7M2 9QX4 TB3D')).toBeVisible()
  await expect.element(mobile).toHaveValue('912 345 678')
})

test('[C31] the first key of a scan is no shortcut, and a finger\u2019s is', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts()
  const screen = await render(<App ports={desk.ports} />)
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  for (const key of scannerKeys('T7M29QX4TB3D')) document.body.dispatchEvent(key)
  await expect.element(screen.getByText(/A device was read. Check the age first/)).toBeVisible()
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  const finger = { code: 'KeyT', key: 't', bubbles: true, cancelable: true }
  document.body.dispatchEvent(new KeyboardEvent('keydown', finger))
  await expect.element(screen.getByRole('heading', { name: /^To send/ })).toBeVisible()
})

test('[R11] the first key of a scan, on a list of choices, changes no choice', async () => {
  await page.viewport(1366, 768)
  const screen = await render(<App ports={fakePorts().ports} />)
  const list = screen.getByLabelText('Document')
  await list.selectOptions('citizen-card')
  const element = list.element() as HTMLSelectElement
  element.focus()
  for (const [index, key] of scannerKeys('P7M29QX4TB3D').entries()) {
    element.dispatchEvent(key)
    if (index === 0) letterChooses(element, 'passport')
  }
  await expect.element(list).toHaveValue('citizen-card')
})

test('[R11] [T7] a device that is scanned while the list of documents has the focus takes no reading away', async () => {
  await page.viewport(1366, 768)
  const market = { ...PT, ageCheck: { ...PT.ageCheck, machineReading: 'on' as const } }
  const screen = await render(<App ports={fakePorts({ state: unlocked(market) }).ports} />)
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  await scan(zoneOf(ANNA).join('\n'))
  await expect.element(screen.getByText('Citizen card read')).toBeVisible()
  const list = screen.getByLabelText('Document').element() as HTMLSelectElement
  list.focus()
  for (const [index, key] of scannerKeys('P7M29QX4TB3D').entries()) {
    list.dispatchEvent(key)
    if (index === 0) letterChooses(list, 'passport')
  }
  await expect.element(screen.getByText(/A device was read. Check the age first/)).toBeVisible()
  await expect.element(screen.getByText('Citizen card read')).toBeVisible()
  expect(list.value).toBe('citizen-card')
})

test('[C31] a key that is held down outside of fields is still one that is held down', async () => {
  await page.viewport(1366, 768)
  const screen = await render(<App ports={fakePorts().ports} />)
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  const heard: boolean[] = []
  const hear = (event: KeyboardEvent) => heard.push(event.repeat)
  window.addEventListener('keydown', hear)
  const key = { code: 'KeyT', key: 't', repeat: true, bubbles: true, cancelable: true }
  document.body.dispatchEvent(new KeyboardEvent('keydown', key))
  await expect.poll(() => heard).toEqual([true])
  window.removeEventListener('keydown', hear)
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
})
