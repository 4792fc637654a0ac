import { expect, test } from 'vitest'

import { isServable } from '#renderer/flows/service/service-operations.ts'
import {
  newServiceIds,
  openService,
  type ServiceAction,
  serviceReducer,
} from '#renderer/flows/service/service-session.ts'
import { turnOfNewOwner } from '#renderer/flows/service/transfer/turn-of-new-owner.ts'
import { aggregateIdSchema } from '#shared/contracts/identifiers.ts'
import { knownDevice, type DeviceId } from '#shared/domain/device-id.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

const IDS = newServiceIds({ newId: () => '01900000-0000-7000-8000-000000000001' })
const ACCOUNT = aggregateIdSchema.parse('01900000-0000-7000-8000-000000000002')
const DEVICE = 'K7M29QX4TB3D' as DeviceId
const LET_GO: ServiceAction[] = [
  { kind: 'wish', wish: 'transfer' },
  { kind: 'first-owner', firstOwner: 'here' },
  { kind: 'device', device: knownDevice({ deviceId: DEVICE, gtin: null }, PRACTICE.devices), isScan: true },
  { kind: 'reason', reason: 'sold' },
  { kind: 'done' },
]

test('[R12] [TR3] what a device is that nobody knows is asked of its new owner, and never taken to be a kit', () => {
  const turn = turnOfNewOwner(LET_GO.reduce(serviceReducer, openService(IDS)))
  expect(turn?.released).toMatchObject({ device: DEVICE, kind: null, origin: 'bought-elsewhere' })
  const given = { market: PRACTICE, isSpendOpen: false }
  const open = [
    { kind: 'whose', whose: 'looked-up' },
    { kind: 'found', found: { aggregateId: ACCOUNT, expiresAt: '2026-11-27T10:15:00.000Z', view: null } },
    { kind: 'here', isHere: true },
  ] as const satisfies ServiceAction[]
  const asked = open.reduce<ReturnType<typeof openService>>(serviceReducer, openService(IDS, null, turn))
  expect(asked.kind).toBeNull()
  expect(isServable(asked, given)).toBe(false)
  expect(isServable(serviceReducer(asked, { kind: 'device-kind', deviceKind: 'holder' }), given)).toBe(true)
})
