import { type Decision, decisionSchema } from '#shared/contracts/operations/resolution.ts'
import type { DeviceOrigin } from '#shared/contracts/operations/registration.ts'
import type { CaseAsk, CaseChoice } from '#shared/contracts/outcome.ts'
import type { KnownDevice } from '#shared/domain/device-id.ts'
import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'
import { readEmail } from '../read-contact.ts'
import { type DeviceCodeProblem, readDeviceCode } from '../read-device-code.ts'
import type { MistypedField } from './case-choices.ts'

export interface TypedDevice extends KnownDevice {
  readonly origin: DeviceOrigin
}

/** What a person has chosen and typed in a case so far. Nothing is preselected. */
export interface CaseForm {
  readonly choice: CaseChoice | null
  /** The one thing that the choice rests on was seen or heard here. */
  readonly isConfirmed: boolean
  readonly ask: CaseAsk | null
  readonly field: MistypedField | null
  readonly claim: 'new' | 'existing' | null
  readonly email: string
  readonly deviceText: string
  readonly deviceProblem: DeviceProblem | null
  readonly devices: readonly TypedDevice[]
}

export type DeviceProblem = DeviceCodeProblem | { readonly kind: 'duplicate' | 'too-many' }

export const EMPTY_FORM: CaseForm = {
  choice: null,
  isConfirmed: false,
  ask: null,
  field: null,
  claim: null,
  email: '',
  deviceText: '',
  deviceProblem: null,
  devices: [],
}

const MAX_DEVICES = 20
const ONE_DEVICE: readonly (MistypedField | null)[] = ['device', 'new-device', 'released-device']

/** Another choice begins with nothing confirmed; what was typed stays. A single field needs no choosing. */
export function withChoice(form: CaseForm, choice: CaseChoice, fields: readonly MistypedField[]): CaseForm {
  const only = fields.length === 1 ? (fields[0] ?? null) : null
  return { ...form, choice, isConfirmed: false, ask: null, field: only }
}

/** Takes a typed or scanned code into the list, or says why not (R11). A scan never touches what is typed. */
export function withDevice(
  form: CaseForm,
  given: { text: string; catalogue: DeviceCatalogue; isScan: boolean },
): CaseForm {
  const { text, isScan } = given
  const read = readDeviceCode(text, given)
  const say = (deviceProblem: DeviceProblem): CaseForm => ({ ...form, deviceProblem })
  if (!read.ok) return say(read.failure)
  const kept = ONE_DEVICE.includes(form.field) ? [] : form.devices
  if (kept.some(({ deviceId }) => deviceId === read.value.deviceId)) return say({ kind: 'duplicate' })
  if (kept.length >= MAX_DEVICES) return say({ kind: 'too-many' })
  const device: TypedDevice = { ...read.value, origin: 'bought-here' }
  const deviceText = isScan ? form.deviceText : ''
  return { ...form, deviceText, deviceProblem: null, devices: [...kept, device] }
}

/** The decision as it is recorded; null while something that it needs is open. */
export function decisionOf(form: CaseForm): Decision | null {
  const parsed = decisionSchema.safeParse(draftOf(form))
  return parsed.success ? parsed.data : null
}

/** The shape that the contract asks for; what is open stays open and does not parse. */
function draftOf(form: CaseForm): unknown {
  const { choice, isConfirmed, ask } = form
  switch (choice) {
    case 'same-person':
      return { choice, documentMatched: isConfirmed }
    case 'transfer':
      return { choice, releasedByHolder: isConfirmed }
    case 'statutory-route':
      return { choice, proofOfPurchaseShown: isConfirmed }
    case 'customer-not-here':
      return { choice, ask }
    case 'mistyped':
      return { choice, changes: changesOf(form) }
    case 'dispute':
    case 'pay':
    case 'cancel':
    case 'reverse':
    case 'keep':
    case 'after-cases':
    case 'now-anyway':
    case 'erase':
    case 'settle':
    case 'settle-again':
      return { choice }
    case null:
    default:
      return null
  }
}

function changesOf({ field, email, claim, devices, deviceText }: CaseForm): unknown {
  // What is typed and not added yet would be left out.
  const isAboutDevices = field !== 'email' && field !== 'claim'
  if (isAboutDevices && deviceText !== '') return null
  switch (field) {
    case 'email': {
      const read = readEmail(email)
      return read.ok ? { type: 'registration', fields: { email: read.value } } : null
    }
    case 'claim':
      return claim === null ? null : { type: 'registration', fields: { claim } }
    case 'devices':
      return devices.length === 0 ? null : { type: 'registration', fields: { devices } }
    case 'device':
      return { type: 'device-added', fields: { device: devices[0] } }
    case 'new-device': {
      const { deviceId, kind, model } = devices[0] ?? {}
      return { type: 'replacement', fields: { newDevice: { deviceId, kind, model } } }
    }
    case 'released-device':
      return devices[0] === undefined
        ? null
        : { type: 'device-released', fields: { deviceId: devices[0].deviceId } }
    case 'returned-devices':
      return devices.length === 0
        ? null
        : { type: 'return', fields: { devices: devices.map(({ deviceId }) => deviceId) } }
    case null:
    default:
      return null
  }
}
