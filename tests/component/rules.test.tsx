import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { ConfigurationStanding } from '#shared/contracts/configuration-standing.ts'

import { fakePorts } from './fake-ports.ts'
import { picture } from './picture.ts'

async function open(
  rules: Partial<ConfigurationStanding>,
  settings: { language?: 'pt-PT'; theme?: 'dark' } = {},
) {
  await page.viewport(1366, 768)
  const desk = fakePorts({ settings })
  desk.fake.rules = { ...desk.fake.rules, ...rules }
  const screen = await render(<App ports={desk.ports} />)
  const name = settings.language === undefined ? 'Settings' : 'Definições'
  await screen.getByRole('button', { name }).click()
  return { ...desk, screen }
}

test('[T10][D29] Settings says why newer rules are not in force, and what waits for an open customer', async () => {
  const { screen, calls } = await open({ refused: 'not-ours', waiting: 'pt-2' })
  await expect.element(screen.getByText('This till may not have the newest rules')).toBeVisible()
  await expect.element(screen.getByText(/What came is for another store or till/)).toBeVisible()
  await expect
    .element(screen.getByText(/^pt-2 applies as soon as the open customer is finished/))
    .toBeVisible()
  expect(await picture('rules-1-refused')).toBe('fits')
  const opens = calls.filter(({ name }) => name === 'operator.customer-open')
  expect(opens.map(({ request }) => request)).toEqual([{ isOpen: false, isVisitOpen: false }])
})

test('[T16] in Portuguese and dark: rules that are gone from the disk are said', async () => {
  const { screen } = await open({ refused: 'lost' }, { language: 'pt-PT', theme: 'dark' })
  await expect.element(screen.getByText(/desapareceram do disco desta caixa/)).toBeVisible()
  expect(await picture('rules-2-dark')).toBe('fits')
})
