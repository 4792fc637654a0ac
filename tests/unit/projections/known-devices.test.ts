import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createKnownDevices } from '#renderer/projections/known-devices.ts'
import { aggregateIdSchema, type OperationId, operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'

const BOX = 'K7M29QX4TB3D'
const OTHER = '9B2KX47MTQ3D'
const idOf = (number: number): OperationId =>
  operationIdSchema.parse(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`)
const [FIRST, SECOND, THIRD] = [idOf(1), idOf(2), idOf(3)]

const asRecord = (type: string, payload: object) => ({ type, payload }) as unknown as TypedPayload
const registration = (...ids: string[]) =>
  asRecord('registration', { devices: ids.map((deviceId) => ({ deviceId })) })

/** A record of one customer. */
const noted = (operationId: OperationId, operation: TypedPayload, customer = 1) => ({
  operationId,
  aggregateId: aggregateIdSchema.parse(idOf(900 + customer)),
  operation,
})

function windowOfTill() {
  return createKnownDevices({
    secret: 'chance of this start',
    digest: (text) => Promise.resolve(createHash('sha256').update(text).digest('base64url')),
  })
}

describe('the devices that this till has registered', () => {
  it('[R12] are known in every other record, not in their own', async () => {
    const known = windowOfTill()
    await known.note(noted(FIRST, registration(BOX)))
    await known.note(noted(SECOND, asRecord('device-added', { device: { deviceId: OTHER } })))
    expect(await known.isRegistered(BOX, null)).toBe(true)
    expect(await known.isRegistered(BOX, FIRST)).toBe(false)
    expect(await known.isRegistered(OTHER, FIRST)).toBe(true)
    expect(await known.isRegistered('TTTTTTTTTTTT', null)).toBe(false)
  })

  it.each([
    ['taken back', asRecord('void', { target: FIRST })],
    ['let go', asRecord('device-released', { deviceId: BOX })],
    ['of somebody who is removed', asRecord('removal-request', {})],
    ['brought back', asRecord('return', { devices: [BOX], of: null })],
    [
      'corrected to another one',
      asRecord('correction', {
        target: FIRST,
        changes: { type: 'registration', fields: { devices: [{ deviceId: OTHER }] } },
      }),
    ],
  ])('[R12] are free again once %s', async (_, record) => {
    const known = windowOfTill()
    await known.note(noted(FIRST, registration(BOX)))
    await known.note(noted(THIRD, record))
    expect(await known.isRegistered(BOX, null)).toBe(false)
  })

  it('[R16] stay known where another customer is removed', async () => {
    const known = windowOfTill()
    await known.note(noted(FIRST, registration(BOX)))
    await known.note(noted(SECOND, registration(OTHER), 2))
    await known.note(noted(THIRD, asRecord('removal-request', {}), 2))
    expect(await known.isRegistered(BOX, null)).toBe(true)
    expect(await known.isRegistered(OTHER, null)).toBe(false)
  })
})
