import { describe, expect, test } from 'vitest'
import { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import { STARTING_CATALOGUE, deviceCatalogueSchema } from '#shared/markets/device-catalogue.ts'
import { registrationRequest } from '#tests/harness/open-test-desk.ts'

const { request } = IPC_CONTRACT['record.save']

/** A registration as the window sends it, with another device ID. */
function withDeviceId(deviceId: unknown) {
  const asked = registrationRequest(2, 1)
  if (asked.operation.type !== 'registration') throw new Error('no registration')
  const device = { ...asked.operation.payload.devices[0], deviceId }
  return {
    ...asked,
    operation: { ...asked.operation, payload: { ...asked.operation.payload, devices: [device] } },
  }
}

describe('a device ID that a window hands to main', () => {
  test('[R11] of 12 or 14 symbols is taken', () => {
    for (const id of ['K7M29QX4TB3D', 'K7M29QX4TB3DAA'])
      expect(request.safeParse(withDeviceId(id)).success, id).toBe(true)
  })

  test.each([
    'javascript:alert(1)',
    'https://evil/',
    'file:///etc/passwd',
    'K7M29QX4TB3D\u0000',
    'K7M29QX4TB3O',
    'k7m29qx4tb3d',
    '1'.repeat(7089),
    '__proto__',
    { $gt: '' },
    null,
  ])('[C31] %j is refused', (id) => {
    expect(request.safeParse(withDeviceId(id)).success).toBe(false)
  })

  test('[R11] is of a pattern that a record can hold: any other pattern is no configuration', () => {
    const withPattern = (length: number, alphabet: string) =>
      deviceCatalogueSchema.safeParse({
        ...STARTING_CATALOGUE,
        patterns: [...STARTING_CATALOGUE.patterns, { id: 'more', length, alphabet }],
      }).success
    expect(withPattern(14, '0123456789')).toBe(true)
    expect(withPattern(7, '0123456789')).toBe(false)
    expect(withPattern(14, '0123456789IO')).toBe(false)
  })
})
