import type { Disk } from '#electron/journal/disk.ts'
import { type MemoryDisk, createMemoryDisk } from '#electron/journal/memory-disk.ts'
import type { DeskPorts } from '#electron/desk/desk-parts.ts'
import { type Desk, openDesk } from '#electron/desk/open-desk.ts'
import { createNodeHttp } from '#electron/transport/node-http.ts'
import type { EVENT_CONTRACT } from '#shared/ipc/events.ts'
import { type OperatorId, aggregateIdSchema, operatorIdSchema } from '#shared/contracts/identifiers.ts'
import type { AgeCheckPayload } from '#shared/contracts/operations/age-check.ts'
import { type SaveRequest, saveRequestSchema } from '#shared/ipc/record-methods.ts'

import { createFakePrinter } from './fake-printer.ts'
import { fastPinHash } from './fast-pin-hash.ts'
import { operationId } from './journal-records.ts'
import { type ManualTime, createManualTime } from './manual-time.ts'
import { CODE, TERMINAL_ID } from './scripted-account-api.ts'
import { createSeededRandom } from './seeded-random.ts'
import { createTestKeystore } from './test-keystore.ts'

export const ANA = operatorIdSchema.parse('ana')
export const RUI = operatorIdSchema.parse('rui')
export const PIN = '482915'
export const VISIT = aggregateIdSchema.parse('01890000-0000-7000-8000-0000000000f1')
export const CUSTOMER = aggregateIdSchema.parse('01890000-0000-7000-8000-0000000000f2')

/** A till in memory: its desk can be stopped and started again on the same disk. */
export interface TestTill {
  readonly disk: MemoryDisk
  readonly time: ManualTime
  readonly events: (keyof typeof EVENT_CONTRACT)[]
  start(changes?: Partial<DeskPorts> & { disk?: Disk }): Promise<Desk>
}

let starts = 0

export function createTestTill(): TestTill {
  const disk = createMemoryDisk()
  const time = createManualTime()
  const events: TestTill['events'] = []
  const keystore = createTestKeystore()
  return {
    disk,
    time,
    events,
    async start(changes = {}) {
      starts += 1
      const desk = await openDesk({
        disk,
        keystore,
        ...time,
        http: createNodeHttp({ deadlineMs: 3000 }),
        pinHash: fastPinHash,
        random: createSeededRandom(`desk-${starts}`),
        profileFolder: '/profile',
        attemptsFolder: '/state',
        appVersion: '0.1.0',
        suggestedAccountApiUrl: null,
        practiceSetupPath: null,
        printer: createFakePrinter(),
        chooseFolder: async () => null,
        clearWindowStore: async () => undefined,
        publish: (event) => void events.push(event),
        ...changes,
      })
      if (!desk.ok) throw new Error(`the desk did not open: ${desk.failure}`)
      return desk.value
    },
  }
}

/** Enrols, sets Ana's and Rui's PINs, unlocks as Ana. */
export async function atWork(desk: Desk, accountApiUrl: string): Promise<void> {
  await desk.handlers['desk.enrol']({ accountApiUrl, code: CODE })
  for (const operatorId of [ANA, RUI]) {
    await desk.handlers['operator.set-first-pin']({ operatorId, code: CODE, pin: PIN })
  }
  await unlock(desk, ANA)
}

export async function unlock(desk: Desk, operatorId: OperatorId) {
  return desk.handlers['operator.unlock']({ operatorId, pin: PIN })
}

/** A page of the journal as the window reads it. */
export async function readJournal(desk: Desk, asked: { afterFrame: number; limit: number }) {
  const page = await desk.handlers['journal.read'](asked)
  if (page.kind !== 'page') throw new Error('the journal was not read')
  return page
}

export function ageCheckRequest(count: number, changes: Partial<AgeCheckPayload> = {}): SaveRequest {
  const payload = {
    outcome: 'allowed',
    reason: null,
    method: 'shown',
    documentKind: 'citizen-card',
    ruleVersion: 'PT-1',
    checkedAt: '2026-11-22T10:00:00.000Z',
    clock: 'trusted',
    operator: 'ana',
    terminal: TERMINAL_ID,
    ...changes,
  }
  const operation = { type: 'age-check', payload }
  return saveRequestSchema.parse({
    operationId: operationId(count),
    aggregateId: VISIT,
    dependsOn: [],
    operation,
  })
}

export function saleRequest(count: number, ageCheck: number): SaveRequest {
  const payload = { productClasses: ['device'], ageCheck: operationId(ageCheck), channel: 'brand-store' }
  return saveRequestSchema.parse({
    operationId: operationId(count),
    aggregateId: VISIT,
    dependsOn: [operationId(ageCheck)],
    operation: { type: 'sale', payload },
  })
}

export function registrationRequest(count: number, ageCheck: number): SaveRequest {
  const text = { version: '1', textHash: 'A'.repeat(43), language: 'pt-PT' }
  const payload = {
    claim: 'new',
    givenName: 'Maria',
    familyName: 'Sobral',
    email: 'maria@example.pt',
    mobilePhone: null,
    dateOfBirth: '1990-02-03',
    countryOfResidence: 'PT',
    language: 'pt-PT',
    postalAddress: null,
    consents: [],
    notice: text,
    declaration: text,
    channel: 'brand-store',
    purchaseDate: '2026-11-22',
    purchasePlace: null,
    invoiceReference: null,
    taxNumber: null,
    ageCheck: operationId(ageCheck),
    devices: [{ deviceId: 'A1B2C3D4TB3D', kind: 'kit', model: null, origin: 'bought-here' }],
  }
  return saveRequestSchema.parse({
    operationId: operationId(count),
    aggregateId: CUSTOMER,
    dependsOn: [operationId(ageCheck)],
    operation: { type: 'registration', payload },
  })
}
