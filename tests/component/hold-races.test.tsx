import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { PRACTICE } from '#shared/markets/practice.ts'

import { fillCustomer, proveAge } from './counter-steps.ts'
import { ANA, RUI, configurationOf, fakePorts, unlocked } from './fake-ports.ts'

const LOCKED = {
  phase: 'locked' as const,
  accountApiUrl: 'https://accounts.example',
  configuration: configurationOf(PRACTICE),
  operators: [ANA, RUI],
  notices: [],
}

/** A desk whose saves and drafts answer when a test says so. */
async function open() {
  await page.viewport(1366, 768)
  const desk = fakePorts()
  const held: Record<string, (() => void)[]> = {}
  /** Keeps the answers of a call back; the returned function gives them. */
  const keepBack = (name: string) => {
    const waiting: (() => void)[] = []
    held[name] = waiting
    return () => {
      delete held[name]
      for (const answer of waiting) answer()
    }
  }
  const turn = (name: string) =>
    new Promise<void>((resolve) => {
      const waiting = held[name]
      if (waiting === undefined) resolve()
      else waiting.push(resolve)
    })
  const { call, record } = desk.ports
  const ports = {
    ...desk.ports,
    call: (async (name: never, request: never) => {
      const answer = await call(name, request)
      await turn(name)
      return answer
    }) as typeof call,
    record: async (request: Parameters<typeof record>[0]) => {
      const answer = await record(request)
      await turn('record')
      return answer
    },
  }
  const screen = await render(<App ports={ports} />)
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  return { ...desk, screen, keepBack }
}

const MARIA = /^Go on with M. C./

test('[R4] a refusal that no disk has taken yet is never left for a customer on hold', async () => {
  const { screen, fake, saves } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await userEvent.keyboard('{Control>}h{/Control}')
  await expect.element(screen.getByRole('button', { name: MARIA })).toBeVisible()
  fake.nextSave = { kind: 'not-saved', reason: 'disk-full' }
  await screen.getByRole('button', { name: 'Sale not possible …' }).click()
  await screen.getByRole('button', { name: 'No document' }).click()
  await expect.element(screen.getByText('Not saved')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: MARIA })).toBeDisabled()
  await screen.getByRole('button', { name: 'Save the refusal' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves.at(-1)?.operationId).toBe(saves.at(-2)?.operationId)
  await screen.getByRole('button', { name: MARIA }).click()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
})

test('[I2] a record that is saved while another customer is fetched is said, and the other one stays on hold', async () => {
  const { screen, drafts, keepBack } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await userEvent.keyboard('{Control>}h{/Control}')
  await proveAge(screen, '30/11/1980')
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  const answerOpen = keepBack('draft.open')
  const answerSave = keepBack('record')
  await screen.getByRole('button', { name: MARIA }).click()
  await screen.getByRole('button', { name: 'Finish without registering' }).click()
  await expect.element(screen.getByRole('button', { name: 'Saving', exact: true })).toBeVisible()
  answerOpen()
  answerSave()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: MARIA })).toBeVisible()
  expect([...drafts.values()].map(({ asked }) => asked.summary.initials)).toContain('M. C.')
})

test('[C14] what is typed while another customer is fetched is kept with its own', async () => {
  const { screen, drafts, keepBack } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await userEvent.keyboard('{Control>}h{/Control}')
  await screen.getByLabelText('Date of birth').fill('03')
  const answerOpen = keepBack('draft.open')
  await screen.getByRole('button', { name: MARIA }).click()
  await screen.getByLabelText('Date of birth').fill('03/05/1980')
  answerOpen()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  expect([...drafts.values()].some(({ asked }) => asked.form.includes('03/05/1980'))).toBe(true)
})

test('[R4] a check that is made again belongs to the same person: it says so, is cleared for another, and no colleague inherits it', async () => {
  const desk = await open()
  const { screen, saves } = desk
  await proveAge(screen, '23-11-2008')
  await screen.getByRole('button', { name: /Typed wrong/ }).click()
  await expect.element(screen.getByText(/The same person, checked again/)).toBeVisible()
  await expect.element(screen.getByLabelText('Document')).toHaveFocus()
  desk.state.set(LOCKED)
  await expect.element(screen.getByRole('heading', { name: 'Who is at work?' })).toBeVisible()
  await expect.poll(() => desk.drafts.size).toBe(1)
  desk.state.set(unlocked(PRACTICE, RUI))
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  await expect.element(screen.getByText(/The same person, checked again/)).not.toBeInTheDocument()
  await proveAge(screen, '23-11-2000')
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  expect(saves.map(({ operation }) => operation.type)).toEqual(['age-check', 'age-check'])
  expect(saves[1]?.aggregateId).not.toBe(saves[0]?.aggregateId)
})

test('[R4] the question whether to clear one customer is none about the next, and keeps the focus in its place', async () => {
  const { screen } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await userEvent.keyboard('{Control>}h{/Control}')
  await expect.element(screen.getByLabelText('Document')).toHaveFocus()
  await screen.getByLabelText('Date of birth').fill('03')
  await screen.getByRole('button', { name: 'Clear …' }).click()
  await expect.element(screen.getByRole('button', { name: 'Keep' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('button', { name: 'Clear …' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Keep' })).toHaveFocus()
  await screen.getByRole('button', { name: MARIA }).click()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  expect(screen.getByRole('button', { name: 'Delete', exact: true }).query()).toBeNull()
  await screen.getByRole('button', { name: 'Clear …' }).click()
  await screen.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.element(screen.getByLabelText('Document')).toHaveFocus()
})

test('[C15] a correction that is typed is not lost to a customer on hold', async () => {
  const { screen } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await userEvent.keyboard('{Control>}h{/Control}')
  await proveAge(screen)
  await screen.getByRole('button', { name: 'Finish without registering' }).click()
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await expect.element(screen.getByRole('button', { name: 'Leave it as it was' })).toHaveFocus()
  await expect.element(screen.getByRole('button', { name: MARIA })).toBeDisabled()
  await screen.getByRole('button', { name: 'Leave it as it was' }).click()
  await expect.element(screen.getByRole('button', { name: MARIA })).toBeEnabled()
})
