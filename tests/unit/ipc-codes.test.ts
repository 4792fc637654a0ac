import { describe, expect, test } from 'vitest'
import { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import { STARTING_CATALOGUE, deviceCatalogueSchema } from '#shared/markets/device-catalogue.ts'
import { ageCheckRequest, registrationRequest } from '#tests/harness/open-test-desk.ts'
import { ANNA, zoneOf } from '#tests/harness/specimens.ts'

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

/** What a document says, whole and in parts, as it is and as it is misread. */
const ZONE = zoneOf({ ...ANNA, format: 'TD3' })
const OF_A_DOCUMENT = [
  ZONE.join('\n'),
  ...ZONE,
  ZONE.join('').toLowerCase(),
  ZONE.join('').replaceAll('0', 'O'),
  '<'.repeat(4096),
  ANNA.number,
  '@\u001e\rANSI 636014080002DL00410260ZC03010008DLDAQX1234567',
]

describe('what a window hands to main of a document', () => {
  const check = ageCheckRequest(1)
  const withField = (field: string, value: unknown) => ({
    ...check,
    operation: { ...check.operation, payload: { ...check.operation.payload, [field]: value } },
  })

  test('[R5] is its kind and no more', () => {
    expect(request.safeParse(withField('documentKind', 'passport')).success).toBe(true)
  })

  test.each(['documentKind', 'method', 'reason', 'clock', 'checkedAt', 'terminal'])(
    '[C23] in an age check its words are not %s',
    (field) => {
      for (const text of OF_A_DOCUMENT)
        expect(request.safeParse(withField(field, text)).success, text).toBe(false)
    },
  )

  test.each(['documentNumber', 'machineReadableZone', 'nationality', 'sex', 'dateOfBirth', 'name', 'image'])(
    '[C23] an age check has no %s',
    (field) => {
      for (const text of [...OF_A_DOCUMENT, null, ''])
        expect(request.safeParse(withField(field, text)).success, String(text)).toBe(false)
    },
  )

  test('[C23] nor is any of its lines a device or a badge', () => {
    const badge = IPC_CONTRACT['badge.unlock'].request
    for (const text of OF_A_DOCUMENT.filter((one) => one !== ANNA.number))
      expect(request.safeParse(withDeviceId(text)).success, text).toBe(false)
    expect(badge.safeParse({ code: ZONE.join('\n') }).success).toBe(false)
  })
})
