import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { Settings } from '#shared/ipc/settings-methods.ts'
import type { Market } from '#shared/markets/market.ts'
import { PRACTICE } from '#shared/markets/practice.ts'
import { PT } from '#shared/markets/pt.ts'
import { ANNA, zoneOf } from '#tests/harness/specimens.ts'

import { scan } from './counter-steps.ts'
import { fakePorts, unlocked } from './fake-ports.ts'
import { look } from './picture.ts'

const DARK: Partial<Settings> = { language: 'pt-PT', theme: 'dark' }
const zone = (more = {}) => zoneOf({ ...ANNA, ...more }).join('\n')

async function open(market: Market) {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state: unlocked(market), settings: DARK })
  const screen = await render(<App ports={desk.ports} />)
  await expect.element(screen.getByRole('heading', { name: /Novo cliente/ })).toBeVisible()
  return { ...desk, screen }
}

test('[R30] [T1] a document, in Portuguese and dark: asked for, misread, read, offered', async () => {
  const { screen } = await open(PRACTICE)
  await scan(zone())
  await expect.element(screen.getByText(/Pergunte primeiro ao cliente/)).toBeVisible()
  await look('pt-document-1-ask-first-dark')
  await screen.getByRole('button', { name: /^O cliente concorda: ler/ }).click()
  await scan(zone({ state: 'QQQ' }))
  await expect.element(screen.getByText('O Estado emissor não é conhecido')).toBeVisible()
  await look('pt-document-2-refused-dark')
  await scan(zone())
  await expect.element(screen.getByText('Cartão de Cidadão: lido')).toBeVisible()
  await look('pt-document-3-read-dark')
  await screen.getByRole('button', { name: 'A fotografia corresponde, verificar' }).click()
  await screen.getByRole('button', { name: 'O cliente leu ou ouviu' }).click()
  await expect.element(screen.getByText(/Usar o nome e a data/)).toBeVisible()
  await look('pt-document-4-offer-dark')
})

test('[R30] [R4] a refusal, in Portuguese and dark: where machines read nothing, its reasons, and after it', async () => {
  const { screen } = await open(PT)
  await scan(zone())
  await expect.element(screen.getByText(/Aqui os documentos não são lidos por máquina/)).toBeVisible()
  await look('pt-refusal-1-machine-off-dark')
  await screen.getByRole('button', { name: 'Venda não possível …' }).click()
  await look('pt-refusal-2-reasons-dark')
  await screen.getByRole('button', { name: 'Documento caducado' }).click()
  await expect.element(screen.getByText('Venda não possível hoje')).toBeVisible()
  await look('pt-refusal-3-after-dark')
})

test('[R30] [CA9] a camera that gives no picture, in Portuguese and dark', async () => {
  const { screen, camera } = await open(PT)
  for (const [failure, said, button] of [
    ['refused', /não pode ser usada aqui/, 'Ler com a câmara'],
    ['in-use', /Outro programa/, 'Tentar a câmara outra vez'],
    ['no-camera', /nenhuma câmara/, 'Tentar a câmara outra vez'],
  ] as const) {
    camera.failure = failure
    await screen.getByRole('button', { name: button }).click()
    await expect.element(screen.getByText(said)).toBeVisible()
    await look(`pt-camera-${failure}-dark`)
  }
})

test('[R30] [W7] [W9] a badge, in Portuguese and dark: not of this till, and made', async () => {
  await page.viewport(1366, 768)
  const state = unlocked(PT)
  if (state.phase !== 'unlocked') throw new Error(state.phase)
  const { operator: _, ...rest } = state
  const accountApiUrl = 'https://api.example'
  const desk = fakePorts({ state: { ...rest, phase: 'locked', accountApiUrl }, settings: DARK })
  desk.fake.badgeUnlock = { kind: 'unknown-badge' }
  const screen = await render(<App ports={desk.ports} />)
  await expect.element(screen.getByRole('heading', { name: 'Quem está a trabalhar?' })).toBeVisible()
  await scan('CSB7K3QM9TXRW2HB4D5CF')
  await expect.element(screen.getByText('Foi lido um crachá.')).toBeVisible()
  await look('pt-badge-1-unknown-dark')
  desk.state.set(unlocked(PT))
  await screen.getByRole('button', { name: 'Definições', exact: true }).click()
  expect(screen.getByText('Foi lido um crachá.').query()).toBeNull()
  await screen.getByRole('button', { name: 'Fazer um crachá' }).click()
  await screen.getByLabelText('O seu PIN').fill('482915')
  screen.getByRole('button', { name: 'Imprimir o crachá' }).element().scrollIntoView({ block: 'center' })
  await look('pt-badge-2-pin-dark')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/^O crachá está impresso/)).toBeVisible()
  await look('pt-badge-3-made-dark')
})
