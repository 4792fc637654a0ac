import { expect, test } from 'vitest'

import type { EnrolledTerminal } from '#electron/desk/enrolled-terminal.ts'
import { type RecordPorts, writeRecord } from '#electron/desk/write-record.ts'
import { openJournal } from '#electron/journal/journal.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { typedPayloadSchema } from '#shared/contracts/operations/catalogue.ts'
import { ok } from '#shared/kernel/result.ts'

import { operationId } from '../../harness/journal-records.ts'
import { createManualTime } from '../../harness/manual-time.ts'
import { VISIT } from '../../harness/open-test-desk.ts'
import { TERMINAL_ID } from '../../harness/scripted-account-api.ts'

test('[D25] [KE2] a chain never goes back to an older sealing key, whatever is being saved when the key changes', async () => {
  const journal = await openJournal({ disk: createMemoryDisk(), folder: '/journal' })
  if (!journal.ok) throw new Error(journal.failure)
  let keyId = 'old'
  const letGo: (() => void)[] = []
  const ports = {
    journal: journal.value,
    // The first seal takes as long as the test wants.
    seal: async ({ key }: { key: { keyId: string } }) => {
      if (letGo.length === 0) await new Promise<void>((resolve) => letGo.push(resolve))
      return ok(`aa.bb.cc.${key.keyId}.ee`)
    },
    slipBox: { close: () => null, open: () => null },
    clock: createManualTime().clock,
    trustedTime: { offset: () => ({ serverOffsetMs: null, offsetAgeMs: null }) },
    bootId: TERMINAL_ID,
  } as unknown as RecordPorts
  const terminal = {
    enrolment: { terminalId: TERMINAL_ID, epoch: 1, realm: 'practice' },
    configuration: {
      current: () => ({ sealing: { keyId, publicKey: {} }, store: { timeZone: 'Europe/Lisbon' } }),
    },
    key: { sign: () => 'A'.repeat(86) },
  } as unknown as EnrolledTerminal
  const operation = typedPayloadSchema.parse({ type: 'take-back', payload: { kind: 'battery', count: 1 } })
  const save = async (count: number) => {
    const draft = { id: operationId(count), aggregateId: VISIT, dependsOn: [], operatorId: null, operation }
    return writeRecord(ports, terminal, draft)
  }
  const first = save(1)
  await expect.poll(() => letGo.length).toBe(1)
  keyId = 'new'
  const second = save(2)
  // Time enough for the second to get ahead, could it.
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  letGo[0]?.()
  await Promise.all([first, second])
  const frames = await journal.value.readFrames({ after: 0, limit: 10 })
  const chain = frames.ok
    ? frames.value.flatMap((frame) => (frame.kind === 'saved' ? [frame.envelope] : []))
    : []
  expect(chain.map((envelope) => [envelope.sequence, envelope.keyId])).toEqual([
    [1, 'old'],
    [2, 'new'],
  ])
})
