import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import {
  expectAllSent,
  fillCustomer,
  nextCustomer,
  proveAge,
  save,
  sell,
  typeDevice,
  unlock,
} from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree, journalOf } from '../../harness/books.ts'
import { ledgerOf } from '../../harness/ledger.ts'
import { ANA, openTill } from '../../harness/open-till.ts'
import { openStore } from '../../harness/store.ts'

const RUI = { givenName: 'Rui', familyName: 'Noronha Teles', email: 'rui.teles@exemplo.pt' }
const DAY_MS = 24 * 60 * 60_000

test('[F50] an account API that is put back to an old backup gets from the till what it does not hold any more', async ({
  profile,
  launch,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'counterside-backup-'))
  const store = await openStore({ backupLagMs: DAY_MS })
  const first = await openTill({ launch, profile, store })
  const confirmed = [await sell(first.page)]
  await expectAllSent(first.page)
  await nextCustomer(first.page)
  await store.stop()
  const copy = store.copyTo(join(folder, 'backup'))

  await store.start()
  await proveAge(first.page, '30-11-1980')
  await fillCustomer(first.page, RUI)
  await typeDevice(first.page, 'K7M29QX4TB3D')
  await save(first.page)
  await nextCustomer(first.page)
  confirmed.push(await sell(first.page))
  await expectAllSent(first.page)
  await expectBooksAgree({ store, profile, confirmed })
  await first.close()
  await store.dispose()

  const restored = await openStore({ copy, backupLagMs: DAY_MS })
  try {
    expect((await ledgerOf(restored)).length).toBeLessThan(journalOf(profile).length)
    const { page } = await launch()
    await unlock(page, ANA)
    await expectBooksAgree({ store: restored, profile, confirmed })
    await expectAllSent(page)
    confirmed.push(await sell(page))
    await expectAllSent(page)
    await expectBooksAgree({ store: restored, profile, confirmed })
  } finally {
    await restored.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
})
