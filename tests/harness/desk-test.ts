import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { test as base } from '@playwright/test'

import { type Desk, type DeskOptions, launchDesk } from './launch-desk.ts'

export interface DeskFixtures {
  /** A fresh folder for one till, gone after the test. */
  readonly profile: string
  /** Starts a desk on `profile`; whatever still runs at the end of the test is ended. */
  readonly launch: (options?: Omit<DeskOptions, 'profile'>) => Promise<Desk>
}

/** Playwright's test with a till. On a failure the report gets a picture and what main wrote. */
export const test = base.extend<DeskFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the needs of a fixture from this pattern
  profile: async ({}, use) => {
    const profile = mkdtempSync(join(tmpdir(), 'counterside-profile-'))
    await use(profile)
    rmSync(profile, { recursive: true, force: true })
  },
  launch: async ({ profile }, use, info) => {
    const desks: Desk[] = []
    await use(async (options) => {
      const desk = await launchDesk({ profile, ...options })
      desks.push(desk)
      return desk
    })
    for (const desk of desks) {
      if (info.status !== info.expectedStatus) {
        const picture = await desk.page.screenshot().catch(() => undefined)
        if (picture !== undefined) await info.attach('desk', { body: picture, contentType: 'image/png' })
        await info.attach('main', { body: desk.output(), contentType: 'text/plain' })
      }
      await desk.close().catch(() => desk.kill())
    }
  },
})
