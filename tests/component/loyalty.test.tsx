import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { LoyaltyAnswer } from '#shared/contracts/messages/loyalty.ts'
import { typedPayloadSchema } from '#shared/contracts/operations/catalogue.ts'
import type { NotSpent } from '#shared/contracts/outcome.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

import { NOW_MS, OFFLINE, fakePorts, rowOf, unlocked } from './fake-ports.ts'
import { QUICK_HANDS, REAL_HANDS } from './hands.ts'
import { look } from './picture.ts'

const ROW = rowOf(1204, { status: 'accepted' })
const OF_MARIA = { aggregateId: ROW.aggregateId, dependsOn: [ROW.operationId] }
const HERE = /is here and asks for it/

function standing(more: { isMember?: boolean; points?: number; price?: number } = {}) {
  const { isMember = true, points = 100, price = 100 } = more
  const serverTime = new Date(NOW_MS).toISOString()
  const rewards = [
    { item: 'discount-5', points: 50 },
    { item: 'fuel-10', points: price },
  ]
  return { kind: 'known' as const, standing: { serverTime, isMember, points, rewards } }
}

/** Maria's loyalty at the service desk. */
async function open(
  given: Parameters<typeof fakePorts>[0] & { known?: LoyaltyAnswer | Promise<LoyaltyAnswer> } = {},
  { press } = QUICK_HANDS,
) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  const isEnglish = given.settings === undefined
  if (given.known !== undefined) desk.fake.loyaltyAnswer = given.known
  else desk.sync.set(OFFLINE)
  desk.fake.slips = [{ initials: 'M. C.', devices: ['…TB3D'], ageOutcome: null }]
  desk.rows.set([ROW])
  const screen = await render(<App ports={desk.ports} />)
  await press(screen.getByRole('button', { name: isEnglish ? 'Service' : 'Apoio', exact: true }))
  await press(screen.getByRole('button', { name: /no\. 1204|n\.º 1204/ }))
  await press(screen.getByText(isEnglish ? 'Loyalty and points' : 'Fidelização e pontos'))
  return { ...desk, screen }
}

type Opened = Awaited<ReturnType<typeof open>>

/** What the account API made of the spend that was saved. */
function settle({ saves, rows }: Opened, outcome: { kind: 'accepted' } | { notSpent: NotSpent }) {
  const operationId = saves.at(-1)?.operationId
  if (operationId === undefined) throw new Error('not saved')
  const made =
    'kind' in outcome
      ? ({ status: 'accepted', outcome } as const)
      : ({ status: 'superseded', outcome: { kind: 'superseded', ...outcome } } as const)
  const { aggregateId } = ROW
  rows.set([rowOf(1210, { operationId, aggregateId, type: 'loyalty-redemption', ...made }), ROW])
}

