import { type OperatorId, operatorIdSchema } from '#shared/contracts/identifiers.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import type { JournalSource } from '#renderer/outbox/journal-source.ts'
import type { Outbox } from '#renderer/outbox/outbox.ts'
import { createJournalFollower } from '#renderer/outbox/follow-journal.ts'
import { createNewIds } from '#renderer/sync/new-ids.ts'
import { createRecord } from '#renderer/sync/record.ts'
import type { RecordRequest, SavePort } from '#renderer/sync/transport.ts'
import { aggregateId, operationId, saved } from '#tests/harness/frames.ts'
import { expect, test, vi } from 'vitest'

const REQUEST = {
  operationId: operationId(1),
  aggregateId: aggregateId(1),
  dependsOn: [],
  operation: { type: 'sale', payload: {} },
} as unknown as RecordRequest

const [ANA, RUI] = [operatorIdSchema.parse('ana'), operatorIdSchema.parse('rui')]

type Answer = Awaited<ReturnType<SavePort['save']>>
const LOST: Answer = fail({ kind: 'lost' })
const SAVED: Answer = ok({ kind: 'saved', frame: saved(1) })

function recording(answers: Answer[], outbox: Outbox = createMemoryOutbox()) {
  const save = vi.fn<SavePort['save']>(async () => answers.shift() ?? LOST)
  const onSaved = vi.fn<() => void>()
  const journal: JournalSource = { read: async () => fail({ kind: 'unavailable' }) }
  const newIds = createNewIds()
  const atWork: { operator: OperatorId | null } = { operator: ANA }
  return {
    record: createRecord({
      save: { save },
      follower: createJournalFollower({ outbox, journal }),
      outbox,
      newIds,
      operator: () => atWork.operator,
      onSaved,
    }),
    atWork,
    newIds,
    save,
    onSaved,
    outbox,
  }
}

test('[SY22] says saved when main said so, and the outbox follows', async () => {
  const { record, onSaved, outbox } = recording([SAVED])
  expect(await record(REQUEST)).toMatchObject({ kind: 'saved', envelope: { id: operationId(1) } })
  expect(onSaved).toHaveBeenCalledOnce()
  expect(await outbox.get(operationId(1))).toMatchObject(ok({ delivery: { status: 'pending' } }))
})

test('[SY22] asks again with the same id when the answer is lost', async () => {
  const { record, save } = recording([LOST, ok({ kind: 'already-saved', frame: saved(1) })])
  expect(await record(REQUEST)).toMatchObject({ kind: 'already-saved' })
  expect(save.mock.calls.map(([request]) => request.operationId)).toEqual([operationId(1), operationId(1)])
})

test('[SY22] never says saved, nor not saved, without an answer', async () => {
  const { record, onSaved } = recording([])
  expect(await record(REQUEST)).toEqual({ kind: 'unknown' })
  expect(onSaved).not.toHaveBeenCalled()
})

test('[SY32] what the outbox holds was saved, though main lost its journal since and refuses it', async () => {
  const outbox = createMemoryOutbox()
  await outbox.applyFrames([saved(1)])
  const stopped = ok({ kind: 'not-saved', reason: 'stopped' } as const)
  const { record, onSaved } = recording([stopped], outbox)
  expect(await record(REQUEST)).toMatchObject({ kind: 'already-saved', envelope: { id: operationId(1) } })
  expect(onSaved).not.toHaveBeenCalled()
  expect(await recording([stopped]).record(REQUEST)).toEqual({ kind: 'not-saved', reason: 'stopped' })
})

test('[SY32] [I5] main is not asked to record what the outbox holds: where its journal lost that, it would once more', async () => {
  const outbox = createMemoryOutbox()
  await outbox.applyFrames([saved(1)])
  const { record, save } = recording([SAVED], outbox)
  expect(await record(REQUEST)).toMatchObject({ kind: 'already-saved', envelope: { id: operationId(1) } })
  expect(save).not.toHaveBeenCalled()
})

test('[SY32] where the outbox does not answer, a refusal says nothing of what was saved before', async () => {
  const outbox = { ...createMemoryOutbox(), get: async () => fail({ kind: 'stalled' } as const) }
  const { record } = recording([ok({ kind: 'not-saved', reason: 'stopped' })], outbox)
  expect(await record(REQUEST)).toEqual({ kind: 'unknown' })
})

