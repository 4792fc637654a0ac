import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { qrPath } from '#renderer/ui/qr-path.ts'
import { typedPayloadSchema } from '#shared/contracts/operations/catalogue.ts'
import { callCard } from '#shared/domain/call-card.ts'
import { confirmationRequestSchema, pageRequestSchema } from '#shared/ipc/print-methods.ts'
import { AT } from '#shared/markets/at.ts'
import { PRACTICE } from '#shared/markets/practice.ts'
import { PT } from '#shared/markets/pt.ts'

import { scan } from './counter-steps.ts'
import { DEVICE, fakePorts, rowOf, unlocked } from './fake-ports.ts'
import { QUICK_HANDS, REAL_HANDS } from './hands.ts'
import { look } from './picture.ts'
import { lockMeanwhile } from './service-steps.ts'

const SCAN_MS = 200
const NEW_DEVICE = 'C9T3XB7K5MWD'
const OLD_HOLDER = 'H2V4WX6Y8Z3A'
const ROW = rowOf(1204)
const OF_MARIA = { aggregateId: ROW.aggregateId, dependsOn: [ROW.operationId] }

async function open(given: Parameters<typeof fakePorts>[0] = {}, { press } = QUICK_HANDS) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  desk.fake.slips = [{ initials: 'M. C.', devices: ['…TB3D'], ageOutcome: null }]
  desk.rows.set([ROW])
  const screen = await render(<App ports={desk.ports} />)
  const isEnglish = given.settings === undefined
  await press(screen.getByRole('button', { name: isEnglish ? 'Service' : 'Apoio', exact: true }))
  await press(screen.getByText(isEnglish ? 'A device does not work' : 'Um dispositivo não funciona'))
  return { ...desk, screen }
}

type Opened = Awaited<ReturnType<typeof open>>

/** Maria's device, what is wrong with it, and nothing that excludes it. */
async function explain({ screen }: Opened, fault: string, { press } = QUICK_HANDS) {
  await scan(DEVICE)
  await press(screen.getByText('In this country'))
  await press(screen.getByRole('button', { name: /^Registration · no\. 1204/ }))
  await press(screen.getByText(fault, { exact: true }))
  await press(screen.getByText('The whole kit'))
  await press(screen.getByText('None of these'))
}

test('[R17][R19][R29] a covered device is swapped: what the guarantee says, the new device, saved, on paper', async () => {
  const desk = await open({}, REAL_HANDS)
  const { screen, saves, calls } = desk
  await look('guarantee-1-empty')
  await explain(desk, 'Does not charge', REAL_HANDS)
  await screen.getByLabelText(/^Delivered on/).fill('10/02/2026')
  await expect.element(screen.getByText('Covered', { exact: true })).toBeVisible()
  expect(screen.getByText('Covered until 10 February 2029.').elements()).toHaveLength(2)
  await screen.getByText('In this store', { exact: true }).click()
  await scan(DEVICE)
  const scanEnd = new Event('now').timeStamp + SCAN_MS
  await expect.element(screen.getByText('This is the faulty device. Scan the new one.')).toBeVisible()
  await screen.getByRole('button', { name: /stays here for recycling/ }).click()
  // Nobody scans twice within the time that one scan takes.
  await expect.poll(() => new Event('now').timeStamp).toBeGreaterThan(scanEnd)
  await scan(NEW_DEVICE)
  await expect.element(screen.getByText('C9T3 XB7K 5MWD')).toBeVisible()
  await expect.element(screen.getByText(/are not household waste/)).toBeInTheDocument()
  expect(screen.getByRole('button', { name: /^Something is still open/ }).element()).toBeDisabled()
  await screen.getByRole('button', { name: /is here and asks for it/ }).click()
  await look('guarantee-2-swap')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const payload = {
    oldDevice: DEVICE,
    newDevice: { deviceId: NEW_DEVICE, kind: 'kit', model: null },
    delivery: { way: 'store' },
    fault: 'does-not-charge',
    exclusions: { areChecked: true, found: null },
    isTakenBack: true,
    registration: ROW.operationId,
  }
  expect(saves).toMatchObject([{ ...OF_MARIA, operation: { type: 'replacement', payload } }])
  expect(typedPayloadSchema.safeParse(saves[0]?.operation).success).toBe(true)
  await expect.element(screen.getByText(/still counts from the delivery of the first device/)).toBeVisible()
  await screen.getByRole('button', { name: 'Print the confirmation' }).click()
  await expect.element(screen.getByText('Give the paper to the customer.')).toBeVisible()
  await look('guarantee-3-saved')
  const printed = calls.find(({ name }) => name === 'print.confirmation')?.request
  expect(confirmationRequestSchema.parse(printed)).toMatchObject({
    operationId: saves[0]?.operationId,
    language: 'pt-PT',
    content: { kind: 'replacement', oldDevice: DEVICE, isTakenBack: true },
  })
  await screen.getByRole('button', { name: 'Next customer' }).click()
  await expect.element(screen.getByRole('heading', { name: /^Service/ })).toBeVisible()
})

