import type { Page } from 'playwright'

import { checkFleet } from '#account-api/findings/check-fleet.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'

import { startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { caseIn } from './cases-of-a-till.ts'
import { FakeMail } from './fake-mail.ts'
import { mintId } from './fake-till.ts'
import type { FakeTill } from './fake-till.ts'
import { openOffice, signInOn, startBrowser } from './office-browser.ts'
import { ageCheck, kit, operation } from './payloads.ts'
import { recordCustomer } from './registering.ts'
import { makeAdministrator } from './signed-in.ts'

const EVERYTHING = ['cases', 'fleet', 'configuration', 'compliance', 'administrators'] as const
const HOUR = 3_600_000

/** A device to replace, help abroad, a mail that did not go, and an operator to look at. */
async function leaveService(under: ApiUnderTest, given: { till: FakeTill; customer: SealedEnvelope }) {
  const { till, customer } = given
  const registration = customer.id
  const { aggregateId } = customer
  const address = { lines: ['Rua Augusta 1'], postalCode: '1100-048', locality: 'Lisboa', country: 'PT' }
  const guarantee = await till.record({
    operation: operation('guarantee-case', {
      deviceId: 'MARAAAAAAAA1',
      fault: 'does-not-charge',
      exclusions: { areChecked: true, found: null },
      wanted: { way: 'address', address },
      registration,
    }),
    aggregateId,
  })
  const assistance = await till.record({
    operation: operation('assistance-case', {
      deviceId: 'MARAAAAAAAA1',
      fault: 'error-light',
      countries: { residence: 'PT', registration: 'PT', visited: 'GR' },
      temporaryAddress: {
        place: 'Hotel <b>Sol</b>',
        lines: ['Plaka 3'],
        postalCode: null,
        locality: 'Athina',
      },
      checks: [
        { check: 'registered-there', answer: 'yes' },
        { check: 'guarantee-valid', answer: 'unknown' },
      ],
      answer: 'likely',
      registration,
    }),
    aggregateId,
  })
  await till.outcomes(guarantee, assistance)
  const mail = new FakeMail()
  mail.failure = 'refused'
  await mail.sendTo(under, '')
  await under.api.context.database
    .insertInto('operatorAlerts')
    .values({ alertId: mintId(), operatorId: 'a1', kind: 'too-fast', raisedAt: '2026-11-23T10:00:00.000Z' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return { guarantee: guarantee.id, assistance: assistance.id }
}

/** What a till says of itself: two troubles, and what is none. */
async function leaveTroubles(till: FakeTill): Promise<void> {
  const told = [
    ['store-damaged', 'journal frames 3-5'],
    ['mirror-lost', 'no-space'],
    ['export-made', '3 records, 1 files'],
  ] as const
  for (const [kind, detail] of told) {
    const event = operation('terminal-event', { kind, detail, appVersion: '0.1.0' })
    const record = { operation: event, aggregateId: till.terminalId, operatorId: null }
    await till.deliver(await till.record(record))
  }
}

/** An account API after a morning with something on every screen of head office, and a browser to look at it. */
export async function startOfficeMorning() {
  const browser = await startBrowser()
  const under = await startApi({ trustedProxy: '127.0.0.1' })
  const silent = await under.newTill()
  await silent.deliver()
  under.clock.advance(25 * HOUR)
  const till = await under.newTill()
  const [first, same, taken] = [
    await recordCustomer(till, { email: 'maria@example.pt', devices: [kit('MARAAAAAAAA1')] }),
    await recordCustomer(till, {
      email: 'maria@example.pt',
      givenName: '<img src=x onerror=alert(1)>',
      devices: [kit('MARAAAAAAAA2')],
    }),
    await recordCustomer(till, { email: 'rui@example.pt', devices: [kit('MARAAAAAAAA1')] }),
  ]
  const minor = await recordCustomer(till, {
    email: 'minor@example.pt',
    dateOfBirth: '2010-01-01',
    devices: [kit('MARAAAAAAAA3')],
  })
  const outcomes = await till.outcomes(
    first.check,
    first.registered,
    same.check,
    same.registered,
    taken.check,
    taken.registered,
    minor.check,
    minor.registered,
  )
  const emailCase = caseIn(outcomes[3]).caseId
  const deviceCase = caseIn(outcomes[5]).caseId
  const hidden = await under.api.context.database
    .selectFrom('cases')
    .select('caseId')
    .where('audience', '=', 'compliance')
    .executeTakeFirstOrThrow()
  const service = await leaveService(under, { till, customer: first.registered })
  await leaveTroubles(till)
  await till.record({ operation: ageCheck(till.terminalId) })
  const lost = await till.record({ operation: ageCheck(till.terminalId) })
  await till.deliver()
  await checkFleet(under.api.context, { intervalMs: 0 })
  for (const [loginName, roles] of [
    ['boss', EVERYTHING],
    ['deciding', ['cases']],
    ['looking', []],
  ] as const)
    await makeAdministrator(under.api, { loginName, roles })
  return {
    browser,
    under,
    till,
    cases: { email: emailCase, device: deviceCase, compliance: hidden.caseId },
    mariasAccount: first.registered.aggregateId,
    service,
    /** On paper, and here; and on paper of a tail that never arrived. */
    paper: first.registered,
    lost,
    open: async (loginName: string | null, looks: Omit<Parameters<typeof openOffice>[1], 'under'> = {}) => {
      const opened = await openOffice(browser, { under, ...looks })
      if (loginName !== null) await signInOn(opened.page, loginName)
      return opened
    },
    stop: async () => {
      await browser.close()
      await under.stop()
    },
  }
}

export const textOf = (page: Page) => page.locator('main').innerText()

/** Tabs until the element has the focus, as one without a mouse does. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab')
    if (
      await page
        .locator(selector)
        .first()
        .evaluate((element) => element === document.activeElement)
    )
      return
  }
  throw new Error(`the keyboard does not reach ${selector}`)
}
