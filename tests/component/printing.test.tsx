import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { PRINT_FAILURES, type PrintResult } from '#shared/domain/paper.ts'
import { START_PRINTING, confirmationRequestSchema } from '#shared/ipc/print-methods.ts'

import { fillCustomer, proveAge, refuseEverything, typeDevice } from './counter-steps.ts'
import { DEVICE, fakePorts } from './fake-ports.ts'
import { QUICK_HANDS } from './hands.ts'

const PICTURES = '../../out/screens'

async function open(given: Parameters<typeof fakePorts>[0] = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  const screen = await render(<App ports={desk.ports} />)
  const prints = () =>
    desk.calls.filter(({ name }) => name === 'print.confirmation').map((call) => call.request)
  return { ...desk, screen, prints }
}

async function register({ screen }: Pick<Awaited<ReturnType<typeof open>>, 'screen'>) {
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  await QUICK_HANDS.press(screen.getByRole('button', { name: /^Save/ }))
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
}

async function sell({ screen }: Pick<Awaited<ReturnType<typeof open>>, 'screen'>) {
  await proveAge(screen)
  await QUICK_HANDS.press(screen.getByRole('button', { name: 'Finish without registering' }))
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
}

test('[R8] [PR10] prints with a button or a key what paper needs and no more, and again while the form is kept', async () => {
  const desk = await open()
  const { screen, fake, prints, saves } = desk
  await register(desk)
  let answer: (result: PrintResult) => void = () => {}
  fake.printAnswer = new Promise<PrintResult>((resolve) => (answer = resolve))
  await screen.getByRole('button', { name: 'Print the confirmation' }).click()
  await expect.element(screen.getByRole('button', { name: 'Printing' })).toBeDisabled()
  // A key outside of fields is heard once it is sure that no scan begins with it.
  const heard = new Promise((resolve) => window.addEventListener('keydown', resolve, { once: true }))
  await userEvent.keyboard('p')
  await heard
  answer({ kind: 'printed' })
  await expect.element(screen.getByText('Give the paper to the customer.')).toBeVisible()
  await page.screenshot({ path: `${PICTURES}/print-1-printed.png` })
  expect(prints()).toHaveLength(1)
  const request = confirmationRequestSchema.parse(prints()[0])
  expect(request).toMatchObject({
    operationId: saves[1]?.operationId,
    language: 'pt-PT',
    content: {
      kind: 'registration',
      claim: 'new',
      givenName: 'Maria',
      familyInitial: 'C',
      devices: [{ deviceId: DEVICE, kind: 'kit', origin: 'bought-here' }],
    },
  })
  expect(JSON.stringify(request)).not.toMatch(/exemplo|912|1992|Conceição/)
  expect(document.body.textContent).not.toMatch(/Maria|exemplo|K7M2/)
  fake.printAnswer = { kind: 'handed-over' }
  await userEvent.keyboard('p')
  await expect.element(screen.getByText('Handed to the printer', { exact: true })).toBeVisible()
  expect(prints()).toHaveLength(2)
  expect(prints()[1]).toEqual(prints()[0])
})

test('each failure of a printer says what happened and that the record is safe', async () => {
  const desk = await open()
  const { screen, fake } = desk
  await sell(desk)
  const sentences = new Set<string>()
  for (const failure of PRINT_FAILURES) {
    fake.printAnswer = { kind: 'failed', failure }
    await screen.getByRole('button', { name: /^Print/ }).click()
    const said = () => document.querySelector('[role=alert]')?.textContent ?? ''
    await expect.poll(() => sentences.has(said()) || said() === '').toBe(false)
    expect(said()).toMatch(/^Not printed.*The record is saved and not affected\.$/)
    sentences.add(said())
  }
  expect(sentences.size).toBe(PRINT_FAILURES.length)
  await page.screenshot({ path: `${PICTURES}/print-2-failed.png` })
  fake.printAnswer = { kind: 'printed' }
  await screen.getByRole('button', { name: 'Print it again' }).click()
  await expect.element(screen.getByRole('alert')).not.toBeInTheDocument()
})

test('prints by itself, once, where the till is set so, and not at all where it never prints', async () => {
  const always = await open({ settings: { printing: { ...START_PRINTING, afterSaving: 'always' } } })
  await sell(always)
  await expect.element(always.screen.getByText('Give the paper to the customer.')).toBeVisible()
  await always.screen.getByRole('button', { name: 'Help' }).click()
  await always.screen.getByRole('button', { name: 'Register' }).click()
  await expect.element(always.screen.getByText('Give the paper to the customer.')).toBeVisible()
  expect(always.prints()).toHaveLength(1)
  await always.screen.unmount()
  const never = await open({ settings: { printing: { ...START_PRINTING, afterSaving: 'never' } } })
  await sell(never)
  await userEvent.keyboard('p')
  await expect.element(never.screen.getByRole('button', { name: /Print/ })).not.toBeInTheDocument()
  expect(never.prints()).toEqual([])
})

test('no single key prints where such keys are off', async () => {
  const desk = await open({ settings: { singleKeyShortcuts: false } })
  await sell(desk)
  await userEvent.keyboard('p')
  await desk.screen.getByRole('button', { name: 'Print the confirmation' }).click()
  await expect.element(desk.screen.getByText('Give the paper to the customer.')).toBeVisible()
  expect(desk.prints()).toHaveLength(1)
})

test('the printer is chosen, tried and remembered in the settings, in both languages', async () => {
  const { screen, fake, calls } = await open()
  await screen.getByRole('button', { name: 'Settings' }).click()
  const printer = screen.getByLabelText('Printer of this till')
  await expect.poll(() => printer.element().textContent).toContain('The computer’s own choice: Receipts')
  await printer.selectOptions('Office, back room')
  await screen.getByRole('radiogroup', { name: 'Paper' }).getByText('A4').click()
  await expect
    .poll(() => calls.findLast(({ name }) => name === 'settings.write')?.request)
    .toMatchObject({ printing: { printer: 'Office', paper: 'a4', afterSaving: 'ask' } })
  await screen.getByRole('button', { name: 'Print a test page' }).click()
  await expect.element(screen.getByText(/^The test page is printed/)).toBeVisible()
  await page.screenshot({ path: `${PICTURES}/print-3-settings.png` })
  fake.printAnswer = { kind: 'failed', failure: 'printer-offline' }
  await screen.getByRole('button', { name: 'Print a test page' }).click()
  await expect.element(screen.getByText(/^The printer does not answer/)).toBeVisible()
  await screen.getByText('Português').click()
  await expect.element(screen.getByText(/^A impressora não responde/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Imprimir uma página de teste' })).toBeVisible()
  await page.screenshot({ path: `${PICTURES}/print-4-settings-pt.png` })
})

test('a printer that is gone stays named, and no printer at all is said', async () => {
  const printing = { ...START_PRINTING, printer: 'Cellar' }
  const gone = await open({ settings: { printing, language: 'pt-PT' } })
  await gone.screen.getByRole('button', { name: 'Definições' }).click()
  const chosen = gone.screen.getByLabelText('Impressora desta caixa')
  await expect.poll(() => chosen.element().textContent).toContain('Cellar, agora não existe')
  await gone.screen.unmount()
  const { screen, fake } = await open()
  fake.printers = []
  await screen.getByRole('button', { name: 'Settings' }).click()
  await expect.element(screen.getByText(/^No printer was found/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Print a test page' })).toBeDisabled()
})
