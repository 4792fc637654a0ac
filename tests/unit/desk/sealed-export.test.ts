import { expect, test } from 'vitest'

import { writeExport } from '#electron/desk/sealed-export.ts'
import { openJournal } from '#electron/journal/journal.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'

import { appendRecord, operationId } from '../../harness/journal-records.ts'
import { createManualTime } from '../../harness/manual-time.ts'
import { TERMINAL_ID } from '../../harness/scripted-account-api.ts'
import { createSeededRandom } from '../../harness/seeded-random.ts'

/** A till whose start was killed while its second record was not synced, opened again; and a stick. */
async function killedTill() {
  const disk = createMemoryDisk()
  const opened = async () => {
    const journal = await openJournal({ disk, folder: '/till/journal' })
    if (!journal.ok) throw new Error(journal.failure)
    return journal.value
  }
  const first = await opened()
  await appendRecord(first, 1)
  disk.setPlan((step) => (step === 'sync' ? 'io' : null))
  await appendRecord(first, 2)
  disk.setPlan(() => null)
  const stick = createMemoryDisk()
  await stick.makeFolder('/stick')
  const journal = await opened()
  const ports = {
    disk: stick,
    journal,
    clock: createManualTime().clock,
    random: createSeededRandom('export'),
  }
  const asked = {
    folder: '/stick',
    realm: 'practice',
    terminalId: TERMINAL_ID,
    fromStore: [],
    withSettled: false,
  } as const
  const exported = () => writeExport(ports, asked)
  return { disk, opened, exported }
}

test('[D20] [J4a] what is exported is not taken from the till by a power cut', async () => {
  const { disk, opened, exported } = await killedTill()
  expect(await exported()).toMatchObject({ ok: true, value: { records: 2, unreadable: 0 } })
  disk.crash()
  expect((await opened()).record(operationId(2))).toBeDefined()
})

test('[D20] [J4b] what the till’s disk does not take again is not exported, and the rest is', async () => {
  const { disk, exported } = await killedTill()
  disk.setPlan((step) => (step === 'open' || step === 'write' ? 'io' : null))
  expect(await exported()).toMatchObject({ ok: true, value: { records: 1, unreadable: 1 } })
})
