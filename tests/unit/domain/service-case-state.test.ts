import { describe, expect, test } from 'vitest'
import type { CaseStep } from '#shared/contracts/messages/service.ts'
import { serviceCaseState } from '#shared/domain/service-case-state.ts'

const took = (...steps: CaseStep[]) =>
  steps.map((step) => ({
    step,
    reason: step === 'refused' ? ('excluded' as const) : null,
    at: '2026-11-22T10:00:00.000Z',
  }))

describe('how far a case is', () => {
  test.each([
    ['with-head-office', [], null],
    ['with-head-office', ['customer-came-back'], null],
    ['accepted', ['accepted', 'customer-came-back'], null],
    ['on-its-way', ['accepted', 'on-its-way'], null],
    ['handed-over', ['accepted', 'on-its-way', 'device-handed-over', 'customer-came-back'], null],
    // A second device goes out after the first was handed over.
    ['on-its-way', ['on-its-way', 'device-handed-over', 'on-its-way'], null],
    ['refused', ['refused'], 'declined'],
    ['closed', ['accepted', 'device-handed-over'], 'replaced'],
    ['closed', [], 'withdrawn'],
  ] as const)('[R17] is %s after %j, ended as %s', (state, steps, conclusion) => {
    expect(serviceCaseState({ steps: took(...steps), conclusion })).toBe(state)
  })
})
