import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import type { GuaranteeCasePayload } from '#shared/contracts/operations/guarantee-case.ts'
import type { Delivery } from '#shared/contracts/operations/delivery.ts'
import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'
import { postalAddressSchema } from '#shared/contracts/operations/registration.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { collectionPointLine } from '#shared/domain/find-collection-points.ts'
import { parseBirthDate, type BirthDateFailure } from '#shared/domain/typed-date.ts'
import { type GuaranteeAnswer, weighGuarantee } from '#shared/domain/weigh-guarantee.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import type { DeviceKind } from '#shared/markets/device-catalogue.ts'
import type { Market } from '#shared/markets/market.ts'
import { readDeviceCode } from '../../read-device-code.ts'
import type { CapturedOperation } from '../../record-port.ts'
import { whoseOf } from '../whose.ts'
import { assistancePayload, NO_ASSISTANCE } from './assistance-operation.ts'
import {
  failedPartIn,
  failedPartOf,
  isFailedOpen,
  isPartAsked,
  isPartOpen,
  withFailed,
} from './failed-part.ts'
import type { CodeField, GuaranteeForm, GuaranteeSaved, GuaranteeState } from './guarantee-state.ts'

export interface GuaranteePlace {
  readonly market: Market
  /** The store's local day. */
  readonly today: CalendarDate
}

/** When the device was delivered; null where nobody knows [GD4]. */
export function readDelivered(
  text: string,
  today: CalendarDate,
): Result<CalendarDate | null, BirthDateFailure> {
  return text.trim() === '' ? ok(null) : parseBirthDate(text, today)
}

/** What a code that was typed or scanned does to a field; a new device is another one than the faulty one [GD6]. */
export function readCode(
  field: CodeField,
  read: { text: string; isScan: boolean; market: Market; others: readonly CodeField[]; kind?: DeviceKind },
): CodeField {
  const code = readDeviceCode(read.text, { catalogue: read.market.devices, isScan: read.isScan })
  if (!code.ok) return { ...field, problem: code.failure }
  const { deviceId: device, kind, model } = code.value
  if (read.others.some((other) => other.device === device))
    return { ...field, problem: { kind: 'duplicate' } }
  // Only a code that names its model says for sure what it is.
  const isOtherKind = read.kind !== undefined && model !== null && kind !== read.kind
  if (isOtherKind) return { ...field, problem: { kind: 'other-kind' } }
  return { text: read.isScan ? field.text : '', problem: null, device, kind, model }
}

/** What the new device is: what failed, as somebody chose, or as its code says. */
export function freshKindOf(form: GuaranteeForm): DeviceKind {
  return failedPartOf(form) ?? form.freshKind ?? form.fresh.kind ?? 'kit'
}

/** The fields of codes: no device is named in two of them. */
export type CodeName = 'faulty' | 'part' | 'fresh'

/** What a field does with a code [GD6] [GD15]. */
export function takeCode(
  form: GuaranteeForm,
  which: CodeName,
  read: { text: string; isScan: boolean; market: Market },
): Partial<GuaranteeForm> {
  const names = (['faulty', 'part', 'fresh'] as const).filter((name) => name !== which)
  const kind = which === 'faulty' ? null : failedPartOf(form)
  const others = names.map((name) => form[name])
  const field = readCode(form[which], { ...read, others, ...(kind === null ? {} : { kind }) })
  // Another device is asked about anew.
  const isAnother = which === 'faulty' && field.device !== form.faulty.device
  return { [which]: field, ...(isAnother ? withFailed(form, null) : {}) }
}

/** A scan goes to the first field that waits for a device; a swap waits for its new one. */
export function takeScan(
  form: GuaranteeForm,
  read: { text: string; market: Market; isSwap: boolean },
): Partial<GuaranteeForm> {
  const { text, market } = read
  const which =
    form.faulty.device === null ? 'faulty' : isPartOpen(form) ? 'part' : read.isSwap ? 'fresh' : 'faulty'
  return takeCode(form, which, { text, market, isScan: true })
}

/** What the guarantee says so far; null while a question is open, and where the helpline comes first [GD7]. */
export function answerOf({ form }: GuaranteeState, place: GuaranteePlace): GuaranteeAnswer | null {
  const { faulty, registeredIn, hasProof, fault, exclusion, accidents } = form
  const deliveredOn = readDelivered(form.deliveredText, place.today)
  if (faulty.device === null || fault === null || exclusion === null || !deliveredOn.ok) return null
  if (registeredIn === null || registeredIn === 'another-country') return null
  if (registeredIn === 'nowhere' && hasProof === null) return null
  if (fault === 'accidental-damage' && registeredIn === 'this-country' && accidents === null) return null
  return weighGuarantee(
    {
      deliveredOn: deliveredOn.value,
      accidentsFrom: deliveredOn.value,
      accidentsBefore: accidents === null || accidents === 'unknown' ? null : Number(accidents),
      fault,
      excluded: exclusion === 'none' ? null : exclusion,
      shown:
        registeredIn === 'this-country' ? 'registered' : hasProof === 'yes' ? 'proof-of-purchase' : 'nothing',
    },
    { day: place.today, terms: place.market.guarantee.terms },
  )
}

/** Whether a new device changes hands here: covered, and wanted in the store [GD6]. */
export function isSwap(state: GuaranteeState, answer: GuaranteeAnswer | null): boolean {
  const { registeredIn, way } = state.form
  return registeredIn === 'this-country' && way === 'store' && answer?.verdict === 'covered'
}

