import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'

import { fakePorts } from './fake-ports.ts'
import { picture } from './picture.ts'

/** The learning code as a scanner set to Portugal types it, with a tilde before and Tab behind. */
const PORTUGUESE =
  'Backslash KeyS Shift+Digit3 KeyY KeyZ AltGr+Digit2 KeyA KeyQ BracketLeft Shift+Digit7 Digit1 Tab'

function pressAll(names: string) {
  let atMs = new Event('scan').timeStamp
  for (const name of names.split(' ')) {
    atMs += 5
    const event = new KeyboardEvent('keydown', {
      bubbles: true,
      cancelable: true,
      code: name.replace(/^.*\+/, ''),
      key: 'x',
      shiftKey: name.startsWith('Shift+'),
      ctrlKey: name.startsWith('Ctrl+'),
      modifierAltGraph: name.startsWith('AltGr+'),
    })
    document.body.dispatchEvent(Object.defineProperty(event, 'timeStamp', { value: atMs }))
  }
}

async function open(settings: Parameters<typeof fakePorts>[0] = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts(settings)
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: 'Settings', exact: true }).click()
  return { ...desk, screen }
}

test('[W6] a scanner is learnt from one code, the screen says what it does, and the till remembers it', async () => {
  const { screen, calls } = await open()
  await screen.getByRole('button', { name: 'Set up the scanner' }).click()
  await expect.element(screen.getByRole('img', { name: /scanner is learnt from/ })).toBeVisible()
  await picture('scanner-set-up')
  pressAll('KeyK Digit7 KeyM Digit2 KeyQ Enter')
  await expect.element(screen.getByText(/^The scanner is not set up yet/)).toBeVisible()
  pressAll(PORTUGUESE)
  await expect.element(screen.getByText('The scanner is set up', { exact: true })).toBeVisible()
  await expect.element(screen.getByText('Portugal', { exact: true })).toBeVisible()
  await picture('scanner-learnt')
  const written = calls.filter(({ name }) => name === 'settings.write').map(({ request }) => request)
  expect(written).toEqual([
    expect.objectContaining({ scanner: { layout: 'pt', prefix: '~', tail: '', suffix: 'tab', gapMs: 30 } }),
  ])
})

test('[W6] Esc stops the set-up, and keys are heard again', async () => {
  const { screen } = await open()
  await screen.getByRole('button', { name: 'Set up the scanner' }).click()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('button', { name: 'Set up the scanner' })).toBeVisible()
  await userEvent.keyboard('?')
  await expect.element(screen.getByRole('heading', { name: /^Help/ })).toBeVisible()
})

test('[R30] in Portuguese and dark', async () => {
  await page.viewport(1366, 768)
  const { ports } = fakePorts({ settings: { language: 'pt-PT', theme: 'dark' } })
  const screen = await render(<App ports={ports} />)
  await screen.getByRole('button', { name: 'Definições', exact: true }).click()
  await screen.getByRole('button', { name: 'Configurar o leitor' }).click()
  await expect.element(screen.getByText(/^Leia este código/)).toBeVisible()
  await picture('scanner-set-up-dark')
  pressAll(`Ctrl+KeyB ${PORTUGUESE.replace('Tab', 'Ctrl+KeyC Enter')}`)
  await expect.element(screen.getByText('STX ~', { exact: true })).toBeVisible()
  await expect.element(screen.getByText('ETX e depois Enter', { exact: true })).toBeVisible()
  await picture('scanner-learnt-dark')
})
