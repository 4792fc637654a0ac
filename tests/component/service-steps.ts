import { expect } from 'vitest'
import type { RenderResult } from 'vitest-browser-react'

import type { DeskState } from '#shared/ipc/desk-state.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

import { ANA, RUI, type Changing, configurationOf, unlocked } from './fake-ports.ts'

/** The till is locked, somebody else unlocks it and goes to the service desk. */
export async function lockMeanwhile({ screen, state }: { screen: RenderResult; state: Changing<DeskState> }) {
  state.set({
    phase: 'locked',
    accountApiUrl: 'https://accounts.example',
    configuration: configurationOf(PRACTICE),
    operators: [ANA, RUI],
    notices: [],
  })
  await expect.element(screen.getByRole('heading', { name: 'Who is at work?' })).toBeVisible()
  state.set(unlocked(PRACTICE, RUI))
  await screen.getByRole('button', { name: 'Service', exact: true }).click()
}
