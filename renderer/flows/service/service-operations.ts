import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { recordedConsent } from '#shared/domain/recorded-consent.ts'
import { maskDeviceId } from '#shared/domain/device-id.ts'
import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'
import type { Market } from '#shared/markets/market.ts'
import { readDeviceCode } from '../read-device-code.ts'
import type { CapturedOperation } from '../record-port.ts'
import { contactFieldsOf } from './account/contact-form.ts'
import { isLoyaltyReady, loyaltyOperation } from './loyalty/loyalty-form.ts'
import type { Served, ServiceAction, ServiceState } from './service-session.ts'
import { type Whose, whoseOf } from './whose.ts'

/** What a typed or scanned code does to the form (R11). A scan never touches what is typed. */
export function readServed(
  text: string,
  given: { catalogue: DeviceCatalogue; isScan: boolean },
): ServiceAction {
  const read = readDeviceCode(text, given)
  return read.ok
    ? { kind: 'device', device: read.value, isScan: given.isScan }
    : { kind: 'problem', problem: read.failure }
}

/** Whether every answer is given that the wish needs; what is typed and not read yet is not left behind. */
export function isServable(
  state: ServiceState,
  given: { market: Pick<Market, 'registration' | 'country'>; isSpendOpen: boolean },
): boolean {
  const { market, isSpendOpen } = given
  const { isHere, wish, text, device, origin, reason, answers, served, link, document } = state
  if (whoseOf(state) === null || !isHere) return false
  if (wish === 'choices') return answers.size > served.length
  if (wish === 'contact') return contactFieldsOf(state.contact, market) !== null
  if (wish === 'link') return link !== null
  if (wish === 'removal') return document !== null
  if (wish === 'loyalty') return isLoyaltyReady(state.loyalty, isSpendOpen)
  if (device === null || text.trim() !== '') return false
  if (wish === 'transfer') return state.firstOwner === 'here' && (reason === 'sold' || reason === 'gift')
  return wish === 'add' ? origin !== null && state.kind !== null : wish === 'release' && reason !== null
}

/** The questions that the market asks now. */
export function choicesOffered(market: Pick<Market, 'consents'>): Market['consents'] {
  return market.consents.filter(({ isOn }) => isOn)
}

/** A record that the wish makes, and what the screen says of it once it is on disk. */
export interface ToServe {
  readonly operation: CapturedOperation
  readonly served: Pick<Served, 'operationId' | 'what' | 'masked' | 'purpose' | 'answer' | 'reward'>
}

/** The records that are still to be saved, in order: each in the customer's aggregate, after their registration (R12, C37). */
export async function recordsToServe(
  state: ServiceState,
  made: { market: Market; digest: (text: string) => Promise<string>; isSpendOpen: boolean },
): Promise<readonly ToServe[]> {
  const { wish, ids, device, kind, model, origin, reason, answers, served, link, document } = state
  const customer = whoseOf(state)
  if (!isServable(state, made) || customer === null) return []
  const deviceId = device === null ? null : deviceIdSchema.parse(device)
  const masked = device === null ? null : maskDeviceId(device)
  const { registration } = customer
  const none = { purpose: null, answer: null, reward: null }
  const fields = wish === 'contact' ? contactFieldsOf(state.contact, made.market) : null
  if (fields !== null) {
    const payload = { fields, isReadByCustomer: true as const, registration }
    const operation = about(customer, ids.contact, { type: 'contact-change', payload })
    return [
      { operation, served: { operationId: ids.contact, what: 'contact-change', masked: null, ...none } },
    ]
  }
  if (wish === 'link' && link !== null) {
    const operation = about(customer, ids.link, { type: 'link-request', payload: { link, registration } })
    return [{ operation, served: { operationId: ids.link, what: 'link-request', masked: null, ...none } }]
  }
  if (wish === 'removal' && document !== null) {
    const payload = { who: { by: 'record' as const, registration }, document }
    const operation = about(customer, ids.removal, { type: 'removal-request', payload })
    return [
      { operation, served: { operationId: ids.removal, what: 'removal-request', masked: null, ...none } },
    ]
  }
  if (wish === 'add' && deviceId !== null && origin !== null && kind !== null) {
    const away = state.isFirstOwnerAway ? { isFirstOwnerAway: true as const } : {}
    const payload = { device: { deviceId, kind, model, origin, ...away }, registration }
    const operation = about(afterHandover(customer, state), ids.add, { type: 'device-added', payload })
    return [{ operation, served: { operationId: ids.add, what: 'device-added', masked, ...none } }]
  }
  if ((wish === 'release' || wish === 'transfer') && deviceId !== null && reason !== null) {
    const payload = { deviceId, reason, registration }
    const operation = about(customer, ids.release, { type: 'device-released', payload })
    return [{ operation, served: { operationId: ids.release, what: 'device-released', masked, ...none } }]
  }
  const language = customerLanguage(state, made.market)
  if (wish === 'loyalty') {
    const wished = await loyaltyOperation(state.loyalty, { ...made, registration, language })
    if (wished === null) return []
    const isSpend = wished.type === 'loyalty-redemption'
    const operation = about(customer, isSpend ? ids.spend : ids.membership, wished)
    const { operationId } = operation
    const reward = isSpend ? state.loyalty.reward : null
    return [{ operation, served: { ...none, operationId, what: wished.type, masked: null, reward } }]
  }
  const open = choicesOffered(made.market).flatMap((offer) => {
    const answer = answers.get(offer.purpose)
    const isSaved = served.some(({ purpose }) => purpose === offer.purpose)
    return answer === undefined || isSaved ? [] : [{ offer, answer }]
  })
  return Promise.all(
    open.map(async ({ offer, answer }) => {
      const { purpose } = offer
      const consent = await recordedConsent(offer, { answer, language, digest: made.digest })
      const operation = about(customer, ids[purpose], {
        type: 'consent-change',
        payload: { ...consent, answer, registration },
      })
      return {
        operation,
        served: {
          ...none,
          operationId: ids[purpose],
          what: 'consent-change' as const,
          masked: null,
          purpose,
          answer,
        },
      }
    }),
  )
}

export function customerLanguage(
  { language, found }: ServiceState,
  market: Pick<Market, 'languages'>,
): string {
  return language ?? found?.view?.language ?? market.languages.customer[0] ?? 'en'
}

/** Settled before the first owner let it go, it would claim a device of somebody else [TR3]. */
function afterHandover(customer: Whose, { handover }: ServiceState): Whose {
  const released = handover?.released ?? null
  if (released === null) return customer
  return { ...customer, dependsOn: [...customer.dependsOn, released.by] }
}

function about(
  { aggregateId, dependsOn }: Whose,
  operationId: CapturedOperation['operationId'],
  operation: TypedPayload,
): CapturedOperation {
  return { operationId, aggregateId, dependsOn, operation }
}
