import { describe, expect, it } from 'vitest'

import {
  canReturn,
  readCount,
  readReturned,
  returnOperation,
  takeBackOperation,
} from '#renderer/flows/returns/returns-operations.ts'
import {
  openReturns,
  returnsReducer,
  type ReturnsAction,
  type ReturnsState,
} from '#renderer/flows/returns/returns-session.ts'
import type { TillRecord } from '#renderer/flows/till-records-port.ts'
import { aggregateIdSchema, operationIdSchema } from '#shared/contracts/identifiers.ts'
import { typedPayloadSchema } from '#shared/contracts/operations/catalogue.ts'
import { PT } from '#shared/markets/pt.ts'

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const IDS = {
  visit: aggregateIdSchema.parse(id(1)),
  return: operationIdSchema.parse(id(2)),
  takeBack: operationIdSchema.parse(id(3)),
}
const REGISTERED: TillRecord = {
  operationId: operationIdSchema.parse(id(7)),
  aggregateId: aggregateIdSchema.parse(id(8)),
  type: 'registration',
  sequence: 12,
  savedAt: '2026-11-22T14:02:00.000Z',
}
const EMPTY = openReturns(IDS)
const run = (state: ReturnsState, ...actions: ReturnsAction[]) => actions.reduce(returnsReducer, state)
const read = (state: ReturnsState, text: string, isScan = false) =>
  readReturned(text, { state, catalogue: PT.devices, isScan })
const listed = run(EMPTY, read(EMPTY, 'k7m2 9qx4 tb3d'))

describe('goods that come back', () => {
  it('[R11] are named by what was typed or scanned, each once; a scan leaves what is typed', () => {
    expect(listed.devices).toEqual(['K7M29QX4TB3D'])
    expect(read(listed, 'K7M29QX4TB3D')).toEqual({ kind: 'device-message', message: { kind: 'duplicate' } })
    const typing = run(listed, { kind: 'device-typed', text: 'C9' })
    expect(run(typing, read(typing, 'C9T3XB7K5MWD', true))).toMatchObject({
      text: 'C9',
      devices: ['K7M29QX4TB3D', 'C9T3XB7K5MWD'],
    })
    expect(read(EMPTY, 'https://example.com/', true)).toMatchObject({
      message: { kind: 'refused', what: 'link' },
    })
    expect(read(EMPTY, '')).toMatchObject({ message: { kind: 'empty' } })
    expect(read(EMPTY, 'K7M2')).toMatchObject({ message: { kind: 'length', length: 12, count: 4 } })
    expect(read(EMPTY, 'K7M29QX4TB3O')).toMatchObject({ message: { kind: 'characters' } })
  })

  it('are at most twenty in one record', () => {
    const symbols = 'ABCDEFGHJKLMNPQRSTUVW'
    const full = [...symbols]
      .slice(0, 20)
      .reduce((state, symbol) => run(state, read(state, symbol.repeat(12))), EMPTY)
    expect(full.devices).toHaveLength(20)
    expect(read(full, 'W'.repeat(12))).toMatchObject({ message: { kind: 'too-many' } })
  })

  it('are a record of their own visit, or stay within what they came from', () => {
    expect(returnOperation(listed)).toMatchObject({
      operationId: IDS.return,
      aggregateId: IDS.visit,
      dependsOn: [],
      operation: { payload: { of: null } },
    })
    const of = returnOperation(run(listed, { kind: 'of', record: REGISTERED }))
    expect(of).toMatchObject({
      aggregateId: REGISTERED.aggregateId,
      dependsOn: [REGISTERED.operationId],
      operation: { payload: { devices: ['K7M29QX4TB3D'], of: REGISTERED.operationId } },
    })
    expect(typedPayloadSchema.safeParse(of.operation).success).toBe(true)
  })

  it('need a device or a sale, and nothing typed that is not in the list', () => {
    expect(canReturn(EMPTY)).toBe(false)
    expect(canReturn(run(EMPTY, { kind: 'of', record: REGISTERED }))).toBe(false)
    expect(canReturn(run(EMPTY, { kind: 'of', record: { ...REGISTERED, type: 'sale' } }))).toBe(true)
    expect(canReturn(listed)).toBe(true)
    expect(canReturn(run(listed, { kind: 'device-typed', text: 'C9' }))).toBe(false)
  })

  it('that are not saved stay as typed; saved, nothing of the form is left', () => {
    const failed = run(
      listed,
      { kind: 'saving', saving: 'return' },
      { kind: 'not-saved', reason: 'disk-full' },
    )
    expect(failed).toEqual({ ...listed, failure: 'disk-full' })
    const done = {
      what: 'return',
      operationId: IDS.return,
      sequence: 13,
      hash: 'x',
      savedAt: REGISTERED.savedAt,
      devices: ['…TB3D'],
      isOfRecord: false,
    } as const
    expect(run(failed, { kind: 'done', done })).toEqual({ ...EMPTY, done })
  })
})

describe('[R29] used ones handed in', () => {
  it('are counted from 1 to 99 in digits of any script', () => {
    expect(['1', ' 99 ', '٣'].map(readCount)).toEqual([1, 99, 3])
    expect(['', '0', '100', '-1', '1.5', 'two'].map(readCount)).toEqual(Array(6).fill(null))
  })

  it('are a record once kind and number are known', () => {
    expect(takeBackOperation(EMPTY)).toBeNull()
    const named = run(EMPTY, { kind: 'take-back-kind', takeBackKind: 'battery' })
    expect(takeBackOperation(run(named, { kind: 'count-typed', text: 'x' }))).toBeNull()
    expect(takeBackOperation(run(named, { kind: 'count-typed', text: '4' }))).toEqual({
      operationId: IDS.takeBack,
      aggregateId: IDS.visit,
      dependsOn: [],
      operation: { type: 'take-back', payload: { kind: 'battery', count: 4 } },
    })
  })
})
