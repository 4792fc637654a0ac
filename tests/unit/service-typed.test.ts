import { describe, expect, it } from 'vitest'

import { SAME_ADDRESS } from '#renderer/flows/service/account/address-form.ts'
import {
  type GuaranteeAction,
  guaranteeReducer,
  newGuaranteeIds,
  openGuarantee,
} from '#renderer/flows/service/guarantee/guarantee-state.ts'
import { openCases } from '#renderer/flows/service/cases/cases-state.ts'
import {
  isServiceTyped,
  newServiceIds,
  openService,
  type ServiceAction,
  serviceReducer,
} from '#renderer/flows/service/service-session.ts'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'

const ID = '01900000-0000-7000-8000-000000000001'
const ports = { newId: () => ID }
const dispatch = () => {}

function isTyped(given: { service?: ServiceAction[]; guarantee?: GuaranteeAction[] }): boolean {
  const { service = [], guarantee = [] } = given
  return isServiceTyped({
    state: service.reduce(serviceReducer, openService(newServiceIds(ports))),
    dispatch,
    guarantee: {
      state: guarantee.reduce(guaranteeReducer, openGuarantee(newGuaranteeIds(ports))),
      dispatch,
    },
    cases: { state: openCases(operationIdSchema.parse(ID)), dispatch },
  })
}

describe('what is written down at the service desk and on no disk yet', () => {
  it('is nothing in an empty form, however far somebody looked around', () => {
    expect(isTyped({})).toBe(false)
    expect(
      isTyped({
        service: [{ kind: 'wish', wish: 'link' }],
        guarantee: [{ kind: 'answered', change: { isHere: true } }],
      }),
    ).toBe(false)
  })

  it.each<[string, ServiceAction]>([
    ['[R14] a link that was chosen', { kind: 'link', link: 'password' }],
    ['[R16] a document that was shown for a removal', { kind: 'document', document: 'passport' }],
    ['[R13] where a device is from', { kind: 'origin', origin: 'gift' }],
    ['[R12] why a device is let go', { kind: 'reason', reason: 'sold' }],
    ['[R12] whether a first owner is here', { kind: 'first-owner', firstOwner: 'here' }],
    ['[R14] another language of the account', { kind: 'contact', change: { language: 'en' } }],
    [
      '[R14] that there is no postal address any more',
      { kind: 'contact', change: { address: { ...SAME_ADDRESS, change: 'none' } } },
    ],
    ['[R15] a document that was shown for a look-up', { kind: 'look-up', change: { document: 'passport' } }],
    ['[R20] a wish to join', { kind: 'loyalty-action', action: 'join' }],
  ])('%s is, until it is saved', (_, chosen) => {
    expect(isTyped({ service: [chosen] })).toBe(true)
    expect(isTyped({ service: [chosen, { kind: 'done' }] })).toBe(false)
  })

  it.each<[string, GuaranteeAction]>([
    ['where the device is registered', { kind: 'answered', change: { registeredIn: 'nowhere' } }],
    ['the day of delivery', { kind: 'answered', change: { deliveredText: '01' } }],
    ['a device that stays here', { kind: 'answered', change: { isTakenBack: true } }],
  ])('[R17] %s is, until it is saved', (_, answered) => {
    expect(isTyped({ guarantee: [answered] })).toBe(true)
    expect(isTyped({ guarantee: [answered, { kind: 'done' }] })).toBe(false)
  })
})
