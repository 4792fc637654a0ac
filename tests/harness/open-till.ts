import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { speakEnglish, unlock } from './at-the-counter.ts'
import type { Desk, DeskOptions } from './launch-desk.ts'
import type { Store } from './store.ts'

export const ANA = { name: 'Ana', pin: '428517' }
export const MIGUEL = { name: 'Miguel', pin: '905274' }

/** Starts a desk that enrols by itself with the practice store, in English, and unlocks it for Ana. */
export async function openTill(given: {
  launch: (options?: Omit<DeskOptions, 'profile'>) => Promise<Desk>
  profile: string
  store: Store
  /** Where the till believes the account API to be; the store itself unless said otherwise. */
  accountApiUrl?: string
}): Promise<Desk> {
  const { profile, store } = given
  const seed = await store.seed()
  speakEnglish(profile)
  const path = join(profile, 'practice-setup.json')
  const operators = [ANA, MIGUEL].flatMap(({ name, pin }) => {
    const person = seed.operators.find((operator) => operator.name === name)
    return person === undefined ? [] : [{ operatorId: person.operatorId, code: person.firstPinCode, pin }]
  })
  const setup = { accountApiUrl: given.accountApiUrl ?? store.url, code: seed.enrolmentCode, operators }
  writeFileSync(path, JSON.stringify(setup))
  const desk = await given.launch({ env: { COUNTERSIDE_PRACTICE_SETUP: path } })
  for (const { name } of [ANA, MIGUEL]) {
    const card = desk.page.getByRole('button', { name: new RegExp(`${name}.*unlock with PIN`) })
    await expect(card).toBeVisible({ timeout: 20_000 })
  }
  await unlock(desk.page, ANA)
  return desk
}
