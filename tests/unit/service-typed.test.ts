import { describe, expect, it } from 'vitest'

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

  it('[R12][R13][R14][R15][R16][R20] is whatever somebody chose for the customer, until it is saved', () => {
    const chosen: ServiceAction[] = [
      { kind: 'link', link: 'password' },
      { kind: 'document', document: 'passport' },
      { kind: 'origin', origin: 'gift' },
      { kind: 'reason', reason: 'sold' },
      { kind: 'look-up', change: { document: 'passport' } },
      { kind: 'loyalty-action', action: 'join' },
    ]
    for (const one of chosen) {
      expect([one, isTyped({ service: [one] })]).toEqual([one, true])
      expect(isTyped({ service: [one, { kind: 'done' }] })).toBe(false)
    }
  })

  it('[R17] is every answer about a device that does not work, until it is saved', () => {
    const answered: GuaranteeAction[] = [
      { kind: 'answered', change: { registeredIn: 'nowhere' } },
      { kind: 'answered', change: { deliveredText: '01' } },
      { kind: 'answered', change: { isTakenBack: true } },
    ]
    for (const one of answered) {
      expect([one, isTyped({ guarantee: [one] })]).toEqual([one, true])
      expect(isTyped({ guarantee: [one, { kind: 'done' }] })).toBe(false)
    }
  })
})