test('[SY32] [I8] what this window saves for the first time is asked of main in that very moment, though the outbox hangs', async () => {
  const outbox: Outbox = { ...createMemoryOutbox(), get: () => new Promise(() => {}) }
  const full = ok({ kind: 'not-saved', reason: 'disk-full' } as const)
  const { record, save, newIds } = recording([full, SAVED], outbox)
  newIds.note(REQUEST.operationId)
  const asked = record(REQUEST)
  expect(save).toHaveBeenCalledOnce()
  expect(await asked).toEqual({ kind: 'not-saved', reason: 'disk-full' })
})

test.each([null, RUI])(
  '[SY32] [I8] what was pressed before the till changed hands (%s) is not recorded as of who is at work now',
  async (next) => {
    let answer: () => void = () => {}
    const memory = createMemoryOutbox()
    const hanging = new Promise<void>((resolve) => {
      answer = resolve
    })
    const outbox: Outbox = { ...memory, get: (id) => hanging.then(() => memory.get(id)) }
    const { record, save, atWork } = recording([SAVED], outbox)
    const asked = record(REQUEST)
    atWork.operator = next
    answer()
    expect(await asked).toEqual({ kind: 'unknown' })
    expect(save).not.toHaveBeenCalled()
    // Whoever presses again saves it, under the same id.
    expect(await record(REQUEST)).toMatchObject({ kind: 'saved' })
  },
)

test('[SY22] [I8] nor is what main is asked about again', async () => {
  const { record, save, atWork } = recording([LOST, SAVED])
  save.mockImplementationOnce(async () => {
    atWork.operator = RUI
    return LOST
  })
  expect(await record(REQUEST)).toEqual({ kind: 'unknown' })
  expect(save).toHaveBeenCalledOnce()
})

test('[SY32] what was handed to main before is looked for in the outbox first', async () => {
  const { record, save, newIds, outbox } = recording([LOST, LOST, LOST])
  newIds.note(REQUEST.operationId)
  expect(await record(REQUEST)).toEqual({ kind: 'unknown' })
  save.mockClear()
  await outbox.applyFrames([saved(1)])
  expect(await record(REQUEST)).toMatchObject({ kind: 'already-saved' })
  expect(save).not.toHaveBeenCalled()
})

test('[SY32] of many ids the oldest are forgotten, and asked about', () => {
  const newIds = createNewIds()
  for (let number = 0; number <= 1_000; number += 1) newIds.note(`${number}`)
  expect([newIds.take('0'), newIds.take('1'), newIds.take('1')]).toEqual([false, true, false])
})

test('[SY22] asks again when main does not know itself, and never calls that not saved', async () => {
  const unknown = ok({ kind: 'unknown' } as const)
  const full = ok({ kind: 'not-saved', reason: 'disk-full' } as const)
  expect(await recording([unknown, SAVED]).record(REQUEST)).toMatchObject({ kind: 'saved' })
  expect(await recording([unknown, full]).record(REQUEST)).toEqual({ kind: 'unknown' })
  expect(await recording([unknown, unknown, unknown]).record(REQUEST)).toEqual({ kind: 'unknown' })
})

test('[SY22] an answer about another operation proves nothing', async () => {
  const { record } = recording([ok({ kind: 'saved', frame: saved(2) })])
  expect(await record(REQUEST)).toEqual({ kind: 'unknown' })
})

test('[SY22] a refusal is passed on with its reason', async () => {
  const { record } = recording([ok({ kind: 'not-saved', reason: 'disk-full' })])
  expect(await record(REQUEST)).toEqual({ kind: 'not-saved', reason: 'disk-full' })
})

test('[SY23] it is saved although the outbox fails', async () => {
  const broken: Outbox = { ...createMemoryOutbox(), applyFrames: async () => fail({ kind: 'stalled' }) }
  expect(await recording([SAVED], broken).record(REQUEST)).toMatchObject({ kind: 'saved' })
})

test('[SY24] a double click is one save', async () => {
  const { record, save } = recording([SAVED])
  const [first, second] = await Promise.all([record(REQUEST), record(REQUEST)])
  expect(first).toBe(second)
  expect(save).toHaveBeenCalledOnce()
})

test('[SY22] a refusal after a lost answer leaves it unknown: the first try may be on disk', async () => {
  const { record } = recording([LOST, ok({ kind: 'not-saved', reason: 'locked' })])
  expect(await record(REQUEST)).toEqual({ kind: 'unknown' })
})