test('[R11][R19][GD15] a holder of a kit is swapped: its own code is scanned, the new one is a holder, the paper names both', async () => {
  const desk = await open()
  const { screen, saves, calls } = desk
  await scan(DEVICE)
  await screen.getByText('In this country').click()
  await screen.getByRole('button', { name: /^Registration · no\. 1204/ }).click()
  await screen.getByText('Does not heat').click()
  await screen.getByText('None of these').click()
  await screen.getByLabelText(/^Delivered on/).fill('10/02/2026')
  await screen.getByText('Holder of this kit').click()
  await screen.getByText('In this store', { exact: true }).click()
  await screen.getByRole('button', { name: /is here and asks for it/ }).click()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByLabelText('Code on the faulty holder').fill(DEVICE)
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/This is the code of the box/)).toBeVisible()
  await screen.getByLabelText('Code on the faulty holder').fill(OLD_HOLDER)
  await userEvent.keyboard('{Enter}')
  await expect
    .element(
      screen.getByText(/came in this box is not known here. Where the account API does not know it either/),
    )
    .toBeVisible()
  await look('guarantee-kit-1-part')
  await screen.getByLabelText('Code of the new device').fill(NEW_DEVICE)
  await userEvent.keyboard('{Enter}')
  expect(screen.getByLabelText('What it is').query()).toBeNull()
  await look('guarantee-kit-2-swap')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const part = { kind: 'holder', deviceId: OLD_HOLDER }
  expect(saves).toMatchObject([
    {
      ...OF_MARIA,
      operation: {
        type: 'replacement',
        payload: { oldDevice: DEVICE, part, newDevice: { deviceId: NEW_DEVICE, kind: 'holder' } },
      },
    },
  ])
  expect(typedPayloadSchema.safeParse(saves[0]?.operation).success).toBe(true)
  await screen.getByRole('button', { name: 'Print the confirmation' }).click()
  await expect.element(screen.getByText('Give the paper to the customer.')).toBeVisible()
  const printed = calls.find(({ name }) => name === 'print.confirmation')?.request
  expect(confirmationRequestSchema.parse(printed)).toMatchObject({
    content: { kind: 'replacement', oldDevice: DEVICE, part, newDevice: { kind: 'holder' } },
  })
})

test('[R11][R17][GD15] a part whose code cannot be read is a case as well; just what has the code names no part', async () => {
  const desk = await open()
  const { screen, saves } = desk
  await explain(desk, 'Does not charge')
  await screen.getByText('Charger of this kit').click()
  await screen.getByText('In this store', { exact: true }).click()
  await screen.getByRole('button', { name: /is here and asks for it/ }).click()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByRole('button', { name: 'The code on it cannot be read' }).click()
  await screen.getByRole('button', { name: /^Record the case/ }).click()
  await expect.element(screen.getByRole('button', { name: 'Next customer' })).toBeVisible()
  expect(saves).toMatchObject([
    { operation: { type: 'guarantee-case', payload: { part: { kind: 'charger', deviceId: null } } } },
  ])
  await screen.getByRole('button', { name: 'Next customer' }).click()
  await screen.getByText('A device does not work').click()
  await explain(desk, 'Does not charge')
  await screen.getByText('Just what has this code').click()
  await screen.getByText('In this store', { exact: true }).click()
  await screen.getByRole('button', { name: /is here and asks for it/ }).click()
  await screen.getByRole('button', { name: /^Record the case/ }).click()
  await expect.element(screen.getByRole('button', { name: 'Next customer' })).toBeVisible()
  expect(saves[1]?.operation.payload).not.toHaveProperty('part')
})

