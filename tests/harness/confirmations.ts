import { type Page, expect } from '@playwright/test'

import { shortHash } from '#shared/domain/slip.ts'

import type { Store } from './store.ts'

/** What a person at the counter has seen confirmed, as they could write it down. */
export interface Confirmation {
  readonly what: string
  readonly number: number
  readonly shortHash: string
}

/** Reads number and short hash off a screen that says that something is saved. Fails where it says nothing of the kind. */
export async function readConfirmation(page: Page, what: string): Promise<Confirmation> {
  const number = page.getByText(/^no\. [\d,. \u00a0\u202f]+$/)
  await expect(number).toBeVisible()
  const hash = await page
    .getByText(/ · [0-9a-f]{8}$/)
    .first()
    .innerText()
  return {
    what,
    number: Number((await number.innerText()).replaceAll(/\D/g, '')),
    shortHash: /[0-9a-f]{8}$/.exec(hash)?.[0] ?? '',
  }
}

/** The same of the last thing that was done to the record on the screen. */
export async function readAmendment(page: Page, what: string): Promise<Confirmation> {
  const text = await page.locator('.done-amended').last().innerText()
  const [, number = '', hash = ''] = /no\. ([\d,. \u00a0\u202f]+)[^]*? · ([0-9a-f]{8})/.exec(text) ?? []
  return { what, number: Number(number.replaceAll(/\D/g, '')), shortHash: hash }
}

/** The same of a record that is open in To send. */
export async function readQueued(page: Page, what: string): Promise<Confirmation> {
  const note = page.getByText(/ · no\. [\d,. \u00a0\u202f]+ · [0-9a-f]{8}$/)
  const [, number = '', hash = ''] =
    /no\. ([\d,. \u00a0\u202f]+) · ([0-9a-f]{8})$/.exec(await note.innerText()) ?? []
  return { what, number: Number(number.replaceAll(/\D/g, '')), shortHash: hash }
}

/** What became of the confirmations, counted by query in the account API's own database. */
export interface Reconciliation {
  readonly recorded: number
  /** Confirmations whose record is there, once, with an outcome. */
  readonly settled: number
  /** Confirmed records that are there more than once. */
  readonly duplicates: number
  /** Confirmed records that are not there. */
  readonly lost: number
  /** Refusals that count as a person: those typed wrong and checked again do not. */
  readonly ageRefused: number
  readonly cases: number
}

/** Looks every confirmation up in the ledger, as head office does from a paper. */
export function reconcile(given: {
  store: Store
  confirmations: readonly Confirmation[]
}): Promise<Reconciliation> {
  const { store, confirmations } = given
  return store.readLedger(async (database) => {
    const inbox = await database
      .selectFrom('inbox')
      .select(['operationId', 'sequence', 'hash', 'outcome'])
      .execute()
    const found = confirmations.map((one) =>
      inbox.filter(({ sequence, hash }) => sequence === one.number && shortHash(hash) === one.shortHash),
    )
    const isSettled = (rows: typeof inbox) =>
      rows.length === 1 && rows[0]?.outcome !== null && rows[0]?.outcome.kind !== 'waiting'
    const refused = await database
      .selectFrom('ageChecks')
      .select('operationId')
      .where('outcome', '=', 'refused')
      .where('operationId', 'not in', database.selectFrom('ageCheckCorrections').select('ageCheckId'))
      .execute()
    const cases = await database.selectFrom('cases').select('caseId').execute()
    return {
      recorded: confirmations.length,
      settled: found.filter(isSettled).length,
      duplicates: found.filter((rows) => rows.length > 1).length,
      lost: found.filter((rows) => rows.length === 0).length,
      ageRefused: refused.length,
      cases: cases.length,
    }
  })
}
