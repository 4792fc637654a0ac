import { type Page, expect } from '@playwright/test'

import { casesResponseSchema } from '#shared/contracts/messages/cases.ts'

import { FakeTill } from '../api/fake-till.ts'
import { kit } from '../api/payloads.ts'
import { recordCustomer } from '../api/registering.ts'
import {
  type CustomerInput,
  fillCustomer,
  nextCustomer,
  proveAge,
  save,
  typeDevice,
} from '../harness/at-the-counter.ts'
import { test } from '../harness/bad-day-test.ts'
import { everyLook } from '../harness/every-look.ts'
import { openTill } from '../harness/open-till.ts'
import { USUAL_VIEW, setView, takePicture } from '../harness/screenshot.ts'
import { contactsIn } from '../harness/open-ledger.ts'

const MARIAS_KIT = 'K7M29QX4TB3D'
const INES_KIT = 'N5P6Q7R8S9T2'
const MARIA = { givenName: 'Maria', familyName: 'Sobral', email: 'maria@exemplo.pt' }
const JOAO = { givenName: 'João', familyName: 'Évora', email: 'joao@exemplo.pt' }
const RITA = { givenName: 'Rita', familyName: 'Nunes', email: 'ines@exemplo.pt' }

/** Registers a customer at the counter; gives the record's number as the screen says it. */
async function register(page: Page, customer: CustomerInput, device: string): Promise<string> {
  await proveAge(page, '03/05/1992')
  await fillCustomer(page, customer)
  await typeDevice(page, device)
  await save(page)
  const number = await page.getByText(/^no\. \d+$/).innerText()
  await nextCustomer(page)
  return number
}

const rowOf = (page: Page, number: string) => page.getByRole('row').filter({ hasText: number })

async function openCase(page: Page, number: string): Promise<void> {
  await rowOf(page, number).getByRole('button').click()
  await expect(page.getByRole('button', { name: 'Choose one first' })).toBeDisabled()
}

/** The record stands once in the list, in this state; while it moves from one part of the list to another it may be seen in both. */
async function expectState(page: Page, number: string, state: RegExp, timeout = 5_000): Promise<void> {
  await expect(rowOf(page, number).filter({ hasText: state })).toBeVisible({ timeout })
  await expect(rowOf(page, number)).toHaveCount(1)
}

async function choose(page: Page, title: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'What is true?' }).getByText(title, { exact: true }).click()
}

test('[F64] [F65] [I7] [R7] [R12] [SY26] cases are decided at the till without a network, and what others decide comes by itself', async ({
  profile,
  launch,
  store,
}) => {
  test.setTimeout(240_000)
  const desk = await openTill({ launch, profile, store })
  const { page, app } = desk
  const other = await FakeTill.enrol({ url: store.url, code: (await store.seed()).enrolmentCode })
  for (const [email, device] of [
    [MARIA.email, MARIAS_KIT],
    [RITA.email, INES_KIT],
  ] as const) {
    const { check, registered } = await recordCustomer(other, { email, devices: [kit(device)] })
    expect(await other.outcomes(check, registered)).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }])
  }

  const maria = await register(page, MARIA, 'H4P8VN2WQ6RZ')
  const joao = await register(page, JOAO, MARIAS_KIT)
  const rita = await register(page, RITA, 'W2E4R5T6Y7U8')
  const queue = page.getByRole('navigation').getByRole('button', { name: /^To send/ })
  await expect(queue).toHaveAccessibleName(/3 records need you$/, { timeout: 60_000 })
  await queue.click()
  await store.stop()

  await setView({ app, page, view: USUAL_VIEW })
  const row = page.getByRole('row', { name: new RegExp(`n(o\\.|\\.º) ${/\d+/.exec(maria)?.[0]}\\b`) })
  await everyLook(desk, 'case', () => row.getByRole('button').click())
  await openCase(page, maria)
  await choose(page, 'It is the same person')
  await page.getByRole('button', { name: /document shown/ }).click()
  await takePicture({ app, page, name: 'cases-2-same-person', view: USUAL_VIEW })
  await page.getByRole('button', { name: 'Save the decision' }).click()
  await expectState(page, maria, /decided here at \d\d:\d\d, goes when the store is online/)

  await openCase(page, joao)
  await choose(page, 'The device was mistyped')
  await typeDevice(page, 'C9T3XB7KD5MW')
  await takePicture({ app, page, name: 'cases-3-mistyped', view: USUAL_VIEW })
  await page.getByRole('button', { name: 'Save the decision' }).click()
  await expectState(page, joao, /decided here/)
  await takePicture({ app, page, name: 'cases-4-decided', view: USUAL_VIEW })
  await expect(queue).toHaveAccessibleName(/1 record needs you, 2 records wait here$/)

  await store.start()
  const { cases } = casesResponseSchema.parse(await store.asHeadOffice('GET', '/v1/cases'))
  const last = cases.at(-1)
  const decision = { caseVersion: 1, decision: { choice: 'cancel' } }
  await store.asHeadOffice('POST', `/v1/cases/${last?.caseId}/resolution`, decision)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  for (const number of [maria, joao]) {
    await expectState(page, number, /Sent \d\d:\d\d.*settled/, 60_000)
  }
  await expectState(page, rita, /Sent \d\d:\d\d.*has no effect/, 90_000)
  await expect(page.getByText('Online, all sent')).toBeVisible({ timeout: 30_000 })
  await rowOf(page, rita).getByRole('button').click()
  await takePicture({ app, page, name: 'cases-5-settled', view: USUAL_VIEW })

  await store.readLedger(async (ledger, safe) => {
    const owned = await ledger
      .selectFrom('devices')
      .select(['deviceId', 'accountId'])
      .where('releasedAt', 'is', null)
      .execute()
    const emails = new Map((await contactsIn(ledger, safe)).map(({ accountId, email }) => [accountId, email]))
    expect(new Map(owned.map(({ deviceId, accountId }) => [deviceId, emails.get(accountId)]))).toEqual(
      new Map([
        [MARIAS_KIT, MARIA.email],
        [INES_KIT, RITA.email],
        ['H4P8VN2WQ6RZ', MARIA.email],
        ['C9T3XB7KD5MW', JOAO.email],
      ]),
    )
    const decided = await ledger
      .selectFrom('caseDecisions')
      .innerJoin('cases', 'cases.caseId', 'caseDecisions.caseId')
      .select(['choice', 'actor', 'status'])
      .execute()
    expect(decided.map(({ choice, status }) => `${choice} ${status}`).sort()).toEqual([
      'cancel closed',
      'mistyped closed',
      'same-person closed',
    ])
    expect(decided.filter(({ actor }) => actor === 'operator a1')).toHaveLength(2)
  })
})