test('[R11][GD15] in Portuguese and dark: the charger of a kit, its code not readable', async () => {
  const desk = await open({ settings: { language: 'pt-PT', theme: 'dark' } })
  const { screen } = desk
  await scan(DEVICE)
  await screen.getByText('Neste país').click()
  await screen.getByText('Carregador deste kit').click()
  await screen.getByRole('button', { name: 'Não se consegue ler o código da peça' }).click()
  await expect.element(screen.getByText(/Aqui não se sabe que holder e carregador/)).toBeVisible()
  await look('guarantee-kit-3-pt-dark')
})

test('[R17][R29] a case for a collection point, found by words without a network, and what stays here counted by itself', async () => {
  const desk = await open()
  const { screen, saves } = desk
  await explain(desk, 'Accidental damage')
  await screen.getByText('Not known', { exact: true }).click()
  await screen.getByLabelText(/^Delivered on/).fill('10/02/2026')
  await expect.element(screen.getByText('Not known here')).toBeVisible()
  await screen.getByText('In this store', { exact: true }).click()
  await expect.element(screen.getByText(/Hand nothing over now/)).toBeVisible()
  expect(screen.getByLabelText('Code of the new device').query()).toBeNull()
  await screen.getByText('Collection point', { exact: true }).click()
  await screen.getByLabelText('Find a collection point').fill('republica COIMBRA')
  await screen.getByRole('button', { name: /^Balcão de treino/ }).click()
  await screen.getByRole('button', { name: /stays here for recycling/ }).click()
  await screen.getByRole('button', { name: /is here and asks for it/ }).click()
  await look('guarantee-4-point')
  await screen.getByRole('button', { name: /^Record the case/ }).click()
  await expect.element(screen.getByRole('button', { name: 'Next customer' })).toBeVisible()
  expect(saves).toMatchObject([
    {
      ...OF_MARIA,
      operation: {
        type: 'guarantee-case',
        payload: { wanted: { collectionPoint: 'Balcão de treino, 3000-343 Coimbra' } },
      },
    },
    { dependsOn: [], operation: { type: 'take-back', payload: { kind: 'device', count: 1 } } },
  ])
  expect(saves[1]?.aggregateId).not.toBe(ROW.aggregateId)
})

