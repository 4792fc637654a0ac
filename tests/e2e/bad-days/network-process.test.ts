import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { systemClock } from '#electron/main/system-clock.ts'

import { expectAllSent, nextCustomer, sell } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree } from '../../harness/books.ts'
import { makeCertificate } from '../../harness/certificates.ts'
import type { Desk } from '../../harness/launch-desk.ts'
import { openTill } from '../../harness/open-till.ts'
import { openTlsFront } from '../../harness/tls-front.ts'

/** Ends the process that speaks to the network for main, as the machine does when it is short of memory. */
async function killNetwork({ app }: Desk): Promise<void> {
  const pids = await app.evaluate(({ app: main }) =>
    main
      .getAppMetrics()
      .flatMap(({ serviceName, pid }) => (serviceName === 'network.mojom.NetworkService' ? [pid] : [])),
  )
  expect(pids).toHaveLength(1)
  for (const pid of pids) process.kill(pid, 'SIGKILL')
}

test('[T20] [T15] the network process is killed, twice: what is saved is sent, and only to whom the pin vouches for', async ({
  profile,
  launch,
  store,
}) => {
  const nowMs = systemClock.wallMs()
  const addresses = ['127.0.0.1']
  const issuer = makeCertificate({ name: 'Head office', nowMs, isAuthority: true })
  const good = makeCertificate({ name: 'accounts', nowMs, issuer, addresses })
  const own = makeCertificate({ name: 'accounts', nowMs, addresses })
  const file = join(profile, 'account-api-ca.pem')
  writeFileSync(file, issuer.pem)
  const front = await openTlsFront({ before: store.url, certificate: good })
  try {
    const desk = await openTill({
      launch: (options) => launch({ ...options, env: { ...options?.env, COUNTERSIDE_ACCOUNT_API_CA: file } }),
      profile,
      store,
      accountApiUrl: front.url,
    })
    const { page } = desk
    await expectAllSent(page)
    const confirmed: number[] = []
    for (let turn = 0; turn < 2; turn += 1) {
      await killNetwork(desk)
      confirmed.push(await sell(page))
      await expectAllSent(page)
      await nextCustomer(page)
    }
    front.show(own)
    confirmed.push(await sell(page))
    await expect(page.getByText('The connection to the account API is not trusted')).toBeVisible({
      timeout: 30_000,
    })
    front.show(good)
    await expectAllSent(page)
    await page.reload()
    await expect(page.getByRole('heading', { name: /New customer/ })).toBeVisible()
    await expectBooksAgree({ store, profile, confirmed })
  } finally {
    await front.close()
  }
})