/** The case of somebody without a registration: by their proof of purchase and the day on it, in the store (R17) [GD14]. */
function caseByProof({ form }: GuaranteeState, place: GuaranteePlace): GuaranteeCasePayload | null {
  const boughtOn = readDelivered(form.deliveredText, place.today)
  const { fault, exclusion, hasProof } = form
  if (isFailedOpen(form)) return null
  if (fault === null || exclusion === null || hasProof !== 'yes' || !boughtOn.ok || boughtOn.value === null)
    return null
  return {
    deviceId: deviceIdSchema.parse(form.faulty.device),
    ...failedPartIn(form),
    fault,
    exclusions: { areChecked: true, found: exclusion === 'none' ? null : exclusion },
    wanted: { way: 'store' },
    registration: null,
    proofOfPurchase: { boughtOn: boughtOn.value },
  }
}

/** How the customer gets a new device; null while that is open. */
export function deliveryOf(form: GuaranteeForm, market: Market): Delivery | null {
  if (form.way === null) return null
  if (form.way === 'store') return { way: 'store' }
  if (form.way === 'collection-point') {
    const point = market.guarantee.collectionPoints.find(({ id }) => id === form.pointId)
    return point === undefined
      ? null
      : { way: 'collection-point', collectionPoint: collectionPointLine(point) }
  }
  const { street, postalCode, locality } = form.address
  const address = postalAddressSchema.safeParse({
    lines: [street.trim()],
    postalCode: postalCode.trim(),
    locality: locality.trim(),
    country: market.country,
  })
  return address.success ? { way: 'address', address: address.data } : null
}

/** Whether a code is typed and not taken, in a field that is shown. */
function isHalfTyped(state: GuaranteeState, place: GuaranteePlace): boolean {
  const { form } = state
  const shown = [
    form.faulty,
    ...(isPartAsked(form) ? [form.part] : []),
    ...(isSwap(state, answerOf(state, place)) ? [form.fresh] : []),
  ]
  return shown.some(({ text }) => text.trim() !== '')
}

/** A record that the form makes. */
export interface GuaranteeRecord {
  readonly operation: CapturedOperation
  readonly what: GuaranteeSaved['what']
}

/** The records to be saved, in order; none while something is open. */
export function guaranteeRecords(state: GuaranteeState, place: GuaranteePlace): readonly GuaranteeRecord[] {
  const { form, ids } = state
  const isOpen = form.faulty.device === null || form.registeredIn === null || !form.isHere
  if (isOpen || isHalfTyped(state, place)) return []
  const takeBack: GuaranteeRecord = {
    what: 'take-back',
    operation: {
      operationId: ids.takeBack,
      aggregateId: ids.visit,
      dependsOn: [],
      operation: { type: 'take-back', payload: { kind: 'device', count: 1 } },
    },
  }
  const takenBack = form.isTakenBack ? [takeBack] : []
  if (form.registeredIn === 'nowhere') {
    // What stays here for recycling anybody may leave [GD9].
    const payload = caseByProof(state, place)
    if (payload === null) return takenBack
    const { visit: aggregateId, guaranteeCase: operationId } = ids
    const operation = { type: 'guarantee-case' as const, payload }
    return [
      { what: operation.type, operation: { operationId, aggregateId, dependsOn: [], operation } },
      ...takenBack,
    ]
  }
  if (form.registeredIn === 'another-country') {
    const payload = assistancePayload(form, place)
    if (payload === null) return form.abroad === NO_ASSISTANCE ? takenBack : []
    const assistance: GuaranteeRecord = {
      what: 'assistance-case',
      operation: {
        operationId: ids.assistance,
        aggregateId: ids.visit,
        dependsOn: [],
        operation: { type: 'assistance-case', payload },
      },
    }
    return [assistance, ...takenBack]
  }
  const operation = guaranteeOperation(state, place)
  const whose = whoseOf(state)
  if (operation === null || whose === null) return []
  const main: GuaranteeRecord = {
    what: operation.type,
    operation: {
      operationId: operation.type === 'replacement' ? ids.replacement : ids.guaranteeCase,
      aggregateId: whose.aggregateId,
      dependsOn: whose.dependsOn,
      operation,
    },
  }
  return operation.type === 'replacement' ? [main] : [main, ...takenBack]
}

type GuaranteeOperation = Extract<TypedPayload, { type: 'replacement' | 'guarantee-case' }>

function guaranteeOperation(state: GuaranteeState, place: GuaranteePlace): GuaranteeOperation | null {
  const { form } = state
  const whose = whoseOf(state)
  const answer = answerOf(state, place)
  const delivery = deliveryOf(form, place.market)
  const { fault, exclusion } = form
  if (whose === null || answer === null || delivery === null || fault === null || exclusion === null)
    return null
  if (isFailedOpen(form)) return null
  const faulty = deviceIdSchema.parse(form.faulty.device)
  const exclusions = { areChecked: true, found: exclusion === 'none' ? null : exclusion } as const
  const { registration } = whose
  if (!isSwap(state, answer)) {
    const payload = {
      deviceId: faulty,
      ...failedPartIn(form),
      fault,
      exclusions,
      wanted: delivery,
      registration,
    }
    return { type: 'guarantee-case', payload }
  }
  if (form.fresh.device === null) return null
  const newDevice = {
    deviceId: deviceIdSchema.parse(form.fresh.device),
    kind: freshKindOf(form),
    model: form.fresh.model,
  }
  const { isTakenBack } = form
  const parts = failedPartIn(form)
  const payload = {
    oldDevice: faulty,
    ...parts,
    newDevice,
    delivery,
    fault,
    exclusions,
    isTakenBack,
    registration,
  }
  return { type: 'replacement', payload }
}