test('[R18] what is excluded is not covered and not refused: a person decides, delivery to an address', async () => {
  const desk = await open({ state: unlocked(PT) })
  const { screen, saves } = desk
  await explain(desk, 'Does not heat')
  await screen.getByText('Contact with liquid').click()
  await expect.element(screen.getByText('Not covered', { exact: true })).toBeVisible()
  expect(screen.getByText('The cause is excluded.').elements()).toHaveLength(2)
  expect(screen.getByText('Collection point', { exact: true }).query()).toBeNull()
  await screen.getByText('Delivered', { exact: true }).click()
  await screen.getByLabelText('Street and number').fill('Rua do Sol 1')
  await screen.getByLabelText('Postal code').fill('1200-001')
  await screen.getByRole('button', { name: /is here and asks for it/ }).click()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByLabelText('Place').fill('Lisboa')
  await look('guarantee-5-not-covered')
  await screen.getByRole('button', { name: /^Record the case/ }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const address = { lines: ['Rua do Sol 1'], postalCode: '1200-001', locality: 'Lisboa', country: 'PT' }
  expect(saves).toMatchObject([
    { operation: { payload: { exclusions: { found: 'liquid' }, wanted: { way: 'address', address } } } },
  ])
})

test('[R23] a device that is registered abroad is not swapped: the helpline comes first', async () => {
  const { screen, saves } = await open()
  await scan(DEVICE)
  await screen.getByText('Another country').click()
  await screen.getByText('Does not turn on').click()
  await expect.element(screen.getByText(/calls \+800 2559 2559, or \+41 21 547 88 88/)).toBeVisible()
  expect(screen.getByText('How does the customer get a new device?').query()).toBeNull()
  await screen.getByRole('button', { name: /is here and asks for it/ }).click()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(saves).toEqual([])
})

test('[R22][R23][R24][R25][R26] help while travelling: what can be said, condition by condition, the address, the case and the sheet for the call', async () => {
  const { screen, saves, calls } = await open()
  await scan(DEVICE)
  await screen.getByText('Another country').click()
  await screen.getByText('Does not turn on').click()
  await screen.getByLabelText('Where the customer lives').selectOptions('Germany')
  await screen.getByLabelText('Where the device is registered').selectOptions('Germany')
  const ask = (name: string) => screen.getByRole('radiogroup', { name })
  await ask('Is the customer an adult?').getByText('Yes').click()
  await ask('Is the device on an account there?').getByText('Yes').click()
  await ask('Is its voluntary guarantee there still running?').getByText('Not known').click()
  await expect.element(screen.getByText('Ask the helpline')).toBeVisible()
  await expect.element(screen.getByText(/sees no account of another country/)).toBeVisible()
  const conditions = () =>
    [...document.querySelectorAll('.assistance-heading, .assistance-checks li')].map((one) => one.textContent)
  expect(conditions()).toEqual([
    'As the customer says, not seen here:',
    'Adult, living in a covered country: Yes',
    'Device on an account in a covered country: Yes',
    'Outside the country of registration: Yes',
    'Within the voluntary guarantee of the country of purchase: Not known',
    'Known here:',
    'In a covered country now: Yes',
  ])
  const livesIn = screen.getByLabelText('Where the customer lives')
  const registeredIn = screen.getByLabelText('Where the device is registered')
  await livesIn.selectOptions('Northern Cyprus')
  await registeredIn.selectOptions('Austria')
  await expect.element(screen.getByText('Unlikely', { exact: true })).toBeVisible()
  expect(conditions().slice(1, 3)).toEqual([
    'Adult, living in a covered country: Yes',
    'Device on an account in a covered country: No (Austria is not covered)',
  ])
  await livesIn.selectOptions('Germany')
  await registeredIn.selectOptions('Germany')
  await screen.getByLabelText('Hotel, or with whom').fill('Hotel do Largo')
  await screen.getByLabelText('Street and number').fill('Largo do Carmo 1')
  await screen.getByRole('button', { name: /is here and asks for it/ }).click()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByLabelText('Place').fill('Lisboa')
  await look('assistance-1-ready')
  await screen.getByRole('button', { name: /^Record the case/ }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves).toMatchObject([
    {
      dependsOn: [],
      operation: {
        type: 'assistance-case',
        payload: {
          deviceId: DEVICE,
          countries: { residence: 'DE', registration: 'DE', visited: 'PT' },
          temporaryAddress: { place: 'Hotel do Largo', lines: ['Largo do Carmo 1'], postalCode: null },
          answer: 'ask-helpline',
          registration: null,
        },
      },
    },
  ])
  await expect.element(screen.getByText('+800 2559 2559')).toBeVisible()
  await screen.getByRole('button', { name: 'Print the sheet for the call' }).click()
  await expect.element(screen.getByText('Give the paper to the customer.')).toBeVisible()
  await look('assistance-2-sheet')
  const printed = pageRequestSchema.parse(calls.find(({ name }) => name === 'print.page')?.request)
  expect(JSON.stringify(printed)).toMatch(
    /Case no\. 1201 · \w{8}.*2559 2559.*88 88.*K7M2 9QX4 TB3D.*Hotel do Largo/,
  )
  // Nothing of the customer goes on the customer's telephone, where anybody may see it (R23).
  const hash = /· (?<hash>\w{8})$/.exec(screen.getByText(/^14:37 · \w{8}$/).element().textContent)?.groups?.[
    'hash'
  ]
  const card = callCard({
    name: 'Help while travelling: the call',
    numbers: ['+80025592559', '+41215478888'],
    notes: [`Case no. 1201 · ${hash}`, 'The customer’s operator may charge for the call.'],
  })
  expect(card).not.toMatch(/K7M2|Hotel do Largo|Carmo|Lisboa/)
  const qr = screen.getByRole('img', { name: 'QR code with the numbers of the helpline' })
  expect(qr.element().querySelector('path')?.getAttribute('d') === qrPath(card).path).toBe(true)
  // The call is on Sunday 22 November; the next holiday is on 1 December.
  for (const words of [
    /usually ships between 23 November 2026 and 26 November 2026, depending on the local supplier and the place\./,
    /usually keeps the replaced part/,
    /Back home, the customer service of the own country/,
  ]) {
    expect(JSON.stringify(printed)).toMatch(words)
    await expect.element(screen.getByText(words)).toBeInTheDocument()
  }
  await screen.getByLabelText('The sheet in').selectOptions('Portuguese')
  await expect.element(screen.getByText(/nada é enviado antes da chamada/)).toBeVisible()
  await screen.getByRole('button', { name: 'Print the sheet for the call' }).click()
  await expect.poll(() => calls.filter(({ name }) => name === 'print.page')).toHaveLength(2)
  const again = pageRequestSchema.parse(calls.findLast(({ name }) => name === 'print.page')?.request)
  expect(again.language).toBe('pt-PT')
  expect(JSON.stringify(again)).toMatch(/Caso n\.º 1201.*Linha de apoio.*De volta a casa/)
})

test('[R24][R25] in Portuguese and dark: where a country wants the replaced part back, screen and sheet say so', async () => {
  const { assistance } = PRACTICE
  const coveredCountries = assistance.coveredCountries.map((entry) =>
    entry.country === PRACTICE.country ? { ...entry, replacedPart: 'asked-back' as const } : entry,
  )
  const market = {
    ...PRACTICE,
    businessDays: { weekend: [6, 7], holidays: null },
    assistance: { ...assistance, coveredCountries },
  }
  const { screen, calls } = await open({
    state: unlocked(market),
    settings: { language: 'pt-PT', theme: 'dark' },
  })
  await scan(DEVICE)
  await screen.getByText('Noutro país').click()
  await screen.getByText('Não liga', { exact: true }).click()
  await screen.getByLabelText('Onde vive o cliente').selectOptions('Alemanha')
  await screen.getByLabelText('Onde está registado o dispositivo').selectOptions('Alemanha')
  const ask = (name: string | RegExp) => screen.getByRole('radiogroup', { name })
  await ask('O cliente é adulto?').getByText('Sim').click()
  await ask('O dispositivo está numa conta lá?').getByText('Sim').click()
  await ask(/garantia voluntária/)
    .getByText('Sim')
    .click()
  await screen.getByLabelText('Hotel, ou em casa de quem').fill('Hotel do Largo')
  await screen.getByLabelText('Rua e número').fill('Largo do Carmo 1')
  await screen.getByLabelText('Localidade').fill('Lisboa')
  await screen.getByRole('button', { name: /está aqui e pede isto/ }).click()
  await look('assistance-dark-1-ready')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect
    .element(screen.getByText('Neste país, a peça substituída é entregue quando chega a nova.'))
    .toBeInTheDocument()
  await screen.getByRole('button', { name: 'Imprimir a folha para a chamada' }).click()
  const printed = () => JSON.stringify(calls.find(({ name }) => name === 'print.page')?.request)
  await expect.poll(printed).toMatch(/a peça substituída é entregue quando chega a nova/)
  expect(printed()).toMatch(
    /entre 23 de novembro de 2026 e 26 de novembro de 2026, ou mais tarde se houver feriados/,
  )
  await look('assistance-dark-2-sheet')
})

test('[R17][GD14] without a registration the guarantee of the law answers by the proof of purchase, and the case names nobody', async () => {
  const { screen, saves, calls } = await open()
  await scan(DEVICE)
  await screen.getByText('Nowhere').click()
  await screen.getByText('Does not turn on').click()
  await screen.getByText('The whole kit').click()
  await screen.getByText('None of these').click()
  await screen.getByText('No', { exact: true }).click()
  await expect.element(screen.getByText('Needs the proof of purchase.')).toBeVisible()
  await screen.getByRole('button', { name: /is here and asks for it/ }).click()
  await expect.element(screen.getByRole('button', { name: /^Nothing to record here/ })).toBeDisabled()
  await screen.getByText('Yes', { exact: true }).click()
  await expect.element(screen.getByText(/^Write the day on the proof of purchase/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByLabelText('Bought on').fill('10/02/2026')
  await expect.element(screen.getByText('Only for a registered device.')).toBeVisible()
  await expect.element(screen.getByText('Covered', { exact: true })).toBeVisible()
  await look('guarantee-by-proof-1')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const payload = {
    deviceId: DEVICE,
    fault: 'does-not-turn-on',
    exclusions: { areChecked: true, found: null },
    wanted: { way: 'store' },
    registration: null,
    proofOfPurchase: { boughtOn: '2026-02-10' },
  }
  expect(saves.map(({ operation }) => operation)).toEqual([{ type: 'guarantee-case', payload }])
  expect(saves[0]?.dependsOn).toEqual([])
  expect(typedPayloadSchema.safeParse(saves[0]?.operation).success).toBe(true)
  await screen.getByRole('button', { name: 'Print the confirmation' }).click()
  const printed = () => calls.find(({ name }) => name === 'print.confirmation')?.request
  await expect
    .poll(printed)
    .toMatchObject({ content: { kind: 'guarantee-case', way: 'store', isByProof: true } })
  await look('guarantee-by-proof-2')
})

test('[R17][R18] the desk of a market that was added as data answers a fault by its own guarantees', async () => {
  const { screen } = await open({ state: unlocked(AT) })
  await scan(DEVICE)
  await screen.getByText('Nowhere').click()
  await screen.getByText('Yes', { exact: true }).click()
  await screen.getByText('Does not turn on').click()
  await screen.getByText('The whole kit').click()
  await screen.getByText('None of these').click()
  await screen.getByLabelText('Bought on').fill('10/02/2026')
  await expect.element(screen.getByText('Covered until 10 February 2028.')).toBeVisible()
})

test('[I9][GD11] what is perhaps saved is tried again as it was; after a lock nobody is taken to be here', async () => {
  const desk = await open()
  const { screen, saves, fake } = desk
  await explain(desk, 'Does not heat')
  await screen.getByText('In this store', { exact: true }).click()
  await screen.getByRole('button', { name: /is here and asks for it/ }).click()
  await lockMeanwhile(desk)
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  const here = screen.getByRole('button', { name: /is here and asks for it/ })
  await expect.element(here).toHaveAttribute('aria-pressed', 'false')
  await here.click()
  fake.nextSave = { kind: 'unknown' }
  await screen.getByRole('button', { name: /^Record the case/ }).click()
  await expect.element(screen.getByText('Perhaps not saved')).toBeVisible()
  await scan(NEW_DEVICE)
  await screen.getByRole('button', { name: /^Record the case/ }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[1]).toEqual(saves[0])
})

test('in Portuguese and dark, the guarantee answers', async () => {
  const { screen } = await open({ settings: { language: 'pt-PT', theme: 'dark' } })
  await scan(DEVICE)
  await screen.getByText('Neste país').click()
  await screen.getByRole('button', { name: /^Registo · n\.º 1204/ }).click()
  await screen.getByText('Dano acidental').click()
  await screen.getByText('Um', { exact: true }).click()
  await screen.getByText('O kit inteiro').click()
  await screen.getByText('Nenhuma destas').click()
  await screen.getByLabelText(/^Entregue em/).fill('10/02/2026')
  await screen.getByText('Nesta loja', { exact: true }).click()
  await expect.element(screen.getByText('Abrange acidentes até 10 de fevereiro de 2027.')).toBeVisible()
  await look('pt-guarantee-1-swap-dark')
})
