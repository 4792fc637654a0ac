import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import type { Page } from '@playwright/test'

import { test as base } from './desk-test.ts'
import { type LoopbackProxy, openLoopbackProxy } from './loopback-proxy.ts'
import { expectNothingReadable } from './oracle.ts'
import { type Store, openStore } from './store.ts'

export interface BadDayFixtures {
  /** A store of its own for the test, gone after it. */
  readonly store: Store
  /** The network between the till and that store. */
  readonly network: LoopbackProxy
  /** [I11] After a bad day nothing that was typed about a customer can be read in the profile. */
  readonly nothingReadable: void
}

/** The lane whose oracle reads the disk after each test; the others read it where that is what they are about. */
const SCANNED = 'faults'

/** Playwright's test with a till, a store, and a network that can go wrong. */
export const test = base.extend<BadDayFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the needs of a fixture from this pattern
  store: async ({}, use) => {
    const store = await openStore()
    await use(store)
    await store.dispose()
  },
  network: async ({ store }, use) => {
    const network = await openLoopbackProxy(store.url)
    await use(network)
    await network.close()
  },
  // It needs the folder alone, so that it comes after the end of every desk.
  nothingReadable: [
    async ({ profile }, use, { project }) => {
      await use()
      if (project.name === SCANNED) expectNothingReadable(profile)
    },
    { auto: true },
  ],
})

/** A picture of what the operator sees, for whoever reads the words with their own eyes. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = 'out/screenshots/bad-days'
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
