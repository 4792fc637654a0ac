import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'
import type { ServicePaper } from '../service-ports.ts'
import { deliveryOf, freshKindOf, type GuaranteePlace } from './guarantee-operations.ts'
import type { GuaranteeState } from './guarantee-state.ts'

/** What the customer takes away of what was saved: no name, no address, no date [GD12]. Null where there is no such paper. */
export function guaranteePaper(
  state: GuaranteeState,
  place: GuaranteePlace,
): Omit<ServicePaper, 'language'> | null {
  const { form } = state
  const saved = state.saved.find(({ what }) => what === 'replacement' || what === 'guarantee-case')
  if (saved === undefined || form.fault === null) return null
  const { operationId } = saved
  const faulty = deviceIdSchema.parse(form.faulty.device)
  if (saved.what === 'replacement') {
    const newDevice = { deviceId: deviceIdSchema.parse(form.fresh.device), kind: freshKindOf(form) }
    const { isTakenBack } = form
    return { operationId, content: { kind: 'replacement', oldDevice: faulty, newDevice, isTakenBack } }
  }
  const isByProof = form.registeredIn === 'nowhere'
  const wanted = isByProof ? ({ way: 'store' } as const) : deliveryOf(form, place.market)
  if (wanted === null) return null
  const collectionPoint = wanted.way === 'collection-point' ? wanted.collectionPoint : null
  const { fault } = form
  return {
    operationId,
    content: { kind: 'guarantee-case', deviceId: faulty, fault, way: wanted.way, collectionPoint, isByProof },
  }
}
