import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { AT } from '#shared/markets/at.ts'

import { scan } from './counter-steps.ts'
import { DEVICE, fakePorts, unlocked } from './fake-ports.ts'
import { picture } from './picture.ts'

test('[R17][R18] the desk of a market that was added as data answers a fault by its own guarantees', async () => {
  await page.viewport(1366, 768)
  const { ports } = fakePorts({ state: unlocked(AT) })
  const screen = await render(<App ports={ports} />)
  await screen.getByRole('button', { name: 'Service', exact: true }).click()
  await screen.getByText('A device does not work').click()
  await scan(DEVICE)
  await screen.getByText('Nowhere').click()
  await screen
    .getByRole('radiogroup', { name: /proof of purchase/ })
    .getByText('Yes')
    .click()
  await screen.getByText('Does not charge', { exact: true }).click()
  await screen.getByText('None of these').click()
  await screen.getByLabelText(/^Delivered on/).fill('10/02/2026')
  await expect.element(screen.getByText('Covered until 10 February 2028.')).toBeVisible()
  expect(await picture('market-added-as-data')).toBe('fits')
})