test('[R20][LO2][LO3] without a network: points cannot be seen, joining is recorded with the terms that were shown', async () => {
  const desk = await open({}, REAL_HANDS)
  const { screen, saves } = desk
  await expect.element(screen.getByText('Points cannot be seen now')).toBeVisible()
  expect(screen.getByText('Exchange points', { exact: true }).query()).toBeNull()
  await screen.getByText('Join', { exact: true }).click()
  const terms = PRACTICE.loyalty.terms?.text
  await expect.element(screen.getByText(terms?.['pt-PT'] ?? '')).toBeVisible()
  await screen.getByLabelText('Language of the customer').selectOptions('English')
  await expect.element(screen.getByText(terms?.en ?? '')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByRole('button', { name: HERE }).click()
  await look('loyalty-1-offline')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const shown = { version: 'practice-loyalty-1', language: 'en' }
  const payload = { action: 'join', terms: shown, registration: ROW.operationId }
  expect(saves).toMatchObject([{ ...OF_MARIA, operation: { type: 'loyalty-membership', payload } }])
  expect(typedPayloadSchema.safeParse(saves[0]?.operation).success).toBe(true)
})

test('[R20][LO3] once the till is online again the desk asks by itself, and who is no member can only join', async () => {
  const { screen, fake, sync } = await open()
  await screen.getByText('Leave', { exact: true }).click()
  fake.loyaltyAnswer = standing({ isMember: false })
  sync.set({ ...OFFLINE, connection: 'online', cause: null })
  await expect.element(screen.getByText('Not a member')).toBeVisible()
  expect(screen.getByText('Leave', { exact: true }).query()).toBeNull()
})

test('[R20][LO3] an answer that comes late says nothing of now', async () => {
  let answer: (known: LoyaltyAnswer) => void = () => {}
  const known = new Promise<LoyaltyAnswer>((resolve) => {
    answer = resolve
  })
  const { screen, fake, sync } = await open({ known })
  sync.set(OFFLINE)
  fake.loyaltyAnswer = standing()
  sync.set({ ...OFFLINE, connection: 'online', cause: null })
  await screen.getByText('Exchange points', { exact: true }).click()
  answer({ kind: 'unreachable' })
  await expect.element(screen.getByText('For what')).toBeVisible()
  await screen.getByText('€10 of fuel').click()
  expect(screen.getByText('Points cannot be seen now').query()).toBeNull()
})

test('[R20][LO4] points are spent once, by keyboard: nothing is handed over before the account API answered', async () => {
  const desk = await open({ known: standing() })
  const { screen, saves, fake, rows } = desk
  await expect.element(screen.getByText('Member. Points: 100')).toBeVisible()
  await screen.getByText('Exchange points', { exact: true }).click()
  await screen.getByText('€10 of fuel').click()
  await screen.getByRole('button', { name: HERE }).click()
  await look('loyalty-2-spend')
  const press = screen.getByRole('button', { name: /^Exchange 100 points/ })
  await expect.element(press).toBeEnabled()
  await userEvent.keyboard('{Control>}{Enter}{Enter}{/Control}')
  await expect.element(screen.getByText('Not answered yet: hand nothing over')).toBeVisible()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  const payload = { item: 'fuel-10', points: 100, registration: ROW.operationId }
  expect(saves).toMatchObject([{ ...OF_MARIA, operation: { type: 'loyalty-redemption', payload } }])
  expect(typedPayloadSchema.safeParse(saves[0]?.operation).success).toBe(true)
  expect(fake.sentNow).toBe(1)
  await look('loyalty-3-waits')
  // The next wish of the same customer finds the first without an answer, and makes no second one.
  const { operationId } = saves[0] ?? {}
  if (operationId === undefined) throw new Error('not saved')
  const { aggregateId } = ROW
  rows.set([rowOf(1210, { operationId, aggregateId, type: 'loyalty-redemption' }), ROW])
  await screen.getByRole('button', { name: 'Something else for this customer' }).click()
  await screen.getByText('Loyalty and points').click()
  await screen.getByText('Exchange points', { exact: true }).click()
  await expect.element(screen.getByText(/has no answer yet/)).toBeVisible()
  await look('loyalty-4-open')
  expect(screen.getByText('€10 of fuel').query()).toBeNull()
  settle(desk, { kind: 'accepted' })
  await expect.element(screen.getByText('€10 of fuel')).toBeVisible()
  expect(saves).toHaveLength(1)
})

test('[R20][I9] a spend that is perhaps saved is the same one when it is tried again', async () => {
  const desk = await open({ known: standing() })
  const { screen, saves, fake } = desk
  await screen.getByText('Exchange points', { exact: true }).click()
  await screen.getByText('€5 off accessories').click()
  await screen.getByRole('button', { name: HERE }).click()
  fake.nextSave = { kind: 'unknown' }
  await screen.getByRole('button', { name: /^Exchange 50 points/ }).click()
  await expect.element(screen.getByText('Perhaps not saved')).toBeVisible()
  await screen.getByRole('button', { name: /^Exchange 50 points/ }).click()
  await expect.element(screen.getByText('Not answered yet: hand nothing over')).toBeVisible()
  expect(saves[1]).toEqual(saves[0])
  settle(desk, { kind: 'accepted' })
  await expect.element(screen.getByText('Take it off the price now: €5 off accessories.')).toBeVisible()
  await look('loyalty-5-spent')
})

test('[R20][LO3] whoever loses the network while they choose can exchange nothing, and hears why', async () => {
  const { screen, saves, fake, sync } = await open({ known: standing() })
  await screen.getByText('Exchange points', { exact: true }).click()
  await screen.getByText('€10 of fuel').click()
  await screen.getByRole('button', { name: HERE }).click()
  await expect.element(screen.getByRole('button', { name: /^Exchange 100 points/ })).toBeEnabled()
  fake.loyaltyAnswer = { kind: 'unreachable' }
  sync.set(OFFLINE)
  await expect.element(screen.getByText('Points cannot be seen now')).toBeVisible()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  expect(saves).toEqual([])
})

test('[R20][LO6] each reason why points are not spent has its own sentence, and the points stay', async () => {
  const desk = await open({ known: standing() })
  const { screen } = desk
  await screen.getByText('Exchange points', { exact: true }).click()
  await screen.getByText('€10 of fuel').click()
  await screen.getByRole('button', { name: HERE }).click()
  await screen.getByRole('button', { name: /^Exchange 100 points/ }).click()
  for (const [notSpent, words] of [
    ['points-too-few', /not 100 points on the account any more/],
    ['not-a-member', /not a member now/],
    ['item-withdrawn', /not on the list any more: €10 of fuel/],
    ['price-changed', /no longer costs 100 points/],
    ['too-late', /too late/],
  ] as const) {
    settle(desk, { notSpent })
    await expect.element(screen.getByText(words)).toBeVisible()
  }
  await expect.element(screen.getByText('Not spent: hand nothing over')).toBeVisible()
  await look('loyalty-6-not-spent')
})

test('[R20][LO6] too few points, another price or a withdrawn item leave nothing to exchange', async () => {
  const desk = await open({ known: standing({ points: 60 }) })
  const { screen, fake, sync } = desk
  await screen.getByText('Exchange points', { exact: true }).click()
  await screen.getByRole('button', { name: HERE }).click()
  await screen.getByText('€10 of fuel').click()
  await expect.element(screen.getByText('Fuel, 100 points. Missing: 40.')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByText('€5 off accessories').click()
  await expect.element(screen.getByRole('button', { name: /^Exchange 50 points/ })).toBeEnabled()
  fake.loyaltyAnswer = {
    ...standing(),
    standing: { ...standing().standing, rewards: [{ item: 'discount-5', points: 90 }] },
  }
  sync.set(OFFLINE)
  sync.set({ ...OFFLINE, connection: 'online', cause: null })
  await expect.element(screen.getByText('Discount, 90 points.')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  expect(screen.getByText('€10 of fuel').query()).toBeNull()
})

test('[R20][LO1] where the switch is off no screen has a word of it', async () => {
  const consents = PRACTICE.consents.map((one) => (one.purpose === 'loyalty' ? { ...one, isOn: false } : one))
  const { screen } = await (async () => {
    await page.viewport(1366, 768)
    const desk = fakePorts({
      state: unlocked({ ...PRACTICE, consents }),
    })
    desk.rows.set([ROW])
    return { screen: await render(<App ports={desk.ports} />) }
  })()
  const said: string[] = []
  const read = () => said.push(document.body.innerText)
  for (const place of ['Register', 'Return', 'To send', 'Day', 'Help', 'Service']) {
    await screen
      .getByRole('button', { name: new RegExp(`^${place}`) })
      .first()
      .click()
    read()
  }
  await screen.getByRole('button', { name: /^Registration · no\. 1204/ }).click()
  for (const wish of ['Change their choices', 'Add a device', 'Let a device go', 'A device does not work']) {
    await screen.getByText(wish, { exact: true }).click()
    read()
    if (wish !== 'A device does not work')
      await screen.getByRole('button', { name: 'Something else', exact: true }).click()
  }
  expect(said.join(' ')).toContain('offers')
  expect(said.join(' ')).not.toMatch(/loyal|fidel|exchange|\bpoints\b/i)
})

test('in Portuguese and dark, points are exchanged', async () => {
  const { screen } = await open({ settings: { language: 'pt-PT', theme: 'dark' }, known: standing() })
  await screen.getByText('Sair', { exact: true }).click()
  await look('pt-loyalty-1-leave-dark')
  await screen.getByText('Trocar pontos', { exact: true }).click()
  await screen.getByText('10 € em combustível').click()
  await expect.element(screen.getByText('Membro. Pontos: 100')).toBeVisible()
  await look('pt-loyalty-2-spend-dark')
})
