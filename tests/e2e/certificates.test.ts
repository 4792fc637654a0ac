import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { systemClock } from '#electron/main/system-clock.ts'

import { expectAllSent, nextCustomer, sell } from '../harness/at-the-counter.ts'
import { picture, test } from '../harness/bad-day-test.ts'
import { expectBooksAgree } from '../harness/books.ts'
import { makeCertificate } from '../harness/certificates.ts'
import { openTill } from '../harness/open-till.ts'
import { openTlsFront } from '../harness/tls-front.ts'

const UNTRUSTED = 'The connection to the account API is not trusted'
const CLOCK = 'The clock needs you'

test('[C35] [T15] [I9] servers that the pinned authority does not vouch for are refused in the right words, and nothing is lost', async ({
  profile,
  launch,
  store,
}) => {
  const nowMs = systemClock.wallMs()
  const addresses = ['127.0.0.1']
  const issuer = makeCertificate({ name: 'Head office', nowMs, isAuthority: true })
  const of = (given: object) => makeCertificate({ name: 'accounts', nowMs, issuer, addresses, ...given })
  const good = of({})
  const refused = [
    { shown: of({ from: -40, until: -1 }), notice: CLOCK, name: 'certificate-expired' },
    {
      shown: makeCertificate({ name: 'accounts', nowMs, addresses }),
      notice: UNTRUSTED,
      name: 'certificate-own',
    },
    { shown: of({ addresses: ['127.0.0.2'] }), notice: UNTRUSTED, name: 'certificate-host' },
  ]
  const file = join(profile, 'account-api-ca.pem')
  writeFileSync(file, issuer.pem)
  const front = await openTlsFront({ before: store.url, certificate: good })
  try {
    const { page } = await openTill({
      launch: (options) => launch({ ...options, env: { ...options?.env, COUNTERSIDE_ACCOUNT_API_CA: file } }),
      profile,
      store,
      accountApiUrl: front.url,
    })
    await expectAllSent(page)
    for (const { shown, notice, name } of refused) {
      front.show(shown)
      await sell(page)
      await expect(page.getByText(notice)).toBeVisible({ timeout: 20_000 })
      await picture(page, name)
      front.show(good)
      await expectAllSent(page)
      await expect(page.getByText(notice)).toBeHidden()
      await nextCustomer(page)
    }
    await expectBooksAgree({ store, profile })
  } finally {
    await front.close()
  }
})
